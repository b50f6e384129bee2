"""Marta's pair is asked again: a second officer sees it as if nobody had answered, a third reads both; and what stands around it."""

import re

import pytest

from naung.delivery.matching import drawing
from naung.delivery.matching.models import Pair, Review
from naung.foundation.staff import actions as staff
from naung.foundation.staff.scope import seeing
from naung.kit.actor import system
from tests.web import world as small_world
from tests.web.doubles.test_doubles import PAIR, answer, no_money, pair, text  # noqa: F401

QUEUE = "/antrean/ganda"


@pytest.fixture
def again(own_world, door, monkeypatch, no_money):  # noqa: F811
    """Every answer is asked again; Rudi is a second verifier of the province."""
    from datetime import date

    monkeypatch.setattr(
        drawing, "_all", lambda: (drawing.Rule(date(2025, 1, 1), "test", "unverified", "seed", 1000),)
    )
    staff.appoint(login="rudi", name="Rudi Contoh Verifikator", identity="NIP-rudi", password=small_world.PASSWORD, role="verifier", region="53",
                  since=date(2025, 1, 1), by=system("test"), at=small_world.at(date(2025, 7, 1)), once=False)  # fmt: skip
    first = door("dewi")
    answer(first, "same", catatan="lihat KK di kantor lurah")
    return first


def review():
    with seeing(["*"]):
        return Review.objects.get()


def test_it_works(again, door):
    sari, rudi = door("sari"), door("rudi")
    answer(sari, "different", "relatives", catatan="kata tetangga kembar")
    page = text(rudi.get(PAIR))
    assert (
        "Dua petugas berbeda pendapat" in page
        and "lihat KK di kantor lurah" in page
        and "kata tetangga kembar" in page
    )
    assert "Dewi Contoh" not in page and "Sari Contoh" not in page
    told = text(rudi.get(answer(rudi, "different", "relatives")["Location"]))
    assert "Jawaban Anda yang berlaku untuk pasangan ini." in told and "Dijawab oleh Rudi Contoh" in told
    assert (
        "Jawaban pertama: Orang sama. Petugas lain menjawab tanpa melihatnya: Orang berbeda. Petugas ketiga: Orang berbeda."
        in told
    )
    assert (pair().state, pair().row.state) == ("DIFFERENT", "ADMITTED")


def plain(page: str) -> str:
    """Without what differs from one request to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_who_is_asked_again_sees_the_very_page_of_an_open_pair(own_world, door, monkeypatch, no_money):  # noqa: F811
    """Letter by letter: the page before anybody answered, and after, for somebody else."""
    sari, dewi = door("sari"), door("dewi")
    before = [plain(text(sari.get(PAIR + query))) for query in ("", "?jawaban=different")]
    queue = plain(text(sari.get(QUEUE)))
    monkeypatch.setattr(
        drawing, "_all", lambda: (drawing.Rule(pair().asked_at.date(), "test", "unverified", "seed", 1000),)
    )
    answer(dewi, "same", catatan="lihat KK")
    assert [plain(text(sari.get(PAIR + query))) for query in ("", "?jawaban=different")] == before
    assert plain(text(sari.get(QUEUE))) == queue
    assert "Dijawab oleh Dewi Contoh" in text(dewi.get(PAIR)) and "0 pasangan" not in text(dewi.get(QUEUE))


def test_afterwards_they_find_their_own_answer_only(again, door):
    sari = door("sari")
    told = text(sari.get(answer(sari, "different", "relatives")["Location"]))
    assert "Tersimpan: orang berbeda." in told and "Dijawab oleh Sari Contoh Verifikator" in told
    assert "Dewi Contoh" not in told and "Batalkan jawaban" not in told and "lihat KK" not in told
    assert "Tidak ada pasangan yang menunggu." in text(sari.get(QUEUE))


def test_the_first_reads_that_a_third_is_asked_and_cannot_take_it_back(again, door):
    answer(door("sari"), "different", "relatives")
    page = text(again.get(PAIR))
    assert "Petugas ketiga sedang ditanya" in page and "Batalkan jawaban" not in page and "Sari" not in page
    refused = again.post(PAIR, {"aksi": "batal"})
    assert refused.status_code == 409 and "petugas ketiga sedang ditanya" in text(refused)


def test_where_both_agree_it_is_said_and_may_still_be_taken_back(again, door):
    answer(door("sari"), "same", "village")
    page = text(again.get(PAIR))
    assert "menjawab sama." in page and "Batalkan jawaban" in page
    again.post(PAIR, {"aksi": "batal"})
    assert pair().state == "OPEN" and review().state == "AGREED"


def test_the_next_one_please_brings_what_is_asked_again(again, door):
    assert "Tidak ada lagi yang menunggu Anda" in text(again.post(QUEUE, follow=True))
    assert door("sari").post(QUEUE)["Location"] == PAIR
    assert "sedang melihat pasangan ini" in text(door("rudi").get(PAIR))


def test_whoever_read_other_data_is_told_and_nothing_typed_is_lost(own_world, door, no_money):  # noqa: F811
    client = door("dewi")
    seen = re.search(r'name="dilihat" value="(\w+)"', text(client.get(PAIR + "?jawaban=same")))[1]
    with seeing(["*"]):
        row = pair().row
        type(row).objects.filter(pk=row.pk).update(mother="Yosina Lain")
    refused = answer(client, "same", dilihat=seen, catatan="sudah saya tulis")
    page = text(refused)
    assert refused.status_code == 422 and "data salah satu sisi diperbaiki" in page
    assert "Yosina Lain" in re.sub("</?mark>", "", page)
    assert 'value="sudah saya tulis"' in page and pair().state == "OPEN"


def test_the_figures_are_of_answers_and_name_no_officer(again, door):
    answer(door("sari"), "different", "relatives")
    page = text(door("sari").get("/antrean/ganda/kesepakatan"))
    assert (
        "0 dari 1 jawaban yang ditanyakan ulang keluar sama." in page and "KTP atau KK sudah dilihat" in page
    )
    assert "Mengapa tidak ada nama petugas di sini" in page and "seed:nomor pasangan" in page
    assert "Dewi Contoh" not in page and page.count("Sari Contoh") == 1  # who is signed in


def test_the_command_prints_the_same_figures(again, door):
    import json

    from click.testing import CliRunner

    from naung.project.cli.adjudication import adjudication

    answer(door("sari"), "same", "village")
    told = json.loads(CliRunner().invoke(adjudication, ["--json"]).stdout)
    assert (told["answered"], told["agreed"], told["share"], told["by_kind"]["likeness"]["agreed"]) == (
        1,
        1,
        1.0,
        1,
    )
    said = CliRunner().invoke(adjudication, []).stdout
    assert "1 dari 1 sama (21% sampai 100%)" in said and "Dewi" not in said


def test_somebody_elsewhere_counts_nothing_of_it(again, door):
    answer(door("sari"), "different", "relatives")
    page = text(door("jauh").get("/antrean/ganda/kesepakatan"))
    assert "Belum ada jawaban yang ditanyakan ulang." in page and "Marta" not in page


# --- around the pair ------------------------------------------------------------------------------------------------


def test_the_page_tells_the_numbers_the_history_and_the_line_as_it_was_sent(own_world, door):
    page = text(door("dewi").get(PAIR))
    assert "3 angka berbeda: angka ke-3, 6 dan 14" in page
    assert "Wilayah pendaftaran pertama:" in page and "Kupang di kiri, Alak, Kota Kupang di kanan" in page
    assert "Belum pernah terdaftar: baru baris usulan ini." in page
    assert "Memegang tempat di ntt-2025" in page and "Iuran: 3 bulan sudah dibayar, 1 bulan ditagih." in page
    assert "Sudah didaftarkan ke BPJS Ketenagakerjaan." in page
    assert "susulan.csv" in page and "01-08-1978" in page and "A4" in page
    assert "Belum ada data keluarga: nomor KK tidak ditulis." in page


def test_who_lives_with_them_is_told_without_the_card_s_number(own_world, door):
    from naung.foundation.vault import seals

    with seeing(["*"]):
        found = Pair.objects.select_related("row", "person").get(pk=1)
        card = seals.index("5371010101109001", "kk")
        type(found.row).objects.filter(pk=found.row_id).update(
            kk_index=card, kk_sealed=seals.seal("5371010101109001", "kk")
        )
        type(found.person).objects.filter(name="Yohanes Contoh Banoet A").update(kk_index=card)
    page = text(door("dewi").get(PAIR))
    assert (
        "Yohanes Contoh Banoet A, laki-laki, lahir 1978" in page
        and "Hubungan keluarganya tidak tercatat." in page
    )
    assert "5371010101109001" not in page.replace(" ", "")


def test_the_queue_is_narrowed_down_by_kind_weight_and_age(own_world, door):
    client = door("dewi")
    page = text(client.get(QUEUE))
    assert "Desa yang sama (1)" in page and "Kabupaten lain (" not in page
    assert "Marta Contoh Tefa" in text(client.get(QUEUE + "?jenis=same_village&lama=3"))
    empty = text(client.get(QUEUE + "?jenis=number"))
    assert "Marta Contoh Tefa" not in empty and "Hapus semua saringan" in empty


def test_a_regency_reads_where_the_other_side_lies_and_nothing_of_it(own_world, door):
    """The line is moved to Rote Ndao: neither regency decides, each reads its own side only."""
    with seeing(["*"]):
        found = pair()
        Pair.objects.filter(pk=1).update(village="53.14.01.2001")
        type(found.row).objects.filter(pk=found.row_id).update(
            village="53.14.01.2001", name="Marta Contoh Jauh"
        )
    page = text(door("dewi").get(QUEUE))
    assert (
        "1 pasangan menyangkut wilayah lain" in page
        and "Marta Contoh Tefa, Namosain: mirip seseorang di" in page
    )
    assert "Marta Contoh Jauh" not in page and door("dewi").get(PAIR).status_code == 404
