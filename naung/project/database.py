"""Which database, and as whom: the owner migrates and audits, the app works under row-level security."""

import contextlib
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg
from psycopg import sql

from naung.kit.home import home
from naung.project import postgres


def cluster() -> postgres.Cluster:
    return postgres.Cluster(home() / "pg")


def owner_url() -> str:
    """The owner's connection string: NAUNG_DATABASE_URL, else the embedded database's."""
    return os.environ.get("NAUNG_DATABASE_URL") or postgres.connection_string(cluster())


def settings_for(role: str, regions: str = "") -> dict[str, Any]:
    """Django's DATABASES entry. `regions` is what a whole session may see ('*' all), for commands and workers."""
    url = owner_url()
    options = [f"-c naung.regions={regions}"] if regions else []
    if role == "app":
        url, more = _app(url)
        options += more
    parts = urlsplit(url)
    extra = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": extra.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {**extra, "options": " ".join(options)} if options else extra,
        "CONN_MAX_AGE": 60,
        "ATOMIC_REQUESTS": False,
        "TEST": {"NAME": None},
    }


def _app(url: str) -> tuple[str, list[str]]:
    """The app's own login where there is one; else the owner's login stepping down to the app's role."""
    if named := os.environ.get("NAUNG_APP_DATABASE_URL"):
        return named, []
    if os.environ.get("NAUNG_DATABASE_URL"):
        return url, [f"-c role={postgres.APP}"]
    return postgres.connection_string(cluster(), postgres.APP), []


def ensure() -> bool:
    """The server runs, the database and the app's role are there; True when this call started the server."""
    started = not os.environ.get("NAUNG_DATABASE_URL") and postgres.ensure(cluster())
    if not os.environ.get("NAUNG_DATABASE_URL"):
        create_database(postgres.DATABASE)
    prepare_roles(owner_url())
    return started


def create_database(name: str) -> None:
    with psycopg.connect(
        postgres.connection_string(cluster(), database="postgres"), autocommit=True
    ) as server:
        there = server.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if not there:
            server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))


def prepare_roles(url: str) -> None:
    """The app's role exists, owns nothing, and is given rows but never tables. Twice is harmless."""
    password = "" if os.environ.get("NAUNG_DATABASE_URL") else cluster().passwords[postgres.APP]
    with psycopg.connect(url) as owner:
        owner.execute("select pg_advisory_xact_lock(53, 71)")  # two processes may come at once
        if not owner.execute("select 1 from pg_roles where rolname = %s", [postgres.APP]).fetchone():
            owner.execute(
                f"create role {postgres.APP} nosuperuser nocreatedb nocreaterole nobypassrls nologin"
            )
        if password:
            owner.execute(sql.SQL("alter role {} login password {}").format(
                sql.Identifier(postgres.APP), sql.Literal(password)))  # fmt: skip
        owner.execute(f"grant usage on schema public to {postgres.APP}")
        owner.execute(
            f"alter default privileges in schema public grant select, insert, update, delete on tables to {postgres.APP}"
        )
        owner.execute(
            f"alter default privileges in schema public grant usage, select on sequences to {postgres.APP}"
        )


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    """Inside, Django's connection is the owner's: for migrations and nothing else."""
    from django.db import connections

    connection = connections["default"]
    connection.close()
    app = dict(connection.settings_dict)
    owner = settings_for("owner") | {"NAME": app["NAME"]}
    connection.settings_dict.update({k: owner[k] for k in ("USER", "PASSWORD", "OPTIONS")})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update({k: app[k] for k in ("USER", "PASSWORD", "OPTIONS")})
