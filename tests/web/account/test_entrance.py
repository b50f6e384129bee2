"""The door: password, second factor, lock-out."""

import pytest

from tests.web.account.conftest import app_of, code, officer, recovery_of, text, trail
from tests.web.world import PASSWORD


def test_it_works(signs_in):
    client = signs_in("dewi")
    assert "Selamat bekerja, Dewi Contoh Dinas." in text(client.get("/beranda"))
    (entry,) = trail("sign_in")
    assert (entry.subject, entry.facts) == (f"staff.officer:{officer('dewi').pk}", {"with": ["password"]})


@pytest.mark.parametrize(("login", "password"), [("dewi", "salah"), ("tidak-ada", PASSWORD), ("dewi", "")])
def test_a_wrong_name_and_a_wrong_password_are_told_the_same_and_nothing_typed_is_lost(
    stranger, login, password
):
    answer = stranger().post("/masuk", {"login": login, "password": password})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert f'value="{login}"' in said and "<title>Galat: Masuk" in said.replace("\n", "")
    assert password == "" or "Nama masuk dan kata sandi tidak cocok" in said
    assert not password or password not in said


def test_after_five_wrong_passwords_even_the_right_one_waits(stranger):
    client = stranger()
    for _ in range(5):
        assert "tidak cocok" in text(client.post("/masuk", {"login": "dewi", "password": "salah"}))
    answer = client.post("/masuk", {"login": "dewi", "password": PASSWORD})
    assert (answer.status_code, "Tunggu lima menit" in text(answer)) == (422, True)
    assert client.post("/masuk", {"login": "lurah", "password": PASSWORD}).status_code == 302, (
        "only this account"
    )


def test_an_account_that_was_shut_does_not_open(stranger):
    from naung.foundation.staff.models import Officer

    Officer.objects.filter(login="dewi").update(is_active=False)
    client = stranger()
    answer = client.post("/masuk", {"login": "dewi", "password": PASSWORD}, follow=True)
    assert "Akun ini ditutup" in text(answer)
    assert client.get("/beranda").status_code == 302


@pytest.mark.parametrize("login", ["budi", "tina", "sari", "admin", "bpjs"])
def test_a_role_that_decides_pays_or_exports_opens_nothing_before_a_second_factor(signs_in, login):
    client = signs_in(login)
    for address in ("/beranda", "/orang/cari?q=marta"):
        assert client.get(address)["Location"].startswith("/akun/pengaman?next="), address
    assert "Pasang pengaman kedua" in text(client.get("/akun/pengaman"))
    assert client.get("/data").status_code == 200, "what is public stays public"


@pytest.mark.parametrize("login", ["dewi", "lurah"])
def test_other_roles_may_do_without(signs_in, login):
    assert signs_in(login).get("/beranda").status_code == 200


def test_the_app_is_set_up_with_a_code_and_then_everything_opens(signs_in):
    import re

    client = signs_in("budi")
    page = client.get("/akun/pengaman/aplikasi").content.decode()
    secret = re.search(r'<code class="secret">(\w+)</code>', page)[1]
    wrong = client.post("/akun/pengaman/aplikasi", {"code": "000000"})
    assert (wrong.status_code, "tidak cocok" in text(wrong)) == (422, True)
    assert secret in wrong.content.decode(), "the same secret: the phone knows it already"
    done = client.post("/akun/pengaman/aplikasi", {"code": code(secret)}, follow=True)
    assert len(re.findall(r"<li><code>\d{8}</code>", done.content.decode())) == 10
    assert "halaman ini hanya tampil sekali" in text(done)
    assert "Masih ada 10 kode" in text(client.get("/akun/pengaman/cadangan"))
    assert client.get("/beranda").status_code == 200
    assert [e.facts for e in trail("factor_added")] == [{"kind": "totp"}]


def test_the_secret_is_kept_sealed(signs_in):
    from django.db import connection

    secret = app_of("budi")
    with connection.cursor() as cursor:
        cursor.execute("select data::text from mfa_authenticator")
        assert secret not in str(cursor.fetchall())


def test_with_an_app_the_password_alone_does_not_open(signs_in):
    secret = app_of("budi")
    client = signs_in("budi")
    assert client.get("/beranda")["Location"].startswith("/masuk")
    assert "ketik 6 angka" in text(client.get("/masuk/kode"))
    assert client.post("/masuk/kode", {"code": "000000"}).status_code == 422
    assert client.post("/masuk/kode", {"code": code(secret)})["Location"] == "/beranda"
    assert client.get("/beranda").status_code == 200
    assert trail("sign_in")[-1].facts == {"with": ["mfa", "password"]}


def test_the_address_one_wanted_survives_the_second_step(stranger):
    secret = app_of("budi")
    client = stranger()
    client.post("/masuk?next=/orang/cari", {"login": "budi", "password": PASSWORD, "next": "/orang/cari"})
    assert client.post("/masuk/kode", {"code": code(secret)})["Location"] == "/orang/cari"


def test_a_code_opens_once_even_when_the_cache_forgot_it(signs_in):
    from django.core.cache import cache

    secret = app_of("budi")
    now, later = code(secret), code(secret, 1)
    assert signs_in("budi").post("/masuk/kode", {"code": now}).status_code == 302
    cache.clear()  # half a minute later, or in another process
    again = signs_in("budi").post("/masuk/kode", {"code": now})
    assert (again.status_code, "sudah dipakai" in text(again)) == (422, True)
    assert signs_in("budi").post("/masuk/kode", {"code": later}).status_code == 302
    cache.clear()
    assert signs_in("budi").post("/masuk/kode", {"code": now}).status_code == 422, "nor an older one"


def test_a_recovery_code_opens_once(signs_in):
    app_of("budi")
    first, *_ = recovery_of("budi")
    assert signs_in("budi").post("/masuk/kode", {"code": first}).status_code == 302
    assert signs_in("budi").post("/masuk/kode", {"code": first}).status_code == 422


def test_codes_are_not_guessed_without_end(signs_in):
    secret = app_of("budi")
    client = signs_in("budi")
    for _ in range(5):
        client.post("/masuk/kode", {"code": "000000"})
    answer = client.post("/masuk/kode", {"code": code(secret)})
    assert (answer.status_code, "Tunggu lima menit" in text(answer)) == (422, True)


def test_who_gets_a_deciding_role_while_signed_in_is_led_to_the_second_factor_at_once(signs_in):
    from datetime import date

    from naung.foundation.staff import actions
    from naung.kit.actor import system
    from tests.web.world import at

    client = signs_in("lurah")
    assert client.get("/beranda").status_code == 200
    actions.give_post(officer=officer("lurah"), role="bank_officer", region="53", since=date(2025, 10, 1),
                      by=system("test"), at=at(date(2025, 10, 1)))  # fmt: skip
    assert client.get("/beranda")["Location"].startswith("/akun/pengaman")


def test_a_session_that_never_showed_the_factor_must_come_in_again(signs_in):
    client = signs_in("sari")
    app_of("sari")  # set up elsewhere, in another session
    assert client.get("/beranda")["Location"].startswith("/masuk")


def test_a_fragment_sends_the_whole_page_to_the_door(stranger):
    answer = stranger().get("/beranda", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/masuk?next=/beranda")


def test_a_fresh_house_says_how_the_first_administrator_is_made(own_database, client):
    said = text(client.get("/masuk"))
    assert "naung officers appoint LOGIN" in said and "--role administrator" in said


def test_nobody_signs_up_by_themselves(stranger):
    for address in ("/accounts/signup/", "/daftar", "/masuk/daftar", "/akun/email", "/accounts/login/"):
        assert stranger().get(address).status_code == 404, address
