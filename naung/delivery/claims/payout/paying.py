"""What the insurer transferred, receiver by receiver. The money is the insurer's: our ledger is not touched."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.heirs import queries as receivers
from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import another_person, entry, locked
from naung.delivery.claims.payout import queries
from naung.delivery.claims.payout.determining import WrongAmount, WrongDay
from naung.delivery.claims.payout.models import Determination, Payment
from naung.delivery.claims.payout.settling import paid_if_whole
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.clock import WITA, say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say
from naung.kit.states import NotInThisState

METHODS = ("transfer", "counter")


class NotExplained(Refusal):
    """The insurer grants something else than was estimated, and nobody wrote why."""


class NotReady(Refusal):
    """The receiver's account still waits for its hours, its call or its second person, or the claim is on hold."""


class MoreThanGranted(Refusal):
    """Together with what came before it would be more than the insurer granted, or than the agreed share."""


class ReferenceKnown(Refusal):
    """Another payment has this reference."""


@transaction.atomic
def pay(
    *, claim: Claim, payee_id: int, rupiah: int, paid_on: date, reference: str, by: Actor, at: datetime, on: date,
    method: str = "transfer", kind: str = "benefit",
) -> Payment:  # fmt: skip
    """Keeps a transfer of the insurer. `kind` interest: for lateness; what a late benefit costs is worked out here, by the law.
    The claim becomes PAID with the last rupiah. The same reference again with the same content changes nothing.

    NotAllowed, SamePerson, NotInThisState, NotExplained, NotReady, MoreThanGranted, ReferenceKnown, WrongDay, WrongAmount."""
    claim = locked(claim)
    staff.require(by, "claims.pay", claim.village, on=on)
    another_person(by, claim, "assessor", "approver")
    said: dict[str, Any] = {"claim_id": claim.pk, "payee_id": payee_id, "kind": kind, "rupiah": rupiah, "paid_on": paid_on, "method": method}  # fmt: skip
    if there := _known(reference, said):
        return there
    word = _word(claim)
    _sound(word, said, reference, on)
    _fits(claim, word, payee_id, kind, rupiah)
    ready(payee_id, paid_on, claim)
    late, cost = _lateness(claim, rupiah, paid_on) if kind == "benefit" else (0, 0)
    told = entry(claim, "claims.transfer", by, at, {"kind": kind, "rupiah": rupiah, "paid_on": str(paid_on), "days_late": late, "interest": cost})  # fmt: skip
    made = Payment.objects.create(
        **said, determination=word, village=claim.village, reference=reference.strip(), days_late=late, interest_due=cost,
        officer_id=by.officer, human=by.human, trail=told,
    )  # fmt: skip
    paid_if_whole(claim, by, at)
    return made


def _known(reference: str, said: dict[str, Any]) -> Payment | None:
    before = queries.payment(reference.strip())
    if before and any(getattr(before, name) != value for name, value in said.items()):
        raise ReferenceKnown(_("Nomor rujukan %(reference)s sudah dipakai pembayaran lain.") % {"reference": reference})  # fmt: skip
    return before


def _word(claim: Claim) -> Determination:
    word = queries.determination(claim.pk)
    if claim.state != "DETERMINED" or word is None:
        raise NotInThisState(_("Klaim %(number)s tidak menunggu pembayaran.") % {"number": claim.number})
    if not queries.explained(claim, word):
        raise NotExplained(_("Putusan BPJS berbeda dari perkiraan kita: jelaskan atau ajukan keberatan dulu, baru pembayarannya dicatat."))  # fmt: skip
    return word


def _sound(word: Determination, said: dict[str, Any], reference: str, on: date) -> None:
    if said["rupiah"] <= 0 or said["kind"] not in ("benefit", "interest") or said["method"] not in METHODS or not reference.strip():  # fmt: skip
        raise WrongAmount(_("Tulis jumlah lebih dari nol, cara bayar, dan nomor rujukannya."))
    if not word.letter_on <= said["paid_on"] <= on:
        raise WrongDay(_("Tanggal bayar %(day)s sebelum surat BPJS atau belum tiba.") % {"day": say_date(said["paid_on"])})  # fmt: skip


def _fits(claim: Claim, word: Determination, payee_id: int, kind: str, rupiah: int) -> None:
    cap = word.rupiah if kind == "benefit" else queries.interest_due(claim.pk)
    left = cap - queries.paid(claim.pk, kind)
    if rupiah > left:
        raise MoreThanGranted(_("Yang belum dibayar tinggal %(left)s; %(given)s lebih dari itu.") % {"left": say(left), "given": say(rupiah)})  # fmt: skip
    share = _share(payee_id)
    if kind == "benefit" and share is not None:
        mine = sum(
            p.rupiah for p in queries.payments(claim.pk) if p.payee_id == payee_id and p.kind != "interest"
        )
        if mine + rupiah > share:
            raise MoreThanGranted(_("Bagian yang disepakati untuk penerima ini %(share)s.") % {"share": say(share)})  # fmt: skip


def _share(payee_id: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("select share_rupiah from claims_payee where id = %s", [payee_id])
        row = cursor.fetchone()
    return row[0] if row else None


def ready(payee_id: int, paid_on: date, claim: Claim) -> None:
    """NotReady unless the receiver belongs to this claim, its account was confirmed by the end of that day, and the law's order,
    the others' powers of attorney and the guardians' papers still speak for it: the database keeps the first two, this all of them."""
    end = datetime.combine(paid_on + timedelta(days=1), time(), tzinfo=WITA)
    with connection.cursor() as cursor:
        cursor.execute("select claims_payee_ready(id, %s) from claims_payee where id = %s and claim_id = %s", [end, payee_id, claim.pk])  # fmt: skip
        row = cursor.fetchone()
    if not row or not row[0]:
        raise NotReady(_("Rekening penerima ini belum siap: masih menunggu petugas kedua, 48 jam, atau jawaban telepon."))  # fmt: skip
    receiver = next((one for one in receivers.payees(claim.pk, at=end) if one.id == payee_id), None)
    if receiver is None or receiver.state != "READY":
        raise NotReady(_("Penerima ini belum dapat dibayar: %(why)s") % {"why": receiver.says if receiver else _("ia tidak lagi ditunjuk.")})  # fmt: skip


def _lateness(claim: Claim, rupiah: int, paid_on: date) -> tuple[int, int]:
    """Working days after the deadline, and what they cost on this amount."""
    benefit, by = queries.BENEFIT[claim.cause], queries.due(claim).pay_by
    if by is None:
        return _no_calendar(claim)
    late = law.days_late(due=by, paid_on=paid_on)
    return late, law.late_payment(benefit=benefit, amount=rupiah, days_late=late).total


def _no_calendar(claim: Claim) -> tuple[int, int]:
    """Fail closed: without the year's holidays nobody can say whether it is late."""
    raise WrongDay(queries.due(claim).note)
