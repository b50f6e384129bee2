"""The desk of every role: the one number, what waits, and a kind word where nothing does."""

from datetime import date

import pytest

from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import actions
from naung.foundation.staff.roles import ROLES
from naung.foundation.staff.scope import seeing
from naung.kit.actor import system
from naung.web.desk.tasks import NUMBERS, TASKS, nothing
from tests.web.world import NAMOSAIN, PASSWORD, at, who


def text(answer):
    return " ".join(answer.content.decode().split())


def appoint(login, role, region):
    actions.appoint(login=login, name=f"{login.title()} Contoh", identity=f"NIP-{login}", password=PASSWORD, role=role, region=region,
                    since=date(2025, 1, 1), by=system("test"), at=at(date(2025, 7, 1)), once=False)  # fmt: skip


def test_every_role_has_its_number_its_queue_and_its_kind_word():
    assert set(TASKS) == set(NUMBERS) == set(ROLES)
    assert len({nothing(role) for role in ROLES}) == len(ROLES)


@pytest.mark.parametrize(
    ("login", "figure", "says"),
    [
        ("lurah", "1", "baris yang harus Anda perbaiki"),
        ("dewi", "30", "usulan siap untuk kuota"),
        ("sari", "1", "usulan menunggu lebih dari 3 hari"),
        ("budi", "Rp0", "menunggu tanda tangan Anda, untuk 0 orang"),
        ("tina", "Rp453.600", "selisih daftar, tagihan, pembayaran, dan tanda terima bulan Oktober 2025"),
        ("bpjs", "0,0%", "baris ditolak pada batch terakhir: 0 dari 27"),
        ("admin", "0", "pekerjaan panjang yang tidak selesai"),
    ],
)
def test_the_one_number(door, login, figure, says):
    page = text(door(login).get("/beranda"))
    assert f'<p class="figure">{figure}</p><p class="what">{says}' in page


@pytest.mark.parametrize(
    ("role", "region", "figure", "says"),
    [
        ("district_officer", "53.71.01", "10", "dari 12 desa dan kelurahan belum mengirim daftar"),
        ("bank_officer", "53", "0", "rekening dibuka dari 0 yang diminta"),
        ("auditor", "53", "0", "hal terbuka yang belum cocok; selisih iuran Rp453.600"),
    ],
)
def test_the_one_number_of_those_who_came_later(own_world, door, role, region, figure, says):
    appoint("baru", role, region)
    page = text(door("baru").get("/beranda"))
    assert f'<p class="figure">{figure}</p><p class="what">{says}' in page


def test_what_waits_has_its_way_there(door):
    page = text(door("lurah").get("/beranda"))
    assert '<span class="tag warn">1</span> <a href="/usulan/baris">baris usulan perlu diperbaiki</a>' in page
    assert "berkas tidak dapat dibaca; kirim lagi" in page
    page = text(door("dewi").get("/beranda"))
    assert '<a href="/antrean/ganda">pasangan menunggu: orang yang sama atau bukan?</a>' in page


def test_another_region_counts_nothing_of_ours(door):
    page = text(door("jauh").get("/beranda"))
    assert "pasangan menunggu" not in page and "baris usulan perlu diperbaiki" not in page


def test_nothing_to_do_is_said_kindly_with_what_comes_next(door):
    assert "Tidak ada yang menunggu tanda tangan Anda." in text(door("budi").get("/beranda"))
    assert "Anda tidak melihat data orang; itu disengaja." in text(door("admin").get("/beranda"))


def test_what_waits_for_a_signature_counts_people_as_the_inbox_does(own_world, door):
    """A claim's one line is no person: files are counted where nobody is."""
    approvals.prepare(kind="claims.claim", subject="K-2025-0001", region="53.71", rows=3, rupiah=42_000_000, content_hash="0" * 64,
                      by=who("sari"), at=at(date(2025, 10, 20)))  # fmt: skip
    page = text(door("budi").get("/beranda"))
    assert "menunggu tanda tangan Anda, dalam 1 berkas" in page


def test_two_hats_are_two_parts(own_world, door):
    appoint("dua", "village_operator", NAMOSAIN)
    appoint("dua", "district_officer", "53.71.01")
    page = text(door("dua").get("/beranda"))
    assert (
        page.count("Yang menunggu Anda") == 2
        and "baris yang harus Anda perbaiki" in page
        and "belum mengirim daftar" in page
    )


@pytest.mark.parametrize("login", ["lurah", "dewi", "sari", "budi", "tina", "bpjs", "admin"])
def test_it_asks_a_fixed_number_of_times(door, login, django_assert_max_num_queries):
    client = door(login)
    with django_assert_max_num_queries(26):
        client.get("/beranda")


def test_a_treatment_nobody_told_of_and_a_school_year_due_lead_to_exactly_those(own_world, door):
    from naung.delivery.claims.heirs import queries as heirs
    from naung.web.claims import treated

    page = text(door("sari").get("/beranda"))
    assert 'href="/perawatan?tanggal=lewat">perawatan: tanggalnya lewat' in page
    with seeing(["*"]):
        waits = treated.waiting(date(2025, 10, 20))
    assert f"Tanggalnya lewat ({waits})" in text(door("sari").get("/perawatan?tanggal=lewat")) and waits
    assert "tahun ajaran beasiswa" not in page and not heirs.years_of(None, state="DUE").exists()
    assert "Semua tahun ajaran" in text(door("sari").get("/beasiswa?tahun=semua&keadaan=DUE"))
    assert 'href="/klaim?keadaan=gather">klaim menunggu surat' in page
