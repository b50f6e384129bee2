"""What the family says has come, "tanpa potongan": asked by somebody who had no hand in the money's way. Less is an alarm."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.heirs import queries as receivers
from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import SamePerson, entry, locked, move
from naung.delivery.claims.payout import queries
from naung.delivery.claims.payout.determining import SaysWhy, WrongAmount, WrongDay
from naung.delivery.claims.payout.models import Confirmation, Gap, Payment
from naung.delivery.claims.payout.settling import paid_if_whole
from naung.delivery.claims.states import CLAIM
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say
from naung.kit.states import NotInThisState

CHANNELS = ("call", "message", "visit")


class NotYetConfirmed(Refusal):
    """A receiver has not said that all of it came, or something is missing and nobody settled it."""


class NoSuchPayment(Refusal):
    """There is no such payment, or it is of another region."""


@transaction.atomic
def confirm(
    *, payment_id: int, rupiah: int, channel: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Confirmation:
    """Keeps what the receiver says has reached them. Less than was sent opens a gap that stays until another person settles it.
    The same word again on the same day changes nothing.

    NotAllowed (a village's own officer is not asked), SamePerson (who recorded the payment, or wrote the receiver's account), WrongAmount (more than was sent), WrongDay, NoSuchPayment."""
    payment = _payment(payment_id)
    claim = locked(payment.claim)
    staff.require(by, "claims.confirm", claim.village, on=on)
    if by.human == payment.human:
        raise SamePerson(_("%(name)s yang mencatat pembayaran ini, jadi orang lain yang bertanya kepada keluarga.") % {"name": by.name})  # fmt: skip
    if by.human in {one.entered_human for one in receivers.accounts(payment.payee_id)}:
        raise SamePerson(_("%(name)s yang mencatat rekening penerima ini, jadi orang lain yang bertanya kepada keluarga.") % {"name": by.name})  # fmt: skip
    _sound(payment, rupiah, channel, on)
    said = [one for one in queries.confirmations(claim.pk) if one.payment_id == payment.pk]
    last = said[-1] if said else None
    if last and (last.rupiah, last.channel, last.confirmed_on, last.human) == (rupiah, channel, on, by.human):
        return last
    told = entry(claim, "claims.confirm", by, at, {"payment": payment.pk, "rupiah": rupiah, "channel": channel})  # fmt: skip
    made = Confirmation.objects.create(
        payment=payment, village=claim.village, number=len(said) + 1, rupiah=rupiah, channel=channel, confirmed_on=on, note=note,
        officer_id=by.officer, human=by.human, trail=told,
    )  # fmt: skip
    if rupiah < payment.rupiah:
        _missing(claim, payment, rupiah, by, at, on)
    return made


def _payment(payment_id: int) -> Payment:
    found = Payment.objects.select_related("claim").filter(pk=payment_id).first()
    if found is None:
        raise NoSuchPayment(_("Pembayaran ini tidak ada di wilayah Anda."))
    return found


def _sound(payment: Payment, rupiah: int, channel: str, on: date) -> None:
    if not 0 <= rupiah <= payment.rupiah or channel not in CHANNELS:
        raise WrongAmount(_("Yang dikirim %(sent)s. Tulis jumlah yang diterima, dari nol sampai sebesar itu, dan caranya bertanya.") % {"sent": say(payment.rupiah)})  # fmt: skip
    if on < payment.paid_on:
        raise WrongDay(_("Uangnya baru dikirim %(day)s.") % {"day": say_date(payment.paid_on)})


def _missing(claim: Claim, payment: Payment, rupiah: int, by: Actor, at: datetime, on: date) -> None:
    """One gap a payment; a later word that is lower still is on the confirmation's own row."""
    if not Gap.objects.filter(payment=payment).exists():
        because = _("Dikirim %(sent)s, keluarga menerima %(got)s.") % {"sent": say(payment.rupiah), "got": say(rupiah)}  # fmt: skip
        _open(claim, "received", payment.rupiah - rupiah, because, by, at, on, payment)


def _open(
    claim: Claim, kind: str, rupiah: int, because: str, by: Actor, at: datetime, on: date, payment: Payment | None = None
) -> Gap:  # fmt: skip
    told = entry(claim, "claims.open_gap", by, at, {"kind": kind, "rupiah": rupiah}, because)
    return Gap.objects.create(
        claim=claim, payment=payment, village=claim.village, kind=kind, rupiah=rupiah, because=because, opened_on=on,
        opened_by_id=by.officer, opened_human=by.human, trail=told,
    )  # fmt: skip


@transaction.atomic
def give_up_interest(*, claim: Claim, because: str, by: Actor, at: datetime, on: date) -> Gap:
    """The insurer does not pay what its lateness costs: put before another person, with the reason. Again: the same gap.

    NotAllowed, SaysWhy, NotInThisState, WrongAmount where nothing is open."""
    claim = locked(claim)
    staff.require(by, "claims.assess", claim.village, on=on)
    there = Gap.objects.filter(claim=claim, kind="interest").first()
    if there:
        return there
    if claim.state != "DETERMINED":
        raise NotInThisState(_("Klaim %(number)s tidak menunggu pembayaran.") % {"number": claim.number})
    left = queries.interest_due(claim.pk) - queries.paid(claim.pk, "interest")
    if left <= 0:
        raise WrongAmount(_("Tidak ada ganti rugi keterlambatan yang masih ditunggu."))
    if not because.strip():
        raise SaysWhy(_("Tulis alasannya."))
    return _open(claim, "interest", left, because, by, at, on)


@transaction.atomic
def settle_gap(*, gap_id: int, because: str, by: Actor, at: datetime, on: date) -> Gap:
    """Another person than who opened it writes what became of the missing money. Settled already: unchanged.

    NotAllowed, SamePerson, SaysWhy, NoSuchPayment."""
    gap = Gap.objects.select_for_update(of=("self",)).select_related("claim", "payment").filter(pk=gap_id).first()  # fmt: skip
    if gap is None:
        raise NoSuchPayment(_("Selisih ini tidak ada di wilayah Anda."))
    claim = locked(gap.claim)
    staff.require(by, "claims.settle", claim.village, on=on)
    if gap.state == "SETTLED":
        return gap
    if by.human == gap.opened_human or (gap.payment and by.human == gap.payment.human):
        raise SamePerson(_("%(name)s yang mencatat selisih atau pembayarannya, jadi orang lain yang menyelesaikan.") % {"name": by.name})  # fmt: skip
    if not because.strip():
        raise SaysWhy(_("Tulis apa yang terjadi dengan uang yang kurang."))
    gap.state, gap.settled_because, gap.settled_on = "SETTLED", because, on
    gap.settled_by_id, gap.settled_human = by.officer, by.human
    gap.trail = trail.record(by=by, verb="claims.settle_gap", subject=f"claims.claim:{claim.number}", at=at, region=claim.village, why=because,
                             facts={"kind": gap.kind, "rupiah": gap.rupiah})  # fmt: skip
    gap.save()
    paid_if_whole(claim, by, at)
    return gap


@transaction.atomic
def close(*, claim: Claim, by: Actor, at: datetime, on: date) -> Claim:
    """Closes a claim whose every receiver said that all of it came. NotAllowed, NotYetConfirmed, NotInThisState. Again: unchanged."""
    claim = locked(claim)
    staff.require(by, "claims.confirm", claim.village, on=on)
    if claim.state == "CLOSED":
        return claim
    CLAIM.after(claim.state, "close")
    if not queries.wholly_confirmed(claim.pk):
        raise NotYetConfirmed(_("Klaim ditutup sesudah setiap penerima memastikan jumlah yang diterimanya, dan selisihnya selesai."))  # fmt: skip
    return move(claim, "close", by, at, {"rupiah": claim.paid_rupiah}, closed_on=on)
