"""A list that comes again: corrected, lengthened, cut. Nobody is doubled, nothing is lost, and every line that was sent stays."""

import csv

import pytest
from django.db import Error, connection, transaction

from naung.delivery.intake import actions, jobs, queries, versions
from naung.delivery.intake.models import Comparison, Row
from naung.delivery.matching import jobs as matching
from naung.delivery.programme import queries as programmes
from naung.delivery.registry import queries as registry
from naung.foundation.trail import actions as trail
from naung.foundation.trail.models import Entry
from naung.kit import nik
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES, changed
from tests.people import MACHINE, NOW, officer

pytestmark = pytest.mark.django_db
SELVI = ("5371015708829004", "Selvi Contoh Bana", "Soe", "17-08-1982", "P", "Ester Bana", "Penenun", 1)


@pytest.fixture
def programme():
    return programmes.by_code("ntt-2025")


@pytest.fixture
def send(programme, tmp_path):
    """A list is sent; its outcome and its rows as they stand."""

    def sent(name, *people, rows=None):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.xlsx").write_bytes(books.xlsx(rows or books.people(*people)))
        (outcome,) = jobs.receive(paths=[folder], programme=programme, region="53.71", by=MACHINE, at=NOW)
        return outcome

    return sent


def rows(name):
    return list(Row.objects.filter(file__name=f"{name}.xlsx").order_by("number"))


def states(name):
    return [row.state for row in rows(name)]


def decisions(programme, tmp_path):
    queries.write_rows(programme.pk, tmp_path / "rows.csv")
    read = csv.DictReader((tmp_path / "rows.csv").open(encoding="utf-8", newline=""))
    return {(row["file"], int(row["row"])): (row["decision"], row["person"]) for row in read}


def match(programme):
    return matching.match(programme=programme, by=MACHINE, at=NOW)


def test_it_works(send):
    """230 the same, three changed, twelve new, two gone; in small."""
    send("lama", MARTA, changed(YOHANES, nik="123"), PETRUS)
    outcome = send("baru", MARTA, YOHANES, SELVI)
    assert outcome.compared == {"new": 1, "changed": 1, "same": 1, "missing": 1}
    assert versions.sentence(outcome.compared) == "1 baru, 1 berubah, 1 sama, 1 hilang."
    assert states("lama") == ["CLEAN", "REPLACED", "CLEAN"] and states("baru") == ["SAME", "CLEAN", "CLEAN"]
    (old, new) = rows("lama")[1], rows("baru")[1]
    assert (old.stands_id, old.read_as, new.stands_id) == (new.pk, "FLAWED", None)
    assert rows("baru")[0].stands_id == rows("lama")[0].pk
    found = Comparison.objects.get()
    assert found.changes == [{"row": new.pk, "earlier": old.pk, "fields": ["nik"], "what": "replaced"}]
    assert found.absent == [rows("lama")[2].pk], "the missing are named, and nothing happens to them"
    entry = Entry.objects.get(verb="intake.compare")
    assert entry.facts == outcome.compared and old.trail == entry.pk


def test_a_list_that_came_twice_makes_each_person_once(send, programme, tmp_path):
    send("lama", MARTA, changed(YOHANES, nik="123"), PETRUS)
    send("baru", MARTA, YOHANES, PETRUS)
    before = decisions(programme, tmp_path)
    assert {person for _, person in before.values()} == {""}, "nobody was admitted yet"
    assert match(programme).people == 3 == registry.count()
    told = decisions(programme, tmp_path)
    assert [told["lama.xlsx", n][0] for n in (6, 7, 8)] == ["clean", "flawed", "clean"]
    assert [told["baru.xlsx", n][0] for n in (6, 7, 8)] == ["repeated", "clean", "repeated"]
    assert told["baru.xlsx", 6][1] == told["lama.xlsx", 6][1] != ""
    assert told["lama.xlsx", 7][1] == "", "a line that had to be corrected says so, as it was read"


def test_somebody_admitted_already_is_only_shown_as_changed(send, programme):
    send("lama", MARTA, YOHANES)
    match(programme)
    outcome = send("baru", changed(MARTA, mother="Yuliana Contoh Baru"), YOHANES)
    assert outcome.compared == {"new": 0, "changed": 1, "same": 1, "missing": 0}
    (change,) = Comparison.objects.get().changes
    assert (change["what"], change["fields"]) == ("person", ["mother"])
    assert states("baru") == ["CLEAN", "SAME"] and states("lama") == ["ADMITTED", "ADMITTED"]
    match(programme)
    assert states("baru") == ["REPEATED", "SAME"]
    assert rows("lama")[0].person.mother == "Yuliana Taek", "a list does not change a person's record"


def test_a_number_with_another_person_s_name_is_never_the_same_line(send):
    send("lama", MARTA, YOHANES, PETRUS)
    stranger = changed(MARTA, name="Dortia Contoh Fallo")
    outcome = send("baru", stranger, YOHANES, PETRUS)
    assert outcome.compared == {"new": 1, "changed": 0, "same": 2, "missing": 0}
    assert states("lama") == ["CLEAN"] * 3, "what to do about the number is for matching and for people"


def test_a_damaged_number_put_right_is_known_by_name_birth_date_and_sex(send):
    send("lama", changed(MARTA, nik="5,37101E+15"), YOHANES)
    send("baru", MARTA, YOHANES)
    assert states("lama") == ["REPLACED", "CLEAN"] and states("baru") == ["CLEAN", "SAME"]


def test_namesakes_born_on_one_day_are_not_mixed_up(send):
    """Two people with one name and one birth date, one of them with a damaged number: only who can be told apart is told apart."""
    twin = changed(MARTA, nik=nik.make("537101", _born(MARTA), True, 9077))
    send("lama", MARTA, changed(twin, nik="123"))
    send("baru", twin, MARTA)
    old, new = rows("lama"), rows("baru")
    assert new[1].stands_id == old[0].pk and old[1].stands_id == new[0].pk


def _born(person):
    from datetime import datetime

    return datetime.strptime(person[3], "%d-%m-%Y").date()  # noqa: DTZ007


def test_a_good_line_is_not_lost_to_a_bad_one(send, programme):
    send("lama", MARTA, YOHANES)
    outcome = send("rusak", changed(MARTA, nik="5,37101E+15"), YOHANES)
    assert outcome.compared["changed"] == 1 and Comparison.objects.get().changes[0]["what"] == "waits"
    assert states("lama") == ["CLEAN", "CLEAN"] and states("rusak") == ["FLAWED", "SAME"]
    assert match(programme).people == 2


def test_a_bad_line_put_right_takes_over_from_the_good_one(send, programme):
    send("lama", MARTA, YOHANES)
    send("rusak", changed(MARTA, nik="5,37101E+15", mother="Yuliana Contoh"), YOHANES)
    lurah = officer("lurah", "village_operator", rows("lama")[0].village)
    values, _ = actions.open_row(row=rows("rusak")[0], by=lurah, at=NOW)
    actions.correct(row=rows("rusak")[0], values={**values, "nik": MARTA[0]}, by=lurah, at=NOW)
    assert states("lama") == ["REPLACED", "CLEAN"] and states("rusak") == ["CLEAN", "SAME"]
    assert match(programme).people == 2 and rows("rusak")[0].person.mother == "Yuliana Contoh"


def test_one_person_added_who_is_there_already_is_not_doubled(send, programme):
    send("lama", MARTA, changed(YOHANES, nik="123"))
    lurah = officer("lurah", "village_operator", rows("lama")[0].village)
    typed = {"nik": YOHANES[0], "name": "Yohanes Nalle", "born_on": "2-3-1985", "sex": "L"}
    row = actions.add(values=typed, programme=programme, region=rows("lama")[0].village, by=lurah, at=NOW)
    assert (row.state, states("lama")) == ("CLEAN", ["CLEAN", "REPLACED"])
    row = actions.add(
        values={**typed, "mother": "Maria Nalle"},
        programme=programme,
        region=rows("lama")[0].village,
        by=lurah,
        at=NOW,
    )
    assert match(programme).people == 2


def test_the_same_mistake_again_waits_once(send):
    send("lama", changed(MARTA, nik="123"), YOHANES)
    send("lagi", changed(MARTA, nik="123"), YOHANES, PETRUS)
    assert states("lagi") == ["SAME", "SAME", "CLEAN"]
    send("lain", changed(MARTA, nik="1234"), YOHANES)
    assert states("lain") == ["FLAWED", "SAME"] and states("lama") == ["REPLACED", "CLEAN"]


def test_what_an_officer_corrected_stands(send):
    """The village sends its own file once more, with the old mistake in it."""
    send("lama", changed(MARTA, nik="123"), YOHANES)
    lurah = officer("lurah", "village_operator", rows("lama")[0].village)
    values, _ = actions.open_row(row=rows("lama")[0], by=lurah, at=NOW)
    actions.correct(row=rows("lama")[0], values={**values, "nik": MARTA[0]}, by=lurah, at=NOW)
    send("lagi", changed(MARTA, nik="123"), YOHANES, PETRUS)
    assert states("lagi") == ["SAME", "SAME", "CLEAN"] and states("lama") == ["CLEAN", "CLEAN"]
    send("lain", changed(MARTA, mother="Ibu Lain"), YOHANES)
    assert Comparison.objects.order_by("-pk")[0].changes[0]["what"] == "corrected"
    assert states("lama") == ["CLEAN", "CLEAN"]


def test_the_hidden_column_says_which_line_it_was(send):
    send("lama", changed(MARTA, nik="123"), changed(YOHANES, nik="456"))
    numbers = [row.pk for row in rows("lama")]
    # Both names were written otherwise; without the column nobody could say.
    people = [
        changed(MARTA, name="Martha Tefa-Nalle"),
        changed(YOHANES, name="Yohanes B. Nalle", born="03-03-1985"),
    ]
    table = books.people(*people)
    table = [(*line, "NAUNG") if "NIK" in line else line for line in table[:-2]] + [
        (*line, number) for line, number in zip(table[-2:], numbers, strict=True)
    ]
    outcome = send("baru", rows=table)
    assert outcome.compared["changed"] == 2 and [row.stands_id for row in rows("lama")] == [
        row.pk for row in rows("baru")
    ]


def test_a_number_in_the_hidden_column_is_only_a_claim(send):
    send("lama", MARTA, YOHANES, PETRUS)
    number = rows("lama")[0].pk
    table = [(*line, "NAUNG") if "NIK" in line else line for line in books.people(SELVI, YOHANES, PETRUS)]
    table[-3] = (*table[-3], number)  # somebody typed over Marta's line
    assert send("baru", rows=table).compared == {"new": 1, "changed": 0, "same": 2, "missing": 1}


def test_a_list_of_other_people_is_no_version(send):
    send("lama", MARTA, YOHANES, PETRUS)
    assert send("susulan", SELVI).compared == {} and not Comparison.objects.exists()


def test_three_times(send, programme):
    send("satu", MARTA, changed(YOHANES, nik="123"))
    send("dua", MARTA, YOHANES)
    send("tiga", MARTA, changed(YOHANES, job="Petani"))
    assert [states(name) for name in ("satu", "dua", "tiga")] == [
        ["CLEAN", "REPLACED"],
        ["SAME", "REPLACED"],
        ["SAME", "CLEAN"],
    ]
    assert match(programme).people == 2


def test_in_one_folder_as_one_after_the_other(programme, tmp_path):
    for name, people in (("a", [MARTA, changed(YOHANES, nik="123")]), ("a_revisi", [MARTA, YOHANES])):
        (tmp_path / f"{name}.xlsx").write_bytes(books.xlsx(books.people(*people)))
    jobs.receive(paths=[tmp_path], programme=programme, region="53.71", by=MACHINE, at=NOW)
    assert (states("a"), states("a_revisi")) == (["CLEAN", "REPLACED"], ["SAME", "CLEAN"])


def test_the_district_s_workbook_counts_with_the_village_s_part(send):
    """The district sends two villages in one file; one of them then sends its own again."""
    headings = (*books.HEADINGS, "Kelurahan")
    district = [
        ("DAFTAR (DATA CONTOH)",),
        headings,
        (1, *MARTA, "Namosain"),
        (2, *YOHANES, "Nunhila"),
        (3, *SELVI, "Nunhila"),
    ]
    send("kecamatan", rows=district)
    outcome = send("namosain", changed(MARTA, mother="Yuliana Contoh Taek"))
    assert outcome.compared == {"new": 0, "changed": 1, "same": 0, "missing": 0}
    assert states("kecamatan") == ["REPLACED", "CLEAN", "CLEAN"]


def test_the_database_keeps_what_stands_for_a_line(send):
    send("lama", MARTA, changed(YOHANES, nik="123"))
    send("baru", MARTA, YOHANES)
    same, other = rows("baru")
    for statement, says in (
        ("update intake_row set stands_id = %(other)s where id = %(same)s", "keeps what stands for it"),
        ("update intake_row set state = 'CLEAN', stands_id = null, read_as = '', trail = %(entry)s where id = %(same)s", "keeps what stands"),
        ("update intake_row set stands_id = %(same)s, read_as = 'CLEAN' where id = %(other)s", "intake_row_names_what_stands_for_it"),
        ("update intake_comparison set same = 9", "append-only|permission denied"),
    ):  # fmt: skip
        with pytest.raises(Error, match=says), transaction.atomic(), connection.cursor() as cursor:
            entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
            cursor.execute(statement, {"same": same.pk, "other": other.pk, "entry": entry})


def test_where_one_turns_when_a_line_is_not_corrected_any_more(send):
    send("lama", MARTA, changed(YOHANES, nik="123"))
    send("baru", MARTA, YOHANES)
    lurah = officer("lurah", "village_operator", rows("lama")[0].village)
    for row, says in (
        (rows("baru")[0], "sama dengan baris di daftar sebelumnya"),
        (rows("lama")[1], "daftar yang lebih baru"),
    ):
        with pytest.raises(actions.GoneOn, match=says):
            actions.correct(row=row, values={}, by=lurah, at=NOW)
