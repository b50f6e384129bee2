"""By which register somebody was checked, when, what it said; and a hit of the employees' list put aside by two officers."""

import re
from datetime import date

import pytest

from naung.delivery.registry import jobs as registry
from naung.delivery.registry import queries as people
from naung.foundation.vault import seals
from naung.partners.bkn.simulator import EmployeeRegister
from naung.partners.bpjs_tk.insured import InsuredRegister
from tests.web.fixtures import entered
from tests.web.world import at, code_of, who

DAY = date(2025, 10, 17)


@pytest.fixture
def asked(own_world, tmp_path) -> str:
    """Marta is on the list of civil servants; the insurer does not know her. Her page's address."""
    from django.db import transaction

    with transaction.atomic():
        marta = people.by_code(code_of("Marta Contoh Tefa"))
        nik = seals.open_sealed(marta.nik_sealed, "nik")
    (tmp_path / "employees.csv").write_text(f"nik,kind\n{nik},asn\n")
    (tmp_path / "bpjs_active.csv").write_text("nik,payer,until\n")
    for name, register in (("employed", EmployeeRegister), ("insured", InsuredRegister)):
        registry.check(source=registry.SOURCES[name], register=register(lists=tmp_path, misbehave=[]), by=who("sari"), at=at(DAY), on=DAY)  # fmt: skip
    return f"/orang/{marta.code}"


def text(answer) -> str:
    said = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", said)


def test_the_page_says_what_each_register_said_and_which_was_not_asked(asked):
    said = text(entered("sari").get(asked))
    assert "Tercatat sebagai aparatur sipil negara." in said and "Tidak terlindungi pihak lain." in said
    assert "Ditanya 17 Oktober 2025 , dijawab 17 Oktober 2025" in said.replace("2025,", "2025 ,")
    assert "berkas 53.71/2025-10-17/1" in said and said.count("Belum ditanya.") == 2
    seen_by_the_village = text(entered("lurah").get(asked))
    assert (
        "Belum ditanya." not in seen_by_the_village and seen_by_the_village.count("Belum ada jawaban.") == 2
    )


def test_a_hit_is_put_aside_after_a_look_in_the_field_by_two(asked):
    sari, budi = entered("sari"), entered("budi")
    assert "Ajukan hasil pemeriksaan lapangan" in text(sari.get(asked))
    assert "Ajukan hasil pemeriksaan lapangan" not in text(entered("lurah").get(asked))
    typed = {
        "seen_on": "2025-10-18",
        "document": "BA 7/2025",
        "reason": "Pensiun 2019; SK pensiun dilihat di rumahnya",
    }
    short = sari.post(f"{asked}/kepegawaian", {**typed, "reason": "sudah"})
    assert short.status_code == 422 and "Galat:" in text(short) and "BA 7/2025" in short.content.decode()
    for wrong in ({"seen_on": "2025-13-40"}, {"seen_on": ""}, {"seen_on": "2025-10-25"}, {"document": ""}):
        assert sari.post(f"{asked}/kepegawaian", {**typed, **wrong}).status_code == 422
    assert sari.post(f"{asked}/kepegawaian", typed).status_code == 303
    assert "menunggu keputusan petugas lain" in text(sari.get(asked))
    (address,) = set(re.findall(r"/persetujuan/\d+", budi.get("/persetujuan").content.decode()))
    shown = budi.get(address)
    assert "SK pensiun dilihat di rumahnya" in text(shown)
    (seal,) = re.findall(r'name="sidik" value="(\w+)"', shown.content.decode())
    assert budi.post(address, {"keputusan": "setujui", "ketik": "1", "sidik": seal}).status_code == 303
    said = text(sari.get(asked))
    assert "dikesampingkan oleh dua petugas" in said and "Ajukan hasil" not in said
    assert sari.get(f"{asked}/kepegawaian").status_code == 404


def test_the_files_and_their_lines_are_there_for_whoever_may_look(asked):
    sari = entered("sari")
    page = sari.get("/pemeriksaan")
    assert "tidak terdaftar" in text(page) and "53.71/2025-10-17/1" in text(page)
    addresses = sorted(set(re.findall(r"/pemeriksaan/\d+", page.content.decode())))
    assert len(addresses) == 2
    lines = " ".join(text(sari.get(f"{one}?baris=ACCEPTED")) for one in addresses)
    assert "Tercatat sebagai aparatur sipil negara." in lines and "Marta Contoh Tefa" in lines
    assert entered("jauh").get(addresses[0]).status_code == 404


def test_asking_from_the_page_is_long_work_for_one_s_own_region(asked):
    from naung.foundation.work.models import Job

    dewi = entered("dewi")
    assert dewi.post("/pemeriksaan", {"wilayah": "53.71", "daftar": "civil"}).status_code == 303
    job = Job.objects.get(kind="registry.check")
    assert job.arguments == {"source": "civil", "region": "53.71", "again": False}
    assert dewi.post("/pemeriksaan", {"wilayah": "53.03", "daftar": ""}).status_code == 409
    assert entered("budi").post("/pemeriksaan", {"wilayah": "53"}).status_code == 403


def test_a_death_is_said_on_the_row_that_the_person_came_from(asked, tmp_path):
    from naung.delivery.intake import answers
    from naung.delivery.intake.models import Finding
    from naung.kit.actor import system
    from naung.partners.dukcapil.simulator import CivilRegistry

    marta = people.by_code(asked.rpartition("/")[2])
    nik = seals.open_sealed(marta.nik_sealed, "nik")
    (tmp_path / "dukcapil.csv").write_text(
        f"nik,kk,name,born_on,sex,mother,village,status,died_on\n{nik},,{marta.name},{marta.born_on},P,,,dead,2025-10-01\n"
    )
    registry.check(source=registry.SOURCES["civil"], register=CivilRegistry(lists=tmp_path, misbehave=[]), by=who("sari"), at=at(DAY), on=DAY)  # fmt: skip
    assert [answers.say(by=system("check"), at=at(DAY), on=DAY) for _ in range(2)] == [1, 0]
    (finding,) = Finding.objects.filter(code="R11")
    assert (finding.row.person_id, finding.params, finding.severity) == (
        marta.pk,
        {"day": "2025-10-01"},
        "warn",
    )
    assert "Tercatat meninggal dunia 1 Oktober 2025." in text(entered("sari").get(asked))


def test_somebody_alike_is_looked_at_once_and_what_was_seen_stands_on_the_page(own_world, tmp_path):
    """The employees' list names somebody of Marta's name and birth date, under another number."""
    from django.db import transaction

    with transaction.atomic():
        marta = people.by_code(code_of("Marta Contoh Tefa"))
    rows = {"dukcapil": f"nik,kk,name,born_on,sex,mother,village,status,died_on\n5371015208789404,,{marta.name},{marta.born_on},P,,{marta.village},alive,\n",
            "employees": "nik,kind\n5371015208789404,asn\n"}  # fmt: skip
    for name, content in rows.items():
        (tmp_path / f"{name}.csv").write_text(content)
    registry.check(source=registry.SOURCES["employed"], register=EmployeeRegister(lists=tmp_path, misbehave=[]), by=who("sari"), at=at(DAY), on=DAY)  # fmt: skip
    page, form, sari = f"/orang/{marta.code}", f"/orang/{marta.code}/mirip/employed", entered("sari")
    assert "Catat siapa yang mirip di BKN" in text(sari.get(page)) and "Marta Contoh Tefa" in text(sari.get("/pemeriksaan"))  # fmt: skip
    assert "yang melihat dan mencatat petugas dinas" in text(entered("lurah").get(page))
    assert entered("lurah").get(form).status_code == 403 and sari.get(f"/orang/{marta.code}/mirip/insured").status_code == 404  # fmt: skip
    for typed in ({"siapa": "other", "catatan": "sudah"}, {"catatan": "KTP dilihat: seorang guru di Soe"}):
        again = sari.post(form, typed)
        assert again.status_code == 422 and "Galat:" in text(again) and typed["catatan"] in text(again)
    assert sari.post(form, {"siapa": "other", "catatan": "KTP dilihat: seorang guru di Soe"}).status_code == 303  # fmt: skip
    said = text(sari.get(page))
    assert "Mirip di BKN: orang lain" in said and "KTP dilihat: seorang guru di Soe" in said and "perlu dilihat" not in said  # fmt: skip
    assert "Marta Contoh Tefa" not in text(sari.get("/pemeriksaan")) and sari.get(form).status_code == 404
