"""naung partners: what is plugged, the keys, and a bank to practise with in a process of its own."""

import json
import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from naung.partners import languages
from naung.partners.snap import keys as own_keys
from naung.partners.snap import service
from naung.partners.snap.client import Client
from naung.project.cli import main


@pytest.fixture
def keys_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAUNG_SNAP_KEYS", str(tmp_path / "snap"))
    return tmp_path / "snap"


def call(*words, exit_code=0):
    done = CliRunner().invoke(main, ["partners", *words])
    assert done.exit_code == exit_code, f"{done.output} {done.exception!r}"
    return done


def test_it_works():
    answer = json.loads(call("--json").stdout)
    plugs = {one["port"]: one["plug"] for one in answer["plugs"]}
    assert plugs["naung.foundation.payments.ports.Bank"] == "naung.partners.bank_ntt.payments.Bank"
    assert (answer["bank_format"], answer["bank_formats"]) == ("naung", [*languages.names(), "snap"])


def test_a_language_that_nobody_knows_is_told_before_the_first_payment(monkeypatch):
    monkeypatch.setenv("NAUNG_BANK_FORMAT", "pain008")
    assert "pain008; yang dikenal: naung, pain001" in call(exit_code=1).stderr


def test_the_public_key_is_shown_and_nothing_secret(keys_folder):
    said = call("keys").stdout
    secret = json.loads((keys_folder / "client.json").read_text())
    assert "BEGIN PUBLIC KEY" in said and secret["secret"] not in said and "PRIVATE" not in said
    assert "Pilih satu" in call("keys", "--renew", "--switch", exit_code=2).stderr
    assert "Belum ada kunci baru" in call("keys", "--switch", exit_code=1).stderr


def test_a_bank_to_practise_with_gives_a_token_to_this_house(keys_folder, tmp_path):
    env = {**os.environ, "NAUNG_HOME": str(tmp_path / "home"), "NAUNG_SNAP_KEYS": str(keys_folder)}
    words = [sys.executable, "-m", "naung", "partners", "snap", "--port", "0", "--json"]
    bank = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True)
    try:
        address = json.loads(bank.stdout.readline())["address"]
        assert Client(service.load(address=address), own_keys.load())._held_token()
    finally:
        bank.send_signal(signal.SIGTERM)
        bank.wait(90)
        bank.stdout.close()
    assert bank.returncode == 0
