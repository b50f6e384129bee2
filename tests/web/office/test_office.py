"""The administrator gives posts and takes them, sees no person, and cannot touch the own account."""

import re

import pytest

from tests.web.account.conftest import app_of, officer, text, trail
from tests.web.fixtures import entered

NEW = {
    "name": "Maria Contoh Baru",
    "identity": "19900101 201501 2 998",
    "login": "maria",
    "role": "verifier",
    "region": "53.71",
}


@pytest.fixture
def admin(own_world):
    return entered("admin")


def number(login: str) -> int:
    return officer(login).pk


def test_it_works(admin, signs_in):
    answer = admin.post("/admin/petugas/angkat", NEW, follow=True)
    assert "Maria Contoh Baru diangkat." in text(answer)
    assert "Verifikator provinsi" in text(answer) and "Kota Kupang (53.71)" in text(answer)
    password = re.search(r'<code class="secret">([^<]+)</code>', answer.content.decode())[1]
    again = admin.get(f"/admin/petugas/{number('maria')}")
    assert password not in again.content.decode(), "shown once"
    assert again["Cache-Control"] == "no-store"
    assert signs_in("maria", password).get("/beranda")["Location"].startswith("/akun/sandi")
    entry = trail("appoint")[-1]
    assert (entry.human, entry.facts["role"], entry.region) == (
        officer("admin").human_id,
        "verifier",
        "53.71",
    )
    assert "19900101" not in str(entry.facts)


@pytest.mark.parametrize(("field", "value", "says"), [("name", "", "Ini perlu diisi"), ("identity", "123", "NIP mempunyai 18 angka"), ("login", "Budi Baru", "3 sampai 30 huruf kecil"), ("login", "dewi", "sudah ada"), ("role", "", "Pilih jabatannya"), ("role", "raja", "raja"), ("region", "53.99", "Tidak ada wilayah dengan kode 53.99"), ("region", "5371", "Tidak ada wilayah")])  # fmt: skip
def test_what_cannot_be_read_is_told_at_the_field_and_nothing_is_lost(admin, field, value, says):
    answer = admin.post("/admin/petugas/angkat", NEW | {field: value})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert says in text(answer) and "Galat: Angkat petugas" in text(answer)
    assert f'href="#id_{field}"' in said
    kept = [value for key, value in NEW.items() if key not in (field, "role")]
    assert all(f'value="{value}"' in said for value in kept)


def test_two_hats_are_refused_in_a_sentence(admin):
    page = f"/admin/petugas/{number('dewi')}/jabatan"
    answer = admin.post(page, {"role": "approver", "region": "53"})
    assert (answer.status_code, "tidak dapat sekaligus menjadi Pejabat penyetuju" in text(answer)) == (
        422,
        True,
    )
    assert "Jabatan ditambahkan" in text(
        admin.post(page, {"role": "approver", "region": "53.03"}, follow=True)
    )


def test_a_post_is_ended_with_a_reason_and_acts_at_once(admin, signs_in):
    dewi = signs_in("dewi")
    page = admin.get(f"/admin/petugas/{number('dewi')}").content.decode()
    address = re.search(r"/admin/petugas/jabatan/\d+/akhiri", page)[0]
    assert "Akhiri jabatan Petugas dinas kabupaten/kota, Kota Kupang" in text(admin.get(address))
    assert "Tulis alasannya" in text(admin.post(address, {"why": ""}))
    assert "Jabatan diakhiri" in text(admin.post(address, {"why": "pindah ke dinas lain"}, follow=True))
    assert dewi.get("/orang/cari").status_code == 403
    assert trail("end_post")[-1].why == "pindah ke dinas lain"


def test_a_new_password_is_shown_once_ends_sessions_and_takes_the_phone_s_factor_if_asked(admin, signs_in):
    from naung.web.account import factors

    app_of("dewi")
    dewi = entered("dewi")
    answer = admin.post(
        f"/admin/petugas/{number('dewi')}/sandi", {"why": "ponsel hilang", "factors": "on"}, follow=True
    )
    password = re.search(r'<code class="secret">([^<]+)</code>', answer.content.decode())[1]
    assert dewi.get("/beranda").status_code == 302
    assert not factors.has(number("dewi"))
    assert signs_in("dewi", password).get("/beranda")["Location"].startswith("/akun/sandi")
    entry = trail("reset_password")[-1]
    assert (entry.why, entry.facts) == ("ponsel hilang", {"factors_removed": 1})
    assert password not in str(list(entry.facts.values()))


def test_an_account_is_shut_and_opened_again(admin, signs_in):
    dewi, pk = signs_in("dewi"), number("dewi")
    admin.post(f"/admin/petugas/{pk}/akun", {"why": "laptop hilang di bus"})
    assert dewi.get("/beranda").status_code == 302
    assert "Dewi Contoh Dinas" not in text(admin.get("/admin/petugas"))
    assert "Dewi Contoh Dinas" in text(admin.get("/admin/petugas?tutup=1"))
    assert "Akun dibuka lagi" in text(
        admin.post(f"/admin/petugas/{pk}/akun", {"why": "sudah ditemukan"}, follow=True)
    )
    assert signs_in("dewi").get("/beranda").status_code == 200


def test_nobody_changes_the_own_account_here(admin):
    pk = number("admin")
    said = text(admin.get(f"/admin/petugas/{pk}"))
    assert "dilakukan oleh administrator lain" in said
    assert "Tutup akun ini" not in said and "Tambah jabatan" not in said
    for address, form in (("akun", {"why": "sudah lelah"}), ("sandi", {"why": "sudah lelah"}), ("jabatan", {"role": "administrator", "region": "53"})):  # fmt: skip
        answer = admin.post(f"/admin/petugas/{pk}/{address}", form)
        assert (answer.status_code, "akun Anda sendiri" in text(answer)) == (422, True), address


@pytest.fixture
def city_admin(own_world):
    from naung.foundation.staff import actions
    from naung.kit.actor import system
    from tests.web.world import at, date

    actions.appoint(login="kota", name="Kandida Contoh Admin Kota", identity="NIP-kota", password="x", role="administrator", region="53.71",
                    since=date(2025, 1, 1), by=system("test"), at=at(date(2025, 7, 1)), once=False)  # fmt: skip
    return entered("kota")


def test_an_administrator_of_a_city_sees_and_appoints_that_city_only(city_admin):
    said = text(city_admin.get("/admin/petugas"))
    assert "Dewi Contoh Dinas" in said and "Jefri Contoh Jauh" not in said and "Sari Contoh" not in said
    assert city_admin.get(f"/admin/petugas/{number('jauh')}").status_code == 404
    assert (
        city_admin.post(f"/admin/petugas/{number('sari')}/akun", {"why": "bukan urusannya"}).status_code
        == 404
    )
    answer = city_admin.post("/admin/petugas/angkat", NEW | {"region": "53.03"})
    assert (answer.status_code, "tidak berwenang" in text(answer)) == (422, True)


@pytest.mark.parametrize("login", ["sari", "budi", "dewi", "lurah"])
def test_nobody_else_comes_in_here(own_world, login):
    client = entered(login)
    for address in ("/admin/petugas", "/admin/petugas/1", "/admin/peran", "/admin/kesehatan"):
        assert client.get(address).status_code == 403, address
    assert client.post("/admin/petugas/angkat", NEW).status_code == 403


def test_an_administrator_sees_no_person(admin):
    assert admin.get("/orang/cari?q=marta").status_code == 403
    assert "Administrasi" in text(admin.get("/beranda"))


def test_the_list_makes_the_same_number_of_queries_however_many_officers(
    admin, django_assert_max_num_queries
):
    from naung.foundation.staff import actions
    from naung.kit.actor import system
    from tests.web.world import at, date

    for i in range(60):
        actions.appoint(login=f"banyak{i}", name=f"Contoh Banyak {i:02}", identity=f"NIP-b{i}", password="x", role="village_operator", region="53.71.01.1001",
                        since=date(2025, 1, 1), by=system("test"), at=at(date(2025, 7, 1)))  # fmt: skip
    with django_assert_max_num_queries(14):
        said = text(admin.get("/admin/petugas"))
    assert "68 petugas" in said and "lembar 1 dari 2" in said
    assert "Contoh Banyak 59" in text(admin.get("/admin/petugas?q=banyak&hal=2"))


def test_the_roles_page_says_every_right_in_words(admin):
    from naung.foundation.staff.roles import MAY
    from naung.web.office.words import VERBS

    said = text(admin.get("/admin/peran"))
    assert all(verb in said for verb in MAY)
    assert not set(MAY) - set(VERBS), "these have no words yet"
    assert "Menetapkan daftar penerima" in said


def test_health_tells_how_the_house_is(admin):
    said = text(admin.get("/admin/kesehatan"))
    assert "PostgreSQL" in said and "catatan menunggu segel" in said and "GB" in said


def test_a_check_that_found_something_is_told(admin, tmp_path, monkeypatch):
    import json

    from naung.web.office import health

    monkeypatch.setattr(health, "home", lambda: tmp_path)
    assert "Belum pernah berjalan" in text(admin.get("/admin/kesehatan"))
    (tmp_path / "verify.json").write_text(
        json.dumps(
            {
                "at": "2025-10-20T02:00:00+00:00",
                "ok": False,
                "promises": [{"promise": 9, "holds": False}, {"promise": 1, "holds": True}],
            }
        )
    )
    assert "Tidak terpenuhi: janji 9" in text(admin.get("/admin/kesehatan"))
