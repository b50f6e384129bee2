"""naung setup, stop, database, officers."""

import click

from naung.project.cli.base import Voice, command
from naung.project.words import _


@click.command()
@command()
def setup(voice: Voice) -> None:
    """Create or migrate the database; load regions, the law, programme ntt-2025. Twice is harmless."""
    from naung.project import house

    with voice.step(_("Skema")) as step:
        step.out = house.migrate()
    with voice.step(_("Data acuan")) as step:
        step.more = house.load()
        step.out = sum(step.more.values())
    voice.answer({"ok": True, "steps": [s.as_facts() for s in voice.steps]})


@click.command()
@command(database=False)
def stop(voice: Voice) -> None:
    """Stop the embedded database of this NAUNG_HOME, if it runs."""
    from naung.project import database, postgres

    stopped = postgres.stop(database.cluster())
    voice.say(_("Basis data dihentikan.") if stopped else _("Basis data tidak sedang berjalan."))
    voice.answer({"stopped": stopped})


@click.command(name="database")
@command(database=False)
def database(voice: Voice) -> None:
    """The owner's connection string, for psql, pg_dump and auditors."""
    from naung.project import database as where

    where.ensure()
    voice.say(where.owner_url())
    voice.answer({"url": where.owner_url()})


@click.command()
@command()
def officers(voice: Voice) -> None:
    """Who can sign in, with roles and regions."""
    from naung.foundation.staff import queries as staff

    rows = staff.everybody()
    for row in rows:
        voice.say("  ".join(str(value) for value in row.values()))
    voice.answer({"officers": rows})
