"""Somebody on a register looks like Marta: an officer looks and writes who it is. Nothing is decided by it."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.registry import alike, queries
from naung.delivery.registry.models import Answer, Likeness, Person
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.delivery.registry import cast
from tests.delivery.registry.test_checking import LATER, UNKNOWN, ask, lists, put
from tests.people import MARTA, NAMOSAIN, NOW, TODAY, officer

pytestmark = pytest.mark.django_db
SEEN = "KTP dan KK dilihat di rumahnya: guru di Soe, bukan dia"


@pytest.fixture
def doubted(tmp_path) -> Person:
    """A Marta with another number than the Marta who is a civil servant and insured."""
    cast.admit(UNKNOWN, "Marta Yasinta Bere", date(1978, 8, 12), "P")
    lists(tmp_path)
    put(tmp_path, "employees", ("nik", "kind"), (MARTA, "asn"))
    put(tmp_path, "bpjs_active", ("nik", "payer", "until"), (MARTA, "employer", "2026-12-31"))
    for name in ("insured", "employed"):
        ask(tmp_path, name=name)
    return cast.person(UNKNOWN)


def settle(person: Person, source: str = "employed", verdict: str = "other", note: str = SEEN, by=None):
    return alike.settle(person=person, source=source, verdict=verdict, note=note, by=by or officer("vera", "verifier", "53"), at=NOW, on=TODAY)  # fmt: skip


def test_it_works(doubted):
    one = settle(doubted)
    assert (one.source, one.alike, one.verdict, one.note) == ("employed", "name", "other", SEEN)
    assert [one["source"] for one in queries.doubtful()] == ["insured"], (
        "the insurer's waits for its own look"
    )
    entry = Entry.objects.get(pk=one.trail)
    assert (entry.verb, entry.facts["verdict"]) == ("registry.settle_likeness", "other")
    assert cast.person(UNKNOWN).status == "none", "nothing follows from it"
    settle(doubted, "insured", "same", "NIK di KTP lain satu angka dari daftar desa")
    assert queries.doubtful() == []
    assert {(one["source"], one["verdict"], one["officer__name"]) for one in alike.of_person([doubted.pk])} == {
        ("employed", "other", "Vera"), ("insured", "same", "Vera")}  # fmt: skip


def test_it_holds_when_the_register_says_the_same_again_and_no_longer_when_it_says_otherwise(
    doubted, tmp_path
):
    settle(doubted)
    ask(tmp_path, name="employed", on=LATER, again=True)
    assert Answer.objects.filter(source="employed").count() == 2 and alike.open_of(doubted.pk, "employed") is None  # fmt: skip
    put(tmp_path, "employees", ("nik", "kind"), (MARTA, "asn"), (UNKNOWN, "asn"))
    ask(tmp_path, name="employed", on=LATER.replace(day=LATER.day + 1), again=True)
    assert cast.person(UNKNOWN).status == "asn", "a hit is a hit, whatever was written of a likeness"


def test_what_waits_is_settled_once_and_says_what_was_seen(doubted):
    for wrong, says in (({"verdict": "mungkin"}, "Pilih"), ({"note": "sudah dicek"}, "paling sedikit|20 sampai"), ({"note": " " * 40}, "20 sampai")):  # fmt: skip
        with pytest.raises(alike.NotSeen, match=says):
            settle(doubted, **wrong)
    with pytest.raises(NotAllowed, match=r"registry\.clear di 53\.71"):
        settle(doubted, by=officer("lusi", "village_operator", NAMOSAIN))
    settle(doubted)
    for source in ("employed", "civil", "ramalan"):
        with pytest.raises(alike.NothingAlike, match="sudah dilihat"):
            settle(doubted, source)
    assert Likeness.objects.count() == 1


def test_the_database_keeps_what_was_seen_and_takes_nothing_that_no_register_said(doubted):
    settle(doubted)
    row = Likeness.objects.values().get()
    for change in ({"source": "insured"}, {"alike": "number"}):
        with pytest.raises(DatabaseError, match="where a register said so"), transaction.atomic():
            Likeness.objects.create(**{**row, "id": None, **change})
    with pytest.raises(DatabaseError, match="append-only|permission denied"), transaction.atomic(), connection.cursor() as cursor:  # fmt: skip
        cursor.execute("update registry_likeness set verdict = 'same'")
