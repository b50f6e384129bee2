"""Who may open which page; what nobody declared is open to nobody."""

import pytest
from django.urls import URLPattern, get_resolver

from naung.foundation.staff.roles import MAY
from naung.web.account.pages import PAGES as ACCOUNT
from naung.web.pages import PUBLIC, SIGNED_IN, Page, Undeclared
from naung.web.site import PAGE
from tests.web.world import CAST, code_of, paper_of_the_first_decree

ADDRESSES = {
    "public": "/", "region": "/wilayah/53.71", "open-data": "/data/wilayah.csv", "about-data": "/data", "health": "/sehat", "bank-notice": "/snap/v1.0/transfer/notify",
    "language": "/bahasa", "home": "/beranda", "find": "/orang/cari?q=marta", "person": "/orang/{marta}", "reveal": "/orang/{marta}/buka/nik", "calculator": "/hak/hitung", "cost": "/hak/biaya",
    "account_login": "/masuk", "account_logout": "/keluar", "mfa_authenticate": "/masuk/kode", "mfa_login_webauthn": "/masuk/kunci",
    "openid_connect_login": "/masuk/lewat/pemerintah", "openid_connect_callback": "/masuk/lewat/pemerintah/kembali",
    "account_change_password": "/akun/sandi", "account_reauthenticate": "/akun/pastikan", "mfa_reauthenticate": "/akun/pastikan/kode",
    "mfa_reauthenticate_webauthn": "/akun/pastikan/kunci", "mfa_index": "/akun/pengaman", "mfa_activate_totp": "/akun/pengaman/aplikasi",
    "mfa_deactivate_totp": "/akun/pengaman/aplikasi/hapus", "mfa_add_webauthn": "/akun/pengaman/kunci",
    "mfa_remove_webauthn": "/akun/pengaman/kunci/1/hapus", "mfa_view_recovery_codes": "/akun/pengaman/cadangan",
    "mfa_generate_recovery_codes": "/akun/pengaman/cadangan/baru", "usersessions_list": "/akun/sesi", "session-end": "/akun/sesi/1/akhiri",
    "resume": "/akun/lanjutkan",
    "officers": "/admin/petugas", "officer-appoint": "/admin/petugas/angkat", "officer": "/admin/petugas/1", "officer-post": "/admin/petugas/1/jabatan",
    "officer-password": "/admin/petugas/1/sandi", "officer-switch": "/admin/petugas/1/akun", "post-end": "/admin/petugas/jabatan/1/akhiri",
    "roles": "/admin/peran", "system": "/admin/kesehatan", "offices": "/admin/kantor", "messages": "/admin/pesan", "message": "/admin/pesan/claims.paid",
    "members": "/kepesertaan/peserta", "members-returned": "/kepesertaan/perbaikan", "transfers": "/kepesertaan/pindah", "correct": "/orang/{marta}/perbaikan",
    "enrolment-batches": "/kepesertaan", "enrolment-batch": "/kepesertaan/1", "enrolment-file": "/kepesertaan/1/berkas",
    "payouts-batches": "/berkas-klaim", "payouts-batch": "/berkas-klaim/1", "payouts-file": "/berkas-klaim/1/berkas",
    "payments-batches": "/perintah-bayar", "payments-batch": "/perintah-bayar/3", "payments-file": "/perintah-bayar/3/berkas",
    "banking-batches": "/rekening", "banking-batch": "/rekening/1", "banking-file": "/rekening/1/berkas",
    "accounts": "/rekening/daftar", "accounts-file": "/rekening/daftar.csv", "account": "/rekening/orang/1", "account-change": "/rekening/orang/1/ganti",
    "changes": "/rekening/ganti", "change": "/rekening/ganti/1", "refused-accounts": "/rekening/ditolak", "resting": "/rekening/tidur",
    "contribution-months": "/iuran", "contribution-month": "/iuran/2025-07", "contribution-arrears": "/iuran/tunggakan", "contribution-arrears-file": "/iuran/tunggakan.csv",
    "contribution-papers": "/iuran/sp2d", "contribution-papers-file": "/iuran/sp2d.csv", "contribution-surplus": "/iuran/tak-terpakai", "contribution-support": "/iuran/tahap/1/rincian.pdf",
    "contribution-receipt": "/iuran/tahap/1/kuitansi.pdf", "contributions-batch": "/iuran/berkas/2", "contributions-file": "/iuran/berkas/2/berkas",
    "books": "/buku", "trial-balance": "/buku/neraca-saldo", "ledger-card": "/buku/akun/2.1.1", "journals": "/buku/jurnal", "journal": "/buku/jurnal/1",
    "journal-drafts": "/buku/memorial", "month-closing": "/buku/tutup/2025-07", "lra": "/buku/realisasi/2025", "lra-paper": "/buku/realisasi/2025/2025-09/lra.pdf",
    "lra-workbook": "/buku/realisasi/2025/2025-09/lra.xlsx", "working-paper": "/buku/kertas-kerja", "working-paper-file": "/buku/kertas-kerja/000000000000.xlsx",
    "lists": "/usulan", "upload": "/usulan/unggah", "uploaded": "/usulan/kiriman/2", "upload-columns": "/usulan/kiriman/3/kolom", "columns": "/usulan/kolom",
    "templates": "/usulan/templat", "template-file": "/usulan/templat/53.71.01.1001.xlsx", "template-zip": "/usulan/templat/53.71.01.1001.zip", "list-add": "/usulan/tambah", "lines": "/usulan/baris", "line": "/usulan/baris/31",
    "list-compared": "/usulan/2/beda", "completeness": "/usulan/kelengkapan", "unknown-words": "/usulan/kata", "unknown-word-withdraw": "/usulan/kata/1/cabut",
    "list": "/usulan/2", "list-lines": "/usulan/2/baris", "list-notes": "/usulan/2/catatan.xlsx", "doubles": "/antrean/ganda", "double": "/antrean/ganda/1", "agreement": "/antrean/ganda/kesepakatan",
    "registers": "/pemeriksaan", "registers-batch": "/pemeriksaan/1", "registers-file": "/pemeriksaan/1/berkas", "clearing": "/orang/{marta}/kepegawaian", "alike": "/orang/{marta}/mirip/employed",
    "proofs": "/bukti", "proof": "/bukti/ntt-2025/2025-07", "proof-paper": "/bukti/ntt-2025/2025-07/cetak", "proof-members": "/bukti/ntt-2025/2025-07/peserta",
    "proof-region": "/bukti/ntt-2025/2025-07/wilayah/53.71", "proof-village": "/bukti/ntt-2025/2025-07/desa/53.71.01.1001",
    "statements": "/rekening-koran", "statement": "/rekening-koran/1", "booking": "/rekening-koran/mutasi/1",
    "suspense": "/titipan", "suspense-item": "/titipan/suspense/1",
    "trail": "/audit", "trail-entry": "/audit/1", "trail-export": "/audit/unduh",
    "figures": "/aturan", "figure": "/aturan/jkm.funeral",
    "jobs": "/pekerjaan", "job": "/pekerjaan/1",
    "approvals": "/persetujuan", "approval": "/persetujuan/1", "proposals": "/penetapan", "decree": "/penetapan/1", "decree-paper": "/penetapan/1/sk.pdf",
    "fieldchecks": "/penetapan/periksa-lapangan", "fieldcheck": "/penetapan/periksa-lapangan/1", "fieldcheck-form": "/penetapan/periksa-lapangan/1/formulir",
    "fieldcheck-frame": "/penetapan/periksa-lapangan/1/kerangka.txt", "fieldcheck-visit": "/penetapan/periksa-lapangan/1/orang/1",
    "whatif": "/penetapan/andai", "whatif-compared": "/penetapan/andai/banding", "whatif-answer": "/penetapan/andai/1",
    "whatif-figures": "/penetapan/andai/1/angka.csv", "whatif-people": "/penetapan/andai/1/orang.csv",
    "renewals": "/perpanjangan", "renewal": "/program/2026/perpanjangan", "renewal-region": "/program/2026/perpanjangan/53.71",
    "renewal-offer": "/program/2026/perpanjangan/53.71/tawaran.pdf", "renewal-letters": "/program/2026/perpanjangan/53.71/surat.pdf?desa=53.71.01.1001",
    "replace": "/penetapan/1/ganti?orang={marta}", "waiting-list": "/penetapan/tunggu/ntt-2025/53.71", "waiting-paper": "/penetapan/tunggu/ntt-2025/53.71/daftar.pdf",
    "letter": "/orang/{marta}/surat/ntt-2025.pdf", "quota": "/program/2025/kuota",
    "budgets": "/anggaran", "budget": "/program/2025/anggaran", "budget-file": "/program/2025/anggaran.csv", "budget-line": "/anggaran/1",
    "payers": "/pembayar", "payer": "/pembayar/1", "withdraw": "/persetujuan/1/tarik",
    "cover": "/perlindungan", "cover-people": "/perlindungan/daftar?hari=90", "cover-letters": "/perlindungan/surat",
    "deaths": "/kematian", "deaths-expected": "/kematian/perkiraan", "death-lists": "/kematian/daftar", "death-notices": "/kematian/kabar", "death-notice": "/kematian/kabar/1",
    "suspicions": "/kematian/pola", "suspicion": "/kematian/pola/1", "death": "/kematian/1",
    "claims-file": "/klaim.csv", "claim-tell": "/lapor-klaim", "claim-new": "/klaim/baru", "claim-reports": "/klaim/laporan",
    "claim-report": "/klaim/laporan/L-2025-0003", "claim-receipt": "/klaim/ntt-2025/K-2025-0001/tanda-terima",
    "claims": "/klaim", "treatments": "/perawatan", "claim-treatment": "/klaim/ntt-2025/K-2025-0001/perawatan", "claim": "/klaim/ntt-2025/K-2025-0001",
    "claim-sheet": "/klaim/ntt-2025/K-2025-0001/lembar", "claim-cause": "/klaim/ntt-2025/K-2025-0002/sebab", "claim-memberships": "/klaim/ntt-2025/K-2025-0002/kepesertaan",
    "claim-assess": "/klaim/ntt-2025/K-2025-0002/nilai", "claim-review": "/klaim/ntt-2025/K-2025-0002/periksa", "claim-word": "/klaim/ntt-2025/K-2025-0001/putusan",
    "claim-explain": "/klaim/ntt-2025/K-2025-0001/jelaskan", "claim-contest": "/klaim/ntt-2025/K-2025-0001/keberatan", "claim-payment": "/klaim/ntt-2025/K-2025-0001/pembayaran",
    "claim-part": "/klaim/ntt-2025/K-2025-0001/bagian",
    "claim-received": "/klaim/ntt-2025/K-2025-0001/diterima", "claim-gap": "/klaim/ntt-2025/K-2025-0001/selisih", "claim-close": "/klaim/ntt-2025/K-2025-0001/tutup",
    "scholars": "/beasiswa", "scholar": "/beasiswa/1", "scholar-paid": "/beasiswa/1/terima", "claim-family": "/klaim/ntt-2025/K-2025-0002/keluarga",
    "claim-receivers": "/klaim/ntt-2025/K-2025-0002/penerima",
    "claim-papers": "/klaim/ntt-2025/K-2025-0001/surat", "claim-paper": "/klaim/ntt-2025/K-2025-0001/surat/form_3b",
    "claim-scan": "/klaim/ntt-2025/K-2025-0001/surat/card/foto/1", "claim-print": "/klaim/ntt-2025/K-2025-0001/cetak/form_3",
    "family": "/keluarga", "check": "/periksa", "check-code": "/periksa/{paper}",
}  # fmt: skip


# Steps of coming in: what each says depends on the step before it (tests/web/account).
STEPS = {page.name for page in ACCOUNT} - {"account_login"}


def every_pattern(resolver=None) -> list[URLPattern]:
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        found += [one] if isinstance(one, URLPattern) else every_pattern(one)
    return found


# Nobody in this world has started long work or asked the bank for accounts; a file's address leads back to its batch.
OTHERWISE = {
    "claims-file": 302, "accounts-file": 302, "account": 404, "account-change": 404, "change": 404,  # a list of people is taken with a button; the bank opened none
    "budgets": 302, "withdraw": 404,  # on to the newest year; what was decided is not taken back
    "whatif-people": 302,  # a list of people is taken with a button
    "lra-paper": 404, "working-paper-file": 404,  # nobody printed one
    "letter": 404, "waiting-paper": 404,  # nobody printed one
    "list-compared": 404, "unknown-word-withdraw": 404,  # no list of this world came twice, and nobody explained a word
    "registers-batch": 404, "registers-file": 404, "clearing": 404, "alike": 404,  # no register was asked about anybody
    "proof-paper": 404,  # nobody printed one
    "suspense-item": 404,  # everything fits in this world
    "payouts-batch": 404, "payouts-file": 404,  # no claim of this world was sent as a file
    "claim-scan": 404,  # nobody photographed a paper
    "death-notice": 404, "suspicion": 404, "death": 404,  # nobody of this world died unclaimed
    "job": 404, "banking-batch": 404, "banking-file": 404, "enrolment-file": 303, "contributions-file": 303, "payments-file": 303, "renewals": 302, "renewal-offer": 404, "renewal-letters": 404,
}  # fmt: skip


def address(name: str) -> str:
    return ADDRESSES[name].format(marta=code_of("Marta Contoh Tefa"), paper=paper_of_the_first_decree())


def test_every_address_is_a_declared_page_and_stands_in_this_file():
    assert {pattern.name for pattern in every_pattern()} == set(PAGE) == set(ADDRESSES)


def test_every_address_has_the_gate_around_it():
    assert all(pattern.callback.page is PAGE[pattern.name] for pattern in every_pattern())


@pytest.mark.parametrize("right", ["", "people.reed"])
def test_a_page_that_does_not_say_who_may_open_it_cannot_be_written_down(right):
    with pytest.raises(Undeclared, match="forgotten"):
        Page("forgotten", "lupa", lambda request: None, right)


@pytest.mark.parametrize(
    "name", sorted(n for n, page in PAGE.items() if page.who == PUBLIC and n not in {"language", *STEPS})
)
def test_anybody_opens_what_is_public(door, name):
    assert door().get(address(name)).status_code == 200


@pytest.mark.parametrize("name", sorted(n for n, page in PAGE.items() if page.who != PUBLIC))
def test_a_stranger_is_asked_to_sign_in_and_comes_back(door, name):
    answer = door().get(address(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk?next=/")


@pytest.mark.parametrize("login", ["sari", "budi", "tina", "bpjs", "dewi", "lurah"])
@pytest.mark.parametrize("name", sorted(PAGE.keys() - {"language", "account_login", *STEPS}))
def test_officers_of_her_region_open_what_their_role_may(door, name, login):
    (role,) = [role for one, _, role, _ in CAST if one == login]
    may = PAGE[name].who in (PUBLIC, SIGNED_IN) or role in MAY[PAGE[name].who]
    assert door(login).get(address(name)).status_code == (OTHERWISE.get(name, 200) if may else 403)


def test_somebody_of_another_region_is_not_found_rather_than_forbidden(door):
    answer = door("jauh").get(address("person"))
    assert answer.status_code == 404
    assert "Marta" not in answer.content.decode()


def test_search_stays_within_one_s_regions(door):
    assert "Contoh Tefa" in door("dewi").get("/orang/cari?q=marta").content.decode()
    assert "Contoh Tefa" not in door("jauh").get("/orang/cari?q=marta").content.decode()


def test_an_administrator_sees_no_people(door):
    answer = door("admin").get(address("person"))
    assert answer.status_code == 403
    assert "bukan untuk jabatan Anda" in answer.content.decode()
    assert door("admin").get("/beranda").status_code == 200


def test_an_officer_who_left_is_a_stranger(door):
    from datetime import date

    from naung.foundation.staff.models import Post

    client = door("lurah")
    Post.objects.filter(officer__login="lurah").update(until=date(2025, 9, 1))
    try:
        assert client.get(address("person")).status_code == 403
    finally:
        Post.objects.filter(officer__login="lurah").update(until=None)


@pytest.mark.parametrize("name", ["home", "find", "person", "public", "region", "open-data", "health"])
def test_pages_are_only_looked_at(door, name):
    assert door("sari").delete(address(name)).status_code == 405
