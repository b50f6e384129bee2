"""One bank, one port, five languages: whichever is configured, the same orders end the same way."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import PayLine
from naung.partners import languages
from naung.partners.bank_ntt.payments import Bank
from naung.partners.manners import KNOWN
from naung.partners.orders import Unwritable
from naung.partners.profiles import cells

DAY = date(2025, 7, 20)
GOOD = PayLine(1, "539000000017", "BPJS Ketenagakerjaan", "539000000017", 50400, "Iuran Juli 2025 53.71")
BAD = PayLine(2, "539000000025", "BPJS, Ketenagakerjaan; 'cabang'", "12", 16800, "Iuran Juli 2025 53.01")
KEY = "ntt-2025/2025-07/1"
every = pytest.mark.parametrize("name", languages.names())


def bank(name, folder, *manners):
    return Bank(language=name, misbehave=manners, lists=folder)


@every
def test_it_works(name, tmp_path):
    one = bank(name, tmp_path)
    content = one.write([GOOD, BAD], key=KEY, on=DAY)
    (reply,) = one.pay(content, on=DAY)
    answers, totals = one.read_answer(reply)
    assert [(a.number, a.ok, a.rupiah) for a in answers] == [(1, True, 50400), (2, False, 16800)]
    assert totals.rows == 2 and answers[1].code in ("R02", "AC01") and "tidak dikenal" in answers[1].reason
    assert b"DATA CONTOH" in content and content == one.write([GOOD, BAD], key=KEY, on=DAY)
    (booked,) = one.read_statement(one.statement([content], on=DAY)[0])
    assert (booked.reference, booked.amount, booked.on) == (GOOD.reference, 50400, DAY)


@every
@pytest.mark.parametrize("manner", KNOWN)
def test_every_misbehaviour_is_borne_in_every_language(name, manner, tmp_path):
    one, heard = bank(name, tmp_path, manner), {}
    content = one.write([GOOD, BAD], key=KEY, on=DAY)
    for _ in range(3):
        for reply in one.pay(content, on=DAY):
            with suppress(Unreadable):
                answers, totals = one.read_answer(reply)
                if totals.rows == len(answers):
                    heard |= {a.number: a.ok for a in answers if a.number in (1, 2)}
    assert heard == {1: True, 2: False}


@every
def test_a_file_is_understood_after_the_bank_was_given_another_language(name, tmp_path):
    before, after = bank(name, tmp_path), bank("naung", tmp_path)
    content = before.write([GOOD], key=KEY, on=DAY)
    (reply,) = after.pay(content, on=DAY)
    assert [a.ok for a in after.read_answer(reply)[0]] == [True]
    assert languages.of_order(content).name == name


@every
def test_a_payee_at_another_bank_is_named_or_refused(name, tmp_path):
    try:
        content = bank(name, tmp_path).write([replace(GOOD, bank="008")], key=KEY, on=DAY)
    except Unwritable as refused:
        assert name == "naung" and "menuju bank lain" in str(refused)
    else:
        assert languages.ordered(content).lines[0].bank == "008"


@pytest.mark.parametrize("name", [n for n in languages.names() if n.startswith("csv:")])
@pytest.mark.parametrize("changed", [{"reference": "5" * 31}, {"account": "9" * 36}, {"reference": "A;B"}, {"amount": 0}, {"amount": 10**16}])  # fmt: skip
def test_a_layout_never_cuts_what_identifies_money(name, changed, tmp_path):
    with suppress(Unwritable):
        content = bank(name, tmp_path).write([replace(GOOD, **changed)], key=KEY, on=DAY)
        (line,) = languages.ordered(content).lines
        assert {field: getattr(line, field) for field in changed} == changed and changed != {"amount": 0}


@pytest.mark.parametrize("name, broken", [
    ("csv:mandiri", lambda c: c.replace(b",50400.00,", b",50400.50,")), ("csv:mandiri", lambda c: c.replace(b",1,50400.00", b",2,50400.00")),
    ("csv:mandiri", lambda c: c[:-5]), ("csv:mandiri", lambda c: c.replace(b",IBU,", b",XXX,")), ("csv:ntt-tetap", lambda c: c.replace(b"\r\n9", b" \r\n9")),
    ("csv:ntt-tetap", lambda c: c.replace(b"\r\n1", b"\r\n7")), ("csv:ntt-tetap", lambda c: c[: c.index(b"\r\n9") + 2]),
])  # fmt: skip
def test_a_layout_is_read_as_strictly_as_it_is_written(name, broken, tmp_path):
    content = bank(name, tmp_path).write([GOOD], key=KEY, on=DAY)
    assert broken(content) != content
    with pytest.raises(Unreadable):
        languages.ordered(broken(content))


def test_a_cell_that_nobody_understands_is_no_layout():
    with pytest.raises(ValueError, match="cannot be understood"):
        cells.cell({"field": "amount", "widht": 18})


def test_the_language_is_configured_and_an_unknown_one_refuses(monkeypatch, tmp_path):
    monkeypatch.setenv("NAUNG_BANK_FORMAT", "pain001")
    assert Bank(misbehave=(), lists=tmp_path).language.name == "pain001"
    monkeypatch.setenv("NAUNG_BANK_FORMAT", "csv:mandri")
    with pytest.raises(languages.UnknownLanguage, match="csv:mandri; yang dikenal: naung, pain001"):
        Bank(misbehave=(), lists=tmp_path)
