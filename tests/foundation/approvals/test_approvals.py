"""Prepared by one person, decided by another, and what was seen is what was decided."""

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from naung.foundation.approvals import actions, queries
from naung.foundation.approvals.models import Approval
from tests.people import MACHINE, NOW, moved, officer

HASH, OTHER = "a" * 64, "b" * 64


def prepared(by, content=HASH):
    return actions.prepare(
        kind="decree",
        subject="selection.decree:1",
        content_hash=content,
        rows=10,
        rupiah=1_008_000,
        by=by,
        at=NOW,
        region="53.71",
    )


@pytest.fixture
def ina(db):
    return officer("ina", "regency_officer")


@pytest.fixture
def umbu(db):
    return officer("umbu", "approver")


def test_it_works(ina, umbu):
    done = actions.decide(approval=prepared(ina), approve=True, content_hash=HASH, by=umbu, at=NOW)
    assert (done.state, done.decided_human) == ("APPROVED", umbu.human)
    assert queries.approved("decree", "selection.decree:1") == done


def test_who_prepared_it_does_not_decide_it(ina):
    with pytest.raises(actions.SamePerson, match="orang lain yang memutuskannya"):
        actions.decide(approval=prepared(ina), approve=True, content_hash=HASH, by=ina, at=NOW)


def test_nor_under_a_second_account(ina):
    second = moved(ina, "ina2", "approver", identity="NIP-ina")
    assert second.officer != ina.officer
    with pytest.raises(actions.SamePerson):
        actions.decide(approval=prepared(ina), approve=True, content_hash=HASH, by=second, at=NOW)


def test_the_database_refuses_it_too(ina):
    approval = prepared(ina)
    with (
        pytest.raises(IntegrityError, match="two_people"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update approvals_approval set state = 'APPROVED', decided_by_id = prepared_by_id, decided_human = prepared_human, decided_at = now() where id = %s",
            [approval.pk],
        )


def test_nor_does_it_take_another_human_for_the_account(ina, umbu):
    approval = prepared(ina)
    with (
        pytest.raises(IntegrityError, match="decider_is_this_human"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update approvals_approval set state = 'APPROVED', decided_by_id = prepared_by_id, decided_human = %s, decided_at = now() where id = %s",
            [umbu.human, approval.pk],
        )


def test_another_content_than_the_prepared_one_is_not_decided(ina, umbu):
    with pytest.raises(actions.ContentChanged, match="lihat sekali lagi"):
        actions.decide(approval=prepared(ina), approve=True, content_hash=OTHER, by=umbu, at=NOW)


def test_a_changed_content_voids_what_was_pending(ina, umbu):
    first, second = prepared(ina), prepared(ina, OTHER)
    first.refresh_from_db()
    assert (first.state, second.state) == ("VOID", "PENDING")
    with pytest.raises(actions.AlreadyDecided):
        actions.decide(approval=first, approve=True, content_hash=HASH, by=umbu, at=NOW)


def test_preparing_the_same_twice_is_preparing_it_once(ina):
    assert prepared(ina) == prepared(ina)


def test_a_machine_neither_prepares_nor_decides(ina):
    with pytest.raises(actions.NotAnOfficer):
        prepared(MACHINE)
    with pytest.raises(actions.NotAnOfficer):
        actions.decide(approval=prepared(ina), approve=True, content_hash=HASH, by=MACHINE, at=NOW)


@pytest.mark.parametrize("change", ["rupiah = 1", "rows = 1", "content_hash = 'x'", "subject = 'y'"])
def test_what_was_prepared_stays_as_it_was(ina, change):
    prepared(ina)
    with pytest.raises(DatabaseError, match="keeps its"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update approvals_approval set {change}")


def test_a_state_changes_only_with_a_trail_entry_of_its_own_transaction(ina):
    prepared(ina)
    with (
        pytest.raises(DatabaseError, match="not possible|trail entry"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update approvals_approval set state = 'VOID', trail = -1")


def test_two_deciders_at_once_one_wins_and_the_other_is_told(own_database):
    ina, umbu, rambu = (
        officer("ina", "regency_officer"),
        officer("umbu", "approver"),
        officer("rambu", "approver"),
    )
    approval, said, gate = prepared(ina), [], threading.Barrier(2)

    def decide(by, approve):
        gate.wait()
        try:
            actions.decide(approval=approval, approve=approve, content_hash=HASH, by=by, at=NOW)
            said.append("won")
        except actions.AlreadyDecided:
            said.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=a) for a in ((umbu, True), (rambu, False))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(said) == ["told", "won"]
    assert Approval.objects.get().state in {"APPROVED", "REFUSED"}
