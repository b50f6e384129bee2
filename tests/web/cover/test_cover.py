"""The calendar of what ends, the names behind it, and a late payer's letter: by those who look and those who decide."""

import csv
import io
from datetime import date

import pytest

from naung.delivery.contributions.cover import facts as cover_facts
from naung.delivery.contributions.cover import letters as cover_letters
from naung.delivery.registry import queries as registry
from tests.web.fixtures import entered
from tests.web.world import code_of

CALENDAR, PEOPLE, LETTERS = "/perlindungan", "/perlindungan/daftar", "/perlindungan/surat"
LETTER = {"program": "ntt-2025", "wilayah": "53", "nomor": "900/88/BPKAD", "tanggal": "2025-10-18", "dari": "2025-10", "sampai": "2025-10",
          "alasan": "SP2D bulan Oktober terlambat terbit"}  # fmt: skip


def said(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_works(door):
    """On 20 October October is billed and unpaid: it may be paid until 31 December, which is also the programme's last day."""
    text = said(door("dewi"), CALENDAR + "?hari=90")
    assert "27 orang sampai 18 Januari 2026" in text and "masa program selesai" in text
    assert "Pengumuman untuk pekerja di Kota Kupang." in text and "Marta" not in text


def test_a_span_in_which_nothing_ends_says_so_and_what_to_do(door):
    text = said(door("dewi"), CALENDAR)
    assert "0 orang sampai 19 November 2025" in text and "Lihat jangka yang lebih panjang di atas." in text


def test_another_region_sees_none_of_it(door):
    assert "0 orang" in said(door("jauh"), CALENDAR + "?hari=90")
    assert "Tidak seorang pun cocok." in said(door("jauh"), PEOPLE + "?hari=90")


def test_a_village_sees_its_own_people(door):
    assert "14 orang sampai" in said(door("lurah"), CALENDAR + "?hari=90")


def test_the_names_are_found_and_filtered(door):
    text = said(door("dewi"), PEOPLE + "?hari=90&q=tefa")
    assert "1 orang dalam 90 hari" in text and "Marta Contoh Tefa" in text and "Menunggu iuran diakui" in text
    assert "Tidak seorang pun cocok." in said(door("dewi"), PEOPLE + "?hari=90&sebab=decided")


def test_taking_the_names_is_on_the_trail_and_carries_no_number(own_world):
    from naung.foundation.trail.models import Entry

    answer = entered("dewi").post(PEOPLE + "?hari=90")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert (len(rows), {row["note"] for row in rows}, {row["ends_on"] for row in rows}) == (
        27,
        {"DATA CONTOH"},
        {"2025-12-31"},
    )
    assert not any(len(cell) >= 16 and cell.isdigit() for row in rows for cell in row.values())
    entry = Entry.objects.get(verb="contributions.export_endings")
    assert entry.facts["people"] == 27


def test_a_letter_is_entered_by_one_and_decided_by_another(own_world):
    marta = registry.by_code(code_of("Marta Contoh Tefa")).pk
    assert cover_facts.on_day(marta, date(2025, 10, 20)).death.state == "PENDING"
    made = entered("tina").post(LETTERS, LETTER)
    assert made.status_code == 303
    letter = cover_letters.everything().get()
    assert (letter.state, letter.approval.rows) == ("PREPARED", 27)
    signed = entered("budi").post(
        made["Location"], {"keputusan": "setujui", "ketik": "27", "sidik": letter.content_hash}
    )
    assert signed.status_code == 303
    letter.refresh_from_db()
    assert (letter.state, letter.decided_on) == ("DECIDED", date(2025, 10, 20))
    found = cover_facts.on_day(marta, date(2025, 10, 20)).death
    assert (found.state, found.letter) == ("REVIEW", "900/88/BPKAD")
    assert "900/88/BPKAD" in said(entered("budi"), LETTERS)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"nomor": ""}, "Tulis nomor surat"),
        ({"tanggal": "2025-12-01"}, "tanggal surat tidak boleh sesudah hari ini"),
        ({"tanggal": ""}, "Tanggal surat belum diisi"),
        ({"dari": "Oktober"}, "Bulan ditulis seperti 2025-07."),
        ({"dari": "2025-01"}, "harus bulan program ntt-2025"),
        ({"alasan": "telat"}, "Tulis alasannya"),
        ({"wilayah": "52"}, "bukan wilayah program"),
        ({"wilayah": "53.03"}, "Tidak ada peserta program"),
    ],
)
def test_what_is_no_letter_is_shown_again_and_nothing_is_lost(door, change, says):
    answer = door("tina").post(LETTERS, LETTER | change)
    text = answer.content.decode()
    (field,) = [name for name in change if name != "program"]
    assert answer.status_code == 422 and "Galat:" in text
    assert text.count(says) == 2 and f'id="{field}-galat"' in text  # above the form, and at its field
    assert not cover_letters.everything().exists()


def test_a_person_s_page_says_the_sentence(door):
    text = said(door("dewi"), f"/orang/{code_of('Marta Contoh Tefa')}")
    assert "Iuran Oktober 2025 sudah ditagih dan belum diakui." in text
    assert "Beasiswa anak: 3 dari 36 bulan berturut-turut" in text
