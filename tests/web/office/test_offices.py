"""Which work nobody is there to do stands first; every region leads to its officers; the number of questions is fixed."""

from datetime import date

import pytest

from naung.foundation.staff import actions as staff
from naung.kit.actor import system
from tests.web import world as small_world
from tests.web.account.conftest import officer, text
from tests.web.fixtures import entered


def appoint(login: str, role: str, region: str) -> None:
    staff.appoint(login=login, name=f"{login.title()} Contoh", identity=f"NIP-{login}", password=small_world.PASSWORD, role=role, region=region,
                  since=date(2025, 1, 1), by=system("test"), at=small_world.at(date(2025, 7, 1)), once=False)  # fmt: skip


def holes(client) -> list[dict]:
    return client.get("/admin/kantor").context["holes"]


def test_it_works(world, door):
    page = text(door("admin").get("/admin/kantor"))
    assert page.index("Yang belum ada petugasnya") < page.index("Provinsi, kabupaten, dan kota")
    assert "belum mempunyai Petugas Bank NTT" in page and "belum mempunyai Auditor" in page
    assert "1 Petugas dinas kabupaten/kota" in page and "1 dari 51" in page
    assert "Namosain" in page and "1 Operator desa/kelurahan" in page


def test_a_role_held_above_is_no_hole_and_one_held_below_is(world, door):
    found = {hole["role"]: hole["places"] for hole in holes(door("admin"))}
    assert "Pejabat penyetuju" not in found, "the province's approver decides for every regency"
    assert "Kota Kupang" not in found["Petugas dinas kabupaten/kota"]
    assert len(found["Petugas dinas kabupaten/kota"]) == 20


def test_a_hole_closes_with_an_appointment_and_opens_when_the_account_is_shut(own_world):
    admin = entered("admin")
    assert "Petugas Bank NTT" in {hole["role"] for hole in holes(admin)}
    appoint("bank", "bank_officer", "53")
    assert "Petugas Bank NTT" not in {hole["role"] for hole in holes(admin)}
    admin.post(f"/admin/petugas/{officer('bank').pk}/akun", {"why": "laptop hilang di bus"})
    assert "Petugas Bank NTT" in {hole["role"] for hole in holes(admin)}


def test_without_the_province_s_approver_every_regency_is_named(own_world):
    admin = entered("admin")
    appoint("setuju", "approver", "53.03")
    admin.post(f"/admin/petugas/{officer('budi').pk}/akun", {"why": "pindah ke dinas lain"})
    named = [hole["places"] for hole in holes(admin) if hole["role"] == "Pejabat penyetuju"]
    assert [len(places) for places in named] == [1, 21]
    assert "Kota Kupang" in named[1]


def test_a_regency_s_administrator_sees_the_own_offices_and_who_works_for_them_from_above(own_world):
    appoint("kota", "administrator", "53.71")
    answer = entered("kota").get("/admin/kantor")
    page = text(answer)
    assert "Kota Kupang" in page and "Namosain" in page
    assert [office["code"] for office in answer.context["offices"]] == ["53.71"]
    assert answer.context["holes"] == [], "the approver of the province decides here"
    assert answer.context["officers"] == 3


def test_a_region_leads_to_its_officers(world, door):
    admin = door("admin")
    assert 'href="/admin/petugas?wilayah=53.71"' in admin.get("/admin/kantor").content.decode()
    page = text(admin.get("/admin/petugas?wilayah=53.71"))
    assert "Dewi Contoh Dinas" in page and "Lusi Contoh Lurah" in page
    assert "Jefri Contoh Jauh" not in page and "Sari Contoh Verifikator" not in page
    assert "di Kota Kupang atau di bawahnya" in page
    assert 'name="wilayah" value="53.71"' in admin.get("/admin/petugas?wilayah=53.71").content.decode()


@pytest.mark.parametrize("code", ["54", "53.99", "5371", "53.7", "x", "53.71'"])
def test_a_region_that_is_not_there_is_not_found(world, door, code):
    assert door("admin").get(f"/admin/petugas?wilayah={code}").status_code == 404


def test_another_s_region_is_not_found_either(own_world):
    appoint("kota", "administrator", "53.71")
    assert entered("kota").get("/admin/petugas?wilayah=53.03").status_code == 404
    assert entered("kota").get("/admin/petugas?wilayah=53.71.01").status_code == 200


def test_the_number_of_queries_does_not_grow(own_world, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    admin = entered("admin")
    admin.get("/admin/kantor")
    with CaptureQueriesContext(connection) as before:
        admin.get("/admin/kantor")
    for number, village in enumerate(("53.71.01.1002", "53.71.01.1003", "53.71.02.1001", "53.71.04.1008"), 1):
        appoint(f"lurah{number}", "village_operator", village)
    with django_assert_num_queries(len(before)):
        assert "Lurah1 Contoh" not in text(admin.get("/admin/kantor")), "offices, not names"
