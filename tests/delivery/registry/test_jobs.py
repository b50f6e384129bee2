"""Admitting people."""

from datetime import date

import pytest

from naung.delivery.registry import queries
from naung.delivery.registry.models import Person
from naung.foundation.vault import seals
from tests.delivery.registry import cast
from tests.people import MARTA

pytestmark = pytest.mark.django_db


def test_it_works():
    marta = cast.marta()
    assert (marta.name, marta.born_on, marta.sex, marta.mother) == (
        "Marta Yasinta Bere",
        date(1978, 8, 12),
        "P",
        "Agnes Seran",
    )
    assert (marta.state, marta.address, marta.decile, marta.civil_answer) == ("KNOWN", "", 1, "")
    assert seals.open_sealed(marta.nik_sealed, "nik") == MARTA


def test_the_code_says_nothing_of_the_number():
    marta = cast.marta()
    assert marta.code == "N" + seals.index(MARTA, "nik").hex()[:14].upper()
    assert MARTA not in marta.code and len(marta.code) == 15


def test_admitting_twice_adds_nobody_and_changes_nothing():
    before = cast.marta()
    assert cast.admit(MARTA, "Somebody Else", date(1978, 8, 12), "P") == 0
    assert Person.objects.get().name == before.name


def test_a_number_is_found_again_only_by_its_keyed_hash():
    cast.marta()
    assert not Person.objects.filter(nik_index=MARTA.encode()).exists()
    assert queries.by_nik("5371010101019999") is None


def test_a_second_standing_record_with_the_same_number_is_refused_by_the_database():
    from django.db import IntegrityError, transaction

    from naung.foundation.trail import actions as trail
    from tests.people import MACHINE, NOW

    marta = cast.marta()
    with pytest.raises(IntegrityError, match="registry_one_record_a_person"), transaction.atomic():
        marta.pk, marta.code = None, "N00000000000001"
        marta.trail = trail.record(by=MACHINE, verb="registry.admit", subject="test", at=NOW)
        marta.save(force_insert=True)
