"""A treasurer books, corrects, and closes a month."""

from datetime import date

import pytest

from naung.foundation.ledger import actions, chart, queries
from naung.foundation.ledger.chart import BANK, CONTRIBUTIONS, PAYABLE
from tests.closing import close
from tests.people import MACHINE, NOW, TODAY

pytestmark = pytest.mark.django_db
WHO = {"by": MACHINE, "at": NOW}


def bill(key="july", amount=16800, on=TODAY, **kw):
    lines = [(CONTRIBUTIONS, amount, 7, "53.71"), (PAYABLE, -amount, 7, "53.71")]
    return actions.post(
        **{"key": key, "on": on, "kind": "bill", "memo": "Iuran Juli", "lines": lines, **WHO, **kw}
    )


def test_it_works():
    bill()
    pay = [(PAYABLE, 16800, 7, "53.71"), (BANK, -16800, 7, "53.71")]
    actions.post(key="paid", on=TODAY, kind="pay", memo="SP2D 12", lines=pay, **WHO)
    assert (queries.balance(CONTRIBUTIONS), queries.balance(PAYABLE), queries.balance(BANK)) == (
        16800,
        0,
        -16800,
    )
    sides = queries.trial_balance()
    assert sum(b.debit for b in sides) == sum(b.credit for b in sides) == 16800


def test_the_same_key_again_is_the_same_journal():
    assert bill().pk == bill().pk
    assert queries.balance(CONTRIBUTIONS) == 16800


def test_the_same_key_with_other_content_refuses():
    bill()
    with pytest.raises(actions.AnotherJournal, match="sudah ada dengan isi lain"):
        bill(amount=8400)


def test_lines_come_from_a_select():
    sql = "select %s, 100 * n, n, '53.71' from generate_series(1, 3) n union all select %s, -600, null, ''"
    journal = bill(lines=(), lines_sql=sql, params=[CONTRIBUTIONS, PAYABLE])
    assert [e.amount for e in queries.entries(journal)] == [100, 200, 300, -600]


@pytest.mark.parametrize(
    "lines",
    [[], [(BANK, 5, None, "")], [(BANK, 5, None, ""), (PAYABLE, -4, None, "")], [(BANK, 0, None, "")] * 2],
)
def test_what_does_not_balance_refuses(lines):
    with pytest.raises(actions.NotBalanced, match="tidak seimbang"):
        bill(lines=lines)


def test_an_account_nobody_opened_refuses():
    with pytest.raises(actions.UnknownAccount, match=r"9\.9\.9 tidak ada"):
        bill(lines=[("9.9.9", 5, None, ""), (BANK, -5, None, "")])


def test_a_float_is_never_money():
    with pytest.raises(TypeError, match="whole number of rupiah"):
        bill(lines=[(BANK, 5.0, None, ""), (PAYABLE, -5.0, None, "")])


def test_a_reversal_undoes_and_happens_once():
    journal = bill()
    undone = actions.reverse(journal=journal, on=TODAY, why="Salah bulan", **WHO)
    assert undone.pk == actions.reverse(journal=journal, on=TODAY, why="Salah bulan", **WHO).pk
    assert queries.balance(CONTRIBUTIONS) == 0
    with pytest.raises(actions.AlreadyReversed, match="pembalikan"):
        actions.reverse(journal=undone, on=TODAY, why="x", **WHO)


def test_a_closed_month_refuses_with_all_before_it_and_the_next_takes_it():
    bill()
    close(date(2025, 7, 1))
    for day in (TODAY, date(2025, 5, 3)):
        with pytest.raises(actions.MonthClosed, match=r"(Juli|Mei) 2025 sudah ditutup"):
            bill(key="late", on=day)
    assert bill(key="august", on=date(2025, 8, 1))
    assert (queries.open_day(TODAY), queries.open_day(date(2025, 8, 9))) == (
        date(2025, 8, 1),
        date(2025, 8, 9),
    )


def test_an_account_takes_nothing_outside_its_days():
    with pytest.raises(actions.AccountNotInUse, match=r"5\.1\.1 .* tidak dipakai pada 31 Desember 2024"):
        bill(on=date(2024, 12, 31))


def test_the_chart_is_loaded_once():
    assert actions.load_chart(at=NOW) == 0


def test_every_account_has_its_whole_line_in_the_treasurers_chart():
    for account in chart.accounts().values():
        line = chart.line_of(account.place(TODAY))
        assert [len(code.split(".")) for code, _ in line] == [1, 2, 3, 4, 5, 6]
        assert not account.realises or account.realises in chart.groups()
    assert chart.accounts()["1.1.1"].place(date(2024, 1, 1)) == ""


def test_a_balance_until_a_day():
    bill()
    assert queries.balance(CONTRIBUTIONS, until=date(2025, 7, 13)) == 0
    assert queries.balance(CONTRIBUTIONS, region="53.71", until=TODAY) == 16800
