"""What may be told to whoever knows a number and a day of birth: how far it is, what is missing, who calls, by when.

A neighbour may know both. So there is no name here, no sum, no reason and nothing of anybody's health: sums stand in the letter
to the heirs, and what the law gives is for everybody at /hak/hitung. A dispute among heirs shows as a call that will come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from naung.delivery.claims import queries as claims
from naung.foundation.regions import queries as regions
from naung.foundation.staff.scope import seeing

STATES = ("REPORTED", "ASSESSED", "APPROVED", "DETERMINED", "PAID", "CLOSED")


@dataclass(frozen=True, slots=True)
class Told:
    """`reached` counts the steps behind (0..5); `by` the next day somebody promised, with `waits` saying for what."""

    number: str
    kind: str
    told_on: date
    place: str
    state: str
    reached: int = 0
    missing: tuple[str, ...] = ()
    waits: str = ""
    by: date | None = None
    decided_on: date | None = None
    paid_on: date | None = None


def told(number: str, born_on: date) -> Told | None:
    """None for a pair that does not fit, whatever of it is wrong."""
    with seeing(["*"]):
        found = claims.everything().filter(number=number, person__born_on=born_on).order_by("-pk").first()
        return _of(found) if found else None


def _of(claim: Any) -> Told:
    return Told(
        number=claim.number, kind=claim.kind, told_on=claim.reported_on, place=regions.by_code(claim.region).name, state=claim.state,
        reached=STATES.index(claim.state) if claim.state in STATES else 0, decided_on=claim.decided_on, paid_on=claim.paid_on,
    )  # fmt: skip
