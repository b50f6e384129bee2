"""Members on the screen: who they are and since when, what the insurer sent back, a name put right by two, a move to another payer."""

import re
from datetime import date

import pytest

from naung.delivery.enrolment import jobs
from naung.delivery.enrolment.models import Membership
from naung.delivery.programme import budget, opening
from naung.delivery.programme import queries as programmes
from naung.delivery.registry import queries as people
from naung.delivery.selection import actions as selection
from naung.foundation.vault import seals
from naung.kit.months import Month
from naung.partners.bpjs_tk.simulator import Insurer
from tests.web import world as small_world
from tests.web.decisions.conftest import poorer, propose
from tests.web.fixtures import entered
from tests.web.world import at, who

TODAY = date(2025, 10, 20)


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def sealed(answer) -> str:
    return re.search(r'name="sidik" value="([0-9a-f]{64})"', answer.content.decode())[1]


def test_it_works(world):
    sari = entered("sari")
    shown = text(sari.get("/kepesertaan/peserta"))
    assert "Peserta 27" in shown and "PKS-BPJSTK-2025 (DATA CONTOH)" in shown and "1 Juli 2025" in shown
    assert "Tidak ada peserta dengan saringan ini" in text(sari.get("/kepesertaan/peserta?keadaan=RETURNED"))
    assert "Tidak ada peserta dengan saringan ini" in text(sari.get("/kepesertaan/peserta?keadaan=BULAN"))
    assert sari.get("/kepesertaan/peserta?program=bulan").status_code == 404
    person = text(sari.get(f"/orang/{small_world.code_of('Marta Contoh Tefa')}"))
    for said in (
        "Riwayat kepesertaan",
        "Mulai menurut perjanjian",
        "Diterima BPJS mulai",
        "Pertama dibayar",
        "ntt-2025/53.71/01",
    ):
        assert said in person
    assert "Marta Contoh Tefa" not in text(entered("jauh").get("/kepesertaan/peserta"))
    assert "Tidak ada yang dikembalikan" in text(sari.get("/kepesertaan/perbaikan"))


@pytest.fixture
def sent_back(own_world, tmp_path):
    """Three more people of Kota Kupang are registered; the civil registry spells one of them otherwise."""
    poorer()
    decree = propose()
    selection.decide_decree(
        decree=decree, approve=True, content_hash=decree.content_hash, by=who("budi"), at=at(TODAY), on=TODAY
    )
    known = [person for person in people.living().order_by("pk") if person.name.startswith("Daud")]
    rows = ["nik,kk,name,born_on,sex,mother,village,status,died_on"]
    for person, name in zip(
        known, ("Daud Contoh Nope [", "Wilhelmus Lain Tabun", "Daud Contoh Nope ]"), strict=True
    ):
        rows.append(f"{seals.open_sealed(person.nik_sealed, 'nik')},,{name},{person.born_on},L,,,alive,")
    (tmp_path / "dukcapil.csv").write_text("\n".join(rows) + "\n")
    insurer, programme = Insurer(misbehave=[], lists=tmp_path), programmes.by_code("ntt-2025")
    when = {"programme": programme, "insurer": insurer, "on": TODAY}
    jobs.send(by=who("sari"), at=at(TODAY), **when)
    jobs.take(by=who("bpjs"), at=at(TODAY, 15), **when)
    return Membership.objects.select_related("person").get(state="RETURNED")


def test_what_came_back_is_put_right_by_two_and_goes_out_again(sent_back):
    sari, dewi, budi = entered("sari"), entered("dewi"), entered("budi")
    queue = text(sari.get("/kepesertaan/perbaikan"))
    assert (
        sent_back.person.name in queue
        and "Samakan nama dengan KTP" in queue
        and "WILHELMUS LAIN TABUN" in queue
    )
    chosen = {"peserta": [sent_back.pk], "do": "resend"}
    assert "belum berubah sejak ditolak" in text(sari.post("/kepesertaan/perbaikan", chosen))
    form, right = (
        f"/orang/{sent_back.person.code}/perbaikan",
        {"apa": "name", "nilai": "Wilhelmus Lain Tabun", "dokumen": "KTP (DATA CONTOH)"},
    )
    short = dewi.post(form, {**right, "alasan": "salah"})
    assert (
        short.status_code == 422
        and "<title>Galat:" in short.content.decode()
        and "KTP (DATA CONTOH)" in text(short)
    )
    assert dewi.post(form, {**right, "alasan": "KTP diperlihatkan di kelurahan Nunhila"}).status_code == 303
    waits = re.search(
        r'href="(/persetujuan/\d+)"[^>]*>Perbaikan data orang', budi.get("/persetujuan").content.decode()
    )[1]
    seen = budi.get(waits)
    assert "Wilhelmus Lain Tabun" in text(seen) and "Nunhila" in text(seen)
    assert budi.post(waits, {"keputusan": "setujui", "ketik": "1", "sidik": sealed(seen)}).status_code == 303
    assert "sudah diperbaiki" in text(sari.get("/kepesertaan/perbaikan"))
    sent = sari.post("/kepesertaan/perbaikan", chosen)
    assert sent.status_code == 303 and sent["Location"].startswith("/pekerjaan/")
    assert "KTP diperlihatkan" not in text(entered("jauh").get("/kepesertaan/perbaikan"))


def test_a_place_that_cannot_be_put_right_is_given_up_with_a_word(sent_back):
    sari, chosen = entered("sari"), {"peserta": [sent_back.pk], "do": "give_up"}
    assert "paling sedikit 10 huruf" in text(sari.post("/kepesertaan/perbaikan", chosen))
    assert "Pilih orangnya" in text(sari.post("/kepesertaan/perbaikan", {"do": "give_up"}))
    assert (
        sari.post("/kepesertaan/perbaikan", {**chosen, "alasan": "orangnya tidak ditemukan"}).status_code
        == 303
    )
    assert Membership.objects.get(pk=sent_back.pk).state == "REFUSED"


def city_pays() -> None:
    made = opening.open_for_payer(
        payer=opening.PayerFacts("apbd", "Pemerintah Kota Kupang", "53.71"), region="53.71", first_month=Month(2025, 11), last_month=Month(2025, 12),
        places=5, rupiah=10**6, reference="DPA Kota (DATA CONTOH)", like=programmes.by_code("ntt-2025"), by=who("dewi"), at=at(TODAY),
    )  # fmt: skip
    (line,) = programmes.fundings(made)
    grant = budget.prepare_grant(line=line, kind="perda_apbd", number="Perda 1/CONTOH", dated=TODAY, rupiah=10**6, by=who("dewi"), at=at(TODAY), on=TODAY)  # fmt: skip
    budget.decide_change(
        change=grant, approve=True, content_hash=grant.content_hash, by=who("budi"), at=at(TODAY), on=TODAY
    )


def test_a_move_to_another_payer_is_put_forward_and_decided(own_world):
    city_pays()
    dewi, budi = entered("dewi"), entered("budi")
    form = {"dari": "ntt-2025", "ke": "53.71-2025", "wilayah": "53.71", "bulan": "2025-11", "orang": small_world.code_of("Marta Contoh Tefa"),
            "dokumen": "DPA Kota (DATA CONTOH)", "alasan": "Kota membayar sendiri"}  # fmt: skip
    for changed, says in (({"bulan": "kapan"}, "Tulis bulannya"), ({"orang": ""}, "Pilih siapa yang pindah"), ({"bulan": "2025-10"}, "dibayar kedua program"),
                          ({"alasan": "x"}, "Tulis alasannya"), ({"dari": "bulan"}, "Tidak ada program")):  # fmt: skip
        answer = dewi.post("/kepesertaan/pindah", {**form, **changed})
        assert answer.status_code == 422 and says in text(answer) and "DPA Kota (DATA CONTOH)" in text(answer)
    asked = dewi.post("/kepesertaan/pindah", form)
    assert asked.status_code == 303
    seen = budi.get(asked["Location"])
    assert "Marta Contoh Tefa" in text(seen) and "Kota membayar sendiri" in text(seen)
    assert (
        budi.post(
            asked["Location"], {"keputusan": "setujui", "ketik": "1", "sidik": sealed(seen)}
        ).status_code
        == 303
    )
    assert "Diputuskan" in text(dewi.get("/kepesertaan/pindah"))
