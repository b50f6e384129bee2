"""One person's stamps, from the cell to the last contribution."""

from datetime import date

import pytest

from naung.delivery.monitoring import queries as monitoring
from naung.foundation.staff.scope import seeing
from tests.web.world import code_of


def marta():
    return code_of("Marta Contoh Tefa")


def test_it_works(world):
    told = [stamp.what for stamp in monitoring.story(marta())]
    assert told[0] == "Diusulkan: baris 7 lembar “Usulan” berkas “usulan-kota.xlsx”"
    assert any(what.startswith("Ditetapkan dengan SK") for what in told)
    assert any("BPJS Ketenagakerjaan menerima; terlindungi" in what for what in told)
    assert told[-1] == "Iuran Oktober 2025 Rp16.800 ditagih, belum dibayar"


def test_stamps_stand_in_the_order_of_time(world):
    moments = [stamp.at for stamp in monitoring.story(marta())]
    assert moments == sorted(moments)


def test_each_stamp_says_who(world):
    by = {stamp.what.split(" ")[0]: stamp.by for stamp in monitoring.story(marta())}
    assert by["Diusulkan:"] == "Lusi Contoh Lurah"
    assert by["Dicocokkan:"] == "sistem Naung"
    assert by["Ditetapkan"] == "Budi Contoh Penyetuju"


def test_no_stamp_carries_an_identity_number(world):
    import re

    assert not any(re.search(r"\d{11,16}", str(stamp.as_json())) for stamp in monitoring.story(marta()))


def test_somebody_outside_the_scope_is_nobody(world):
    code = marta()
    with seeing(["53.03"]), pytest.raises(monitoring.NoSuchPerson):
        monitoring.story(code)


def test_the_month_strip_has_its_letters(world):
    person = monitoring.known_by(marta())
    letters = [
        cell.letter for cell in monitoring.months(person.pk, monitoring.member(person.pk), date(2025, 12, 1))
    ]
    assert letters == [""] * 6 + [
        "B",
        "B",
        "B",
        "T",
        "M",
        "M",
    ]  # two months unpaid, and still within the grace


def test_why_chosen_names_every_rule_with_its_article(world):
    person = monitoring.known_by(marta())
    (chapter,) = monitoring.chapters(person.pk)
    rules = monitoring.rules(person, chapter)
    assert chapter["eligible"] and chapter["held"]
    assert {rule.code for rule in rules} >= {"age_ok", "decile_ok", "status_ok", "resident_ok"}
    assert all(rule.ok and rule.reference for rule in rules)


def test_who_was_not_chosen_learns_why(world):
    person = monitoring.known_by(code_of("Daud Contoh Nope " + chr(64 + 27)))
    (chapter,) = monitoring.chapters(person.pk)
    assert [reason["code"] for reason in chapter["reasons"]] == ["decile_too_high"]


def test_search_finds_by_the_beginnings_of_words(world):
    assert [row["name"] for row in monitoring.search("tef mar")] == ["Marta Contoh Tefa"]


def test_search_finds_by_nik_and_by_code(world):
    from tests.web.world import people

    assert people()[0]["name"] == "Marta Contoh Tefa"
    assert [row["name"] for row in monitoring.search("5371014108789001")] == ["Marta Contoh Tefa"]
    assert [row["name"] for row in monitoring.search(marta().lower())] == ["Marta Contoh Tefa"]


@pytest.mark.parametrize("asked", ["", " ", "a", "%", "_%", "''"])
def test_search_for_nothing_finds_nobody(world, asked):
    assert monitoring.search(asked) == []
