"""July 2025 in Kupang City: prepared, decided, billed, debited, acknowledged."""

from datetime import date

import pytest

from naung.delivery.contributions import actions, jobs, queries
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.exchange import queries as exchange
from naung.foundation.ledger import queries as ledger
from naung.foundation.ledger.chart import BANK, CONTRIBUTIONS, PAYABLE
from naung.foundation.staff.queries import NotAllowed
from naung.kit.months import Month
from naung.partners.bank_ntt.payments import Bank
from naung.partners.bpjs_tk.contributions import Insurer
from tests.delivery.contributions.cast import PRICE, enrol, papered, people, programme, write
from tests.people import MACHINE, NOW, TODAY, moved, officer

pytestmark = pytest.mark.django_db
WHO = {"by": MACHINE, "at": NOW}
JULY, AUGUST = Month(2025, 7), Month(2025, 8)


def run(month=JULY, on=TODAY):
    return jobs.run(programme=programme(), month=month, on=on, **WHO)


def treasurer():
    return officer("agus", "treasurer", "53")


def approver():
    return officer("berta", "approver", "53")


def decided(month=JULY, on=TODAY):
    proposed = actions.propose(run=run(month, on).run, by=treasurer(), at=NOW, on=on)
    return actions.decide(
        run=proposed, approve=True, content_hash=proposed.content_hash, by=approver(), at=NOW, on=on
    )


def carry(one, misbehave=(), where=None, on=TODAY):
    """Bill, pay, acknowledge once; what is left of each."""
    insurer, bank = Insurer(misbehave=misbehave, lists=where), Bank(misbehave=misbehave, lists=where)
    uncoded = jobs.bill(run=one, insurer=insurer, on=on, **WHO)
    if not uncoded:
        papered(one, on)
    left = (
        uncoded,
        jobs.pay(run=one, bank=bank, on=on, **WHO),
        jobs.acknowledge(run=one, insurer=insurer, on=on, **WHO),
    )
    one.refresh_from_db()
    return left


def four(month=JULY):
    return [(a.region, *((s.rows, s.rupiah) for s in (a.approved, a.billed, a.debited, a.acknowledged)), a.differences)
            for a in queries.reconciliation(programme(), month)]  # fmt: skip


def test_it_works():
    enrol(3)
    one = decided()
    assert carry(one) == (0, 0, 0)
    assert one.state == "RECONCILED"
    assert four() == [("53.71", (3, 50400), (3, 50400), (3, 50400), (3, 50400), [])]
    assert queries.covered_and_paid(programme(), JULY).count() == 3
    assert (ledger.balance(CONTRIBUTIONS), ledger.balance(PAYABLE), ledger.balance(BANK)) == (
        50400,
        0,
        -50400,
    )
    month = queries.months_of(people()[0]).get()
    assert (month.rupiah, month.payer, month.paid_on, month.acknowledged_on) == (PRICE, "apbd", TODAY, TODAY)


def test_every_rupiah_is_explained_by_the_law():
    enrol(1)
    run()
    tariff = queries.tariff(programme(), JULY).get(sector="other")
    assert sum(line["amount"] for line in tariff.lines) == tariff.total == PRICE
    assert all(line["reference"] for line in tariff.lines)


def test_run_twice_adds_nothing():
    enrol(3)
    assert (run().added, run().added) == (3, 0)


def test_the_whole_month_again_changes_nothing():
    enrol(3)
    one = decided()
    carry(one)
    assert run().run.pk == one.pk
    assert carry(one) == (0, 0, 0)
    assert ledger.balance(BANK) == -50400


def test_nobody_covered_is_no_run():
    assert run().run is None


def test_who_starts_late_pays_from_the_month_of_the_first_day():
    enrol(2)
    enrol(1, mark="late", start=date(2025, 8, 20))
    assert run(JULY).added == 2
    assert run(AUGUST).added == 3


def test_who_is_covered_after_the_decision_comes_in_a_further_round():
    enrol(2)
    carry(decided())
    enrol(1, mark="replacement", start=date(2025, 7, 20))
    further = decided()
    assert (further.round, further.rows) == (2, 1)
    assert carry(further) == (0, 0, 0)
    assert four() == [("53.71", (3, 50400), (3, 50400), (3, 50400), (3, 50400), [])]


def test_an_open_run_follows_the_cover():
    enrol(3)
    run()
    write("""update enrolment_membership set state = 'ENDED', ended_because = 'x', covered_from = covered_from, covered_until = '2025-07-31',
             trail = %(trail)s where person_id = %(who)s""", {"who": people()[0]})  # fmt: skip
    assert run().withdrawn == 0  # the cover still reaches into July
    assert run(AUGUST).added == 2


def test_one_person_merged_of_two_records_pays_once():
    enrol(2)
    keep, drop = people()
    write("update registry_person set state = 'MERGED', merged_into_id = %(keep)s, trail = %(trail)s where id = %(drop)s",
          {"keep": keep, "drop": drop})  # fmt: skip
    assert run().added == 1
    assert queries.months_of(keep).count() == 1


@pytest.mark.parametrize("month", [Month(2025, 6), Month(2026, 1)])
def test_a_month_outside_the_programme_refuses(month):
    with pytest.raises(jobs.NotThisMonth, match="berjalan dari Juli 2025 sampai Desember 2025"):
        run(month, on=date(2026, 1, 1))


def test_a_month_too_far_ahead_refuses():
    assert run(AUGUST).run is None
    with pytest.raises(
        jobs.NotThisMonth, match="September 2025 terlalu awal: paling cepat .* sejak Agustus 2025"
    ):
        run(Month(2025, 9))


def test_without_a_decision_nothing_is_billed():
    enrol(1)
    assert carry(run().run) == (0, 0, 1)
    assert not exchange.batches("bpjs_tk", "contribution").exists()


def test_nobody_decides_what_they_proposed():
    enrol(1)
    agus = treasurer()
    proposed = actions.propose(run=run().run, by=agus, at=NOW, on=TODAY)
    promoted = moved(agus, "kepala", "approver", "53", identity="NIP-agus")
    with pytest.raises(SamePerson, match="orang lain yang memutuskannya"):
        actions.decide(
            run=proposed, approve=True, content_hash=proposed.content_hash, by=promoted, at=NOW, on=TODAY
        )


def test_who_is_no_treasurer_proposes_nothing():
    enrol(1)
    with pytest.raises(NotAllowed, match="yang berwenang: Bendahara"):
        actions.propose(run=run().run, by=approver(), at=NOW, on=TODAY)


def test_lines_that_changed_after_the_proposal_are_not_decided():
    enrol(1)
    proposed = actions.propose(run=run().run, by=treasurer(), at=NOW, on=TODAY)
    enrol(1, mark="b")
    run()
    with pytest.raises(actions.NothingProposed, match="berubah sesudah diajukan"):
        actions.decide(
            run=proposed, approve=True, content_hash=proposed.content_hash, by=approver(), at=NOW, on=TODAY
        )


def test_a_refused_run_stays_open_and_may_be_proposed_again():
    enrol(1)
    proposed = actions.propose(run=run().run, by=treasurer(), at=NOW, on=TODAY)
    refused = actions.decide(
        run=proposed,
        approve=False,
        content_hash=proposed.content_hash,
        by=approver(),
        at=NOW,
        on=TODAY,
        note="Tunggu SP2D",
    )
    assert refused.state == "PREPARED"
    assert decided().state == "APPROVED"


def test_a_line_that_the_insurer_refuses_is_a_named_difference():
    enrol(2)
    enrol(1, mark="b", kpj="salah")
    one = decided()
    assert carry(one) == (0, 0, 1)
    assert one.state == "PAID"
    assert queries.refused(one) == {"K01 KPJ tidak terbaca.": 1}
    assert four()[0][-1] == [("debited_not_acknowledged", 1, PRICE)]


def test_each_region_has_its_own_invoice():
    enrol(2)
    enrol(1, region="53.01", village="53.01.05.2001")
    one = decided()
    carry(one)
    assert [(i.region, i.rows, i.rupiah, len(i.code)) for i in queries.invoices(one)] == [
        ("53.01", 1, PRICE, 12),
        ("53.71", 2, 2 * PRICE, 12),
    ]
    assert [row["acknowledged_rows"] for row in queries.by_region(programme(), JULY)] == [1, 2]


def test_the_list_holds_member_numbers_and_is_the_same_bytes_again():
    enrol(2)
    one = decided()
    carry(one)
    content = exchange.file_of(queries.invoices(one).get().batch)
    assert b"DATA CONTOH" in content
    assert content.count(b"12345678901") == 2


@pytest.mark.parametrize("fault", ["late", "twice", "wrong", "partial", "unknown", "garbled"])
def test_misbehaving_partners_agree_in_the_end(fault, tmp_path):
    enrol(3)
    one = decided()
    for _ in range(4):
        carry(one, {fault}, tmp_path)
    assert one.state == "RECONCILED"
    assert four() == [("53.71", (3, 50400), (3, 50400), (3, 50400), (3, 50400), [])]
    assert ledger.balance(BANK) == -50400
