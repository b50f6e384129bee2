"""The books of 2025: a journal by hand and its reversal, then closed month by month by two people when the year was over; December with
its year."""

from datetime import date
from typing import Any

from naung.kit.months import Month
from naung.project.cli.base import Step
from naung.project.road.scene import PROVINCE, Walk, at, who
from naung.project.words import _

DAY, LAST = date(2026, 1, 12), Month(2025, 12)
SAID = "Menunggu jawaban mitra; dicatat pada bulan berikutnya (DATA CONTOH)"


def close(walk: Walk, step: Step) -> None:
    """Every month of 2025 that has its turn; one that something stops stays open, with those behind it."""
    from naung.delivery.monitoring import books_checks
    from naung.foundation.ledger import closing

    by_hand()
    step.into = step.out = 0
    while (month := closing.next_month()) and month <= LAST:
        step.into += 1
        road, when = books_checks.road(month), {"at": at(DAY), "on": DAY}
        try:
            made = closing.prepare_closing(month=month, road=road, why=dict.fromkeys(("suspense", *(one.what for one in road)), SAID), by=who("bendahara"), **when)  # fmt: skip
        except (closing.StillOpen, closing.NotExplained):
            step.held = {_("bulan masih terbuka"): 1}
            return
        closing.decide_closing(closing=made, approve=True, content_hash=made.content_hash, road=road, by=who("pejabat"), **when)  # fmt: skip
        step.out += 1


FEE, WRITTEN, TURNED = 6_500, date(2026, 1, 5), date(2026, 1, 7)
RECEIPT, LETTER = "Kuitansi 12/CONTOH", "Surat bank 3/CONTOH"


def by_hand() -> None:
    """Somebody booked a fee in cash that the bank had waived: one writes, another decides, and it is turned the same way. Again: nothing."""
    from naung.foundation.ledger import drafts
    from naung.foundation.ledger.chart import BANK_FEES, TREASURER

    when, posted = {"by": who("bendahara"), "at": at(WRITTEN), "on": WRITTEN}, date(2025, 12, 22)
    written = drafts.of_document(RECEIPT) or [drafts.prepare_manual(
        lines=[(BANK_FEES, FEE, None, PROVINCE), (TREASURER, -FEE, None, PROVINCE)], posted_on=posted,
        memo="Biaya administrasi bank Desember, dibayar tunai (DATA CONTOH)", document=RECEIPT, **when)]  # fmt: skip
    journal = _decided(written[0], WRITTEN).journal
    when, posted = {"by": who("bendahara"), "at": at(TURNED), "on": TURNED}, date(2025, 12, 31)
    why = "Ternyata bank membebaskan biaya ini; tidak ada uang yang keluar (DATA CONTOH)"
    turned = drafts.of_document(LETTER) or [drafts.prepare_reversal(journal=journal, posted_on=posted, why=why, document=LETTER, **when)]  # fmt: skip
    _decided(turned[0], TURNED)


def _decided(draft: Any, day: date) -> Any:
    from naung.foundation.ledger import drafts

    if draft.state != "PREPARED":
        return draft
    return drafts.decide_draft(draft=draft, approve=True, content_hash=draft.content_hash, by=who("pejabat"), at=at(day, 15), on=day)  # fmt: skip
