"""Patterns become questions to a person: opened by rule, the same each time; closed by somebody with a reason. Never a refusal."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.deaths import rules
from naung.delivery.claims.deaths.models import Suspicion, SuspicionClaim
from naung.delivery.claims.deaths.rules import Pattern
from naung.delivery.claims.deaths.states import SUSPICION
from naung.delivery.claims.models import Claim
from naung.delivery.claims.reporting.models import Report
from naung.foundation.staff import queries as staff
from naung.foundation.staff.scope import seeing
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

SHORTEST = 10
LOCK = "select pg_advisory_xact_lock(53, 72)"


class NoReason(Refusal):
    """Why it is in order, in a sentence."""


class OwnClaim(Refusal):
    """Who reported or assessed one of its claims does not close the question."""


def watch(*, on: date, by: Actor, at: datetime) -> int:
    """Asks every rule, opens what is new, adds claims to what is known; a closed question opens again only where a claim came in.

    How many were opened or opened again. Run twice: nothing, no trail entry either."""
    with seeing(["*"]):
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        found = rules.all_of(on)
        there = {(one.rule, one.key): one for one in Suspicion.objects.all()}
        known = set(SuspicionClaim.objects.values_list("suspicion__rule", "suspicion__key", "claim_id"))
        grown = [one for one in found if any((one.rule, one.key, claim) not in known for claim in one.claims)]
        if not grown:
            return 0
        entry = trail.record(by=by, verb="claims.watch", subject="claims.suspicions", at=at,
                             facts={"opened": len(grown), "rules": sorted({one.rule for one in grown})})  # fmt: skip
        for one in grown:
            _open(one, there.get((one.rule, one.key)), known, on, entry)
        return len(grown)


def _open(
    one: Pattern, kept: Suspicion | None, known: set[tuple[str, str, int]], on: date, entry: int
) -> None:
    if kept is None:
        kept = Suspicion.objects.create(
            rule=one.rule,
            key=one.key,
            village=one.village,
            facts=one.facts,
            claims=len(one.claims),
            opened_on=on,
            trail=entry,
        )
    else:
        kept.facts, kept.claims = one.facts, len(one.claims)
        if kept.state == "CLOSED":
            kept.state, kept.trail = SUSPICION.after(kept.state, "again"), entry
            kept.because, kept.closer, kept.closer_human, kept.closed_on = "", None, None, None
        kept.save()
    SuspicionClaim.objects.bulk_create(
        [SuspicionClaim(suspicion=kept, claim_id=claim, village=village)
         for claim, village in zip(one.claims, one.villages, strict=True) if (one.rule, one.key, claim) not in known]
    )  # fmt: skip


@transaction.atomic
def close(*, suspicion: Suspicion, because: str, by: Actor, at: datetime, on: date) -> Suspicion:
    """Somebody looked, and says why it is in order or where it goes on. NoReason, OwnClaim, NotAllowed; NotInThisState when closed."""
    suspicion = Suspicion.objects.select_for_update().get(pk=suspicion.pk)
    staff.require(by, "claims.reassure", suspicion.village, on=on)
    if by.human in humans(suspicion):
        raise OwnClaim(
            _(
                "Anda melaporkan atau menilai salah satu klaimnya, jadi orang lain yang menutup pertanyaan ini."
            )
        )
    because = squeeze(because)
    if len(because) < SHORTEST:
        raise NoReason(
            _("Tulis apa yang Anda periksa dan mengapa, paling sedikit %(n)s huruf.") % {"n": SHORTEST}
        )
    suspicion.state = SUSPICION.after(suspicion.state, "close")
    suspicion.because, suspicion.closer_id, suspicion.closer_human, suspicion.closed_on = (
        because,
        by.officer,
        by.human,
        on,
    )
    suspicion.trail = trail.record(by=by, verb="claims.reassure", subject=f"claims.suspicion:{suspicion.pk}", at=at, region=suspicion.village,
                                   why=because, facts={"rule": suspicion.rule, "claims": suspicion.claims})  # fmt: skip
    suspicion.save()
    return suspicion


def humans(suspicion: Suspicion) -> set[int]:
    """Who told, reported or assessed one of its claims: an enroller who tells is no filer, and is asked about all the same."""
    mine = SuspicionClaim.objects.filter(suspicion=suspicion).values("claim")
    told = Report.objects.filter(claim__in=mine, recorded_human__isnull=False)
    acted = Claim.objects.filter(pk__in=mine).values_list("filer_human", "assessor_human")
    return {h for pair in acted for h in pair if h is not None} | set(
        told.values_list("recorded_human", flat=True)
    )
