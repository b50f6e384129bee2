"""Finding somebody as people type: short, swapped, misspelt, in another spelling; and never beyond one's regions."""

from datetime import date

import pytest

from naung.delivery.monitoring import queries as monitoring
from naung.delivery.registry import queries as registry
from naung.foundation.staff.scope import seeing
from naung.kit import nik
from tests.delivery.registry import cast

pytestmark = pytest.mark.django_db
NAMOSAIN, KEFA = "53.71.01.1001", "53.03.05.1001"


@pytest.fixture(autouse=True)
def people():
    """Two Martas, a Yohanes, a Fransiskus, somebody far away; all made up."""
    for number, (name, born, sex, village) in enumerate(
        [
            ("Marta Yasinta Bere", date(1978, 8, 12), "P", NAMOSAIN),
            ("Marta Bere", date(1990, 1, 2), "P", NAMOSAIN),
            ("Yohanes Tefa", date(1985, 3, 2), "L", NAMOSAIN),
            ("Fransiskus Xaverius da Silva", date(1970, 5, 5), "L", NAMOSAIN),
            ("Petronela Jauh", date(1982, 2, 2), "P", KEFA),
        ]
    ):
        cast.admit(nik.make("537101", born, sex == "P", 9100 + number), name, born, sex, village=village)


def names(text: str) -> list[str]:
    return [one["name"] for one in monitoring.search(text)]


def test_it_works():
    found = monitoring.find("marta yasinta")
    assert [one["name"] for one in found.people] == ["Marta Yasinta Bere"]
    assert not found.more


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("tefa yohanes", "Yohanes Tefa"),  # swapped
        ("yoh tef", "Yohanes Tefa"),  # beginnings
        ("YOHANES  tefa ", "Yohanes Tefa"),  # as caps lock left it
        ("johanis tefa", "Yohanes Tefa"),  # the list of spellings
        ("Joanes Teva", "Yohanes Tefa"),  # by ear
        ("yohaens tefa", "Yohanes Tefa"),  # a slip of the finger
        ("yohnes tfea", "Yohanes Tefa"),  # two of them
        ("frans silva", "Fransiskus Xaverius da Silva"),  # a short name
        ("fransiscus saverius silva", "Fransiskus Xaverius da Silva"),
        ("marta yasinta nobody bere", "Marta Yasinta Bere"),  # one word too many
        ("petronella jauh", "Petronela Jauh"),
    ],
)
def test_found_however_it_is_typed(typed, who):
    assert names(typed)[0] == who


def test_whoever_has_every_word_comes_first_and_the_rest_is_called_alike():
    found = monitoring.find("marta bere")
    assert [one["name"] for one in found.people] == ["Marta Bere", "Marta Yasinta Bere"]
    assert found.alike == []


def test_the_year_of_birth_tells_namesakes_apart():
    assert names("marta bere 1990") == ["Marta Bere"]
    assert names("bere 1978") == ["Marta Yasinta Bere"]


@pytest.mark.parametrize(
    "typed", ["", " ", "x", "'", "\\", "&|!:*()<->", "%%", "' or 1=1 --", "zzzz qqqq", "ß", "🙂"]
)
def test_nothing_and_nonsense_find_nobody_and_break_nothing(typed):
    assert monitoring.search(typed) == []


def test_matched_letters_are_marked():
    (one,) = monitoring.find("marta yas").people
    assert one["parts"] == [
        ("Marta", True),
        (" ", False),
        ("Yas", True),
        ("inta", False),
        (" ", False),
        ("Bere", False),
    ]


def test_a_number_finds_its_holder_and_only_whole():
    whole = nik.make("537101", date(1985, 3, 2), False, 9102)
    assert names(whole) == ["Yohanes Tefa"]
    assert names(f"{whole[:4]} {whole[4:8]}.{whole[8:12]}-{whole[12:]}") == ["Yohanes Tefa"]
    assert names(whole[:12]) == []
    assert names("5371010203859103") == []


def test_a_list_shows_the_number_masked_and_no_sealed_bytes():
    (one,) = monitoring.search("yohanes")
    assert one["nik"] == "5371 •••• •••• ••02"
    assert not any(isinstance(value, (bytes, memoryview)) for value in one.values())


def test_the_code_on_a_card_finds_its_holder():
    person = cast.person(nik.make("537101", date(1985, 3, 2), False, 9102))
    assert names(f"{person.code.lower()}-1") == ["Yohanes Tefa"]


@pytest.mark.parametrize(("scope", "found"), [(["53.71"], 2), (["53"], 2), ([NAMOSAIN], 2), (["53.03", "53.71.01"], 2), (["53.03"], 0), ([], 0)])  # fmt: skip
def test_search_stays_within_the_scope(scope, found):
    with seeing(scope):
        assert len(monitoring.search("bere")) == found
        assert len(registry.found_by_words([("'bere'", 10)], 10)) == found


def test_a_record_merged_away_brings_the_one_that_stands():
    from naung.delivery.registry import actions
    from tests.people import NOW, officer

    one, other = (
        cast.person(nik.make("537101", date(y, m, d), True, n))
        for y, m, d, n in ((1978, 8, 12, 9100), (1990, 1, 2, 9101))
    )
    actions.merge(keep=one, drop=other, by=officer("vera", "verifier", "53"), at=NOW, why="test")
    assert names("marta bere") == ["Marta Yasinta Bere"]
    assert names(nik.make("537101", date(1990, 1, 2), True, 9101)) == ["Marta Yasinta Bere"]


@pytest.mark.parametrize("typed", ["marta", "marta bere", "yohaens tefa silva da maria lay banoet nope"])
def test_six_statements_whatever_is_typed(typed, django_assert_max_num_queries):
    monitoring.find(typed)
    with django_assert_max_num_queries(6):
        monitoring.find(typed)


def test_the_database_hears_a_word_as_the_matching_does():
    """The registry cannot import the matching's rules: here the two are held together, over every listed spelling and odd ones."""
    import csv

    from django.db import connection

    from naung.delivery.matching import names as matching

    with open(matching.__file__.replace("names.py", "names.csv"), encoding="utf-8", newline="") as file:
        words = sorted(
            {row["form"] for row in csv.DictReader(file)}
            | {"xaverius", "thoeng", "djami", "tjahya", "hh", "yy", "aaa", "quis", "phphis"}
        )
    with connection.cursor() as cursor:
        cursor.execute("select w, registry_sound(w) from unnest(%s::text[]) w", [words])
        assert dict(cursor.fetchall()) == {word: matching.sound(word) for word in words}
