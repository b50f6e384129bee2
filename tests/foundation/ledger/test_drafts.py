"""A treasurer writes a journal by hand, or a reversal; another person decides; only then it is booked."""

from datetime import date

import pytest

from naung.foundation.approvals import actions as approvals
from naung.foundation.ledger import actions, books, drafts, queries
from naung.foundation.ledger.chart import BANK, BANK_FEES, PAYABLE
from naung.foundation.staff.queries import NotAllowed
from tests.closing import close, two
from tests.foundation.ledger.test_ledger import bill
from tests.people import NOW, TODAY, officer

pytestmark = pytest.mark.django_db
WHEN = {"at": NOW, "on": TODAY}
FEE = [(BANK_FEES, 6500, None, "53.71"), (BANK, -6500, None, "53.71")]


def write(by, lines=FEE, **changed):
    said = {
        "posted_on": TODAY,
        "memo": "Biaya transfer bulan Juli",
        "document": "RK-2025-07",
        "lines": lines,
        **WHEN,
        **changed,
    }
    return drafts.prepare_manual(by=by, **said)


def decide(draft, by, *, approve=True, **changed):
    return drafts.decide_draft(
        draft=draft, approve=approve, content_hash=draft.content_hash, by=by, **{**WHEN, **changed}
    )


def test_it_works():
    treasurer, approver = two()
    draft = write(treasurer)
    assert (draft.number, draft.state, queries.balance(BANK)) == ("BM/2025/0001", "PREPARED", 0)
    posted = decide(draft, approver)
    assert (posted.state, posted.journal.key, queries.balance(BANK_FEES)) == (
        "POSTED",
        "manual/BM/2025/0001",
        6500,
    )
    assert books.draft_of(posted.journal).pk == draft.pk
    assert decide(draft, approver).journal_id == posted.journal_id


def test_the_same_again_is_the_same_draft_and_the_next_has_the_next_number():
    treasurer, _ = two()
    assert write(treasurer).pk == write(treasurer).pk
    assert write(treasurer, memo="Biaya transfer kedua").number == "BM/2025/0002"


def test_a_reversal_names_both_ways_and_restores():
    treasurer, approver = two()
    journal = bill()
    draft = drafts.prepare_reversal(
        journal=journal, posted_on=TODAY, why="Tagihan salah bulan", document="ND-4", by=treasurer, **WHEN
    )
    undone = decide(draft, approver).journal
    assert (undone.reverses_id, books.reversal_of(journal).pk) == (journal.pk, undone.pk)
    assert {turn.closing for turn in books.trial(TODAY, TODAY)} == {0}
    with pytest.raises(actions.AlreadyReversed, match="sudah dibalik"):
        drafts.prepare_reversal(
            journal=journal, posted_on=TODAY, why="Sekali lagi dibalik", document="ND-5", by=treasurer, **WHEN
        )
    with pytest.raises(drafts.NotReversible, match="pembalikan atau penutup"):
        drafts.prepare_reversal(
            journal=undone, posted_on=TODAY, why="Balik pembalikan", document="ND-6", by=treasurer, **WHEN
        )


def test_one_reversal_waits_at_a_time():
    treasurer, _ = two()
    journal = bill()
    drafts.prepare_reversal(
        journal=journal, posted_on=TODAY, why="Tagihan salah bulan", document="ND-4", by=treasurer, **WHEN
    )
    with pytest.raises(drafts.ReversalWaiting, match="sudah menunggu"):
        drafts.prepare_reversal(
            journal=journal,
            posted_on=TODAY,
            why="Sebab yang lain sama sekali",
            document="ND-5",
            by=treasurer,
            **WHEN,
        )


def test_who_wrote_it_does_not_decide_it():
    treasurer, _ = two()
    with pytest.raises(approvals.SamePerson, match="orang lain yang memutuskannya"):
        decide(write(treasurer), treasurer)


def test_another_role_neither_writes_nor_decides():
    treasurer, approver = two()
    with pytest.raises(NotAllowed, match="tidak berwenang"):
        write(approver)
    with pytest.raises(NotAllowed, match="tidak berwenang"):
        decide(write(treasurer), officer("v", "verifier", "53"))
    with pytest.raises(NotAllowed, match="tidak berwenang"):
        write(officer("kota", "treasurer", "53.71"))


@pytest.mark.parametrize(
    ("changed", "refusal", "says"),
    [
        ({"memo": "Biaya"}, drafts.NoReason, "paling sedikit 10 huruf"),
        ({"document": " "}, drafts.NoReason, "nomor dokumen"),
        ({"posted_on": date(2025, 7, 15)}, drafts.NotYet, "belum tiba"),
        ({"lines": [(BANK, 1, None, ""), (PAYABLE, -2, None, "")]}, actions.NotBalanced, "tidak seimbang"),
        (
            {"lines": [(BANK, 1, None, "52.01"), (PAYABLE, -1, None, "52.01")]},
            drafts.OutsideRegion,
            "tidak termasuk 53",
        ),
    ],
)
def test_what_is_no_journal_is_not_even_prepared(changed, refusal, says):
    treasurer, _ = two()
    with pytest.raises(refusal, match=says):
        write(treasurer, **changed)


def test_a_month_that_closed_meanwhile_takes_nothing():
    treasurer, approver = two()
    bill()
    draft = write(treasurer)
    drafts.withdraw_draft(draft=draft, why="ditulis lagi nanti", by=treasurer, **WHEN)
    close(date(2025, 7, 1))
    with pytest.raises(actions.MonthClosed, match="Juli 2025 sudah ditutup"):
        write(treasurer)
    with pytest.raises(approvals.AlreadyDecided):
        decide(draft, approver)
    assert queries.balance(BANK_FEES) == 0


def test_refused_and_withdrawn_book_nothing():
    treasurer, approver = two()
    refused = decide(write(treasurer), approver, approve=False, note="Buktinya tidak ada")
    assert (refused.state, refused.journal) == ("REFUSED", None)
    with pytest.raises(drafts.DraftNotWaiting, match="sudah diputuskan"):
        drafts.withdraw_draft(draft=refused, why="x", by=treasurer, **WHEN)
    assert queries.balance(BANK) == 0
