"""An officer's answer to a pair."""

from datetime import datetime
from typing import Literal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.intake import jobs as intake
from naung.delivery.matching.models import FOLLOWS, NUMBER, Pair
from naung.delivery.matching.states import PAIR
from naung.delivery.registry import actions as people
from naung.delivery.registry import jobs as registry
from naung.delivery.registry import queries as known
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal
from naung.kit.states import NotInThisState

Verdict = Literal["same", "different", "unclear"]
SAME, DIFFERENT, UNCLEAR = "same", "different", "unclear"


class AlreadyDecided(Refusal):
    """Somebody was first, and the answer was another one."""


class OtherRowWaits(Refusal):
    """The row on the other side is not settled itself; its pair has to be decided first."""


class NothingToDecide(Refusal):
    """A row that follows another one goes where that one goes."""


@transaction.atomic
def decide(
    *,
    pair: Pair,
    verdict: Verdict,
    by: Actor,
    at: datetime,
    note: str = "",
    owner: Literal["row", "other", ""] = "",
) -> Pair:
    """Answers a pair, and settles the row where that answers everything asked about it; rows that follow it go along.

    same: the row is that person (two people in the registry are merged). different: the row becomes a person of its own
    once no other question about it is open. unclear: it goes on waiting. Where two rows have one NIK and are different
    people, `owner` says whose number it is; the other one waits for a corrected list, and without an owner both do.
    Deciding the same again changes nothing. Refuses: NotAllowed, AlreadyDecided, OtherRowWaits, NothingToDecide."""
    pair = (
        Pair.objects.select_for_update(of=("self",))
        .select_related("row", "other_row", "person")
        .get(pk=pair.pk)
    )
    _may(pair, by, at)
    if pair.kind == FOLLOWS:
        raise NothingToDecide(_("Baris ini mengikuti baris lain; putuskan pasangan baris itu."))
    if pair.state == PAIR.after("OPEN", verdict):
        return pair
    entry = trail.record(by=by, verb=f"matching.{verdict}", subject=f"matching.pair:{pair.pk}", at=at, region=pair.village, why=note,
                         facts={"kind": pair.kind, "weight": pair.weight, "owner": owner})  # fmt: skip
    _answered(pair, verdict, by, at, note, entry)
    if verdict == SAME:
        _one(pair, by, at, note, entry)
    elif verdict == DIFFERENT:
        _two(pair, owner, entry)
    return pair


def _may(pair: Pair, by: Actor, at: datetime) -> None:
    other = pair.person.village if pair.person else pair.other_row.village
    for village in {pair.village, other}:
        staff.require(by, "matching.decide", village, on=at.astimezone(WITA).date())


def _answered(pair: Pair, verdict: Verdict, by: Actor, at: datetime, note: str, entry: int) -> None:
    try:
        pair.state = PAIR.after(pair.state, verdict)
    except NotInThisState:
        raise AlreadyDecided(_("Pasangan ini sudah diputuskan: %(state)s.") % {"state": pair.state}) from None
    pair.decided_by_id, pair.decided_at, pair.note, pair.trail = by.officer, at, note, entry
    pair.save(update_fields=["state", "decided_by", "decided_at", "note", "trail"])


# --- one person -----------------------------------------------------------------------------------------------------


def _one(pair: Pair, by: Actor, at: datetime, note: str, entry: int) -> None:
    person = _person_of_the_other_side(pair, entry)
    if pair.row.state == "IN_REVIEW":
        _settle(pair.row_id, person, entry)
    elif pair.row.person_id and known.resolve(pair.row.person_id) != known.resolve(person):
        people.merge(
            keep=known.person(person),
            drop=known.person(pair.row.person_id),
            by=by,
            at=at,
            why=note or "matching",
        )


def _person_of_the_other_side(pair: Pair, entry: int) -> int:
    if pair.person_id:
        return known.resolve(pair.person_id)
    if pair.other_row.person_id:
        return known.resolve(pair.other_row.person_id)
    if pair.kind == NUMBER:  # the officer says that both are one: the first of the two makes the person
        return _admit(pair.other_row_id, entry)
    raise OtherRowWaits(_("Baris di sisi lain belum diputuskan. Putuskan pasangannya lebih dulu."))


# --- two people -----------------------------------------------------------------------------------------------------


def _two(pair: Pair, owner: str, entry: int) -> None:
    if pair.kind == NUMBER:
        row = {"row": pair.row_id, "other": pair.other_row_id}.get(owner)
        if row and _waits(row):
            _admit(row, entry)
    elif pair.row.state == "IN_REVIEW" and not _asked_about(pair.row_id):
        _admit(pair.row_id, entry)


def _asked_about(row_id: int) -> bool:
    return Pair.objects.filter(row_id=row_id, state__in=["OPEN", "UNCLEAR"]).exclude(kind=FOLLOWS).exists()


def _waits(row_id: int) -> bool:
    return (
        Pair.objects.filter(row_id=row_id, row__state="IN_REVIEW").exists()
        or Pair.objects.filter(other_row_id=row_id, other_row__state="IN_REVIEW").exists()
    )


# --- settling -------------------------------------------------------------------------------------------------------

ROW = """
select nik_index, nik_sealed, kk_index, kk_sealed, phone_index, phone_sealed, name, name_folded, born_on, sex, birth_place, mother,
       village, address, occupation, occupation_text, disability, decile, status
from intake_row where id = %s"""
OF_ROW = """
select p.id from registry_person p join intake_row r on r.nik_index = p.nik_index
where r.id = %s and p.merged_into_id is null"""
# A person has one admitted row in a programme; every other row of theirs is a repetition.
ONE_ROW = """
select r.id as row_id, case when exists (select from intake_row o where o.programme_id = r.programme_id and o.person_id = %(person)s
        and o.state = 'ADMITTED') then 'REPEATED' else 'ADMITTED' end as state, %(person)s::bigint as person_id
from intake_row r where r.id = %(row)s"""
FOLLOWERS = """
select q.row_id, 'REPEATED' as state, %(person)s::bigint as person_id
from matching_pair q join intake_row r on r.id = q.row_id
where q.other_row_id = %(row)s and q.kind = 'FOLLOWS' and r.state = 'IN_REVIEW'"""


def _admit(row_id: int, entry: int) -> int:
    """The row makes its person (or finds who stands under its NIK by now); the person's number."""
    registry.admit(source_sql=ROW, params=[row_id], trail=entry)
    with connection.cursor() as cursor:
        cursor.execute(OF_ROW, [row_id])
        person = int(cursor.fetchone()[0])
    _settle(row_id, person, entry)
    return person


def _settle(row_id: int, person: int, entry: int) -> None:
    intake.settle(source_sql=ONE_ROW, params={"row": row_id, "person": person}, trail=entry)
    intake.settle(source_sql=FOLLOWERS, params={"row": row_id, "person": person}, trail=entry)
    followers = Pair.objects.filter(other_row_id=row_id, kind=FOLLOWS, state="OPEN")
    leader = Pair.objects.filter(row_id=row_id, decided_at__isnull=False).order_by("-decided_at").first()
    leader = (
        leader
        or Pair.objects.filter(other_row_id=row_id, decided_at__isnull=False).order_by("-decided_at").first()
    )
    if leader:
        followers.update(
            state=PAIR.after("OPEN", SAME),
            decided_by=leader.decided_by_id,
            decided_at=leader.decided_at,
            trail=entry,
        )
