"""Was the person covered that day, and what does the law give? Both say it in a sentence, also when the answer is no."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.treatment import benefits
from naung.delivery.claims.treatment.benefits import Receipts
from naung.delivery.contributions.cover import facts as clock
from naung.delivery.contributions.cover import words as cover_words
from naung.delivery.contributions.cover.clock import UNCLEAR

__all__ = ["Cover", "Estimate", "Found", "Receipts", "estimate", "event_day", "of_claim", "on_day"]


@dataclass(frozen=True)
class Cover:
    """`word`: IN, OUT, or UNCLEAR (an unpaid month: the law as known says neither yes nor no). `membership` None: never enrolled.

    `since`: the first day of the unbroken row of months, whichever payers and memberships it ran through."""

    word: str
    because: str
    membership: int | None = None
    since: date | None = None
    months_paid: int = 0  # in a row from `since`; may reach beyond the day


@dataclass(frozen=True)
class Estimate:
    rupiah: int = 0
    lines: list[dict[str, Any]] = field(default_factory=list)
    note: str = ""  # why there is nothing, or what comes on top


def on_day(person_id: int, day: date, cause: str = "illness") -> Cover:
    """By the clock of cover (contributions.cover): a work accident asks the accident's cover, all else the death's.

    What the clock cannot say (PENDING, GRACE, REVIEW) is UNCLEAR here: a person asks the insurer."""
    found = clock.on_day(person_id, day).of(cause)
    word = "IN" if found.insured else "UNCLEAR" if found.state in UNCLEAR else "OUT"
    member = found.member.id if found.member else None
    return Cover(word, cover_words.sentence(found), member, found.since, found.months)


@dataclass(frozen=True)
class Found:
    """The cover of the day that counts, and what the law of that day gives."""

    cover: Cover
    rupiah: int
    lines: list[dict[str, Any]]
    note: str = ""


def of_claim(claim: Any, *, cause: str = "", receipts: Any = None, children: Sequence[str] = ()) -> Found:
    """Cover and estimate of a claim as it stands: by the day of the accident, where a death follows from one."""
    day, cause = event_day(claim), cause or claim.cause
    cover = on_day(claim.person_id, day, cause)
    found = estimate(
        kind=claim.kind, cause=cause, happened_on=day, base=claim.programme.base, cover=cover,
        receipts=receipts, memberships=claim.memberships, children=children,
    )  # fmt: skip
    return Found(cover, found.rupiah, found.lines, found.note)


def event_day(claim: Any) -> date:
    """The insured event's day: its cover and its law count."""
    day: date = claim.caused_by.happened_on if claim.caused_by else claim.happened_on
    return day


def estimate(
    *, kind: str, cause: str, happened_on: date, base: int, cover: Cover, receipts: Any = None,
    memberships: int = 1, children: Sequence[str] = (),
) -> Estimate:  # fmt: skip
    """What the law of that day gives, line by line; an empty estimate with a note where it gives nothing or cannot yet be said.

    `receipts`: Receipts, or the outcome of the treatment's room. `children`: the level of each entitled child."""
    if cover.word != "IN" or cover.since is None:
        return Estimate(note=cover.because)
    if kind == "accident":
        seen = getattr(receipts, "receipts", receipts) or Receipts()
        found_all = benefits.results(seen, accident_on=happened_on, base=base, children=children, months_paid=cover.months_paid)  # fmt: skip
        lines = [line.as_json() for found in found_all for line in found.lines]
        return Estimate(sum(found.total for found in found_all), lines, _treatment())
    found = law.death(
        cause=cause, died_on=happened_on, covered_from=cover.since, months_paid=cover.months_paid, income=base,
        memberships=memberships, children=children,
    )  # fmt: skip
    return _as_estimate(found)


def _treatment() -> str:
    return _(
        "Perawatan ditanggung sesuai kebutuhan medis, tanpa batas biaya; santunan lain dihitung bila surat dokter dan kuitansi ada."
    )


def _as_estimate(found: law.Result) -> Estimate:
    return Estimate(int(found.total), [line.as_json() for line in found.lines])
