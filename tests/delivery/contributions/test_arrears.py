"""Months that are covered, due and unpaid: how many people, how much, how old; and months that refuse to be run."""

from datetime import date

import pytest

from naung.delivery.contributions import arrears, due, jobs, year
from naung.kit.months import Month
from tests.delivery.contributions.cast import PRICE, enrol, people, programme, write
from tests.delivery.contributions.test_month import AUGUST, JULY, carry, decided, run
from tests.people import TODAY

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
