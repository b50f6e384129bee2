"""Deaths that nobody claimed, at the site: a list comes in, a person is asked, a family is visited, a pattern is closed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from naung.delivery.claims.deaths import watching
from naung.delivery.claims.deaths.models import Death, DeathList, DeathNotice, Suspicion
from naung.foundation.staff.scope import seeing
from naung.foundation.vault import seals
from naung.kit import clock
from naung.kit.actor import system
from tests.web.eyes import problems, serving, windows
from tests.web.fixtures import entered
from tests.web.world import NAMOSAIN, code_of

HEAD = "NIK;Nama;Tanggal lahir;JK;Tanggal meninggal;Desa\n"


def text(answer):
    return " ".join(answer.content.decode().split())


def of_marta() -> tuple[int, str, date]:
    with seeing(["*"]), connection.cursor() as cursor:
        cursor.execute(
            "select id, nik_sealed, born_on from registry_person where code = %s",
            [code_of("Marta Contoh Tefa")],
        )
        person, sealed, born_on = cursor.fetchone()
    return person, seals.open_sealed(sealed, "nik"), born_on


def sent(*lines: str, **more: str):
    return {"berkas": SimpleUploadedFile("kematian.csv", (HEAD + "\n".join(lines)).encode()), "asal": "village", "wilayah": NAMOSAIN,
            "hari": "2025-10-18", **more}  # fmt: skip


def test_it_works(own_world):
    lurah, dewi, jauh = entered("lurah"), entered("dewi"), entered("jauh")
    _, nik, born_on = of_marta()
    assert "Tidak ada keluarga yang belum melapor" in text(lurah.get("/kematian"))
    wrong = lurah.post("/kematian/daftar", {"asal": "village", "wilayah": NAMOSAIN, "hari": "2025-10-18"})
    assert (
        wrong.status_code == 422
        and "Pilih berkas daftarnya" in text(wrong)
        and 'href="#berkas"' in text(wrong)
    )
    told = lurah.post(
        "/kematian/daftar",
        sent(f"{nik};Marta Contoh Tefa;{born_on:%d/%m/%Y};P;30/09/2025;Namosain", f"{nik};;;P;x;Namosain"),
        follow=True,
    )
    assert "1 baris masuk dan dicocokkan" in text(told) and "baris 3" in text(told) and nik not in text(told)
    queue = text(lurah.get("/kematian"))
    assert (
        "1 keluarga belum melapor" in queue
        and "Marta Contoh Tefa" in queue
        and "daftar desa" in queue
        and "20 hari" in queue
    )
    assert "Tidak ada keluarga yang belum melapor" in text(jauh.get("/kematian"))

    at = f"/kematian/{Death.objects.get().pk}"
    page = text(lurah.get(at))
    assert "Buka klaimnya" in page and "hari=2025-09-30" in page and "10.000.000" in page and nik not in page
    assert jauh.get(at).status_code == 404 and entered("tina").get(at).status_code == 403
    open_ = lurah.post(at, {"hasil": "refused", "hari": "2025-10-19", "catatan": "malu"})
    assert open_.status_code == 422 and "Tulis alasannya" in text(open_) and "malu</textarea>" in text(open_)
    assert lurah.post(at, {"hasil": "claim", "hari": "2025-10-19"}).status_code == 422
    done = lurah.post(
        at,
        {"hasil": "refused", "hari": "2025-10-19", "catatan": "Anak sulung belum mau mengurus"},
        follow=True,
    )
    assert "Kunjungan dicatat" in text(done) and "Anak sulung belum mau mengurus" in text(done)
    assert "Marta" not in text(lurah.get("/kematian")) and "Marta" in text(dewi.get("/kematian?tahap=left"))


def test_a_notice_without_a_number_is_answered_by_a_person(own_world):
    dewi = entered("dewi")
    _, nik, born_on = of_marta()
    dewi.post(
        "/kematian/daftar",
        sent(f";Marta Contoh Tefa;{born_on:%d/%m/%Y};P;12/10/2025;Namosain", wilayah="53.71"),
    )
    assert "Marta Contoh Tefa" in text(dewi.get("/kematian/kabar"))
    notice = DeathNotice.objects.get()
    at = f"/kematian/kabar/{notice.pk}"
    page = text(dewi.get(at))
    assert "Apakah ini orang yang sama?" in page and nik not in page and "5371" in page
    assert entered("lurah").get(at).status_code == 403 and entered("jauh").get(at).status_code == 404
    assert "disandingkan" in text(dewi.post(at, {"orang": "", "alasan": "saya kenal keluarganya"}))
    person, _, _ = of_marta()
    assert "Tulis alasannya" in text(dewi.post(at, {"orang": str(person), "alasan": "ya"}))
    done = dewi.post(at, {"orang": str(person), "alasan": "Ketua RT dan anaknya membenarkan"}, follow=True)
    assert "Kunjungi keluarganya" in text(done) and Death.objects.get().person_id == person


def test_a_pattern_is_closed_by_somebody_else_with_a_reason(own_world):
    from naung.delivery.claims import actions as claims
    from naung.foundation.staff import queries as staff

    person, _, _ = of_marta()
    now, today = clock.now(), clock.today()
    lurah = staff.actor("lurah")
    with seeing(["*"]):
        claim = claims.report(
            person_id=person,
            kind="death",
            cause="illness",
            happened_on=date(2025, 7, 20),
            on=today,
            by=lurah,
            at=now,
        )
        watching.watch(on=today, by=system("test"), at=now)
        case = Suspicion.objects.get(rule="soon_after")
    dinas = entered("dewi")
    assert "19 hari sesudah perlindungan mulai" in text(dinas.get("/kematian/pola"))
    page = text(dinas.get(f"/kematian/pola/{case.pk}"))
    assert claim.number in page and "Kurang dari 90 hari" in page
    on_claim = text(dinas.get(f"/klaim/ntt-2025/{claim.number}"))
    assert "Yang perlu diperiksa" in on_claim and "Yang perlu diperiksa" not in text(
        entered("lurah").get(f"/klaim/ntt-2025/{claim.number}")
    )
    assert dinas.post(f"/kematian/pola/{case.pk}", {"alasan": "ok"}).status_code == 422
    done = dinas.post(
        f"/kematian/pola/{case.pk}", {"alasan": "Sakit lama sudah tertulis di puskesmas"}, follow=True
    )
    assert "ditutup" in text(done) and "Sakit lama" in text(dinas.get("/kematian/pola?tahap=selesai"))


def test_a_long_list_is_work_that_goes_on_and_its_bad_lines_have_their_sentences(own_world, monkeypatch):
    from naung.foundation.staff import queries as staff
    from naung.foundation.work.ports import Task
    from naung.project.work import deaths as work
    from naung.web.claims import deaths_lists

    monkeypatch.setattr(deaths_lists, "AT_ONCE", 1)
    lurah, (_, nik, born_on) = entered("lurah"), of_marta()
    lines = (f"{nik};Marta Contoh Tefa;{born_on:%d/%m/%Y};P;30/09/2025;Namosain", ";Yakobus Contoh Neno;01/01/1960;L;20/09/2025;Namosain",
             "5,37E+15;Petrus Contoh Lado;;;20/09/2025;", ";;;;x;")  # fmt: skip
    told = lurah.post("/kematian/daftar", sent(*lines), follow=True)
    assert told.redirect_chain[0][0].startswith("/pekerjaan/") and "3 baris masuk" in text(told)
    assert "Cocokkan daftar kematian dengan peserta" in text(told) and not Death.objects.exists()
    number = DeathList.objects.get().pk
    task = Task(1, {"list": number}, staff.actor("lurah"), (NAMOSAIN,), clock.today(), clock.now(), 1)
    done = work.look(task, lambda done, total=None, say="": None)
    assert (done.counts["matched"], done.counts["nobody"] + done.counts["possible"], done.href) == (
        1,
        2,
        "/kematian/daftar",
    )
    page = text(lurah.get(f"/kematian/daftar?satu={number}"))
    assert (
        "baris 4" in page
        and "Baris ini masuk tanpa NIK" in page
        and "baris 5" in page
        and "Nama kosong" in page
    )
    assert "Nama kosong" not in text(entered("jauh").get(f"/kematian/daftar?satu={number}"))


def test_what_was_expected_is_shown_with_its_assumption(world):
    page = text(entered("dewi").get("/kematian/perkiraan"))
    assert "4 kematian per 1.000" in page and "belum dicocokkan" in page and "60 sampai 69 tahun" in page


@pytest.mark.browser
def test_the_pages_of_a_death_stand_up_to_axe(own_world, chromium):
    """The walk over every screen finds nobody dead; here somebody is."""
    _, nik, born_on = of_marta()
    lines = (
        f"{nik};Marta Contoh Tefa;{born_on:%d/%m/%Y};P;30/09/2025;Namosain",
        ";Yohanes Contoh Banoet A;;;30/09/2025;Namosain",
    )
    entered("dewi").post("/kematian/daftar", sent(*lines, wilayah="53.71"))
    death, notice = Death.objects.get(), DeathNotice.objects.get(state="POSSIBLE")
    with serving() as site, windows(chromium, site) as open_:
        found = {at: problems(open_("dewi", at)) for at in
                 ("/kematian", f"/kematian/{death.pk}", f"/kematian/kabar/{notice.pk}", "/kematian/daftar", "/kematian/perkiraan")}  # fmt: skip
    assert {at: wrong for at, wrong in found.items() if wrong} == {}
