"""People moved from one payer's programme to another's: decided by two, then placed there by a list as every other.

Nothing ends here. A transfer says who may stand on the new payer's list though the old one still pays; the day on which one ends
and the other begins is the insurer's acceptance (enrolment), so that there is neither a hole nor a day paid twice."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.models import Place
from naung.delivery.selection.renewal.models import RenewalLine, Takeover
from naung.delivery.selection.transfers.models import Transfer
from naung.delivery.selection.transfers.states import TRANSFER
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "selection.transfer"
SHORTEST = 10  # letters of a reason that somebody could learn from


class NobodyToMove(Refusal):
    """Nobody was chosen, or somebody holds no place of the programme they would leave."""


class NotThere(Refusal):
    """The other programme does not pay for that month, or has no places in the region."""


class NoReason(Refusal):
    """A move says why, and on which document it rests."""


class MovesAlready(Refusal):
    """Somebody stands on a move that waits or was decided."""


class ListChanged(Refusal):
    """What is in the tables is no longer what was put before the second person, or somebody lost their place meanwhile."""


class NotTakenOver(Refusal):
    """A takeover that was not decided takes nobody anywhere."""


@transaction.atomic
def prepare(
    *, source: programmes.Programme, target: programmes.Programme, region: str, codes: Iterable[str], first_month: Month, document: str,
    reason: str, by: Actor, at: datetime, on: date,
) -> Transfer:  # fmt: skip
    """Puts a move before a second person: the holders of places with these codes, to be paid by `target` from `first_month` on.

    NotAllowed, NobodyToMove, NotThere, NoReason, MovesAlready. The same move again is the same."""
    staff.require(by, "selection.transfer", region, on=on)
    _one_at_a_time(target)
    document, reason = squeeze(document), squeeze(reason)
    if len(reason) < SHORTEST or not document:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf, dan nomor dokumen yang mendasarinya.") % {"n": SHORTEST})  # fmt: skip
    _there(source, target, region, first_month, on)
    people = _holders(source, region, codes)
    same = Transfer.objects.filter(source=source, target=target, region=region, people=people, first_month=first_month.first,
                                   document=document, reason=reason, state="PREPARED").first()  # fmt: skip
    if same:
        return same
    _moves_not(people)
    return _write(source, target, region, people, first_month, document, reason, by, at, on)


def _there(
    source: programmes.Programme, target: programmes.Programme, region: str, first: Month, on: date
) -> None:
    if source.pk == target.pk or first not in programmes.months(target) or first not in programmes.months(source):  # fmt: skip
        raise NotThere(_("Pilih bulan yang dibayar kedua program, yang lama dan yang baru."))
    if first.first <= on:
        raise NotThere(_("Perpindahan mulai pada bulan yang akan datang, supaya tidak ada hari yang dibayar dua kali."))  # fmt: skip
    if programmes.quota(target, region) is None:
        raise NotThere(_("Program %(code)s tidak punya tempat di wilayah ini.") % {"code": target.code})


def _holders(source: programmes.Programme, region: str, codes: Iterable[str]) -> list[int]:
    wanted = {code.strip().upper() for code in codes if code.strip()}
    found = dict(Place.objects.filter(programme=source, region=region, state="HELD", person__code__in=wanted)
                 .values_list("person__code", "person_id"))  # fmt: skip
    if not wanted:
        raise NobodyToMove(_("Pilih siapa yang pindah."))
    if missing := sorted(wanted - set(found)):
        raise NobodyToMove(_("Tidak memegang tempat di program dan wilayah itu: %(codes)s.") % {"codes": ", ".join(missing)})  # fmt: skip
    return sorted(found.values())


def _moves_not(people: list[int]) -> None:
    """Once decided, a move stands until the list is made; nobody is on two."""
    waits = Transfer.objects.filter(state__in=["PREPARED", "DECIDED"], people__overlap=people)
    live = Place.objects.filter(
        person_id__in=people, state__in=["PROPOSED", "HELD"], programme_id__in=waits.values("source_id")
    )
    if waits.exists() and live.exists():
        raise MovesAlready(_("Sebagian orang ini sudah ada dalam perpindahan lain."))


def _write(
    source: programmes.Programme, target: programmes.Programme, region: str, people: list[int], first: Month, document: str, reason: str,
    by: Actor, at: datetime, on: date,
) -> Transfer:  # fmt: skip
    made = Transfer(source=source, target=target, region=region, number=Transfer.objects.filter(target=target).count() + 1, people=people,
                    rows=len(people), first_month=first.first, document=document, reason=reason, prepared_on=on)  # fmt: skip
    made.content_hash = content_hash(made)
    made.approval = approvals.prepare(kind=KIND, subject=_subject(made), content_hash=made.content_hash, rows=made.rows, rupiah=0,
                                      region=region, by=by, at=at, note=reason)  # fmt: skip
    made.trail = trail.record(by=by, verb="selection.prepare_transfer", subject=_subject(made), at=at, region=region, why=reason,
                              facts={"from": source.code, "to": target.code, "rows": made.rows, "document": document, "hash": made.content_hash})  # fmt: skip
    made.save(force_insert=True)
    return made


def content_hash(made: Transfer) -> str:
    """What the second person signs: from whom to whom, since when, on which ground, and everybody by code."""
    heading = f"{made.source.code};{made.target.code};{made.region};{made.number};{made.first_month};{made.document};{made.reason}"
    with connection.cursor() as cursor:
        cursor.execute(
            "select code from registry_person where id = any(%s) order by code",
            [made.people],
        )
        return list_hash([heading, *(code for (code,) in cursor.fetchall())])


@transaction.atomic
def decide(
    *, transfer: Transfer, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Transfer:
    """By another person than who prepared it. Approved: its people stand in the order of the new payer's programme, whose list is made next.

    SamePerson, NotAllowed, ContentChanged, ListChanged, AlreadyDecided; the same again changes nothing."""
    _one_at_a_time(transfer.target)
    transfer = _locked(transfer)
    approvals.decide(
        approval=transfer.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "selection.decide", transfer.region, on=on)
    if transfer.state == TRANSFER.after("PREPARED", "decide" if approve else "refuse"):
        return transfer
    transfer.decided_on = on if approve else None
    moved = _move(transfer, "decide" if approve else "refuse", by, at, note)
    if approve:
        _still_holding(transfer)
        _carry(transfer.target, transfer.source, transfer.people, transfer.trail)
    return moved


def _still_holding(transfer: Transfer) -> None:
    holding = Place.objects.filter(
        programme=transfer.source_id, person_id__in=transfer.people, state="HELD"
    ).count()
    if holding != transfer.rows or _recomputed(transfer) != transfer.content_hash:
        raise ListChanged(
            _("Sebagian orang ini tidak lagi memegang tempatnya. Tarik perpindahan ini dan susun lagi.")
        )


def _recomputed(transfer: Transfer) -> str:
    return content_hash(transfer)


CARRY = """
insert into selection_assessment (programme_id, person_id, region, village, assessed_on, eligible, reasons, facts, score, points, rank,
                                  criteria, law_version, trail)
select %(target)s, a.person_id, a.region, a.village, a.assessed_on, true, '{}', a.facts, a.score, a.points,
       coalesce((select max(r.rank) from selection_assessment r where r.programme_id = %(target)s and r.region = a.region), 0)
           + row_number() over (partition by a.region order by a.rank, a.person_id), a.criteria, a.law_version, %(trail)s
  from selection_assessment a where a.programme_id = %(judged)s and a.person_id = any(%(people)s) and a.rank is not null
   and not exists (select from selection_assessment t where t.programme_id = %(target)s and t.person_id = a.person_id)
 order by a.region, a.rank, a.person_id"""


def _carry(target: programmes.Programme, judged: programmes.Programme, people: list[int], entry: int) -> None:
    """They were judged and ordered already: verdict, facts and order go along, so that the list says why each stands on it."""
    with connection.cursor() as cursor:
        cursor.execute(CARRY, {"target": target.pk, "judged": judged.pk, "people": people, "trail": entry})
        cursor.execute("select count(*) from selection_assessment where programme_id = %s and person_id = any(%s) and rank is not null",
                       [target.pk, people])  # fmt: skip
        if cursor.fetchone()[0] != len(people):
            raise ListChanged(_("Sebagian orang ini belum dinilai, jadi belum dapat pindah."))


@transaction.atomic
def carry_takeover(*, takeover: Takeover, target: programmes.Programme, by: Actor, at: datetime) -> int:
    """Those whom a payer took over, as two people decided, into the order of that payer's programme; how many. Again: none.

    NotTakenOver where it was not decided; NotThere where the programme does not begin as the takeover does."""
    if takeover.state != "DECIDED":
        raise NotTakenOver(_("Jawaban ini belum diputuskan, jadi belum ada yang diambil alih."))
    if target.first_month != takeover.first_month or target.payer != takeover.payer:
        raise NotThere(_("Program %(code)s tidak mulai, atau tidak dibayar, seperti jawaban itu.") % {"code": target.code})  # fmt: skip
    people = list(RenewalLine.objects.filter(takeover=takeover, state="TAKEN_OVER").order_by("rank").values_list("person_id", flat=True))  # fmt: skip
    if not people or _carried(target, people):
        return 0
    entry = trail.record(by=by, verb="selection.carry", subject=f"{KIND}:{target.code}", at=at, region=takeover.region,
                         facts={"takeover": takeover.pk, "people": len(people)})  # fmt: skip
    _carry(target, takeover.round.target, people, entry)
    return len(people)


def _carried(target: programmes.Programme, people: list[int]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from selection_assessment where programme_id = %s and person_id = any(%s)", [target.pk, people])  # fmt: skip
        return int(cursor.fetchone()[0]) == len(people)


@transaction.atomic
def withdraw(*, transfer: Transfer, why: str, by: Actor, at: datetime, on: date) -> Transfer:
    """Takes a move back that waits. NotAllowed; what was decided stays decided."""
    transfer = _locked(transfer)
    staff.require(by, "selection.transfer", transfer.region, on=on)
    if transfer.state == "WITHDRAWN":
        return transfer
    approvals.void(approval=transfer.approval, by=by, at=at, why=why)
    return _move(transfer, "withdraw", by, at, why)


def _move(transfer: Transfer, verb: str, by: Actor, at: datetime, why: str) -> Transfer:
    transfer.state = TRANSFER.after(transfer.state, verb)
    transfer.trail = trail.record(by=by, verb=f"selection.{verb}_transfer", subject=_subject(transfer), at=at, region=transfer.region, why=why,
                                  facts={"rows": transfer.rows, "hash": transfer.content_hash})  # fmt: skip
    transfer.save(update_fields=["state", "trail", "decided_on"])
    return transfer


def first_month_of(programme: programmes.Programme, region: str) -> Month | None:
    """The first month that people who come over into this programme are to be paid for, as long as some of them are on no list."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select min(t.first_month) from selection_transfer t where t.target_id = %s and t.region = %s and t.state = 'DECIDED'
                  and exists (select from unnest(t.people) one where one not in (
                      select l.person_id from selection_place l where l.programme_id = t.target_id and l.state <> 'RELEASED'))""",
            [programme.pk, region],
        )
        (first,) = cursor.fetchone()
    return Month.of(first) if first else None


def by_approval(approval: Any) -> Transfer:
    return _all().get(approval=approval)


def every(programme: programmes.Programme | None = None) -> Any:
    """Moves between payers, the newest first; all, or those out of or into one programme."""
    found = _all().order_by("-pk")
    return found.filter(source=programme) | found.filter(target=programme) if programme else found


def _all() -> Any:
    return Transfer.objects.select_related("source", "target", "approval")


def _locked(transfer: Transfer) -> Transfer:
    return (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("source", "target", "approval")
        .get(pk=transfer.pk)
    )


def _subject(transfer: Transfer) -> str:
    return f"{KIND}:{transfer.target.code}/{transfer.number}"


def _one_at_a_time(target: programmes.Programme) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{target.pk}"])
