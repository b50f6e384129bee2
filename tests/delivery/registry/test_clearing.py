"""A hit of the list of employees, put aside after a look in the field: proposed by one officer, decided by another."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.registry import clearing
from naung.delivery.registry.models import Clearing, Person
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.delivery.registry import cast
from tests.delivery.registry.test_checking import LATER, ask, lists, put
from tests.people import MARTA, NOW, TODAY, officer

pytestmark = pytest.mark.django_db
WHY = {"document": "BA 12/2025", "reason": "Pensiun dini 2019, SK dilihat di rumahnya"}
WHEN = {"at": NOW, "on": TODAY}


@pytest.fixture
def held(tmp_path) -> Person:
    """Marta, whom the list calls a civil servant."""
    cast.marta()
    put(lists(tmp_path), "employees", ("nik", "kind"), (MARTA, "asn"))
    ask(tmp_path, name="employed")
    return cast.person(MARTA)


def propose(person: Person, login: str = "vera", **changed) -> Clearing:
    said = {"seen_on": TODAY, **WHY, **changed}
    return clearing.propose(person=person, **said, by=officer(login, "verifier", "53"), **WHEN)


def decide(one: Clearing, *, approve: bool = True, note: str = "") -> Clearing:
    return clearing.decide(clearing=one, approve=approve, content_hash=one.content_hash, by=officer("budi", "approver", "53"), note=note, **WHEN)  # fmt: skip


def test_it_works(held):
    one = propose(held)
    assert cast.person(MARTA).status == "asn", "one officer changes nothing"
    assert decide(one).state == "CLEARED" and cast.person(MARTA).status == "none"
    assert clearing.held(held.pk) is None
    assert [e.verb for e in Entry.objects.filter(subject=f"registry.person:{held.pk}").order_by("pk")] == [
        "registry.propose",
        "registry.clear",
    ]
    assert decide(one).state == "CLEARED", "decided again, nothing changes"


def test_what_was_cleared_stays_cleared_until_the_list_says_something_else(held, tmp_path):
    decide(propose(held))
    ask(tmp_path, name="employed", on=LATER, again=True)
    assert cast.person(MARTA).status == "none" and clearing.held(held.pk) is None
    put(tmp_path, "employees", ("nik", "kind"), (MARTA, "polri"))
    ask(tmp_path, name="employed", on=LATER + timedelta(days=1), again=True)
    assert cast.person(MARTA).status == "polri" and clearing.held(held.pk).facts["status"] == "polri"


def test_a_refusal_leaves_the_person_held_and_it_may_be_proposed_again(held):
    assert decide(propose(held), approve=False, note="SK pensiun tidak terbaca").state == "REFUSED"
    assert cast.person(MARTA).status == "asn"
    assert propose(held, document="BA 13/2025").state == "PROPOSED"


def test_who_proposed_does_not_decide(held):
    from tests.people import moved

    one = propose(held)
    again = moved(officer("vera", "verifier", "53"), "vera2", "approver", "53", identity="NIP-vera")
    with pytest.raises(SamePerson, match="yang menyiapkan ini"):
        clearing.decide(clearing=one, approve=True, content_hash=one.content_hash, by=again, **WHEN)


def test_it_needs_the_right_post(held):
    one = propose(held)
    with pytest.raises(NotAllowed, match=r"registry\.decide"):
        clearing.decide(
            clearing=one,
            approve=True,
            content_hash=one.content_hash,
            by=officer("dewi", "regency_officer", "53.71"),
            **WHEN,
        )
    with pytest.raises(NotAllowed, match=r"registry\.clear"):
        clearing.propose(
            person=held, seen_on=TODAY, **WHY, by=officer("lusi", "village_operator", held.village), **WHEN
        )


@pytest.mark.parametrize("changed, refusal, says", [
    ({"document": " "}, clearing.SaysTooLittle, "nomor berita acara"), ({"reason": "sudah dicek"}, clearing.SaysTooLittle, "paling sedikit 20 huruf"),
    ({"seen_on": TODAY + timedelta(days=1)}, clearing.SeenTomorrow, "belum terjadi"),
])  # fmt: skip
def test_it_says_what_was_seen_and_when(held, changed, refusal, says):
    with pytest.raises(refusal, match=says):
        propose(held, **changed)
    assert not Clearing.objects.exists()


def test_twice_at_once_is_once(held):
    propose(held)
    with pytest.raises(clearing.WaitsAlready, match="menunggu keputusan petugas lain"):
        propose(held, login="veri")


def test_who_is_not_held_has_nothing_to_clear(tmp_path):
    cast.marta()
    ask(lists(tmp_path), name="employed")
    with pytest.raises(clearing.NothingToClear, match="Tidak ada catatan kepegawaian"):
        propose(cast.person(MARTA))


def test_the_database_clears_nobody_without_a_second_officer(held):
    from naung.foundation.trail import actions as trail
    from tests.people import MACHINE

    one = propose(held)
    with (
        pytest.raises(DatabaseError, match="needs the decision of a second officer"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        entry = trail.record(by=MACHINE, verb="registry.clear", subject="test", at=NOW)
        cursor.execute(
            "update registry_clearing set state = 'CLEARED', trail = %s where id = %s", [entry, one.pk]
        )
    with pytest.raises(DatabaseError, match="keeps its"), transaction.atomic():
        Clearing.objects.update(document="BA 99")
