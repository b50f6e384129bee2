"""The books are read in a fixed number of queries, and a page goes on where the last one ended."""

from datetime import date

import pytest

from naung.foundation.ledger import actions, books
from naung.foundation.ledger.chart import BANK, CONTRIBUTIONS, PAYABLE
from tests.foundation.ledger.test_ledger import WHO, bill
from tests.people import TODAY

pytestmark = pytest.mark.django_db
JULY = (date(2025, 7, 1), date(2025, 7, 31))


def many(n=120):
    sql = f"""select %s, 100, n, '53.' || lpad((n %% 3)::text, 2, '0') from generate_series(1, {n}) n
              union all select %s, -100 * {n}, null, '53'"""
    return actions.post(
        key="many",
        on=TODAY,
        kind="bill",
        memo="Banyak",
        lines_sql=sql,
        params=[CONTRIBUTIONS, PAYABLE],
        **WHO,
    )


def of(code, turns):
    (found,) = [turn for turn in turns if turn.code == code]
    return found.opening, found.debit, found.credit, found.closing


def test_it_works():
    bill()
    bill(key="august", on=date(2025, 8, 3))
    turns = books.trial(date(2025, 8, 1), date(2025, 8, 31))
    assert of(CONTRIBUTIONS, turns) == (16800, 16800, 0, 33600)
    assert of(PAYABLE, turns) == (-16800, 0, 16800, -33600)
    assert sum(turn.closing for turn in turns) == 0


def test_a_region_sees_its_own_entries():
    bill()
    actions.post(
        key="other",
        on=TODAY,
        kind="bill",
        memo="",
        lines=[(CONTRIBUTIONS, 5, None, "53.03"), (PAYABLE, -5, None, "53.03")],
        **WHO,
    )
    assert of(CONTRIBUTIONS, books.trial(*JULY, regions=["53.03"]))[3] == 5
    assert of(CONTRIBUTIONS, books.trial(*JULY, regions=["53"]))[3] == 16805
    assert of(CONTRIBUTIONS, books.trial(*JULY, regions=[]))[3] == 0, "nothing chosen is nobody"
    assert [row["key"] for row in books.journals(books.Asked(regions=["53.03"])).rows] == ["other"]
    assert books.journal(actions.queries.by_key("july").pk, ["53.03"]) is None


def test_a_card_runs_on_over_its_pages():
    bill(on=date(2025, 6, 30))
    many()
    first, last = (books.card(CONTRIBUTIONS, *JULY, page=n) for n in (1, 3))
    assert (first.opening, first.total, len(first.lines), len(last.lines)) == (16800, 120, 50, 20)
    assert first.lines[0].balance == 16900
    assert last.lines[-1].balance == first.closing == 16800 + 12000


def test_a_hundred_thousand_entries_ask_no_more_queries(django_assert_num_queries):
    many(2_000)
    with django_assert_num_queries(2):
        books.card(CONTRIBUTIONS, *JULY, page=20)
    with django_assert_num_queries(1):
        books.trial(*JULY)
    with django_assert_num_queries(1):
        books.journals(books.Asked(month=JULY[0], kind="bill", account=BANK, text="x_%"))


def test_journals_by_what_is_asked():
    journal = bill()
    undone = actions.reverse(journal=journal, on=date(2025, 8, 1), why="Salah", **WHO)
    rows = {row["key"]: row for row in books.journals(books.Asked()).rows}
    assert (rows["july"]["reversed_by"], rows["reverse/july"]["reverses"]) == (undone.pk, journal.pk)
    for asked, found in ((books.Asked(month=date(2025, 8, 1)), ["reverse/july"]), (books.Asked(kind="bill"), ["july"]),
                         (books.Asked(text="SALAH"), ["reverse/july"]), (books.Asked(account=BANK), [])):  # fmt: skip
        assert [row["key"] for row in books.journals(asked).rows] == found


def test_a_month_without_a_journal_is_a_month():
    bill()
    bill(key="september", on=date(2025, 9, 1))
    assert [(one.month.month, one.journals, one.debit) for one in books.months()] == [
        (7, 1, 16800),
        (8, 0, 0),
        (9, 1, 16800),
    ]
