"""The demonstration's journal by hand and its reversal: each written by one and decided by another, once however often it is run."""


def test_it_works(before):
    from naung.foundation.ledger import drafts, queries
    from naung.foundation.ledger.chart import BANK_FEES, TREASURER
    from naung.project.road.books import LETTER, RECEIPT, by_hand

    before("Buku 2025 ditutup")
    for _ in range(2):
        by_hand()
    (written,), (turned,) = drafts.of_document(RECEIPT), drafts.of_document(LETTER)
    assert (written.state, turned.state) == ("POSTED", "POSTED")
    assert turned.journal.reverses_id == written.journal_id
    assert (written.approval.prepared_by.name, written.approval.decided_by.name) == ("Contoh Bendahara", "Contoh Pejabat Penyetuju")  # fmt: skip
    assert (queries.balance(BANK_FEES), queries.balance(TREASURER)) == (0, 0)
