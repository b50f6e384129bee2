"""Who, what, when: an officer takes a report, a stranger tells at the open door, an officer finds about whom it was.

K-2025-0001 is Yohanes A, hurt at sea; K-2025-0002 Yohanes B, who died; L-2025-0003 a neighbour's report at the open door."""

import html
import re

import pytest
from django.test import Client

from naung.delivery.claims import queries as claims
from naung.delivery.claims.reporting import queries as reporting
from naung.delivery.claims.reporting.models import Report
from naung.foundation.staff.scope import seeing
from naung.foundation.trail.models import Entry
from tests.web.fixtures import entered
from tests.web.world import code_of

TOLD = {
    "nama": "Selfi Contoh Nope", "apa": "death", "hari": "18-10-2025", "wilayah": "53.71", "desa": "Namosain", "lahir": "12-08-1990",
    "hubungan": "neighbour", "telepon": "0800 0000 7777", "cerita": "Jatuh dari pohon.",
}  # fmt: skip


def text(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", answer.content.decode()))


def typed(**more) -> dict[str, str]:
    known = {"orang": code_of("Yohanes Contoh Banoet C"), "apa": "died_ill", "hari": "15-10-2025", "hubungan": "family", "saluran": "phone",
             "pelapor": "Yosina Contoh", "telepon": "0800 0000 1111", "cerita": "Demam seminggu."}  # fmt: skip
    return {**known, **more}


def test_it_works(own_world):
    client = entered("dewi")
    assert 'name="q"' in text(client.get("/klaim/baru"))
    assert "Yohanes Contoh Banoet C" in text(client.post("/klaim/baru", {"ke": "siapa", "q": "banoet c"}))
    assert "perahu terbalik" in text(client.post("/klaim/baru", {"ke": "apa", "orang": typed()["orang"]}))
    check = text(client.post("/klaim/baru", typed(ke="periksa")))
    assert "Meninggal karena sakit atau tua" in check and "Terlindungi pada hari itu?" in check
    answer = client.post("/klaim/baru", typed(ke="simpan"))
    assert (answer.status_code, answer["Location"]) == (303, "/klaim/ntt-2025/K-2025-0003/tanda-terima")
    receipt = text(client.get(answer["Location"]))
    assert "Laporan K-2025-0003 tentang Yohanes Contoh Banoet C kami terima" in receipt
    file = text(client.get("/klaim/ntt-2025/K-2025-0003"))
    assert "Demam seminggu." in file and "Yosina Contoh" in file
    assert "0800" not in file and "08000000" not in file


def test_the_same_form_sent_twice_is_one_claim_and_one_report(own_world):
    client = entered("dewi")
    for _ in range(2):
        assert client.post("/klaim/baru", typed(ke="simpan"))["Location"].endswith("K-2025-0003/tanda-terima")
    with seeing(["*"]):
        assert reporting.reports(claims.by_number("K-2025-0003").pk).count() == 1


def test_going_back_keeps_what_was_typed(world):
    page = text(entered("dewi").post("/klaim/baru", typed(ke="apa")))
    assert 'name="cerita" value="Demam seminggu."' in page and 'name="hari" value="15-10-2025"' in page
    assert 'value="died_ill" checked' in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"orang": ""}, "Cari orangnya, lalu pilih."), ({"apa": "x"}, "Pilih apa yang terjadi."), ({"hari": "kemarin"}, "Tulis harinya"),
     ({"hari": "21-10-2025"}, "Hari itu belum tiba."), ({"jam": "pagi"}, "Tulis jamnya"), ({"saluran": ""}, "Pilih bagaimana ia melapor.")],
)  # fmt: skip
def test_what_is_missing_is_asked_and_nothing_is_lost(world, wrong, says):
    answer = entered("dewi").post("/klaim/baru", typed(ke="simpan", **wrong))
    assert answer.status_code == 422
    page = text(answer)
    assert "Galat:" in page and says in page and "Demam seminggu." in page


def test_nobody_reports_a_person_of_another_region(world):
    answer = entered("jauh").post("/klaim/baru", typed(ke="periksa"))
    assert answer.status_code == 422
    assert "Yohanes" not in text(answer)


def test_not_sure_is_a_suspected_work_accident(own_world):
    answer = entered("dewi").post("/klaim/baru", typed(ke="simpan", apa="died_unsure"))
    with seeing(["*"]):
        found = claims.by_number("K-2025-0003")
    assert (found.kind, found.cause, found.suspected) == ("death", "work_accident", True)
    assert "diduga karena kecelakaan kerja" in text(entered("dewi").get(answer["Location"]))


def test_a_second_teller_with_another_day_is_told_the_number_that_is_there(own_world):
    died = typed(orang=code_of("Yohanes Contoh Banoet B"), hari="11-10-2025", hubungan="village", ke="simpan")
    assert (
        entered("lurah").post("/klaim/baru", died)["Location"] == "/klaim/ntt-2025/K-2025-0002/tanda-terima"
    )
    page = text(entered("lurah").get("/klaim/ntt-2025/K-2025-0002"))
    assert "menyebut hari lain: 11 Oktober 2025" in page


def test_a_stranger_learns_a_number_and_nothing_else(own_world):
    """Alike for a member of this village and for somebody whom nobody knows."""
    client, numbers, pages = Client(), [], set()
    for name in ("Selfi Contoh Nope", "Yohanes Contoh Banoet A"):
        answer = client.post("/lapor-klaim", {**TOLD, "nama": name})
        numbers.append(answer["Location"].rpartition("=")[2])
        page = text(client.get(answer["Location"]))
        assert answer.status_code == 303 and "Laporan sudah kami terima" in page and name not in page
        pages.add(page.replace(numbers[-1], "L"))
    assert numbers == ["L-2025-0004", "L-2025-0005"] and len(pages) == 1
    with seeing(["*"]):
        row = reporting.unplaced("L-2025-0004")
        assert (row.region, row.channel, row.recorded_human) == ("53.71.01.1001", "form", None)


def test_what_is_hidden_stays_empty_and_what_is_missing_is_asked(world):
    trapped = Client().post("/lapor-klaim", {**TOLD, "surel": "a@b"})
    assert trapped.status_code == 422 and "Kosongkan isian ini." in text(trapped)
    empty = text(Client().post("/lapor-klaim", {}))
    for says in (
        "Tulis nama orangnya.",
        "Pilih apa yang terjadi.",
        "Tulis harinya",
        "Pilih kabupaten",
        "salah satu cukup",
    ):
        assert says in empty


def test_one_address_tells_so_often_a_day_and_is_then_asked_to_call(own_world, monkeypatch):
    monkeypatch.setattr("naung.web.claims.telling.A_DAY", 1)
    assert Client().post("/lapor-klaim", TOLD).status_code == 303
    answer = Client().post("/lapor-klaim", {**TOLD, "nama": "Rambu Contoh Ana"})
    assert answer.status_code == 429 and "Telepon kami" in text(answer)
    assert Client(REMOTE_ADDR="10.9.9.9").post("/lapor-klaim", TOLD).status_code == 303
    with seeing(["*"]):
        assert Report.objects.filter(channel="form").count() == 2


def test_an_officer_finds_about_whom_it_was(own_world):
    lurah = entered("lurah")
    assert "L-2025-0003" in text(lurah.get("/klaim/laporan"))
    page = text(lurah.get("/klaim/laporan/L-2025-0003"))
    assert "Yohanes Contoh Banoet" in page and "080000001234" not in page
    assert "080000001234" in text(lurah.post("/klaim/laporan/L-2025-0003", {"do": "telepon"}))
    assert Entry.objects.filter(verb="claims.phone", subject="claims.report:L-2025-0003").count() == 1
    assert lurah.post("/klaim/laporan/L-2025-0003", {"do": "buka-klaim"}).status_code == 422
    placed = {"do": "buka-klaim", "orang": code_of("Yohanes Contoh Banoet C"), "apa": "died_ill"}
    answer = lurah.post("/klaim/laporan/L-2025-0003", placed)
    assert (answer.status_code, answer["Location"]) == (303, "/klaim/ntt-2025/K-2025-0003")
    file = text(lurah.get("/klaim/ntt-2025/K-2025-0003"))
    assert "Laporan L-2025-0003 dari tetangga" in file
    assert "Semua laporan sudah ada orangnya." in text(lurah.get("/klaim/laporan"))


def test_nobody_we_cover_is_said_with_where_one_looked(own_world):
    lurah = entered("lurah")
    answer = lurah.post("/klaim/laporan/L-2025-0003", {"do": "tidak-dikenal", "sebab": "tidak"})
    assert answer.status_code == 422 and "Tulis di mana Anda sudah mencari" in text(answer)
    lurah.post(
        "/klaim/laporan/L-2025-0003", {"do": "tidak-dikenal", "sebab": "Dicari dengan nama dan kartu."}
    )
    assert "Dicari dengan nama dan kartu." in text(lurah.get("/klaim/laporan/L-2025-0003"))


def test_another_region_sees_neither_report_nor_claim(world):
    jauh = entered("jauh")
    assert jauh.get("/klaim/laporan/L-2025-0003").status_code == 404
    assert jauh.get("/klaim/ntt-2025/K-2025-0001").status_code == 404
    assert jauh.get("/klaim/ntt-2025/K-2025-0001/tanda-terima").status_code == 404
    assert "Yohanes" not in text(jauh.get("/klaim")) + text(jauh.get("/klaim/laporan"))
