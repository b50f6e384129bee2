"""A call to a bank's interface is written down before it leaves; money is never asked to move again on a guess."""

import pytest
from django.db import DatabaseError, connection, transaction

from naung.foundation.exchange import calls
from naung.foundation.exchange.models import Call, Heard
from naung.foundation.exchange.states import VERDICTS
from tests.people import MACHINE, NOW, TODAY

pytestmark = pytest.mark.django_db
WHO = {"by": MACHINE, "at": NOW}


def ask(body=b'{"amount":"16800.00"}', *, moves=True, reference="R1", **kw):
    return calls.ask(
        partner="bank_ntt",
        service="17" if moves else "36",
        body=body,
        region="53",
        day=TODAY,
        reference=reference,
        moves=moves,
        **WHO,
        **kw,
    )


def heard(verdict, call=None):
    return calls.hear(call=call or ask(), verdict=verdict, **WHO)


def test_it_works():
    call = ask()
    assert (
        call.external_id.startswith("20250714") and call.external_id.isdigit() and len(call.external_id) <= 36
    )
    assert calls.standing("bank_ntt", "R1").verdict == "CUT_OFF"
    calls.hear(call=call, verdict="DONE", status=200, code="2001700", body=b"{}", **WHO)
    found = calls.standing("bank_ntt", "R1")
    assert (found.verdict, found.code, found.body) == ("DONE", "2001700", b"{}")
    assert calls.standing("bank_ntt", "R2").verdict == ""


def test_the_body_is_sealed_at_rest():
    assert b"16800" not in bytes(ask().sealed)


@pytest.mark.parametrize("verdict", [v for v in VERDICTS if v not in ("NOT_DONE", "NOT_FOUND")])
def test_money_is_not_asked_to_move_again(verdict):
    heard(verdict)
    with pytest.raises(calls.OutcomeNotKnown, match="hanya menanyakan keadaannya"):
        ask()


def test_nor_after_a_call_that_was_cut_off():
    ask()
    with pytest.raises(calls.OutcomeNotKnown, match="CUT_OFF"):
        ask()
    assert ask(moves=False).pk


@pytest.mark.parametrize("verdict", ["NOT_DONE", "NOT_FOUND"])
def test_it_may_be_asked_again_where_nothing_moved(verdict):
    heard(verdict)
    assert ask().external_id != Call.objects.earliest("pk").external_id
    assert ask(reference="R2").pk


def insert(sha256="a" * 64, moves=True, number="9"):
    """As a script would that goes round the action."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """insert into exchange_call (partner, service, external_id, reference, moves, sha256, sealed, region, asked_at, trail)
               values ('bank_ntt', '17', %s, 'R1', %s, %s, '', '53', now(), 0)""",
            [number, moves, sha256],
        )


@pytest.mark.parametrize("verdicts", [["UNKNOWN"], ["DONE"], ["PENDING"], ["REFUSED"], []])
def test_the_database_refuses_it_too(verdicts):
    call = ask()
    for verdict in verdicts:
        heard(verdict, call)
    with pytest.raises(DatabaseError, match="naung: "):
        insert(call.sha256)


def test_the_database_takes_no_other_words_for_the_same_order():
    heard("NOT_FOUND")
    with pytest.raises(DatabaseError, match="asked for before in other words"):
        insert()


def test_a_question_that_was_turned_away_lets_no_money_move():
    call = ask()
    heard("UNKNOWN", call)
    heard("NOT_DONE", ask(moves=False))
    with pytest.raises(DatabaseError, match="outcome of order R1 is not known"):
        insert(call.sha256)


def test_a_number_is_given_once_for_ever():
    insert(moves=False)
    with pytest.raises(DatabaseError, match="exchange_call_once_a_number"):
        insert(moves=False)


@pytest.mark.parametrize("change", ["update exchange_call set external_id = '1'", "delete from exchange_heard", "update exchange_heard set verdict = 'NOT_FOUND'"])  # fmt: skip
def test_what_was_called_and_heard_stays(change):
    heard("UNKNOWN")
    with (
        pytest.raises(DatabaseError, match="append-only|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert Heard.objects.get().verdict == "UNKNOWN"
