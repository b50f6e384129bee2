"""The bank tells of its own accord: believed by nobody, kept once, and what contradicts us waits for a person."""

import base64
import hashlib
import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from django.db import Error, connection
from django.test import Client

from naung.foundation.exchange import notices
from naung.foundation.exchange import queries as exchange
from naung.kit import clock
from naung.partners.snap import notify, service
from naung.partners.snap.signing import moment
from tests.foundation.payments.test_payments import CODE, approve, order
from tests.people import NOW

pytestmark = pytest.mark.django_db
PATH = "/snap/v1.0/transfer/notify"


@pytest.fixture(scope="module")
def bank():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def known(bank, tmp_path):
    """Our side, which knows the bank's public key."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    (tmp_path / "bank.pem").write_bytes(bank.public_key().public_bytes(serialization.Encoding.PEM, form))
    return service.load(bank_key_file=str(tmp_path / "bank.pem"))


def told(reference=CODE, said="00", **more):
    return json.dumps(
        {"originalPartnerReferenceNo": reference, "latestTransactionStatus": said, **more}
    ).encode()


def headers(key, body, at=NOW, number="1", path=PATH):
    """As the bank writes them, put together here by hand."""
    stamp = moment(at)
    text = ":".join(["POST", path, hashlib.sha256(body).hexdigest(), stamp]).encode()
    signed = base64.b64encode(key.sign(text, PKCS1v15(), SHA256())).decode()
    return {"X-TIMESTAMP": stamp, "X-SIGNATURE": signed, "X-EXTERNAL-ID": number}


def comes(known, key, body, *, at=NOW, **more):
    status, said = notify.received(
        headers=headers(key, body, **more), path=PATH, body=body, service=known, at=at
    )
    return f"{status} {said['responseCode']}"


def waiting():
    return [one.facts["why"] for one in exchange.suspended()]


def kept():
    return [(one.external_id, one.said) for one in notices.of("bank_ntt", CODE)]


def test_it_works(bank, known):
    approve()
    assert order().state == "APPROVED"
    assert comes(known, bank, told(amount={"value": "50400.00", "currency": "IDR"})) == "200 2005200"
    assert (kept(), waiting()) == ([("1", "00")], [])
    assert order().state == "APPROVED"  # news moves no money and no state


def test_twice_is_once_and_the_same_number_for_something_else_is_refused(bank, known):
    approve()
    order()
    assert [comes(known, bank, told()) for _ in range(2)] == ["200 2005200"] * 2
    assert comes(known, bank, told(said="06")) == "409 4095200"
    assert kept() == [("1", "00")]


def test_an_old_one_played_again_and_one_from_tomorrow_are_not_heard(bank, known):
    for minutes in (-6, 6):
        assert comes(known, bank, told(), at=NOW + timedelta(minutes=minutes)) == "401 4015200"
    assert kept() == []


def test_another_key_other_bytes_and_another_path_are_not_the_bank(bank, known):
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert comes(known, stranger, told()) == "401 4015200"
    assert comes(known, bank, told(), path="/snap/v1.0/transfer/other") == "401 4015200"
    signed = headers(bank, told(said="06"))
    assert notify.received(headers=signed, path=PATH, body=told(), service=known, at=NOW)[0] == 401
    assert notify.received(headers={}, path=PATH, body=told(), service=known, at=NOW)[0] == 401
    assert kept() == []


@pytest.mark.parametrize(
    ("body", "number", "code"),
    [(b"[" * 9000, "1", "4005200"), (b"{}", "1", "4005200"), (told(), "x1", "4005202"), (told(reference=""), "1", "4005202")],
)  # fmt: skip
def test_signed_nonsense_is_answered_and_not_kept(bank, known, body, number, code):
    assert comes(known, bank, body, number=number) == f"400 {code}"
    assert kept() == []


def test_an_order_of_nobody_waits_for_a_person_once(bank, known):
    assert [comes(known, bank, told("900900")) for _ in range(2)] == ["200 2005200"] * 2
    assert waiting() == ["Kabar bank tentang 900900: perintah ini bukan milik kita."]


def test_another_amount_waits_for_a_person(bank, known):
    approve()
    order()
    comes(known, bank, told(amount={"value": "50399.00", "currency": "IDR"}))
    assert waiting() == [f"Kabar bank tentang {CODE}: nilainya lain daripada perintahnya."]


def test_what_was_told_stays(bank, known):
    comes(known, bank, told("900900"))
    with pytest.raises(Error, match="append-only|permission denied"), connection.cursor() as cursor:
        cursor.execute("update exchange_notice set said = '06'")


def test_at_its_address_without_a_session(bank, known, tmp_path, monkeypatch):
    (tmp_path / "snap.yaml").write_text(f"bank_key_file: {known.bank_key_file}\nnotice_seconds: 86400\n")
    door, body = Client(enforce_csrf_checks=True), told("900900")
    signed = headers(bank, body, at=clock.now())
    assert (
        door.post(PATH, body, "application/json", headers=signed).status_code == 401
    )  # no key of a bank is known
    monkeypatch.setenv("NAUNG_SNAP", str(tmp_path / "snap.yaml"))
    assert door.post(PATH, body, "application/json", headers=signed).json()["responseCode"] == "2005200"
    assert door.post(PATH, b"{}", "application/json").status_code == 401
