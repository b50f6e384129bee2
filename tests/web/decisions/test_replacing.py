"""Somebody died, somebody left: out, and the next of the waiting list in, by a decree that names the old; letters and the list on paper."""

import re
from datetime import date

import pytest

from naung.delivery.enrolment import queries as enrolled
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import queries
from tests.web import world as small_world
from tests.web.decisions.conftest import CITY, poorer

pytestmark = pytest.mark.usefixtures("own_world")
GONE = ("Marta Contoh Tefa", "Yohanes Contoh Banoet A")


def form(**changed) -> dict:
    return {"orang": [small_world.code_of(name) for name in GONE], "alasan": "died", "dokumen": "Akta kematian 12/CONTOH/2025",
            "hari": "2025-10-12", **changed}  # fmt: skip


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_it_works(desk):
    poorer()
    sari, programme = desk("sari"), programmes.by_code("ntt-2025")
    quota, (first,) = programmes.quota(programme, CITY), queries.decrees(programme, CITY)
    assert 'form="ganti"' in text(sari.get("/penetapan/1"))
    asked = text(sari.get(f"/penetapan/1/ganti?orang={form()['orang'][0]}&orang={form()['orang'][1]}"))
    assert all(name in asked for name in GONE)
    assert "masa tunggu santunan kematian 3 bulan mulai dari awal" in asked
    done = sari.post("/penetapan/1/ganti", form())
    assert (done.status_code, standing(first)) == (
        303,
        {"held": 27, "released": 0},
    )  # cover runs: nothing happens before a second person
    budi, waits = desk("budi"), done["Location"]
    seen = text(budi.get(waits))
    assert all(name in seen for name in GONE)
    assert "meninggal dunia" in seen and "Akta kematian 12/CONTOH/2025" in seen and "Daud Contoh Nope" in seen
    assert "Anda yang menyiapkan ini" in text(sari.get(waits))
    signed = re.search(r'name="sidik" value="([0-9a-f]{64})"', budi.get(waits).content.decode())[1]
    assert budi.post(waits, {"keputusan": "setujui", "ketik": "2", "sidik": signed}).status_code == 303
    assert standing(first) == {"held": 25, "released": 2}
    assert programmes.quota(programme, CITY).used == quota.used - 2
    made = sari.post("/penetapan", {"wilayah": CITY})
    assert (made.status_code, made["Location"]) == (303, "/penetapan/2")
    further = queries.decree(2)
    assert (further.state, further.round, further.changes_id, further.months) == ("PREPARED", 2, first.pk, 3)
    assert programmes.quota(programme, CITY).used == quota.used - 2 + further.rows
    decided = text(budi.get(f"/persetujuan/{further.approval_id}"))
    assert all(name in decided for name in GONE)
    assert "meninggal dunia (Akta kematian 12/CONTOH/2025)" in decided
    marta = small_world.code_of(GONE[0])
    member = enrolled.of_person(_id(marta)).get()
    assert (member.state, member.covered_until) == ("ENDED", date(2025, 10, 12))
    again = sari.post("/penetapan/1/ganti", form())
    assert again.status_code == 422
    assert "Pilih paling sedikit satu orang" in text(again)


def standing(decree) -> dict:
    return queries.standing(queries.decree(decree.pk))


def _id(code: str) -> int:
    from naung.delivery.registry import queries as people

    return people.by_code(code).pk


@pytest.mark.parametrize(("changed", "says"), [
    ({"alasan": ""}, "Pilih alasannya"), ({"dokumen": " "}, "Tulis dokumen yang mendasarinya"), ({"hari": "kemarin"}, "Tulis hari terakhirnya"),
    ({"hari": "2025-11-30"}, "belum lewat"), ({"hari": "2025-06-30"}, "Perlindungan baru mulai"), ({"orang": []}, "Pilih paling sedikit satu orang"),
])  # fmt: skip
def test_what_is_not_said_or_cannot_be_changes_nothing(desk, changed, says):
    answer = desk("sari").post("/penetapan/1/ganti", form(**changed))
    assert answer.status_code == 422
    assert says in text(answer)
    assert "<title>Galat:" in answer.content.decode()
    assert queries.standing(queries.decree(1)) == {"held": 27, "released": 0}


def test_somebody_of_another_regency_finds_no_such_page(desk):
    assert desk("jauh").get("/penetapan/1/ganti").status_code == 404


def test_the_waiting_list_and_the_letters_are_papers(desk):
    poorer()
    sari = desk("sari")
    shown = text(sari.get("/penetapan/tunggu/ntt-2025/53.71"))
    assert "3 orang menunggu" in shown
    assert "Daud Contoh Nope" in shown
    printed = sari.post("/penetapan/tunggu/ntt-2025/53.71/daftar.pdf")
    assert sari.get(printed["Location"]).content.startswith(b"%PDF")
    for name in (GONE[0], "Daud Contoh Nope [", "Daud Contoh Nope \\"):
        code = small_world.code_of(name)
        assert sari.get(f"/orang/{code}/surat/ntt-2025.pdf").status_code == 404
        made = sari.post(f"/orang/{code}/surat/ntt-2025.pdf")
        assert (made.status_code, sari.get(made["Location"]).content[:4]) == (303, b"%PDF")
    assert desk("jauh").post(f"/orang/{small_world.code_of(GONE[0])}/surat/ntt-2025.pdf").status_code == 404
    page = text(sari.get(f"/orang/{small_world.code_of('Daud Contoh Nope [')}"))
    assert "di daftar tunggu" in page
    assert "nomor kartu keluarga belum diketahui; desa atau kelurahan dapat melengkapinya" in page


def test_places_move_when_a_second_person_types_how_many(desk):
    sari, budi = desk("sari"), desk("budi")
    assert "Kuota 2025" in text(budi.get("/program/2025/kuota"))
    short = {"dari": "53.08", "ke": CITY, "jumlah": "40", "alasan": "perlu", "dokumen": "B-7/CONTOH"}
    assert "Tulis alasannya" in text(sari.post("/program/2025/kuota", short))
    moved = sari.post("/program/2025/kuota", {**short, "alasan": "Tempat di Ende tidak terisi"})
    assert moved.status_code == 303
    seen = budi.get(moved["Location"])
    assert "40 tempat dari Kabupaten Ende ke Kota Kupang" in text(seen)
    assert "Anda yang menyiapkan ini" in text(sari.get(moved["Location"]))
    signed = re.search(r'name="sidik" value="([0-9a-f]{64})"', seen.content.decode())[1]
    assert (
        budi.post(moved["Location"], {"keputusan": "setujui", "ketik": "0", "sidik": signed}).status_code
        == 422
    )
    assert (
        budi.post(moved["Location"], {"keputusan": "setujui", "ketik": "40", "sidik": signed}).status_code
        == 303
    )
    assert programmes.quota(programmes.by_code("ntt-2025"), CITY).cap == 2598
    assert "2.598" in text(budi.get("/program/2025/kuota"))
