"""The world, for the tests that only look at it; it is dropped when the last of them is done."""

import os

import pytest

from tests import conftest as house
from tests.web import world as small_world


def _forget():
    from django.core.cache import caches

    for name in ("default", "figures", "drawn"):
        caches[name].clear()


@pytest.fixture(scope="session")
def _world_of_the_run(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield
        small_world.forget()


@pytest.fixture
def world(_world_of_the_run, django_db_blocker, monkeypatch):
    """30 people who walked the road to 15 October 2025, seen on 20 October. Yields the database's name."""
    from django.db import connections

    monkeypatch.setenv("NAUNG_TODAY", "2025-10-20")
    before = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock():
        name = small_world.database()
        house._use(name)
        _forget()
        yield name
        house._use(before)


@pytest.fixture
def own_world(world, django_db_blocker, monkeypatch):
    """A copy of the world in which a test may write; it is dropped afterwards. Yields the database's name."""
    from django.db import connections

    monkeypatch.setenv("NAUNG_TODAY", "2025-10-20")
    before, name = connections["default"].settings_dict["NAME"], f"naung_own_world_{os.getpid()}"
    with django_db_blocker.unblock():
        source = small_world.database()
        house._use("nothing")
        house._admin(f'drop database if exists "{name}" with (force)')
        house._admin(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{source}'")
        house._admin(f'create database "{name}" template {source} strategy file_copy')
        house._use(name)
        _forget()
        yield name
        house._use(before)
        house._admin(f'drop database if exists "{name}" with (force)')


def entered(login: str):
    """A client who is in as this officer, with the second factor shown."""
    from allauth.account.internal.flows import login as flow
    from django.test import Client

    from naung.foundation.staff import queries as staff

    client, officer = Client(), staff.officer(login)
    client.force_login(officer)
    session = client.session
    session[flow.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": 0}]
    session[flow._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(officer.pk)
    session.save()
    return client
