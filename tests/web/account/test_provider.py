"""A government's identity provider, made up and on this machine: it opens an account that is there, and never makes one."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.account.conftest import app_of, code, officer, text, trail


class Provider(BaseHTTPRequestHandler):
    """Discovery, token and userinfo of OpenID Connect, for whoever is named in `claims`."""

    claims: dict = {}

    def log_message(self, format, *args):
        pass

    def _say(self, document):
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.startswith("/.well-known"):
            return self._say({"issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
                              "userinfo_endpoint": f"{here}/userinfo", "jwks_uri": f"{here}/keys"})  # fmt: skip
        return self._say(self.claims)

    def do_POST(self):
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        Provider.asked = asked
        self._say({"access_token": "contoh", "token_type": "Bearer", "expires_in": 60})


@pytest.fixture
def provider(own_world, settings, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {"provider_id": "pemerintah", "name": "Identitas contoh", "client_id": "naung", "secret": "contoh",
           "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    Provider.claims = {"sub": "s-1", "nip": "NIP-dewi", "name": "Nama menurut penyedia"}
    yield server
    server.shutdown()
    server.server_close()


def through(client):
    """To the provider and back again."""
    there = client.post("/masuk/lewat/pemerintah")
    asked = parse_qs(urlsplit(there["Location"]).query)
    assert asked["client_id"] == ["naung"] and asked["code_challenge_method"] == ["S256"]
    return client.get("/masuk/lewat/pemerintah/kembali", {"code": "x", "state": asked["state"][0]})


def test_it_works(provider, stranger):
    from allauth.socialaccount.models import SocialAccount

    client = stranger()
    assert "Masuk lewat Identitas contoh" in text(client.get("/masuk"))
    assert through(client)["Location"] == "/beranda"
    assert "Dewi Contoh Dinas" in text(client.get("/beranda"))
    assert "code_verifier" in Provider.asked
    assert trail("sign_in")[-1].facts == {"with": ["socialaccount"]}
    client.post("/keluar")
    assert through(client)["Location"] == "/beranda", "the second time by the bond made at the first"
    assert list(SocialAccount.objects.values_list("uid", "extra_data")) == [("s-1", {})], (
        "the number is not kept"
    )


def test_somebody_without_an_account_gets_none(provider, stranger):
    from naung.foundation.staff.models import Officer

    before, Provider.claims = Officer.objects.count(), {"sub": "s-2", "nip": "199901012020011999"}
    client = stranger()
    answer = through(client)
    assert answer["Location"] == "/masuk"
    assert "tidak ada tepat satu akun petugas" in text(client.get("/masuk"))
    assert Officer.objects.count() == before
    assert client.get("/beranda").status_code == 302


@pytest.mark.parametrize(
    "claims", [{"sub": "s-3"}, {"sub": "s-3", "nip": ""}, {"sub": "s-3", "email": "dewi@contoh.invalid"}]
)
def test_without_the_number_nobody_is_found(provider, stranger, claims):
    Provider.claims = claims
    assert through(stranger())["Location"] == "/masuk"


def test_the_provider_s_word_is_not_the_second_factor(provider, stranger):
    Provider.claims = {"sub": "s-4", "nip": "NIP-budi"}
    secret, client = app_of("budi"), stranger()
    assert through(client)["Location"] == "/masuk/kode"
    assert client.get("/beranda").status_code == 302
    assert client.post("/masuk/kode", {"code": code(secret)})["Location"] == "/beranda"


def test_an_account_that_was_shut_is_not_opened_by_the_provider(provider, stranger):
    from naung.foundation.staff.models import Officer

    client = stranger()
    through(client)
    client.post("/keluar")
    Officer.objects.filter(pk=officer("dewi").pk).update(is_active=False)
    through(client)
    assert client.get("/beranda").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(provider, stranger):
    client = stranger()
    assert (
        client.get("/masuk/lewat/pemerintah/kembali", {"code": "x", "state": "made-up"})["Location"]
        == "/masuk"
    )
    assert "Tidak ada yang berubah" in text(client.get("/masuk"))


def test_where_none_is_configured_there_is_none(stranger):
    client = stranger()
    assert "Masuk lewat" not in text(client.get("/masuk"))
    assert client.get("/masuk/lewat/pemerintah").status_code == 404
    assert client.post("/masuk/lewat/pemerintah").status_code == 404
    assert client.get("/masuk/lewat/pemerintah/kembali").status_code == 404
