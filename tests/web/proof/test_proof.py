"""A treasurer, an insurer's officer, a bank's officer and an auditor each find their figure; July agrees, October is under way."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from naung.delivery.contributions import queries
from naung.delivery.contributions.reconciling.models import Difference
from naung.delivery.programme import queries as programmes
from naung.foundation.exchange import queries as exchange
from naung.foundation.payments.models import BankLine
from naung.foundation.staff import queries as staff
from naung.kit.months import Month
from naung.partners.bpjs_tk.members import Members
from tests.partners.statement_files import camt
from tests.web.fixtures import entered

JULY = "/bukti/ntt-2025/2025-07"


def text(answer):
    return answer.content.decode()


def listed(*odd):
    month = Month(2025, 7)
    sent = [
        exchange.file_of(one.batch)
        for run in queries.runs(programmes.by_code("ntt-2025"), month)
        for one in queries.invoices(run)
    ]
    (content,) = Members(odd=odd).members(
        sent, programme="ntt-2025", month=month.first, on=Month(2025, 8).first
    )
    return SimpleUploadedFile("peserta.csv", content)


def test_the_year_says_which_months_agree(door):
    page = text(door("tina").get("/bukti"))
    assert "3 dari 6 bulan sepakat" in page
    assert "Masih berjalan" in page  # October is billed and not paid


def test_each_finds_their_own_figure_first(door):
    for login, first in (("tina", "Disetujui"), ("bpjs", "Diakui BPJS")):
        page = text(door(login).get(JULY))
        assert "disetujui = ditagih = didebit bank = diakui BPJS" in page
        assert page.index(f'<th scope="row">{first} <span class="tag">angka Anda') > 0


def test_october_names_what_stands_in_the_way(door):
    page = text(door("tina").get("/bukti/ntt-2025/2025-10"))
    assert "belum ada perintah bayar" in page
    assert "1 selisih bernama" in page


def test_down_to_the_person(door):
    assert "Namosain" in text(door("tina").get(f"{JULY}/wilayah/53.71"))
    assert "Marta Contoh Tefa" in text(door("tina").get(f"{JULY}/desa/53.71.01.1001"))
    assert "keempat sumber mengatakan hal yang sama" in text(
        door("tina").get(f"{JULY}/desa/53.71.01.1001?hanya=selisih")
    )


@pytest.mark.parametrize("path", ["/bukti/ntt-1999/2025-07", "/bukti/ntt-2025/2024-07", "/bukti/ntt-2025/juli", f"{JULY}/wilayah/53.03", f"{JULY}/desa/53.03.01.2001",
                                  "/rekening-koran/999", "/rekening-koran/mutasi/99999", "/titipan/suspense/999", "/titipan/lain/1"])  # fmt: skip
def test_what_is_not_there_is_not_found(door, path):
    assert door("tina").get(path).status_code == 404


def test_a_list_of_members_is_compared_and_what_differs_is_settled(own_world):
    bpjs, tina = entered("bpjs"), entered("tina")
    answer = bpjs.post(f"{JULY}/peserta", {"berkas": listed("missing", "renamed")}, follow=True)
    assert "2 selisih baru" in text(answer)
    queue = text(tina.get("/titipan"))
    assert "2 hal menunggu" in queue
    assert "kami bayar, tidak ada di daftar BPJS" in queue
    number = Difference.objects.get(kind="NOT_THERE").pk
    refused = tina.post(f"/titipan/difference/{number}", {"do": "settle", "sebab": "ya"})
    assert (refused.status_code, "Galat:" in text(refused)) == (422, True)
    given = tina.post(
        f"/titipan/difference/{number}",
        {"do": "give", "petugas": str(staff.officer("tina").pk), "catatan": "tolong tanyakan"},
        follow=True,
    )
    assert "Tina Contoh Bendahara" in text(given)
    done = tina.post(
        f"/titipan/difference/{number}", {"do": "settle", "sebab": "BPJS memperbaiki daftarnya"}, follow=True
    )
    assert "Selesai; sebabnya tercatat" in text(done)
    assert "1 hal menunggu" in text(tina.get("/titipan"))
    assert (
        bpjs.post(f"/titipan/difference/{number}", {"do": "settle", "sebab": "tidak boleh saya"}).status_code
        == 403
    )
    again = bpjs.post(f"{JULY}/peserta", {"berkas": listed("missing", "renamed")}, follow=True)
    assert "sudah pernah diambil" in text(again)
    wrong = bpjs.post("/bukti/ntt-2025/2025-08/peserta", {"berkas": listed()})
    assert (wrong.status_code, "bukan untuk halaman ini" in text(wrong)) == (422, True)


def test_a_statement_is_handed_in_and_a_fee_inside_a_debit_is_explained(own_world):
    tina, budi = entered("tina"), entered("budi")
    rubbish = tina.post("/rekening-koran", {"berkas": SimpleUploadedFile("x.xml", b"<!DOCTYPE a><a/>")})
    assert (rubbish.status_code, "demi keamanan" in text(rubbish)) == (422, True)
    content = camt([("K1", 2500, "", "BIAYA ADM OKTOBER"), ("K2", 1_500_000, "", "TANPA KETERANGAN")])
    handed = tina.post("/rekening-koran", {"berkas": SimpleUploadedFile("rk.xml", content)}, follow=True)
    assert "2 mutasi baru, 0 pembayaran cocok" in text(handed)
    fee, odd = (BankLine.objects.get(bank_ref=ref) for ref in ("K1", "K2"))
    assert "kata-kata bank menyebutnya" in text(tina.get(f"/rekening-koran/mutasi/{fee.pk}"))
    said = {"apa": "CHARGE", "alasan": "Biaya administrasi bulanan", "dokumen": "RK Oktober"}
    assert tina.post(f"/rekening-koran/mutasi/{fee.pk}", {**said, "alasan": ""}).status_code == 422
    assert "Dicatat dan dibukukan" in text(tina.post(f"/rekening-koran/mutasi/{fee.pk}", said, follow=True))
    waits = tina.post(f"/rekening-koran/mutasi/{odd.pk}", {**said, "apa": "OTHER"}, follow=True)
    assert "Orang lain, pejabat penyetuju, yang memutus" in text(waits)
    assert "menunggu orang kedua" in text(budi.get(f"/rekening-koran/mutasi/{odd.pk}"))
    inbox = text(budi.get("/persetujuan"))
    assert "Mutasi K2" in inbox
    copy = tina.post(f"/rekening-koran/{fee.statement_id}")
    assert (copy.content, copy["X-Naung-Sha256"]) == (content, fee.statement.sha256)


def test_the_proof_is_printed_once_and_anybody_may_check_its_code(own_world):
    from django.test import Client

    from naung.foundation.papers.models import Paper

    tina = entered("tina")
    assert tina.get(f"{JULY}/cetak").status_code == 404
    page = tina.post(f"{JULY}/cetak", follow=True)
    assert "Bukti dicetak dan didaftarkan" in text(page)
    assert tina.get(f"{JULY}/cetak").content[:5] == b"%PDF-"
    assert tina.get(f"{JULY}/cetak?bentuk=xlsx").content[:2] == b"PK"
    code = Paper.objects.get(kind="contributions.proof").code
    assert "Bukti tiga arah iuran" in text(Client().get(f"/periksa/{code}"))
    assert entered("bpjs").post(f"{JULY}/cetak").status_code == 403
