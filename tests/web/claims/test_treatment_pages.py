"""A fisher hurt at sea (K-2025-0001): his treatment as officers enter it, put it right, and read it in a minute."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.fixtures import entered

PAGE = "/klaim/ntt-2025/K-2025-0001/perawatan"
COST = {"jenis": "cost", "hari": "2025-10-13", "apa": "surgery", "rupiah": "61.500.000", "dibayar": "insurer", "fasilitas": "F5371-1", "nomor": "INV 9"}  # fmt: skip
OWN = {"jenis": "cost", "hari": "2025-10-13", "apa": "examination", "rupiah": "350.000", "dibayar": "family",
       "nama_fasilitas": "Klinik Ibu Contoh", "nomor": "KW/7"}  # fmt: skip
REST = {
    "jenis": "rest",
    "hari": "2025-10-13",
    "sampai": "2025-10-25",
    "nomor": "SKI-1",
    "catatan": "patah tulang kering",
}


def text(answer) -> str:
    return answer.content.decode()


def tell(client, typed, status=303):
    answer = client.post(PAGE, typed)
    assert answer.status_code == status, text(answer)
    return text(answer) if status != 303 else text(client.get(PAGE))


def test_it_works(own_world):
    dewi = entered("dewi")
    assert "Belum ada yang dicatat" in text(dewi.get(PAGE))
    tell(dewi, COST)
    tell(dewi, OWN)
    seen = tell(dewi, REST)
    for says in ("Rp61.850.000", "Masih hak keluarga", "Rp350.000", "tanpa batas", "Surat istirahat berakhir 25 Oktober 2025 (5 hari lagi)",
                 "di luar PLKK", "13 hari", "patah tulang kering", "bukan PLKK"):  # fmt: skip
        assert says in seen, says
    again = tell(dewi, {**COST, "rupiah": "1"}, status=422)
    assert (
        "Galat:" in again
        and "Kuitansi INV 9 dari tempat ini sudah dihitung pada 13 Oktober 2025, Rp61.500.000" in again
    )
    assert 'value="1"' in again and 'href="#nomor"' in again, (
        "nothing typed is lost, and the sentence leads to its field"
    )


def test_a_part_that_can_be_paid_asks_for_who_receives_it(own_world):
    dewi, claim = entered("dewi"), PAGE.removesuffix("/perawatan")
    assert "Belum ada yang ditunjuk sebagai penerima</a>" not in text(dewi.get(claim))
    tell(dewi, {**REST, "sampai": "2025-10-18"})
    seen = text(dewi.get(claim))
    assert "Bagian yang sudah dapat dibayar selama perawatan: 1" in seen
    assert "Belum ada yang ditunjuk sebagai penerima</a>" in seen


def test_a_mistake_is_put_right_and_one_is_voided(own_world):
    dewi = entered("dewi")
    tell(dewi, OWN)
    form = text(dewi.get(PAGE, {"catat": "cost", "ganti": "1"}))
    assert 'value="350000"' in form and 'value="Klinik Ibu Contoh"' in form and "Mengapa diperbaiki" in form
    assert 'value="13-10-2025"' in form and 'type="date"' not in form
    assert "Tulis alasannya" in tell(dewi, {**OWN, "rupiah": "35.000", "ganti": "1"}, status=422)
    seen = tell(dewi, {**OWN, "rupiah": "35.000", "ganti": "1", "alasan": "nolnya kelebihan satu"})
    assert "<s>Rp350.000</s>" in seen and "nolnya kelebihan satu" in seen and "Rp35.000" in seen
    seen = tell(dewi, {"jenis": "void", "ganti": "2", "alasan": "kuitansi orang lain"})
    assert "<s>Rp35.000</s>" in seen and '<p class="figure">Rp0</p>' in seen


def test_the_doctors_word_ends_it(own_world):
    dewi = entered("dewi")
    tell(dewi, REST)
    stated = {"jenis": "statement", "hari": "2025-10-20", "apa": "partial_functional", "dokter": "dr. Contoh", "nomor": "3b-1",
              "bagian-1": "index_right", "hilang-1": "12,5"}  # fmt: skip
    assert "bukan persen antara 0 dan 100" in tell(dewi, {**stated, "hilang-1": "125"}, status=422)
    assert "dokter yang menetapkannya" in tell(dewi, {**stated, "hilang-1": ""}, status=422)
    seen = tell(dewi, stated)
    for says in ("cacat sebagian fungsi", "telunjuk tangan kanan (9%), fungsi hilang 12,5%", "Laporan tahap II paling lambat 22 Oktober 2025 (2 hari lagi)",
                 "8 hari, dihitung sampai pernyataan dokter"):  # fmt: skip
        assert says in seen, says
    seen = tell(dewi, {"jenis": "second_report"})
    assert "Laporan tahap II tercatat." in seen and "paling lambat" not in seen
    assert "K-2025-0001" not in text(dewi.get("/perawatan"))


def test_who_reads_of_somebodys_health(own_world):
    tell(entered("dewi"), {**REST, "sampai": "2025-10-18"})
    assert entered("lurah").get(PAGE).status_code == 403
    village = text(entered("lurah").get("/klaim/ntt-2025/K-2025-0001"))
    assert "Masih dirawat, bulan ke-1" in village and "sudah lewat 2 hari" in village
    assert "Biaya perawatan" not in village and "patah" not in village
    assert (
        entered("jauh").get(PAGE).status_code == 404 and entered("jauh").post(PAGE, REST).status_code == 404
    )
    approver = text(entered("budi").get(PAGE, {"catat": "rest"}))
    assert (
        "Perawatan dicatat petugas dinas" in approver and '<form method="post" action="/klaim' not in approver
    )


def test_the_queue_of_running_cases_asks_a_fixed_number_of_questions(own_world):
    dewi = entered("dewi")
    tell(dewi, {**REST, "sampai": "2025-10-18"})
    with CaptureQueriesContext(connection) as asked:
        seen = text(dewi.get("/perawatan"))
    assert "K-2025-0001, Namosain" in seen and "bulan ke-1" in seen and "Tanggalnya lewat (1)" in seen
    assert sum("claims_" in one["sql"] for one in asked) == 2
    assert "K-2025-0001" in text(dewi.get("/perawatan", {"tanggal": "lewat"}))
    assert "K-2025-0001" not in text(entered("jauh").get("/perawatan"))
