"""naung setup, stop, database, officers."""

from datetime import datetime

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


@click.group(invoke_without_command=True)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON document on standard output, nothing else there."
)
@click.pass_context
def officers(ctx: click.Context, as_json: bool) -> None:
    """Who can sign in, with roles and regions; `appoint` makes an account or gives it a further post."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(listed, as_json=as_json)


@officers.command(name="list")
@command()
def listed(voice: Voice) -> None:
    """Every active account with its posts."""
    from naung.foundation.staff import queries as staff

    rows = staff.everybody()
    for row in rows:
        voice.say("  ".join(str(value) for value in row.values()))
    voice.answer({"officers": rows})


@officers.command()
@click.argument("login")
@click.option("--name", required=True)
@click.option("--role", required=True, help="Such as verifier, approver, treasurer.")
@click.option("--region", required=True, help="Dotted code: 53, 53.71, 53.71.01.1001.")
@click.option("--identity", required=True, help="NIP or NIK of the person; only its keyed index is kept.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="First day of the post; today in WITA if left out.",
)
@command()
def appoint(
    voice: Voice, login: str, name: str, role: str, region: str, identity: str, since: datetime | None
) -> None:
    """Make an account for a person, or give it a further post. A new account's password is shown once."""
    import secrets

    from naung.foundation.regions import queries as regions
    from naung.foundation.staff import actions, queries
    from naung.foundation.staff.roles import ROLES
    from naung.kit import clock
    from naung.kit.actor import system

    if role not in ROLES:
        raise click.UsageError(f"There is no role {role!r}; roles: {', '.join(ROLES)}.")
    there = any(row["login"] == login for row in queries.everybody())
    password = secrets.token_urlsafe(12)
    actions.appoint(login=login, name=name, identity=identity, password=password, role=role, region=regions.by_code(region).code,
                    since=since.date() if since else clock.today(), by=system("officers"), at=clock.now())  # fmt: skip
    if not there:
        voice.say(
            _("Kata sandi %(login)s (hanya ditampilkan sekali): %(password)s")
            % {"login": login, "password": password}
        )
    voice.answer({"login": login, "role": role, "region": region, "password": None if there else password})
