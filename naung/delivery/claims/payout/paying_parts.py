"""What the insurer transferred while treatment goes on, part by part. The last payment is what the grant leaves of it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.deciding import not_held
from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import another_person, entry, locked
from naung.delivery.claims.payout import parts, queries
from naung.delivery.claims.payout.determining import WrongAmount, WrongDay
from naung.delivery.claims.payout.models import Payment
from naung.delivery.claims.payout.paying import METHODS, MoreThanGranted, ReferenceKnown, ready
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say


class NotDue(Refusal):
    """No letter or receipt stands for it, it was paid already, or the insurer has spoken and the rest is paid by its word."""


@transaction.atomic
def pay_part(
    *, claim: Claim, payee_id: int, part: str, rupiah: int, paid_on: date, reference: str, by: Actor, at: datetime, on: date,
    method: str = "transfer",
) -> Payment:  # fmt: skip
    """Keeps a transfer for one month's days without work or one journey (`part`: a code of `parts.due`), before the insurer's word.
    The same reference again with the same content changes nothing.

    NotAllowed, SamePerson, OnHold, NotDue, NotReady, MoreThanGranted, ReferenceKnown, WrongDay, WrongAmount."""
    claim = locked(claim)
    staff.require(by, "claims.pay", claim.village, on=on)
    another_person(by, claim, "assessor", "approver")
    said: dict[str, Any] = {"claim_id": claim.pk, "payee_id": payee_id, "kind": part.partition(":")[0], "rupiah": rupiah, "paid_on": paid_on, "method": method}  # fmt: skip
    if there := _known(reference, part, said):
        return there
    not_held(claim)
    _sound(claim, said, reference, on)
    found = _due(claim, part, paid_on)
    if rupiah > found.rupiah:
        raise MoreThanGranted(_("Menurut surat dan kuitansi yang tercatat, bagian ini paling banyak %(most)s; %(given)s lebih dari itu.") % {"most": say(found.rupiah), "given": say(rupiah)})  # fmt: skip
    ready(payee_id, paid_on, claim)
    told = entry(claim, "claims.transfer", by, at, {"kind": found.kind, "rupiah": rupiah, "paid_on": str(paid_on), "days": found.days})  # fmt: skip
    return Payment.objects.create(
        **said, village=claim.village, reference=reference.strip(), first_day=found.first_day, last_day=found.last_day, days=found.days,
        care=found.care, officer_id=by.officer, human=by.human, trail=told,
    )  # fmt: skip


def _known(reference: str, part: str, said: dict[str, Any]) -> Payment | None:
    before = queries.payment(reference.strip())
    if before and (code(before) != part or any(getattr(before, name) != value for name, value in said.items())):  # fmt: skip
        raise ReferenceKnown(_("Nomor rujukan %(reference)s sudah dipakai pembayaran lain.") % {"reference": reference})  # fmt: skip
    return before


def code(one: Payment) -> str:
    return f"{one.kind}:{one.first_day or one.care_id}"


def _sound(claim: Claim, said: dict[str, Any], reference: str, on: date) -> None:
    if said["rupiah"] <= 0 or said["method"] not in METHODS or not reference.strip():
        raise WrongAmount(_("Tulis jumlah lebih dari nol, cara bayar, dan nomor rujukannya."))
    if not claim.happened_on <= said["paid_on"] <= on:
        raise WrongDay(_("Tanggal bayar %(day)s sebelum kecelakaannya atau belum tiba.") % {"day": say_date(said["paid_on"])})  # fmt: skip


def _due(claim: Claim, part: str, on: date) -> parts.Part:
    found = parts.named(claim, part, on=on)
    if found is None:
        raise NotDue(_("Bagian ini tidak menunggu pembayaran: suratnya belum tercatat, harinya belum lewat, sudah dibayar, atau BPJS sudah menetapkan seluruhnya."))  # fmt: skip
    return found
