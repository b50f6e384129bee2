"""A clerk puts a line right at the site, adds somebody, hands a list in."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from naung.delivery.intake import actions, jobs, queries, typed, uploads
from naung.delivery.intake.actions import AlreadyThere, GoneOn, StillFlawed, TooLarge
from naung.delivery.intake.models import Correction, File, Row, Upload
from naung.delivery.matching import jobs as matching
from naung.delivery.programme import queries as programmes
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.staff.scope import seeing
from naung.foundation.trail.models import Entry
from naung.foundation.work.ports import Task
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES, changed
from tests.people import MACHINE, NAMOSAIN, NOW, NUNHILA, TODAY, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programmes.by_code("ntt-2025")


@pytest.fixture
def lurah():
    return officer("lurah", "village_operator", NAMOSAIN)


@pytest.fixture
def sent(programme, tmp_path):
    """Reads one list of Namosain; the rows."""

    def read(*people):
        (tmp_path / "namosain.xlsx").write_bytes(books.xlsx(books.people(*people)))
        jobs.receive(paths=[tmp_path], programme=programme, region="53.71", by=MACHINE, at=NOW)
        return list(queries.rows(programme.pk))

    return read


def put_right(row, by, **values):
    return actions.correct(row=row, values={**typed.as_typed(row), **values}, by=by, at=NOW)


def test_it_works(sent, lurah):
    (row,) = sent(changed(MARTA, nik="53710152087890"))
    assert row.state == "FLAWED"
    row = put_right(row, lurah, nik=MARTA[0])
    assert (row.state, row.name, row.village) == ("CLEAN", "Marta Tefa", NAMOSAIN)
    assert Correction.objects.get(row=row).changed == ["nik"]
    assert Entry.objects.get(verb="intake.correct").facts == {"fields": ["nik"], "was": "FLAWED"}


def test_what_was_sent_stays_beside_it(sent, lurah):
    (row,) = sent(changed(MARTA, nik="53710152087890"))
    put_right(row, lurah, nik=MARTA[0])
    row.refresh_from_db()
    assert typed.as_sent(row)["nik"] == ("B6", "53710152087890")
    assert typed.as_typed(row)["nik"] == MARTA[0]
    assert queries.findings(row.pk)[0].code == "R01" and queries.current_findings([row])[row.pk] == []


def test_the_form_begins_with_what_was_sent_and_opening_it_is_on_the_trail(sent, lurah):
    (row,) = sent(changed(YOHANES, nik="123", born="2/3/85"))
    fields, cells = actions.open_row(row=row, by=lurah, at=NOW)
    assert (fields["nik"], fields["born_on"], fields["sex"], fields["village"]) == (
        "123",
        "02-03-1985",
        "L",
        "Namosain",
    )
    assert cells["born_on"] == ("E6", "2/3/85")
    assert Entry.objects.get(verb="intake.open").subject == f"intake.row:{row.pk}"


def test_a_line_that_still_has_something_wrong_waits_and_says_what(sent, lurah):
    (row,) = sent(changed(MARTA, nik="123"))
    with pytest.raises(StillFlawed, match="NIK harus 16 angka. Yang tertulis 4 angka") as refused:
        put_right(row, lurah, nik="1234")
    assert [(one["code"], one["field"]) for one in refused.value.findings] == [("R01", "nik")]
    row.refresh_from_db()
    assert row.state == "FLAWED" and not Correction.objects.exists()


def test_it_is_as_strict_as_the_list(sent, lurah):
    (row,) = sent(changed(MARTA, nik="123"))
    with pytest.raises(StillFlawed, match="tetapi di daftar tertulis laki-laki"):
        put_right(row, lurah, nik=MARTA[0], sex="L")
    with pytest.raises(StillFlawed, match="Nama masih kosong"):
        put_right(row, lurah, nik=MARTA[0], name=" ")
    with pytest.raises(StillFlawed, match="Tanggal lahir kosong atau tidak terbaca"):
        put_right(row, lurah, nik=MARTA[0], born_on="kapan-kapan")


def test_it_can_be_corrected_again_and_the_same_again_changes_nothing(sent, lurah):
    (row,) = sent(changed(MARTA, nik="123"))
    row = put_right(row, lurah, nik=MARTA[0])
    row = put_right(row, lurah, nik=MARTA[0], name="Marta Contoh Tefa")
    entries = Entry.objects.count()
    row = put_right(row, lurah, nik=MARTA[0], name="Marta Contoh Tefa")
    assert (row.name, row.state, Correction.objects.count()) == ("Marta Contoh Tefa", "CLEAN", 2)
    assert Entry.objects.count() == entries


def test_a_line_that_became_a_person_is_not_corrected_any_more(sent, lurah, programme):
    (row,) = sent(MARTA)
    matching.match(programme=programme, by=MACHINE, at=NOW)
    with pytest.raises(GoneOn, match="orangnya sudah terdaftar"):
        put_right(row, lurah, name="Orang Lain")


def test_two_people_cannot_be_given_one_number(sent, lurah):
    marta, yohanes = sent(MARTA, changed(YOHANES, nik="123"))
    with pytest.raises(StillFlawed, match=r"NIK ini sudah ada di baris 6 \(Marta Tefa\)"):
        put_right(yohanes, lurah, nik=MARTA[0], born_on="12-08-1978", sex="P")


def test_a_corrected_line_goes_on_to_matching(sent, lurah, programme):
    rows = sent(MARTA, changed(YOHANES, nik="123"))
    put_right(rows[1], lurah, nik=YOHANES[0])
    assert matching.match(programme=programme, by=MACHINE, at=NOW).admitted == 2


def test_another_village_cannot(sent):
    (row,) = sent(changed(MARTA, nik="123"))
    with pytest.raises(NotAllowed, match=r"tidak berwenang untuk intake\.correct di 53\.71\.01\.1001"):
        put_right(row, officer("nun", "village_operator", NUNHILA), nik=MARTA[0])
    with pytest.raises(NotAllowed):
        put_right(row, MACHINE, nik=MARTA[0])


def test_a_line_moves_to_another_village_only_within_its_officers_reach(sent, lurah):
    (row,) = sent(changed(MARTA, nik="123"))
    with pytest.raises(StillFlawed, match="Nunhila tidak termasuk wilayah daftar ini"):
        put_right(row, lurah, nik=MARTA[0], village="Nunhila")
    assert (
        put_right(row, officer("dewi", "regency_officer"), nik=MARTA[0], village="Nunhila").village == NUNHILA
    )


def test_the_database_keeps_corrections_as_they_were_typed(sent, lurah):
    (row,) = sent(changed(MARTA, nik="123"))
    put_right(row, lurah, nik=MARTA[0])
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update intake_correction set village = '53'")


# --- one person more -------------------------------------------------------------------------------------------------

PETRUS_TYPED = {
    "nik": PETRUS[0],
    "name": "Petrus Ndun",
    "born_on": "30-11-1990",
    "sex": "L",
    "mother": "Ester Ndun",
    "occupation": "ojek",
}


def test_somebody_is_added(programme, lurah):
    row = actions.add(values=PETRUS_TYPED, programme=programme, region=NAMOSAIN, by=lurah, at=NOW)
    assert (row.state, row.village, row.name) == ("CLEAN", NAMOSAIN, "Petrus Ndun")
    assert typed.as_sent(row)["name"][1] == "Petrus Ndun"


def test_somebody_is_added_once(programme, lurah):
    actions.add(values=PETRUS_TYPED, programme=programme, region=NAMOSAIN, by=lurah, at=NOW)
    with pytest.raises(AlreadyThere, match="sudah pernah dimasukkan"):
        actions.add(values=PETRUS_TYPED, programme=programme, region=NAMOSAIN, by=lurah, at=NOW)
    assert Row.objects.count() == 1


def test_nobody_is_added_with_something_wrong(programme, lurah):
    with pytest.raises(StillFlawed, match="NIK masih kosong"):
        actions.add(
            values={**PETRUS_TYPED, "nik": ""}, programme=programme, region=NAMOSAIN, by=lurah, at=NOW
        )
    assert not File.objects.exists()


def test_nobody_is_added_elsewhere(programme, lurah):
    with pytest.raises(NotAllowed):
        actions.add(values=PETRUS_TYPED, programme=programme, region=NUNHILA, by=lurah, at=NOW)
    with pytest.raises(StillFlawed, match="tidak termasuk wilayah"):
        actions.add(
            values={**PETRUS_TYPED, "village": "Nunhila"},
            programme=programme,
            region=NAMOSAIN,
            by=lurah,
            at=NOW,
        )


# --- a list handed in ------------------------------------------------------------------------------------------------


@pytest.fixture
def hand_in(programme, lurah):
    def send(data, name="usulan.xlsx", region=NAMOSAIN, by=lurah, at=NOW):
        return actions.keep(name=name, data=data, programme=programme, region=region, by=by, at=at)

    return send


def read(*handed, by):
    task = Task(1, uploads.start_of(handed), by, (NAMOSAIN,), TODAY, NOW + timedelta(minutes=1), 1)
    outcome = uploads.read(task, lambda done, total=None, say="": None)
    for upload in handed:
        upload.refresh_from_db()
    return outcome


def test_a_list_is_kept_and_read(hand_in, lurah):
    upload = hand_in(books.xlsx(books.people(MARTA, changed(YOHANES, nik="1"))))
    assert upload.state == "WAITING" and b"Marta" not in bytes(upload.sealed)
    outcome = read(upload, by=lurah)
    assert (upload.state, upload.outcome["rows"], upload.outcome["flawed"]) == ("TAKEN", 2, 1)
    assert upload.sealed is None and queries.content(upload.file_id).startswith(b"PK")
    assert outcome.counts == {"files": 1, "rows": 2, "flawed": 1}


def test_reading_again_does_nothing(hand_in, lurah):
    upload = hand_in(books.xlsx(books.people(MARTA)))
    read(upload, by=lurah)
    entries = Entry.objects.count()
    assert read(upload, by=lurah).counts["rows"] == 1
    assert Entry.objects.count() == entries


def test_an_attempt_that_died_after_storing_is_finished_by_the_next(hand_in, lurah, programme):
    upload = hand_in(data := books.xlsx(books.people(MARTA)))
    sent = uploads.Sent(uploads.Path("x"), upload.name, data)
    jobs.receive(paths=[sent], programme=programme, region=NAMOSAIN, by=lurah, at=NOW + timedelta(seconds=5))
    read(upload, by=lurah)
    assert (upload.state, upload.outcome["rows"], File.objects.count()) == ("TAKEN", 1, 1)


def test_the_same_list_again_is_said_kindly(hand_in, lurah):
    data = books.xlsx(books.people(MARTA))
    read(hand_in(data), by=lurah)
    again = hand_in(data, name="usulan (1).xlsx", at=NOW + timedelta(days=1))
    read(again, by=lurah)
    assert again.state == "SAME"
    assert (
        "sama persis dengan usulan (1).xlsx yang diterima 14 Juli 2025. Tidak ada yang berubah."
        in again.outcome["sentence"]
    )


def test_the_same_list_from_another_village_is_said_without_showing_theirs(hand_in, lurah):
    data = books.xlsx(books.people(MARTA))
    with seeing([NAMOSAIN]):
        read(hand_in(data), by=lurah)
    other = officer("nun", "village_operator", NUNHILA)
    with seeing([NUNHILA]):
        again = hand_in(data, region=NUNHILA, by=other)
        read(again, by=other)
        assert (again.state, again.file_id) == ("SAME", None)


def test_a_broken_list_is_kept_with_its_sentence(hand_in, lurah):
    upload = hand_in(b"%PDF-1.4 DATA CONTOH", name="usulan.xlsx")
    read(upload, by=lurah)
    assert upload.state == "REFUSED" and "sebenarnya PDF" in upload.outcome["sentence"]
    assert upload.sealed is not None


def test_people_of_another_village_wait_for_their_own_list(hand_in, lurah):
    rows = books.people(MARTA)
    rows[4] = (*rows[4], "Kelurahan")
    rows[5] = (*rows[5], "Nunhila")
    upload = hand_in(books.xlsx(rows))
    read(upload, by=lurah)
    (row,) = Row.objects.all()
    assert (row.state, row.village) == ("FLAWED", NAMOSAIN)
    assert (
        "Nunhila tidak termasuk wilayah daftar ini (Namosain)"
        in queries.current_findings([row])[row.pk][0]["sentence"]
    )


def test_only_for_ones_own_region_and_not_too_large(hand_in, monkeypatch):
    with pytest.raises(NotAllowed, match=r"intake\.receive"):
        hand_in(b"x", region=NUNHILA)
    monkeypatch.setattr(actions, "LARGEST", 3)
    with pytest.raises(TooLarge, match="paling besar"):
        hand_in(b"DATA CONTOH")
    assert not Upload.objects.exists()


def test_a_double_click_keeps_it_once(hand_in):
    assert hand_in(b"DATA CONTOH") == hand_in(b"DATA CONTOH")
    assert Upload.objects.count() == 1
