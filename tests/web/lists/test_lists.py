"""A village's list on screen: handed in, read, put right."""

import io

import pytest

from naung.delivery.intake.models import Correction, File, Row, Upload
from naung.foundation.staff.scope import seeing
from naung.foundation.trail.models import Entry
from naung.foundation.work.models import Job
from tests.web.lists.clerk import ADOLF, workbook
from tests.web.world import NAMOSAIN


def text(answer):
    return answer.content.decode()


def adolf():
    return Row.objects.get(name="Adolf Contoh Ledoh")


def form(client, row):
    """What a browser would send back from the row's form."""
    answer = client.get(f"/usulan/baris/{row.pk}")
    return {field["name"]: field["value"] for field in answer.context["fields"]}


def test_it_works(upload):
    client, sent = upload()
    told = client.get(f"/usulan/kiriman/{sent.pk}", follow=True)
    assert "3 baris terbaca, 2 perlu diperbaiki." in text(told)
    assert "NIK atau KK bukan 16 angka" in text(told)
    assert "Jenis kelamin dan NIK berbeda" in text(told)
    assert "Baris 10 tampaknya jumlah total" in text(told)


def test_findings_stand_with_their_cell_and_the_next_step(upload):
    client, sent = upload()
    page = text(client.get(f"/usulan/{sent.file_id}/baris"))
    assert "<b>C7</b>" in page and "Yang tertulis 15 angka. Mohon cocokkan dengan KTP." in page
    assert "Selfina" in page and "Rosalin" not in page
    page = text(client.get(f"/usulan/{sent.file_id}/baris?temuan=R04"))
    assert "Selfina" in page and "Adolf" not in page
    assert "Tidak ada baris" in text(client.get(f"/usulan/{sent.file_id}/baris?temuan=entah"))


def test_a_line_is_put_right_and_the_next_one_comes(upload):
    client, sent = upload()
    with seeing(["*"]):
        row = adolf()
    values = form(client, row)
    assert (
        values["nik"] == ADOLF[:-1] and values["born_on"] == "05-12-1979" and values["birth_place"] == "Rote"
    )
    answer = client.post(f"/usulan/baris/{row.pk}", {**values, "nik": ADOLF})
    assert answer.status_code == 303
    following = text(client.get(answer["Location"]))
    assert "Baris 7 sudah siap. Ini baris berikutnya." in following and "Selfina" in following
    with seeing(["*"]):
        assert (adolf().state, Correction.objects.get().by.login) == ("CLEAN", "lurah")
        assert Entry.objects.filter(verb="intake.open").count() == 2


def test_nothing_typed_is_lost_when_something_is_still_wrong(upload):
    client, sent = upload()
    with seeing(["*"]):
        row = adolf()
    answer = client.post(
        f"/usulan/baris/{row.pk}", {**form(client, row), "nik": "5371", "mother": "Marice Dua"}
    )
    page = text(answer)
    assert answer.status_code == 422 and "<title>Galat: Baris 7" in page
    assert page.count("NIK harus 16 angka. Yang tertulis 4 angka.") == 2 and 'href="#nik"' in page
    assert 'value="5371"' in page and 'value="Marice Dua"' in page
    assert f"Seperti dikirim (C7): {ADOLF[:-1]}" in page


def test_the_same_list_again_is_said_kindly(upload):
    data = workbook()
    client, first = upload(data=data)
    _, again = upload(name="kirim ulang.xlsx", data=data)
    page = text(client.get(f"/usulan/kiriman/{again.pk}"))
    assert "Daftar ini sudah ada pada kami." in page and "Tidak ada yang berubah." in page
    assert f'href="/usulan/{first.file_id}"' in page
    with seeing(["*"]):
        assert (
            File.objects.filter(name="usulan namosain FIX.xlsx").count() == 1
            and not File.objects.filter(name="kirim ulang.xlsx").exists()
        )


def test_a_broken_file_shows_its_sentence(upload):
    client, sent = upload(data=b"%PDF-1.7 DATA CONTOH")
    assert "sebenarnya PDF" in text(client.get(f"/usulan/kiriman/{sent.pk}"))
    assert "tidak dapat dibaca" in text(client.get("/usulan"))
    with seeing(["*"]):
        job = Job.objects.latest("pk")
    assert "1 berkas belum dapat kami ambil" in text(client.get(f"/pekerjaan/{job.pk}"))


def test_without_a_file_the_form_says_so(own_world, door):
    answer = door("lurah").post("/usulan/unggah", {})
    assert (
        answer.status_code == 422
        and "Pilih berkas daftar dahulu" in text(answer)
        and "<title>Galat:" in text(answer)
    )


def test_too_large_a_file_is_said_and_nothing_is_kept(own_world, door, monkeypatch):
    from naung.delivery.intake import actions

    monkeypatch.setattr(actions, "LARGEST", 100)
    file = io.BytesIO(workbook())
    file.name = "besar.xlsx"
    answer = door("lurah").post("/usulan/unggah", {"berkas": file})
    assert answer.status_code == 422 and "paling besar" in text(answer)
    with seeing(["*"]):
        assert not Upload.objects.filter(name="besar.xlsx").exists()


def test_several_lists_at_once(own_world, door):
    files = []
    for name in ("a.xlsx", "b.xlsx"):
        file = io.BytesIO(workbook(note=f"DATA CONTOH {name}"))
        file.name = name
        files.append(file)
    assert door("dewi").post("/usulan/unggah", {"berkas": files}).status_code == 303
    with seeing(["*"]):
        assert Upload.objects.filter(region="53.71", state="WAITING").count() == 2


def test_somebody_is_added_with_the_same_checks(own_world, door):
    client = door("lurah")
    typed = {"nik": ADOLF[:-1], "name": "Adolf Contoh Ledoh", "born_on": "5-12-1979", "sex": "L"}
    answer = client.post("/usulan/tambah", typed)
    assert (
        answer.status_code == 422
        and "Yang tertulis 15 angka" in text(answer)
        and 'value="5-12-1979"' in text(answer)
    )
    answer = client.post("/usulan/tambah", {**typed, "nik": ADOLF}, follow=True)
    assert "Adolf Contoh Ledoh sudah masuk daftar." in text(answer)
    assert "sudah pernah dimasukkan" in text(client.post("/usulan/tambah", {**typed, "nik": ADOLF}))
    with seeing(["*"]):
        assert (adolf().state, adolf().village) == ("CLEAN", NAMOSAIN)


def test_a_regency_sees_who_has_not_sent_with_words_to_copy(own_world, door):
    page = text(door("dewi").get("/usulan"))
    assert "3 dari 51 desa dan kelurahan di Kota Kupang sudah mengirim daftar." in page
    assert (
        "belum menerima daftar usulan pekerja rentan dari: " in page
        and "http://testserver/usulan/unggah" in page
    )
    assert "Kota Kupang" in text(door("sari").get("/usulan"))


def test_a_village_comes_straight_to_its_own(own_world, door):
    page = text(door("lurah").get("/usulan"))
    assert "Namosain" in page and "Tambah satu orang" in page and "Nunhila" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/usulan?wilayah=53.71.01.1004",
        "/usulan?wilayah=99",
        "/usulan/unggah?wilayah=53.71",
        "/usulan/baris?wilayah=53.71",
    ],
)
def test_another_region_is_not_there(own_world, door, path):
    assert door("lurah").get(path).status_code == 404


def test_lines_of_another_village_are_not_there(upload, door):
    _, sent = upload()
    with seeing(["*"]):
        row = adolf()
    for path in (
        f"/usulan/{sent.file_id}",
        f"/usulan/{sent.file_id}/baris",
        f"/usulan/baris/{row.pk}",
        f"/usulan/kiriman/{sent.pk}",
    ):
        assert door("jauh").get(path).status_code == 404
    assert door("jauh").post(f"/usulan/baris/{row.pk}", {"nik": ADOLF}).status_code == 404


@pytest.mark.parametrize("login", ["tina", "bpjs", "admin"])
def test_who_has_nothing_to_do_with_lists_is_kept_out(own_world, door, login):
    assert door(login).get("/usulan").status_code == 403
    assert door(login).post("/usulan/unggah", {}).status_code == 403


def test_a_page_of_lines_asks_as_often_however_many_there_are(upload, door, django_assert_max_num_queries):
    client, sent = upload()
    for path in ("/usulan", f"/usulan/{sent.file_id}", f"/usulan/{sent.file_id}/baris?keadaan=semua"):
        with django_assert_max_num_queries(30):
            assert client.get(path).status_code == 200


def test_the_same_workbook_comes_back_with_notes(upload):
    from openpyxl import load_workbook

    client, sent = upload()
    answer = client.get(f"/usulan/{sent.file_id}/catatan.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book["usulan fix"]
    assert (
        sheet["B6"].value == "Ny. Rosalin Contoh Bessie"
        and "Yang tertulis 15 angka" in sheet["C7"].comment.text
    )
    assert (sheet["J5"].value, sheet["K5"].value, sheet["J6"].value, sheet["J7"].value) == (
        "STATUS",
        "CATATAN SISTEM",
        "SIAP",
        "PERLU DIPERBAIKI",
    )
    assert "laki-laki" not in (sheet["K6"].value or "") and "perempuan" in sheet["K8"].value
    summary = {row[0].value: row[1].value for row in book["RINGKASAN"].iter_rows(max_col=2)}
    assert summary["PERLU DIPERBAIKI"] == 2 and "DATA CONTOH" in summary
    with seeing(["*"]):
        assert Entry.objects.filter(verb="intake.download").count() == 1
