"""Months are closed by two people, one after the other, and stay as they were."""

from dataclasses import replace
from datetime import date

import pytest

from naung.foundation.approvals import actions as approvals
from naung.foundation.ledger import actions, books, closing, queries
from naung.foundation.ledger.chart import BANK, CONTRIBUTIONS, EQUITY, SUSPENSE
from naung.foundation.ledger.models import ClosedMonth
from naung.foundation.ledger.ports import Finding
from naung.kit.months import Month
from tests.closing import CLEAN, WHY, close, two
from tests.foundation.ledger.test_drafts import write
from tests.foundation.ledger.test_ledger import WHO, bill
from tests.people import NOW

pytestmark = pytest.mark.django_db
JULY, AUGUST = Month(2025, 7), Month(2025, 8)
LATER = {"at": NOW, "on": date(2025, 8, 5)}


def prepare(by, month=JULY, road=CLEAN, **changed):
    return closing.prepare_closing(month=month, road=road, by=by, **{**LATER, **changed})


def decide(made, by, *, approve=True, road=CLEAN):
    return closing.decide_closing(
        closing=made, approve=approve, content_hash=made.content_hash, road=road, by=by, **LATER
    )


def test_it_works():
    treasurer, approver = two()
    bill()
    made = prepare(treasurer)
    assert (made.journals, made.debit, made.turnover, queries.closed_until()) == (1, 16800, 16800, None)
    assert decide(made, approver).state == "CLOSED"
    assert ClosedMonth.objects.get().content_hash == closing.month_hash(JULY) == made.books_hash
    assert queries.closed_until() == date(2025, 7, 31)
    assert decide(made, approver).pk == prepare(treasurer).pk == made.pk


def test_prepared_again_after_the_month_went_on_takes_the_others_place():
    treasurer, approver = two()
    bill()
    first = prepare(treasurer)
    assert prepare(treasurer).pk == first.pk
    bill(key="more")
    with pytest.raises(closing.ClosingChanged, match="tidak lagi sama"):
        decide(first, approver)
    second = prepare(treasurer)
    first.refresh_from_db()
    assert (first.state, second.journals) == ("WITHDRAWN", 2)
    with pytest.raises(approvals.AlreadyDecided):
        decide(first, approver)


def test_who_prepared_it_does_not_close_it():
    treasurer, _ = two()
    bill()
    with pytest.raises(approvals.SamePerson):
        decide(prepare(treasurer), treasurer)


def test_months_are_closed_in_their_order():
    treasurer, _ = two()
    with pytest.raises(closing.NotInOrder, match="Belum ada jurnal"):
        prepare(treasurer)
    bill()
    bill(key="august", on=date(2025, 8, 2))
    with pytest.raises(closing.NotInOrder, match="yang berikutnya Juli 2025, bukan Agustus 2025"):
        prepare(treasurer, month=AUGUST, on=date(2025, 9, 1))


def test_a_month_is_over_before_it_is_closed():
    treasurer, _ = two()
    bill()
    with pytest.raises(closing.MonthNotOver, match="Juli 2025 belum selesai"):
        prepare(treasurer, on=date(2025, 7, 31))


def test_what_stops_stops_and_what_waits_is_explained():
    treasurer, approver = two()
    bill()
    lines = [(BANK, 900, None, ""), (SUSPENSE, -900, None, "")]
    actions.post(key="stray", on=date(2025, 7, 20), kind="booking", memo="Uang masuk", lines=lines, **WHO)
    unbilled = [replace(one, count=1, stops=True) if one.what == "runs_unbilled" else one for one in CLEAN]
    with pytest.raises(closing.StillOpen, match="selesaikan dulu 1 hal"):
        prepare(treasurer, road=unbilled)
    with pytest.raises(closing.NotExplained, match="Jelaskan 1 hal"):
        prepare(treasurer)
    made = prepare(treasurer, why=WHY)
    assert [one["why"] for one in made.findings if one["what"] == "suspense"] == [WHY["suspense"]]
    with pytest.raises(closing.ClosingChanged):
        decide(made, approver, road=[replace(one, count=3) if one.what == "held" else one for one in CLEAN])
    assert decide(made, approver).state == "CLOSED"


def test_a_list_that_says_nothing_is_not_a_clean_one():
    treasurer, _ = two()
    bill()
    with pytest.raises(
        closing.NotLookedAt, match="belum memuat bookings, differences, held, orders, runs_unbilled"
    ):
        prepare(treasurer, road=[Finding("runs_waiting", 0)])


def test_a_journal_that_waits_stops_the_closing_of_its_month():
    treasurer, _ = two()
    bill()
    write(treasurer)
    with pytest.raises(closing.StillOpen):
        prepare(treasurer)


def test_refused_and_withdrawn_leave_the_month_open():
    treasurer, approver = two()
    bill()
    assert decide(prepare(treasurer), approver, approve=False).state == "REFUSED"
    again = prepare(treasurer)
    assert (
        closing.withdraw_closing(closing=again, why="masih menunggu bank", by=treasurer, **LATER).state
        == "WITHDRAWN"
    )
    assert bill(key="more")


def test_december_closes_its_year_to_equity():
    bill(on=date(2025, 11, 3))
    bill(key="december", on=date(2025, 12, 3))
    bill(key="january", on=date(2026, 1, 3))
    close(date(2025, 12, 1))
    assert queries.balance(CONTRIBUTIONS, until=date(2025, 12, 31)) == 0
    assert queries.balance(EQUITY) == 2 * 16800
    assert queries.balance(CONTRIBUTIONS) == 16800, "January's stays in its year"
    assert queries.by_key("closing/2025").on == date(2025, 12, 31)
    assert [m.closed for m in books.months()] == [True, True, False]


def test_what_is_ready_to_be_closed_is_over_and_does_not_wait_for_its_second_person():
    assert closing.ready(date(2026, 1, 5)) == []
    bill()
    assert closing.ready(JULY.last) == []
    assert closing.ready(date(2025, 9, 1)) == [JULY, JULY.plus(1)]
    treasurer, _approver = two()
    prepare(treasurer)
    assert closing.ready(date(2025, 9, 1)) == [JULY.plus(1)]
    close(JULY.first)
    assert closing.ready(date(2025, 9, 1)) == [JULY.plus(1)]
