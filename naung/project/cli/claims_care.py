"""naung claim treatment: what is told of an accident's treatment, and one more entry."""

from datetime import datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.cli.claims_base import DAY, ON, acting, claim, day_of
from naung.project.words import _

KINDS = ("guarantee", "admission", "discharge", "cost", "repaid", "transport", "rest", "home_care", "rehabilitation", "aid", "visit", "statement")  # fmt: skip


@claim.command()
@click.argument("number")
@click.option("--record", "kind", type=click.Choice(KINDS), default=None, help="One more entry.")
@click.option("--day", type=DAY, default=None, help="On which it happened, was paid, began, or was stated.")
@click.option(
    "--until", type=DAY, default=None, help="The last day of a rest, a guarantee, a rehabilitation."
)
@click.option(
    "--what",
    default="",
    help="Of a cost: inpatient, surgery, ...; transport: land, sea, air; an aid; a statement: healed, ..., dead.",
)
@click.option("--rupiah", type=click.IntRange(1), default=None)
@click.option("--paid-by", type=click.Choice(["insurer", "family", "other"]), default=None, help="Of a cost.")
@click.option("--months", type=click.IntRange(1), default=None, help="Of home care.")
@click.option("--facility", default="", help="Code of the list of cooperating facilities, or a name.")
@click.option("--plkk/--no-plkk", default=None, help="Has the insurer a contract with it?")
@click.option("--reference", default="", help="Number of the letter or receipt.")
@click.option("--signed-by", default="", help="The doctor.")
@click.option(
    "--part",
    "parts",
    multiple=True,
    metavar="PART[=PERCENT]",
    help="Of a partial disability, with the doctor's per cent where one is asked.",
)
@click.option(
    "--void",
    "entry",
    type=int,
    default=None,
    metavar="ID",
    help="Take this entry back; with --record it is replaced.",
)
@click.option("--because", default="", help="Why it is taken back.")
@click.option("--by", "login", default=None, help="Login of the officer who does it.")
@ON
@command()
def treatment(
    voice: Voice, number: str, kind: str | None, day: datetime | None, until: datetime | None, what: str, rupiah: int | None, paid_by: str | None,
    months: int | None, facility: str, plkk: bool | None, reference: str, signed_by: str, parts: tuple[str, ...], entry: int | None, because: str,
    login: str | None, today: datetime | None,
) -> None:  # fmt: skip
    """The treatment after an accident: every entry, the sums without a ceiling, and the dates to come."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.treatment import actions

    found = queries.by_number(number)
    if kind:
        if day is None:
            raise click.UsageError(_("Tulis %(option)s.") % {"option": "--day"})
        told = actions.Told(kind, day.date(), until.date() if until else None, what, rupiah, paid_by or "", months, facility, plkk, reference, signed_by,
                            parts=tuple(_part(one, what) for one in parts))  # fmt: skip
        actions.record(claim=found, told=told, instead_of=entry, because=because, **acting(login, today))
    elif entry is not None:
        actions.void(claim=found, entry=entry, because=because, **acting(login, today))
    facts = _facts(queries.by_number(number), day_of(today))
    for one in facts["entries"]:
        sum_ = words.rupiah(one["rupiah"]) if one["rupiah"] else ""
        voice.say(f"{one['id']}  {one['day']}  {one['kind']} {one['what']}  {one['facility']}  {sum_}")
    voice.answer(facts)


def _part(text: str, what: str) -> Any:
    from naung.law import Part

    name, equals, percent = text.partition("=")
    if equals and not percent.isdigit():
        raise click.UsageError(_("%(part)s bukan BAGIAN=PERSEN, misalnya eye_sight_one=50.") % {"part": text})
    number = int(percent) if percent else None
    return Part(name, function_lost_percent=number) if what == "partial_functional" else Part(name, percent=number)  # fmt: skip


def _facts(found: Any, on: Any) -> dict[str, Any]:
    """Without a word of what was found: a note and the parts stay sealed."""
    from naung.delivery.claims.treatment import ahead, queries

    live = queries.live(found.pk)
    sums, stated = queries.sums(live), queries.statement(live)
    return {
        "number": found.number,
        "entries": [{"id": one.pk, "day": str(one.day), "until": str(one.until) if one.until else None, "kind": one.kind, "what": one.what,
                     "rupiah": one.rupiah, "paid_by": one.paid_by, "facility": one.facility, "reference": one.reference} for one in live],
        "sums": {"treatment": sums.treatment, "owed": sums.owed, "transport": sums.transport, "aids": sums.aids, "home_care": sums.home_care, "days": sums.days},
        "outcome": stated.what if stated else None, "ended_on": str(stated.day) if stated else None,
        "ahead": [{"what": one.what, "day": str(one.day), "late": one.late} for one in ahead.dates(found, live, on=on)] if found.kind == "accident" else [],
    }  # fmt: skip
