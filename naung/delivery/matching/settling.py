"""Rows leave review: one makes its person or becomes somebody's, and the rows that follow it go along."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.intake import jobs as intake
from naung.delivery.matching.models import FOLLOWS, NUMBER, Pair
from naung.delivery.matching.states import PAIR
from naung.delivery.registry import actions as people
from naung.delivery.registry import jobs as registry
from naung.delivery.registry import queries as known
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal


class OtherRowWaits(Refusal):
    """The row on the other side is not settled itself; its pair has to be decided first."""


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


def admit(row_id: int, entry: int) -> int:
    """The row makes its person (or finds who stands under its NIK by now); the person's number."""
    registry.admit(source_sql=ROW, params=[row_id], trail=entry)
    person = person_of_the_number(row_id)
    if person is None:  # merged away meanwhile, or in a region that this officer does not see
        raise OtherRowWaits(
            _("NIK baris ini milik orang yang sudah digabung. Putuskan bersama verifikator provinsi.")
        )
    settle(row_id, person, entry)
    return person


def person_of_the_number(row_id: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(OF_ROW, [row_id])
        found = cursor.fetchone()
    return int(found[0]) if found else None


def settle(row_id: int, person: int, entry: int) -> None:
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
            state=PAIR.after("OPEN", "same"),
            decided_by=leader.decided_by_id,
            decided_at=leader.decided_at,
            decided_human=leader.decided_human,
            trail=entry,
        )


# --- one person -----------------------------------------------------------------------------------------------------


def one(pair: Pair, by: Actor, at: datetime, note: str, entry: int) -> None:
    person = _person_of_the_other_side(pair, entry)
    if pair.row.state == "IN_REVIEW":
        own = person_of_the_number(pair.row_id)  # left from an answer that was taken back
        settle(pair.row_id, person, entry)
    else:
        own = pair.row.person_id
    if own and known.resolve(own) != known.resolve(person):
        people.merge(keep=known.person(person), drop=known.person(own), by=by, at=at, why=note or "matching")
        pair.merged = True


def _person_of_the_other_side(pair: Pair, entry: int) -> int:
    if pair.person_id:
        return known.resolve(pair.person_id)
    if pair.other_row.person_id:
        return known.resolve(pair.other_row.person_id)
    if pair.kind == NUMBER:  # the officer says that both are one: the first of the two makes the person
        return admit(pair.other_row_id, entry)
    raise OtherRowWaits(_("Baris di sisi lain belum diputuskan. Putuskan pasangannya lebih dulu."))


# --- two people -----------------------------------------------------------------------------------------------------


def two(pair: Pair, owner: str, entry: int) -> None:
    if pair.kind == NUMBER:
        row = {"row": pair.row_id, "other": pair.other_row_id}.get(owner)
        if row and _waits(row):
            admit(row, entry)
    elif pair.row.state == "IN_REVIEW" and not _asked_about(pair.row_id):
        admit(pair.row_id, entry)


def _asked_about(row_id: int) -> bool:
    return Pair.objects.filter(row_id=row_id, state__in=["OPEN", "UNCLEAR"]).exclude(kind=FOLLOWS).exists()


def _waits(row_id: int) -> bool:
    return (
        Pair.objects.filter(row_id=row_id, row__state="IN_REVIEW").exists()
        or Pair.objects.filter(other_row_id=row_id, other_row__state="IN_REVIEW").exists()
    )
