"""Who looked, and who had a number shown: kept by the action and by the database."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.registry import actions, queries
from naung.delivery.registry.models import Look, Reveals
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.delivery.registry import cast
from tests.people import NOW, TODAY, officer

pytestmark = pytest.mark.django_db
WHY = {"what": "nik", "reason": "claim", "note": "keluarga datang ke kantor"}


def reveal(by, *, quota=2, **changed):
    return actions.reveal(person=cast.marta(), **{**WHY, **changed}, by=by, at=NOW, on=TODAY, quota=quota)


def test_it_works():
    vera = officer("vera", "verifier", "53")
    entry = Entry.objects.get(pk=reveal(vera))
    assert (entry.verb, entry.human) == ("registry.reveal", vera.human)
    assert queries.reveals_left(vera.human, on=TODAY, quota=2) == 1


def test_whoever_only_reads_may_not():
    with pytest.raises(NotAllowed, match=r"people\.reveal"):
        reveal(officer("lusi", "village_operator", "53.71.01.1001"))


@pytest.mark.parametrize(
    ("changed", "refusal", "says"),
    [
        ({"reason": ""}, actions.NoReason, "Pilih satu alasan"),
        ({"note": "keluarga"}, actions.NoteTooShort, "paling sedikit 10 huruf"),
        ({"note": "nomornya 5371014108789001"}, actions.NumberInNote, "Jangan menulis nomor"),
    ],
)
def test_without_a_reason_nothing_is_counted(changed, refusal, says):
    vera = officer("vera", "verifier", "53")
    with pytest.raises(refusal, match=says):
        reveal(vera, **changed)
    assert not Reveals.objects.exists() and not Entry.objects.filter(verb="registry.reveal").exists()


def test_the_day_s_number_is_by_human_and_ends():
    vera = officer("vera", "verifier", "53", identity="NIP-1")
    again = officer("vera2", "verifier", "53", identity="NIP-1")  # a second account of the same human
    reveal(vera), reveal(again)
    with pytest.raises(actions.EnoughForToday, match="sudah membuka 2 nomor hari ini"):
        reveal(vera)
    assert queries.reveals_left(vera.human, on=TODAY + timedelta(days=1), quota=2) == 2


def test_the_database_counts_no_further_than_the_quota():
    reveal(officer("vera", "verifier", "53"))
    with pytest.raises(DatabaseError, match="registry_reveals_within_quota"), transaction.atomic():
        Reveals.objects.update(used=3)


def test_a_look_is_kept_once_a_day_and_for_good():
    vera, marta = officer("vera", "verifier", "53"), cast.marta()
    for day in (TODAY, TODAY, TODAY + timedelta(days=1)):
        actions.look(person=marta, by=vera, on=day)
    assert queries.looks([marta.pk], since=TODAY) == [
        {"name": "Vera", "days": 2, "last": TODAY + timedelta(days=1)}
    ]
    assert queries.looks([marta.pk], since=TODAY + timedelta(days=2)) == []
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Look.objects.update(day=TODAY)


def test_nobody_reads_the_words_beside_the_people_but_the_search():
    cast.marta()
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select * from registry_search")
    assert queries.found_by_words([("'marta'", 10)], 10) == [cast.marta().pk]


def test_everybody_admitted_is_in_the_search_and_admitting_twice_adds_no_word():
    cast.marta(), cast.yohanes(), cast.marta()
    with connection.cursor() as cursor:
        cursor.execute("select word from registry_word order by 1")
        assert [word for (word,) in cursor.fetchall()] == ["bere", "marta", "yasinta", "yohanes"]
