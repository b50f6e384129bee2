"""naung claim: report, assess, approve, refuse, list."""

from datetime import date, datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.words import _

DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option(
    "--today", "today", type=DAY, default=None, help="Business date of this act; today in WITA if left out."
)
PERSON = click.option("--person", "code", required=True, help="The person's code (N...).")


@click.group()
def claim() -> None:
    """Accidents and deaths: report, assess, approve. Three different people."""


@claim.command()
@PERSON
@click.option("--kind", type=click.Choice(["death", "accident"]), required=True)
@click.option("--on", "happened", type=DAY, required=True, help="The day it happened.")
@click.option(
    "--cause",
    type=click.Choice(["illness", "work_accident"]),
    default=None,
    help="For a death; an accident is a work accident.",
)
@click.option(
    "--by",
    "login",
    default=None,
    help="Login of the officer who files it; without it, it is taken as reported by the public.",
)
@click.option("--reporter", default="", help="Who tells it.")
@click.option(
    "--relation",
    default="family",
    show_default=True,
    help="family, neighbour, village, health, hospital, employer, other",
)
@click.option("--place", default="", help="Where it happened.")
@click.option("--account", default="", help="What happened; kept sealed.")
@ON
@command()
def report(
    voice: Voice, code: str, kind: str, happened: datetime, cause: str | None, login: str | None, reporter: str, relation: str,
    place: str, account: str, today: datetime | None,
) -> None:  # fmt: skip
    """Take a report: who, what, when. The same event again is the same claim."""
    from naung.delivery.claims import actions
    from naung.delivery.registry import queries as registry
    from naung.foundation.staff import queries as staff
    from naung.kit import actor, clock

    if cause is None and kind == "death":
        raise click.UsageError(_("Kematian memerlukan --cause illness atau --cause work_accident."))
    found = actions.report(
        person_id=registry.by_code(code).pk, kind=kind, cause=cause or "work_accident", happened_on=happened.date(), on=_day(today),
        by=staff.actor(login) if login else actor.system("claim"), at=clock.now(), reporter=reporter, relation=relation,
        place=place, account=account,
    )  # fmt: skip
    _show(voice, found)


@claim.command()
@click.argument("number")
@click.option("--by", "login", required=True, help="Login of the officer who assesses.")
@click.option(
    "--days",
    type=click.IntRange(0),
    default=0,
    help="Accident: days of inability to work, by the doctor's letter.",
)
@click.option(
    "--land", type=click.IntRange(0), default=0, help="Accident: transport by land, rupiah by receipts."
)
@click.option("--sea", type=click.IntRange(0), default=0, help="By sea.")
@click.option("--air", type=click.IntRange(0), default=0, help="By air.")
@ON
@command()
def assess(
    voice: Voice, number: str, login: str, days: int, land: int, sea: int, air: int, today: datetime | None
) -> None:
    """Check the cover again and compute the benefit, line by line."""
    from naung.delivery.claims import actions, queries
    from naung.delivery.claims.actions import Receipts
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    receipts = Receipts(days=days, land=land, sea=sea, air=air)
    found = actions.assess(
        claim=queries.by_number(number),
        by=staff.actor(login),
        at=clock.now(),
        on=_day(today),
        receipts=receipts,
    )
    _show(voice, found)


@claim.command()
@click.argument("number")
@click.option("--by", "login", required=True, help="Login of the officer who approves: a third person.")
@ON
@command()
def approve(voice: Voice, number: str, login: str, today: datetime | None) -> None:
    """Approve what was assessed; an approved death ends the membership on that day."""
    from naung.delivery.claims import actions, queries
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    found = queries.by_number(number)
    by, seen = staff.actor(login), queries.content_hash(found)
    _show(voice, actions.approve(claim=found, content_hash=seen, by=by, at=clock.now(), on=_day(today)))


@claim.command()
@click.argument("number")
@click.option("--by", "login", required=True, help="Login of the officer who decides.")
@click.option("--because", required=True, help="The reason, as the family will read it.")
@ON
@command()
def refuse(voice: Voice, number: str, login: str, because: str, today: datetime | None) -> None:
    """Close a claim that the law does not pay, with the reason."""
    from naung.delivery.claims import actions, queries
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    by = staff.actor(login)
    _show(
        voice,
        actions.refuse(
            claim=queries.by_number(number), because=because, by=by, at=clock.now(), on=_day(today)
        ),
    )


@claim.command("list")
@click.option("--programme", "code", default=None)
@click.option(
    "--state", type=click.Choice(["REPORTED", "ASSESSED", "APPROVED", "PAID", "REFUSED"]), default=None
)
@command()
def list_(voice: Voice, code: str | None, state: str | None) -> None:
    """Every claim, the oldest event first."""
    from naung.delivery.claims import queries
    from naung.delivery.programme import queries as programmes

    programme = programmes.by_code(code) if code else None
    rows = [_facts(found) for found in queries.everything(programme, state=state)]
    for row in rows:
        voice.say(
            f"{row['number']}  {row['kind']}  {row['happened_on']}  {row['state']}  {words.rupiah(row['rupiah'])}"
        )
    voice.answer({"claims": rows})


def _day(today: datetime | None) -> date:
    from naung.kit import clock

    return today.date() if today else clock.today()


def _facts(found: Any) -> dict[str, Any]:
    from naung.delivery.claims import queries

    return {
        "number": found.number, "person": found.person.code, "kind": found.kind, "cause": found.cause, "happened_on": str(found.happened_on),
        "reported_on": str(found.reported_on), "state": found.state, "cover": found.cover, "because": found.cover_because,
        "months_paid": found.months_paid, "rupiah": found.rupiah, "estimate": found.estimate, "law_version": found.law_version,
        "hash": queries.content_hash(found), "refused_because": found.refused_because,
    }  # fmt: skip


def _show(voice: Voice, found: Any) -> None:
    facts = _facts(found)
    voice.say(f"{facts['number']}  {facts['state']}  {facts['because']}")
    for line in found.estimate:
        voice.say(
            f"  {words.rupiah(line['amount'])}  {line[f'sentence_{words.language()}']}  [{line['reference']}]"
        )
    voice.say(f"  = {words.rupiah(found.rupiah)}")
    voice.answer(facts)
