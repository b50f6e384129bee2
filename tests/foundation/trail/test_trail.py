"""The trail cannot be changed, and a change behind its back shows."""

import threading

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from naung.foundation.trail import actions, queries, verifier
from naung.foundation.trail.models import Entry
from naung.project import database, postgres
from tests.people import MACHINE, NOW
from tests.sealing import seal_all


def note(subject="registry.person:1", **facts):
    with transaction.atomic():
        return actions.record(by=MACHINE, verb="test.note", subject=subject, at=NOW, facts=facts)


@pytest.mark.django_db
def test_it_works():
    number = note(rows=3)
    (entry,) = queries.about("registry.person:1")
    assert (entry.pk, entry.actor, entry.facts) == (number, "system test", {"rows": 3})
    assert bytes(entry.payload) == actions.payload_of(entry)


@pytest.mark.django_db(transaction=False)
@pytest.mark.parametrize(
    "change", ["update trail_entry set why = 'x'", "delete from trail_entry", "truncate trail_entry cascade"]
)
def test_an_entry_cannot_be_changed_or_removed(change):
    note()
    with (
        pytest.raises(DatabaseError, match="append-only|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_not_even_by_the_owner(own_database):
    note()
    with (
        psycopg.connect(postgres.connection_string(database.cluster(), database=own_database)) as owner,
        pytest.raises(psycopg.errors.RestrictViolation, match="append-only"),
    ):
        owner.execute("update trail_entry set why = 'x'")


def test_an_entry_outside_a_transaction_refuses(own_database):
    with pytest.raises(actions.NoTransaction):
        actions.record(by=MACHINE, verb="test.note", subject="x:1", at=NOW)


def test_sealed_blocks_hold_every_entry_once_and_verify_offline(own_database):
    seal_all()  # what setting up the house left
    before = verifier.check(queries.export())
    for i in range(7):
        note(i=i)
    blocks = seal_all(limit=4)
    assert sum(block.entries for block in blocks) == 7
    assert all(block.entries <= 4 for block in blocks)
    assert actions.seal() is None
    assert verifier.check(queries.export()) == {
        "blocks": before["blocks"] + len(blocks),
        "entries": before["entries"] + 7,
    }


def test_an_entry_that_commits_late_is_not_skipped(own_database):
    seal_all()
    began, go = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            actions.record(by=MACHINE, verb="test.late", subject="x:1", at=NOW)
            began.set()
            go.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    began.wait(10)
    note()
    assert actions.seal() is None, "an older transaction is still open, so nothing behind it may be sealed"
    go.set()
    thread.join()
    assert sum(block.entries for block in seal_all()) == 2


@pytest.mark.parametrize(
    "tamper",
    [
        "update trail_entry set payload = payload || '\\x20' where id = (select min(id) from trail_entry)",
        "update trail_entry set why = 'bribed' where id = (select min(id) from trail_entry)",
        "delete from trail_leaf where entry_id = (select max(entry_id) from trail_leaf)",
        "update trail_leaf set position = -1 - position",
        "update trail_block set root = previous where number = (select max(number) from trail_block)",
    ],
)
def test_a_superuser_gets_round_the_triggers_but_not_round_the_seal(own_database, tamper):
    for i in range(5):
        note(i=i)
    seal_all()
    with psycopg.connect(postgres.connection_string(database.cluster(), database=own_database)) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(tamper)
    with pytest.raises(verifier.Broken):
        verifier.check(queries.export())


def test_a_block_replaced_whole_shows_against_the_published_checkpoint(own_database):
    note()
    seal_all()
    export = queries.export()
    published = {1: "00" * 32}
    with pytest.raises(verifier.Broken, match="checkpoint"):
        verifier.check(export, published=published)


def test_the_payload_says_everything_the_row_says(own_database):
    entry = Entry.objects.get(pk=note(rows=1))
    assert actions.payload_of(entry) == bytes(entry.payload)


def test_a_block_that_was_sealed_and_not_published_is_published_by_the_next_seal(
    own_database, tmp_path, monkeypatch
):
    monkeypatch.setattr(actions, "home", lambda: tmp_path)
    note()
    seal_all()
    checkpoint = tmp_path / "public" / "checkpoint.txt"
    lines = checkpoint.read_text().splitlines(keepends=True)
    checkpoint.write_text("".join(lines[:-1]))  # the sealer died between the block and the line
    assert actions.seal() is None
    assert checkpoint.read_text() == "".join(lines)
