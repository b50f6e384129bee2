"""What is said to people outside: nothing half filled in, no figure written by hand, no whole identity number."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naung.foundation.wording import catalogue, check, queries, sms

TODAY = date(2025, 12, 1)
NAUNG = Path(check.__file__).parents[2]
PAID = {"amount": "Rp42.000.000", "name": "Marta Contoh", "bank": "Bank NTT", "tail": "417", "phone": "0380-CONTOH"}  # fmt: skip


def test_it_works():
    assert check.findings() == []
    assert queries.say("claims.paid", PAID, on=TODAY).startswith("Santunan Rp42.000.000 untuk ahli waris Marta Contoh sudah masuk")  # fmt: skip
    assert "heirs of Marta Contoh" in queries.say("claims.paid", PAID, on=TODAY, language="en")


@pytest.mark.parametrize("language", check.LANGUAGES)
@pytest.mark.parametrize("message", queries.every(), ids=lambda one: one.key)
def test_every_message_reads_whole_with_its_examples(message, language):
    said = queries.sample(message, on=TODAY, language=language)
    assert "{" not in said and not re.search(r"\d{8}", said)
    if message.channel == "sms":
        assert sms.parts(said) == 1


def test_a_module_that_is_said_to_use_a_message_asks_for_it_and_nobody_else_does():
    used = {
        (message.key, ".".join(path.relative_to(NAUNG.parent).with_suffix("").parts))
        for path in NAUNG.rglob("*.py")
        for message in queries.every()
        if f'"{message.key}"' in path.read_text() and "migrations" not in path.parts
    }
    assert used == {(message.key, message.used_by) for message in queries.every() if message.used_by}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({key: value for key, value in PAID.items() if key != "tail"}, "Belum diisi: tail. Tidak dikenal: -."),
        ({**PAID, "phone": "  "}, "Belum diisi: phone."),
        ({**PAID, "nik": "x"}, "Tidak dikenal: nik."),
    ],
)  # fmt: skip
def test_a_value_that_is_missing_or_unknown_is_refused(values, says):
    with pytest.raises(queries.NotFilledIn, match=says):
        queries.say("claims.paid", values, on=TODAY)


@pytest.mark.parametrize("number", ["5371015208789001", "5371 0152 0878 9001", "NIK 537101-520878-9001."])
def test_no_message_carries_a_whole_identity_number(number):
    with pytest.raises(queries.IdentityNumber, match="nomor identitas utuh"):
        queries.say("claims.paid", {**PAID, "name": number}, on=TODAY)


def test_a_message_that_nobody_wrote_or_before_its_first_day_is_refused():
    with pytest.raises(queries.UnknownMessage, match="Tidak ada pesan bernama claims.tiada"):
        queries.say("claims.tiada", {}, on=TODAY)
    with pytest.raises(queries.UnknownMessage, match="belum berlaku pada 31 Desember 2024"):
        queries.say("claims.paid", PAID, on=date(2024, 12, 31))
    with pytest.raises(ValueError, match="'tet'"):
        queries.say("claims.paid", PAID, on=TODAY, language="tet")


@given(st.text(min_size=1).filter(str.strip).filter(lambda text: sum(map(str.isdigit, text)) < 16))
def test_a_value_goes_in_as_it_is(text):
    """Braces in a value are never read as a place to fill in."""
    assert f"ahli waris {text} sudah" in queries.say("claims.paid", {**PAID, "name": text}, on=TODAY)


@pytest.fixture
def folder(tmp_path):
    """The shipped variables and one message, to be spoiled."""
    (tmp_path / "texts").mkdir()
    shutil.copy(check.HERE / "variables.yaml", tmp_path)
    shutil.copy(check.HERE / "texts" / "claims.paid.yaml", tmp_path / "texts")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{tail}", "{ekor}", "id: uses {ekor}, which the message does not name"),
        ("{tail}", "tiga", "id: does not use {tail}, which the message names"),
        ("tail, ", "ekor, ", "the variable 'ekor' is not in variables.yaml"),
        ("[amount, ", "[amount, amount, ", "each once"),
        ("{amount}", "Rp42.000.000 {amount}", "a figure is written by hand"),
        ("Tidak ada", "{ Tidak ada", "a brace stands alone"),
        ("Tidak ada", "Sekali lagi kami sampaikan, tidak ada", "takes 2 SMS"),
        ("sudah masuk", "sudah masuk ✅", "takes 3 SMS"),
        ("channel: sms", "channel: radio", "the channel 'radio' is unknown"),
        ("key: claims.paid", "key: claims.other", "be the file's name"),
        ("key: ", "kunci: ", "key is missing"),
        ("channel: sms", "channel: sms\nchannel: sms", "written twice"),
        ("2025-01-01", "besok", "texts must be dates"),
        ("2025-01-01:", "2025-01-01:\n    checked_on: besok", "checked_on must be a date"),
        ("    en:", "    tet:", "a text has id, en"),
        ("when:", "note: yes\nwhen:", "note must stand in id and en"),
        ("when:", "used_by: claims\nwhen:", "used_by must be a module"),
        ("variables: [", "variables: 7 #", "variables must be a list"),
    ],
)
def test_an_unsound_message_is_named_and_not_loaded(folder, old, new, says):
    path = folder / "texts" / "claims.paid.yaml"
    spoiled = path.read_text().replace(old, new, 1)
    assert spoiled != path.read_text()
    path.write_text(spoiled)
    assert any(says in sentence for sentence in check.findings(folder)), check.findings(folder)
    with pytest.raises(catalogue.Unsound, match=re.escape(says)):
        catalogue.read(folder)


def test_an_unsound_list_of_variables_stops_everything(folder, capsys):
    path = folder / "variables.yaml"
    path.write_text(path.read_text().replace("example: {id: Bank NTT, en: Bank NTT}", "example: Bank NTT"))
    assert check.findings(folder) == ["variables.yaml: bank must have says and example, each in id and en"]
    assert (check.main(folder), capsys.readouterr().err.count("\n")) == (1, 1)


def test_a_new_text_holds_from_its_day_and_the_old_one_stays(folder):
    path = folder / "texts" / "claims.paid.yaml"
    words = "Uangnya sudah masuk: {amount}, {name}, {bank} {tail}. {phone}"
    path.write_text(f"{path.read_text()}  2026-01-01:\n    id: '{words}'\n    en: '{words}'\n    checked_on: 2025-12-20\n")  # fmt: skip
    message = catalogue.read(folder)["claims.paid"]
    assert queries.text(message, on=date(2025, 12, 31)).checked_on is None
    assert queries.text(message, on=date(2026, 1, 1)).words["id"] == words


@pytest.mark.parametrize(
    ("text", "length", "parts"),
    [("", 0, 0), ("a" * 160, 160, 1), ("a" * 161, 161, 2), ("a" * 307, 307, 3), ("€" * 80, 160, 1), ("€" * 81, 162, 2), ("ś" * 70, 70, 1), ("ś" * 71, 71, 2), ("😀" * 35, 70, 1), ("😀" * 36, 72, 2)],
)  # fmt: skip
def test_the_length_in_sms(text, length, parts):
    assert (sms.length(text), sms.parts(text)) == (length, parts)
