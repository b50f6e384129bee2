"""What the current transaction may see."""

import contextlib
from collections.abc import Iterable, Iterator

from django.db import connection, transaction

SETTING = "naung.regions"


@contextlib.contextmanager
def seeing(codes: Iterable[str]) -> Iterator[None]:
    """One transaction that sees these regions and below; no code at all sees nobody. The scope before comes back after."""
    wanted = ",".join(sorted(set(codes)))
    with transaction.atomic():
        before = _now()
        _set(wanted)
        yield  # what fails here undoes this transaction (or its savepoint), and the setting with it
        if not connection.needs_rollback:
            _set(before)


def _now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), '')", [SETTING])
        (value,) = cursor.fetchone()
    return str(value)


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [SETTING, value])
