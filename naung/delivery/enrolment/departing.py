"""Telling the insurer whose cover this house ended: a file of leavers a region, and its word on each.

An end holds here from the moment two people decided it, whatever the insurer says; its word is kept beside ours (`insurer_until`,
`end_refusal`). Who moved to another payer is not told: the line of the new payer says so already (jenis PINDAH)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.enrolment import queries
from naung.delivery.enrolment.models import Membership
from naung.delivery.enrolment.ports import Departure, Departures, Insurer, Leaver, Parting
from naung.delivery.enrolment.returned import SHORTEST, NobodyReturned, NoReason
from naung.delivery.programme import queries as programmes
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import jobs as exchanged
from naung.foundation.exchange.jobs import Progress
from naung.foundation.exchange.ports import Answer, Taken, Totals
from naung.foundation.exchange.queries import Batch
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.text import squeeze

KIND = "enrolment_leaving"

# Ended here, and the insurer neither said its last day nor was asked; who moved is told by the line of the new payer.
UNTOLD = """
  from enrolment_membership m where m.programme_id = %(programme)s and m.state = 'ENDED' and m.number_index is not null
   and m.insurer_until is null and m.end_refusal = ''
   and not exists (select from enrolment_membership f where f.follows_id = m.id and f.kind = 'MOVES' and f.state in ('ENROLLED', 'ENDED'))
   and not exists (select from exchange_line l join exchange_batch b on b.id = l.batch_id
                    where b.kind = 'enrolment_leaving' and l.subject = m.id and l.state = 'WAITING')
"""
STAGE = f"""
create temporary table enrolment_departing on commit drop as
select row_number() over (order by m.village, m.id)::int as number, m.id {UNTOLD} and m.region = %(region)s
"""  # noqa: S608  code of the house
LINES = "select number, ''::text, id, 0::bigint from enrolment_departing"
PEOPLE = """
select d.number, p.nik_sealed, m.number_sealed, p.name, m.covered_until,
       coalesce(r.reason, case when p.died_on is not null then 'died' else 'other' end), coalesce(r.document, m.ended_because)
  from enrolment_departing d join enrolment_membership m on m.id = d.id join registry_person p on p.id = m.person_id
  left join selection_release r on r.place_id = m.place_id order by d.number
"""
OTHER_NUMBER = """
select s.number from enrolment_parting s join exchange_line l on l.batch_id = %s and l.number = s.number
  join enrolment_membership m on m.id = l.subject where m.number_index <> s.number_index
"""
TOLD = """
update enrolment_membership m set insurer_until = case when s.ok then s.until end, end_refusal = case when s.ok then '' else l.code || ' ' || l.reason end
  from exchange_line l join enrolment_parting s on s.number = l.number where l.reply_id = %s and m.id = l.subject
"""


def regions_untold(programme: programmes.Programme, region: str | None = None) -> list[str]:
    """Where somebody left whom the insurer was not told of."""
    with connection.cursor() as cursor:
        cursor.execute(f"select distinct m.region {UNTOLD} order by 1", {"programme": programme.pk})
        return [str(found) for (found,) in cursor.fetchall() if region in (None, found)]


def batches(
    programme: programmes.Programme, region: str | None = None, *, partner: str = "bpjs_tk"
) -> list[Batch]:
    """In the order of their making."""
    return queries.batches(programme, region, partner=partner, kind=KIND)


@transaction.atomic
def tell(*, programme: programmes.Programme, region: str, insurer: Insurer, by: Actor, at: datetime, on: date) -> Batch | None:  # fmt: skip
    """The file of everybody of a region who left and whom the insurer was not told of; None when there is nobody. NotAllowed."""
    if by.officer:
        staff.require(by, "enrolment.send", region, on=on)
    leavers = _leavers(programme.pk, region)
    if not leavers:
        return None
    key = f"{programme.code}/{region}/keluar-{len(batches(programme, region, partner=insurer.partner)) + 1}"
    agreement = programmes.agreement(programme, insurer.partner, on=on)
    content = insurer.write_leavers(Departure(key, agreement.number, region, regions.by_code(region).name, on), leavers)  # fmt: skip
    trail.record(by=by, verb="enrolment.tell_leavers", subject=f"enrolment.batch:{key}", at=at, region=region,
                 facts={"rows": len(leavers), "sha256": sha256(content), "on": str(on)})  # fmt: skip
    return exchange.prepare_batch(partner=insurer.partner, kind=KIND, key=key, region=region, content=content, rupiah=0, lines_sql=LINES,
                                  by=by, at=at)  # fmt: skip


def _leavers(programme_id: int, region: str) -> list[Leaver]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 55))", [f"leavers {programme_id} {region}"]
        )
        cursor.execute("drop table if exists enrolment_departing")
        cursor.execute(STAGE, {"programme": programme_id, "region": region})
        cursor.execute(PEOPLE)
        return [
            Leaver(number, seals.open_sealed(nik, "nik"), seals.open_sealed(kpj, "kpj"), name, until, reason, document)
            for number, nik, kpj, name, until, reason, document in cursor.fetchall()
        ]  # fmt: skip


@transaction.atomic
def take_answer(*, batch: Batch, content: bytes, insurer: Insurer, by: Actor, at: datetime, on: date) -> Taken | None:  # fmt: skip
    """One file of the insurer, whole: the last day that it booked, or why it refuses. None: not understood, and held for a person.

    A line with another participant number than was sent goes to suspense."""
    found = insurer.read_partings(content)
    if found.unreadable:
        exchange.hold(partner=insurer.partner, content=content, why=found.unreadable, region=batch.region, by=by, at=at, batch=batch)  # fmt: skip
        return None
    _stage(found.lines)
    taken = exchange.take_reply(batch=batch, content=content, answers=_answers(batch, found), by=by, at=at, totals=Totals(found.rows))  # fmt: skip
    if taken.accepted or taken.refused:
        trail.record(by=by, verb="enrolment.leavers_told", subject=f"enrolment.batch:{batch.key}", at=at, region=batch.region,
                     facts={"ended": taken.accepted, "refused": taken.refused, "reply": taken.reply, "on": str(on)})  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(TOLD, [taken.reply])
    return taken


def _stage(lines: Iterable[Parting]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists enrolment_parting")
        cursor.execute("create temporary table enrolment_parting (number int, number_index bytea, ok boolean, until date) on commit drop")  # fmt: skip
        with cursor.copy("copy enrolment_parting from stdin") as copy:
            for one in lines:
                copy.write_row((one.number, seals.index(one.member_number, "kpj"), one.ok, one.until))
        cursor.execute("analyze enrolment_parting")


def _answers(batch: Batch, found: Departures) -> list[Answer]:
    with connection.cursor() as cursor:
        cursor.execute(OTHER_NUMBER, [batch.pk])
        strange = {number for (number,) in cursor.fetchall()}
    return [_answer(one, other=one.number in strange) for one in found.lines]


def _answer(one: Parting, *, other: bool) -> Answer:
    data = {"until": one.until.isoformat()} if one.ok and one.until else {}
    if other:
        return Answer(ok=one.ok, code=one.code, reason=one.reason, data=data, key=f"line {one.number}, another participant number")  # fmt: skip
    return Answer(ok=one.ok, code=one.code, reason=one.reason, data=data, number=one.number)


def send(
    *, programme: programmes.Programme, insurer: Insurer, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Batch]:  # fmt: skip
    """A file a region with whomever the insurer was not told of. Run again: nothing new is sent."""
    when = {"by": by, "at": at}
    return exchanged.send(
        waiting=regions_untold(programme, region),
        prepare=lambda one: tell(programme=programme, region=one, insurer=insurer, on=on, **when),
        batches=lambda: batches(programme, region, partner=insurer.partner), progress=progress, **when)  # fmt: skip


def take(
    *, programme: programmes.Programme, insurer: Insurer, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Taken]:  # fmt: skip
    """What the insurer has answered by now; what comes late is taken by the next run."""
    when = {"by": by, "at": at}
    return exchanged.take(
        batches=batches(programme, region, partner=insurer.partner),
        answers=lambda content: insurer.answer_leavers(content, on=on),
        take_one=lambda batch, content: take_answer(batch=batch, content=content, insurer=insurer, on=on, **when), progress=progress, **when)  # fmt: skip


@transaction.atomic
def tell_again(*, members: Iterable[int], why: str, by: Actor, at: datetime, on: date) -> int:
    """What the insurer refused to end is told once more with the next file, with a reason; how many. NobodyReturned, NoReason, NotAllowed."""
    if len(why := squeeze(why)) < SHORTEST:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": SHORTEST})
    found = list(Membership.objects.select_for_update().filter(pk__in=list(members)).exclude(end_refusal="").order_by("pk"))  # fmt: skip
    if not found:
        raise NobodyReturned(_("Tidak seorang pun yang dipilih ditolak BPJS untuk diakhiri."))
    for region in sorted({member.region for member in found}):
        staff.require(by, "enrolment.send", region, on=on)
        of_region = [member.pk for member in found if member.region == region]
        trail.record(by=by, verb="enrolment.tell_leavers_again", subject=f"enrolment.memberships:{len(of_region)}", at=at, region=region, why=why,
                     facts={"members": len(of_region)})  # fmt: skip
        Membership.objects.filter(pk__in=of_region).update(end_refusal="")
    return len(found)


def told(programme: programmes.Programme) -> dict[str, int]:
    """How the insurer stands to those who left: 'agrees', 'other_day', 'refused', 'waiting' (asked or not told yet)."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select case when m.end_refusal <> '' then 'refused' when m.insurer_until is null then 'waiting'
                           when m.insurer_until = m.covered_until then 'agrees' else 'other_day' end, count(*)
                 from enrolment_membership m where m.programme_id = %s and m.state = 'ENDED' and m.number_index is not null
                  and not exists (select from enrolment_membership f where f.follows_id = m.id and f.kind = 'MOVES' and f.state in ('ENROLLED', 'ENDED'))
                group by 1 order by 1""",
            [programme.pk],
        )
        return {str(how): int(n) for how, n in cursor.fetchall()}
