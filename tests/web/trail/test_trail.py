"""An auditor asks who did what, follows the pages, checks a seal, and takes a sample that anybody can draw again."""

import hashlib
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from naung.foundation.staff import actions as staff
from naung.foundation.trail import actions
from naung.foundation.trail import queries as trail
from naung.kit import clock
from naung.kit.actor import system
from naung.kit.canonical import sha256
from naung.web.trail import workbook
from tests.sealing import seal_all
from tests.web.test_pages import text
from tests.web.world import who

pytestmark = pytest.mark.usefixtures("own_world")


def auditor(login="adit", region="53"):
    staff.appoint(login=login, name=f"{login.title()} Contoh Auditor", identity=f"NIP-{login}", password="contoh-kata-sandi", role="auditor",
                  region=region, since=date(2025, 1, 1), by=system("test"), at=clock.now(), once=False)  # fmt: skip
    return login


def written(count, *, region="53.71", verb="test.write"):
    from django.db import transaction

    with transaction.atomic():
        return [actions.record(by=who("dewi"), verb=verb, subject=f"test.thing:{n}", at=clock.now(), region=region) for n in range(count)]  # fmt: skip


def sheets(answer):
    return load_workbook(io.BytesIO(answer.content))


def column(answer, number):
    return [row[number].value for row in sheets(answer)["Jejak"].iter_rows(min_row=2)]


def explained(answer):
    return {a.value: b.value for a, b in sheets(answer)["Keterangan"].iter_rows() if a.value}


def test_it_works(door):
    said = text(door(auditor()).get("/audit"))
    assert "Jejak: siapa melakukan apa" in said
    assert "Tina Contoh Bendahara" in said and "Menagih iuran" in said


@pytest.mark.parametrize(
    ("login", "status"), [("sari", 200), ("dewi", 403), ("tina", 403), ("admin", 403), ("bpjs", 403)]
)
def test_who_reads_the_trail(door, login, status):
    assert door(login).get("/audit").status_code == status
    assert door(login).get("/audit/1").status_code == status


def test_a_verifier_reads_and_takes_no_copy(door):
    assert door("sari").get("/audit/unduh").status_code == 403
    assert door("sari").post("/audit/unduh", {"macam": "semua"}).status_code == 403
    assert "Unduh atau ambil contoh acak" not in text(door("sari").get("/audit"))


@pytest.mark.parametrize(("question", "yes", "no"), [
    ("perbuatan=exchange.take", "Mengambil jawaban", "Menyusun berkas"),
    ("perbuatan=exchange.", "Menyusun berkas", "Menyusun daftar iuran"),
    ("objek=exchange.batch:1", "exchange.batch:1", "exchange.batch:2"),
    ("wilayah=53.03&perbuatan=exchange.", "Tidak ada entri yang cocok", "Menyusun berkas"),
    ("petugas=entah", "Tidak ada entri yang cocok", "Menyusun berkas"),
    ("perbuatan=entah", "Tidak ada entri yang cocok", "Menyusun berkas"),
    ("dari=2025-07-21&sampai=2025-07-21", "21 Juli 2025", "15 Agustus 2025, 09.00"),
])  # fmt: skip
def test_asked_for(door, question, yes, no):
    page = door("sari").get(f"/audit?{question}").content.decode()
    body = page[page.index("</form></section>") :]
    assert yes in body and no not in body


def test_by_officer(door):
    human = who("budi").human
    page = door("sari").get(f"/audit?petugas={human}").content.decode()
    body = page[page.index("</form></section>") :]
    assert "Budi Contoh Penyetuju" in body and "Tina Contoh Bendahara" not in body


def test_a_day_that_is_none_is_told_and_nothing_is_lost(door):
    answer = door("sari").get("/audit?dari=kemarin&objek=exchange.batch:1")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert said.count("bukan tanggal. Tulis seperti 2025-09-30.") == 2 and "<title>Galat:" in said
    assert 'value="kemarin"' in said and 'value="exchange.batch:1"' in said


def test_days_are_days_in_wita(door):
    """23.30 of the 30th in Kupang is the 30th, though it is 15.30 of that day in UTC; 00.10 of the 1st is the 1st."""
    from datetime import UTC, datetime

    from django.db import transaction

    with transaction.atomic():
        late = actions.record(
            by=who("dewi"),
            verb="test.late",
            subject="test.late:1",
            at=datetime(2025, 9, 30, 15, 30, tzinfo=UTC),
            region="53.71",
        )
        early = actions.record(
            by=who("dewi"),
            verb="test.late",
            subject="test.late:2",
            at=datetime(2025, 9, 30, 16, 10, tzinfo=UTC),
            region="53.71",
        )
    page = door("sari").get("/audit?perbuatan=test.late&dari=2025-09-30&sampai=2025-09-30").content.decode()
    assert f"/audit/{late}" in page and f"/audit/{early}" not in page


def test_pages_follow_one_another_and_back_without_a_gap(door):
    numbers = written(120)
    asked = trail.Asked(regions=("53",), verb="test.write")
    first = trail.page(asked)
    second = trail.page(asked, before=first.older)
    third = trail.page(asked, before=second.older)
    assert [e.pk for p in (first, second, third) for e in p.rows] == numbers[::-1]
    assert third.older is None and first.newer is None
    back = trail.page(asked, after=third.newer)
    assert [e.pk for e in back.rows] == [e.pk for e in second.rows]
    said = door("sari").get(f"/audit?perbuatan=test.write&sebelum={first.older}").content.decode()
    assert "Lebih baru" in said and "Lebih lama" in said and f"/audit/{second.rows[0].pk}" in said


def test_a_page_far_back_reads_no_more_than_its_rows(door):
    """Keyset: the plan walks an index from the number on, and never counts what it skips."""
    from django.db import connection

    written(400)
    with connection.cursor() as cursor:
        cursor.execute("analyze trail_entry")
        cursor.execute("set local enable_seqscan = off")
    query = trail.entries(trail.Asked(regions=("53",))).filter(pk__lt=60)[:51]
    plan = query.explain(analyze=True)
    assert "Index Scan Backward" in plan or "Index Scan" in plan
    assert "Sort" not in plan and "Seq Scan" not in plan


def test_the_same_queries_however_many(door, django_assert_max_num_queries):
    written(120)
    client = door("sari")
    with django_assert_max_num_queries(25):
        client.get("/audit")


def test_a_regency_s_auditor_sees_that_regency_s_entries(door):
    (there,), (here,), (nowhere,) = (
        written(1, region="53.03"),
        written(1, region="53.71.01.1001"),
        written(1, region=""),
    )
    client = door(auditor("kota", "53.71"))
    page = client.get("/audit?perbuatan=test.write").content.decode()
    assert f"/audit/{here}" in page and f"/audit/{there}" not in page and f"/audit/{nowhere}" not in page
    assert client.get(f"/audit/{here}").status_code == 200
    assert client.get(f"/audit/{there}").status_code == client.get(f"/audit/{nowhere}").status_code == 404
    assert column(client.post("/audit/unduh", {"macam": "semua", "perbuatan": "test.write"}), 0) == [
        str(here)
    ]


def test_an_entry_tells_its_facts_and_that_it_waits_for_its_block(door):
    (number,) = written(1)
    said = text(door("sari").get(f"/audit/{number}"))
    assert "test.write" in said and "Belum disegel" in said


def test_a_sealed_entry_is_proved_and_a_changed_one_is_not(door, own_world):
    import psycopg

    from naung.project import database, postgres

    (number,) = written(1)
    seal_all()
    assert "Terbukti" in text(door("sari").get(f"/audit/{number}"))
    with psycopg.connect(postgres.connection_string(database.cluster(), database=own_world)) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("update trail_entry set why = 'tidak apa-apa' where id = %s", [number])
    said = text(door("sari").get(f"/audit/{number}"))
    assert "TIDAK COCOK" in said and "Isi baris ini bukan lagi yang disegel." in said


def test_a_forged_block_does_not_pass(door, own_world):
    import psycopg

    from naung.project import database, postgres

    (number,) = written(1)
    seal_all()
    with psycopg.connect(postgres.connection_string(database.cluster(), database=own_world)) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("update trail_block set signature = decode(repeat('00', 64), 'hex')")
    seal = trail.seal_of(trail.by_number([number])[number])
    assert (seal.row, seal.held, seal.signed, seal.holds) == (True, True, False, False)


def test_the_same_seed_gives_the_same_sample(door):
    written(200)
    client = door(auditor())
    form = {"macam": "contoh", "ukuran": "10", "benih": "audit-2025", "perbuatan": "test.write"}
    one = client.post("/audit/unduh", form)
    last = explained(one)["Nomor entri terakhir"]
    written(50)
    again = client.post("/audit/unduh", {**form, "akhir": last})
    assert column(one, 0) == column(again, 0) and len(column(one, 0)) == 10
    assert explained(one)["sha256 daftar"] == explained(again)["sha256 daftar"]
    assert column(client.post("/audit/unduh", {**form, "benih": "lain", "akhir": last}), 0) != column(one, 0)


def test_anybody_can_draw_it_again_with_a_tool_that_hashes(door):
    numbers = written(100)
    answer = door(auditor()).post(
        "/audit/unduh", {"macam": "contoh", "ukuran": "7", "benih": "x1", "perbuatan": "test.write"}
    )
    drawn = sorted(numbers, key=lambda n: hashlib.sha256(f"x1:{n}".encode()).digest())[:7]
    assert column(answer, 0) == [str(n) for n in sorted(drawn)]
    told = explained(answer)
    assert told["Benih"] == "x1" and "benih:nomor" in told["Cara menarik ulang"]


def test_the_list_s_hash_is_that_of_its_last_column(door):
    written(5)
    answer = door(auditor()).post("/audit/unduh", {"macam": "semua", "perbuatan": "test.write"})
    total = hashlib.sha256("".join(f"{cell}\n" for cell in column(answer, 9)).encode()).hexdigest()
    assert explained(answer)["sha256 daftar"] == total


def test_an_empty_seed_is_made_and_shown(door):
    written(5)
    client = door(auditor())
    answer = client.post("/audit/unduh", {"macam": "contoh", "ukuran": "2"})
    seed = explained(answer)["Benih"]
    assert len(seed) == 16
    assert seed in text(client.get("/audit/unduh"))


def test_a_copy_says_what_it_is_and_leaves_an_entry(door):
    written(3)
    client = door(auditor())
    answer = client.post("/audit/unduh", {"macam": "semua", "perbuatan": "test.write", "wilayah": "53.71"})
    told = explained(answer)
    assert "DATA CONTOH" in told and told["Saringan"] == "Perbuatan: test.write; Wilayah: 53.71"
    assert told["Diambil oleh"] == "Adit Contoh Auditor" and "WITA" in told["Keadaan"]
    (entry,) = trail.by_verb("trail.export")
    assert entry.facts["file_sha256"] == sha256(answer.content) == answer["X-Naung-Sha256"]
    assert entry.facts["rows"] == 3
    assert sha256(answer.content)[:12] in client.get("/audit/unduh").content.decode()


@pytest.mark.parametrize(("form", "says"), [
    ({"macam": "contoh", "ukuran": ""}, "Tulis berapa entri"),
    ({"macam": "contoh", "ukuran": "banyak"}, "harus bilangan bulat"),
    ({"macam": "contoh", "ukuran": "5", "akhir": "kemarin"}, "harus bilangan bulat"),
    ({"macam": "semua", "dari": "kapan"}, "bukan tanggal"),
])  # fmt: skip
def test_what_cannot_be_copied_is_told_and_keeps_what_was_typed(door, form, says):
    answer = door(auditor()).post("/audit/unduh", {**form, "benih": "milik-saya"})
    assert answer.status_code == 422
    assert says in text(answer) and 'value="milik-saya"' in answer.content.decode()
    assert trail.by_verb("trail.export") == []


def test_too_much_for_a_sheet_is_told(door, monkeypatch):
    from naung.web.trail import export

    monkeypatch.setattr(export, "MOST", 2)
    written(3)
    answer = door(auditor()).post("/audit/unduh", {"macam": "semua", "perbuatan": "test.write"})
    assert answer.status_code == 422 and "Lebih dari 2 entri" in text(answer)


@pytest.mark.parametrize("cell", ["=1+1", "+62811", "-5", "@sum", "\t=1"])
def test_no_cell_is_a_formula(cell):
    assert workbook.safe(cell) == f"'{cell}"


def test_a_cell_holds_what_excel_can_hold():
    assert len(workbook.safe("a" * 40_000)) < 32_767
