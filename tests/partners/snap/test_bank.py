"""A treasurer pays through an interface that misbehaves by name: each order is debited once at most, in the bank's own books."""

import contextlib
import json
from dataclasses import replace

import pytest

from naung.foundation.approvals import actions as approvals
from naung.foundation.exchange import calls
from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.models import Call, Heard
from naung.foundation.ledger.chart import PAYABLE
from naung.foundation.payments import actions, queries
from naung.partners import languages
from naung.partners.snap.bank import Bank
from naung.partners.snap.inquiry import Inquiry
from naung.partners.snap.simulator.manners import KNOWN, Manners, UnknownManner
from naung.partners.snap.wire import Silence
from tests.people import MACHINE, NOW, TODAY, officer

pytestmark = pytest.mark.django_db
WHO = {"by": MACHINE, "at": NOW}
CODE = "539000000017"


def approve(rupiah, kind="snap"):
    approval = approvals.prepare(
        kind=kind,
        subject="r:1",
        content_hash="x",
        rows=1,
        rupiah=rupiah,
        at=NOW,
        by=officer("agus", "treasurer"),
    )
    approvals.decide(
        approval=approval, approve=True, content_hash="x", by=officer("berta", "approver"), at=NOW
    )


def order(reference=CODE, amount=50400, **kw):
    facts = {"key": f"snap/{reference}", "reference": reference, "payee": "BPJS Ketenagakerjaan", "account": CODE, "amount": amount, "purpose": "Iuran Juli",
             "debits": PAYABLE, "region": "53.71", "approval_kind": "snap", "approval_subject": "r:1"}  # fmt: skip
    return actions.order(**{**facts, **WHO, **kw})


def sit(plug, *orders, key="juli"):
    """A clerk's sitting: carry the file, read the statement, match."""
    actions.send(orders=orders, key=key, region="53", bank=plug, on=TODAY, **WHO)
    for content in plug.statement(
        [exchange.file_of(b) for b in exchange.batches("bank_ntt", "payment")], on=TODAY
    ):
        actions.take_statement(
            partner="bank_ntt", content=content, lines=plug.read_statement(content), region="53", **WHO
        )
    actions.match(partner="bank_ntt", **WHO)


def state(reference=CODE):
    return queries.by_key(f"snap/{reference}").state


@pytest.mark.parametrize("signature", ["hmac", "rsa"])
def test_it_works(open_bank, client_of, signature):
    approve(50400)
    bank = open_bank(signature=signature)
    sit(Bank(client=client_of(bank, signature=signature)), order())
    assert (state(), bank.books.debits(CODE)) == ("PAID", 1)
    assert [c.service for c in calls.of("bank_ntt", CODE)] == ["17"]


def test_the_file_behind_the_calls_is_registered_and_readable(open_bank, client_of):
    approve(50400)
    sit(Bank(client=client_of(open_bank())), order())
    (batch,) = exchange.batches("bank_ntt", "payment")
    read = languages.ordered(exchange.file_of(batch))
    assert (read.key, read.on, read.total, [n.reference for n in read.lines]) == (
        "juli",
        TODAY,
        50400,
        [CODE],
    )
    assert b"DATA CONTOH" in exchange.file_of(batch)


def test_an_order_to_another_bank_goes_by_the_other_service(open_bank, client_of):
    approve(50400)
    bank = open_bank()
    plug = Bank(client=client_of(bank))
    write, plug.write = plug.write, lambda lines, **kw: write([_elsewhere(n) for n in lines], **kw)
    sit(plug, order())
    assert (state(), bank.books.transfer(CODE)["service"]) == ("PAID", "18")


def _elsewhere(line):
    return replace(line, bank="008")


# What the call meets -> the order after the first sitting, and after two more some minutes later; debits in the bank's books.
ENDS = {
    "fine": ("PAID", "PAID", 1), "token_expired": ("PAID", "PAID", 1), "wrong_signature": ("PAID", "PAID", 1), "repeated_external_id": ("SENT", "PAID", 1),
    "repeated_reference": ("SENT", "PAID", 1), "pending_then_done": ("SENT", "PAID", 1), "pending_then_failed": ("SENT", "REJECTED", 0),
    "moved_504": ("PAID", "PAID", 1), "lost_504": ("SENT", "PAID", 1), "lands_late": ("PAID", "PAID", 1), "down": ("SENT", "PAID", 1),
    "insufficient": ("REJECTED", "REJECTED", 0), "dormant": ("REJECTED", "REJECTED", 0), "inconsistent": ("SENT", "SENT", 0),
    "name_differs": ("PAID", "PAID", 1), "twice": ("PAID", "PAID", 1), "closes": ("PAID", "PAID", 1), "garbled": ("PAID", "PAID", 1),
}  # fmt: skip


@pytest.mark.parametrize("manner", ENDS)
def test_whatever_the_bank_does_it_debits_once_at_most(open_bank, client_of, clock, manner):
    approve(50400)
    bank = open_bank(manner)
    plug = Bank(client=client_of(bank))
    sit(plug, order())
    first = state()
    for _ in range(2):
        clock.later(minutes=5)
        sit(plug)
    assert (first, state(), bank.books.debits(CODE)) == ENDS[manner]


def test_every_misbehaviour_is_in_the_table():
    assert set(ENDS) == set(KNOWN) - {"slow"}
    with pytest.raises(UnknownManner, match="Kelakuan rude tidak dikenal"):
        Manners(["rude"])


@pytest.mark.parametrize("manner", ["token_expired", "wrong_signature"])
def test_a_statement_that_was_turned_away_is_asked_for_once_more(open_bank, client_of, manner):
    approve(50400)
    sit(Bank(client=client_of(open_bank("fine", manner))), order())
    assert state() == "PAID"


def test_a_bank_that_is_slow_is_not_asked_again_but_asked_how_it_stands(open_bank, client_of, clock):
    approve(50400)
    bank = open_bank("slow")
    hurried, patient = Bank(client=client_of(bank, timeout_seconds=1)), Bank(client=client_of(bank))
    sit(hurried, order())
    for _ in range(2):
        clock.later(minutes=5)
        sit(patient)
    assert (state(), bank.books.debits(CODE)) == ("PAID", 1)
    assert Call.objects.filter(moves=True).count() == 1


def test_a_refusal_carries_the_banks_reason(open_bank, client_of):
    approve(50400)
    sit(Bank(client=client_of(open_bank("insufficient"))), order())
    assert queries.by_key(f"snap/{CODE}").refusal == "4031714 Saldo tidak cukup."


def test_what_cannot_be_is_for_a_person_and_asked_no_more(open_bank, client_of, clock):
    approve(50400)
    bank = open_bank("inconsistent")
    plug = Bank(client=client_of(bank))
    sit(plug, order())
    before = Call.objects.filter(reference=CODE).count()
    clock.later(minutes=5)
    sit(plug)
    (suspended,) = exchange.suspended("bank_ntt")
    assert "perintah lain dengan referensi yang sama" in suspended.facts["why"]
    assert Call.objects.filter(reference=CODE).count() == before == 1


def test_success_of_another_amount_is_no_success_of_ours(open_bank, client_of, monkeypatch):
    approve(50400)
    bank = open_bank("moved_504")
    plug = Bank(client=client_of(bank))
    take = bank.books.take
    monkeypatch.setattr(
        bank.books,
        "take",
        lambda order, *rest: take({**order, "amount": {"value": "1.00", "currency": "IDR"}}, *rest),
    )
    sit(plug, order())
    assert state() == "SENT" and "nilai yang lain" in exchange.suspended("bank_ntt").get().facts["why"]


def test_not_found_is_believed_only_after_a_while(open_bank, client_of, clock):
    approve(50400)
    bank = open_bank("lost_504")
    plug = Bank(client=client_of(bank))
    sit(plug, order())
    assert (
        "terlalu dini" in Heard.objects.latest("pk").why
        or Heard.objects.filter(why__contains="terlalu dini").exists()
    )
    sit(plug)
    assert Call.objects.filter(moves=True).count() == 1
    clock.later(minutes=5)
    sit(plug)
    first, again = Call.objects.filter(moves=True).order_by("pk")
    assert first.sha256 == again.sha256 and first.external_id != again.external_id
    assert (state(), bank.books.debits(CODE)) == ("PAID", 1)


def test_money_that_lands_late_meets_a_bank_that_remembers(open_bank, client_of, clock):
    """Without patience the order goes out a second time; the bank knows its reference and debits it once."""
    approve(50400)
    bank = open_bank("lands_late")
    plug = Bank(client=client_of(bank, believe_not_found_after_seconds=0))
    sit(plug, order())
    for _ in range(2):
        clock.later(minutes=5)
        sit(plug)
    assert (state(), bank.books.debits(CODE)) == ("PAID", 1)


def test_a_bank_that_gives_no_token_is_asked_nothing(open_bank, client_of, clock):
    approve(67200)
    bank = open_bank()
    plug = Bank(client=client_of(bank))
    secret, bank.door.publics = bank.door.publics, []
    orders = [order(), order("539000000025", 16800)]
    sit(plug, *orders)
    assert (state(), Call.objects.count()) == ("SENT", 0)
    bank.door.publics = secret
    sit(plug)
    assert {state(), state("539000000025")} == {"PAID"}


def test_a_bank_that_is_away_is_waited_for(open_bank, client_of, clock):
    approve(50400)
    bank = open_bank()
    plug = Bank(client=client_of(bank, address="http://127.0.0.1:1"))
    sit(plug, order())
    assert state() == "SENT" and not Call.objects.exists()


def test_a_bank_that_says_nothing_again_and_again_is_left_for_later(open_bank, client_of):
    approve(16800 * 5)
    client = client_of(open_bank())
    post = client.wire.post
    client.wire.post = lambda path, *rest: post(path, *rest) if path.endswith("b2b") else _broken()
    sit(Bank(client=client), *[order(f"R{n}", 16800) for n in range(5)])
    assert Call.objects.exclude(reference="").count() == 4, (
        "two orders, each carried and asked about; the others wait"
    )
    assert {state(f"R{n}") for n in range(5)} == {"SENT"}


def test_killed_between_call_and_answer_it_goes_on_by_asking(open_bank, client_of, clock):
    """The bank did as it was asked, and we died before we could write that down."""
    approve(50400)
    bank = open_bank(forgetful=True)
    client = client_of(bank)
    post = client.wire.post

    class Killed(BaseException):
        pass

    def die(path, *rest):
        answer = post(path, *rest)
        if path.endswith("transfer-intrabank"):
            raise Killed
        return answer

    client.wire.post = die
    with contextlib.suppress(Killed):
        sit(Bank(client=client), order())
    assert (bank.books.debits(CODE), calls.standing("bank_ntt", CODE).verdict) == (1, "CUT_OFF")
    sit(Bank(client=client_of(bank)))
    assert (state(), bank.books.debits(CODE)) == ("PAID", 1)
    assert [c.service for c in calls.of("bank_ntt", CODE)] == ["17", "36"]


def test_killed_before_the_bytes_left_it_goes_on_by_asking_too(open_bank, client_of, clock):
    approve(50400)
    bank = open_bank(forgetful=True)
    client = client_of(bank)
    post = client.wire.post
    client.wire.post = lambda path, *rest: (
        _broken() if path.endswith("transfer-intrabank") else post(path, *rest)
    )
    sit(Bank(client=client), order())
    assert (state(), bank.books.debits(CODE)) == ("SENT", 0)
    clock.later(minutes=5)
    sit(Bank(client=client_of(bank)))
    assert (state(), bank.books.debits(CODE)) == ("PAID", 1)


def _broken():
    raise Silence("putus")


def test_whoever_sends_again_on_silence_pays_twice(open_bank, client_of):
    """The negative control: the same bank, and a sender that does what ours must not."""
    bank = open_bank("moved_504", forgetful=True)
    client = client_of(bank)
    body = {"partnerReferenceNo": CODE, "amount": {"value": "50400.00", "currency": "IDR"}, "beneficiaryAccountNo": CODE, "transactionDate": "2025-07-14T00:00:00+07:00"}  # fmt: skip
    for number in ("1", "2"):
        client._carried(
            "17", json.dumps(body, separators=(",", ":")).encode(), client._held_token(), number, body
        )
    assert bank.books.debits(CODE) == 2


def test_the_same_external_id_of_a_day_is_turned_away(open_bank, client_of):
    bank = open_bank()
    client = client_of(bank)
    body = {"accountNo": "1", "fromDateTime": "2025-07-14", "toDateTime": "2025-07-14"}
    first, again = (client._carried("14", b"{}", client._held_token(), "77", body) for _ in range(2))
    assert (first[0], again[2].code) == (400, "4091400")


def test_an_account_s_owner_is_told(open_bank, client_of):
    bank = open_bank()
    bank.books.know("99912345678901", "MARTA YASINTA BERE")
    inquiry = Inquiry(client=client_of(bank))
    owner = inquiry.owner(bank="130", account="99912345678901", on=TODAY)
    assert (owner.known, owner.name, owner.status) == (True, "MARTA YASINTA BERE", "ACTIVE")
    assert inquiry.owner(bank="008", account="99912345678901", on=TODAY).name == "MARTA YASINTA BERE"
    unknown = inquiry.owner(bank="130", account="1", on=TODAY)
    assert (unknown.known, unknown.reason) == (False, "Rekening tujuan tidak dikenal.")
    assert not Call.objects.exclude(reference="").exists()


@pytest.mark.parametrize(
    "manner, known, status",
    [
        ("name_differs", True, "ACTIVE"),
        ("dormant", True, "DORMANT"),
        ("lost_504", None, ""),
        ("garbled", None, ""),
    ],
)
def test_an_inquiry_that_was_not_answered_is_no_answer(open_bank, client_of, manner, known, status):
    bank = open_bank(manner)
    bank.books.know("99912345678901", "MARTA YASINTA BERE")
    owner = Inquiry(client=client_of(bank)).owner(bank="130", account="99912345678901", on=TODAY)
    assert (owner.known, owner.status) == (known, status)
    assert owner.name in ("", "ORANG LAIN (DATA CONTOH)")


def test_no_secret_and_no_account_is_kept_plain(open_bank, client_of, keys):
    from django.db import connection

    approve(50400)
    sit(Bank(client=client_of(open_bank())), order(account="99912345678901"))
    with connection.cursor() as cursor:
        cursor.execute(
            "select row_to_json(c)::text || row_to_json(h)::text from exchange_call c join exchange_heard h on h.call_id = c.id"
        )
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert (
        "2001700" in kept
        and "99912345678901" not in kept
        and keys.secret not in kept
        and "Bearer" not in kept
    )
