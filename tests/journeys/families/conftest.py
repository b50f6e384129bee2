"""Twelve members whose half year is paid, made once for a run of the tests; what a family's story does there is undone at its end."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests import conftest as house
from tests.journeys.families import cast

_made: dict[str, str] = {}


def _village(name: str) -> str:
    house._copy(name)
    house._use(name)
    cast.settle()
    return name


@pytest.fixture(scope="session")
def _families(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    yield _made
    with django_db_blocker.unblock():
        for name in _made.values():
            house._admin(f'drop database if exists "{name}" with (force)')
    _made.clear()


@pytest.fixture
def village(_families: dict[str, str], django_db_blocker: Any) -> Iterator[None]:
    """In it, until the story ends."""
    from django.db import connection, connections, transaction

    before = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock():
        try:
            if "name" not in _made:
                _made["name"] = _village(f"naung_families_{os.getpid()}")
            house._use(_made["name"])
            with transaction.atomic():
                yield
                if not connection.needs_rollback:
                    with connection.cursor() as cursor:
                        cursor.execute(
                            "set constraints all immediate"
                        )  # what the end of a transaction would have said
                transaction.set_rollback(True)
        finally:
            house._use(before)
