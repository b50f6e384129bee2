"""What raw SQL cannot do to a person's month."""

import pytest
from django.db import Error, IntegrityError

from naung.delivery.contributions import jobs
from naung.delivery.contributions.models import BASE
from naung.partners.bpjs_tk.contributions import Insurer
from tests.delivery.contributions.cast import enrol, one, people, write
from tests.delivery.contributions.test_month import WHO, carry, decided, run
from tests.people import TODAY

LINE = """
insert into contributions_contribution (person_id, scheme, month, run_id, place_id, membership_id, payer, tariff_id, rupiah, region, village)
select {person}, scheme, {month}, run_id, place_id, {membership}, payer, tariff_id, {rupiah}, region, village
  from contributions_contribution limit 1
"""
FACTS = {"person": "person_id", "month": "month", "membership": "membership_id", "rupiah": "rupiah"}
REFUSED = {
    "duplicate key": {},
    "no partition": {"month": "date '2031-01-01'"},
    "month_check": {"month": "date '2025-07-02'"},
    "rupiah_check": {"rupiah": "0"},
    "is its tariff": {"rupiah": "8400", "person": "%(other)s", "membership": "%(membership)s"},
    "needs a membership": {"membership": "0", "person": "person_id + 1000"},
    "its own person's": {"person": "person_id + 1000"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("sentence", REFUSED)
def test_a_line_that_does_not_stand_refuses(sentence):
    enrol(2)
    run()
    other = people()[1]
    member = one("select min(membership_id) from contributions_contribution")
    write(
        "delete from contributions_contribution where membership_id <> %(keep)s and %(trail)s > 0",
        {"keep": member},
    )
    with pytest.raises((Error, IntegrityError), match=sentence):
        write(LINE.format(**{**FACTS, **REFUSED[sentence]}), {"other": other, "membership": member})


@pytest.mark.django_db
def test_a_released_place_of_an_undecided_decree_pays_nothing():
    enrol(1)
    write(
        "update enrolment_membership set state = 'ENDED', ended_because = 'x', covered_until = '2025-07-01', trail = %(trail)s"
    )
    assert run().added == 1  # the first of July is covered: the month is owed


AFTER_THE_DECISION = {
    "never deleted|permission denied": "delete from contributions_contribution",
    "keeps what it was": "update contributions_contribution set rupiah = 1",
    "paid when its invoice is": "update contributions_contribution set paid_on = '2025-07-02'",
    "acknowledged_was_paid": "update contributions_contribution set acknowledged_on = '2025-07-02'",
    "what was approved is what is billed": "update contributions_run set rupiah = 1",
    "invoices of run": "update contributions_run set state = 'BILLED', billed_on = '2025-07-02', trail = %(trail)s",
    "is its tariff": LINE.format(**{**FACTS, "person": "person_id + 1000"}).replace(
        "run_id, place", "run_id, place"
    ),
    "permission denied": "select * from contributions_2025_07",
}


@pytest.mark.django_db
@pytest.mark.parametrize("sentence", AFTER_THE_DECISION)
def test_what_was_decided_stands(sentence):
    enrol(1)
    decided()
    with pytest.raises(Error, match=sentence):
        write(AFTER_THE_DECISION[sentence])


@pytest.mark.django_db
def test_a_run_is_not_approved_over_other_lines():
    enrol(1)
    one_run = run().run
    with pytest.raises(Error, match="run_decided|not the ones that were approved"):
        write("update contributions_run set state = 'APPROVED', content_hash = 'x', trail = %(trail)s")
    assert one_run.state == "PREPARED"


@pytest.mark.django_db
def test_paid_and_reconciled_need_their_rows():
    enrol(1)
    billed = decided()
    jobs.bill(run=billed, insurer=Insurer(misbehave=()), on=TODAY, **WHO)
    with pytest.raises(Error, match="1 invoices of run .* are not paid"):
        write("update contributions_run set state = 'PAID', trail = %(trail)s")


@pytest.mark.django_db
def test_an_acknowledged_month_keeps_its_day():
    enrol(1)
    carry(decided())
    with pytest.raises(Error, match="paid and acknowledged once"):
        write(
            "update contributions_contribution set acknowledged_on = '2026-01-01' where scheme = %(scheme)s",
            {"scheme": BASE},
        )
