"""Asking the insurer for cover, taking its word, and ending a membership."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.enrolment import queries, sending, taking
from naung.delivery.enrolment.models import Membership
from naung.delivery.enrolment.ports import Insurer, Terms
from naung.delivery.enrolment.states import MEMBERSHIP
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import actions as selection
from naung.delivery.selection import queries as selected
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange.ports import Taken, Totals
from naung.foundation.exchange.queries import Batch
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.clock import say_date
from naung.kit.months import Month
from naung.kit.refusal import Refusal

KIND = "enrolment"


class NothingToEnd(Refusal):
    """Only a membership that runs can end."""


class TooLateToMove(Refusal):
    """Somebody would leave, in the past, cover that another payer has paid for."""


class EndsBeforeItBegan(Refusal):
    """The last day lies before the first day of cover: this is not an end but a mistake, for a person to see."""


@transaction.atomic
def request(
    *, programme: programmes.Programme, decree_id: int, insurer: Insurer, by: Actor, at: datetime, on: date
) -> Batch | None:
    """Memberships, lines and file for the places of one decree that have none yet, all in one; None when none waits.

    The start is the agreement's that was signed before the decree, whenever this is sent. NoAgreement where none was; NotAllowed for
    an officer without a post that may; TooLateToMove."""
    decree = selected.decree(decree_id)
    if by.officer:
        staff.require(by, "enrolment.send", decree.region, on=on)
    _one_at_a_time(programme, decree.region)
    agreement = agreed(programme, decree, insurer.partner, on)
    starts = _first_day(decree, agreement.cover_starts, on)
    rows, rupiah = sending.stage(decree_id, starts)
    if not rows:
        return None
    if on > starts and sending.leave_running_cover():
        raise TooLateToMove(
            _("Perpindahan mulai %(day)s sudah lewat, sedangkan pembayar lama sudah menanggung hari-hari itu. Susun daftar pindah untuk bulan berikutnya.")
            % {"day": say_date(starts)}
        )  # fmt: skip
    terms = _terms(programme, decree, insurer, agreement.number, starts, rupiah)
    content = insurer.write(terms, sending.people(decree.number or ""))
    entry = _entry("enrolment.request", terms, rows, content, by, at, on)
    sending.insert(programme.pk, agreement.pk, agreement.cover_starts, on, starts, entry)
    return exchange.prepare_batch(partner=insurer.partner, kind=KIND, key=terms.key, region=decree.region, content=content,
                                  rupiah=rupiah, lines_sql=sending.LINES, by=by, at=at)  # fmt: skip


@transaction.atomic
def request_again(
    *,
    programme: programmes.Programme,
    decree_id: int,
    members: list[int],
    insurer: Insurer,
    by: Actor,
    at: datetime,
    on: date,
    why: str,
) -> Batch | None:
    """A further batch with those of a decree that came back and were put right; None when none of them waits. NotAllowed, NoAgreement."""
    decree = selected.decree(decree_id)
    staff.require(by, "enrolment.send", decree.region, on=on)
    _one_at_a_time(programme, decree.region)
    rows, rupiah = sending.stage_again(decree_id, members)
    if not rows:
        return None
    agreement = agreed(programme, decree, insurer.partner, on)
    starts = _first_day(decree, agreement.cover_starts, on)
    terms = _terms(programme, decree, insurer, agreement.number, starts, rupiah)
    content = insurer.write(terms, sending.people(decree.number or ""))
    entry = _entry("enrolment.resend", terms, rows, content, by, at, on, why)
    sending.ask_again(on, starts, entry)
    return exchange.prepare_batch(partner=insurer.partner, kind=KIND, key=terms.key, region=decree.region, content=content,
                                  rupiah=rupiah, lines_sql=sending.LINES, by=by, at=at)  # fmt: skip


def agreed(
    programme: programmes.Programme, decree: selected.Decree, partner: str, on: date
) -> programmes.Agreement:
    """The agreement that stood when the list was decided: the first day of cover was fixed before anybody was on it."""
    return programmes.agreement(programme, partner, on=min(on, decree.decided_on or on))


def _terms(
    programme: programmes.Programme,
    decree: selected.Decree,
    insurer: Insurer,
    agreement: str,
    starts: date,
    rupiah: int,
) -> Terms:
    return Terms(
        key=_next_key(programme, decree.region, insurer.partner), agreement=agreement, starts=starts, region=decree.region,
        region_name=regions.by_code(decree.region).name, first_month=decree.first_month, months=decree.months,
        base=programme.base, schemes=programme.schemes, rupiah=rupiah, payer=programme.payer,
    )  # fmt: skip


def _entry(
    verb: str, terms: Terms, rows: int, content: bytes, by: Actor, at: datetime, on: date, why: str = ""
) -> int:
    return trail.record(by=by, verb=verb, subject=f"enrolment.batch:{terms.key}", at=at, region=terms.region, why=why,
                        facts={"rows": rows, "rupiah": terms.rupiah, "sha256": sha256(content), "on": str(on)})  # fmt: skip


def _first_day(decree: selected.Decree, agreed: date, on: date) -> date:
    """The first list may start with the agreement (PROB67 e); a replacement starts when the insurer has its line."""
    first = max(agreed, decree.first_month)
    return first if decree.round == 1 else max(first, on)


def _next_key(programme: programmes.Programme, region: str, partner: str) -> str:
    return f"{programme.code}/{region}/{len(queries.batches(programme, region, partner=partner)) + 1:02}"


def _one_at_a_time(programme: programmes.Programme, region: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 53))", [f"enrolment {programme.pk} {region}"]
        )


@transaction.atomic
def take_answer(
    *,
    programme: programmes.Programme,
    batch: Batch,
    content: bytes,
    insurer: Insurer,
    by: Actor,
    at: datetime,
    on: date,
) -> Taken | None:
    """One file of the insurer, whole. Accepted: number and days of cover, never before the agreement's start; whoever moves leaves the
    old payer the day before. Refused: the reason; the place goes back, or waits where the line can be put right. None when the file
    is not understood as a whole: it is held for a person."""
    found = insurer.read(content)
    last_day = programmes.last_day(programme)
    why = found.unreadable
    if not why:
        taking.stage(found.lines)
        why = taking.impossible(batch, last_day)
    if why:
        exchange.hold(
            partner=insurer.partner, content=content, why=why, region=batch.region, by=by, at=at, batch=batch
        )
        return None
    taken = exchange.take_reply(batch=batch, content=content, answers=taking.answers(batch, found), by=by, at=at,
                                totals=Totals(found.rows, found.rupiah))  # fmt: skip
    if taken.accepted or taken.refused:
        _settle(batch, taken, last_day, by, at, on)
    return taken


def _settle(batch: Batch, taken: Taken, last_day: date, by: Actor, at: datetime, on: date) -> None:
    entry = trail.record(by=by, verb="enrolment.take", subject=f"enrolment.batch:{batch.key}", at=at, region=batch.region,
                         facts={"accepted": taken.accepted, "refused": taken.refused, "reply": taken.reply, "on": str(on)})  # fmt: skip
    _leave_the_old(taken.reply, entry, by, at)
    taking.accept(taken.reply, entry, on, last_day)
    if refused := taking.refuse(taken.reply, entry):
        selection.release_places(place_ids=refused, because=refused, by=by, at=at)


def _leave_the_old(reply: int, entry: int, by: Actor, at: datetime) -> None:
    """Their old places go back, with the months from the first that the new payer pays."""
    moved = taking.move_out(reply, entry)
    for first in sorted({first for _place, first, _why in moved}):
        free = first if first.day == 1 else Month.of(first).plus(1).first
        because = {place: why for place, day, why in moved if day == first}
        selection.release_places(place_ids=because, because=because, by=by, at=at, first_free=free)


@transaction.atomic
def end(*, membership_id: int, on: date, because: str, by: Actor, at: datetime) -> Membership:
    """Cover ends with the day `on` (included), and the place goes back; months after that of `on` are free again.

    Ended before: stays as it is. NothingToEnd, EndsBeforeItBegan."""
    member = Membership.objects.select_for_update().get(pk=membership_id)
    if member.state == "ENDED":
        return member
    if member.state != "ENROLLED" or member.covered_from is None or member.covered_until is None:
        raise NothingToEnd(_("Kepesertaan ini tidak sedang berjalan, jadi tidak dapat diakhiri."))
    if on < member.covered_from:
        raise EndsBeforeItBegan(
            _("Perlindungan baru mulai %(first)s; tidak dapat berakhir pada %(on)s.")
            % {"first": say_date(member.covered_from), "on": say_date(on)}
        )
    member.covered_until, member.ended_because = min(on, member.covered_until), because
    member.state = MEMBERSHIP.after(member.state, "end")
    member.trail = trail.record(by=by, verb="enrolment.end", subject=f"enrolment.membership:{member.pk}", at=at, region=member.region,
                                why=because, facts={"on": str(on)})  # fmt: skip
    member.save(update_fields=["state", "covered_until", "ended_because", "trail"])
    selection.release_places(
        place_ids=[member.place_id], because=because, by=by, at=at, first_free=Month.of(on).plus(1).first
    )
    return member
