"""A world of one's own, where jobs are started, run and cancelled."""

import pytest

from tests import conftest as house


@pytest.fixture
def own_jobs(world, django_db_blocker):
    """A copy of the world's database that this test may write into; dropped after. Yields its name."""
    from django.db import connections

    name = f"{world}_jobs"
    connections["default"].close()
    house._admin(f'drop database if exists "{name}" with (force)')
    house._admin(f'create database "{name}" template {world} strategy file_copy')
    house._use(name)
    yield name
    house._use(world)
    house._admin(f'drop database if exists "{name}" with (force)')
