"""SPP, SPM, SP2D: the treasurer writes, another person signs, the treasury answers. No order goes to the bank before."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.contributions.billing import key_of
from naung.delivery.contributions.models import Invoice, Run
from naung.delivery.contributions.paying import PAYEE
from naung.delivery.contributions.ports import Issued, Treasury
from naung.delivery.contributions.treasury.models import STANDING, Disbursement
from naung.delivery.contributions.treasury.queries import standing
from naung.delivery.contributions.treasury.states import DISBURSEMENT
from naung.foundation.approvals import actions as approvals
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange.ports import Unreadable
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.states import NotInThisState
from naung.kit.text import squeeze

KIND = "contributions.papers"


class NotReady(Refusal):
    """The run is not billed, or an invoice has no payment code yet: there is nothing whole to ask the treasury for."""


class AlreadyStands(Refusal):
    """This run has papers with other numbers, or another run has these numbers."""


class OutOfOrder(Refusal):
    """A paper is dated before the one it follows, or it lacks its number."""


class NotThesePapers(Refusal):
    """What the treasury says is not what was signed, or the papers are not waiting for it."""


@transaction.atomic
def prepare(
    *, run: Run, office: str, account_code: str, spp_number: str, spp_on: date, spm_number: str, by: Actor, at: datetime, on: date
) -> Disbursement:  # fmt: skip
    """Puts SPP and SPM of the whole run before a second person; gross is the run's rupiah, deductions are nil. The same again: unchanged.

    NotReady, OutOfOrder, AlreadyStands, NotAllowed."""
    run = Run.objects.select_for_update(of=("self",)).select_related("programme").get(pk=run.pk)
    staff.require(by, "contributions.propose", run.programme.region_id, on=on)
    office, account_code, spp_number, spm_number = map(
        squeeze, (office, account_code, spp_number, spm_number)
    )
    _whole(office, spp_number, spm_number, spp_on, on)
    if there := standing(run):
        return _the_same(there, (office, account_code, spp_number, spp_on, spm_number))
    _ready(run)
    _not_used(spp_number, spm_number)
    number = Disbursement.objects.filter(run=run).count() + 1
    digest = content_hash(run, number, office, account_code, spp_number, spp_on, spm_number)
    subject = subject_of(run, number)
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=digest, rows=run.rows, rupiah=run.rupiah, by=by, at=at,
                                 region=run.programme.region_id)  # fmt: skip
    entry = trail.record(by=by, verb="contributions.spp", subject=subject, at=at, region=run.programme.region_id,
                         facts={"spp": spp_number, "spm": spm_number, "on": spp_on, "gross": run.rupiah, "hash": digest})  # fmt: skip
    return Disbursement.objects.create(run=run, number=number, region=run.programme.region_id, office=office, account_code=account_code, payee=PAYEE,
                                       gross=run.rupiah, spp_number=spp_number, spp_on=spp_on, spm_number=spm_number, content_hash=digest,
                                       approval=approval, trail=entry)  # fmt: skip


def subject_of(run: Run, number: int) -> str:
    return f"{KIND}:{key_of(run)}/{number}"


def content_hash(
    run: Run, number: int, office: str, account_code: str, spp_number: str, spp_on: date, spm_number: str
) -> str:
    """What the second person signs: the papers, and by the run's own hash every line that they pay."""
    return sha256(canonical([key_of(run), number, office, account_code, PAYEE, run.rupiah, 0, spp_number, spp_on, spm_number, run.content_hash]))  # fmt: skip


def _whole(office: str, spp_number: str, spm_number: str, spp_on: date, on: date) -> None:
    if not (office and spp_number and spm_number):
        raise OutOfOrder(_("Isi nama perangkat daerah, nomor SPP dan nomor SPM."))
    if spp_on > on:
        raise OutOfOrder(_("SPP bertanggal %(day)s, padahal hari itu belum tiba.") % {"day": say_date(spp_on)})  # fmt: skip


def _ready(run: Run) -> None:
    if run.state != "BILLED":
        raise NotReady(_("SPP dibuat sesudah iuran ditagih dan sebelum dibayar; bulan ini tidak sedang menunggu pembayaran."))  # fmt: skip
    if uncoded := Invoice.objects.filter(run=run, code=None).count():
        raise NotReady(_("%(n)s tagihan belum mempunyai kode iuran dari BPJS, jadi SPP belum dapat dibuat.") % {"n": uncoded})  # fmt: skip


def _the_same(there: Disbursement, wanted: tuple[object, ...]) -> Disbursement:
    if (there.office, there.account_code, there.spp_number, there.spp_on, there.spm_number) != wanted:
        raise AlreadyStands(_("Bulan ini sudah mempunyai SPP %(spp)s dan SPM %(spm)s.") % {"spp": there.spp_number, "spm": there.spm_number})  # fmt: skip
    return there


def _not_used(spp_number: str, spm_number: str) -> None:
    found = Disbursement.objects.filter(state__in=STANDING)
    if found.filter(spp_number=spp_number).exists() or found.filter(spm_number=spm_number).exists():
        raise AlreadyStands(_("Nomor SPP %(spp)s atau SPM %(spm)s sudah dipakai untuk pembayaran lain.") % {"spp": spp_number, "spm": spm_number})  # fmt: skip


@transaction.atomic
def decide(
    *,
    papers: Disbursement,
    approve: bool,
    content_hash: str,
    by: Actor,
    at: datetime,
    on: date,
    note: str = "",
) -> Disbursement:
    """Signs the SPM, or refuses it, by another person than who wrote it; the day of signing is the SPM's. Again: unchanged.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided; OutOfOrder before the day of the SPP."""
    papers = _locked(papers)
    approvals.decide(
        approval=papers.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "contributions.decide", papers.region, on=on)
    if papers.state != "PREPARED":
        return papers  # decided the same before; what came later stands
    if approve and on < papers.spp_on:
        raise OutOfOrder(_("SPM ditandatangani sesudah SPP, yang bertanggal %(day)s.") % {"day": say_date(papers.spp_on)})  # fmt: skip
    papers.spm_on = on if approve else None
    return _move(papers, "sign" if approve else "refuse", by, at, note, spm=papers.spm_number)


@transaction.atomic
def issue(
    *, papers: Disbursement, number: str, issued_on: date, by: Actor, at: datetime, on: date
) -> Disbursement:
    """Records the treasury's SP2D, which an officer types or the treasury's own file brings: from here on the orders may go to the bank.
    The same again: unchanged.

    NotThesePapers, OutOfOrder, NotAllowed. A number that another payment has is refused as AlreadyStands."""
    papers, number = _locked(papers), squeeze(number)
    if by.officer:
        staff.require(by, "contributions.propose", papers.region, on=on)
    if papers.state == "ISSUED" and (papers.sp2d_number, papers.sp2d_on) == (number, issued_on):
        return papers
    if papers.state != "SIGNED" or papers.spm_on is None:
        raise NotThesePapers(_("SP2D dicatat sesudah SPM ditandatangani; SPM %(spm)s tidak sedang menunggunya.") % {"spm": papers.spm_number})  # fmt: skip
    if not number or not papers.spm_on <= issued_on <= on:
        raise OutOfOrder(_("SP2D memerlukan nomor, dan tanggal antara SPM (%(day)s) dan hari ini.") % {"day": say_date(papers.spm_on)})  # fmt: skip
    if Disbursement.objects.filter(sp2d_number=number).exists():
        raise AlreadyStands(_("Nomor SP2D %(number)s sudah dipakai untuk pembayaran lain.") % {"number": number})  # fmt: skip
    papers.sp2d_number, papers.sp2d_on = number, issued_on
    return _move(papers, "issue", by, at, "", sp2d=number, on=issued_on)


@transaction.atomic
def give_back(*, papers: Disbursement, why: str, by: Actor, at: datetime, on: date) -> Disbursement:
    """The treasury returned the SPM, with its reason; a further set may be written. NotThesePapers, OutOfOrder without a reason."""
    return _fall(papers, "return", why, by, at, on)


@transaction.atomic
def withdraw(*, papers: Disbursement, why: str, by: Actor, at: datetime, on: date) -> Disbursement:
    """Takes papers back that wait for their signature. NotThesePapers, OutOfOrder without a reason."""
    papers = _locked(papers)
    if papers.state == "PREPARED":
        approvals.void(approval=papers.approval, by=by, at=at, why=why)
    return _fall(papers, "void", why, by, at, on)


def _fall(papers: Disbursement, verb: str, why: str, by: Actor, at: datetime, on: date) -> Disbursement:
    papers, why = _locked(papers), squeeze(why)
    staff.require(by, "contributions.propose", papers.region, on=on)
    if not why:
        raise OutOfOrder(_("Tulis sebabnya."))
    papers.why = why
    return _move(papers, verb, by, at, why, spm=papers.spm_number)


def _move(
    papers: Disbursement, verb: str, by: Actor, at: datetime, why: str, **facts: object
) -> Disbursement:
    try:
        papers.state = DISBURSEMENT.after(papers.state, verb)
    except NotInThisState:
        raise NotThesePapers(_("SPM %(spm)s tidak sedang menunggu ini.") % {"spm": papers.spm_number}) from None  # fmt: skip
    papers.trail = trail.record(by=by, verb=f"contributions.{verb}_papers", subject=subject_of(papers.run, papers.number), at=at,
                                region=papers.region, why=why, facts={"gross": papers.gross, **facts})  # fmt: skip
    papers.save(update_fields=["state", "spm_on", "sp2d_number", "sp2d_on", "why", "trail"])
    return papers


def _locked(papers: Disbursement) -> Disbursement:
    found = Disbursement.objects.select_for_update(of=("self",)).select_related("run__programme", "approval")
    return found.get(pk=papers.pk)


def ask(*, treasury: Treasury, waiting: Sequence[Disbursement], by: Actor, at: datetime, on: date) -> int:
    """Carries signed SPMs to the treasury and records the SP2Ds it answers with; how many are new. Asked again, nothing is issued twice."""
    signed = [one for one in waiting if one.state == "SIGNED"]
    if not signed:
        return 0
    answers = list[Issued]()
    for content in treasury.ask(treasury.write(signed_facts(signed)), on=on):
        try:
            answers += treasury.read(content)
        except Unreadable as unreadable:  # kept for a person; the next time it is asked again
            region = signed[0].run.programme.region_id
            exchange.hold(
                partner=treasury.partner, content=content, why=str(unreadable), region=region, by=by, at=at
            )
    return record(answers, by=by, at=at, on=on)


def signed_facts(some: Sequence[Disbursement]) -> list[Issued]:
    """The papers as they stand on a file, by SPM number."""
    return [
        Issued(p.spp_number, p.spp_on, p.spm_number, p.spm_on, p.sp2d_number or "", p.sp2d_on, p.account_code, p.office, p.gross, p.deductions, p.payee, p.state)
        for p in sorted(some, key=lambda p: p.spm_number)
    ]  # fmt: skip


@transaction.atomic
def record(answers: Sequence[Issued], *, by: Actor, at: datetime, on: date) -> int:
    """SP2Ds from a file of the treasury's, all or none: each names a signed SPM with its amount and payee. How many are new."""
    new = 0
    for answer in answers:
        papers = Disbursement.objects.filter(
            spm_number=answer.spm_number, state__in=["SIGNED", "ISSUED"]
        ).first()
        _agrees(papers, answer)
        assert papers is not None and answer.sp2d_on is not None  # _agrees
        issue(papers=papers, number=answer.sp2d_number, issued_on=answer.sp2d_on, by=by, at=at, on=on)
        new += papers.state == "SIGNED"
    return new


def _agrees(papers: Disbursement | None, answer: Issued) -> None:
    if papers is None:
        raise NotThesePapers(_("Tidak ada SPM %(spm)s yang menunggu SP2D.") % {"spm": answer.spm_number})
    if (papers.gross, papers.deductions) != (answer.gross, answer.deductions) or not answer.sp2d_on:
        raise NotThesePapers(_("SP2D %(sp2d)s tidak sama dengan SPM %(spm)s: jumlah, potongan atau tanggalnya lain.")
                             % {"sp2d": answer.sp2d_number, "spm": answer.spm_number})  # fmt: skip
