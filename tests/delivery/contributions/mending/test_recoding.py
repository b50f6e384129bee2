"""A wrong payment code is replaced by two people, before anything can be paid under it; what waits for its decision may be withdrawn."""

import pytest
from django.db import Error

from naung.delivery.contributions import jobs, queries
from naung.delivery.contributions.mending import recoding, retrying
from naung.delivery.contributions.mending.models import CodeChange
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.payments import actions as payments
from naung.foundation.staff.queries import NotAllowed
from naung.partners.bank_ntt.payments import Bank
from naung.partners.bpjs_tk.contributions import Insurer
from tests.delivery.contributions.cast import enrol, one, papered, write
from tests.delivery.contributions.mending.test_retrying import WHY, put, refused
from tests.delivery.contributions.mending.test_retrying import decide as decide_retry
from tests.delivery.contributions.test_month import WHO, approver, carry, decided, treasurer
from tests.people import NOW, TODAY, moved

pytestmark = pytest.mark.django_db
RIGHT = "530000000001"
FACTS = {"why": "Kode di surat BPJS salah ketik.", "document": "Surat BPJS 7/CONTOH"}


@pytest.fixture
def run():
    """Billed: its invoice has a code, and no order yet."""
    enrol(2)
    run = decided()
    jobs.bill(run=run, insurer=Insurer(misbehave=()), on=TODAY, **WHO)
    run.refresh_from_db()
    return run


def asked(invoice, code=RIGHT, by=None, **changed):
    return recoding.prepare(invoice=invoice, code=code, by=by or treasurer(), at=NOW, on=TODAY, **{**FACTS, **changed})  # fmt: skip


def decide(change, by=None, approve=True):
    return recoding.decide(change=change, approve=approve, content_hash=change.content_hash, by=by or approver(), at=NOW, on=TODAY)  # fmt: skip


def invoice_of(run):
    return queries.invoices(run).get()


def test_it_works(run, tmp_path):
    old = invoice_of(run).code
    change = asked(invoice_of(run), code="5300 0000 0001")
    assert asked(invoice_of(run)).pk == change.pk and invoice_of(run).code == old
    decide(change)
    assert invoice_of(run).code == RIGHT and decide(change).state == "DECIDED"
    (kept,) = CodeChange.objects.all()
    assert (kept.old, kept.new, kept.document) == (old, RIGHT, "Surat BPJS 7/CONTOH")
    (tmp_path / "codes.csv").write_text(f"old,new\n{old},{RIGHT}\n")
    assert carry(run, where=tmp_path) == (0, 0, 0)
    assert invoice_of(run).order.reference == RIGHT


@pytest.mark.parametrize(
    ("changed", "refusal", "sentence"),
    [
        ({"code": "12345"}, recoding.NotACode, "terdiri dari 12 angka"),
        ({"why": "salah"}, recoding.NoReason, "paling sedikit 10 huruf"),
        ({"document": " "}, recoding.NoReason, "surat BPJS"),
    ],
)
def test_what_is_no_code_or_has_no_ground_is_refused(run, changed, refusal, sentence):
    with pytest.raises(refusal, match=sentence):
        asked(invoice_of(run), **changed)


def test_the_code_that_is_there_is_no_other(run):
    with pytest.raises(recoding.NotACode, match="sudah dipakai tagihan ini"):
        asked(invoice_of(run), code=invoice_of(run).code)


def test_nothing_is_changed_under_an_order(run):
    papered(run, TODAY)
    jobs.pay(run=run, bank=Bank(misbehave={"late"}), on=TODAY, **WHO)
    with pytest.raises(recoding.PaidUnderIt, match="sebelum dibayar, atau sesudah bank menolaknya"):
        asked(invoice_of(run))


def test_after_the_bank_refused_the_new_order_names_the_new_code():
    run, invoice = refused()
    decide(asked(invoice))
    assert decide_retry(put(queries.invoices(run).get())).order.reference == f"{RIGHT}-1"


def test_who_asks_does_not_decide_and_who_may_not_does_neither(run):
    agus = treasurer()
    change = asked(invoice_of(run), by=agus)
    with pytest.raises(SamePerson):
        decide(change, by=moved(agus, "kepala", "approver", "53", identity="NIP-agus"))
    with pytest.raises(NotAllowed, match="yang berwenang: Bendahara"):
        asked(invoice_of(run), by=approver())


def test_refused_or_withdrawn_the_code_stays_and_another_may_be_asked_for(run):
    old = invoice_of(run).code
    decide(asked(invoice_of(run)), approve=False)
    change = asked(invoice_of(run))
    with pytest.raises(recoding.AnotherChange, match="sedang menunggu keputusan"):
        asked(invoice_of(run), code="530000000002")
    for _ in range(2):
        assert recoding.withdraw(change=change, why="surat keliru", by=treasurer(), at=NOW, on=TODAY).state == "VOID"  # fmt: skip
    assert invoice_of(run).code == old
    decided_one = decide(asked(invoice_of(run)))
    with pytest.raises(recoding.AnotherChange, match="sudah diputuskan"):
        recoding.withdraw(change=decided_one, why="terlambat", by=treasurer(), at=NOW, on=TODAY)


AROUND = {
    "replaced by two people": "update contributions_invoice set code = '530000000001'",
    "another payment code is decided by another person": "update contributions_codechange set state = 'DECIDED', trail = %(trail)s",
}


@pytest.mark.parametrize("sentence", AROUND)
def test_raw_sql_replaces_no_code(run, sentence):
    asked(invoice_of(run))
    with pytest.raises(Error, match=sentence):
        write(AROUND[sentence])


def unanswered(run):
    """The bank has the order and says nothing."""
    papered(run, TODAY)

    class Silent(Bank):
        def pay(self, content, *, on):
            return []

        def statement(self, sent, *, on):
            return []

    jobs.pay(run=run, bank=Silent(misbehave=()), on=TODAY, **WHO)
    return invoice_of(run)


def again(invoice, letter="Surat bank 3/CONTOH"):
    return retrying.prepare(invoice=invoice, why=WHY, letter=letter, by=treasurer(), at=NOW, on=TODAY)


def test_what_the_bank_never_answered_is_made_again_on_its_letter(run):
    invoice = unanswered(run)
    assert queries.unanswered([invoice]) == {invoice.pk}
    with pytest.raises(retrying.NotRefused, match="tidak ditolak bank"):
        again(invoice, letter="")
    made = decide_retry(again(invoice))
    made.old.refresh_from_db()
    assert (made.old.state, made.old.refusal, made.order.amount) == ("REJECTED", "Surat bank 3/CONTOH", 33600)
    assert one("select count(*) from payments_order where state <> 'REJECTED'") == 1
    run.refresh_from_db()
    assert carry(run)[1] == 0


def test_what_the_bank_answered_or_debited_is_not_made_again_on_a_letter(run):
    invoice = unanswered(run)
    retry = again(invoice)
    jobs.pay(run=run, bank=Bank(misbehave=()), on=TODAY, **WHO)
    with pytest.raises((retrying.NotRefused, payments.StillAnswered)):
        decide_retry(retry)
    assert one("select count(*) from payments_order") == 1


def test_a_retry_that_waits_may_be_withdrawn():
    _run, invoice = refused()
    retry = put(invoice)
    assert retrying.withdraw(retry=retry, why="bank sedang tutup", by=treasurer(), at=NOW, on=TODAY).state == "VOID"  # fmt: skip
    assert decide_retry(put(invoice, why="Kini benar-benar sudah dibetulkan.")).number == 2
