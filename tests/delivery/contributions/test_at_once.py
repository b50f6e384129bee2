"""Two treasurers in the same moment, the same answer twice, a line that breaks between two calls: one month, paid once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from naung.delivery.contributions import jobs, queries
from naung.delivery.contributions.treasury import actions as treasury
from naung.foundation.exchange import queries as exchange
from naung.foundation.ledger import queries as ledger
from naung.foundation.ledger.chart import BANK
from naung.partners.bank_ntt.payments import Bank
from naung.partners.bpjs_tk.contributions import Insurer
from tests.delivery.contributions.cast import enrol, one, papered, programme
from tests.delivery.contributions.test_month import JULY, WHO, carry, decided, four
from tests.people import NOW, TODAY, officer


def both(*acts):
    """What each gives back, or the name of its refusal, in a stable order."""
    start = Barrier(len(acts))

    def do(act):
        try:
            start.wait(90)
            return str(act())
        except treasury.AlreadyStands as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return sorted(people.map(do, acts))


def test_two_treasurers_prepare_and_write_papers_at_once(own_database):
    enrol(5)
    agus, tina = officer("agus", "treasurer", "53"), officer("tina", "treasurer", "53")

    def list_of(by):
        return jobs.run(programme=programme(), month=JULY, by=by, at=NOW, on=TODAY).added

    assert both(lambda: list_of(agus), lambda: list_of(tina)) == ["0", "5"]
    run = decided()
    jobs.bill(run=run, insurer=Insurer(misbehave=()), on=TODAY, **WHO)

    def papers(by, number):
        return treasury.prepare(run=run, office="Dinas (DATA CONTOH)", account_code="", spp_number=f"SPP/{number}", spp_on=TODAY, spm_number=f"SPM/{number}",
                                by=by, at=NOW, on=TODAY).number  # fmt: skip

    assert both(lambda: papers(agus, 1), lambda: papers(tina, 2)) == ["1", "AlreadyStands"]
    assert one("select count(*) from contributions_disbursement") == 1


class Cut(Exception):
    """The line to the bank breaks."""


class Broken(Bank):
    """A bank that heard the file, and whose answer never came."""

    def pay(self, content, *, on):
        super().pay(content, on=on)
        raise Cut


@pytest.mark.django_db
def test_the_line_breaks_after_the_file_left():
    enrol(2)
    run = decided()
    jobs.bill(run=run, insurer=Insurer(misbehave=()), on=TODAY, **WHO)
    papered(run, TODAY)
    with pytest.raises(Cut):
        jobs.pay(run=run, bank=Broken(misbehave=()), on=TODAY, **WHO)
    assert carry(run) == (0, 0, 0)
    assert exchange.batches("bank_ntt", "payment").count() == 1, "the same file was carried again"
    assert (ledger.balance(BANK), four()[0][-1]) == (-33600, [])


@pytest.mark.django_db
def test_the_same_receipt_twice_acknowledges_once():
    enrol(2)
    run = decided()
    assert carry(run, {"twice"}) == (0, 0, 0)
    before = one("select count(*) from exchange_reply")
    assert carry(run, {"twice"}) == (0, 0, 0)
    assert (one("select count(*) from exchange_reply"), queries.runs(programme(), JULY).count()) == (
        before,
        1,
    )
