"""What went to a partner and what came back: totals, reasons, what is in suspense, and the bytes themselves."""

import re

import pytest

from naung.foundation.exchange import actions
from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.ports import Answer
from naung.foundation.trail import queries as trail
from naung.foundation.work import queries as work
from naung.kit import clock
from naung.kit.canonical import sha256
from tests.web.test_pages import text
from tests.web.world import code_of, who

pytestmark = pytest.mark.usefixtures("own_world")


def batch(kind="enrolment", partner="bpjs_tk"):
    return exchange.batches(partner, kind).first()


def test_it_works(door):
    one = batch()
    said = text(door("sari").get("/kepesertaan"))
    assert one.key in said and "Kota Kupang" in said
    said = text(door("sari").get(f"/kepesertaan/{one.pk}"))
    assert "27 baris keluar, 27 terjawab." in said
    assert "Disusun 21 Juli 2025, 09.00 WITA Sari Contoh Verifikator" in said
    assert "Ditutup 21 Juli 2025, 15.00 WITA Bela Contoh BPJS" in said
    assert one.sha256[:12] in said


def test_the_same_bytes_as_registered_and_a_trace(door):
    one, client = batch(), door("bpjs")
    answer = client.post(f"/kepesertaan/{one.pk}/berkas")
    assert sha256(answer.content) == one.sha256
    assert answer["Cache-Control"] == "no-store" and one.sha256[:12] in answer["Content-Disposition"]
    reply = exchange.replies(one).first()
    answer = client.post(f"/kepesertaan/{one.pk}/berkas", {"jawaban": reply.pk})
    assert sha256(answer.content) == reply.sha256 == answer["X-Naung-Sha256"]
    taken = trail.by_verb("exchange.download")
    assert [e.facts["sha256"] for e in taken] == [one.sha256, reply.sha256]
    assert "Bela Contoh BPJS" in taken[0].actor


def test_looked_at_the_file_s_address_leads_back_and_leaves_no_trace(door):
    one = batch()
    answer = door("sari").get(f"/kepesertaan/{one.pk}/berkas")
    assert (answer.status_code, answer["Location"]) == (303, f"/kepesertaan/{one.pk}")
    assert trail.by_verb("exchange.download") == []


def test_altered_bytes_are_refused_loudly(door, own_world):
    """Somebody with the database's superuser put another sealed file in place of the registered one."""
    import psycopg

    from naung.foundation.vault import seals
    from naung.project import database, postgres

    one = batch()
    with psycopg.connect(postgres.connection_string(database.cluster(), database=own_world)) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(
            "update exchange_content set sealed = %s where id = %s",
            [seals.seal_bytes(b"T;1;1", "file"), one.content_id],
        )
    answer = door("sari").post(f"/kepesertaan/{one.pk}/berkas")
    assert answer.status_code == 409
    assert "tidak sama dengan sidik jari yang terdaftar" in text(answer) and "auditor" in text(answer)
    assert trail.by_verb("exchange.download") == []


@pytest.mark.parametrize(("login", "status"), [("sari", 200), ("bpjs", 200), ("dewi", 403), ("tina", 403), ("budi", 403), ("lurah", 403), ("admin", 403)])  # fmt: skip
def test_who_sees_what_goes_to_the_insurer(door, login, status):
    assert door(login).get("/kepesertaan").status_code == status
    assert door(login).get(f"/kepesertaan/{batch().pk}").status_code == status


def test_another_room_s_batch_is_not_found_here(door):
    invoice = batch("contribution")
    assert door("sari").get(f"/kepesertaan/{invoice.pk}").status_code == 404
    assert door("sari").get(f"/iuran/berkas/{invoice.pk}").status_code == 200
    assert door("sari").get("/kepesertaan/99999").status_code == 404


def test_another_region_s_batch_is_not_found(door):
    from datetime import date

    from naung.foundation.staff import actions as staff
    from naung.kit.actor import system

    staff.appoint(login="jauh2", name="Jul Contoh Jauh", identity="NIP-jauh2", password="contoh-kata-sandi", role="bpjs_officer",
                  region="53.03", since=date(2025, 1, 1), by=system("test"), at=clock.now(), once=False)  # fmt: skip
    client = door("jauh2")
    assert batch().key not in text(client.get("/kepesertaan"))
    assert client.get(f"/kepesertaan/{batch().pk}").status_code == 404
    assert client.post(f"/kepesertaan/{batch().pk}/berkas").status_code == 404


def sent_and_partly_answered():
    """Three lines: one refused, one never spoken of, one accepted; and an answer for a line that nobody sent."""
    from naung.foundation.exchange.ports import NewLine

    first = exchange.lines(batch()).values_list("subject", flat=True)[:3]
    who_, at = {"by": who("sari")}, clock.now()
    made = actions.prepare_batch(partner="bpjs_tk", kind="enrolment", key="ntt-2025/53.71/09", region="53.71", content=b"x;y", rupiah=0, at=at,
                                 lines=[NewLine(number=n, subject=s) for n, s in enumerate(first, 1)], **who_)  # fmt: skip
    made = actions.send(batch=made, at=at, **who_)
    said = [
        Answer(ok=False, number=1, code="N01", reason="NIK tidak ditemukan"),
        Answer(ok=True, number=2),
        Answer(ok=True, number=99),
    ]
    actions.take_reply(batch=made, content=b"back", answers=said, at=at, **who_)
    return exchange.by_number(made.pk)


def test_lines_that_differ_say_the_reason_and_what_to_do(door):
    one = sent_and_partly_answered()
    said = text(door("sari").get(f"/kepesertaan/{one.pk}"))
    assert "3 baris keluar, 2 terjawab." in said
    assert "N01: NIK tidak ditemukan" in said and "Cocokkan NIK dengan KTP" in said
    assert "Jawaban untuk baris yang tidak pernah kami kirim." in said and "0 hari" in said
    assert said.count("Menunggu") >= 1
    listed = text(door("sari").get("/kepesertaan"))
    assert "1 hal perlu dilihat" in listed


def test_lines_name_the_person_and_lead_there(door):
    page = door("sari").get(f"/kepesertaan/{batch().pk}?baris=ACCEPTED").content.decode()
    assert f"/orang/{code_of('Marta Contoh Tefa')}" in page


def test_a_person_settles_what_is_in_suspense(door):
    one, client = sent_and_partly_answered(), door("sari")
    (open_,) = exchange.suspense_of(one)
    answer = client.post(f"/kepesertaan/{one.pk}", {"hal": open_.pk, "sebab": "  "})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("Tulis apa yang sudah dipastikan, dan dengan siapa.") == 2 and "<title>Galat:" in page
    answer = client.post(
        f"/kepesertaan/{one.pk}", {"hal": open_.pk, "sebab": "Salah ketik, dipastikan dengan Bela."}
    )
    assert answer.status_code == 303
    said = text(client.get(answer["Location"]))
    assert "Selesai: Salah ketik, dipastikan dengan Bela." in said
    assert client.post(f"/kepesertaan/{one.pk}", {"hal": open_.pk, "sebab": "lagi"}).status_code == 404


def test_an_auditor_looks_takes_a_copy_and_sends_nothing(door):
    from datetime import date

    from naung.foundation.staff import actions as staff
    from naung.kit.actor import system

    staff.appoint(login="adit", name="Adit Contoh Auditor", identity="NIP-adit", password="contoh-kata-sandi", role="auditor",
                  region="53", since=date(2025, 1, 1), by=system("test"), at=clock.now(), once=False)  # fmt: skip
    client = door("adit")
    said = text(client.get("/kepesertaan"))
    assert "Anda melihat saja. Yang mengirim: Petugas BPJS Ketenagakerjaan, Verifikator provinsi." in said
    assert client.post("/kepesertaan", {"do": "take", "wilayah": "53"}).status_code == 403
    assert client.post(f"/kepesertaan/{batch().pk}/berkas").status_code == 200


def test_taking_answers_is_long_work_in_the_officer_s_region(door):
    answer = door("sari").post("/rekening", {"do": "send", "wilayah": "53"})
    (job,) = work.of(who("sari").officer)
    assert (answer.status_code, answer["Location"]) == (303, f"/pekerjaan/{job.pk}")
    assert (job.kind, job.arguments) == ("banking.send", {"programme": "ntt-2025", "region": ""})


def test_the_bank_s_work_runs_from_the_screen_to_the_account(door):
    """Send and take as a worker does them, in the verifier's name: 27 accounts asked for and answered."""
    from naung.foundation.work import running

    for do in ("send", "take"):
        door("sari").post("/rekening", {"do": do, "wilayah": "53"})
        running.run(work.of(who("sari").officer).first().pk, now=clock.now, today=clock.today())
    last = work.of(who("sari").officer).first()
    assert last.state == "DONE", last.refusal
    assert last.result["counts"]["accepted"] + last.result["counts"]["refused"] == 27
    said = text(door("sari").get("/rekening"))
    assert "ntt-2025/53.71/01" in said


def test_somebody_else_who_starts_the_same_is_told(door):
    door("sari").post("/kepesertaan", {"do": "take", "wilayah": "53"})
    answer = door("bpjs").post("/kepesertaan", {"do": "take", "wilayah": "53"})
    assert answer.status_code == 409
    assert "sedang berjalan, dimulai oleh Sari Contoh Verifikator" in text(answer)
    assert work.everything().count() == 1


@pytest.mark.parametrize(
    "form", [{"do": "take", "wilayah": "53.03.01"}, {"do": "buang", "wilayah": "53"}, {"do": "take"}]
)
def test_nothing_chosen_starts_nothing(door, form):
    assert door("sari").post("/kepesertaan", form).status_code == 409
    assert work.everything().count() == 0


def test_an_unknown_filter_shows_nothing_rather_than_everything(door):
    assert batch().key not in text(door("sari").get("/kepesertaan?keadaan=ENTAH"))
    assert batch().key in text(door("sari").get("/kepesertaan?keadaan=CLOSED"))


def test_a_list_makes_the_same_queries_however_many(door, django_assert_max_num_queries):
    client = door("sari")
    for address, most in (
        ("/kepesertaan", 40),
        (f"/kepesertaan/{batch().pk}?baris=ACCEPTED", 45),
        ("/iuran", 60),
    ):
        with django_assert_max_num_queries(most):
            client.get(address)


def test_the_months_agree_to_the_rupiah_or_say_by_how_much(door):
    said = text(door("tina").get("/iuran"))
    assert re.search(r"Juli 2025 27 Rp[\d.]+ Rp[\d.]+ Rp[\d.]+ Rp[\d.]+ Rp0 Sepakat", said)
    assert "Oktober 2025" in said and "Ditagih, belum dibayar seluruhnya" in said
    said = text(door("tina").get("/iuran/2025-10"))
    assert "ditagih tetapi belum didebit: 27" in said


def test_the_treasurer_carries_on_and_others_look(door):
    from naung.foundation.work import running

    assert "Anda melihat saja." in text(door("sari").get("/iuran/2025-10"))
    assert door("sari").post("/iuran/2025-10", {"do": "carry"}).status_code == 403
    answer = door("tina").post("/iuran/2025-10", {"do": "carry"})
    assert answer.status_code == 303
    (job,) = work.of(who("tina").officer)
    running.run(job.pk, now=clock.now, today=clock.today())
    job.refresh_from_db()
    assert job.state == "DONE", job.refusal
    assert re.search(r"Oktober 2025 27 .* Rp0 Sepakat", text(door("tina").get("/iuran")))


@pytest.mark.parametrize("month", ["2025-1", "2024-07", "entah", "2027-06"])
def test_a_month_outside_the_programme_is_not_found(door, month):
    assert door("tina").get(f"/iuran/{month}").status_code == 404


def test_the_banks_officer_reads_the_orders_and_nothing_of_the_insurer(own_world, door):
    from datetime import date

    from naung.foundation.staff import actions as staff
    from naung.kit.actor import system
    from tests.web.world import PASSWORD, at

    staff.appoint(login="bankir", name="Bankir Contoh", identity="NIP-bankir", password=PASSWORD, role="bank_officer", region="53",
                  since=date(2025, 1, 1), by=system("test"), at=at(date(2025, 7, 1)), once=False)  # fmt: skip
    order = batch("payment", "bank_ntt")
    assert order.key in text(door("bankir").get("/perintah-bayar"))
    assert door("bankir").get(f"/perintah-bayar/{order.pk}").status_code == 200
    assert door("bankir").post("/perintah-bayar").status_code == 405
    assert door("bankir").get(f"/perintah-bayar/{batch('contribution').pk}").status_code == 404
    assert door("bankir").get("/iuran").status_code == 403


@pytest.mark.parametrize("address", ["/kepesertaan", "/rekening", "/rekening/daftar", "/rekening/ditolak", "/rekening/tidur", "/kepesertaan/peserta"])  # fmt: skip
def test_each_list_is_of_the_programme_that_is_asked_for(door, address):
    client = door("sari")
    assert client.get(f"{address}?program=ntt-2025").status_code == 200
    assert client.get(f"{address}?program=entah").status_code == 404
