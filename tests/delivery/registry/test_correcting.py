"""A fact of a person put right after admission: by two, with what stood there kept, and found under the new name."""

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.registry import correcting
from naung.delivery.registry import queries as people
from naung.delivery.registry.models import Correction
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail import actions as trail
from tests.delivery.enrolment.cast import CAST, known
from tests.people import MACHINE, NOW, TODAY, officer

pytestmark = pytest.mark.django_db
GROUND = {
    "document": "KTP (DATA CONTOH)",
    "reason": "KTP diperlihatkan di kelurahan Namosain",
    "at": NOW,
    "on": TODAY,
}


def dewi():
    return officer("dewi", "regency_officer", "53.71")


def budi():
    return officer("budi", "approver", "53")


def proposed(person, field="name", becomes="Marta Yosina Bere", by=None, **more):
    return correcting.propose(
        person=person, field=field, becomes=becomes, by=by or dewi(), **{**GROUND, **more}
    )


def decided(made, approve=True, by=None):
    return correcting.decide(correction=made, approve=approve, content_hash=made.content_hash, by=by or budi(), at=NOW, on=TODAY)  # fmt: skip


@pytest.fixture
def marta():
    return known("marta")[0]


def test_it_works(marta):
    made = proposed(marta)
    assert people.person(marta.pk).name == "Marta Yasinta Bere"
    decided(made)
    found = people.person(marta.pk)
    assert (found.name, found.name_folded, found.code) == (
        "Marta Yosina Bere",
        "marta yosina bere",
        marta.code,
    )
    (kept,) = correcting.of_person([marta.pk])
    assert (kept["was"], kept["becomes"], kept["state"]) == (
        "Marta Yasinta Bere",
        "Marta Yosina Bere",
        "CORRECTED",
    )
    assert decided(made).state == "CORRECTED"  # again: unchanged


def test_who_proposed_does_not_decide(marta):
    made = proposed(marta)
    with pytest.raises(NotAllowed):
        decided(made, by=dewi())
    with pytest.raises(NotAllowed):
        proposed(marta, "mother", "Agnes Contoh", by=budi())
    assert SamePerson  # the approval itself is tested with approvals


def test_a_refused_correction_changes_nothing_and_another_may_come(marta):
    decided(proposed(marta), approve=False)
    assert people.person(marta.pk).name == "Marta Yasinta Bere"
    taken_back = correcting.withdraw(
        correction=proposed(marta), why="salah ketik", by=dewi(), at=NOW, on=TODAY
    )
    assert taken_back.state == "WITHDRAWN"


@pytest.mark.parametrize(("change", "refusal", "says"), [
    ({"field": "village", "becomes": "x"}, correcting.NotAFact, "nilai baru yang benar"),
    ({"field": "born_on", "becomes": "12-08-1978"}, correcting.NotAFact, "nilai baru yang benar"),
    ({"field": "nik", "becomes": "123"}, correcting.NotAFact, "NIK 16 angka"),
    ({"becomes": "Marta Yasinta Bere"}, correcting.NothingChanges, "sama dengan yang tercatat"),
    ({"reason": "salah"}, correcting.SaysTooLittle, "paling sedikit 20 huruf"),
    ({"document": " "}, correcting.SaysTooLittle, "dokumen yang dilihat"),
])  # fmt: skip
def test_what_is_not_said_or_cannot_be_is_refused(marta, change, refusal, says):
    with pytest.raises(refusal, match=says):
        proposed(marta, **change)


def test_a_number_that_somebody_else_has_is_a_merge_and_not_a_correction(marta):
    known("petrus")
    with pytest.raises(correcting.SomebodyElses, match="antrean ganda"):
        proposed(marta, "nik", CAST["petrus"].nik)


def test_one_waits_at_a_time_for_a_fact(marta):
    proposed(marta)
    with pytest.raises(correcting.WaitsAlready, match="menunggu keputusan"):
        proposed(marta, becomes="Marta Lain Bere")


def test_the_database_keeps_both_promises(marta):
    made = proposed(marta)
    with pytest.raises(DatabaseError, match="second officer"), transaction.atomic():
        entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
        Correction.objects.filter(pk=made.pk).update(state="CORRECTED", trail=entry)
    with pytest.raises(DatabaseError, match="keeps its"), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(was="lain")


def test_numbers_stand_nowhere_in_clear(marta):
    from naung.kit import nik

    right = nik.make("537101", marta.born_on, True, 9778)
    decided(proposed(marta, "nik", right))
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(facts::text || why, ' ') from trail_entry")
        told = cursor.fetchone()[0]
        cursor.execute("select was || becomes || document || reason from registry_correction")
        told += cursor.fetchone()[0]
    assert right not in told and CAST["marta"].nik not in told


def test_who_truly_has_the_mistyped_number_is_admitted_later_under_a_code_of_their_own(marta):
    from datetime import date

    from naung.kit import nik
    from tests.delivery.registry import cast
    from tests.people import MARTA

    right = nik.make("537101", date(1978, 8, 12), True, 9123)
    decided(proposed(marta, "nik", right))
    assert cast.admit(MARTA, "Martina Taneo", date(1978, 8, 12), "P") == 1
    assert cast.admit(MARTA, "Martina Taneo", date(1978, 8, 12), "P") == 0
    other = people.by_nik(MARTA)
    assert (other.name, people.by_nik(right).pk) == ("Martina Taneo", marta.pk)
    assert other.code != marta.code and len(other.code) == len(marta.code)
