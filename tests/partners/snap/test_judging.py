"""What an answer means for the money, from bytes alone; and bytes that mean nothing."""

import json
from datetime import date

import pytest

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.exchange.states import VERDICTS
from naung.partners.snap import statements, stepping
from naung.partners.snap.judging import judge

ASKED = {"partnerReferenceNo": "R1", "amount": {"value": "16800.00", "currency": "IDR"}}


def verdict(service, code, **facts):
    return judge(service, int(code[:3]), json.dumps({"responseCode": code, **facts}).encode(), ASKED).verdict


@pytest.mark.parametrize("code, meant", [
    ("2001700", "DONE"), ("2021700", "PENDING"), ("4011700", "NOT_DONE"), ("4011701", "NOT_DONE"), ("4031714", "REFUSED"), ("4041711", "REFUSED"),
    ("4041718", "INCONSISTENT"), ("4091700", "UNKNOWN"), ("4091701", "UNKNOWN"), ("5041700", "UNKNOWN"), ("5001700", "UNKNOWN"), ("4291700", "UNKNOWN"),
    ("4031799", "UNKNOWN"), ("2001800", "UNKNOWN"), ("2003600", "UNKNOWN"),
])  # fmt: skip
def test_it_works(code, meant):
    assert verdict("17", code) == meant


@pytest.mark.parametrize("latest, meant", [
    ("00", "DONE"), ("01", "PENDING"), ("03", "PENDING"), ("04", "INCONSISTENT"), ("05", "REFUSED"), ("06", "REFUSED"), ("07", "NOT_FOUND"), ("99", "UNKNOWN"), ("", "UNKNOWN"),
])  # fmt: skip
def test_how_an_order_stands(latest, meant):
    assert verdict("36", "2003600", latestTransactionStatus=latest) == meant


def test_a_question_that_is_turned_away_says_nothing_of_the_money():
    assert verdict("36", "4013601") == verdict("36", "4013600") == "UNKNOWN"
    assert verdict("36", "4043601") == "NOT_FOUND"


@pytest.mark.parametrize(
    "facts",
    [
        {"partnerReferenceNo": "R2"},
        {"amount": {"value": "1.00"}},
        {"amount": 16800},
        {"amount": {"value": "16800.000001"}},
    ],
)
def test_success_of_something_else_is_for_a_person(facts):
    assert verdict("17", "2001700", **facts) == "INCONSISTENT"


HOSTILE = [
    b"", b"{", b"[]", b"null", b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe", b'{"responseCode": 2001700.0}', b'{"responseCode": "20017000"}',
    b'{"responseCode": "2001\\u0000"}', b'{"responseCode": "\\ud800"}', b'{"responseCode": ["2001700"]}', b"<html>", b"9" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE)
def test_what_cannot_be_understood_is_unknown_and_nothing_of_it_is_kept(body):
    found = judge("17", 200, body, ASKED)
    assert (found.verdict, found.code) == ("UNKNOWN", "")


@pytest.mark.parametrize("body", [*HOSTILE, b'{"detailData": 1}', b'{"detailData": [1]}'])
def test_a_statement_that_cannot_be_understood_is_not_read(body):
    with pytest.raises(Unreadable, match="tidak terbaca"):
        statements.read(body)


ROW = {"transactionId": "N1", "transactionDate": "2025-07-20T00:00:00+07:00", "type": "DEBIT", "remark": "Iuran\u0000 \ud800Juli",
       "amount": {"value": "16800.00", "currency": "IDR"}, "detailInfo": {"partnerReferenceNo": "R1"}}  # fmt: skip


def test_a_booking_is_kept_as_a_database_can_keep_it():
    (line,) = statements.read(statements.as_file({"detailData": [ROW]}))
    assert (line.bank_ref, line.amount, line.reference, line.text) == ("N1", 16800, "R1", "Iuran Juli")
    (credit,) = statements.read(statements.as_file({"detailData": [{**ROW, "type": "CREDIT"}]}))
    assert credit.amount == -16800


@pytest.mark.parametrize("changed", [{"type": "BOTH"}, {"amount": {"value": "16800.50"}}, {"amount": {"value": "1e9"}}, {"amount": {"value": "Infinity"}}, {"transactionDate": "kemarin"}])  # fmt: skip
def test_a_booking_that_says_no_amount_is_not_read(changed):
    with pytest.raises(Unreadable):
        statements.read(statements.as_file({"detailData": [{**ROW, **changed}]}))


def test_pages_are_asked_for_until_the_last_and_none_twice():
    asked = statements.request(date(2025, 7, 1), date(2025, 7, 20))
    more = statements.further({"hasMore": "Y", "lastRecordDateTime": "2025-07-09T10:00:00+07:00"}, asked)
    assert more["fromDateTime"] == "2025-07-09T10:00:00+07:00" and more["toDateTime"] == asked["toDateTime"]
    assert statements.further({"hasMore": "N"}, asked) is None
    assert statements.further({"hasMore": "Y", "lastRecordDateTime": asked["fromDateTime"]}, asked) is None
    assert statements.further({"hasMore": "Y"}, asked) is None


def test_every_verdict_has_its_next_step():
    assert set(stepping.NEXT) == {"", "CUT_OFF", *VERDICTS} - {"TOLD"}
    assert {v for v, step in stepping.NEXT.items() if step == stepping.MOVE} == {"", "NOT_DONE", "NOT_FOUND"}
