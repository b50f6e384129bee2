"""naung setup, stop, database."""

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
    _first_administrator(voice)
    voice.answer({"ok": True, "steps": [s.as_facts() for s in voice.steps]})


def _first_administrator(voice: Voice) -> None:
    """A fresh house has nobody who could let anybody in: say how."""
    from naung.foundation.staff import queries as staff

    if not staff.everybody():
        voice.say(_("Belum ada petugas. Administrator pertama:"))
        voice.say(
            '  naung officers appoint LOGIN --name "NAMA" --role administrator --region 53 --identity NIP'
        )


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
