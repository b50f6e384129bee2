"""What the treasurer and the auditor read in the books: nothing here writes."""

import pytest

from tests.web.test_pages import text

MONTH = 27 * 16_800  # the world's 27 people


def rp(n: int) -> str:
    return f"Rp{n:,}".replace(",", ".")


def test_it_works(door):
    said = text(door("tina").get("/buku"))
    assert "Juli 2025" in said and "Oktober 2025" in said
    assert "2.1.1 Utang iuran BPJS Ketenagakerjaan" in said and "Belum disepakati dengan BKAD." in said


def test_the_trial_balance_of_a_month(door):
    said = text(door("tina").get("/buku/neraca-saldo?bulan=2025-08"))
    assert (
        f"5.1.1 Beban iuran jaminan sosial pekerja rentan Beban {rp(MONTH)} {rp(MONTH)} Rp0 {rp(2 * MONTH)}"
        in said
    )
    assert f"Saldo debit {rp(2 * MONTH)}, saldo kredit {rp(2 * MONTH)}." in said


def test_the_same_by_a_level_of_the_treasurers_chart(door):
    said = text(door("tina").get("/buku/neraca-saldo?bulan=2025-09&tingkat=3"))
    assert f"8.1.02 Beban Barang dan Jasa {rp(2 * MONTH)} {rp(MONTH)} Rp0 {rp(3 * MONTH)}" in said
    assert "5.1.1" not in said


def test_a_card_says_the_balance_after_each_entry(door):
    said = text(door("tina").get("/buku/akun/2.1.1?dari=2025-08&sampai=2025-10"))
    assert f"Saldo akhir Oktober 2025 -{rp(MONTH)}" in said
    assert f"-{rp(MONTH)} " in said and "contributions/ntt-2025/2025-10/1" in said
    assert door("tina").get("/buku/akun/9.9.9").status_code == 404
    assert door("tina").get("/buku/akun/2.1.1?dari=besok").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found", "not_found"),
    [
        ("jenis=bill", "contributions/ntt-2025/2025-07/1", "payment/"),
        ("akun=1.1.1", "payment/", "/2025-10/1 "),
        ("bulan=2025-10", "contributions/ntt-2025/2025-10/1", "2025-07"),
        ("q=Juli", "contributions/ntt-2025/2025-07/1", "2025-08/1"),
    ],
)
def test_journals_by_what_is_asked(door, asked, found, not_found):
    page = text(door("tina").get(f"/buku/jurnal?{asked}"))
    rows = page.partition("Tanggal Jurnal Jenis")[2]
    assert found in rows and not_found not in rows


def test_realised_is_what_left_the_bank_and_agrees_with_the_ledger(door):
    said = text(door("tina").get("/buku/realisasi/2025?sampai=2025-10"))
    assert f"{rp(3 * MONTH)} keluar dari rekening sampai akhir Oktober 2025" in said, (
        "October is billed and not paid"
    )
    assert "Sama di tiap bulan dan tiap wilayah" in said
    assert door("tina").get("/buku/realisasi/1999").status_code == 404


def test_a_regency_sees_its_own_entries_and_takes_nothing_away(own_world):
    from datetime import date

    from naung.foundation.staff import actions as staff
    from naung.kit.actor import system
    from tests.web import world as small_world
    from tests.web.fixtures import entered

    for login, region in (("kasir", "53.71"), ("kasir-jauh", "53.03")):
        staff.appoint(login=login, name=login, identity=f"NIP-{login}", password=small_world.PASSWORD, role="treasurer", region=region,
                      since=date(2025, 1, 1), by=system("test"), at=small_world.at(date(2025, 7, 1)), once=False)  # fmt: skip
    here, far = entered("kasir"), entered("kasir-jauh")
    assert "Anda melihat entri wilayah Anda saja" in text(here.get("/buku"))
    assert here.get("/buku/jurnal/1").status_code == 200
    assert far.get("/buku/jurnal/1").status_code == 404
    assert "Tidak ada jurnal yang cocok." in text(far.get("/buku/jurnal"))
    assert here.get("/buku/realisasi/2025/2025-09/lra.xlsx").status_code == 404
    assert here.post(
        "/buku/kertas-kerja", {"dari": "2025-07", "sampai": "2025-09", "benih": "x", "ukuran": "3"}
    ).status_code in (403, 409)
