"""A payment code (kode iuran) that was wrong is replaced by the insurer's right one, by two people; both stay written down.

Only while nothing can have been paid under the old one: no order yet, or one that the bank refused."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.contributions.billing import key_of
from naung.delivery.contributions.mending.models import CodeChange, Retry
from naung.delivery.contributions.mending.states import CODE_CHANGE
from naung.delivery.contributions.models import Invoice
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "contributions.code"
DIGITS, SHORTEST = 12, 10


class NotACode(Refusal):
    """Twelve digits, other than the present ones, that no other invoice has."""


class PaidUnderIt(Refusal):
    """Money is on its way under the present code, or arrived: it is not taken away from under an order."""


class NoReason(Refusal):
    """What was wrong, and the insurer's letter with the right code, have to be written down."""


class AnotherChange(Refusal):
    """Another change of this code waits for its decision, or this one does not wait any more."""


@transaction.atomic
def prepare(*, invoice: Invoice, code: str, why: str, document: str, by: Actor, at: datetime, on: date) -> CodeChange:  # fmt: skip
    """Puts another code for an invoice before a second person. The same again: unchanged.

    NotACode, PaidUnderIt, NoReason, AnotherChange, NotAllowed."""
    invoice = _locked(invoice)
    code, why, document = squeeze(code).replace(" ", ""), squeeze(why), squeeze(document)
    region = invoice.run.programme.region_id
    staff.require(by, "contributions.propose", region, on=on)
    if there := CodeChange.objects.filter(invoice=invoice, state="PREPARED").first():
        return _the_same(there, (code, why, document))
    _may_change(invoice)
    _sound(invoice, code, why, document)
    number = CodeChange.objects.filter(invoice=invoice).count() + 1
    digest = content_hash(invoice, number, code, why, document)
    subject = subject_of(invoice, number)
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=digest, rows=invoice.rows, rupiah=invoice.rupiah, by=by, at=at,
                                 region=region)  # fmt: skip
    entry = trail.record(by=by, verb="contributions.prepare_code", subject=subject, at=at, region=invoice.region, why=why,
                         facts={"old": invoice.code, "new": code, "document": document, "hash": digest})  # fmt: skip
    return CodeChange.objects.create(invoice=invoice, region=invoice.region, number=number, old=invoice.code or "", new=code, why=why,
                                     document=document, content_hash=digest, approval=approval, trail=entry)  # fmt: skip


def subject_of(invoice: Invoice, number: int) -> str:
    return f"{KIND}:{key_of(invoice.run, invoice.region)}/{number}"


def content_hash(invoice: Invoice, number: int, code: str, why: str, document: str) -> str:
    """What the second person signs: whose invoice, which sum, the old code, the new one, and why."""
    return sha256(canonical([key_of(invoice.run, invoice.region), number, invoice.rupiah, invoice.code, code, why, document]))  # fmt: skip


def _may_change(invoice: Invoice) -> None:
    if invoice.code is None:
        raise NotACode(_("Tagihan ini belum mempunyai kode iuran; ambil dahulu dari BPJS."))
    if invoice.order is not None and invoice.order.state != "REJECTED":
        raise PaidUnderIt(_("Perintah bayar dengan kode ini sudah dibuat. Kode hanya diganti sebelum dibayar, atau sesudah bank menolaknya."))  # fmt: skip
    if Retry.objects.filter(invoice=invoice, state="PREPARED").exists():
        raise PaidUnderIt(_("Pembayaran ulang dengan kode ini sedang menunggu keputusan. Tarik dahulu, lalu ganti kodenya."))  # fmt: skip


def _sound(invoice: Invoice, code: str, why: str, document: str) -> None:
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        raise NotACode(_("Kode iuran terdiri dari %(n)s angka.") % {"n": DIGITS})
    if code == invoice.code or Invoice.objects.filter(code=code).exists():
        raise NotACode(_("Kode %(code)s sudah dipakai tagihan ini atau tagihan lain.") % {"code": code})
    if len(why) < SHORTEST or not document:
        raise NoReason(_("Tulis apa yang salah, paling sedikit %(n)s huruf, dan surat BPJS yang menyebut kode yang benar.") % {"n": SHORTEST})  # fmt: skip


def _the_same(there: CodeChange, wanted: tuple[str, str, str]) -> CodeChange:
    if (there.new, there.why, there.document) != wanted:
        raise AnotherChange(_("Penggantian kode menjadi %(code)s sedang menunggu keputusan.") % {"code": there.new})  # fmt: skip
    return there


@transaction.atomic
def decide(
    *, change: CodeChange, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> CodeChange:
    """The invoice gets the code, or keeps its own, by another person. Again: unchanged.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided; PaidUnderIt or NotACode where the invoice moved on meanwhile."""
    change = _waiting(change)
    invoice = _locked(change.invoice)
    approvals.decide(
        approval=change.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "contributions.decide", invoice.run.programme.region_id, on=on)
    if change.state == CODE_CHANGE.after("PREPARED", "decide" if approve else "refuse"):
        return change
    if approve:
        _may_change(invoice)
        _sound(invoice, change.new, change.why, change.document)
    change = _move(change, "decide" if approve else "refuse", by, at, note)
    if approve:
        Invoice.objects.filter(pk=invoice.pk).update(code=change.new)
    return change


@transaction.atomic
def withdraw(*, change: CodeChange, why: str, by: Actor, at: datetime, on: date) -> CodeChange:
    """Takes a change back that waits, with the reason; again: unchanged. AnotherChange, NotAllowed."""
    change = _waiting(change)
    staff.require(by, "contributions.propose", change.region, on=on)
    if change.state == "VOID":
        return change
    if change.state != "PREPARED":
        raise AnotherChange(_("Penggantian kode ini sudah diputuskan."))
    approvals.void(approval=change.approval, by=by, at=at, why=why)
    return _move(change, "void", by, at, why)


def _move(change: CodeChange, verb: str, by: Actor, at: datetime, why: str) -> CodeChange:
    change.state = CODE_CHANGE.after(change.state, verb)
    change.trail = trail.record(by=by, verb=f"contributions.{verb}_code", subject=subject_of(change.invoice, change.number), at=at,
                                region=change.region, why=why, facts={"old": change.old, "new": change.new, "hash": change.content_hash})  # fmt: skip
    change.save(update_fields=["state", "trail"])
    return change


def _waiting(change: CodeChange) -> CodeChange:
    found = CodeChange.objects.select_for_update(of=("self",)).select_related("approval", "invoice__run__programme")  # fmt: skip
    return found.get(pk=change.pk)


def _locked(invoice: Invoice) -> Invoice:
    found = Invoice.objects.select_for_update(of=("self",)).select_related("run__programme", "order")
    return found.get(pk=invoice.pk)


def of_invoices(invoices: list[int]) -> dict[int, list[CodeChange]]:
    """Every change of these invoices' codes, the newest first."""
    found: dict[int, list[CodeChange]] = {}
    for one in CodeChange.objects.filter(invoice_id__in=invoices).order_by("-number"):
        found.setdefault(one.invoice_id, []).append(one)
    return found


def by_approvals(approvals: list[int]) -> list[CodeChange]:
    return list(CodeChange.objects.select_related("invoice__run__programme", "approval").filter(approval_id__in=approvals))  # fmt: skip
