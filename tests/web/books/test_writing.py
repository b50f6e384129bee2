"""The treasurer writes, reverses and closes; the approver decides; the papers are the same bytes for the same facts."""

import io

import openpyxl
import pytest

from naung.foundation.ledger import books, queries
from naung.foundation.papers.models import Paper
from naung.kit.canonical import sha256
from tests.web.fixtures import entered
from tests.web.test_pages import text

pytestmark = pytest.mark.usefixtures("own_world")
MONTH = 27 * 16_800


def approve(number, figure):
    client = entered("budi")
    page = client.get(f"/persetujuan/{number}")
    return client.post(
        f"/persetujuan/{number}",
        {"keputusan": "setujui", "ketik": figure, "sidik": page.context["approval"].content_hash},
    )


def number_in(answer) -> int:
    assert answer.status_code == 303, text(answer)
    return int(answer["Location"].rpartition("/")[2])


def test_a_journal_by_hand_from_the_form_to_the_books():
    form = {"tanggal": "2025-10-20", "uraian": "Biaya administrasi bank Oktober", "dokumen": "RK-10 (DATA CONTOH)", "akun1": "5.1.2", "debit1": "6.500",
            "wilayah1": "53.71", "akun2": "1.1.1", "kredit2": "Rp 6.500", "wilayah2": "53.71"}  # fmt: skip
    wrong = entered("tina").post("/buku/memorial", {**form, "kredit2": "6.400"})
    assert wrong.status_code == 422 and "Galat:" in text(wrong)
    assert "Jurnal tidak seimbang: selisih Rp100" in text(wrong) and 'value="6.400"' in wrong.content.decode()
    assert "bukan rupiah utuh" in text(entered("tina").post("/buku/memorial", {**form, "debit1": "6,5"}))
    assert "debit atau kredit saja" in text(entered("tina").post("/buku/memorial", {**form, "kredit1": "1"}))
    waits = number_in(entered("tina").post("/buku/memorial", form))
    assert "kas atau titipan" in text(entered("budi").get(f"/persetujuan/{waits}"))
    assert queries.balance("5.1.2") == 0
    number_in(approve(waits, "Rp6.500"))
    assert queries.balance("5.1.2") == 6500
    said = text(
        entered("tina").get(f"/buku/jurnal/{books.journals(books.Asked(kind='manual')).rows[0]['id']}")
    )
    assert (
        "BM/2025/0001, RK-10 (DATA CONTOH). Disiapkan Tina Contoh Bendahara, diputuskan Budi Contoh Penyetuju."
        in said
    )


def test_a_reversal_from_the_journals_page():
    journal = queries.by_key("contributions/ntt-2025/2025-10/1")
    page = f"/buku/jurnal/{journal.pk}"
    short = entered("tina").post(page, {"tanggal": "2025-10-20", "alasan": "salah", "dokumen": "ND-1"})
    assert short.status_code == 422 and "paling sedikit 10 huruf" in text(short)
    waits = number_in(
        entered("tina").post(
            page, {"tanggal": "2025-10-20", "alasan": "Tagihan Oktober keliru", "dokumen": "ND-1"}
        )
    )
    assert "menunggu keputusan" in text(entered("tina").get(page))
    assert "laporan realisasi berbeda" in text(entered("budi").get(f"/persetujuan/{waits}"))
    number_in(approve(waits, str(MONTH)))
    undone = books.reversal_of(journal)
    assert f"reverse/{journal.key}" in text(entered("tina").get(page))
    assert journal.key in text(entered("tina").get(f"/buku/jurnal/{undone.pk}"))
    assert queries.balance("2.1.1") == 0


def test_july_is_closed_by_two_people_and_stays():
    client = entered("tina")
    assert "yang berikutnya Juli 2025" in text(client.get("/buku/tutup/2025-08"))
    early = client.post("/buku/tutup/2025-08", {})
    assert early.status_code == 422 and "Bulan ditutup berurutan" in text(early)
    assert client.get("/buku/tutup/2024-01").status_code == 404
    waits = number_in(client.post("/buku/tutup/2025-07", {}))
    said = text(entered("budi").get(f"/persetujuan/{waits}"))
    assert "Penutupan buku Juli 2025" in said and "Selisih neraca saldo tidak ada" in said
    number_in(approve(waits, f"{2 * MONTH}"))
    said = text(client.get("/buku/tutup/2025-07"))
    assert (
        "Disiapkan Tina Contoh Bendahara, ditutup Budi Contoh Penyetuju" in said
        and "sama seperti saat ditutup" in said
    )
    late = {
        "tanggal": "2025-07-30",
        "uraian": "Biaya administrasi bank Juli",
        "dokumen": "RK-07",
        "akun1": "5.1.2",
        "debit1": "1",
        "akun2": "1.1.1",
        "kredit2": "1",
    }
    assert "Pembukuan Juli 2025 sudah ditutup" in text(client.post("/buku/memorial", late))


def test_the_report_on_paper_is_registered_once_and_checked_by_anybody():
    client, page = entered("tina"), "/buku/realisasi/2025/2025-09/lra.pdf"
    assert client.get(page).status_code == 404
    assert client.post(page).status_code == client.post(page).status_code == 303
    paper = Paper.objects.get(kind="books.lra")
    content = client.get(page).content
    assert content.startswith(b"%PDF") and sha256(content) == paper.sha256
    assert "Laporan realisasi anggaran" in text(entered("tina").get(f"/periksa/{paper.code}"))
    sheet = openpyxl.load_workbook(
        io.BytesIO(client.get("/buku/realisasi/2025/2025-09/lra.xlsx").content)
    ).active
    assert sheet.cell(3, 6).value == 3 * MONTH


def test_the_working_paper_is_made_once_for_the_same_facts():
    client, form = (
        entered("tina"),
        {"dari": "2025-07", "sampai": "2025-10", "benih": "angka koran 20 Oktober", "ukuran": "5"},
    )
    for wrong in ({"benih": " "}, {"sampai": "2025-06"}, {"ukuran": "banyak"}, {"dari": "Juli"}):
        assert client.post("/buku/kertas-kerja", form | wrong).status_code == 422
    assert (
        client.post("/buku/kertas-kerja", form).status_code
        == client.post("/buku/kertas-kerja", form).status_code
        == 303
    )
    paper = Paper.objects.get(kind="books.paper")
    content = client.get(f"/buku/kertas-kerja/{paper.code}.xlsx").content
    assert sha256(content) == paper.sha256
    assert paper.number in text(client.get("/buku/kertas-kerja"))
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    assert book.sheetnames == [
        "Sampul",
        "Neraca saldo",
        "Jurnal",
        "Entri",
        "Mutasi bank",
        "Tagihan",
        "Tanda terima",
        "Selisih",
        "Contoh",
    ]
