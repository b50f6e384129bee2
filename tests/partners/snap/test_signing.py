"""Signatures against other hands: openssl's figures, and the bank's own code."""

import base64
import subprocess
from datetime import UTC, datetime

import pytest

from naung.partners.snap import keys as own_keys
from naung.partners.snap import service, signing
from naung.partners.snap.simulator.checking import Door
from tests.people import TODAY

BODY = signing.minified(
    {"partnerReferenceNo": "2020102900000000000001", "amount": {"value": "10000.00", "currency": "IDR"}}
)
PATH, STAMP = "/snap/v1.0/transfer-intrabank", "2025-07-20T09:00:00+07:00"


def door(keys, signature="hmac"):
    found = Door(keys.client_key, keys.secret, [keys.public_pem], signature)
    found.tokens.add("token")
    return found


def headers(signed, **changed):
    return {
        "Authorization": "Bearer token",
        "X-TIMESTAMP": STAMP,
        "X-SIGNATURE": signed,
        "X-EXTERNAL-ID": "20250720000000000001",
        **changed,
    }


def test_it_works(keys):
    assert (
        BODY
        == b'{"partnerReferenceNo":"2020102900000000000001","amount":{"value":"10000.00","currency":"IDR"}}'
    )
    assert (
        door(keys).wrong(
            headers(signing.by_secret(keys.secret, "POST", PATH, "token", BODY, STAMP)), PATH, BODY
        )
        == ""
    )
    assert (
        door(keys, "rsa").wrong(headers(signing.by_key(keys.private, "POST", PATH, BODY, STAMP)), PATH, BODY)
        == ""
    )
    token = {
        "X-TIMESTAMP": STAMP,
        "X-CLIENT-KEY": keys.client_key,
        "X-SIGNATURE": signing.of_token(keys.private, keys.client_key, STAMP),
    }
    assert door(keys).token_for(token)


def test_openssl_finds_the_same_figures(keys, tmp_path):
    digest = (
        subprocess.run(["openssl", "dgst", "-sha256", "-r"], input=BODY, capture_output=True, check=True)
        .stdout.split()[0]
        .decode()
    )
    said = f"POST:{PATH}:token:{digest}:{STAMP}".encode()
    mac = subprocess.run(
        ["openssl", "dgst", "-sha512", "-hmac", keys.secret, "-binary"],
        input=said,
        capture_output=True,
        check=True,
    ).stdout
    assert (
        signing.by_secret(keys.secret, "POST", PATH, "token", BODY, STAMP) == base64.b64encode(mac).decode()
    )
    (tmp_path / "public.pem").write_text(keys.public_pem)
    (tmp_path / "signature").write_bytes(base64.b64decode(signing.of_token(keys.private, "klien", STAMP)))
    checked = subprocess.run(["openssl", "dgst", "-sha256", "-verify", "public.pem", "-signature", "signature"], input=f"klien|{STAMP}".encode(),
                             cwd=tmp_path, capture_output=True)  # fmt: skip
    assert checked.stdout == b"Verified OK\n"


@pytest.mark.parametrize("signature", ["hmac", "rsa"])
@pytest.mark.parametrize("changed", [
    {"body": BODY.replace(b"10000", b"90000")}, {"path": PATH + "/"}, {"stamp": "2025-07-20T09:00:01+07:00"}, {"signed": ""}, {"signed": "bukan base64"},
])  # fmt: skip
def test_whatever_is_changed_on_the_way_is_seen(keys, signature, changed):
    good = signing.by_secret(keys.secret, "POST", PATH, "token", BODY, STAMP) if signature == "hmac" else signing.by_key(keys.private, "POST", PATH, BODY, STAMP)  # fmt: skip
    said = headers(
        changed.get("signed", good), **({"X-TIMESTAMP": changed["stamp"]} if "stamp" in changed else {})
    )
    assert door(keys, signature).wrong(said, changed.get("path", PATH), changed.get("body", BODY)) == "40100"


def test_a_token_that_was_never_given_opens_nothing(keys):
    signed = signing.by_secret(keys.secret, "POST", PATH, "lain", BODY, STAMP)
    assert door(keys).wrong(headers(signed, Authorization="Bearer lain"), PATH, BODY) == "40101"


def test_a_moment_is_said_in_jakartas_time():
    assert signing.moment(datetime(2025, 7, 20, 17, 30, tzinfo=UTC)) == "2025-07-21T00:30:00+07:00"


def test_keys_are_made_once_and_turned_without_losing_the_old_one(tmp_path):
    first = own_keys.load(tmp_path)
    assert own_keys.load(tmp_path).public_pem == first.public_pem
    assert (tmp_path / "client.json").stat().st_mode & 0o077 == 0
    with pytest.raises(own_keys.NoNextKey, match="Belum ada kunci baru"):
        own_keys.switch(TODAY, tmp_path)
    following = own_keys.renew(tmp_path)
    assert own_keys.renew(tmp_path) == following != first.public_pem
    own_keys.switch(TODAY, tmp_path)
    assert own_keys.load(tmp_path).public_pem == following
    assert len(list(tmp_path.glob("client.2025-07-14.*.json"))) == 1


@pytest.mark.parametrize("changed, sentence", [
    ({"address": "http://bank.contoh"}, "tidak memakai https"), ({"signature": "md5"}, "harus hmac atau rsa"), ({"adress": "x"}, "kata yang tidak dikenal: adress"),
])  # fmt: skip
def test_a_setting_that_would_be_dangerous_refuses(changed, sentence):
    with pytest.raises(service.NotConfigured, match=sentence):
        service.load(**changed)
