"""Journals by hand and reversals: one officer writes them, another decides, and only then they are booked."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.foundation.approvals import actions as approvals
from naung.foundation.approvals.queries import Approval
from naung.foundation.ledger import actions
from naung.foundation.ledger.actions import Line
from naung.foundation.ledger.models import Draft, Entry, Journal
from naung.foundation.ledger.states import DRAFT
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "ledger.draft"
REGION = "53"  # the books are the province's
SHORTEST = 10  # letters of a reason that an auditor could learn from
TURNED = "select account_id, -amount, ref, region from ledger_entry where journal_id = %s"


class NoReason(Refusal):
    """A journal by hand says what it is for, and on which document it rests."""


class NotYet(Refusal):
    """A journal is not dated after today."""


class NotReversible(Refusal):
    """A reversal, or what closed a year: neither is reversed."""


class OutsideRegion(Refusal):
    """A line of a region that whoever writes the journal does not answer for."""


class ReversalWaiting(Refusal):
    """Somebody put the reversal of this journal before a second person already."""


class DraftChanged(Refusal):
    """The books went on meanwhile: the journal would not be the one that was signed."""


class DraftNotWaiting(Refusal):
    """Only what waits for its decision can be taken back."""


@transaction.atomic
def prepare_manual(
    *, lines: Sequence[Line], posted_on: date, memo: str, document: str, by: Actor, at: datetime, on: date, region: str = REGION
) -> Draft:  # fmt: skip
    """A journal by hand, put before a second person; nothing is booked yet. The same facts again are the same draft while it waits.

    Refuses as `actions.post` does, and NoReason, NotYet, OutsideRegion, NotAllowed."""
    staff.require(by, "ledger.prepare", region, on=on)
    lines = [(account, amount, ref, where or region) for account, amount, ref, where in lines]
    if strange := sorted({line[3] for line in lines if not f"{line[3]}.".startswith(f"{region}.")}):
        raise OutsideRegion(_("Baris wilayah %(codes)s tidak termasuk %(region)s.") % {"codes": ", ".join(strange), "region": region})  # fmt: skip
    memo, document = _said(memo, document, posted_on, on)
    digest, debit = actions.examine(on=posted_on, kind="manual", lines=lines)
    return _prepare("manual", posted_on, memo, document, region, [list(line) for line in lines], None, digest, debit, by, at, on)  # fmt: skip


@transaction.atomic
def prepare_reversal(
    *, journal: Journal, posted_on: date, why: str, document: str, by: Actor, at: datetime, on: date
) -> Draft:
    """The journal with every sign turned, put before a second person. AlreadyReversed, NotReversible, NoReason, NotYet, MonthClosed."""
    region = region_of(journal)
    staff.require(by, "ledger.prepare", region, on=on)
    _reversible(journal)
    why, document = _said(why, document, posted_on, on)
    if posted_on < journal.on:
        raise NotYet(
            _("Pembalikan tidak bertanggal sebelum jurnalnya, %(on)s.") % {"on": say_date(journal.on)}
        )
    digest, debit = actions.examine(on=posted_on, kind="reversal", lines_sql=TURNED, params=[journal.pk])
    lines = [[e.account_id, -e.amount, e.ref, e.region] for e in _first_entries(journal)]
    return _prepare("reversal", posted_on, why, document, region, lines, journal, digest, debit, by, at, on)


MOST = 200  # lines that a draft keeps to be shown; the journal's own entries say the rest


def _first_entries(journal: Journal) -> Sequence[Entry]:
    return list(Entry.objects.filter(journal=journal).order_by("pk")[:MOST])


def region_of(journal: Journal) -> str:
    """The region that all its entries share; else the province's."""
    found = set(Entry.objects.filter(journal=journal).values_list("region", flat=True).distinct())
    return found.pop() if len(found) == 1 and "" not in found else REGION


def _reversible(journal: Journal) -> None:
    if journal.reverses_id or journal.kind == "closing":
        raise NotReversible(
            _("Jurnal %(key)s adalah pembalikan atau penutup tahun, jadi tidak dibalik. Catat jurnal baru.")
            % {"key": journal.key}
        )
    if Journal.objects.filter(reverses=journal).exists():
        raise actions.AlreadyReversed(_("Jurnal %(key)s sudah dibalik.") % {"key": journal.key})


def _said(memo: str, document: str, posted_on: date, on: date) -> tuple[str, str]:
    memo, document = squeeze(memo), squeeze(document)
    if len(memo) < SHORTEST or not document:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf, dan nomor dokumen yang mendasarinya.") % {"n": SHORTEST})  # fmt: skip
    if posted_on > on:
        raise NotYet(_("Tanggal jurnal %(on)s belum tiba.") % {"on": say_date(posted_on)})
    return memo, document


def _prepare(
    kind: str, posted_on: date, memo: str, document: str, region: str, lines: Sequence[Sequence[object]], reverses: Journal | None, digest: str, debit: int,
    by: Actor, at: datetime, on: date,
) -> Draft:  # fmt: skip
    same = Draft.objects.filter(kind=kind, on=posted_on, memo=memo, document=document, region=region, journal_hash=digest, reverses=reverses,
                                state="PREPARED").first()  # fmt: skip
    if same:
        return same
    if reverses and Draft.objects.filter(reverses=reverses, state="PREPARED").exists():
        raise ReversalWaiting(
            _("Pembalikan jurnal %(key)s sudah menunggu keputusan.") % {"key": reverses.key}
        )
    number = _next_number(posted_on.year)
    content = content_hash(number, kind, posted_on, memo, document, digest, reverses.key if reverses else "")
    subject = f"{KIND}:{number}"
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=content, rows=len(lines), rupiah=debit, region=region, by=by, at=at)  # fmt: skip
    entry = trail.record(by=by, verb="ledger.prepare_draft", subject=subject, at=at, region=region, why=memo,
                         facts={"kind": kind, "on": posted_on, "document": document, "debit": debit, "hash": content})  # fmt: skip
    return Draft.objects.create(number=number, kind=kind, on=posted_on, memo=memo, document=document, region=region, lines=lines, reverses=reverses,
                                journal_hash=digest, content_hash=content, approval=approval, prepared_on=on, trail=entry)  # fmt: skip


def _next_number(year: int) -> str:
    """BM/2025/0001. Numbers follow each other: whoever writes next waits. Counted past what the officer's regions show."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(55, %s)", [year])
        cursor.execute("select count(*) from approvals_approval where kind = %s and subject like %s", [KIND, f"{KIND}:BM/{year}/%"])  # fmt: skip
        return f"BM/{year}/{cursor.fetchone()[0] + 1:04}"


def content_hash(
    number: str, kind: str, on: date, memo: str, document: str, journal_hash: str, reverses: str
) -> str:
    """What the second person signs."""
    return sha256(canonical([number, kind, on, memo, document, journal_hash, reverses]))


@transaction.atomic
def decide_draft(
    *, draft: Draft, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Draft:
    """Books it, or refuses it, by another person than who wrote it; deciding the same again changes nothing.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided; MonthClosed and DraftChanged where the books went on meanwhile."""
    draft = _locked(draft)
    approvals.decide(
        approval=draft.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "ledger.decide", draft.region, on=on)
    if draft.state == DRAFT.after("PREPARED", "post" if approve else "refuse"):
        return draft
    return _book(draft, by, at) if approve else _end(draft, "refuse", by, at, note)


def _locked(draft: Draft) -> Draft:
    return (
        Draft.objects.select_for_update(of=("self",)).select_related("approval", "reverses").get(pk=draft.pk)
    )


def _book(draft: Draft, by: Actor, at: datetime) -> Draft:
    if draft.reverses:
        _reversible(draft.reverses)
        journal = actions.reverse(journal=draft.reverses, on=draft.on, why=draft.memo, by=by, at=at)
    else:
        lines = [(account, amount, ref, region) for account, amount, ref, region in draft.lines]
        journal = actions.post(key=f"manual/{draft.number}", on=draft.on, kind="manual", memo=draft.memo, lines=lines, by=by, at=at)  # fmt: skip
    if journal.content_hash != draft.journal_hash:
        raise DraftChanged(_("Jurnal ini tidak lagi sama dengan yang disiapkan. Siapkan sekali lagi."))
    draft.journal = journal
    return _end(draft, "post", by, at, draft.memo)


def _end(draft: Draft, verb: str, by: Actor, at: datetime, why: str) -> Draft:
    draft.state = DRAFT.after("PREPARED", verb)
    draft.trail = trail.record(by=by, verb=f"ledger.{verb}_draft", subject=f"{KIND}:{draft.number}", at=at, region=draft.region, why=why,
                               facts={"kind": draft.kind, "on": draft.on, "hash": draft.content_hash})  # fmt: skip
    draft.save(update_fields=["state", "journal", "trail"])
    return draft


@transaction.atomic
def withdraw_draft(*, draft: Draft, why: str, by: Actor, at: datetime, on: date) -> Draft:
    """Takes back what waits, with the reason. DraftNotWaiting; again: unchanged."""
    draft = _locked(draft)
    staff.require(by, "ledger.prepare", draft.region, on=on)
    if draft.state == DRAFT.after("PREPARED", "withdraw"):
        return draft
    if draft.state != "PREPARED":
        raise DraftNotWaiting(_("Jurnal ini sudah diputuskan. Koreksinya adalah jurnal baru."))
    approvals.void(approval=draft.approval, by=by, at=at, why=why)
    return _end(draft, "withdraw", by, at, why)


def by_approval(approval: Approval) -> Draft:
    return Draft.objects.select_related("approval", "reverses", "journal").get(approval=approval)


def of_document(document: str) -> list[Draft]:
    """Every draft that rests on this document, the oldest first."""
    return list(Draft.objects.select_related("approval", "journal").filter(document=squeeze(document)).order_by("pk"))  # fmt: skip
