"""The room of accounts at the site: the list and its file, a name compared, an account changed by two people, what rests."""

from datetime import date

import pytest

from naung.delivery.banking import jobs
from naung.delivery.banking.models import Account, Change
from naung.delivery.programme import queries as programmes
from naung.foundation.staff import actions as staff
from naung.foundation.trail.models import Entry
from naung.foundation.vault import seals
from naung.foundation.work.models import Job
from naung.kit.actor import system
from naung.partners.bank_ntt import simulator
from naung.partners.bank_ntt.simulator import Bank
from tests.web import world as small_world
from tests.web.fixtures import entered

LIST, CHANGES = "/rekening/daftar", "/rekening/ganti"
WISH = {"bank": "002", "nomor": "1234 5678 9012", "nama": "Marta Contoh Tefa", "jenis": "regular", "dokumen": "Buku tabungan BRI (contoh)",
        "alasan": "Cabang lama terlalu jauh"}  # fmt: skip
CALL = {
    "do": "telepon",
    "cara": "visit",
    "jawaban": "YES",
    "siapa": "Marta",
    "kata": "Benar, saya yang minta",
}


def text(answer):
    return " ".join(answer.content.decode().split())


def bank_officer():
    small = small_world.at(date(2025, 7, 1))
    staff.appoint(login="nona", name="Nona Contoh Bank", identity="NIP-nona", password=small_world.PASSWORD, role="bank_officer", region="53",
                  since=date(2025, 1, 1), by=system("test"), at=small, once=False)  # fmt: skip


@pytest.fixture
def banked(own_world, tmp_path):
    """Everybody of the world asked the bank: Yohanes H is spelled otherwise, Petrus Q is somebody else's. Marta has come."""
    people = {one.name: one for one in Account.person.field.related_model.objects.all()}
    named = {"Yohanes Contoh Banoet H": "JOHANIS CONTOH BANOET H", "Petrus Contoh Lay Q": "MARIA TANEO"}
    rows = [
        f"{simulator.account(seals.open_sealed(people[who].nik_sealed, 'nik'))},{name},,"
        for who, name in named.items()
    ]
    (tmp_path / "accounts.csv").write_text("\n".join(["account,name,status,moved_on", *rows]) + "\n")
    bank_officer()
    asked = {"programme": programmes.by_code("ntt-2025"), "bank": Bank(misbehave=[], lists=tmp_path), "by": system("bank"),
             "at": small_world.at(date(2025, 8, 11)), "on": date(2025, 8, 11)}  # fmt: skip
    jobs.send(**asked)
    jobs.take(**asked)
    return tmp_path


def account(name="Marta Contoh Tefa"):
    return Account.objects.get(person__name=name)


def test_the_list_is_counted_filtered_and_taken_as_a_file(banked):
    sari, dewi = entered("sari"), entered("dewi")
    page = text(sari.get(LIST))
    assert (
        "26 rekening dibuka bank dari 27 yang diminta" in page
        and "Nama berbeda (1)" in page
        and "Ditolak (1)" in page
    )
    assert "26 rekening menunggu" in page or "25 rekening menunggu" in page, (
        "opened on 11 August, looked at on 20 October"
    )
    assert "9998" not in page.replace(" ", "") or "•" in page
    assert text(dewi.get(f"{LIST}?keadaan=DIFFERS")).count("/rekening/orang/") == 1
    assert "Tidak ada rekening seperti itu" in text(dewi.get(f"{LIST}?wilayah=53.03"))
    assert sari.get("/rekening/daftar.csv").status_code == 302
    file = dewi.post("/rekening/daftar.csv?keadaan=REFUSED")
    rows = file.content.decode().splitlines()
    assert len(rows) == 2 and "Petrus Contoh Lay Q" in rows[1] and rows[1].endswith("DATA CONTOH")
    entry = Entry.objects.filter(verb="banking.export").last()
    assert (entry.facts["rows"], entry.facts["states"]) == (1, ["REFUSED"])
    assert entered("jauh").get(f"/rekening/orang/{account().pk}").status_code == 404
    assert entered("tina").get(LIST).status_code == 403


def test_a_name_is_compared_and_a_refusal_is_asked_for_again(banked):
    nona, dewi = entered("nona"), entered("dewi")
    address = f"/rekening/orang/{account('Yohanes Contoh Banoet H').pk}"
    home = text(nona.get("/beranda"))
    assert "rekening dengan nama yang dieja lain" in home
    assert "JOHANIS CONTOH BANOET H" in text(nona.get(address)) and "Orang yang sama" not in text(
        dewi.get(address)
    )
    short = nona.post(address, {"do": "sama", "sebab": "ya"})
    assert short.status_code == 422 and "<title>Galat:" in text(short) and 'href="#sebab"' in text(short)
    assert dewi.post(address, {"do": "sama", "sebab": "Sudah saya lihat"}).status_code == 403
    assert nona.post(address, {"do": "sama", "sebab": "KTP dieja Johanis, orangnya sama"}).status_code == 303
    assert account("Yohanes Contoh Banoet H").state == "OPENED"
    refused = text(nona.get("/rekening/ditolak"))
    assert "NAMA" in refused and "Minta bank memeriksa, lalu minta lagi" in refused
    assert nona.post("/rekening/ditolak", {"alasan_bank": "53.03 NAMA", "sebab": "x"}).status_code in (
        303,
        422,
    )
    assert nona.post("/rekening/ditolak", {"alasan_bank": "53.71 NAMA", "sebab": ""}).status_code == 422
    done = nona.post(
        "/rekening/ditolak", {"alasan_bank": "53.71 NAMA", "sebab": "Bank menutup yang keliru"}, follow=True
    )
    assert (
        "1 rekening ikut pada berkas berikutnya" in text(done)
        and account("Petrus Contoh Lay Q").state == "AGAIN"
    )
    assert dewi.post("/rekening/ditolak", {}).status_code == 403


def test_an_account_is_changed_by_two_people_after_a_call_and_a_wait(banked):
    dewi, nona, budi = entered("dewi"), entered("nona"), entered("budi")
    form = f"/rekening/orang/{account().pk}/ganti"
    wrong = dewi.post(form, {**WISH, "nama": "Maria Taneo"})
    assert (
        wrong.status_code == 422
        and "bukan nama peserta" in text(wrong)
        and 'value="1234 5678 9012"' in text(wrong)
    )
    asked = dewi.post(form, WISH)
    change = Change.objects.get()
    address = f"{CHANGES}/{change.pk}"
    assert asked["Location"] == address and nona.get(form).status_code == 403
    mine = text(dewi.get(address))
    assert (
        "orang lain yang menelepon dan memutuskan" in mine
        and 'value="telepon"' not in mine
        and 'value="tolak"' not in mine
    )
    assert "1234" not in mine and "9012" in mine.replace(" ", "")
    inbox = f"/persetujuan/{change.approval_id}"
    early = budi.post(inbox, {"keputusan": "setujui", "ketik": "1", "sidik": change.content_hash})
    assert early.status_code == 409 and "Kontak lama belum dihubungi" in text(early)
    silent = nona.post(address, {**CALL, "kata": ""})
    assert silent.status_code == 422 and "apa yang dikatakannya" in text(silent)
    assert nona.post(address, CALL).status_code == 303
    assert (
        budi.post(inbox, {"keputusan": "setujui", "ketik": "1", "sidik": change.content_hash}).status_code
        == 303
    )
    held = text(nona.get(address))
    assert "Rekening lama masih dipakai" in held and "Hentikan sebelum dipakai" in held
    assert "Bank NTT" in text(dewi.get(f"/rekening/orang/{account().pk}"))
    assert nona.post(address, {"do": "hentikan", "sebab": "Pemegangnya datang: bukan dia"}).status_code == 303
    change.refresh_from_db()
    assert change.state == "STOPPED" and "Dihentikan" in text(dewi.get(CHANGES))


def test_saying_no_is_one_click(banked):
    dewi, nona = entered("dewi"), entered("nona")
    dewi.post(f"/rekening/orang/{account().pk}/ganti", WISH)
    change = Change.objects.get()
    assert "kontak lama belum dihubungi" in text(nona.get("/beranda"))
    assert nona.post(f"{CHANGES}/{change.pk}", {"do": "tolak"}).status_code == 303
    change.refresh_from_db()
    assert (change.state, change.ended_because) == ("REFUSED", "Ditolak oleh petugas kedua.")
    dewi.post(f"/rekening/orang/{account().pk}/ganti", {**WISH, "nomor": "998877665544"})
    second = Change.objects.order_by("-pk").first()
    assert (
        dewi.post(f"{CHANGES}/{second.pk}", {"do": "tarik", "sebab": "Salah orang, maaf"}).status_code == 303
    )
    second.refresh_from_db()
    assert (
        second.state == "WITHDRAWN"
        and dewi.post(f"{CHANGES}/{second.pk}", {"do": "hapus"}).status_code == 422
    )


def test_what_rests_is_told_once_the_rule_is_in_force(banked, monkeypatch):
    nona, dewi = entered("nona"), entered("dewi")
    assert "Belum ada aturan" in text(nona.get("/rekening/tidur"))
    monkeypatch.setenv("NAUNG_TODAY", "2026-07-20")
    page = text(nona.get("/rekening/tidur?keadaan=30"))
    assert "dalam 30 hari (25)" in page and "7 Agustus 2026" in page and "Lihat saldo sekali" in page
    assert "Tanyakan status" not in text(dewi.get("/rekening/tidur"))
    started = nona.post("/rekening/tidur", {"wilayah": "53"})
    job = Job.objects.latest("pk")
    assert started.status_code == 303 and (job.kind, job.arguments) == (
        "banking.standing",
        {"programme": "ntt-2025", "region": ""},
    )
    assert nona.post("/rekening/tidur", {"wilayah": "99"}).status_code == 409
    assert nona.post(CHANGES, {}).status_code == 303 and Job.objects.latest("pk").kind == "banking.inquire"
