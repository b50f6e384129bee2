"""The second look at a death so soon after the cover began (trust.md 2, threat 1)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.deciding import not_a_hand
from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import another_person, entry, locked
from naung.delivery.claims.payout import queries
from naung.delivery.claims.payout.determining import SaysWhy
from naung.delivery.claims.payout.models import Review
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.states import NotInThisState

SHORTEST = 20  # letters: what was seen and where, not "ok"


@transaction.atomic
def review(*, claim: Claim, looked_at: str, by: Actor, at: datetime, on: date) -> Review:
    """A human who is neither filer, assessor nor enroller writes what they looked at; the approver must be yet another.

    NotAllowed, SamePerson, ProposedThem, SaysWhy, NotInThisState. Reviewed already: that review."""
    claim = locked(claim)
    staff.require(by, "claims.review", claim.village, on=on)
    if there := queries.review(claim.pk):
        return there
    if claim.state not in ("REPORTED", "ASSESSED"):
        raise NotInThisState(_("Klaim %(number)s sudah diputuskan.") % {"number": claim.number})
    another_person(by, claim, "filer", "assessor")
    not_a_hand(by, claim)
    if len(looked_at.strip()) < SHORTEST:
        raise SaysWhy(_("Tulis apa yang Anda periksa dan di mana, paling sedikit %(n)s huruf.") % {"n": SHORTEST})  # fmt: skip
    told = entry(claim, "claims.review", by, at, {})
    return Review.objects.create(claim=claim, village=claim.village, looked_at=looked_at.strip(), reviewed_on=on, officer_id=by.officer,
                                 human=by.human, trail=told)  # fmt: skip
