"""Finding a person, their page, and a number that is shown once for a reason."""

import pytest

from naung.delivery.registry.actions import REVEALS_A_DAY
from naung.foundation.trail.models import Entry
from tests.web.fixtures import entered
from tests.web.world import code_of

MARTA, NIK = "Marta Contoh Tefa", "5371014108789001"
WHY = {"reason": "compare", "note": "Marta membawa KTP ke kantor"}


def marta(rest: str = "") -> str:
    return f"/orang/{code_of(MARTA)}{rest}"


def text(answer) -> str:
    return answer.content.decode()


def test_it_works(door):
    answer = door("dewi").get("/orang/cari?q=tfea+mart")
    assert "<mark>Marta</mark>" in text(answer) or "<mark>Mart</mark>a" in text(answer)
    assert "5371 •••• •••• ••01" in text(answer) and "1978" in text(answer) and "Namosain" in text(answer)
    assert NIK not in text(answer)


def test_a_name_gets_an_address_that_can_be_kept(door):
    answer = door("dewi").post("/orang/cari", {"q": "marta tefa"})
    assert (answer.status_code, answer["Location"]) == (302, "/orang/cari?q=marta+tefa")


def test_a_number_goes_straight_to_its_holder_and_into_no_address(door):
    answer = door("dewi").post("/orang/cari", {"q": "5371 0141 0878 9001"})
    assert (answer.status_code, answer["Location"]) == (302, marta())
    written = door("dewi").get(f"/orang/cari?q={NIK}")
    assert (
        "tidak ditulis dalam alamat" in text(written)
        and NIK not in text(written).split("languages")[-1].split("<main")[-1]
    )


def test_a_number_of_nobody_is_kept_in_the_box(door):
    answer = door("dewi").post("/orang/cari", {"q": "5371014108789999"})
    assert answer.status_code == 200
    assert 'value="5371014108789999"' in text(answer) and "NIK 16 angka" in text(answer)


def test_of_a_number_elsewhere_nothing_is_said(door):
    assert "NIK 16 angka" in text(door("jauh").post("/orang/cari", {"q": NIK}))


def test_what_can_be_typed_is_said_before_anything_is(door):
    assert "Johanis juga menemukan Yohanes" in text(door("dewi").get("/orang/cari"))


def test_everybody_but_only_the_first_fifty(door):
    assert text(door("dewi").get("/orang/cari?q=contoh")).count("<tr>") == 31


def test_the_page_masks_every_number_and_the_mother(door):
    page = text(door("dewi").get(marta()))
    assert "5371 •••• •••• ••01" in page and "Y•••• C•••• L••••" in page
    assert NIK not in page and "Yosina" not in page


def test_papers_are_named_and_lead_where_the_officer_may_go(door):
    assert "usulan-kota.xlsx" in text(door("dewi").get(marta()))
    assert 'href="/penetapan/1"' in text(door("dewi").get(marta()))
    assert 'href="/penetapan/1"' not in text(door("lurah").get(marta()))


@pytest.mark.usefixtures("own_world")
def test_who_looked_is_remembered_once_a_day():
    entered("sari").get(marta())
    entered("sari").get(marta())
    page = text(entered("dewi").get(marta()))
    assert page.count("Sari Contoh Verifikator</dt>") == 0  # with the days beneath
    looked = page.split("Siapa yang melihat")[1]
    assert (
        looked.count("Sari Contoh Verifikator") == 1 and "1 hari" in looked and "Dewi Contoh Dinas" in looked
    )


def test_whoever_may_not_reveal_sees_no_way_and_why(door):
    page = text(door("lurah").get(marta()))
    assert "/buka/" not in page and "hanya dibuka oleh dinas" in page
    assert door("lurah").get(marta("/buka/nik")).status_code == 403


@pytest.mark.usefixtures("own_world")
def test_a_number_is_shown_once_and_lands_on_the_trail():
    client = entered("dewi")
    answer = client.post(marta("/buka/nik"), WHY)
    assert answer.status_code == 200 and NIK in text(answer)
    assert answer["Cache-Control"] == "no-store"
    entry = Entry.objects.get(verb="registry.reveal")
    assert entry.why.endswith("Marta membawa KTP ke kantor") and entry.facts == {
        "what": "nik",
        "reason": "compare",
    }
    assert entry.actor.endswith("Dewi Contoh Dinas") and NIK not in bytes(entry.payload).decode()
    assert (
        NIK not in str(dict(client.session))
        and NIK not in text(client.get(marta()))
        and NIK not in text(client.get(marta("/buka/nik")))
    )
    assert "29 nomor" in text(client.get(marta("/buka/nik")))


@pytest.mark.usefixtures("own_world")
@pytest.mark.parametrize(("what", "whole"), [("mother", "Yosina Contoh Lay"), ("kpj", "")])
def test_the_mother_and_the_participant_number_likewise(what, whole):
    answer = entered("sari").post(marta(f"/buka/{what}"), WHY)
    assert answer.status_code == 200 and whole in text(answer)


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"note": "Marta membawa KTP"}, "Pilih satu alasan."),
        ({"reason": "because", "note": "Marta membawa KTP"}, "Pilih satu alasan."),
        ({"reason": "claim", "note": "  ok    ok "}, "Tulis keterangan paling sedikit 10 huruf"),
        ({"reason": "claim", "note": "untuk 5371 0141 0878 9001 itu"}, "Jangan menulis nomor identitas"),
    ],
)
def test_without_a_reason_nothing_is_shown_and_nothing_typed_is_lost(door, form, says):
    answer = door("dewi").post(marta("/buka/nik"), form)
    assert answer.status_code == 422
    assert text(answer).count(says) == 2 and "Galat:" in text(answer) and NIK not in text(answer)
    assert form["note"].strip() in text(answer)


@pytest.mark.usefixtures("own_world")
def test_so_many_a_day_and_no_more():
    from django.db import connection

    client = entered("dewi")
    client.post(marta("/buka/nik"), WHY)
    with connection.cursor() as cursor:
        cursor.execute("update registry_reveals set used = quota")
    answer = client.post(marta("/buka/nik"), WHY)
    assert answer.status_code == 422
    assert f"sudah membuka {REVEALS_A_DAY} nomor hari ini" in text(answer) and NIK not in text(answer)
    assert Entry.objects.filter(verb="registry.reveal").count() == 1


def test_a_number_that_is_not_there_and_a_person_elsewhere_are_not_found(door):
    assert door("dewi").get(marta("/buka/phone")).status_code == 404
    assert door("dewi").get(marta("/buka/shoe")).status_code == 404
    assert door("jauh").get(marta("/buka/nik")).status_code == 404
    assert door("jauh").post(marta("/buka/nik"), WHY).status_code == 404


@pytest.mark.parametrize("address", ["/orang/cari?q=contoh", "/orang/cari?q=marta"])
def test_a_list_asks_the_same_however_many_there_are(door, address, django_assert_max_num_queries):
    client = door("dewi")
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address)


def test_a_person_s_page_asks_the_same_for_a_long_story_and_a_short_one(door):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = door("dewi"), []
    for name in (MARTA, "Yohanes Contoh Banoet A", MARTA):
        client.get(f"/orang/{code_of(name)}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/orang/{code_of(name)}")
        counts.append(len(asked))
    assert counts[1] == counts[2] and counts[2] <= 70
