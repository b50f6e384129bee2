"""SPP, SPM, SP2D: written by one, signed by another, answered by the treasury; no order before."""

from datetime import date, timedelta

import pytest
from django.db import Error

from naung.delivery.contributions import jobs, queries
from naung.delivery.contributions.treasury import actions as treasury
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.delivery.contributions.treasury.models import Disbursement
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.exchange.ports import Unreadable
from naung.foundation.staff.queries import NotAllowed
from naung.partners.bank_ntt.payments import Bank
from naung.partners.bkad.treasury import Treasury
from naung.partners.bpjs_tk.contributions import Insurer
from tests.delivery.contributions.cast import enrol, one, papered, write
from tests.delivery.contributions.test_month import WHO, approver, carry, decided, treasurer
from tests.people import MACHINE, NOW, TODAY, moved

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
PAPERS = {
    "office": "Dinas (DATA CONTOH)",
    "account_code": "5.1.02",
    "spp_number": "SPP/1",
    "spm_number": "SPM/1",
}
SP2D = "000001/SP2D/CONTOH"


def billed(n=2):
    enrol(n)
    run = decided()
    jobs.bill(run=run, insurer=Insurer(misbehave=()), on=TODAY, **WHO)
    run.refresh_from_db()
    return run


def prepared(run, **other):
    return treasury.prepare(run=run, **{**PAPERS, "spp_on": TODAY, "by": treasurer(), "at": NOW, "on": TODAY, **other})  # fmt: skip


def signed(run, on=TODAY):
    papers = prepared(run)
    return treasury.decide(papers=papers, approve=True, content_hash=papers.content_hash, by=approver(), at=NOW, on=on)  # fmt: skip


def issued(papers, number=SP2D, day=TODAY, on=TOMORROW):
    return treasury.issue(papers=papers, number=number, issued_on=day, by=treasurer(), at=NOW, on=on)


def pay(run):
    run.refresh_from_db()
    return jobs.pay(run=run, bank=Bank(misbehave=()), on=TODAY, **WHO)


def test_it_works():
    run = billed()
    assert pay(run) == 1, "nothing is ordered before the SP2D"
    assert one("select count(*) from payments_order") == 0
    papers = issued(signed(run))
    assert (papers.state, papers.gross, papers.sp2d_number) == ("ISSUED", run.rupiah, SP2D)
    assert pay(run) == 0
    assert treasury_queries.budget_lines(run) == [(one("select reference from programme_funding f join selection_decree d on d.funding_id = f.id limit 1"), 2, 33600)]  # fmt: skip


def test_a_payer_without_a_treasury_waits_for_nothing():
    from naung.delivery.contributions import due

    assert due.waits_for_papers("apbd", TODAY)
    assert not any(due.waits_for_papers(payer, TODAY) for payer in ("village", "donor", "self"))


def test_written_signed_and_issued_again_changes_nothing():
    run = billed()
    papers = issued(signed(run))
    again = issued(signed(run))
    assert (again.pk, Disbursement.objects.count()) == (papers.pk, 1)


def test_who_wrote_the_spm_does_not_sign_it():
    run = billed()
    agus = treasurer()
    papers = prepared(run, by=agus)
    promoted = moved(agus, "kepala", "approver", "53", identity="NIP-agus")
    with pytest.raises(SamePerson, match="orang lain yang memutuskannya"):
        treasury.decide(papers=papers, approve=True, content_hash=papers.content_hash, by=promoted, at=NOW, on=TODAY)  # fmt: skip


def test_an_approver_writes_no_spp():
    with pytest.raises(NotAllowed, match="yang berwenang: Bendahara"):
        prepared(billed(), by=approver())


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"spp_number": " "}, "nomor SPP"),
        ({"office": ""}, "perangkat daerah"),
        ({"spp_on": TOMORROW}, "belum tiba"),
    ],
)
def test_a_paper_lacks_what_it_must_say(other, says):
    with pytest.raises(treasury.OutOfOrder, match=says):
        prepared(billed(), **other)


def test_nothing_is_written_before_the_bill():
    enrol(1)
    with pytest.raises(treasury.NotReady, match="sesudah iuran ditagih"):
        prepared(decided())


def test_other_numbers_for_the_same_month_refuse():
    run = billed()
    prepared(run)
    with pytest.raises(treasury.AlreadyStands, match="sudah mempunyai SPP SPP/1"):
        prepared(run, spp_number="SPP/2")


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TOMORROW + timedelta(days=1)])
def test_an_sp2d_lies_between_the_spm_and_today(day):
    papers = signed(billed())
    with pytest.raises(treasury.OutOfOrder, match="tanggal antara SPM"):
        issued(papers, day=day)


def test_an_unsigned_spm_has_no_sp2d():
    with pytest.raises(treasury.NotThesePapers, match="sesudah SPM ditandatangani"):
        issued(prepared(billed()))


def test_what_the_treasury_gave_back_is_written_anew():
    run = billed()
    papers = signed(run)
    with pytest.raises(treasury.OutOfOrder, match="Tulis sebabnya"):
        treasury.give_back(papers=papers, why=" ", by=treasurer(), at=NOW, on=TODAY)
    treasury.give_back(papers=papers, why="kode rekening salah", by=treasurer(), at=NOW, on=TODAY)
    with pytest.raises(treasury.NotThesePapers):
        issued(papers)
    second = prepared(run, account_code="5.1.03")
    assert (second.number, second.account_code) == (2, "5.1.03")
    assert [p.state for p in treasury_queries.of(run)] == ["PREPARED", "RETURNED"]


def test_the_treasury_s_file_brings_sp2ds_whole_or_not_at_all():
    plug = Treasury(misbehave=())
    papers = signed(billed())
    (content,) = plug.ask(plug.write(treasury.signed_facts([papers])), on=TODAY)
    assert "DATA CONTOH" in content.decode()
    wrong = content.replace(b";33600;0;33600;", b";33599;0;33599;").replace(b"\nT;1;33600", b"\nT;1;33599")
    with pytest.raises(treasury.NotThesePapers, match="jumlah, potongan atau tanggalnya lain"):
        treasury.record(plug.read(wrong), by=treasurer(), at=NOW, on=TODAY)
    with pytest.raises(Unreadable, match="penutup"):
        plug.read(content.replace(b"\nT;1;33600", b"\nT;2;33600"))
    assert treasury.record(plug.read(content), by=treasurer(), at=NOW, on=TODAY) == 1
    assert treasury.record(plug.read(content), by=treasurer(), at=NOW, on=TODAY) == 0
    assert treasury_queries.standing(papers.run).state == "ISSUED"


def test_a_late_treasury_answers_when_it_is_asked_again(tmp_path):
    run = billed()
    signed(run)
    late = Treasury(misbehave={"late"}, lists=tmp_path)
    when = {"by": MACHINE, "at": NOW, "on": TODAY}
    assert jobs.disburse(run=run, treasury=late, **when) == "sp2d"
    assert jobs.disburse(run=run, treasury=late, **when) == ""


def test_the_month_says_what_its_payment_waits_for():
    run = billed()
    when = {"treasury": Treasury(misbehave=()), "by": MACHINE, "at": NOW, "on": TODAY}
    assert jobs.disburse(run=run, **when) == "papers"
    prepared(run)
    assert jobs.disburse(run=run, **when) == "signature"


AROUND = {
    "the order waits for the SP2D": """insert into payments_order (key, reference, payee, account_sealed, amount, purpose, debits, region, subject, approval_id, refusal, state, trail)
        select 'contributions/x', i.code, 'x', '', i.rupiah, 'x', '2.1.1', i.region, i.id, r.approval_id, '', 'APPROVED', %(trail)s
          from contributions_invoice i join contributions_run r on r.id = i.run_id;
        update contributions_invoice i set order_id = o.id from payments_order o where o.subject = i.id""",
    "is no invoice's": """insert into payments_order (key, reference, payee, account_sealed, amount, purpose, debits, region, subject, approval_id, refusal, state, trail)
        select 'contributions/x', i.code, 'x', '', i.rupiah, 'x', '2.1.1', i.region, i.id, r.approval_id, '', 'APPROVED', %(trail)s
          from contributions_invoice i join contributions_run r on r.id = i.run_id;
        update payments_order set state = 'SENT', batch_id = (select min(id) from exchange_batch), trail = %(trail)s""",
    "an SPM is signed by another person": """update contributions_disbursement set state = 'SIGNED', spm_on = '2025-07-14', trail = %(trail)s""",
    "keeps its": "update contributions_disbursement set gross = gross - 1",
    "is settled when it is opened": "update contributions_run set papers = false",
    "papers_of_their_state": "update contributions_disbursement set state = 'VOID', why = 'x', spm_on = '2025-07-14', trail = %(trail)s",
}


@pytest.mark.parametrize("sentence", AROUND)
def test_raw_sql_does_not_get_round_the_treasury(sentence):
    prepared(billed())
    with pytest.raises(Error, match=sentence):
        write(AROUND[sentence])


def test_a_day_out_of_order_refuses_in_the_database_too():
    papers = signed(billed(), on=TOMORROW)
    with pytest.raises(Error, match="papers_in_order"):
        write("update contributions_disbursement set state = 'ISSUED', sp2d_number = 'x', sp2d_on = %(day)s, trail = %(trail)s where id = %(id)s",
              {"day": date(2025, 7, 14), "id": papers.pk})  # fmt: skip


def test_the_whole_month_again_with_its_papers_changes_nothing():
    run = billed()
    papered(run, TODAY)
    assert carry(run) == (0, 0, 0)
    before = one("select count(*) from trail_entry")
    papered(run, TODAY)
    assert carry(run) == (0, 0, 0)
    assert (one("select count(*) from trail_entry"), queries.invoices(run).count()) == (before, 1)
