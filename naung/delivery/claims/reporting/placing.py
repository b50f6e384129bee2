"""An officer says about whom a report is: a person of the register, or nobody whom we insure."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.claims import actions as claims
from naung.delivery.claims.models import Claim
from naung.delivery.claims.reporting.models import Placement, Report
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

SHORTEST = 10


class PlacedAlready(Refusal):
    """Somebody has said already about whom this report is."""


class NoReason(Refusal):
    """That we do not know the person is said with where one looked."""


@transaction.atomic
def on_claim(*, report: Report, claim: Claim, by: Actor, on: date, at: datetime) -> Placement:
    """This report is about a claim that is there, or was just opened for it. PlacedAlready (elsewhere), NotAllowed."""
    staff.require(by, "claims.report", claim.village, on=on)
    there = _held(report)
    if there and there.claim_id == claim.pk:
        return there
    return _placed(report, there, claim, "", by, on, at)


@transaction.atomic
def unknown(*, report: Report, because: str, by: Actor, on: date, at: datetime) -> Placement:
    """Nobody whom we insure, with the reason. PlacedAlready, NoReason, NotAllowed."""
    staff.require(by, "claims.report", report.region, on=on)
    because = squeeze(because)[:500]
    if len(because) < SHORTEST:
        raise NoReason(_("Tulis di mana Anda sudah mencari, paling sedikit %(n)s huruf.") % {"n": SHORTEST})
    there = _held(report)
    if there and there.claim_id is None:
        return there
    return _placed(report, there, None, because, by, on, at)


@transaction.atomic
def open_claim(
    *,
    report: Report,
    person_id: int,
    kind: str,
    cause: str,
    suspected: bool,
    circumstance: str,
    by: Actor,
    on: date,
    at: datetime,
) -> Claim:
    """The claim of this report, opened on the day that the teller told us; a claim that is there already takes it in."""
    try:
        claim = claims.report(
            person_id=person_id, kind=kind, cause=cause, suspected=suspected, circumstance=circumstance, happened_on=report.happened_on,
            happened_at=report.happened_at, on=on, by=by, at=at, relation=report.relation, told=True,
        )  # fmt: skip
    except claims.AlreadyReported as other:
        claim = _there(person_id, other)
    on_claim(report=report, claim=claim, by=by, on=on, at=at)
    return claim


def _there(person_id: int, refusal: Refusal) -> Claim:
    found = Claim.objects.filter(person_id=person_id, kind="death").exclude(state="REFUSED").first()
    if found is None:
        raise refusal
    return found


def _held(report: Report) -> Placement | None:
    """The placement there is; two officers who place at one moment wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"claims.report:{report.number}"]
        )
    return Placement.objects.filter(report=report).first()


def _placed(
    report: Report,
    there: Placement | None,
    claim: Claim | None,
    because: str,
    by: Actor,
    on: date,
    at: datetime,
) -> Placement:
    if there:
        raise PlacedAlready(_("Laporan %(number)s sudah ditempatkan oleh petugas lain.") % {"number": report.number})  # fmt: skip
    about = {"claim": claim.number} if claim else {}
    entry = trail.record(by=by, verb="claims.place", subject=f"claims.report:{report.number}", at=at, region=report.region, why=because, facts=about)  # fmt: skip
    return Placement.objects.create(
        report=report, claim=claim, because=because, region=report.region, placed_on=on, placed_by_id=by.officer, placed_human=by.human, trail=entry,
    )  # fmt: skip
