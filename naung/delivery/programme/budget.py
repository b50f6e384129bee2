"""Budget lines change by documents, and each document is prepared by one officer and decided by another: it grants a line, amends it
(naming the document before), or moves rupiah that nobody uses to another line of the same payer and year. The year's sum stays in a move."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import queries
from naung.delivery.programme.budget_models import KINDS, Change, Funding
from naung.delivery.programme.states import CHANGE
from naung.foundation.approvals import actions as approvals
from naung.foundation.approvals.queries import Approval
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit import rupiah as money
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "programme.budget"
SHORTEST = 10  # letters of a reason that somebody could learn from


class NoDocument(Refusal):
    """A line changes by a document: its kind, number and day, none of them in the future."""


class NoReason(Refusal):
    """Rupiah moves for a reason that somebody could learn from."""


class NothingToChange(Refusal):
    """No rupiah, the same line twice, or the amount that the line has already."""


class BelowCommitted(Refusal):
    """The line would hold less than is committed on it already."""


class OtherPurse(Refusal):
    """Rupiah moves between lines of one payer and one year only."""


class NotGranted(Refusal):
    """A line without its first document holds nothing that could move."""


class ChangeStale(Refusal):
    """The line has another document by now than the one this amends, or is granted already."""


class ChangeNotWaiting(Refusal):
    """Only what waits for its decision can be taken back."""


@transaction.atomic
def prepare_grant(
    *, line: Funding, kind: str, number: str, dated: date, rupiah: int, reason: str = "", account_code: str = "", by: Actor, at: datetime, on: date
) -> Change:  # fmt: skip
    """Puts a document before a second person: the line's first one, or the amendment of the last one. `rupiah`: what the line holds
    from then on, never below what is committed. The same again is the same. NotAllowed, NoDocument, NothingToChange, BelowCommitted."""
    (line,) = _locked(line)
    _may(by, line, on)
    last = queries.last_document(line)
    made = Change(year=line.year, what="AMEND" if last else "GRANT", line=line, amends=last, rupiah=money.rupiah(rupiah), kind=kind,
                  document=squeeze(number), dated=dated, reason=squeeze(reason), account_code=squeeze(account_code), prepared_on=on)  # fmt: skip
    _documented(made)
    _holds(line, rupiah, granted=last is not None)
    return _put_forward(made, by, at)


@transaction.atomic
def prepare_virement(
    *, source: Funding, target: Funding, rupiah: int, reason: str, kind: str, number: str, dated: date, by: Actor, at: datetime, on: date
) -> Change:  # fmt: skip
    """Puts before a second person that uncommitted rupiah moves between two lines; nothing moves yet. The same again is the same.

    NotAllowed, NoDocument, NoReason, NothingToChange, OtherPurse, NotGranted, BelowCommitted."""
    if source.pk == target.pk:
        raise NothingToChange(_("Pilih dua baris anggaran yang berbeda."))
    source, target = _locked(source, target)
    for line in (source, target):
        _may(by, line, on)
    made = Change(year=target.year, what="MOVE", line=target, source=source, rupiah=money.rupiah(rupiah), kind=kind, document=squeeze(number),
                  dated=dated, reason=squeeze(reason), prepared_on=on)  # fmt: skip
    _documented(made)
    if len(made.reason) < SHORTEST:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": SHORTEST})
    _movable(source, target, rupiah)
    return _put_forward(made, by, at)


def _may(by: Actor, line: Funding, on: date) -> None:
    staff.require(by, "budget.propose", line.programme.region_id, on=on)


def _documented(made: Change) -> None:
    if made.kind not in KINDS or not made.document or made.dated > made.prepared_on:
        raise NoDocument(_("Sebutkan jenis, nomor, dan tanggal dokumennya; tanggalnya tidak sesudah hari ini."))  # fmt: skip


def _holds(line: Funding, rupiah: int, *, granted: bool) -> None:
    """Could the line hold `rupiah` from now on?"""
    if rupiah < 1 or (granted and rupiah == line.rupiah):
        raise NothingToChange(_("Isi rupiah yang berlaku sesudah dokumen ini, berbeda dari yang berlaku sekarang."))  # fmt: skip
    if rupiah < line.committed:
        raise BelowCommitted(_("Baris ini sudah terikat %(committed)s, jadi tidak dapat menjadi %(asked)s.")
                             % {"committed": money.say(line.committed), "asked": money.say(rupiah)})  # fmt: skip


def _movable(source: Funding, target: Funding, rupiah: int) -> None:
    if (source.paid_by_id, source.year) != (target.paid_by_id, target.year):
        raise OtherPurse(_("Anggaran hanya dapat digeser di antara baris pembayar yang sama dalam tahun yang sama."))  # fmt: skip
    if "PROPOSED" in (source.state, target.state):
        raise NotGranted(_("Baris yang belum mempunyai dokumen tidak dapat menerima atau melepas rupiah."))
    if rupiah < 1:
        raise NothingToChange(_("Rupiah yang digeser paling sedikit satu."))
    if rupiah > source.rupiah - source.committed:
        raise BelowCommitted(_("Baris asal tinggal mempunyai %(free)s yang belum terikat, jadi %(asked)s tidak dapat digeser.")
                             % {"free": money.say(source.rupiah - source.committed), "asked": money.say(rupiah)})  # fmt: skip


def _put_forward(made: Change, by: Actor, at: datetime) -> Change:
    same = Change.objects.filter(
        state="PREPARED", what=made.what, line=made.line, source=made.source, amends=made.amends, rupiah=made.rupiah, kind=made.kind,
        document=made.document, dated=made.dated, reason=made.reason, account_code=made.account_code,
    ).first()  # fmt: skip
    return same or _write(made, by, at)


def _write(made: Change, by: Actor, at: datetime) -> Change:
    made.number = next_number(made.year)
    made.content_hash = content_hash(made)
    region = made.line.programme.region_id
    made.approval = approvals.prepare(kind=KIND, subject=subject(made), content_hash=made.content_hash, rows=2 if made.source else 1,
                                      rupiah=made.rupiah, by=by, at=at, region=region)  # fmt: skip
    made.trail = trail.record(by=by, verb="programme.prepare_change", subject=subject(made), at=at, region=region, why=made.reason,
                              facts=_facts(made))  # fmt: skip
    made.save(force_insert=True)
    return made


def next_number(year: int) -> int:
    """Within the caller's transaction, and for one at a time."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{year}"])
    return Change.objects.filter(year=year).count() + 1


def subject(change: Change) -> str:
    return f"{KIND}:{change.year}/{change.number}"


def _facts(change: Change) -> dict[str, object]:
    said = {"what": change.what, "line": change.line_id, "rupiah": change.rupiah, "document": change.document, "hash": change.content_hash}  # fmt: skip
    return said | ({"source": change.source_id} if change.source_id else {})


def content_hash(change: Change) -> str:
    """What the second person signs."""
    return sha256(canonical([
        change.year, change.number, change.what, change.line_id, change.source_id or 0, change.rupiah, change.account_code, change.kind,
        change.document, change.dated.isoformat(), change.amends_id or 0, change.reason,
    ]))  # fmt: skip


@transaction.atomic
def decide_change(
    *, change: Change, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Change:
    """Carries a document out, or refuses it, by another person than who prepared it; deciding the same again changes nothing.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided; BelowCommitted, ChangeStale where the lines are not what they were."""
    change = _waiting(change)
    assert change.approval is not None  # only what the house was set up with has none, and that is decided
    approvals.decide(
        approval=change.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "budget.decide", change.line.programme.region_id, on=on)
    if change.state == CHANGE.after("PREPARED", "decide" if approve else "refuse"):
        return change
    return _carry(change, by, at, on) if approve else _end(change, "refuse", by, at, note)


def _waiting(change: Change) -> Change:
    found = Change.objects.select_for_update(of=("self",)).select_related("approval", "line__programme")
    return found.get(pk=change.pk)


def _carry(change: Change, by: Actor, at: datetime, on: date) -> Change:
    lines = _locked(*([change.line, change.source] if change.source else [change.line]))
    change.line, change.line_before = lines[0], lines[0].rupiah
    if change.what == "MOVE":
        change.source_before = lines[1].rupiah
        _movable(lines[1], lines[0], change.rupiah)
    else:
        _still_next(change)
    change.decided_on = on
    _end(change, "decide", by, at, change.reason)
    settle(change)
    return change


def _still_next(change: Change) -> None:
    last = queries.last_document(change.line)
    if (last.pk if last else None) != change.amends_id:
        raise ChangeStale(_("Baris ini sudah mempunyai dokumen lain. Siapkan perubahan yang baru."))
    _holds(change.line, change.rupiah, granted=last is not None)


def settle(change: Change) -> None:
    """The lines, as the decided document says; the database looks again when the transaction ends."""
    with connection.cursor() as cursor:
        if change.what == "MOVE":
            cursor.execute("update programme_funding set rupiah = rupiah + case when id = %s then - %s else %s end where id in (%s, %s)",
                           [change.source_id, change.rupiah, change.rupiah, change.source_id, change.line_id])  # fmt: skip
            return
        cursor.execute(
            """update programme_funding set rupiah = %s, account_code = coalesce(nullif(%s, ''), account_code), state = 'GRANTED',
                      trail = case when state = 'GRANTED' then trail else %s end where id = %s""",
            [change.rupiah, change.account_code, change.trail, change.line_id],
        )


def _locked(*lines: Funding) -> list[Funding]:
    """The lines as they stand, locked in one order for everybody, returned in the order asked."""
    found = Funding.objects.select_for_update(of=("self",)).select_related("programme", "paid_by")
    by_pk = {line.pk: line for line in found.filter(pk__in=[line.pk for line in lines]).order_by("pk")}
    return [by_pk[line.pk] for line in lines]


def _end(change: Change, verb: str, by: Actor, at: datetime, why: str) -> Change:
    change.state = CHANGE.after(change.state, verb)
    facts = _facts(change)
    if verb == "decide":
        facts |= {"line_before": change.line_before, "source_before": change.source_before}
    change.trail = trail.record(by=by, verb=f"programme.{verb}_change", subject=subject(change), at=at,
                                region=change.line.programme.region_id, why=why, facts=facts)  # fmt: skip
    change.save(update_fields=["state", "decided_on", "line_before", "source_before", "trail"])
    return change


@transaction.atomic
def withdraw_change(*, change: Change, why: str, by: Actor, at: datetime, on: date) -> Change:
    """Takes back what waits, with the reason. NotAllowed, ChangeNotWaiting; again: unchanged."""
    change = _waiting(change)
    _may(by, change.line, on)
    if change.state == CHANGE.after("PREPARED", "void"):
        return change
    if change.state != "PREPARED" or change.approval is None:
        raise ChangeNotWaiting(_("Dokumen ini sudah diputuskan. Siapkan perubahan yang baru."))
    approvals.void(approval=change.approval, by=by, at=at, why=why)
    return _end(change, "void", by, at, why)


def by_approval(approval: Approval) -> Change:
    return queries.changes().get(approval=approval)
