"""One embedded PostgreSQL for the whole test run, in a home of its own; the schema is made once and copied."""

import os
from pathlib import Path

import pytest

from naung.project import database, postgres
from tests.home import HOME, give_keys

TEMPLATE = "naung_tests"


def _admin(statement: str) -> None:
    import psycopg

    with psycopg.connect(
        postgres.connection_string(database.cluster(), database="postgres"), autocommit=True
    ) as server:
        server.execute(statement)


def _copy(name: str) -> None:
    _admin(f'drop database if exists "{name}" with (force)')
    _admin(f'create database "{name}" template {TEMPLATE} strategy file_copy')


def _use(name: str) -> None:
    from django.db import connections

    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name


def _hurry() -> None:
    """This cluster is thrown away: it need not survive a power cut, and its many copies are made without waiting for the disk."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _admin(f"alter system set {setting} = off")
    _admin("select pg_reload_conf()")


def _build_template() -> None:
    """Schema and reference data, made anew only when a migration or a data file is newer than the template."""
    import fcntl

    HOME.mkdir(parents=True, exist_ok=True)
    with open(HOME / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        give_keys()
        database.ensure()
        _hurry()
        stamp, now = HOME / "template.stamp", _sources()
        if stamp.exists() and stamp.read_text() == now:
            return
        from naung.project import house

        _admin(f"drop database if exists {TEMPLATE} with (force)")
        database.create_database(TEMPLATE)
        database.prepare_roles(postgres.connection_string(database.cluster(), database=TEMPLATE))
        _use(TEMPLATE)
        house.migrate()
        house.load()
        _use("nothing")
        stamp.write_text(now)


def _sources() -> str:
    import hashlib

    root, total = Path(__file__).parents[1] / "naung", hashlib.sha256()
    files = [
        *root.rglob("migrations/*.py"),
        *root.rglob("data/*.csv"),
        *root.rglob("ntt*.yaml"),
        root / "foundation/guards.py",
        root / "project/settings.py",  # which apps there are
    ]
    for path in sorted(files):
        total.update(path.read_bytes())
    return total.hexdigest()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    worker = f"naung_tests_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with django_db_blocker.unblock():
        _build_template()
        _copy(worker)
        _use(worker)
        yield
        _use("nothing")
        _admin(f'drop database if exists "{worker}" with (force)')


@pytest.fixture
def own_database(django_db_setup, django_db_blocker):
    """A database of this test's own, where transactions really commit (crashes, races, deferred checks). Yields its name."""
    from django.db import connections

    before, name = connections["default"].settings_dict["NAME"], f"naung_own_{os.getpid()}"
    with django_db_blocker.unblock():
        _copy(name)
        _use(name)
        yield name
        _use(before)
        _admin(f'drop database if exists "{name}" with (force)')


def pytest_collection_modifyitems(items):
    """Who looks at every page takes longest: begun first, so that the other process does not stand idle at the end."""
    items.sort(key=lambda item: "test_every_screen" not in item.nodeid)
