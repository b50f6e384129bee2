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


class EndsBeforeItBegan(Refusal):
    """The last day lies before the first day of cover: this is not an end but a mistake, for a person to see."""


@transaction.atomic
def request(
    *, programme: programmes.Programme, decree_id: int, insurer: Insurer, by: Actor, at: datetime, on: date
) -> Batch | None:
    """Memberships, lines and file for the places of one decree that have none yet, all in one; None when none waits.

    NoAgreement where nothing was signed by `on`; NotAllowed for an officer without a post that may."""
    decree = selected.decree(decree_id)
    if by.officer:
        staff.require(by, "enrolment.send", decree.region, on=on)
    _one_at_a_time(programme, decree.region)
    agreement = programmes.agreement(programme, insurer.partner, on=on)
    rows, rupiah = sending.stage(decree_id)
    if not rows:
        return None
    terms = Terms(
        key=_next_key(programme, decree.region, insurer.partner), agreement=agreement.number,
        starts=_first_day(decree, agreement.cover_starts, on), region=decree.region,
        region_name=regions.by_code(decree.region).name, first_month=decree.first_month, months=decree.months,
        base=programme.base, schemes=programme.schemes, rupiah=rupiah,
    )  # fmt: skip
    content = insurer.write(terms, sending.people(decree.number or ""))
    entry = trail.record(by=by, verb="enrolment.request", subject=f"enrolment.batch:{terms.key}", at=at, region=decree.region,
                         facts={"rows": rows, "rupiah": rupiah, "sha256": sha256(content), "on": str(on)})  # fmt: skip
    sending.insert(programme.pk, agreement.pk, agreement.cover_starts, on, entry)
    return exchange.prepare_batch(partner=insurer.partner, kind=KIND, key=terms.key, region=decree.region, content=content,
                                  rupiah=rupiah, lines_sql=sending.LINES, by=by, at=at)  # fmt: skip


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
    """One file of the insurer, whole. Accepted: number and days of cover, never before the agreement's start. Refused: the
    reason, and the place goes back. None when the file is not understood as a whole: it is held for a person."""
    found = insurer.read(content)
    last_day = programmes.last_day(programme)
    why = found.unreadable
    if not why:
        taking.stage(found.lines)
        why = taking.impossible(batch, programme.pk, last_day)
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
    taking.accept(taken.reply, entry, on, last_day)
    if refused := taking.refuse(taken.reply, entry):
        selection.release_places(place_ids=refused, because=refused, by=by, at=at)


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
