"""Is everything transferred that was granted? Asked after each word, each payment and each settled gap."""

from datetime import datetime

from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import move
from naung.delivery.claims.payout import queries
from naung.kit.actor import Actor


def paid_if_whole(claim: Claim, by: Actor, at: datetime) -> Claim:
    """DETERMINED becomes PAID with the last rupiah; anything else stays as it is."""
    word = queries.determination(claim.pk)
    if claim.state != "DETERMINED" or word is None or not queries.explained(claim, word):
        return claim
    if not queries.wholly_paid(claim.pk):
        return claim
    rows = queries.payments(claim.pk)
    last, sum_ = max([word.letter_on, *(one.paid_on for one in rows)]), sum(one.rupiah for one in rows)
    return move(claim, "pay", by, at, {"rupiah": sum_, "paid_on": str(last)}, paid_on=last, paid_rupiah=sum_)
