"""The whole of the money against a plain model: whatever is done in whatever order, a month has one payer, the line holds, the books balance,
and approved, billed, debited, acknowledged are what a clerk with a pencil would have, every gap between them named.

NAUNG_MONEY_EXAMPLES=200 looks longer than the suite has time for."""

import os
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from naung.delivery.contributions import actions, jobs, queries
from naung.delivery.contributions.mending import retrying, surplus
from naung.delivery.contributions.models import Run
from naung.delivery.contributions.reconciling import proof as proofs
from naung.delivery.enrolment import actions as enrolment
from naung.delivery.enrolment.models import Membership
from naung.delivery.programme import queries as programmes
from naung.foundation.ledger import drafts
from naung.foundation.ledger import queries as ledger
from naung.foundation.ledger.chart import BANK, BANK_FEES, CONTRIBUTIONS, PAYABLE, REFUND_DUE, TREASURER
from naung.kit.months import Month
from naung.partners.bank_ntt.payments import Bank
from naung.partners.bpjs_tk.contributions import Insurer
from naung.partners.bpjs_tk.simulator import Insurer as Registrar
from tests.delivery.contributions.cast import PRICE, papered
from tests.delivery.contributions.test_month import approver, treasurer
from tests.delivery.enrolment.cast import partners_know, placed
from tests.delivery.enrolment.payers_cast import agreed, asked, enrol, judged, listed, regency
from tests.people import MACHINE, NOW

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("NAUNG_MONEY_EXAMPLES", "3"))
NAMES = ("marta", "yohanes", "petrus")
SEPTEMBER, OCTOBER = Month(2025, 9), Month(2025, 10)
MONTHS = st.sampled_from([("province", SEPTEMBER), ("province", OCTOBER), ("city", OCTOBER)])
WHO = st.sampled_from(range(len(NAMES)))
BEFORE, SAID = date(2025, 9, 12), date(2025, 9, 20)
LEFT = {
    "on": date(2025, 9, 10),
    "because": "pindah ke luar wilayah (Surat 1/CONTOH)",
    "by": MACHINE,
    "at": NOW,
}
SIGNED = {"by": MACHINE, "at": NOW}


class OneBank(Bank):
    """Debits what it took, and nothing else; its mood is the next answer: takes, refuses, says nothing."""

    def __init__(self, lists):
        super().__init__(misbehave=(), lists=lists)
        self.mood, self.took = "takes", set()

    def pay(self, content, *, on):
        from naung.partners import languages
        from naung.partners.orders import Told

        if self.mood == "silent":
            return []
        if self.mood == "refuses" and content not in self.took:
            language = languages.of_order(content)
            ordered = language.read_order(content)
            told = [Told(one.number, one.reference, one.amount, ok=False, code="L01", reason="Melebihi batas harian.") for one in ordered.lines]  # fmt: skip
            return [language.write_answer(ordered, told, on=on, off=0)]
        self.took.add(content)
        return super().pay(content, on=on)

    def statement(self, sent, *, on):
        return super().statement([content for content in sent if content in self.took], on=on)


class Money(RuleBasedStateMachine):
    people: list[int]
    programmes: dict
    folder = None

    @initialize()
    def begin(self):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.bank, self.insurer = OneBank(self.folder), Insurer(misbehave=(), lists=self.folder)
        self.payer = {}  # (person, month) -> programme whose list has it
        self.rounds = {}  # (programme, month) -> [[state, people, order], ...]
        self.until = dict.fromkeys(range(len(NAMES)), OCTOBER)  # last month of the province's cover
        self.moved, self.refunded, self.journals = set(), set(), 0

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # --- the model --------------------------------------------------------------------------------------------------

    def covered(self, of, month):
        if of == "city":
            return {n for n in self.moved if month >= OCTOBER}
        return {n for n, last in self.until.items() if month <= last}

    def listed_by_hand(self, of, month):
        rounds = self.rounds.setdefault((of, month), [])
        there = rounds[-1] if rounds and rounds[-1][0] == "PREPARED" else None
        if there:
            for n in there[1] - self.covered(of, month):
                there[1].discard(n)
                del self.payer[n, month]
        new = {n for n in self.covered(of, month) if (n, month) not in self.payer}
        if new and not there:
            there = ["PREPARED", set(), ""]
            rounds.append(there)
        for n in new:
            there[1].add(n)
            self.payer[n, month] = of

    # --- what officers, bank and insurer do -------------------------------------------------------------------------

    def at(self, month):
        return {"at": NOW, "on": month.first.replace(day=15)}

    def runs(self, of, month, state=""):
        """Each round with the model's beside it."""
        found = list(queries.runs(self.programmes[of], month))
        pairs = list(zip(found, self.rounds.get((of, month), []), strict=True))
        return [(run, its) for run, its in pairs if not state or its[0] == state]

    @rule(which=MONTHS)
    def list_month(self, which):
        of, month = which
        jobs.run(programme=self.programmes[of], month=month, by=MACHINE, **self.at(month))
        self.listed_by_hand(of, month)

    @rule(which=MONTHS)
    def decide(self, which):
        of, month = which
        for run, its in self.runs(of, month, "PREPARED"):
            if its[1]:
                run = actions.propose(run=run, by=treasurer(), **self.at(month))
                actions.decide(run=run, approve=True, content_hash=run.content_hash, by=approver(), **self.at(month))  # fmt: skip
                its[0] = "APPROVED"

    @rule(which=MONTHS)
    def bill(self, which):
        of, month = which
        for run, its in self.runs(of, month, "APPROVED"):
            assert jobs.bill(run=run, insurer=self.insurer, by=MACHINE, **self.at(month)) == 0
            its[0] = "BILLED"

    @rule(which=MONTHS)
    def sign_papers(self, which):
        of, month = which
        for run, its in self.runs(of, month, "BILLED"):
            papered(run, self.at(month)["on"])
            its[2] = its[2] or "MAY"

    @rule(which=MONTHS)
    def the_month_as_it_should_go(self, which):
        for step in (self.list_month, self.decide, self.bill, self.sign_papers):
            step(which=which)

    @rule(which=MONTHS, mood=st.sampled_from(["takes", "takes", "refuses", "silent"]))
    def pay(self, which, mood):
        of, month = which
        self.bank.mood = mood
        for run, its in self.runs(of, month, "BILLED"):
            jobs.pay(run=run, bank=self.bank, by=MACHINE, **self.at(month))
            if its[2] in ("MAY", "SENT"):
                its[2] = {"takes": "PAID", "refuses": "REJECTED", "silent": "SENT"}[mood]
            its[0] = "PAID" if its[2] == "PAID" else "BILLED"

    @rule(which=MONTHS)
    def pay_again(self, which):
        of, month = which
        for run, its in self.runs(of, month, "BILLED"):
            if its[2] in ("REJECTED", "SENT"):
                letter = "Surat bank 3/CONTOH" if its[2] == "SENT" else ""
                retry = retrying.prepare(invoice=queries.invoices(run).get(), why="Sudah dibetulkan dengan bank.", letter=letter,
                                         by=treasurer(), **self.at(month))  # fmt: skip
                retrying.decide(retry=retry, approve=True, content_hash=retry.content_hash, by=approver(), **self.at(month))  # fmt: skip
                its[2] = "MAY"

    @rule(which=MONTHS)
    def acknowledge(self, which):
        of, month = which
        for run, its in self.runs(of, month, "PAID"):
            assert jobs.acknowledge(run=run, insurer=self.insurer, by=MACHINE, **self.at(month)) == 0
            its[0] = "RECONCILED"

    def stays(self, n):
        return self.until[n] == OCTOBER and n not in self.moved

    @rule(n=WHO)
    def leave(self, n):
        if self.stays(n):
            member = Membership.objects.get(person_id=self.people[n], programme=self.programmes["province"])
            enrolment.end(membership_id=member.pk, **LEFT)
            self.until[n] = SEPTEMBER

    @rule(n=WHO)
    def move_to_the_city(self, n):
        if self.stays(n):
            city = self.programmes["city"]
            member = Membership.objects.select_related("person").get(person_id=self.people[n], programme=self.programmes["province"])  # fmt: skip
            agreed(asked(city, member.person))
            listed(city, on=BEFORE)
            enrol(Registrar(misbehave=[], lists=self.folder), city, on=SAID)
            self.moved.add(n)
            self.until[n] = SEPTEMBER

    def paid_for_nothing(self):
        """Who has a month paid by the province after their last day."""
        return [n for (n, month), of in self.payer.items() if of == "province" and month > self.until[n] and n not in self.refunded
                and any(its[0] in ("PAID", "RECONCILED") and n in its[1] for its in self.rounds[of, month])]  # fmt: skip

    @precondition(lambda self: hasattr(self, "payer") and self.paid_for_nothing())
    @rule()
    def ask_money_back(self):
        n = sorted(self.paid_for_nothing())[0]
        member = Membership.objects.get(person_id=self.people[n], programme=self.programmes["province"])
        made = surplus.prepare(membership=member.pk, how="refund", why="Dibayar sesudah berakhir.", document="S-1/CONTOH", by=treasurer(),
                               **self.at(OCTOBER))  # fmt: skip
        made = surplus.decide(surplus=made, approve=True, content_hash=made.content_hash, by=approver(), **self.at(OCTOBER))  # fmt: skip
        surplus.refunded(surplus=made, reference=f"NTT-{member.pk}", by=treasurer(), **self.at(OCTOBER))
        self.refunded.add(n)

    @rule()
    def write_by_hand_and_turn_it(self):
        self.journals += 1
        when, day = {"by": treasurer(), **self.at(OCTOBER)}, date(2025, 10, 1)
        one = drafts.prepare_manual(lines=[(BANK_FEES, 6500, None, "53"), (TREASURER, -6500, None, "53")], posted_on=day,
                                    memo=f"Biaya bank ke-{self.journals}", document=f"K-{self.journals}/CONTOH", **when)  # fmt: skip
        one = drafts.decide_draft(draft=one, approve=True, content_hash=one.content_hash, by=approver(), **self.at(OCTOBER))  # fmt: skip
        two = drafts.prepare_reversal(journal=one.journal, posted_on=day, why=f"Dibebaskan bank, ke-{self.journals}", document=f"L-{self.journals}/CONTOH", **when)  # fmt: skip
        drafts.decide_draft(draft=two, approve=True, content_hash=two.content_hash, by=approver(), **self.at(OCTOBER))  # fmt: skip

    # --- what holds whatever was done -------------------------------------------------------------------------------

    @invariant()
    def a_month_has_one_payer_and_it_is_the_models(self):
        if not hasattr(self, "payer"):
            return
        with connection.cursor() as cursor:
            cursor.execute("""select c.person_id, c.month, r.programme_id from contributions_contribution c join contributions_run r on r.id = c.run_id""")  # fmt: skip
            found = {(person, month): programme for person, month, programme in cursor.fetchall()}
        assert found == {(self.people[n], month.first): self.programmes[of].pk for (n, month), of in self.payer.items()}  # fmt: skip

    @invariant()
    def the_states_are_the_models(self):
        for (of, month), rounds in getattr(self, "rounds", {}).items():
            states = Run.objects.filter(programme=self.programmes[of], month=month.first).order_by("round").values_list("state", flat=True)  # fmt: skip
            assert list(states) == [its[0] for its in rounds]

    def sums(self, *states):
        return sum(PRICE * len(its[1]) for rounds in self.rounds.values() for its in rounds if its[0] in states)  # fmt: skip

    @invariant()
    def the_books_balance_and_say_the_same(self):
        if not hasattr(self, "payer"):
            return
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")  # what a commit would ask
            cursor.execute("set constraints all deferred")
            cursor.execute("select coalesce(sum(amount), 0) from ledger_entry")
            assert cursor.fetchone()[0] == 0
        billed, paid = self.sums("BILLED", "PAID", "RECONCILED"), self.sums("PAID", "RECONCILED")
        back = PRICE * len(self.refunded)
        assert (ledger.balance(PAYABLE), ledger.balance(BANK)) == (paid - billed, back - paid)
        assert (ledger.balance(CONTRIBUTIONS), ledger.balance(REFUND_DUE), ledger.balance(BANK_FEES)) == (billed - back, 0, 0)  # fmt: skip

    @invariant()
    def no_line_of_the_budget_is_passed(self):
        for programme in getattr(self, "programmes", {}).values():
            for line in programmes.lines(programme=programme):
                assert 0 <= line.committed <= line.rupiah

    @invariant()
    def four_sums_are_one_or_the_gap_has_a_name(self):
        for (of, month), rounds in getattr(self, "rounds", {}).items():
            proof = proofs.of(self.programmes[of], month)
            assert proof.unexplained == 0
            for source, states in SUMS.items():
                expected = sum(PRICE * len(its[1]) for its in rounds if its[0] in states)
                assert proof.total(source).rupiah == expected, source


APPROVED = ("APPROVED", "BILLED", "PAID", "RECONCILED")
SUMS = {"approved": APPROVED, "billed": APPROVED[1:], "debited": APPROVED[2:], "acknowledged": APPROVED[3:]}


def test_the_money_is_the_models(tmp_path):
    folder = partners_know(tmp_path, *NAMES)
    people = placed(*NAMES)
    judged(*people)
    enrol(Registrar(misbehave=[], lists=folder))
    (
        folder / "bpjs_active.csv"
    ).unlink()  # from here on the insurer keeps no list of its own: every example begins as the first
    Money.people, Money.folder = [person.pk for person in people], folder
    Money.programmes = {"province": programmes.by_code("ntt-2025"), "city": regency()}
    run_state_machine_as_test(
        Money,
        settings=settings(max_examples=EXAMPLES, stateful_step_count=12, deadline=None, derandomize=EXAMPLES <= 4, print_blob=False,
                          suppress_health_check=list(HealthCheck)),
    )  # fmt: skip
