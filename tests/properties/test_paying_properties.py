"""Whatever order papers, payments and second tries come in, a month leaves the bank at most once, and never before its SP2D."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.delivery.contributions import jobs, queries
from naung.delivery.contributions.mending import retrying
from naung.delivery.contributions.treasury import actions as treasury
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.foundation.ledger import queries as ledger
from naung.foundation.ledger.chart import BANK
from naung.kit.refusal import Refusal
from naung.partners.bpjs_tk.contributions import Insurer
from tests.delivery.contributions.cast import PRICE, enrol
from tests.delivery.contributions.mending.test_retrying import Limited
from tests.delivery.contributions.test_month import WHO, decided
from tests.people import NOW, TODAY, officer

pytestmark = pytest.mark.django_db
VERBS = ("write", "sign", "return", "issue", "pay poor", "pay rich", "retry", "decide")


class Undo(Exception):
    """Ends an example without a trace."""


class Model:
    """What must be so, without a table: where the papers stand, whether an order is refused or paid, whether a retry waits."""

    def __init__(self):
        self.papers, self.order, self.retry = "", "", False

    def after(self, verb):
        if verb == "write":
            self.papers = self.papers or ("WRITTEN" if self.order != "PAID" else "")
        elif verb == "sign" and self.papers == "WRITTEN":
            self.papers = "SIGNED"
        elif verb == "return" and self.papers in ("WRITTEN", "SIGNED"):
            self.papers = ""
        elif verb == "issue" and self.papers == "SIGNED":
            self.papers = "ISSUED"
        elif verb.startswith("pay") and self.papers == "ISSUED" and self.order in ("", "AGAIN"):
            self.order = "PAID" if verb == "pay rich" else "REJECTED"
        elif verb == "retry" and self.order == "REJECTED":
            self.retry = True
        elif verb == "decide" and self.retry:
            self.retry, self.order = False, "AGAIN"


class House:
    """The same verbs on the real tables; what is refused is refused."""

    def __init__(self):
        enrol(1)
        self.run, self.tries, self.bank = decided(), 0, Limited()
        self.agus, self.berta = officer("agus", "treasurer", "53"), officer("berta", "approver", "53")
        jobs.bill(run=self.run, insurer=Insurer(misbehave=()), on=TODAY, **WHO)

    def after(self, verb):
        self.run.refresh_from_db()
        papers, when = treasury_queries.standing(self.run), {"at": NOW, "on": TODAY}
        if verb == "write" and papers is None:
            self.tries += 1
            treasury.prepare(run=self.run, office="Dinas", account_code="", spp_number=f"SPP/{self.tries}", spp_on=TODAY, spm_number=f"SPM/{self.tries}",
                             by=self.agus, **when)  # fmt: skip
        elif verb == "sign" and papers:
            treasury.decide(
                papers=papers, approve=True, content_hash=papers.content_hash, by=self.berta, **when
            )
        elif verb == "return" and papers:
            act = treasury.give_back if papers.state == "SIGNED" else treasury.withdraw
            act(papers=papers, why="contoh", by=self.agus, **when)
        elif verb == "issue" and papers:
            treasury.issue(
                papers=papers, number=f"SP2D/{papers.number}", issued_on=TODAY, by=self.agus, **when
            )
        elif verb.startswith("pay"):
            self._pay(10**9 if verb == "pay rich" else 0)
        elif verb == "retry":
            retrying.prepare(invoice=queries.invoices(self.run).get(), why="Sudah dipastikan dengan bank.", by=self.agus, **when)  # fmt: skip
        elif verb == "decide":
            self._decide(when)

    def _pay(self, limit):
        self.bank.limit = limit
        jobs.pay(run=self.run, bank=self.bank, on=TODAY, **WHO)

    def _decide(self, when):
        waiting = [one for one in queries.retries(self.run) if one.state == "PREPARED"]
        for retry in waiting:
            retrying.decide(retry=retry, approve=True, content_hash=retry.content_hash, by=self.berta, **when)

    def stands(self):
        papers, order = treasury_queries.standing(self.run), queries.invoices(self.run).get().order
        said = {"PREPARED": "WRITTEN", "": ""}
        state = order.state if order else ""
        return said.get(papers.state if papers else "", papers.state if papers else ""), {"APPROVED": "AGAIN"}.get(state, state)  # fmt: skip


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(VERBS), max_size=6).map(lambda some: [*some, "write", "sign", "issue", "pay poor", "retry", "decide", *some, "pay rich", "pay rich"]))  # fmt: skip
def test_a_month_leaves_the_bank_once_whatever_comes_first(verbs):
    with pytest.raises(Undo), transaction.atomic():
        model, house = Model(), House()
        for verb in verbs:
            model.after(verb)
            try:
                with transaction.atomic():
                    house.after(verb)
            except Refusal:
                pass
            assert house.stands() == (model.papers, model.order), (verb, verbs)
            assert -ledger.balance(BANK) == (PRICE if model.order == "PAID" else 0)
        raise Undo
