"""Columns that nobody knows by their headings: asked once, answered by a clerk, remembered for the next list."""

import pytest

from naung.delivery.intake import actions, jobs, mapping, uploads
from naung.delivery.intake import queries as intake
from naung.delivery.intake.models import Columns, File, Finding, Row, Upload
from naung.delivery.intake.reading import looking
from naung.delivery.intake.reading.rules import Rules
from naung.delivery.programme import queries as programmes
from naung.foundation.trail.models import Entry
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES, changed
from tests.delivery.intake.test_people import RULES
from tests.people import NAMOSAIN, NOW, officer

ODD = ("No", "Nomor Kartu", "Warga", "Lahir di", "Hari", "L/P", "Ibu", "Kerja apa")
LINES = [(n, *person[:7]) for n, person in enumerate((MARTA, YOHANES, PETRUS), 1)]


def odd(*lines, title="DATA CONTOH") -> bytes:
    return books.xlsx([(title,), ODD, *(lines or LINES)])


def seen(data: bytes, rules: Rules = RULES) -> dict:
    return looking.look(data, rules)


def told(data: bytes, rules: Rules = RULES) -> dict[str, tuple[str, str]]:
    """heading -> (what we take it for, why we doubt)."""
    (sheet,) = seen(data, rules)["sheets"]
    return {one["heading"]: (one["field"], one["doubt"]) for one in sheet["columns"]}


# --- looking --------------------------------------------------------------------------------------------------------


def test_headings_that_we_know_are_not_asked_about():
    data = books.xlsx(books.people(MARTA, YOHANES, PETRUS))
    assert not mapping.doubtful(seen(data))


def test_headings_that_we_do_not_know_are_asked_about_with_a_proposal_from_their_values():
    (sheet,) = seen(odd())["sheets"]
    proposed = {one["heading"]: one["proposed"] for one in sheet["columns"]}
    assert sheet["asks"]
    assert (proposed["Nomor Kartu"], proposed["Warga"], proposed["L/P"]) == ("nik", "name", "sex")
    assert proposed["Hari"] == "born_on"


def test_no_identity_number_leaves_the_reading():
    said = repr(seen(odd())) + repr(seen(books.xlsx(books.people(MARTA, YOHANES))))
    assert MARTA[0] not in said and "5371 " in said


def test_columns_that_lists_have_and_we_do_not_need_are_no_question():
    rows = [
        (*books.HEADINGS, "Agama", "Status Perkawinan", "Keterangan"),
        (1, *MARTA, "Katolik", "Kawin", "ada KIS"),
    ]
    assert not mapping.doubtful(seen(books.xlsx(rows)))


def test_somebody_else_s_name_is_not_taken_for_the_person_s():
    rows = [
        ("Nama Kepala Keluarga", "NIK", "Nama", "Tgl Lahir", "L/P"),
        ("Stefanus", *MARTA[:2], *MARTA[3:5]),
    ]
    assert told(books.xlsx(rows))["Nama"] == ("name", "")
    assert told(books.xlsx(rows))["Nama Kepala Keluarga"] == ("", "")
    alone = [("Nama Kepala Keluarga", "NIK", "Tgl Lahir", "L/P"), ("Stefanus", MARTA[0], *MARTA[3:5])]
    assert told(books.xlsx(alone))["Nama Kepala Keluarga"] == ("name", "weak")


def test_a_column_whose_values_are_something_else_is_doubted():
    lines = [
        (n, p[1], p[0], *p[2:5]) for n, p in enumerate((MARTA, YOHANES, PETRUS), 1)
    ]  # names under NIK and the other way round
    data = books.xlsx([("No", "NIK", "Nama", "Tempat Lahir", "Tgl Lahir", "L/P"), *lines])
    assert told(data)["NIK"] == ("nik", "unlike")


def test_two_columns_for_one_thing_are_asked_about():
    rows = [("NIK", "NIK sesuai KTP", "Nama", "Tgl Lahir"), (MARTA[0], MARTA[0], MARTA[1], MARTA[3])]
    assert {why for _, why in told(books.xlsx(rows)).values()} == {"", "twice"}


def test_a_list_without_headings_is_asked_about():
    (sheet,) = seen(books.xlsx(LINES))["sheets"]
    assert sheet["asks"] and sheet["heading"] == 0 and sheet["lines"] == 3
    assert [one["proposed"] for one in sheet["columns"]][1:3] == ["nik", "name"]


def test_text_that_is_no_list_is_no_question():
    assert seen(b"Selamat pagi, daftarnya menyusul. DATA CONTOH\n")["refused"] == "no_heading"


# --- asked, answered, remembered ------------------------------------------------------------------------------------


@pytest.fixture
def programme():
    return programmes.by_code("ntt-2025")


@pytest.fixture
def clerk(db):
    return officer("lurah", "village_operator", NAMOSAIN)


@pytest.fixture
def send(programme, clerk):
    def hand_in(data, *, name="daftar.xlsx", region=NAMOSAIN):
        sent = actions.keep(name=name, data=data, programme=programme, region=region, by=clerk, at=NOW)
        return uploads.take(upload=sent, by=clerk, at=NOW) if sent.state == "WAITING" else sent

    return hand_in


ANSWER = {1: "nik", 2: "name", 3: "birth_place", 4: "born_on", 5: "sex", 6: "mother", 7: "occupation"}


def signature(upload) -> str:
    from naung.foundation.vault import seals

    (sheet,) = seen(seals.open_bytes(upload.sealed, "file"))["sheets"]
    return sheet["signature"]


def test_it_works(send, clerk):
    data = odd()
    sent = send(data)
    assert (sent.state, Row.objects.count()) == ("ASKS", 0)
    assert send(data, name="sekali lagi.xlsx").pk == sent.pk
    sent = mapping.answer(upload=sent, chosen={signature(sent): ANSWER}, by=clerk, at=NOW)
    assert sent.state == "WAITING"
    sent = uploads.take(upload=sent, by=clerk, at=NOW)
    assert (sent.state, sent.outcome["rows"], sent.outcome["clean"]) == ("TAKEN", 3, 3)
    assert Row.objects.get(name="Marta Tefa").born_on.isoformat() == "1978-08-12"
    said = Columns.objects.get()
    assert (said.by.login, said.region, said.meaning["nik"]) == ("lurah", NAMOSAIN, 1)
    assert Entry.objects.filter(verb="intake.say_columns").count() == 1


def test_the_next_list_with_these_headings_is_read_straight_and_says_so(send, clerk):
    first = send(odd())
    mapping.answer(upload=first, chosen={signature(first): ANSWER}, by=clerk, at=NOW)
    other = changed(MARTA, nik="5371015208789044", name="Agnes Tefa")
    sent = send(odd((1, *other[:7])), name="susulan.xlsx")
    assert (sent.state, sent.outcome["rows"]) == ("TAKEN", 1)
    (note,) = intake.notes(sent.file_id)
    assert note.code == "F04" and "Lurah" in intake.sentence(note) and "jawaban" in intake.sentence(note)


def test_a_list_that_comes_back_with_our_notes_is_still_the_one_we_asked_about(send, clerk):
    import io

    from openpyxl import load_workbook

    from naung.delivery.intake import annotating
    from naung.delivery.intake.reading.read import read

    first = send(odd())
    mapping.answer(upload=first, chosen={signature(first): ANSWER}, by=clerk, at=NOW)
    first = uploads.take(upload=Upload.objects.get(pk=first.pk), by=clerk, at=NOW)
    book = load_workbook(io.BytesIO(annotating.annotated(file=first.file, by=clerk, at=NOW)))
    book["Sheet1"]["C3"] = "Marta Tefa Taek"
    out = io.BytesIO()
    book.save(out)
    (found,) = read(out.getvalue(), mapping.remembered(RULES, NAMOSAIN))["lists"]
    assert found["values"]["earlier"] == list(Row.objects.order_by("number").values_list("pk", flat=True))
    assert send(out.getvalue(), name="dengan catatan.xlsx").state == "TAKEN"


def test_the_command_line_takes_the_answers_of_the_regions_it_is_asked_for(send, clerk, programme, tmp_path):
    first = send(odd())
    mapping.answer(upload=first, chosen={signature(first): ANSWER}, by=clerk, at=NOW)
    (tmp_path / "daftar.xlsx").write_bytes(odd())
    refused = jobs.receive(paths=[tmp_path], programme=programme, region="53.71.04", by=clerk, at=NOW)
    assert [one.code for one in refused] == ["no_heading"]
    (read,) = jobs.receive(paths=[tmp_path], programme=programme, region="53.71", by=clerk, at=NOW)
    assert (read.state, read.rows) == ("read", 3)


def test_neighbours_who_say_different_things_are_not_mixed(clerk):
    with_kk = {"nik": 2, "kk": 1, "name": 0}
    for region, meaning in ((NAMOSAIN, {"nik": 1, "name": 0}), ("53.71.01.1004", with_kk)):
        mapping._remember(region, "x" * 64, [], meaning, None, clerk, NOW)
    assert mapping.remembered(RULES, "53.71").answers == {}
    assert mapping.remembered(RULES, "53.71.01.1004").answers["x" * 64]["columns"] == with_kk


def test_the_latest_answer_counts_and_a_forgotten_one_is_asked_again(send, clerk):
    first = send(odd())
    mapping.answer(upload=first, chosen={signature(first): ANSWER}, by=clerk, at=NOW)
    (said,) = mapping.standing(NAMOSAIN)
    mapping.forget(said=said, by=clerk, at=NOW)
    assert mapping.standing(NAMOSAIN) == [] and Columns.objects.count() == 2
    assert send(odd(title="DATA CONTOH lagi"), name="lagi.xlsx").state == "ASKS"


def test_read_as_understood(send, clerk):
    rows = [(*books.HEADINGS, "Warna baju"), *((n, *p, "merah") for n, p in enumerate((MARTA, YOHANES), 1))]
    sent = send(books.xlsx([("DATA CONTOH",), *rows]))
    assert sent.state == "ASKS"
    chosen = mapping.understood(mapping.look(upload=sent, at=NOW))
    mapping.answer(upload=sent, chosen=chosen, by=clerk, at=NOW)
    assert uploads.take(upload=Upload.objects.get(pk=sent.pk), by=clerk, at=NOW).outcome["rows"] == 2


def test_a_list_without_headings_is_read_with_its_answer_and_remembered_for_itself_alone(send, clerk):
    sent = send(books.xlsx(LINES))
    mapping.answer(upload=sent, chosen={signature(sent): ANSWER}, by=clerk, at=NOW)
    assert uploads.take(upload=Upload.objects.get(pk=sent.pk), by=clerk, at=NOW).outcome["rows"] == 3
    assert mapping.standing(NAMOSAIN) == []


UNCLEAR = (
    ({}, "Pilih dahulu kolom NIK dan kolom nama."),
    ({2: "name"}, "Pilih kolom mana yang berisi NIK."),
    ({1: "nik"}, "Pilih kolom mana yang berisi nama."),
    ({1: "nik", 2: "name", 3: "name"}, "Dua kolom dipilih untuk hal yang sama."),
)


def test_an_answer_that_is_not_clear_is_refused_and_keeps_nothing(send, clerk):
    sent = send(odd())
    for chosen, says in UNCLEAR:
        with pytest.raises(mapping.NotClear, match=says):
            mapping.answer(upload=sent, chosen={signature(sent): chosen}, by=clerk, at=NOW)
    with pytest.raises(mapping.NotAsked, match="Isi berkas ini berbeda"):
        mapping.answer(upload=sent, chosen={signature(sent): {1: "nik", 99: "name"}}, by=clerk, at=NOW)
    assert Columns.objects.count() == 0 and Upload.objects.get(pk=sent.pk).state == "ASKS"


def test_who_was_not_asked_cannot_answer(send, clerk):
    sent = send(books.xlsx(books.people(MARTA)))
    assert sent.state == "TAKEN" and File.objects.count() == 1
    with pytest.raises(mapping.NotAsked, match="tidak sedang menunggu"):
        mapping.answer(upload=sent, chosen={"x": ANSWER}, by=clerk, at=NOW)


def test_what_was_said_cannot_be_said_otherwise_afterwards(send, clerk):
    from django.db import Error, connection, transaction

    sent = send(odd())
    mapping.answer(upload=sent, chosen={signature(sent): ANSWER}, by=clerk, at=NOW)
    with (
        pytest.raises(Error, match="append-only|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update intake_columns set meaning = '{}'")
    assert not Finding.objects.filter(code="F04").exists()
