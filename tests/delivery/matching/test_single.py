"""One row at once says what the batch would do with it, and finds who was merged away."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naung.delivery.matching import names, single
from naung.delivery.registry import actions as registry
from naung.delivery.registry import queries as people
from tests.delivery.matching import cast
from tests.delivery.matching.cast import MARTA_LINE, STRANGER, YOHANES_LINE, Line, number
from tests.people import NOW, OEBOBO, officer

OTHER_NIK = number(9777, region="530104")
ONE_DIGIT = MARTA_LINE.nik[:-1] + "8"


def asked(line: Line, **more: object) -> list[single.Hit]:
    return single.known(nik=line.nik, name=line.name, born_on=line.born_on, sex=line.sex, kk=line.kk, mother=line.mother,
                        village=line.village, **more)  # fmt: skip


@pytest.fixture
def marta(db):
    rows = cast.listed(MARTA_LINE, YOHANES_LINE, STRANGER)
    cast.match()
    cast.states(rows)
    return rows[0].person_id


def test_it_works(marta):
    (hit,) = asked(MARTA_LINE.but(name="BERE Martha"))
    assert (hit.person, hit.same, hit.kind) == (marta, True, "SAME")


@pytest.mark.parametrize(
    ("line", "kind", "state"),
    [
        (MARTA_LINE.but(village=OEBOBO), "SAME", "REPEATED"),
        (MARTA_LINE.but(nik=ONE_DIGIT), "SAME", "REPEATED"),
        (MARTA_LINE.but(nik=OTHER_NIK), "LIKENESS", "IN_REVIEW"),
        (MARTA_LINE.but(name="Dominggus Manafe", mother="Rut Pah"), "NUMBER", "IN_REVIEW"),
        (MARTA_LINE.but(nik=ONE_DIGIT, name="Maria Yasinta Bere"), None, "ADMITTED"),  # her twin
        (STRANGER.but(name="Selfina Kefi", nik=number(9888), kk=""), None, "ADMITTED"),
    ],
)
def test_it_says_what_the_batch_does(marta, line, kind, state):
    hits = asked(line)
    assert [hit.kind for hit in hits] == ([kind] if kind else [])
    later = cast.listed(line, file="z.xlsx")
    cast.match()
    assert cast.states(later) == [state]


def test_the_number_of_somebody_merged_away_is_whose_who_stands(marta):
    stranger = people.by_nik(STRANGER.nik)
    registry.merge(
        keep=people.person(marta), drop=stranger, by=officer("vera", "verifier", "53"), at=NOW, why="contoh"
    )
    (hit,) = asked(STRANGER)
    assert (hit.person, hit.same) == (marta, True)


def test_a_number_is_opened_only_where_the_name_has_something_to_say(marta, monkeypatch):
    opened = []
    monkeypatch.setattr(
        single.seals, "open_sealed", lambda sealed, field: opened.append(field) or MARTA_LINE.nik
    )
    same_day = Line(number(9333), "Dominggus Nalle", MARTA_LINE.born_on, kk="", village=OEBOBO)
    assert asked(same_day) == [] and opened == []


word = st.text("abfkmnrstuy", min_size=1, max_size=9) | st.sampled_from(
    ["fransiskus", "frans", "sisko", "yohanes", "anis", "petronela", "nela", "agustinus", "gusti", "m", "y"]
)


@given(word, word)
def test_the_short_way_to_near_is_the_long_one(a, b):
    one, other = names.key_of(a), names.key_of(b)
    long = names.alike(one, other) or names.stands_for(one, other) or names.stands_for(other, one)
    assert names.near(one, other) == names.near(other, one) == long


NAMES = st.lists(st.sampled_from(["maria", "yohanes", "anis", "m", "bere", "da", "silva", "dasilva", "umbu", "tnunay", "tnunai"]),
                 min_size=1, max_size=3).map(" ".join)  # fmt: skip


@given(NAMES, NAMES)
def test_nobody_is_passed_over_whose_name_says_something(a, b):
    if names.level(names.key(a), names.key(b)) != names.DIFFERENT:
        assert single.Words(names.key(a)).speak_of(b)


def test_a_day_that_nobody_was_born_on_is_answered(marta):
    assert asked(Line(number(9444, date(1999, 1, 3)), "Orpa Nalle", date(1999, 1, 3), kk="")) == []
