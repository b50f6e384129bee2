"""Merging two records of one person."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.registry import actions, queries
from naung.delivery.registry.actions import AlreadyOnePerson, MergedAway
from naung.delivery.registry.models import Person
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from naung.kit import nik
from tests.delivery.registry import cast
from tests.people import MACHINE, NOW, OEBOBO, officer

pytestmark = pytest.mark.django_db
OLD = nik.make("530104", date(1978, 8, 12), True, 9777)  # Marta's number before she moved
THIRD = nik.make("530104", date(1978, 8, 12), True, 9778)


def older_marta(number: str = OLD) -> Person:
    cast.admit(number, "Marta Bere", date(1978, 8, 12), "P", village=OEBOBO)
    return cast.person(number)


def merge(keep: Person, drop: Person, login: str = "vera") -> Person:
    return actions.merge(
        keep=keep, drop=drop, by=officer(login, "verifier", "53"), at=NOW, why="dua NIK, satu orang"
    )


def test_it_works():
    keep, drop = cast.marta(), older_marta()
    assert merge(keep, drop) == keep
    assert (
        queries.resolve(drop.pk) == keep.pk
        and queries.by_code(drop.code) == keep
        and queries.by_nik(OLD) == keep
    )
    assert list(queries.living()) == [keep] and queries.count() == 1
    assert Entry.objects.get(verb="registry.merge").why == "dua NIK, satu orang"


def test_merging_again_changes_nothing():
    keep, drop = cast.marta(), older_marta()
    merge(keep, drop)
    merge(keep, drop)
    assert Entry.objects.filter(verb="registry.merge").count() == 1


def test_a_chain_of_merges_ends_at_who_stands():
    first, second, third = cast.marta(), older_marta(), older_marta(THIRD)
    merge(second, third)
    merge(first, second)
    with connection.cursor() as cursor:
        cursor.execute(f"select id, standing from ({queries.resolved_relation()}) r")
        assert dict(cursor.fetchall()) == {first.pk: first.pk, second.pk: first.pk, third.pk: first.pk}
    assert queries.resolve(third.pk) == first.pk


def test_one_record_is_not_merged_into_itself():
    keep, drop = cast.marta(), older_marta()
    merge(keep, drop)
    with pytest.raises(AlreadyOnePerson, match="sudah satu orang"):
        merge(drop, keep)


def test_a_merged_record_is_not_merged_elsewhere():
    keep, drop, other = cast.marta(), older_marta(), cast.yohanes()
    merge(keep, drop)
    with pytest.raises(MergedAway, match="sudah digabung ke orang lain"):
        merge(other, drop)


def test_an_officer_of_another_region_may_not_merge():
    keep, drop = cast.marta(), older_marta()
    with pytest.raises(NotAllowed, match=r"tidak berwenang untuk matching\.decide di 53\.71"):
        actions.merge(keep=keep, drop=drop, by=officer("sumba", "regency_officer", "53.11"), at=NOW, why="x")
    with pytest.raises(NotAllowed):
        actions.merge(keep=keep, drop=drop, by=MACHINE, at=NOW, why="x")


def in_the_database(sql: str, *params: object) -> None:
    """As a console would, with a fresh trail entry, so that only the guard in question can refuse."""
    from naung.foundation.trail import actions as trail

    with transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
        cursor.execute(sql, [*params[:1], entry, *params[1:]])


MOVE = "update registry_person set state = 'MERGED', merged_into_id = %s, trail = %s where id = %s"


def test_the_database_refuses_a_merge_into_a_merged_record():
    keep, drop, other = cast.marta(), older_marta(), cast.yohanes()
    merge(keep, drop)
    with pytest.raises(DatabaseError, match="naung: registry_person merges only into a record that stands"):
        in_the_database(MOVE, drop.pk, other.pk)


def test_the_database_refuses_to_undo_or_redirect_a_merge():
    keep, drop, other = cast.marta(), older_marta(), cast.yohanes()
    merge(keep, drop)
    with pytest.raises(DatabaseError, match="naung: a merge in registry_person is final"):
        in_the_database(MOVE, other.pk, drop.pk)


def test_nobody_is_deleted():
    cast.marta()
    with pytest.raises(DatabaseError, match="never deleted|permission denied"), transaction.atomic():
        Person.objects.all().delete()


def test_an_officer_sees_the_people_of_their_own_region_only():
    cast.marta()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local naung.regions = '53.11'")
        assert queries.count() == 0
        cursor.execute("set local naung.regions = '53.71.01'")
        assert queries.count() == 1
        cursor.execute("set local naung.regions = '*'")
