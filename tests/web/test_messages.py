"""English is whole: every sentence of the code has its translation, with the same places to fill in, and is compiled."""

import gettext
import os
import re
import subprocess
import sys
from collections import Counter

import pytest

from tests.web.catalogue import CATALOGUE, Entry, entries, of_the_code
from tests.web.world import code_of

ALL = entries()
PLACE = re.compile(r"%\((\w+)\)[\d.]*[a-z]|%%")
INDONESIAN = re.compile(
    r"\b(?:yang|belum|sudah|untuk|dengan|dari|tidak|bulan|orang|wilayah|mohon|pada)\b", re.IGNORECASE
)
ENGLISH = re.compile(r"\b(?:the|not|was|were|with|without|this|please)\b", re.IGNORECASE)


def untranslated(found: list[Entry]) -> list[str]:
    return [one.sentence for one in found if not all(one.said) or "fuzzy" in one.marks]


def unlike(found: list[Entry]) -> list[str]:
    """Sentences whose translation has other places to fill in."""
    return [
        one.sentence
        for one in found
        for said in one.said
        if Counter(PLACE.findall(said)) != Counter(PLACE.findall(one.sentence))
    ]


def test_it_works():
    assert len(ALL) == len({one.sentence for one in ALL}) >= 600


def test_every_sentence_of_the_code_is_in_the_catalogue():
    """After a new sentence: python scripts/messages.py, then write its English."""
    known = {one.sentence for one in ALL}
    assert of_the_code() - known == set()
    assert known - of_the_code() == set()


def test_nothing_is_left_untranslated():
    assert untranslated(ALL) == []


def test_the_places_to_fill_in_are_the_same():
    assert unlike(ALL) == []
    assert all(len(one.said) == (2 if one.plural else 1) for one in ALL)


def test_blanks_and_last_signs_are_kept():
    """' atau ' stands between two names, '  Selisih' is set in."""
    for one in ALL:
        for said in one.said:
            assert (said[:2].isspace(), said[:1].isspace()) == (
                one.sentence[:2].isspace(),
                one.sentence[:1].isspace(),
            )
            assert said[-1:].isspace() == one.sentence[-1:].isspace(), one.sentence
            assert said.endswith(("?", ":", ",")) == one.sentence.endswith(("?", ":", ",")), one.sentence


def test_each_side_speaks_its_own_language():
    assert [one.sentence for one in ALL if ENGLISH.search(one.sentence)] == []
    assert [said for one in ALL for said in one.said if INDONESIAN.search(said)] == []


def test_it_would_find_something():
    assert untranslated([Entry("baris", said=[""])]) == ["baris"]
    assert unlike([Entry("%(n)s baris", said=["%(m)s rows"])]) == ["%(n)s baris"]
    assert unlike([Entry("%(n)s baris", said=["%(n)d rows"])]) == []


def test_what_is_compiled_is_what_is_written():
    """The machine that runs the site has no gettext tools: the compiled file travels with the code."""
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = dict(gettext.GNUTranslations(file)._catalog)
    del compiled[""]
    written = {}
    for one in ALL:
        written |= (
            {(one.sentence, n): said for n, said in enumerate(one.said)}
            if one.plural
            else {one.sentence: one.said[0]}
        )
    assert compiled == written


def naung(*arguments: str, language: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "NAUNG_LANG": language}
    return subprocess.run(
        [sys.executable, "-m", "naung", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_command_without_a_database_speaks_both(tmp_path):
    for language, said in (("id", "Daftar contoh: 60 masuk,"), ("en", "Sample lists: 60 in,")):
        assert said in naung("sample", str(tmp_path / language), "--people", "60", language=language).stdout


def test_the_calculator_says_no_in_the_reader_s_language():
    asked = ("law", "show", "tiada", "--on", "2025-01-01")
    assert naung(*asked, language="id").stderr == "Tidak ada angka hukum bernama 'tiada'.\n"
    assert naung(*asked, language="en").stderr == "There is no figure of law called 'tiada'.\n"


def test_a_person_s_story_in_english(world, monkeypatch):
    from click.testing import CliRunner
    from django.utils import translation

    from naung.project.cli.monitoring import story

    monkeypatch.setenv("NAUNG_LANG", "en")
    with translation.override("id"):  # the command sets its own, and this puts it back
        told = CliRunner().invoke(story, [code_of("Marta Contoh Tefa")]).stdout
    assert "Registered with BPJS Ketenagakerjaan" in told
    assert "Rp16,800, paid and acknowledged by the insurer" in told or "paid and acknowledged" in told
    assert not INDONESIAN.search(told)


@pytest.mark.parametrize("step", ["Daftar dibaca", "Iuran 2025-07", "Jejak disegel"])
def test_every_step_of_the_road_has_a_name_in_english(step, monkeypatch):
    from naung.project import road

    assert step in [name for name, __ in road.STEPS]
    assert road._said(step) == step
    monkeypatch.setenv("NAUNG_LANG", "en")
    names = [road._said(name) for name, __ in road.STEPS]
    assert not any(name in names for name, __ in road.STEPS)
    assert "Contributions 2025-07" in names


def test_the_promises_are_named_in_english(monkeypatch):
    from naung.project.verify import promises

    assert promises.titles()[1] == "satu orang hidup, satu catatan"
    monkeypatch.setenv("NAUNG_LANG", "en")
    assert promises.titles()[1] == "one living person, one record"
