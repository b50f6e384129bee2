"""Somebody changes a decided round behind its back; the independent checker says what."""

import psycopg
import pytest

from naung.project import database, postgres
from naung.project.verify import renewals
from tests.delivery.selection.renewal.cast import (
    DECEMBER,
    agreed,
    answered,
    decided,
    sign,
    since_july,
    standing,
    year,
)


def walked():
    """A round with somebody taken over, and the decree of the next year."""
    agreed(answered(decided(since_july()), people=1))
    sign(year(2026), DECEMBER)


@pytest.fixture(scope="module")
def name(django_db_setup, django_db_blocker):
    with standing(walked, django_db_blocker) as found:
        yield found


@pytest.fixture
def owner(name):
    """The owner in a transaction that nobody commits."""
    with psycopg.connect(postgres.connection_string(database.cluster(), database=name)) as connection:
        yield connection
        connection.rollback()


def wrong(owner):
    return [said for check in renewals.CHECKS for said in check.find(owner)[1]]


@pytest.mark.parametrize(("statement", "says"), [
    ("update selection_renewalline set state = 'OFFERED' where state = 'STAYS'", "a round whose lines are not the ones that were hashed"),
    ("update selection_takeover set document = 'dokumen lain'", "an answer whose people are not the ones that were hashed"),
    ("update selection_takeover set first_month = '2026-02-01'", "a takeover with a gap"),
    ("update selection_renewalline set takeover_id = null where state = 'TAKEN_OVER'", "a takeover with a gap"),
    ("update approvals_approval set rupiah = 1 where kind = 'selection.renewal'", "a round or an answer without a second person"),
    ("update selection_place set person_id = (select person_id from selection_renewalline where state = 'TAKEN_OVER')"
     " where id = (select min(l.id) from selection_place l join selection_renewal r on r.target_id = l.programme_id)", "two payers for one person"),
])  # fmt: skip
def test_what_was_changed_is_named(owner, statement, says):
    assert wrong(owner) == []
    owner.execute("set session_replication_role = replica")
    owner.execute("alter table selection_renewalline drop constraint selection_taken_over_by_somebody")
    owner.execute(statement)
    assert any(said.startswith(says) for said in wrong(owner))
