"""Who may open which page; what nobody declared is open to nobody."""

import pytest
from django.urls import URLPattern, get_resolver, path

from naung.foundation.staff.roles import MAY
from naung.web.permissions import PUBLIC, SIGNED_IN, WHO
from naung.web.scope import closed
from tests.web.world import code_of

ADDRESSES = {
    "public": "/", "region": "/wilayah/53.71", "open-data": "/data/wilayah.csv", "about-data": "/data", "health": "/sehat",
    "language": "/bahasa", "sign-in": "/masuk", "sign-out": "/keluar", "home": "/beranda", "find": "/orang/cari?q=marta", "person": "/orang/{marta}", "calculator": "/hak/hitung", "cost": "/hak/biaya",
}  # fmt: skip


def every_pattern(resolver=None) -> list[URLPattern]:
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        found += [one] if isinstance(one, URLPattern) else every_pattern(one)
    return found


def address(name: str) -> str:
    return ADDRESSES[name].format(marta=code_of("Marta Contoh Tefa"))


def test_every_address_says_who_may_open_it():
    assert {pattern.name for pattern in every_pattern()} == set(WHO) == set(ADDRESSES)


def test_every_address_has_the_gate_around_it():
    assert all(hasattr(pattern.callback, "who") and pattern.callback.who for pattern in every_pattern())


def test_every_verb_that_is_asked_for_was_given_to_somebody():
    assert all(MAY.get(who) for who in WHO.values() if who not in (PUBLIC, SIGNED_IN))


def test_an_undeclared_address_is_refused_to_everybody(world, rf, door):
    from django.contrib.auth.models import AnonymousUser
    from django.core.exceptions import PermissionDenied

    (forgotten,) = closed([path("lupa", lambda request: None, name="forgotten")])
    request = rf.get("/lupa")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        forgotten.callback(request)


@pytest.mark.parametrize(
    "name", sorted(n for n, who in WHO.items() if who == PUBLIC and n not in ("language", "sign-out"))
)
def test_anybody_opens_what_is_public(door, name):
    assert door().get(address(name)).status_code == 200


@pytest.mark.parametrize("name", sorted(n for n, who in WHO.items() if who != PUBLIC))
def test_a_stranger_is_asked_to_sign_in_and_comes_back(door, name):
    answer = door().get(address(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk?next=/")


@pytest.mark.parametrize("login", ["sari", "budi", "tina", "bpjs", "dewi", "lurah"])
@pytest.mark.parametrize("name", sorted(WHO.keys() - {"language", "sign-out", "sign-in"}))
def test_officers_of_her_region_open_marta_s_page(door, name, login):
    assert door(login).get(address(name)).status_code == 200


def test_somebody_of_another_region_is_not_found_rather_than_forbidden(door):
    answer = door("jauh").get(address("person"))
    assert answer.status_code == 404
    assert "Marta" not in answer.content.decode()


def test_search_stays_within_one_s_regions(door):
    assert "Marta Contoh Tefa" in door("dewi").get("/orang/cari?q=marta").content.decode()
    assert "Marta Contoh Tefa" not in door("jauh").get("/orang/cari?q=marta").content.decode()


def test_an_administrator_sees_no_people(door):
    answer = door("admin").get(address("person"))
    assert answer.status_code == 403
    assert "bukan untuk jabatan Anda" in answer.content.decode()
    assert door("admin").get("/beranda").status_code == 200


def test_an_officer_who_left_is_a_stranger(door):
    from datetime import date

    from naung.foundation.staff.models import Post

    client = door("lurah")
    Post.objects.filter(officer__login="lurah").update(until=date(2025, 9, 1))
    try:
        assert client.get(address("person")).status_code == 403
    finally:
        Post.objects.filter(officer__login="lurah").update(until=None)


@pytest.mark.parametrize("name", ["home", "find", "person", "public", "region", "open-data", "health"])
def test_pages_are_only_looked_at(door, name):
    assert door("sari").delete(address(name)).status_code == 405
