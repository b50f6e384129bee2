"""Promises 1, 7 and 14: what is sealed opens, its index is its own, files keep their bytes, and nothing stands open."""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from naung.kit.home import keys
from naung.project.verify.check import Check

# A NIK or KK, in one run or as people group it; hashes and file names are longer runs.
SIXTEEN = r"(^|[^0-9a-f])([1-9][0-9]{15}|[1-9][0-9]{5}[ .-][0-9]{6}[ .-][0-9]{4}|[1-9][0-9]{3}([ .-][0-9]{4}){3})([^0-9a-f]|$)"
# Where a sealed column's field is not its own name's first part.
FIELDS = {
    ("enrolment_membership", "number_sealed"): "kpj",
    ("banking_account", "number_sealed"): "account",
    ("claims_mandate", "holder_nik_sealed"): "nik",
}


def _open(sealed: bytes, field: str, cipher: AESGCM) -> bytes:
    return cipher.decrypt(sealed[2:14], sealed[14:], field.encode())


def _columns(
    connection: psycopg.Connection[Any], types: tuple[str, ...], like: str = "%"
) -> Iterator[tuple[str, str]]:
    yield from connection.execute(
        """select c.table_name, c.column_name from information_schema.columns c
           join information_schema.tables t using (table_schema, table_name)
           where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = any(%s) and c.column_name like %s
             and not exists (select from pg_class p where p.relname = c.table_name and p.relispartition) order by 1, 2""",
        [list(types), like],
    ).fetchall()


def numbers_open_and_agree(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Every `x_sealed` beside an `x_index`: it opens with the keys at hand, and its index is the number's own."""
    cipher, index_key = AESGCM(bytes.fromhex(keys()["data"])), bytes.fromhex(keys()["index"])
    looked_at, broken = 0, []
    indexed = set(_columns(connection, ("bytea",), r"%\_index"))
    for table, column in _columns(connection, ("bytea",), r"%\_sealed"):
        beside = column.replace("_sealed", "_index")
        if (table, beside) not in indexed:
            continue
        field = FIELDS.get((table, column), column.removesuffix("_sealed"))
        rows = connection.execute(
            f"select id, {column}, {beside} from {table} where {column} is not null"
        ).fetchall()
        looked_at += len(rows)
        for number, sealed, index in rows:
            if not _agrees(sealed, index, field, cipher, index_key):
                broken.append(f"{table} {number}: {column} does not open, or is not what {beside} says")
    return looked_at, broken


def _agrees(sealed: bytes, index: bytes, field: str, cipher: AESGCM, index_key: bytes) -> bool:
    try:
        plain = _open(sealed, field, cipher)
    except InvalidTag:
        return False
    wanted = hmac.digest(index_key, field.encode() + b":" + plain, "sha256")[:16]
    return hmac.compare_digest(wanted, index or b"")


def files_keep_their_bytes(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Every registered file opens, and its bytes have the registered hash."""
    cipher, broken, looked_at = AESGCM(bytes.fromhex(keys()["data"])), [], 0
    for number, sha256, sealed in connection.execute(
        "select id, sha256, sealed from exchange_content"
    ).fetchall():
        looked_at += 1
        try:
            if hashlib.sha256(_open(sealed, "file", cipher)).hexdigest() != sha256:
                broken.append(f"file {number} has other bytes than were registered")
        except InvalidTag:
            broken.append(f"file {number} does not open")
    return looked_at, broken


def orders_pay_whom_their_file_says(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """The account of an order is in the file that the bank was given."""
    cipher, broken = AESGCM(bytes.fromhex(keys()["data"])), []
    rows = connection.execute(
        """select o.key, o.account_sealed, c.sealed from payments_order o join exchange_batch b on b.id = o.batch_id
           join exchange_content c on c.id = b.content_id order by o.id"""
    ).fetchall()
    for key, account, file in rows:
        try:
            holds = _open(account, "account", cipher) in _open(file, "file", cipher)
        except InvalidTag:
            holds = False
        if not holds:
            broken.append(f"{key}: its account is not the one in its file")
    return len(rows), broken


def nothing_stands_open(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """No column of words, JSON, arrays or bytes holds sixteen digits: not in a sealed column that was never sealed either."""
    words = _columns(connection, ("text", "character varying", "character", "jsonb", "json", "ARRAY"))
    places = [(table, column, f"{column}::text") for table, column in words]
    places += [(t, c, f"encode({c}, 'escape')") for t, c in _columns(connection, ("bytea",))]
    looked_at, broken = 0, []
    for table, column, said in places:
        looked_at += 1
        found = connection.execute(f"select count(*) from {table} where {said} ~ %s", [SIXTEEN]).fetchone()
        if found and found[0]:
            broken.append(f"{table}.{column} shows sixteen digits in {found[0]} rows")
    return looked_at, broken


CHECKS = [Check(1, "numbers and their indexes", numbers_open_and_agree), Check(7, "files and their hashes", files_keep_their_bytes),
          Check(7, "accounts and files", orders_pay_whom_their_file_says), Check(14, "open numbers", nothing_stands_open)]  # fmt: skip
