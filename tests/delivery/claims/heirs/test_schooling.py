"""Children at school: two of the family's choice, year by year, until level, age, wedding or work end it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.claims.heirs import queries, schooling, sound, tree
from naung.delivery.claims.heirs.models import ScholarYear
from tests.delivery.claims.cast import approve, assess
from tests.delivery.claims.heirs.cast import AT, DAUGHTER, ON, SON, WIFE, dead, reviewed, who
from tests.people import MACHINE, officer

pytestmark = pytest.mark.django_db
BOY = replace(SON, via=None, born_on=date(2012, 3, 1))


def followed(*children, approved=True):
    """A death by work accident whose children are followed."""
    claim = dead(WIFE, *children)
    return approve(reviewed(assess(claim))) if approved else claim


def choose(claim, relative=2, level="smp", starts=2025, **more):
    return schooling.choose(claim=claim, relative=relative, level=level, starts_year=starts, **who(), **more)


def open_year(on=date(2026, 6, 1)):
    return schooling.open_year(on=on, by=MACHINE, at=AT)


def payer():
    return officer("bpjs", "bpjs_officer", "53")


def claim_year(year, level="smp"):
    return schooling.claim_year(year=year, level=level, school="SMP Contoh", document="Surat sekolah 7", **who())  # fmt: skip


def pay_year(year, rupiah=2_000_000, payment="TRX-1"):
    return schooling.pay_year(year=year, rupiah=rupiah, payment=payment, paid_on=ON, **who(payer()))


def test_it_works():
    scholar = choose(followed(BOY))
    assert (open_year(), open_year()) == (schooling.Opened(2, 0), schooling.Opened(0, 0))
    years = queries.years(scholar.pk)
    assert [(y.year, y.due_on, y.level, y.rupiah, y.state) for y in years] == [
        (2025, date(2025, 7, 1), "smp", 2_000_000, "DUE"),
        (2026, date(2026, 7, 1), "smp", 2_000_000, "DUE"),
    ]
    assert years[0].reference.startswith("PP 82/2019")
    paid = pay_year(claim_year(years[0]))
    assert (paid.state, paid.paid_rupiah, pay_year(paid).state) == ("PAID", 2_000_000, "PAID")
    assert [one.year for one in queries.years_of(2026, state="DUE")] == [2026]
    assert queries.names_of([scholar]) == {scholar.pk: "Yosep Contoh"}


def test_a_year_falls_due_thirty_days_before_it_begins_and_not_before():
    choose(followed(BOY))
    assert open_year(date(2026, 5, 31)).due == 1 and open_year(date(2026, 6, 1)).due == 1


def test_nothing_falls_due_before_the_estimate_stands():
    choose(followed(BOY, approved=False))
    assert open_year() == schooling.Opened(0, 0)


def test_the_levels_of_the_chosen_children_go_into_the_estimate():
    claim = followed(BOY, DAUGHTER, approved=False)
    choose(claim, 2), choose(claim, 3, "s1")
    assert queries.children(claim.pk) == ["smp", "s1"]
    claim = assess(claim)
    assert claim.rupiah == 70_000_000 + 2_000_000 + 12_000_000


def test_a_child_not_at_school_yet_begins_with_its_first_year():
    claim = followed(replace(BOY, born_on=date(2023, 1, 1)))
    scholar = choose(claim, level="tk-sd", starts=2027)
    assert queries.children(claim.pk) == []
    assert open_year().due == 0 and open_year(date(2027, 6, 1)).due == 1
    assert queries.years(scholar.pk)[0].year == 2027


def test_a_third_child_has_none_and_the_family_may_choose_another():
    third = replace(BOY, name="Tiga Contoh", born_on=date(2014, 1, 1))
    claim = followed(BOY, DAUGHTER, third)
    first = choose(claim, 2)
    choose(claim, 3, "s1")
    assert choose(claim, 2) == first
    with pytest.raises(schooling.NoScholarship, match="paling banyak dua anak"):
        choose(claim, 4, "tk-sd")
    open_year()
    schooling.end(scholar=first, because="chosen_other", note="Keluarga memilih anak ketiga", **who())
    assert {y.state for y in queries.years(first.pk)} == {"ENDED"}
    assert choose(claim, 4, "tk-sd").place == 1


def test_an_illness_with_few_months_gives_none():
    claim = dead(WIFE, BOY, cause="illness")
    with pytest.raises(schooling.NoScholarship, match="setelah sakit hanya dengan iuran yang cukup lama"):
        choose(claim)


def test_the_age_ends_it_by_itself_and_the_last_level_too():
    scholar = choose(followed(DAUGHTER), 2, "s1")  # 23 on 1 March 2027
    assert open_year(date(2027, 6, 1)) == schooling.Opened(2, 1)
    scholar.refresh_from_db()
    assert (scholar.state, scholar.ended_because, scholar.ended_on) == ("ENDED", "age", date(2027, 7, 1))
    little = queries.tree(scholar.claim.person_id)
    assert little[1].name == "Anita Contoh"


def test_after_the_years_of_a_level_the_next_level_follows():
    scholar = choose(followed(BOY))
    open_year(date(2028, 6, 1))
    assert [y.level for y in queries.years(scholar.pk)] == ["smp", "smp", "smp", "sma"]
    last = queries.years(scholar.pk)[3]
    with pytest.raises(schooling.NotThisYear, match="sudah dibayar 3 tahun"):
        claim_year(last)
    with pytest.raises(schooling.NotThisYear, match="lebih rendah"):
        claim_year(last, "tk-sd")
    assert claim_year(last, "s1").rupiah == 12_000_000


def test_working_is_weighed_by_a_person():
    scholar = choose(followed(BOY))
    with pytest.raises(sound.NotKnown, match="Pilih sebab"):
        schooling.end(scholar=scholar, because="age", note="Sudah cukup umur", **who())
    ended = schooling.end(scholar=scholar, because="working", note="Bekerja penuh sejak Mei", **who())
    assert (ended.state, ended.ended_because) == ("ENDED", "working")


def test_what_cannot_be_is_refused():
    claim = followed(BOY, replace(DAUGHTER, born_on=date(2000, 1, 1), nik=""))
    with pytest.raises(schooling.NoScholarship, match="untuk anak dari peserta"):
        choose(claim, 1)
    with pytest.raises(schooling.NoScholarship, match="melewati batas usia"):
        choose(claim, 3, "s1")
    with pytest.raises(sound.NotKnown, match="Tahun ajaran mulai 2025"):
        choose(claim, 2, starts=2024)
    scholar = choose(claim, 2)
    open_year()
    first, second = queries.years(scholar.pk)
    with pytest.raises(schooling.NotThisYear, match="sudah ditagih dan belum dibayar"):
        pay_year(first)
    first = claim_year(first)
    with pytest.raises(schooling.PaidTooMuch, match="Beasiswa tahun ini Rp2.000.000"):
        pay_year(first, 2_000_001)
    pay_year(first)
    with pytest.raises(sound.NotKnown, match="sudah dipakai"):
        pay_year(claim_year(second))
    assert schooling.end_year(year=second, because="Berhenti sekolah tahun ini", **who()).state == "ENDED"


def test_a_child_that_died_is_not_followed():
    claim = followed(BOY)
    choose(claim)
    tree.correct(claim=claim, number=2, told=replace(BOY, died_on=date(2025, 11, 30)), because="Akta kematian anak", **who())  # fmt: skip
    assert open_year() == schooling.Opened(1, 1)


def test_the_database_keeps_what_was_claimed_and_never_pays_more():
    scholar = choose(followed(BOY))
    open_year()
    claim_year(queries.years(scholar.pk)[0])
    for statement in (
        "update claims_scholaryear set rupiah = 9000000 where state = 'CLAIMED'",
        "update claims_scholaryear set paid_rupiah = 2000001, paid_on = now(), payment = 'x' where state = 'CLAIMED'",
        "update claims_scholaryear set year = 2030",
        "delete from claims_scholaryear",
        "insert into claims_scholaryear select * from claims_scholaryear",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert ScholarYear.objects.count() == 2
