"""naung officers: who can sign in, appointing by command, the demonstration's second factor."""

from datetime import datetime

import click

from naung.kit.refusal import Refusal
from naung.project.cli.base import Voice, command
from naung.project.words import _


class NotOfTheDemonstration(Refusal):
    """A real officer's second factor is theirs alone."""


@click.group(invoke_without_command=True)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON document on standard output, nothing else there."
)
@click.pass_context
def officers(ctx: click.Context, as_json: bool) -> None:
    """Who can sign in, with roles and regions; `appoint` makes an account or gives it a further post; `code` is for the demonstration."""
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
    there = queries.taken(login)
    password = secrets.token_urlsafe(12)
    actions.appoint(login=login, name=name, identity=identity, password=password, role=role, region=regions.by_code(region).code,
                    since=since.date() if since else clock.today(), by=system("officers"), at=clock.now())  # fmt: skip
    if not there:
        voice.say(
            _("Kata sandi %(login)s (hanya ditampilkan sekali): %(password)s")
            % {"login": login, "password": password}
        )
    voice.answer({"login": login, "role": role, "region": region, "password": None if there else password})


@officers.command()
@click.argument("login")
@command()
def code(voice: Voice, login: str) -> None:
    """The code that the app of a made-up officer (DATA CONTOH) would show now. Refused for everybody else."""
    from naung.foundation.staff import queries
    from naung.project import road
    from naung.web.account import factors

    shown = factors.code_of(queries.officer(login)) if road.is_made_up(login) else None
    if shown is None:
        raise NotOfTheDemonstration(
            _(
                "%(login)s bukan petugas contoh dengan pengaman kedua. Kode hanya ditampilkan untuk petugas DATA CONTOH."
            )
            % {"login": login}
        )
    digits, seconds = shown
    voice.say(_("%(code)s  (masih %(seconds)d detik; sekali pakai)") % {"code": digits, "seconds": seconds})
    voice.answer({"login": login, "code": digits, "seconds": seconds})
