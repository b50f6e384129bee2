"""The exchange's promises, as the database keeps them."""

import pytest
from django.db import Error, connection, transaction

from naung.foundation.exchange import actions
from naung.foundation.exchange.ports import NewLine
from naung.foundation.trail import actions as trail
from tests.foundation.exchange.test_exchange import WHO, sent, take, yes
from tests.people import MACHINE, NOW

REFUSED_BY_THE_DATABASE = {
    "one answer": "update exchange_line set code = 'x' where state = 'ACCEPTED'",
    "keeps its": "update exchange_batch set rupiah = 1",
    "never deleted": "delete from exchange_line",
    "append-only": "update exchange_content set size = 0",
    "not possible": "update exchange_batch set state = 'PREPARED'",
}


@pytest.mark.parametrize("sentence", REFUSED_BY_THE_DATABASE)
def test_the_database_refuses_too(own_database, sentence):
    take(sent(), yes(1))
    with pytest.raises(Error, match=f"naung: .*{sentence}|permission denied"), connection.cursor() as cursor:
        cursor.execute(REFUSED_BY_THE_DATABASE[sentence])


def test_a_batch_whose_total_is_not_its_lines_never_commits(own_database):
    with pytest.raises(Error, match="says 1 lines and Rp5"), transaction.atomic():
        actions.prepare_batch(partner="p", kind="k", key="x", region="53", content=b"x", rupiah=5,
                              lines=[NewLine(number=1, subject=1, rupiah=4)], **WHO)  # fmt: skip


def test_no_line_joins_a_batch_later(own_database):
    batch = sent()
    with (
        pytest.raises(Error, match="written with their batch"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        entry = trail.record(by=MACHINE, verb="test.sneak", subject="test:1", at=NOW)
        cursor.execute(
            """insert into exchange_line (batch_id, number, key, subject, rupiah, region, code, reason, state, trail)
               values (%s, 9, '', 9, 0, '53', '', '', 'WAITING', %s)""",
            [batch.pk, entry],
        )
