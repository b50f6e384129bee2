"""The budget on screen: what a year holds, a line's documents, rupiah moved by two people, and who pays."""

import csv
import io
import re
from datetime import date

import pytest

from naung.delivery.programme import queries as programmes
from tests.web.fixtures import entered

PAID, HELD = 3 * 27 * 16_800, 27 * 100_800  # three months of 27 people are paid, six are committed
PROVINCE = "Pemerintah Provinsi Nusa Tenggara Timur"


def text(answer) -> str:
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", plain)


def figures(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_it_works(door):
    """A treasurer reads one year: granted, committed, free, paid, and what the year will have used."""
    said = text(door("tina").get("/program/2025/anggaran"))
    for figure in ("Rp10.080.000.000", "Rp2.721.600", "Rp10.077.278.400", "Rp1.360.800"):
        assert figure in said
    assert "Diperkirakan tersisa Rp10.077.278.400 pada akhir tahun." in said
    assert "Perda APBD NTT 2025 (DATA CONTOH), 27 Desember 2024" in said


def test_the_menu_leads_to_the_newest_year(door):
    assert door("tina").get("/anggaran")["Location"] == "/program/2026/anggaran"
    assert 'href="/anggaran"' in door("tina").get("/beranda").content.decode()


def test_a_year_without_a_line_is_not_found(door):
    assert door("tina").get("/program/2019/anggaran").status_code == 404
    assert door("tina").get("/program/2019/anggaran.csv").status_code == 404


def test_the_file_says_what_the_page_says(door):
    (row,) = figures(door("tina").get("/program/2025/anggaran.csv"))
    assert (row["granted"], row["committed"], row["realised"], row["due"], row["forecast"]) == (
        "10080000000", str(HELD), str(PAID), str(PAID), str(HELD))  # fmt: skip
    assert (row["payer"], row["state"], row["note"]) == (PROVINCE, "GRANTED", "DATA CONTOH")


def test_a_regency_reads_the_line_but_not_what_became_of_it(door):
    (row,) = figures(door("dewi").get("/program/2025/anggaran.csv"))
    assert (row["granted"], row["committed"], row["realised"], row["forecast"]) == ("10080000000", str(HELD), "", "")  # fmt: skip
    said = text(door("dewi").get("/anggaran/1"))
    assert "Yang mengikat baris ini" not in said


def test_a_line_says_who_took_what_of_it(door):
    said = text(door("tina").get("/anggaran/1"))
    assert "Kota Kupang Juli 2025 6 27 27 Rp2.721.600" in said
    assert "September 2025 Rp453.600" in said


def test_the_payer_with_its_people_months_and_dates(door):
    assert PROVINCE in text(door("tina").get("/pembayar"))
    said = text(door("tina").get("/pembayar/1"))
    for words in ("Kota Kupang 27", "3 dari 6", "Oktober 2025", "31 Desember 2025", "0 dari 12"):
        assert words in said


def test_a_payer_nobody_here_has_is_not_found(door):
    assert door("tina").get("/pembayar/999").status_code == 404
    assert door("tina").get("/anggaran/999").status_code == 404


def test_somebody_who_only_reads_has_no_form(door):
    answer = door("sari").get("/program/2025/anggaran")
    assert 'name="apa"' not in answer.content.decode()
    assert "disiapkan bendahara" in text(answer)


@pytest.fixture
def tina(own_world):
    return entered("tina")


def propose(tina, **changed):
    asked = {"apa": "usul", "program": "ntt-2025", "pembayar": PROVINCE, "baris": "Cadangan (DATA CONTOH)", "jumlah": "Rp500.000.000", "rekening": "", **changed}  # fmt: skip
    return tina.post("/program/2025/anggaran", asked)


def sign(login: str, where: str, figure: str) -> None:
    client = entered(login)
    seen = re.search(r'name="sidik" value="([0-9a-f]{64})"', client.get(where).content.decode())[1]
    answer = client.post(where, {"keputusan": "setujui", "ketik": figure, "sidik": seen})
    assert answer.status_code == 303, text(answer)


def paper(tina, where: str, rupiah: str = "500.000.000"):
    return tina.post(where, {"jenis": "perda_perubahan", "nomor": "Perda 9 (DATA CONTOH)", "tanggal": "2025-09-30", "rupiah": rupiah})  # fmt: skip


def test_from_a_proposal_to_rupiah_that_moved(tina):
    """Proposed by the treasurer, granted by a document and moved by another, each signed by the approver."""
    where = propose(tina)["Location"]
    assert "diusulkan, belum ada dokumen" in text(tina.get(where))
    sign("budi", paper(tina, where)["Location"], "500.000.000")
    assert "Perda Perubahan APBD, Perda 9 (DATA CONTOH), 30 September 2025" in text(tina.get(where))
    asked = {"apa": "geser", "dari": where.rpartition("/")[2], "ke": "1", "rupiah": "120.000.000", "alasan": "Cadangan tidak terpakai", "jenis": "peraturan_kepala_daerah",
             "nomor": "Pergub 7 (DATA CONTOH)", "tanggal": "2025-10-01"}  # fmt: skip
    sent = tina.post("/program/2025/anggaran", asked)
    sight = text(tina.get(sent["Location"]))
    assert "Rp500.000.000 menjadi Rp380.000.000" in sight and "Rp10.080.000.000 menjadi Rp10.200.000.000" in sight  # fmt: skip
    assert "Anda yang menyiapkan ini" in sight
    sign("budi", sent["Location"], "120000000")
    assert {line.rupiah for line in programmes.lines(year=2025)} == {380_000_000, 10_200_000_000}
    assert "Rp10.580.000.000 ditetapkan" in text(tina.get("/program/2025/anggaran"))
    became = {
        row["line"][:3]: (row["realised"], row["due"])
        for row in figures(tina.get("/program/2025/anggaran.csv"))
    }
    assert became == {
        "DPA": (str(PAID), str(PAID)),
        "Cad": ("0", "0"),
    }  # each month is paid from the line that its list took


def test_what_is_wrong_is_said_above_and_at_the_field_and_nothing_typed_is_lost(tina):
    where = propose(tina)["Location"]
    answer = paper(tina, where, rupiah="0")
    assert answer.status_code == 422 and "Galat:" in answer.content.decode()
    assert answer.content.decode().count("Isi rupiah yang berlaku sesudah dokumen ini") == 2
    assert 'value="Perda 9 (DATA CONTOH)"' in answer.content.decode()
    future = tina.post(where, {"jenis": "perda_apbd", "nomor": "X", "tanggal": "2025-12-31", "rupiah": "1"})
    assert "tidak sesudah hari ini" in text(future)
    assert propose(tina, jumlah="500").status_code == 422  # the same line on other terms
    nowhere = tina.post("/program/2025/anggaran", {"apa": "geser", "dari": "1", "ke": "1", "rupiah": "1", "alasan": "a" * 12, "jenis": "perda_apbd",
                                                  "nomor": "X", "tanggal": "2025-10-01"})  # fmt: skip
    assert nowhere.status_code == 422 and "dua baris anggaran yang berbeda" in text(nowhere)
    assert tina.post("/program/2025/anggaran", {"apa": "lain"}).status_code == 404


def test_what_waits_is_taken_back_with_a_reason(tina):
    where = paper(tina, propose(tina)["Location"])["Location"]
    assert "Tarik kembali" in text(tina.get(where))
    assert tina.post(f"{where}/tarik", {"alasan": "salah"}).status_code == 422
    assert tina.post(f"{where}/tarik", {"alasan": "Salah nomor dokumennya"}).status_code == 303
    assert "ditarik" in text(tina.get(where)) and "Salah nomor dokumennya" in text(tina.get(where))
    assert tina.get(f"{where}/tarik").status_code == 404
    assert entered("sari").get(f"{where}/tarik").status_code == 404  # a verifier prepares no budget


def test_places_that_wait_to_move_are_taken_back_too(own_world):
    sari = entered("sari")
    asked = {
        "dari": "53.08",
        "ke": "53.71",
        "jumlah": "10",
        "alasan": "Tempat di Ende tidak terisi",
        "dokumen": "B-1",
    }
    where = sari.post("/program/2025/kuota", asked)["Location"]
    assert sari.post(f"{where}/tarik", {"alasan": "Ende mengusulkan lagi"}).status_code == 303
    assert next(iter(programmes.moves())).state == "VOID"


def test_the_trail_and_the_months_know_it(tina):
    from naung.foundation.trail.models import Entry

    propose(tina)
    entry = Entry.objects.filter(verb="programme.propose_line").get()
    assert (entry.facts["rupiah"], entry.region) == (500_000_000, "53")
    line = programmes.lines(year=2025)[-1]
    assert (line.state, line.rupiah, line.asked) == ("PROPOSED", 0, 500_000_000)
    assert programmes.line(line.id).programme.first_month == date(2025, 7, 1)
