"""What every `naung claim ...` shares: the group, the day of an act, the officer who acts, and how a claim is told."""

from datetime import date, datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice
from naung.project.words import _

DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option(
    "--today", "today", type=DAY, default=None, help="Business date of this act; today in WITA if left out."
)


@click.group()
def claim() -> None:
    """Accidents and deaths, from the report to the money that the family confirms. Three different people decide."""


def day_of(today: datetime | None) -> date:
    from naung.kit import clock

    return today.date() if today else clock.today()


def acting(login: str | None, today: datetime | None) -> dict[str, Any]:
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    if not login:
        raise click.UsageError(_("Tulis --by: siapa yang mengerjakannya."))
    return {"by": staff.actor(login), "at": clock.now(), "on": day_of(today)}


def _iso(day: date | None) -> str | None:
    return str(day) if day else None


def facts_of(found: Any) -> dict[str, Any]:
    from naung.delivery.claims import queries

    return {
        "number": found.number, "person": found.person.code, "kind": found.kind, "cause": found.cause, "happened_on": str(found.happened_on),
        "reported_on": str(found.reported_on), "state": found.state, "cover": found.cover, "because": found.cover_because,
        "months_paid": found.months_paid, "rupiah": found.rupiah, "estimate": found.estimate, "law_version": found.law_version,
        "hash": queries.content_hash(found), "refused_because": found.refused_because, "suspected": found.suspected,
        "circumstance": found.circumstance, "complete_on": _iso(found.complete_on), "expires_on": _iso(found.expires_on),
        "paid_on": _iso(found.paid_on), "paid_rupiah": found.paid_rupiah, "closed_on": _iso(found.closed_on),
    }  # fmt: skip


def show_claim(voice: Voice, found: Any) -> None:
    say_claim(voice, found)
    voice.answer(facts_of(found))


def say_claim(voice: Voice, found: Any) -> None:
    voice.say(f"{found.number}  {found.state}  {found.cover_because}")
    for line in found.estimate:
        voice.say(
            f"  {words.rupiah(line['amount'])}  {line[f'sentence_{words.language()}']}  [{line['reference']}]"
        )
    voice.say(f"  = {words.rupiah(found.rupiah)}")
