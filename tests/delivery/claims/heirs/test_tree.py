"""The family tree, and who of it is entitled by the law of the day of death."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.banking import said
from naung.delivery.claims.heirs import queries, sound, tree
from naung.delivery.claims.heirs.models import Relative
from naung.foundation.staff.queries import NotAllowed
from tests.delivery.claims.cast import members, report
from tests.delivery.claims.heirs.cast import (
    AT,
    BROTHER,
    DAUGHTER,
    DIED,
    MOTHER,
    ON,
    SON,
    WIFE,
    clerk,
    dead,
    who,
)
from tests.people import officer

pytestmark = pytest.mark.django_db


def told(base, **changed):
    return tree.Told(**{**{name: getattr(base, name) for name in tree.Told.__slots__}, **changed})


def names(claim, **more) -> list[str]:
    return [one.name for one in queries.entitled(claim.pk, **more).people]


def test_it_works():
    claim = dead(WIFE, SON, MOTHER, BROTHER)
    found = queries.entitled(claim.pk, today=ON)
    assert [(one.name, one.says, one.minor) for one in found.people] == [
        ("Maria Contoh", "istri", False),
        ("Yosep Contoh", "anak", True),
    ]
    assert found.article == "PP 44/2015 Pasal 37 ayat (5)" and "Maria Contoh (istri)" in found.because
    assert [(one.name, one.because) for one in found.others] == [
        ("Katarina Contoh", "ada yang lebih dekat: suami atau istri, anak"),
        ("Markus Contoh", "ada yang lebih dekat: suami atau istri, anak"),
    ]
    assert not found.funeral_only and found.asks == []
    wife = queries.tree(claim.person_id)[0]
    assert queries.reveal(wife)["phone"].endswith("101") and b"9101" not in bytes(wife.nik_sealed)


def test_a_second_claim_of_the_same_person_finds_the_tree_again():
    (person,) = members(months=1, start=date(2025, 11, 1))
    accident = report(person, kind="accident", cause="work_accident", day=date(2025, 11, 2))
    tree.enter(claim=accident, told=WIFE, **who())
    assert queries.entitled(accident.pk).because == "Sesudah kecelakaan, peserta sendiri yang menerima."
    assert names(report(person, day=DIED)) == ["Maria Contoh"]


def test_the_same_relative_again_adds_no_row():
    claim = dead(WIFE)
    tree.enter(claim=claim, told=WIFE, **who())
    assert Relative.objects.count() == 1


def test_two_widows_are_entitled_together():
    claim = dead(WIFE, told(WIFE, name="Lusia Contoh", nik="", phone="", born_on=date(1990, 1, 1)))
    assert names(claim) == ["Maria Contoh", "Lusia Contoh"]


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"joined_on": date(2025, 11, 6)}, "menikah 6 November 2025, sesudah hari itu"),
        ({"left_on": date(2025, 11, 5)}, "sudah bercerai 5 November 2025"),
        ({"died_on": date(2025, 11, 4)}, "sudah meninggal 4 November 2025"),
    ],
)
def test_a_wife_who_was_not_one_on_the_day_is_not_entitled_and_the_mother_is(changed, because):
    claim = dead(told(WIFE, **changed), MOTHER)
    found = queries.entitled(claim.pk)
    assert [one.name for one in found.people] == ["Katarina Contoh"]
    assert [one.because for one in found.others] == [because]


def test_who_died_the_same_day_or_since_and_who_was_born_after_is_asked_about():
    same_day = dead(told(WIFE, died_on=DIED), told(SON, via=None, born_on=date(2025, 11, 20)), MOTHER)
    found = queries.entitled(same_day.pk, today=ON)
    assert [one.name for one in found.people] == ["Katarina Contoh"] and len(found.asks) == 2
    tree.correct(claim=same_day, number=1, told=told(WIFE, died_on=date(2025, 11, 9)), because="Akta kematian istri", **who())  # fmt: skip
    found = queries.entitled(same_day.pk, today=ON)
    assert [one.name for one in found.people] == ["Maria Contoh"]
    assert [("meninggal sesudahnya" in one, "lahir sesudah" in one) for one in found.asks] == [
        (False, True),
        (True, False),
    ]


def test_nobody_left_is_funeral_money_only_and_an_empty_tree_is_not():
    claim = dead()
    found = queries.entitled(claim.pk)
    assert (found.people, found.funeral_only) == ([], False) and "belum diisi" in found.because
    tree.enter(claim=claim, told=told(BROTHER, relation="other"), **who())
    found = queries.entitled(claim.pk)
    assert found.funeral_only and "Dana Jaminan Sosial" in found.because
    assert found.others[0].because == "hubungan ini tidak disebut dalam urutan ahli waris"


def test_putting_right_is_a_further_version_with_its_reason():
    claim = dead(WIFE, SON)
    again = tree.correct(claim=claim, number=1, told=told(WIFE, name="Maria Goreti Contoh", nik="", phone=""), because="Ejaan pada KTP", **who())  # fmt: skip
    first, second = [one for one in queries.versions(claim.person_id) if one.number == 1]
    assert (again.version, first.name, second.name) == (2, "Maria Contoh", "Maria Goreti Contoh")
    assert bytes(second.nik_index) == bytes(first.nik_index), "an empty number keeps the known one"
    with pytest.raises(tree.InTheTree, match="menghubungkan kerabat lain"):
        tree.strike(claim=claim, number=1, because="Salah orang, bukan istri", **who())
    tree.strike(claim=claim, number=2, because="Anak tetangga, salah ketik", **who())
    assert names(claim) == ["Maria Goreti Contoh"]
    with pytest.raises(said.NoReason):
        tree.correct(claim=claim, number=1, told=WIFE, because="salah", **who())


def test_what_cannot_be_is_refused_with_its_sentence():
    claim = dead(WIFE)
    refusals = [
        (told(SON, name=" "), sound.NotKnown, "Tulis namanya"),
        (told(SON, via=7), sound.NotKnown, "Pilih kerabat penghubung"),
        (told(SON, born_on=date(2026, 1, 1)), sound.NotKnown, "belum tiba"),
        (told(SON, died_on=date(2011, 1, 1)), sound.NotKnown, "Meninggal sebelum lahir"),
        (told(WIFE, nik="", source="told", joined_on=date(1983, 1, 1)), sound.NotKnown, "Menikah sebelum salah satunya lahir"),
        (told(SON, born_on=date(1989, 12, 31)), sound.NotKnown, "peserta belum 10 tahun"),  # the member is of 1 January 1980
        (told(MOTHER, born_on=date(1970, 1, 2)), sound.NotKnown, "lebih tua paling sedikit 10 tahun"),
        (told(SON, nik="123"), sound.NotKnown, "NIK terdiri atas 16 angka"),
        (told(SON, relation="tetangga"), sound.NotKnown, "Pilih hubungan"),
        (told(SON, nik=WIFE.nik), tree.InTheTree, "sudah ada di pohon ini sebagai istri"),
        (told(WIFE, nik="", source="told", joined_on=date(2009, 1, 1)), tree.InTheTree, "Perbaiki yang itu"),
    ]  # fmt: skip
    for one, kind, says in refusals:
        with pytest.raises(kind, match=says):
            tree.enter(claim=claim, told=one, **who())
    with pytest.raises(NotAllowed, match="tidak berwenang"):
        tree.enter(claim=claim, told=SON, by=officer("lurah2", "village_operator", "53.71"), at=AT, on=ON)
    assert Relative.objects.count() == 1


def test_the_database_keeps_every_version_and_their_order():
    claim = dead(WIFE, DAUGHTER)
    for statement in (
        "update claims_relative set name = 'x'",
        "delete from claims_relative",
        "insert into claims_relative (person_id, village, number, version, relation, name, sex, source, void, because, entered_by_id, entered_human, entered_at, trail)"
        " select person_id, village, number, 3, relation, name, sex, source, void, 'sebab', entered_by_id, entered_human, entered_at, trail from claims_relative where number = 1",
        "insert into claims_relative (person_id, village, number, version, relation, name, sex, source, void, because, entered_by_id, entered_human, entered_at, trail)"
        " select person_id, village, 9, 1, relation, name, sex, source, void, '', entered_by_id, -1, entered_at, trail from claims_relative where number = 1",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("set constraints all immediate")
    assert clerk().human and len(queries.tree(claim.person_id)) == 2
