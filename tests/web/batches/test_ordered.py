"""A file of payments on its page: read from its own bytes, whatever its language, and downloaded byte for byte."""

from dataclasses import replace
from datetime import date

import pytest

from naung.foundation.exchange import actions, calls
from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.ports import NewLine
from naung.partners import languages
from naung.web.batches import ordered
from tests.people import MACHINE, NOW, TODAY
from tests.web.test_pages import text

pytestmark = pytest.mark.usefixtures("own_world")


def paid():
    return exchange.batches("bank_ntt", "payment").first()


def again(language, **changed):
    """The same orders on another file, in another language."""
    there = exchange.file_of(paid())
    lines = [replace(line, **changed) for line in languages.ordered(there).lines]
    subjects = [line.subject for line in exchange.lines(paid())]
    content = languages.named(language).write(lines, key=f"ntt-2025/{language}", on=date(2025, 7, 21))
    new = [
        NewLine(n.number, subject, n.amount, n.reference) for n, subject in zip(lines, subjects, strict=True)
    ]
    return actions.prepare_batch(partner="bank_ntt", kind="payment", key=f"ntt-2025/{language}", region="53", content=content,
                                 rupiah=sum(n.amount for n in lines), lines=new, by=MACHINE, at=NOW)  # fmt: skip


def test_it_works(door):
    one = paid()
    said = text(door("tina").get(f"/iuran/berkas/{one.pk}"))
    (line, *_) = languages.ordered(exchange.file_of(one)).lines
    assert "Isi berkas" in said and "Bahasa berkas naung" in said and "Sama dengan jumlah kendali." in said
    assert line.reference in said and "BPJS Ketenagakerjaan" in said


def test_pain_is_readable_and_comes_byte_for_byte(door):
    one = again("pain001", payee="BPJS Kétenagakerjaan – Cabang")
    said = text(door("tina").get(f"/iuran/berkas/{one.pk}"))
    assert "Bahasa berkas pain001" in said and "NAUNG-20250721-" in said
    assert (
        "BPJS Ketenagakerjaan - Cabang" in said
        and "Ditulis dengan huruf bank; semula BPJS Ketenagakerjaan." in said
    )
    answer = door("tina").post(f"/iuran/berkas/{one.pk}/berkas")
    assert answer.content == exchange.file_of(one) and answer["Content-Disposition"].endswith('.xml"')


def test_every_language_is_told_with_its_sums():
    for language in languages.names():
        one = again(language)
        found = ordered.of(one)
        assert (found["language"], found["agrees"], found["count"], found["total"]) == (
            language,
            True,
            one.rows,
            one.rupiah,
        )
        assert all("•" in line["account"] for line in found["lines"])


def test_a_file_that_nobody_can_read_says_so(door):
    (line, *_) = exchange.lines(paid())
    one = actions.prepare_batch(partner="bank_ntt", kind="payment", key="ntt-2025/coba/2", region="53", content=b"apa ini", rupiah=1,
                                lines=[NewLine(1, line.subject, 1, "R")], by=MACHINE, at=NOW)  # fmt: skip
    assert "tidak berbahasa yang dikenal" in text(door("tina").get(f"/iuran/berkas/{one.pk}"))


def test_batches_of_people_have_no_such_card(door):
    one = exchange.batches("bpjs_tk", "enrolment").first()
    assert ordered.of(one) is None and "Isi berkas" not in text(door("sari").get(f"/kepesertaan/{one.pk}"))


def test_an_order_that_was_called_for_says_how_it_stands(door):
    one = again("pain001")
    (line, *rest) = languages.ordered(exchange.file_of(one)).lines
    asked = calls.ask(
        partner="bank_ntt",
        service="17",
        body=b"{}",
        region="53",
        day=TODAY,
        reference=line.reference,
        moves=True,
        by=MACHINE,
        at=NOW,
    )
    assert [n.get("fate", "")[:9] for n in ordered.of(one)["lines"]] == ["Terputus ", *[""] * len(rest)]
    calls.hear(call=asked, verdict="UNKNOWN", why="Jawaban bank terputus di tengah.", by=MACHINE, at=NOW)
    said = text(door("tina").get(f"/iuran/berkas/{one.pk}"))
    assert (
        "Hasilnya belum diketahui; keadaannya ditanyakan lagi, tidak dikirim lagi. Jawaban bank terputus di tengah."
        in said
    )
