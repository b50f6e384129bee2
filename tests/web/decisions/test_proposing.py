"""From the table of regencies to a list that waits, and back again; the decree's page and its paper."""

from io import BytesIO

from pypdf import PdfReader

from naung.delivery.selection.models import Decree
from naung.foundation.papers.models import Paper
from naung.foundation.trail.models import Entry
from naung.kit.canonical import sha256
from tests.web.decisions.conftest import poorer
from tests.web.decisions.test_deciding import at, form, said


def test_it_works(desk, own_world):
    poorer()
    dewi = desk("dewi")
    shown = said(dewi.get("/penetapan"))
    assert "Susun daftar pengganti" in shown and "Kabupaten Sikka" not in shown
    answer = dewi.post("/penetapan", {"wilayah": "53.71"})
    decree = Decree.objects.get(state="PREPARED")
    assert (answer.status_code, answer["Location"]) == (303, f"/penetapan/{decree.pk}")
    shown = said(dewi.get(f"/penetapan/{decree.pk}"))
    assert "Daftar disusun dan menunggu keputusan orang lain." in shown and "Menunggu keputusan" in shown
    assert "3 orang menunggu keputusan" in said(dewi.get("/penetapan"))
    assert (
        dewi.post("/penetapan", {"wilayah": "53.71"})["Location"] == f"/penetapan/{decree.pk}"
    )  # sent twice is one list
    assert Decree.objects.filter(state="PREPARED").count() == 1


def test_a_province_s_verifier_sees_all_and_an_approver_proposes_nothing(desk, own_world):
    poorer()
    assert "Kabupaten Sikka" in said(desk("sari").get("/penetapan"))
    shown = said(desk("budi").get("/penetapan"))
    assert "Susun daftar" not in shown and "tetap dua orang" in shown
    assert desk("budi").post("/penetapan", {"wilayah": "53.71"}).status_code == 403
    assert not Decree.objects.filter(state="PREPARED").exists()


def test_nothing_chosen_or_another_s_region_proposes_nothing(desk, own_world):
    poorer()
    for region in ("", "53", "53.07", "53.71.01", "entah"):
        assert desk("dewi").post("/penetapan", {"wilayah": region}).status_code == 404, region
    assert not Decree.objects.filter(state="PREPARED").exists()


def test_nobody_to_place_is_said(desk, own_world):
    answer = desk("dewi").post("/penetapan", {"wilayah": "53.71"})
    assert answer.status_code == 422 and "Belum ada yang dapat ditempatkan di Kota Kupang" in said(answer)


def test_a_list_is_taken_back_with_a_reason(desk, waiting):
    sari, path = desk("sari"), f"/penetapan/{waiting.pk}"
    answer = sari.post(path, {"alasan": "ah"})
    assert (
        answer.status_code == 422
        and "paling sedikit 10 huruf" in said(answer)
        and "<title>Galat:" in said(answer)
    )
    assert sari.post(path, {"alasan": "Desilnya masih diperiksa."}).status_code == 303
    shown = said(sari.get(path))
    assert "Usulan ditarik." in shown and "Desilnya masih diperiksa." in shown and "Tarik usulan" not in shown
    assert "disetujui" not in said(desk("budi").get(at(waiting))) and "Ini sudah selesai" in said(
        desk("budi").get(at(waiting))
    )


def test_a_decided_list_is_not_taken_back(desk, waiting):
    assert desk("budi").post(at(waiting), form(waiting)).status_code == 303
    answer = desk("sari").post(f"/penetapan/{waiting.pk}", {"alasan": "berubah pikiran saja"})
    assert answer.status_code == 409 and "sudah diputuskan" in said(answer)


def test_the_decree_s_page_tells_its_history(desk, waiting):
    assert desk("budi").post(at(waiting), form(waiting)).status_code == 303
    waiting.refresh_from_db()
    first = said(desk("dewi").get("/penetapan/1"))
    assert (
        "Dilengkapi dengan" in first and waiting.number in first and "oleh Sari Contoh Verifikator" in first
    )
    assert "Melengkapi" in said(desk("dewi").get(f"/penetapan/{waiting.pk}"))


def test_the_paper_is_the_same_file_every_time(desk, own_world):
    before = Entry.objects.count()
    answer = desk("dewi").get("/penetapan/1/sk.pdf")
    paper = Paper.objects.get()
    assert (answer["Content-Type"], sha256(answer.content)) == ("application/pdf", paper.sha256)
    assert desk("bpjs").get("/penetapan/1/sk.pdf").content == answer.content
    assert Entry.objects.count() == before  # it was registered when it was signed
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Marta Contoh Tefa" in text and "DATA CONTOH" in text and "53.71-1" in text
    assert "no-store" in answer["Cache-Control"]


def test_a_list_signed_by_command_becomes_paper_when_it_is_first_asked_for(desk, waiting):
    from datetime import date

    from naung.delivery.selection import actions
    from tests.web import world as small_world

    day = date(2025, 10, 18)
    actions.decide_decree(
        decree=waiting,
        approve=True,
        content_hash=waiting.content_hash,
        by=small_world.who("budi"),
        at=small_world.at(day),
        on=day,
    )
    path = f"/penetapan/{waiting.pk}"
    assert "Dokumen dibuat dan didaftarkan saat pertama kali diunduh." in said(desk("sari").get(path))
    assert desk("sari").get(f"{path}/sk.pdf").content == desk("dewi").get(f"{path}/sk.pdf").content
    assert Entry.objects.filter(verb="papers.register", subject=f"selection.decree:{waiting.pk}").count() == 1


def test_who_does_not_see_the_region_gets_neither_page_nor_paper(desk, waiting):
    for path in ("/penetapan/1", "/penetapan/1/sk.pdf", f"/penetapan/{waiting.pk}", "/penetapan/999"):
        assert desk("jauh").get(path).status_code == 404, path
    assert desk("lurah").get("/penetapan/1").status_code == 403
    assert desk("admin").get("/penetapan/1/sk.pdf").status_code == 403
    assert desk("sari").get(f"/penetapan/{waiting.pk}/sk.pdf").status_code == 409  # not decided yet
