"""Months that are covered, due and unpaid: how many people, how much, how old; and months that refuse to be run."""

from datetime import date

import pytest

from naung.delivery.contributions import arrears, due, jobs, year
from naung.delivery.contributions.cover import letters as cover_letters
from naung.kit.months import Month
from tests.delivery.contributions.cast import PRICE, enrol, people, programme, write
from tests.delivery.contributions.test_month import AUGUST, JULY, approver, carry, decided, run, treasurer
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
SEPTEMBER_20 = date(2025, 9, 20)


def told(on):
    return [(str(Month.of(a.month)), a.people, a.listed, a.rupiah, a.months, a.over) for a in arrears.of(programme(), on)]  # fmt: skip


def test_it_works():
    enrol(2)
    carry(decided())
    run(AUGUST, on=date(2025, 8, 14))
    assert told(date(2025, 8, 15)) == []
    assert told(SEPTEMBER_20) == [
        ("2025-08", 2, 2, 2 * PRICE, 2, False),
        ("2025-09", 2, 0, 2 * PRICE, 1, False),
    ]


def test_the_fourth_due_day_is_past_the_months_of_grace():
    enrol(1)
    assert [a.over for a in arrears.of(programme(), date(2025, 10, 15))] == [False] * 3
    assert [a.over for a in arrears.of(programme(), date(2025, 10, 16))] == [True, False, False, False]


@pytest.mark.parametrize(
    ("on", "days", "months"),
    [
        (date(2025, 7, 15), 0, 0),
        (date(2025, 7, 16), 1, 1),
        (date(2025, 8, 15), 31, 1),
        (date(2025, 8, 16), 32, 2),
        (date(2025, 6, 1), 0, 0),
    ],
)
def test_how_late_july_is(on, days, months):
    assert (due.days_late(JULY, on), due.months_late(JULY, on)) == (days, months)


def test_the_due_day_says_that_nobody_has_checked_it():
    assert (due.due_on(JULY), due.figure(TODAY).confidence) == (date(2025, 7, 15), "unverified")


def test_however_many_programmes_it_is_one_question(django_assert_num_queries):
    from naung.delivery.programme import queries as programmes

    enrol(1)
    alone = arrears.of(programme(), SEPTEMBER_20)
    for some in ([programme()], list(programmes.everything())):
        with django_assert_num_queries(1):
            found = arrears.of_each(some, SEPTEMBER_20)
        assert found["ntt-2025"] == alone and len(alone) == 3


def test_the_people_who_wait_longest_stand_first():
    enrol(1, start=date(2025, 8, 1))
    enrol(1, mark="long")
    total, found = arrears.people(programme(), date(2025, 8, 20))
    assert (total, [one.months for one in found]) == (2, [2, 1])


def test_a_merged_record_owes_once():
    enrol(2)
    keep, drop = people()
    write("update registry_person set state = 'MERGED', merged_into_id = %(keep)s, trail = %(trail)s where id = %(drop)s", {"keep": keep, "drop": drop})  # fmt: skip
    assert [one[1] for one in told(date(2025, 7, 20))] == [1]


def test_the_letter_says_how_much_and_until_when():
    enrol(2)
    said = arrears.reminder(programme(), SEPTEMBER_20)
    assert "iuran 3 bulan belum dibayar, yang tertua Juli 2025: Rp100.800" in said
    assert "paling lambat 15 Oktober 2025" in said
    assert arrears.reminder(programme(), date(2025, 7, 1)) == ""


def test_nobody_is_added_to_a_month_whose_books_are_closed():
    from tests.closing import close

    enrol(1)
    carry(decided())
    close(JULY.first)
    enrol(1, mark="late")
    with pytest.raises(jobs.MonthIsClosed, match="Pembukuan Juli 2025 sudah ditutup"):
        run(on=date(2025, 8, 20))
    assert run(AUGUST, on=date(2025, 8, 20)).added == 2


def test_a_closed_month_with_nobody_to_add_is_silent():
    from tests.closing import close

    enrol(1)
    carry(decided())
    close(JULY.first)
    assert run(on=date(2025, 8, 20)).added == 0


def test_a_month_past_the_grace_is_not_bought_again():
    enrol(2)
    assert run(on=date(2025, 10, 15)).added == 2
    write("delete from contributions_contribution where month = %(month)s", {"month": JULY.first})
    with pytest.raises(jobs.GraceIsOver, match="Iuran Juli 2025 sudah lewat masa tenggang 3 bulan.*/perlindungan/surat"):  # fmt: skip
        run(on=date(2025, 10, 16))
    assert "lewat masa tenggang" in jobs.why_not(programme(), JULY, date(2025, 10, 16))
    assert jobs.why_not(programme(), JULY, date(2025, 10, 15)) == ""
    assert run(AUGUST, on=date(2025, 10, 16)).added == 2


def test_a_month_past_the_grace_with_nobody_to_add_is_silent():
    enrol(1)
    carry(decided())
    assert run(on=date(2025, 12, 1)).added == 0


def test_the_payer_s_letter_opens_a_late_month_for_whom_it_speaks_of():
    enrol(2)
    enrol(1, region="53.01", village="53.01.05.2001")
    said(letter("53.71", "900/1"), approve=False)
    with pytest.raises(jobs.GraceIsOver, match="lewat masa tenggang"):
        run(on=LATE)
    said(letter("53.71", "900/2"), approve=True)
    assert jobs.why_not(programme(), JULY, LATE) == ""
    assert run(on=LATE).added == 2
    with pytest.raises(jobs.GraceIsOver, match="lewat masa tenggang"):
        run(on=LATE)
    said(letter("53", "900/3"), approve=True)
    assert run(on=LATE).added == 1


LATE = date(2025, 11, 20)


def letter(region, number):
    return cover_letters.prepare(programme=programme(), region=region, reference=number, written_on=LATE, first=JULY, last=JULY,
                                 reason="SP2D terlambat terbit", by=treasurer(), at=NOW, on=LATE)  # fmt: skip


def said(one, *, approve):
    cover_letters.decide(letter=one, approve=approve, content_hash=one.content_hash, by=approver(), at=NOW, on=LATE, note="dibaca")  # fmt: skip


def test_the_year_shows_each_month_its_state_difference_and_what_it_waits_for():
    enrol(2)
    carry(decided())
    run(AUGUST, on=date(2025, 8, 14))
    july, august, september, *_ = year.calendar([programme()], date(2025, 8, 20))["ntt-2025"]
    assert (july.state, july.difference, july.late, july.waits) == ("RECONCILED", 0, 0, "")
    assert [s.rupiah for s in july.four] == [2 * PRICE] * 4
    assert (august.state, august.late, august.grace_is_over) == ("PREPARED", 5, False)
    assert (september.state, september.rounds, september.late) == ("", 0, 0)


def test_the_year_asks_the_same_number_of_questions_however_many_programmes(django_assert_num_queries):
    from naung.delivery.programme import queries as programmes

    enrol(1)
    decided()
    for some in ([programme()], list(programmes.everything())):
        with django_assert_num_queries(5):
            year.calendar(some, TODAY)
