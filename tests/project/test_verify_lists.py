"""Somebody changes the list behind its back: what a register had said, who is visited, who had the last word about a pair. The checker says so."""

import psycopg
import pytest

from naung.project import database, postgres
from naung.project.verify import draws, promises, registers
from tests.web.fixtures import _world_of_the_run, world  # noqa: F401  30 people who walked the road

CHECKS = [*registers.CHECKS, *draws.CHECKS, *promises.TWO_PEOPLE]
HOLDER = "(select min(person_id) from selection_place where state = 'HELD')"
DRAWN = "(select min(id) from selection_fieldline)"
UNDRAWN = (
    "(select max(p.id) from registry_person p where p.id not in (select person_id from selection_fieldline))"
)


def said(source, answer, facts, before=1):
    """An answer of a register that is `before` entries of the trail older than the assessment it speaks against."""
    return f"""insert into registry_answer (person_id, source, village, asked_on, answered_on, answer, facts, reply_id, trail)
        select person_id, '{source}', village, assessed_on, assessed_on, '{answer}', '{facts}', 1, trail - {before}
          from selection_assessment where person_id = {HOLDER}"""


def third(human):
    return f"""alter table matching_review drop constraint matching_review_other_people;
        insert into matching_review (pair_id, village, answer, rule, verdict, human, asked_at, second, second_human, second_at, third, third_by_id, third_human,
                                     third_at, state, trail)
        select 1, '53.71', 1, '', 'same', 1, now(), 'different', 2, now(), 'same', o.id, {human}, now(), 'SETTLED', 1 from staff_officer o
         order by o.id limit 1"""


@pytest.fixture
def owner(world):  # noqa: F811
    """The owner in a transaction that nobody commits, with the guards asleep."""
    with psycopg.connect(postgres.connection_string(database.cluster(), database=world)) as connection:
        connection.execute("set session_replication_role = replica")
        for name in ("matching_review_second", "matching_review_third"):
            connection.execute(f'alter table matching_review drop constraint "{name}"')
        yield connection
        connection.rollback()


def wrong(owner):
    return [said for check in CHECKS for said in check.find(owner)[1]]


def test_an_untouched_list_holds_and_every_check_looked_at_something(owner):
    assert wrong(owner) == []
    assert all(check.find(owner)[0] for check in [*draws.CHECKS, *registers.CHECKS[:2]])


@pytest.mark.parametrize(("statement", "says"), [
    (said("civil", "DEAD", '{"died_on": "2025-01-02"}'), "a place although a register had said no"),
    (said("insured", "ACTIVE", '{"until": "2999-12-31", "payer": "employer"}'), "a place although a register had said no"),
    (said("employed", "EMPLOYED", '{"status": "asn"}'), "a place although a register had said no"),
    (said("decile", "LISTED", '{"decile": 10}'), "a place although a register had said no"),
    (said("insured", "ACTIVE", '{"until": "2999-12-31", "payer": "employer"}', before=-1), "a record that does not say what the register said last"),
    (f"alter table selection_assessment drop constraint selection_ranked_are_eligible; update selection_assessment set eligible = false, reasons = '{{dead}}' where person_id = {HOLDER}", "a place for somebody whom the law held back"),
    (f"update selection_fieldline set person_id = {UNDRAWN} where id = {DRAWN}", "field check ntt-2025/1: the"),
    ("update selection_fieldcheck set seed = 'benih yang lebih cocok'", "field check ntt-2025/1: the"),
    ("update selection_fieldcheck set seed = 'benih yang lebih cocok'", "a sample of another size than was told"),
    ("update selection_fieldcheck set frame_hash = repeat('0', 64)", "field check ntt-2025/1: who could be drawn"),
    (f"delete from selection_fieldline where id = {DRAWN}", "a sample of another size than was told"),
    (third(1), "one person twice about one pair"),
    (third(2), "one person twice about one pair"),
])  # fmt: skip
def test_what_was_changed_is_named(owner, statement, says):
    owner.execute(statement)
    assert any(one.startswith(says) for one in wrong(owner)), wrong(owner)


def test_a_claim_that_two_put_aside_before_holds_nobody_back(owner):
    owner.execute(said("employed", "EMPLOYED", '{"status": "pensioner"}', before=2))
    owner.execute(f"""insert into registry_clearing (person_id, answer_id, claim, village, seen_on, document, reason, content_hash, approval_id, state, trail)
        select person_id, 1, 'pensioner', village, assessed_on, 'BA 1', 'Dilihat di rumahnya.', '', 1, 'CLEARED', trail - 1
          from selection_assessment where person_id = {HOLDER}""")  # fmt: skip
    assert not any(one.startswith("a place although") for one in wrong(owner))
