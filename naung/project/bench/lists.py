"""The lists alone: reading, reading and checking, storing; each beside its raw limit, the two in turn, and the middle of three."""

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from django.db import connection, transaction

from naung.delivery.intake import jobs, shelf, storing
from naung.delivery.intake.checked import Checked, check
from naung.delivery.intake.places import Places
from naung.delivery.intake.reading.pool import Readers
from naung.delivery.intake.reading.rules import Rules
from naung.kit.actor import system
from naung.project import road
from naung.project.bench import limits

RULES = Rules(date(2025, 7, 14), 17, 65)
TIMES = 3
Read = list[tuple[shelf.Loaded, dict[str, Any]]]


def reading(files: list[Path]) -> tuple[float, float]:
    """Seconds: python-calamine alone, and ours up to rows of people, in as many processes."""
    tried = [
        (limits.read_in(limits.cells, files), limits.read_in(limits.tables, files)) for _ in range(TIMES)
    ]
    return middle(tried)


def middle(tried: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """(raw, ours) of the run whose ratio is the middle one: two neighbours in time, so that a busy machine slows both."""
    ratio = median(ours / raw for raw, ours in tried)
    return next((raw, ours) for raw, ours in tried if ours / raw == ratio)


def checking(folder: Path) -> tuple[float, Read]:
    """Seconds for cells, headings, columns, values and findings in the reading processes with their limits; nothing is stored."""
    loaded = [shelf.load(one) for one in shelf.files_in([folder])]
    with Readers(RULES) as readers:
        list(readers.each(loaded[:2], _data))  # started and warm
        began = time.perf_counter()
        read = list(readers.each(loaded, _data))
        return time.perf_counter() - began, read


def _data(one: shelf.Loaded) -> bytes:
    return one.data


def storing_them(owner: psycopg.Connection[Any], walk: road.Walk, read: Read) -> tuple[float, float]:
    """Seconds: one COPY of the rows' bytes, and ours with files, findings, seals, indexes, keys and trail; nobody reads meanwhile, and
    what an undone try left is not swept up during the next."""
    batches = _checked(read)
    tried = []
    _swept(owner, "false")
    for _ in range(TIMES):
        with transaction.atomic():
            began = time.perf_counter()
            _store(walk, batches)
            ours = time.perf_counter() - began
            with connection.cursor() as cursor:
                text = limits.copied_out(cursor, "intake_row")
            transaction.set_rollback(True)
        tried.append((limits.copied_in(owner, "intake_row", text), ours))
    _swept(owner, "true")
    return middle(tried)


def _swept(owner: psycopg.Connection[Any], whether: str) -> None:
    for table in ("intake_row", "intake_file", "intake_content", "intake_finding", "trail_entry"):
        owner.execute(f"alter table {table} set (autovacuum_enabled = {whether})")  # type: ignore[arg-type]
    owner.commit()


def _checked(read: Read) -> list[list[Checked]]:
    places = Places(road.PROVINCE)
    return [check(batch, places) for batch in jobs.batches(read)]


def _store(walk: road.Walk, batches: list[list[Checked]]) -> None:
    for batch in batches:
        storing.store(batch, programme_id=walk.programme.pk, by=system("intake"), at=road.at(road.LAST_DAY))
