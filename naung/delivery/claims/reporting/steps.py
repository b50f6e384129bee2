"""What a claim waits for, and the law's day for it; which claims are past that day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from naung import law
from naung.delivery.claims import queries as claims
from naung.delivery.claims.models import Claim
from naung.delivery.claims.reporting.models import Report

WAITS = {"ASSESSED": "approve", "APPROVED": "determine", "DETERMINED": "pay", "PAID": "confirm"}
RUNNING = ("REPORTED", "ASSESSED", "APPROVED", "DETERMINED")  # the law's days run until the money is sent
LONGEST = 60  # days back in which the last file that is still in time is looked for


@dataclass(frozen=True, slots=True)
class Step:
    """`what`: gather, assess, approve, determine, pay, confirm; '' where nothing waits. `by`: the law's last day to pay, once
    the file is complete; None before, and where the year's holidays are not known. `late`: as `late` below says of all claims."""

    what: str
    by: date | None
    late: bool


def of(claim: Claim, on: date) -> Step:
    what = WAITS.get(claim.state, "")
    if claim.state == "REPORTED":
        what = "assess" if claim.complete_on else "gather"
    if claim.complete_on is None or claim.state not in RUNNING:
        return Step(what, None, False)
    by = _pay_by(claim)
    return Step(what, by, by < on if by else _is_late(claim, on))


def age(claim: Claim, on: date) -> int:
    """Days since it was reported; it stops at the day that ended it."""
    refused = claim.decided_on if claim.state == "REFUSED" else None
    return ((claim.closed_on or refused or on) - claim.reported_on).days


def _is_late(claim: Claim, on: date) -> bool:
    """As `late` says it: the same where the day to pay is known, and the only answer where it is not."""
    cut = _last_late(benefit(claim), on)
    return cut is not None and claim.complete_on is not None and claim.complete_on <= cut


def listed(*, state: str = "", waits: str = "", regions: Iterable[str] = (), late_on: date | None = None, human: int | None = None) -> QuerySet[Claim]:  # fmt: skip
    """Claims by the day of their report, the oldest first. `waits`: gather or assess among the reported ones. `human`: where this
    human reported, assessed or approved. `late_on`: past the law's day on that day."""
    found = claims.everything().select_related("programme", "membership")
    if state:
        found = found.filter(state=state)
    if waits:
        found = found.filter(state="REPORTED", complete_on__isnull=waits == "gather")
    if human is not None:
        told = Report.objects.filter(recorded_human=human, claim__isnull=False).values("claim")
        found = found.filter(Q(filer_human=human) | Q(assessor_human=human) | Q(approver_human=human) | Q(pk__in=told))  # fmt: skip
    if late_on is not None:
        found = found.filter(late(late_on))
    if wanted := list(regions):
        found = found.filter(_within(wanted))
    return found.order_by("reported_on", "pk")


def counts(on: date) -> dict[str, int]:
    """How many wait for what (gather, assess, approve, determine, pay, confirm) and how many are `late`, in one statement."""
    asked = {
        "gather": Q(state="REPORTED", complete_on=None),
        "assess": Q(state="REPORTED", complete_on__isnull=False),
        **{what: Q(state=state) for state, what in WAITS.items()},
        "late": late(on),
    }
    found = Claim.objects.aggregate(**{what: Count("pk", filter=which) for what, which in asked.items()})
    return {what: int(n or 0) for what, n in found.items()}


def late(on: date) -> Q:
    """Past the law's day to pay: by a day of completeness for each benefit, so that one statement finds them all. A file of a year whose
    holidays nobody wrote down is late all the same when a younger one is."""
    jkk = Q(kind="accident") | Q(cause="work_accident")
    past = Q(pk__in=[])
    for benefit, which in (("jkk", jkk), ("jkm", ~jkk)):
        if cut := _last_late(benefit, on):
            past |= which & Q(complete_on__lte=cut)
    return past & Q(state__in=RUNNING)


def benefit(claim: Any) -> str:
    return "jkk" if claim.kind == "accident" or claim.cause == "work_accident" else "jkm"


def _pay_by(claim: Claim) -> date | None:
    try:
        return law.pay_by(benefit=benefit(claim), complete_on=claim.complete_on)
    except law.NotProvided:
        return None


def _last_late(benefit: str, on: date) -> date | None:
    """The latest day of completeness whose last day to pay lies before `on`."""
    for back in range(1, LONGEST):
        day = on - timedelta(days=back)
        try:
            if law.pay_by(benefit=benefit, complete_on=day) < on:
                return day
        except law.NotProvided:
            continue
    return None


def _within(codes: list[str]) -> Q:
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(village=code) | Q(village__startswith=f"{code}.")
    return found
