"""Raw limits: the same bytes or rows, with nothing of ours around them."""

import io
import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg


def read_in(how: Callable[[Path], int], files: list[Path], processes: int = 2) -> float:
    """Seconds for `how` over the files, in as many processes as the house reads in, started and warm."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.map(how, files[: 20 * processes], chunksize=1)  # so many that each has imported what it needs
        began = time.perf_counter()
        sum(pool.imap_unordered(how, files, chunksize=4))
        return time.perf_counter() - began


def tables(path: Path) -> int:
    """Ours: sheets, header, columns, rows of people."""
    from naung.delivery.intake.reading.read import tables_of

    return sum(len(table.rows) for table in tables_of(path.read_bytes())[0])


def cells(path: Path) -> int:
    """The raw limit: python-calamine alone, every sheet, every cell."""
    import python_calamine

    book = python_calamine.load_workbook(io.BytesIO(path.read_bytes()))
    return sum(
        len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
    )


def copy_raw(owner: psycopg.Connection[Any], table: str) -> float:
    """Seconds for one COPY of a table's rows into an empty table of the same columns, keys and indexes, without our triggers."""
    with owner.cursor() as cursor:
        text = copied_out(cursor, table)
    return copied_in(owner, table, text)


def copied_out(cursor: Any, table: str) -> bytes:
    """The rows that this cursor sees, as COPY writes them."""
    text = io.BytesIO()
    with cursor.copy(f"copy (select * from {table}) to stdout") as out:
        for block in out:
            text.write(block)
    return text.getvalue()


def copied_in(owner: psycopg.Connection[Any], table: str, text: bytes) -> float:
    owner.execute(
        f"create table raw_copy (like {table} including defaults including constraints including indexes)"  # type: ignore[arg-type]
    )
    owner.commit()
    began = time.perf_counter()
    with owner.cursor().copy("copy raw_copy from stdin") as into:
        into.write(text)
    owner.commit()
    seconds = time.perf_counter() - began
    owner.execute("drop table raw_copy")
    owner.commit()
    return seconds


def insert_bare(owner: psycopg.Connection[Any], query: str) -> float:
    """Seconds for one INSERT ... SELECT of these rows into a table without any key, check or trigger."""
    owner.execute(f"create table raw_insert as {query} limit 0")  # type: ignore[arg-type]
    owner.commit()
    began = time.perf_counter()
    owner.execute(f"insert into raw_insert {query}")  # type: ignore[arg-type]
    owner.commit()
    seconds = time.perf_counter() - began
    owner.execute("drop table raw_insert")
    owner.commit()
    return seconds
