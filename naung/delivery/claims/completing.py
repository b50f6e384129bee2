"""Is the file complete? Said by the room of the papers, and by nobody else; from that day the insurer's deadline runs."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import locked, touch
from naung.kit.actor import Actor
from naung.kit.states import NotInThisState


@transaction.atomic
def complete(*, claim: Claim, on: date, by: Actor, at: datetime) -> Claim:
    """Every paper that was asked is read: from `on` the days of the deadline run. Complete already: unchanged."""
    claim = gathering(claim)
    if claim.complete_on:
        return claim
    return touch(claim, "complete", by, at, complete_on=on)


@transaction.atomic
def incomplete(*, claim: Claim, because: str, on: date, by: Actor, at: datetime) -> Claim:
    """A paper is missing again. NotInThisState once the claim is assessed; not complete: unchanged."""
    claim = gathering(claim)
    if claim.complete_on is None:
        return claim
    return touch(claim, "reopen", by, at, why=because, complete_on=None)


def gathering(claim: Claim) -> Claim:
    """The claim, locked, while its facts and papers are still gathered. NotInThisState once it is assessed."""
    claim = locked(claim)
    if claim.state != "REPORTED":
        raise NotInThisState(
            _("Klaim %(number)s sudah dinilai, jadi berkasnya tidak lagi berubah.") % {"number": claim.number}
        )
    return claim
