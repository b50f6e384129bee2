"""One's own account: password, factors, sessions, what was typed."""

import pytest

from tests.web.account.conftest import app_of, code, officer, text, trail
from tests.web.world import PASSWORD

NEW = "perahu merah tiga layar"


def change(client, old=PASSWORD, new=NEW, again=None):
    return client.post("/akun/sandi", {"oldpassword": old, "password1": new, "password2": again or new})


def test_it_works(signs_in, stranger):
    client, elsewhere = signs_in("dewi"), signs_in("dewi")
    assert change(client).status_code == 302
    assert client.get("/beranda").status_code == 200
    assert elsewhere.get("/beranda").status_code == 302, "every other session is over"
    assert stranger().post("/masuk", {"login": "dewi", "password": PASSWORD}).status_code == 422
    assert signs_in("dewi", NEW).get("/beranda").status_code == 200
    assert [entry.verb for entry in trail("change_password")] == ["staff.change_password"]


@pytest.mark.parametrize(("old", "new", "again", "says"), [("salah", NEW, "", "yang sekarang tidak cocok"), (PASSWORD, "pendek", "", "12"), (PASSWORD, "123456789012345", "", "angka"), (PASSWORD, "dewi contoh dinas", "", "mirip"), (PASSWORD, PASSWORD, "", "harus lain")])  # fmt: skip
def test_a_weak_or_wrong_password_is_told_why(signs_in, old, new, again, says):
    answer = change(signs_in("dewi"), old, new, again)
    assert answer.status_code == 422
    assert says in text(answer)


def test_a_password_from_an_administrator_opens_one_page_until_it_is_changed(signs_in):
    from naung.foundation.staff import actions
    from naung.kit.actor import system
    from tests.web.world import at, date

    day = date(2025, 10, 20)
    actions.reset_password(officer=officer("dewi"), password="sementara-sekali", by=system("test"), on=day, at=at(day), why="lupa kata sandi")  # fmt: skip
    client = signs_in("dewi", "sementara-sekali")
    assert client.get("/orang/cari")["Location"] == "/akun/sandi?next=/orang/cari"
    assert "Ganti kata sandi Anda dulu" in text(client.get("/akun/sandi"))
    assert "harus lain" in text(change(client, "sementara-sekali", "sementara-sekali"))
    change(client, "sementara-sekali")
    assert client.get("/orang/cari").status_code == 200


def test_the_last_factor_stays_while_the_role_needs_one(signs_in):
    secret = app_of("budi")
    client = signs_in("budi")
    client.post("/masuk/kode", {"code": code(secret)})
    assert "Pasang dulu yang lain" in text(client.get("/akun/pengaman/aplikasi/hapus"))
    assert client.post("/akun/pengaman/aplikasi/hapus").status_code == 422
    assert client.get("/beranda").status_code == 200


def test_where_the_role_needs_none_the_app_may_go(signs_in):
    secret = app_of("dewi")
    client = signs_in("dewi")
    client.post("/masuk/kode", {"code": code(secret)})
    assert "sudah dihapus" in text(client.post("/akun/pengaman/aplikasi/hapus", follow=True))
    assert [entry.facts for entry in trail("factor_removed")] == [{"kind": "totp"}]
    assert signs_in("dewi").get("/beranda").status_code == 200


def test_keys_are_changed_only_soon_after_the_password_was_typed(signs_in):
    client = signs_in("dewi")
    session = client.session
    session["since"] -= 400
    session.save()
    assert client.get("/akun/pengaman/aplikasi")["Location"].startswith("/akun/pastikan?next=")
    wrong = client.post("/akun/pastikan?next=/akun/pengaman/aplikasi", {"password": "salah"})
    assert (wrong.status_code, "tidak cocok" in text(wrong)) == (422, True)
    client.post("/akun/pastikan?next=/akun/pengaman/aplikasi", {"password": PASSWORD})
    assert client.get("/akun/pengaman/aplikasi").status_code == 200


def test_one_sees_where_one_is_signed_in_and_ends_one_elsewhere(signs_in, stranger):
    import re

    phone = stranger(
        headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36"}
    )
    phone.post("/masuk", {"login": "dewi", "password": PASSWORD})
    desk = signs_in("dewi")
    page = desk.get("/akun/sesi")
    assert "Chrome di Android" in text(page) and text(page).count("Sesi ini") == 1
    assert "20 " in text(page) or "WITA" in text(page)
    rows = re.findall(
        r'<th scope="row">(.*?)</th>.*?action="(/akun/sesi/\d+/akhiri)"', page.content.decode(), re.S
    )
    (address,) = [address for device, address in rows if "Android" in device]
    desk.post(address)
    assert phone.get("/beranda").status_code == 302
    assert desk.get("/beranda").status_code == 200
    assert [entry.facts for entry in trail("sessions_ended")] == [{"sessions": 1}]


def test_nobody_ends_somebody_else_s_session(signs_in):
    from allauth.usersessions.models import UserSession

    lurah, dewi = signs_in("lurah"), signs_in("dewi")
    (session,) = UserSession.objects.filter(user__login="lurah")
    assert dewi.post(f"/akun/sesi/{session.pk}/akhiri").status_code == 404
    assert lurah.get("/beranda").status_code == 200


@pytest.mark.parametrize(("which", "here"), [("others", 200), ("all", 302)])
def test_sign_out_everywhere(signs_in, which, here):
    one, other = signs_in("dewi"), signs_in("dewi")
    one.post("/akun/sesi", {"which": which})
    assert (one.get("/beranda").status_code, other.get("/beranda").status_code) == (here, 302)


def grow_old(client, **seconds):
    session = client.session
    for name, by in seconds.items():
        session[name] -= by
    session.save()


@pytest.mark.parametrize(("seconds", "says"), [({"seen": 901}, "15 menit tidak ada kegiatan"), ({"since": 8 * 3600 + 1, "seen": 0}, "delapan jam")])  # fmt: skip
def test_a_session_ends_by_itself(signs_in, seconds, says):
    client = signs_in("dewi")
    grow_old(client, **seconds)
    answer = client.get("/beranda", follow=True)
    assert says in text(answer)
    assert "Masuk untuk petugas" in text(answer)


def test_who_works_stays_and_a_page_that_looks_by_itself_is_nobody(signs_in):
    client = signs_in("dewi")
    grow_old(client, seen=600)
    client.get("/beranda", headers={"HX-Request": "true"})
    assert client.session["seen"] < client.session["since"] - 500
    client.get("/beranda")
    assert client.session["seen"] >= client.session["since"]


def test_a_public_page_in_an_old_session_is_a_stranger_s(signs_in):
    client = signs_in("dewi")
    grow_old(client, seen=901)
    assert "Dewi Contoh" not in text(client.get("/"))


TYPED = {"which": "others", "note": "NIK 5371…\nbaris dua", "password": "rahasia-sekali"}


def test_what_was_typed_waits_behind_the_door(signs_in):
    client, other = signs_in("dewi"), signs_in("dewi")
    grow_old(client, seen=901)
    assert client.post("/akun/sesi", TYPED)["Location"] == "/masuk?next=/akun/sesi"
    assert other.get("/beranda").status_code == 200, "nothing was done"
    answer = client.post("/masuk", {"login": "dewi", "password": PASSWORD}, follow=True)
    said = answer.content.decode()
    assert "Isian Anda tadi masih ada" in text(answer) and 'action="/akun/sesi"' in said
    assert 'name="which" value="others"' in said and "rahasia-sekali" not in said
    client.post("/akun/sesi", {k: v for k, v in TYPED.items() if k != "password"})
    assert other.get("/beranda").status_code == 302, "now it was"
    assert client.get("/akun/lanjutkan")["Location"] == "/beranda", "and nothing waits any more"


def test_it_waits_sealed(signs_in):
    from django.contrib.sessions.models import Session

    client = signs_in("dewi")
    grow_old(client, seen=901)
    client.post("/akun/sesi", TYPED)
    stored = Session.objects.get(pk=client.cookies["sessionid"].value)
    assert "5371" not in str(stored.get_decoded()) and stored.get_decoded()["kept"]


def test_it_waits_for_the_same_officer_only(signs_in):
    client = signs_in("dewi")
    grow_old(client, seen=901)
    client.post("/akun/sesi", TYPED)
    answer = client.post("/masuk", {"login": "lurah", "password": PASSWORD}, follow=True)
    assert "Isian Anda" not in text(answer)
    client.post("/keluar")
    client.post("/masuk", {"login": "dewi", "password": PASSWORD})
    assert client.get("/akun/lanjutkan").status_code == 302


def test_it_can_be_thrown_away(signs_in):
    client = signs_in("dewi")
    grow_old(client, seen=901)
    client.post("/akun/sesi", TYPED)
    client.post("/masuk", {"login": "dewi", "password": PASSWORD})
    client.post("/akun/lanjutkan")
    assert client.get("/akun/lanjutkan").status_code == 302


def test_a_session_that_vanished_keeps_it_too(signs_in):
    from django.contrib.sessions.models import Session

    client = signs_in("dewi")
    Session.objects.all().delete()
    client.post("/akun/sesi", TYPED)
    answer = client.post("/masuk", {"login": "dewi", "password": PASSWORD}, follow=True)
    assert "Isian Anda tadi masih ada" in text(answer)


@pytest.mark.parametrize("much", [{"note": "x" * 200_000}])
def test_too_much_is_not_kept(signs_in, much):
    client = signs_in("dewi")
    grow_old(client, seen=901)
    client.post("/akun/sesi", much)
    assert client.post("/masuk", {"login": "dewi", "password": PASSWORD})["Location"] != "/akun/lanjutkan"


def test_a_post_taken_away_acts_at_the_next_click(signs_in):
    from naung.foundation.staff.models import Post
    from tests.web.world import date

    client = signs_in("dewi")
    assert client.get("/orang/cari").status_code == 200
    Post.objects.filter(officer__login="dewi").update(until=date(2025, 10, 19))
    assert client.get("/orang/cari").status_code == 403


def test_an_account_that_is_shut_is_out_at_the_next_click(signs_in):
    from naung.foundation.staff.models import Officer

    client = signs_in("dewi")
    Officer.objects.filter(login="dewi").update(is_active=False)
    assert client.get("/beranda").status_code == 302


def test_it_waits_through_the_second_step_too(signs_in):
    secret = app_of("budi")
    client = signs_in("budi")
    client.post("/masuk/kode", {"code": code(secret)})
    grow_old(client, seen=901)
    client.post("/akun/sesi", TYPED)
    client.post("/masuk", {"login": "budi", "password": PASSWORD})
    assert client.post("/masuk/kode", {"code": code(secret, 1)})["Location"] == "/akun/lanjutkan"
    assert 'value="others"' in client.get("/akun/lanjutkan").content.decode()


def test_on_a_public_computer_the_next_officer_sees_nothing_of_the_form_nor_of_the_session(signs_in):
    client = signs_in("dewi")
    client.post("/keluar")
    client.post("/masuk", {"login": "lurah", "password": PASSWORD})
    assert "Dewi Contoh" not in text(client.get("/akun/sesi"))
    assert client.get("/akun/lanjutkan").status_code == 302
