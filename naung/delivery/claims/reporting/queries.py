"""What was told, when it had to be told by, and what nobody has placed yet."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.models import Claim
from naung.delivery.claims.reporting.models import FIRST, SECOND, Placement, Report
from naung.foundation.staff.scope import seeing
from naung.foundation.vault import seals
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal

CALLS_WITHIN = 2  # working days until somebody calls back: the house's own promise, not the law's


class NoSuchReport(Refusal):
    """No report has this number, or this officer does not see its place."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report, opened. `about`: name, village, born_on, card; empty where it stands on a claim."""

    report: Report
    reporter: str
    phone: str
    text: str
    about: dict[str, str]


@dataclass(frozen=True, slots=True)
class Clock:
    """The law's hours for the two reports of an accident; None for what is not an accident, or was not stated yet.

    Late is told, never a bar: what it means for whoever has no employer was not found."""

    first_by: datetime | None = None
    first_told_at: datetime | None = None
    late: bool = False
    second_by: datetime | None = None
    second_told_on: date | None = None
    second_late: bool = False


@dataclass(frozen=True, slots=True)
class Followed:
    """`state`: WAITING, UNKNOWN, PLACED."""

    number: str
    told_on: date
    state: str
    claim_id: int | None
    region: str
    next_on: date


def reports(claim_id: int) -> QuerySet[Report]:
    """Every report about a claim, those that were placed on it too; the first told first."""
    about = Q(claim_id=claim_id) | Q(placement__claim_id=claim_id)
    return Report.objects.filter(about).select_related("recorded_by").order_by("told_on", "told_at", "pk")


def opened(report: Report) -> Told:
    def said(sealed: Any, field: str = "report") -> str:
        return seals.open_sealed(sealed, field) if sealed else ""

    about = json.loads(said(report.about_sealed) or "{}")
    return Told(
        report,
        said(report.reporter_sealed),
        said(report.phone_sealed, "phone"),
        said(report.text_sealed),
        about,
    )


def clock(claim: Claim, stated_on: date | None = None) -> Clock:
    """`stated_on`: the day of the doctor's statement, from which the second report's hours run."""
    if claim.kind != "accident":
        return Clock()
    told = list(reports(claim.pk))
    first, second = [r for r in told if r.stage == FIRST], [r for r in told if r.stage == SECOND]
    by = _hours_after(claim, claim.happened_on, claim.happened_at)
    second_by = _hours_after(claim, stated_on) if stated_on else None
    told_at = min((_moment(r) for r in first), default=None)
    second_at = min((_moment(r) for r in second), default=None)
    return Clock(by, told_at, told_at is not None and told_at > by, second_by, min((r.told_on for r in second), default=None),
                 bool(second_by and second_at and second_at > second_by))  # fmt: skip


def waiting() -> QuerySet[Report]:
    """Reports that nobody has placed, the oldest first."""
    return (
        Report.objects.filter(claim=None, placement=None)
        .select_related("recorded_by")
        .order_by("told_on", "pk")
    )


def unplaced(number: str) -> Report:
    """A report that came without a claim, placed or not; NoSuchReport."""
    found = Report.objects.filter(number=number, claim=None).select_related("recorded_by", "placement__claim__programme", "placement__placed_by").first()  # fmt: skip
    if not found:
        raise NoSuchReport(_("Tidak ada laporan bernomor %(number)s.") % {"number": number})
    return found


def placed(report: Report) -> Placement | None:
    return Placement.objects.filter(report=report).select_related("claim__programme", "placed_by").first()


def calls_by(told_on: date) -> date:
    """The day by which an officer calls whoever told us."""
    return law.add_working_days(told_on, CALLS_WITHIN)


def followed(number: str, born_on: date) -> Followed | None:
    """How far a report is, for whoever knows its number and the birth date of whom it is about; None for any other pair."""
    with seeing(["*"]):
        report = Report.objects.filter(number=number, claim=None).first()
        there = Placement.objects.filter(report__number=number).select_related("claim__person").first()
        if report is None:  # only now: how long it takes tells nobody which numbers there are
            return None
        days = {
            opened(report).about.get("born_on"),
            str(there.claim.person.born_on) if there and there.claim else "",
        }
        if str(born_on) not in days:
            return None
        state = "WAITING" if there is None else "PLACED" if there.claim_id else "UNKNOWN"
        return Followed(report.number, report.told_on, state, there.claim_id if there else None, report.region, calls_by(report.told_on))  # fmt: skip


def counted(claims: Iterable[int]) -> dict[int, int]:
    """Reports of each of these claims, in one statement."""
    found = dict.fromkeys(claims, 0)
    rows = Report.objects.filter(Q(claim_id__in=found) | Q(placement__claim_id__in=found))
    for one, other in rows.values_list("claim_id", "placement__claim_id"):
        found[one or other] += 1
    return found


def _hours_after(claim: Claim, day: date, hour: time | None = None) -> datetime:
    """The law's days later at the same hour; at the end of that day where the hour is not known."""
    days = law.provision("jkk.report_days", on=claim.happened_on).value
    return datetime.combine(day, hour or time(23, 59, 59), WITA) + timedelta(days=days)


def _moment(report: Report) -> datetime:
    """When it was told; noon of its day where it was written down on another."""
    same = report.told_at.astimezone(WITA).date() == report.told_on
    return report.told_at.astimezone(WITA) if same else datetime.combine(report.told_on, time(12), WITA)
