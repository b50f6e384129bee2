"""naung claim report, settle, assess, approve, refuse, show, list."""

from datetime import datetime

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.cli.claims_base import DAY, ON, claim, day_of, facts_of, say_claim, show_claim
from naung.project.words import _

PERSON = click.option("--person", "code", required=True, help="The person's code (N...).")


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
@click.option(
    "--circumstance",
    type=click.Choice(["ordinary", "traffic", "sea", "violence", "disease"]),
    default=None,
    help="What it was; decides which papers are asked.",
)
@click.option(
    "--suspected", is_flag=True, help="The cause is only taken to be this one until a person settles it."
)
@click.option(
    "--caused-by", default=None, help="Number of the accident's claim that this death follows from."
)
@ON
@command()
def report(
    voice: Voice, code: str, kind: str, happened: datetime, cause: str | None, login: str | None, reporter: str, relation: str,
    place: str, account: str, circumstance: str | None, suspected: bool, caused_by: str | None, today: datetime | None,
) -> None:  # fmt: skip
    """Take a report: who, what, when. The same event again is the same claim."""
    from naung.delivery.claims import actions, queries
    from naung.delivery.registry import queries as registry
    from naung.foundation.staff import queries as staff
    from naung.kit import actor, clock

    if cause is None and kind == "death":
        raise click.UsageError(_("Kematian memerlukan --cause illness atau --cause work_accident."))
    found = actions.report(
        person_id=registry.by_code(code).pk, kind=kind, cause=cause or "work_accident", happened_on=happened.date(), on=day_of(today),
        by=staff.actor(login) if login else actor.system("claim"), at=clock.now(), reporter=reporter, relation=relation,
        place=place, account=account, circumstance=circumstance or "", suspected=suspected,
        caused_by=queries.by_number(caused_by) if caused_by else None,
    )  # fmt: skip
    show_claim(voice, found)


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
        on=day_of(today),
        receipts=receipts,
    )
    show_claim(voice, found)


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
    show_claim(
        voice, actions.approve(claim=found, content_hash=seen, by=by, at=clock.now(), on=day_of(today))
    )


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
    show_claim(
        voice,
        actions.refuse(
            claim=queries.by_number(number), because=because, by=by, at=clock.now(), on=day_of(today)
        ),
    )


@claim.command()
@click.argument("number")
@click.option("--by", "login", required=True, help="Login of the officer who says so.")
@click.option("--cause", type=click.Choice(["illness", "work_accident"]), required=True)
@click.option("--because", required=True, help="From which letter, witness or doctor it is known.")
@ON
@command()
def settle(voice: Voice, number: str, login: str, cause: str, because: str, today: datetime | None) -> None:
    """Say what a suspected cause was; cover, estimate and papers follow."""
    from naung.delivery.claims import actions, queries
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    by, on = staff.actor(login), day_of(today)
    found = actions.settle(
        claim=queries.by_number(number), cause=cause, because=because, by=by, at=clock.now(), on=on
    )
    show_claim(voice, found)


@claim.command()
@click.argument("number")
@command()
def show(voice: Voice, number: str) -> None:
    """One claim: state, cover, estimate, what is missing, what the insurer said, what was paid and confirmed."""
    from naung.delivery.claims import queries
    from naung.project.cli import claims_told

    found = queries.by_number(number)
    facts = {**facts_of(found), **claims_told.everything(found)}
    say_claim(voice, found)
    for sentence in claims_told.sentences(facts):
        voice.say(sentence)
    voice.answer(facts)


@claim.command("list")
@click.option("--programme", "code", default=None)
@click.option(
    "--state",
    type=click.Choice(["REPORTED", "ASSESSED", "APPROVED", "DETERMINED", "PAID", "CLOSED", "REFUSED"]),
    default=None,
)
@command()
def list_(voice: Voice, code: str | None, state: str | None) -> None:
    """Every claim, the oldest event first."""
    from naung.delivery.claims import queries
    from naung.delivery.programme import queries as programmes

    programme = programmes.by_code(code) if code else None
    rows = [facts_of(found) for found in queries.everything(programme, state=state)]
    for row in rows:
        voice.say(
            f"{row['number']}  {row['kind']}  {row['happened_on']}  {row['state']}  {words.rupiah(row['rupiah'])}"
        )
    voice.answer({"claims": rows})
