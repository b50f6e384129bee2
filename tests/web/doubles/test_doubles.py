"""Marta stands in a later list with another NIK: two officers look, answer, take back, meet."""

import pytest

from naung.delivery.intake.models import Row
from naung.delivery.matching.models import Pair
from naung.foundation.staff import queries as staff
from naung.foundation.staff.scope import seeing
from tests.web.world import who

PAIR = "/antrean/ganda/1"


def text(answer):
    return " ".join(answer.content.decode().split())


def pair():
    with seeing(["*"]):
        return Pair.objects.select_related("row").get(pk=1)


@pytest.fixture
def no_money(monkeypatch):
    """Most stories here are of one officer; Marta's months are paid, so that money has flowed for her."""
    from naung.delivery.matching import onward

    monkeypatch.setattr(onward, "MONEY", ())


def answer(client, verdict, reason="card", **more):
    return client.post(PAIR, {"jawaban": verdict, "alasan": reason, **more})


def test_it_works(own_world, door, no_money):
    client = door("dewi")
    queue = text(client.get("/antrean/ganda"))
    assert "1 pasangan menunggu: apakah ini orang yang sama?" in queue and "Marta Contoh Tefa" in queue
    assert client.post("/antrean/ganda")["Location"] == PAIR
    assert "Jawaban Anda" in text(client.get(PAIR))
    told = text(client.get(answer(client, "same", catatan="lihat KK")["Location"]))
    assert (
        "Tersimpan: orang sama." in told
        and "Dijawab oleh Dewi Contoh Dinas" in told
        and "KTP atau KK sudah dilihat." in told
        and "lihat KK" in told
    )
    assert pair().row.state == "REPEATED"


def test_what_is_the_same_is_quiet_and_what_differs_is_marked_in_words_too(own_world, door):
    page = text(door("dewi").get(PAIR))
    assert (
        "Nama sama" in page
        and "Tanggal lahir sama" in page
        and "Ibu kandung sama" in page
        and "<b>berbeda</b>" in page
    )
    assert (
        "53<mark>0</mark>1 •<mark>4</mark>•• •••• •<mark>7</mark>01" in page
        and "53<mark>7</mark>1 •<mark>1</mark>•• •••• •<mark>0</mark>01" in page
    )
    assert "5301044108789701" not in page and 'class="against"' in page


def test_letters_that_differ_are_marked(own_world, door):
    with seeing(["*"]):
        Row.objects.filter(pk=pair().row_id).update(name="Martha Contoh Tefa")
    page = text(door("dewi").get(PAIR))
    assert "Mart<mark>h</mark>a Contoh Tefa" in page


def test_a_slip_in_a_number_is_shown_and_no_more():
    from naung.web.doubles.beside import _numbers

    a, b = _numbers("5371014108789001", "5371014108789010")
    assert "".join(part for part, _ in a) == "5371 •••• •••• ••01" and [
        part for part, differs in b if differs
    ] == ["1", "0"]
    c, _ = _numbers("5371014108789001", "5301999999999999")
    assert not any(differs for _, differs in c)


def test_an_answer_needs_a_reason_and_nothing_typed_is_lost(own_world, door):
    refused = door("dewi").post(PAIR, {"jawaban": "different", "catatan": "kembar?"})
    page = text(refused)
    assert (
        refused.status_code == 422
        and "<title>Galat:" in page
        and 'value="kembar?"' in page
        and page.count("Pilih alasan jawaban Anda.") == 2
    )
    assert door("dewi").post(PAIR, {"jawaban": "mungkin", "alasan": "card"}).status_code == 422
    assert pair().state == "OPEN"


def test_it_is_taken_back(own_world, door, no_money):
    client = door("dewi")
    answer(client, "different", "relatives")
    assert pair().row.state == "ADMITTED"
    assert "Batalkan jawaban" in text(client.get(PAIR))
    told = text(client.get(client.post(PAIR, {"aksi": "batal", "catatan": "salah tekan"})["Location"]))
    assert "Jawaban dibatalkan." in told and pair().row.state == "IN_REVIEW"


def test_why_it_cannot_be_taken_back_any_more_is_said_instead_of_the_button(own_world, door, no_money):
    from datetime import date

    from naung.delivery.programme import queries as programmes
    from naung.delivery.selection import jobs
    from tests.web.world import at

    client = door("dewi")
    answer(client, "different", "relatives")
    with seeing(["*"]):
        jobs.assess(
            programme=programmes.by_code("ntt-2025"),
            on=date(2025, 10, 17),
            by=who("sari"),
            at=at(date(2025, 10, 17)),
        )
    page = text(client.get(PAIR))
    assert (
        "tidak dapat dibatalkan lagi" in page
        and "sudah melangkah lebih jauh" in page
        and "Batalkan jawaban" not in page
    )
    assert client.post(PAIR, {"aksi": "batal"}).status_code == 409


def test_where_money_has_flowed_a_second_officer_confirms_and_the_first_cannot(own_world, door):
    first, second = door("dewi"), door("sari")
    assert "Jawaban Anda menunggu petugas kedua" in text(first.get(PAIR))
    told = text(first.get(answer(first, "same")["Location"]))
    assert "Petugas kedua mengukuhkannya." in told and "Anda tidak dapat mengukuhkannya sendiri" in told
    assert 'data-key="s"' not in told and answer(first, "same").status_code == 422
    assert pair().row.state == "IN_REVIEW"
    assert "Dewi Contoh Dinas menjawab: Orang sama." in text(second.get(PAIR))
    answer(second, "same")
    assert (pair().state, pair().row.state) == ("SAME", "REPEATED")
    assert "Dua petugas sudah menandatangani" in text(second.get(PAIR))


def test_two_at_once_one_wins_and_the_other_is_told(own_world, door, no_money):
    dewi, sari = door("dewi"), door("sari")
    dewi.get(PAIR), sari.get(PAIR)
    answer(dewi, "same")
    told = text(sari.get(answer(sari, "different", "relatives")["Location"]))
    assert "Dewi Contoh Dinas lebih dahulu menjawab: orang sama. Jawaban Anda tidak disimpan." in told
    told = text(sari.get(answer(sari, "same")["Location"]))
    assert "Dewi Contoh Dinas lebih dahulu menjawab" in told
    assert pair().decided_by_id == staff.officer("dewi").pk


def test_who_has_it_is_said(own_world, door):
    door("dewi").post("/antrean/ganda")
    assert "sedang dilihat Dewi Contoh Dinas" in text(door("sari").get("/antrean/ganda"))
    assert "Dewi Contoh Dinas sedang melihat pasangan ini" in text(door("sari").get(PAIR))


def test_an_empty_queue_says_what_comes_next(own_world, door, no_money):
    client = door("dewi")
    answer(client, "unclear", "later")
    answer(client, "same")
    assert "Tidak ada pasangan yang menunggu." in text(client.get("/antrean/ganda"))
    assert "Tidak ada lagi yang menunggu Anda" in text(client.post("/antrean/ganda", follow=True))


def test_new_rows_are_matched_as_long_work_by_who_sees_the_whole_programme(own_world, door):
    assert door("sari").post("/antrean/ganda", {"aksi": "cocokkan"})["Location"].startswith("/pekerjaan/")
    assert door("dewi").post("/antrean/ganda", {"aksi": "cocokkan"}).status_code == 409


@pytest.mark.parametrize(("login", "status"), [("jauh", 404), ("lurah", 403), ("tina", 403), ("admin", 403)])
def test_others_have_no_business_here(own_world, door, login, status):
    assert door(login).get(PAIR).status_code == status
    assert answer(door(login), "same").status_code == status
    assert pair().state == "OPEN"
