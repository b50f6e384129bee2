"""A widow whose husband died at work in the first week of his cover: Rp70,000,000. From the approval to the money in her hands."""

from datetime import date

from naung.delivery.claims.models import Claim
from naung.delivery.claims.payout import actions, queries
from naung.delivery.claims.payout.actions import Granted
from tests.delivery.claims import cast as claims
from tests.delivery.claims.heirs import cast as heirs
from tests.people import NOW, officer

LINES = [Granted("jkk.death_grant", 48_000_000), Granted("jkk.periodic", 12_000_000), Granted("jkk.funeral", 10_000_000)]  # fmt: skip
LETTER, PAID, ASKED = date(2025, 12, 4), date(2025, 12, 5), date(2025, 12, 8)


def insurer():
    return officer("bpjs", "bpjs_officer", "53")


def verifier():
    return officer("vina", "verifier", "53")


def who(by, on: date):
    return {"by": by, "at": NOW, "on": on}


def again(claim: Claim) -> Claim:
    return Claim.objects.select_related("programme", "person", "approval").get(pk=claim.pk)


def reviewed(claim):
    """Looked at by a fourth human, since he had been covered for five days."""
    seen = "Perahu dan dua saksi di pantai Namosain didatangi."
    return actions.review(
        claim=claim, looked_at=seen, **who(officer("rina", "regency_officer"), date(2025, 12, 2))
    )


def assessed():
    """An assessed death with a widow whose account is ready; (claim, payee id)."""
    claim = heirs.dead(heirs.WIFE)
    payee = heirs.heir(claim)
    heirs.ready(payee)
    return again(claims.assess(claim)), payee.pk


def approved():
    claim, payee = assessed()
    reviewed(claim)
    return again(claims.approve(claim)), payee


def determine(claim, lines=LINES, *, letter: str = "B/1", granted: bool = True, because: str = "", by=None, on: date = LETTER):  # fmt: skip
    return actions.determine(claim=claim, granted=granted, lines=lines, letter_number=letter, letter_on=on, because=because,
                             **who(by or insurer(), on))  # fmt: skip


def pay(claim, payee: int, rupiah: int = 70_000_000, *, reference: str = "TRF-1", on: date = PAID, kind: str = "benefit", by=None):  # fmt: skip
    return actions.pay(claim=claim, payee_id=payee, rupiah=rupiah, paid_on=on, reference=reference, kind=kind, **who(by or insurer(), on))  # fmt: skip


def confirm(payment, rupiah: int = 70_000_000, by=None, on: date = ASKED):
    return actions.confirm(payment_id=payment.pk, rupiah=rupiah, channel="call", **who(by or claims.assessor(), on))  # fmt: skip


def state(claim) -> str:
    return again(claim).state


def gap(claim):
    (found,) = queries.gaps(claim.pk)
    return found
