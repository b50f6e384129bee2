"""A claim at the site from the assessment to the close: who has which button, and what is shown beside what."""

import html
import re
from datetime import date

from naung.delivery.claims.models import Claim
from naung.delivery.claims.payout import queries
from tests.web import world as small_world
from tests.web.fixtures import entered


def said(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


HERE = "/klaim/ntt-2025/K-2025-0002"  # Petrus, who died of an illness on 12 October, told by dewi


def petrus():
    return Claim.objects.select_related("programme").get(number="K-2025-0002")


def test_an_officer_sees_the_next_step_and_why_a_button_is_not_theirs(own_world):
    shown = said(entered("dewi").get(HERE))
    assert (
        "Putusan dan pembayaran" in shown and "Nilai klaim ini: Anda sudah mengerjakan bagian lain" in shown
    )
    shown = said(entered("sari").get(f"{HERE}/nilai"))  # she prepared the list and had him enrolled
    assert "Anda ikut mengusulkan atau mendaftarkan peserta ini" in shown and "Hitung dan ajukan" not in shown
    assert "Klaim ini tidak menunggu langkah ini sekarang." in said(entered("bpjs").get(f"{HERE}/putusan"))


def test_what_is_missing_is_said_at_the_form_and_nothing_happens(own_world):
    appoint("nila", "verifier", "53")
    answer = entered("nila").post(f"{HERE}/nilai")
    assert answer.status_code == 422 and "Berkas belum lengkap" in said(answer)
    answer = entered("nila").post(f"{HERE}/sebab", {"sebab": "illness", "alasan": ""})
    assert (
        answer.status_code == 422 and "Galat:" in said(answer) and "Tulis dari mana sebabnya" in said(answer)
    )
    assert petrus().state == "REPORTED"


def test_the_sheet_marks_everything_that_was_checked(own_world):
    shown = said(entered("budi").get(f"{HERE}/lembar"))
    for what in ("Perlindungan pada hari itu", "belum lengkap", "Batas waktu menuntut", "Sengketa", "Siapa mengerjakan apa"):  # fmt: skip
        assert what in shown
    assert entered("lurah").get(f"{HERE}/lembar").status_code == 403
    assert entered("jauh").get(f"{HERE}/lembar").status_code == 404


def appoint(login: str, role: str, region: str):
    """One more officer, whose password is their own."""
    from naung.foundation.staff import actions as staff
    from naung.kit.actor import system

    staff.appoint(login=login, name=f"{login.title()} Contoh", identity=f"NIP-{login}", password=small_world.PASSWORD, role=role, region=region,
                  since=date(2025, 1, 1), by=system("test"), at=small_world.at(date(2025, 7, 1)), once=False)  # fmt: skip
    return small_world.who(login)


def approved():
    """Marta, who died on 20 September; approved by the road's own actions, and the site takes it from there."""
    from naung.delivery.claims import actions
    from naung.delivery.claims import queries as claims
    from naung.delivery.claims.documents import gathering
    from naung.delivery.claims.payout import actions as payout
    from naung.delivery.registry.models import Person

    day = date(2025, 10, 18)
    when = {"at": small_world.at(day), "on": day}
    marta = Person.objects.get(name="Marta Contoh Tefa")
    claim = actions.report(person_id=marta.pk, kind="death", cause="illness", happened_on=date(2025, 9, 20), by=small_world.who("dewi"), **when)  # fmt: skip
    claim = gathering.gather(claim=claim, takes=small_world.who("dewi"), reads=small_world.who("sari"), held_at="Dinas (DATA CONTOH)", **when)  # fmt: skip
    claim = actions.assess(claim=claim, by=appoint("nila", "verifier", "53"), **when)
    payout.review(claim=claim, looked_at="Rumah duka di Namosain didatangi.", by=appoint("rina", "regency_officer", "53.71"), **when)  # fmt: skip
    return actions.approve(claim=claim, content_hash=claims.content_hash(claim), by=small_world.who("budi"), **when)  # fmt: skip


def test_the_insurer_s_word_is_typed_beside_our_lines_and_a_difference_waits_for_an_answer(own_world):
    claim = approved()
    here = f"/klaim/ntt-2025/{claim.number}"
    what = claim.estimate[-1]["what"]
    typed = {"nomor": "B/7", "tanggal": "2025-10-19", "putusan": "beri", f"baris-{what}": "Rp9.000.000"}
    answer = entered("bpjs").post(f"{here}/putusan", {**typed, "tanggal": "kemarin"})
    assert (
        answer.status_code == 422 and "Tulis tanggalnya lengkap" in said(answer) and b"B/7" in answer.content
    )
    assert entered("bpjs").post(f"{here}/putusan", typed).status_code == 303
    claim.refresh_from_db()
    assert (claim.state, queries.determination(claim.pk).rupiah) == ("DETERMINED", 9_000_000)
    shown = said(entered("nila").get(here))
    assert "Perkiraan kita" in shown and "Rp9.000.000" in shown and "Jelaskan selisih dengan BPJS" in shown
    assert "baru sesudah itu dibayar" in said(entered("bpjs").get(here))
    answer = entered("nila").post(f"{here}/jelaskan", {"alasan": "BPJS menghitung pemakaman lain."})
    assert answer.status_code == 303 and queries.explained(claim, queries.determination(claim.pk))
    shown = said(entered("bpjs").get(here))
    assert "Santunan yang belum dibayar: Rp9.000.000" in shown and "baru sesudah itu dibayar" not in shown
    shown = said(
        entered("lurah").get(here)
    )  # the village sees how far it is, and no amount beyond the estimate's sum
    assert "BPJS menetapkan" in shown and "Rp9.000.000" not in shown


def test_the_page_says_what_the_claim_waits_for(own_world):
    shown = said(entered("dewi").get(HERE))
    assert "Surat yang masih ditunggu:" in shown and "Putuskan klaim ini" not in shown
    claim = approved()
    here = f"/klaim/ntt-2025/{claim.number}"
    assert "Belum dikirim kepada BPJS Ketenagakerjaan dalam berkas klaim" in said(entered("sari").get(here))
    assert b'href="/berkas-klaim">Belum dikirim' in entered("bpjs").get(here).content
    assert b'href="/berkas-klaim">Belum dikirim' not in entered("lurah").get(here).content


def test_the_insurer_s_word_comes_as_a_file_too(own_world, tmp_path):
    from naung.delivery.claims.payout import exchanging
    from naung.partners.bpjs_tk.claims import Insurer

    claim, day = approved(), date(2025, 10, 19)
    asked = {"programme": claim.programme, "insurer": Insurer(misbehave=(), lists=tmp_path), "by": small_world.who("bpjs"), "at": small_world.at(day), "on": day}  # fmt: skip
    assert "1 daftar menunggu dikirim" in said(entered("bpjs").get("/berkas-klaim"))
    (batch,) = exchanging.send(**asked)
    exchanging.take(**asked)
    shown = said(entered("bpjs").get(f"/berkas-klaim/{batch.pk}?baris=ACCEPTED"))
    assert claim.number in shown and "1 baris keluar, 1 terjawab." in shown
    assert f"Dikirim ke BPJS dalam berkas , 19 Oktober 2025 · {batch.key}" in said(entered("bpjs").get(f"/klaim/ntt-2025/{claim.number}"))  # fmt: skip
    claim.refresh_from_db()
    assert claim.state == "DETERMINED"
    assert entered("sari").post("/berkas-klaim", {"do": "send", "wilayah": "53"}).status_code == 403
