"""What becomes of rows: the same person again, somebody new, or a question for an officer."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.intake.models import Finding
from naung.delivery.matching import queries
from naung.delivery.matching.jobs import Outcome
from naung.delivery.matching.models import Pair
from naung.delivery.registry import queries as registry
from naung.foundation.trail.models import Entry
from tests.delivery.matching import cast
from tests.delivery.matching.cast import MARTA_LINE, STRANGER, YOHANES_LINE, number
from tests.people import NUNHILA, OEBOBO

pytestmark = pytest.mark.django_db
OTHER_NIK = number(9777, region="530104")  # Marta's number from before she moved
ONE_DIGIT = MARTA_LINE.nik[:-1] + "8"


def test_it_works():
    rows = cast.listed(MARTA_LINE, YOHANES_LINE, MARTA_LINE.but(name="BERE MARTHA YASINTA"))
    assert cast.match() == Outcome(rows=3, admitted=2, repeated=1, people=2)
    assert cast.states(rows) == ["ADMITTED", "ADMITTED", "REPEATED"]
    assert rows[0].person_id == rows[2].person_id != rows[1].person_id
    assert registry.by_nik(MARTA_LINE.nik).pk == rows[0].person_id


def test_a_second_run_adds_nothing_and_writes_no_trail():
    cast.listed(MARTA_LINE, YOHANES_LINE)
    cast.match()
    entries = Entry.objects.count()
    assert cast.match() == Outcome()
    assert (Entry.objects.count(), registry.count()) == (entries, 2)


def test_the_first_is_first_by_file_name_and_row_whenever_it_came():
    late = cast.listed(MARTA_LINE, file="z.xlsx")
    early = cast.listed(MARTA_LINE, file="a.xlsx")
    cast.match()
    assert cast.states(early + late) == ["ADMITTED", "REPEATED"]


def test_a_later_list_finds_who_is_known_already():
    first = cast.listed(MARTA_LINE)
    cast.match()
    second = cast.listed(MARTA_LINE.but(village=NUNHILA, name="Marta Bere"), file="nunhila.xlsx")
    assert cast.match().repeated == 1
    assert cast.people(first + second) == 1


def test_what_one_row_leaves_blank_the_other_tells():
    cast.listed(MARTA_LINE.but(mother="", kk=""), MARTA_LINE.but(phone="080000000001"))
    cast.match()
    marta = registry.by_nik(MARTA_LINE.nik)
    assert marta.mother == "Agnes Seran" and marta.kk_index and marta.phone_sealed


def test_one_digit_wrong_and_all_else_the_same_is_the_same_person():
    rows = cast.listed(MARTA_LINE, MARTA_LINE.but(nik=ONE_DIGIT))
    cast.match()
    assert cast.states(rows) == ["ADMITTED", "REPEATED"] and registry.count() == 1


def test_two_unrelated_numbers_are_never_brought_together_without_a_person():
    rows = cast.listed(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK))
    cast.match()
    assert cast.states(rows) == ["ADMITTED", "IN_REVIEW"]
    (pair,) = queries.open_pairs(cast.programme().pk)
    assert (pair.row_id, pair.person_id, pair.kind) == (rows[1].pk, rows[0].person_id, "LIKENESS")
    assert pair.weight > 20_000 and pair.fields["nik"][0] == "else" and pair.fields["kk"][0] == "same"


def test_name_and_birth_date_alone_never_merge():
    rows = cast.listed(MARTA_LINE, STRANGER.but(name=MARTA_LINE.name))
    cast.match()
    assert cast.states(rows) == ["ADMITTED", "ADMITTED"] and not Pair.objects.exists()


def test_twins_stay_two():
    rows = cast.listed(MARTA_LINE, MARTA_LINE.but(nik=ONE_DIGIT, name="Maria Yasinta Bere"))
    cast.match()
    assert cast.states(rows) == ["ADMITTED", "ADMITTED"] and not Pair.objects.exists()


def test_father_and_son_of_one_name_stay_two():
    father = YOHANES_LINE.but(mother="Rut Pah")
    son = YOHANES_LINE.but(
        nik=number(9004, date(2005, 3, 2), False), born_on=date(2005, 3, 2), mother="Lusia Nalle"
    )
    rows = cast.listed(father, son)
    cast.match()
    assert "REPEATED" not in cast.states(rows) and cast.people(rows) >= 1


def test_a_spouse_under_the_same_number_is_never_merged():
    rows = cast.listed(MARTA_LINE, MARTA_LINE.but(name="Dominggus Manafe", mother="Rut Pah"))
    assert cast.match().review == 2
    assert cast.states(rows) == ["IN_REVIEW", "IN_REVIEW"] and registry.count() == 0
    (pair,) = queries.open_pairs(cast.programme().pk)
    assert (pair.kind, pair.row_id, pair.other_row_id) == ("NUMBER", rows[1].pk, rows[0].pk)
    assert [f.code for f in Finding.objects.all()] == ["R07"]


def test_a_number_that_is_somebody_elses_already_waits_alone():
    (marta,) = cast.listed(MARTA_LINE)
    cast.match()
    (spouse,) = cast.listed(MARTA_LINE.but(name="Dominggus Manafe"), file="z.xlsx")
    cast.match()
    assert cast.states([marta, spouse]) == ["ADMITTED", "IN_REVIEW"]


def test_a_row_like_one_that_waits_waits_too():
    rows = cast.listed(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK))
    cast.match()
    (again,) = cast.listed(MARTA_LINE.but(nik=OTHER_NIK, village=NUNHILA), file="nunhila.xlsx")
    cast.match()
    assert cast.states([*rows, again]) == ["ADMITTED", "IN_REVIEW", "IN_REVIEW"]
    assert Pair.objects.get(row=again).kind == "FOLLOWS"


def test_the_number_of_somebody_merged_away_finds_who_stands():
    from naung.delivery.registry import actions
    from tests.people import NOW, officer

    rows = cast.listed(MARTA_LINE, STRANGER)
    cast.match()
    cast.states(rows)
    keep, drop = (registry.person(row.person_id) for row in rows)
    actions.merge(keep=keep, drop=drop, by=officer("vera", "verifier", "53"), at=NOW, why="contoh")
    (again,) = cast.listed(STRANGER, file="z.xlsx")
    cast.match()
    assert cast.states([again]) == ["REPEATED"] and again.person_id == keep.pk


def test_the_village_reads_why_a_row_waits_and_no_number_is_told():
    cast.listed(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK, village=OEBOBO))
    cast.match()
    finding = Finding.objects.get()
    assert (finding.code, finding.params["name"], finding.params["village"]) == (
        "R08",
        "Marta Yasinta Bere",
        "Namosain",
    )
    told = str(finding.params) + str(Pair.objects.get().fields) + str([e.facts for e in Entry.objects.all()])
    assert MARTA_LINE.nik not in told and OTHER_NIK not in told


def test_a_flawed_row_is_not_matched():
    from naung.delivery.intake.models import File, Row
    from naung.foundation.trail import actions as trail
    from tests.people import MACHINE, NOW

    cast.listed(MARTA_LINE)
    with transaction.atomic():
        entry = trail.record(by=MACHINE, verb="intake.receive", subject="test", at=NOW)
        Row.objects.create(file=File.objects.get(), programme=cast.programme(), sheet="Daftar", number=99, raw_sealed=b"x",
                           name="Marta", village="53.71", state="FLAWED", trail=entry)  # fmt: skip
    assert cast.match().rows == 1


def test_what_the_machine_saw_is_kept():
    cast.listed(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK))
    cast.match()
    with pytest.raises(DatabaseError, match="naung: matching_pair keeps its"), transaction.atomic():
        Pair.objects.update(weight=1)
    with pytest.raises(DatabaseError, match="never deleted|permission denied"), transaction.atomic():
        Pair.objects.all().delete()


def test_a_pair_is_not_decided_without_a_trail_entry_or_by_nobody():
    cast.listed(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK))
    cast.match()
    with (
        pytest.raises(DatabaseError, match="trail entry of its own transaction|matching_decided_by_somebody"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update matching_pair set state = 'SAME', trail = 0")


def test_known_finds_one_person_at_once():
    rows = cast.listed(MARTA_LINE, STRANGER, YOHANES_LINE)
    cast.match()
    cast.states(rows)
    ask = {"sex": "P", "born_on": MARTA_LINE.born_on, "kk": MARTA_LINE.kk, "village": MARTA_LINE.village}
    (same,) = queries.known(nik=MARTA_LINE.nik, name="Bere Martha", **ask)
    assert same.same and same.person == rows[0].person_id
    (near,) = queries.known(nik=OTHER_NIK, name="Marta Yasinta Bere", mother="Agnes Seran", **ask)
    assert not near.same and near.person == rows[0].person_id and near.parts["kk"] > 10
    assert (
        queries.known(
            nik=number(9888, date(1999, 1, 1)), name="Selfina Kefi", sex="P", born_on=date(1999, 1, 1)
        )
        == []
    )
