"""A month is closed by two people, after its list was looked at, in the order of the months, and never opened again.

December is closed with its year: revenue and expense go to equity by a journal of 31 December, in the same transaction."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.foundation.approvals import actions as approvals
from naung.foundation.approvals.queries import Approval
from naung.foundation.ledger import actions, books
from naung.foundation.ledger.chart import EQUITY, SUSPENSE, UNKNOWN_OUT
from naung.foundation.ledger.drafts import REGION
from naung.foundation.ledger.models import ClosedMonth, Closing, Draft, Journal
from naung.foundation.ledger.ports import ROAD, Finding
from naung.foundation.ledger.states import CLOSING
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_month
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "ledger.closing"
SHORTEST = 10


class NotInOrder(Refusal):
    """Another month is the next to be closed, or there is nothing in the books."""


class MonthNotOver(Refusal):
    """The month still takes journals of its own days."""


class StillOpen(Refusal):
    """Something on the list stops the closing."""


class NotExplained(Refusal):
    """Something on the list needs a sentence why the month may be closed all the same."""


class NotLookedAt(Refusal):
    """The list says nothing about something that has to be looked at."""


class ClosingChanged(Refusal):
    """The month is not what was put before the second person."""


class ClosingNotWaiting(Refusal):
    """Only what waits for its decision can be taken back."""


def next_month() -> Month | None:
    """The month that can be closed next: after the last closed one, or that of the first journal; None for empty books."""
    last = ClosedMonth.objects.order_by("-month").first()
    if last:
        return Month.of(last.month).plus(1)
    first = Journal.objects.order_by("on").first()
    return Month.of(first.on) if first else None


def ready(on: date) -> list[Month]:
    """The months that are over and whose turn it is, one after the other; without the one that waits for its second person."""
    first = next_month()
    if first is None or first.last >= on:
        return []
    waiting = set(Closing.objects.filter(state="PREPARED").values_list("month", flat=True))
    return [month for month in first.until(Month.of(on).plus(-1)) if month.first not in waiting]


def looked_at(month: Month, road: Sequence[Finding]) -> list[Finding]:
    """The whole list of a month: what the books say of themselves, then what the road says. NotLookedAt."""
    if missing := ROAD - {one.what for one in road}:
        raise NotLookedAt(_("Daftar periksa belum memuat %(what)s.") % {"what": ", ".join(sorted(missing))})
    turns = books.trial(month.first, month.last)
    suspense = [turn for turn in turns if turn.code in (SUSPENSE, UNKNOWN_OUT) and turn.closing]
    drafts = Draft.objects.filter(state="PREPARED", on__lte=month.last).count()
    return [
        Finding("balance", 0, sum(turn.closing for turn in turns), stops=True),
        Finding("drafts", drafts, stops=True),
        Finding("suspense", len(suspense), sum(abs(turn.closing) for turn in suspense)),
        *sorted(road, key=lambda one: one.what),
    ]


@transaction.atomic
def prepare_closing(
    *, month: Month, road: Sequence[Finding], why: dict[str, str] | None = None, by: Actor, at: datetime, on: date
) -> Closing:  # fmt: skip
    """Puts the closing of a month before a second person. `road`: what later steps say of it; `why`: a sentence for each finding that needs one.

    Prepared again: the same where nothing changed, else it takes the other's place. NotInOrder, MonthNotOver, StillOpen, NotExplained, NotLookedAt."""
    staff.require(by, "ledger.prepare", REGION, on=on)
    if there := Closing.objects.filter(month=month.first, state="CLOSED").first():
        return there
    _its_turn(month, on)
    findings = _explained(looked_at(month, road), why or {})
    return _prepare(month, findings, by, at, on)


def _its_turn(month: Month, on: date) -> None:
    turn = next_month()
    if turn is None:
        raise NotInOrder(_("Belum ada jurnal, jadi belum ada bulan yang ditutup."))
    if month != turn:
        raise NotInOrder(_("Bulan ditutup berurutan: yang berikutnya %(turn)s, bukan %(month)s.")
                         % {"turn": say_month(turn.first), "month": say_month(month.first)})  # fmt: skip
    if on <= month.last:
        raise MonthNotOver(
            _("%(month)s belum selesai, jadi belum dapat ditutup.") % {"month": say_month(month.first)}
        )


def _explained(findings: list[Finding], why: dict[str, str]) -> list[Finding]:
    said = [replace(one, why="" if one.clean else squeeze(why.get(one.what, ""))[:500]) for one in findings]
    if stops := [one.what for one in said if one.stops and not one.clean]:
        raise StillOpen(_("Bulan belum dapat ditutup: selesaikan dulu %(n)s hal pada daftar periksa.") % {"n": len(stops)})  # fmt: skip
    if silent := [one.what for one in said if not one.clean and len(one.why) < SHORTEST]:
        raise NotExplained(
            _("Jelaskan %(n)s hal pada daftar periksa, paling sedikit %(letters)s huruf masing-masing.")
            % {"n": len(silent), "letters": SHORTEST}
        )
    return said


def _prepare(month: Month, findings: list[Finding], by: Actor, at: datetime, on: date) -> Closing:
    count, debit, turnover = books.size(month)
    told, digest = [asdict(one) for one in findings], month_hash(month)
    content = content_hash(month, told, digest, turnover)
    waiting = Closing.objects.select_related("approval").filter(month=month.first, state="PREPARED").first()
    if waiting and waiting.content_hash == content:
        return waiting
    if waiting:
        approvals.void(approval=waiting.approval, by=by, at=at, why="the month went on")
        _end(waiting, "withdraw", by, at, "the month went on")
    subject = subject_of(month)
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=content, rows=count, rupiah=turnover, region=REGION, by=by, at=at)  # fmt: skip
    entry = trail.record(by=by, verb="ledger.prepare_closing", subject=subject, at=at, region=REGION,
                         facts={"journals": count, "debit": debit, "turnover": turnover, "books": digest, "hash": content, "findings": told})  # fmt: skip
    return Closing.objects.create(month=month.first, findings=told, journals=count, debit=debit, turnover=turnover, books_hash=digest,
                                  content_hash=content, approval=approval, prepared_on=on, trail=entry)  # fmt: skip


def subject_of(month: Month) -> str:
    return f"ledger.month:{month}"


def month_hash(month: Month) -> str:
    """Everything in a month as one hash (migrations/0003_books.py says of what)."""
    with connection.cursor() as cursor:
        cursor.execute("select ledger_month_hash(%s)", [month.first])
        return str(cursor.fetchone()[0])


def content_hash(month: Month, findings: list[dict[str, object]], books_hash: str, turnover: int) -> str:
    """What the second person signs."""
    return sha256(canonical([str(month), findings, books_hash, turnover]))


@transaction.atomic
def decide_closing(
    *, closing: Closing, approve: bool, content_hash: str, road: Sequence[Finding], by: Actor, at: datetime, on: date, note: str = ""
) -> Closing:  # fmt: skip
    """Closes the month for good, or refuses, by another person than who prepared it; deciding the same again changes nothing.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided; ClosingChanged where books or road say otherwise than they did."""
    closing = _locked(closing)
    approvals.decide(
        approval=closing.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "ledger.decide", REGION, on=on)
    if closing.state == CLOSING.after("PREPARED", "close" if approve else "refuse"):
        return closing
    return _close(closing, road, by, at) if approve else _end(closing, "refuse", by, at, note)


def _locked(closing: Closing) -> Closing:
    return Closing.objects.select_for_update(of=("self",)).select_related("approval").get(pk=closing.pk)


def _close(closing: Closing, road: Sequence[Finding], by: Actor, at: datetime) -> Closing:
    month = Month.of(closing.month)
    _nobody_posts()
    if next_month() != month or not _still_so(closing, month, road):
        raise ClosingChanged(
            _("Bulan ini tidak lagi sama dengan yang disiapkan. Siapkan penutupannya sekali lagi.")
        )
    if month.month == 12:
        closing.result = _year_result(month, by, at)
    _end(closing, "close", by, at, "")
    ClosedMonth.objects.create(month=month.first, closed_at=at, closing=closing, content_hash=month_hash(month), trail=closing.trail)  # fmt: skip
    return closing


def _nobody_posts() -> None:
    """Whoever posts now finishes first; whoever comes later finds the month closed."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(54, 0)")


def _still_so(closing: Closing, month: Month, road: Sequence[Finding]) -> bool:
    why = {one["what"]: one["why"] for one in closing.findings}
    now = [asdict(replace(one, why=why.get(one.what, ""))) for one in looked_at(month, road)]
    return content_hash(month, now, month_hash(month), books.size(month)[2]) == closing.content_hash


def _year_result(month: Month, by: Actor, at: datetime) -> Journal | None:
    """Revenue and expense of the year to equity; None for a year without any."""
    lines = books.results(month.last)
    if not lines:
        return None
    return actions.post(
        key=f"closing/{month.year}", on=month.last, kind="closing", memo=f"Penutupan tahun {month.year} ke ekuitas", by=by, at=at,
        lines=[line for code, region, amount in lines for line in ((code, -amount, None, region), (EQUITY, amount, None, region))],
    )  # fmt: skip


def _end(closing: Closing, verb: str, by: Actor, at: datetime, why: str) -> Closing:
    closing.state = CLOSING.after("PREPARED", verb)
    closing.trail = trail.record(by=by, verb=f"ledger.{verb}_month", subject=subject_of(Month.of(closing.month)), at=at, region=REGION, why=why,
                                 facts={"journals": closing.journals, "books": closing.books_hash, "hash": closing.content_hash})  # fmt: skip
    closing.save(update_fields=["state", "result", "trail"])
    return closing


@transaction.atomic
def withdraw_closing(*, closing: Closing, why: str, by: Actor, at: datetime, on: date) -> Closing:
    """Takes back what waits, with the reason. ClosingNotWaiting; again: unchanged."""
    closing = _locked(closing)
    staff.require(by, "ledger.prepare", REGION, on=on)
    if closing.state == CLOSING.after("PREPARED", "withdraw"):
        return closing
    if closing.state != "PREPARED":
        raise ClosingNotWaiting(_("Penutupan ini sudah diputuskan; bulan yang tertutup tidak dibuka lagi."))
    approvals.void(approval=closing.approval, by=by, at=at, why=why)
    return _end(closing, "withdraw", by, at, why)


def by_approval(approval: Approval) -> Closing:
    return Closing.objects.select_related("approval").get(approval=approval)
