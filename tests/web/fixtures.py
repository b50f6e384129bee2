"""The world, for the tests that only look at it; it is dropped when the last of them is done."""

import pytest

from tests import conftest as house
from tests.web import world as small_world


@pytest.fixture(scope="session")
def _world_of_the_run(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield
        small_world.forget()


@pytest.fixture
def world(_world_of_the_run, django_db_blocker, monkeypatch):
    """30 people who walked the road to 15 October 2025, seen on 20 October. Yields the database's name."""
    from django.core.cache import cache
    from django.db import connections

    monkeypatch.setenv("NAUNG_TODAY", "2025-10-20")
    before = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock():
        name = small_world.database()
        house._use(name)
        cache.clear()
        yield name
        house._use(before)
