"""The simulated bank's own books on disk: what it was asked, what it decided, and each debit. Nobody but the bank writes here.

A `forgetful` bank does not remember references: whoever sends an order again is debited again. With such a bank a test can fail."""

import sqlite3
from pathlib import Path
from threading import RLock
from typing import Any

TABLES = """
create table if not exists external (day text, id text, primary key (day, id));
create table if not exists transfer (no integer primary key, reference text, digest text, service text, amount integer, account text,
                                     day text, remark text, state text);
create table if not exists booking (no integer primary key, reference text, amount integer, day text, remark text);
create table if not exists account (number text primary key, name text, status text);
create index if not exists transfer_reference on transfer (reference);
"""
DONE, PENDING, FAILED, LATE = (
    "00",
    "03",
    "06",
    "late",
)  # late: not known yet, and moved once its state was asked for


class Books:
    def __init__(self, path: Path | str, *, forgetful: bool = False) -> None:
        self._file, self._lock, self.forgetful = (
            sqlite3.connect(path, check_same_thread=False, isolation_level=None),
            RLock(),
            forgetful,
        )
        self._file.row_factory = sqlite3.Row
        self._file.executescript(TABLES)

    def _run(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        with self._lock:
            return self._file.execute(statement, values).fetchall()

    def close(self) -> None:
        with self._lock:
            self._file.close()

    def first_time(self, day: str, number: str) -> bool:
        """Whether this X-EXTERNAL-ID is new today."""
        return bool(
            self._run("insert into external values (?, ?) on conflict do nothing returning id", day, number)
        )

    def transfer(self, reference: str) -> sqlite3.Row | None:
        found = self._run("select * from transfer where reference = ? order by no desc limit 1", reference)
        return found[0] if found else None

    def take(self, order: dict[str, Any], digest: str, service: str, state: str) -> None:
        """Takes an order in hand; DONE debits the account at once."""
        amount = int(order["amount"]["value"].split(".")[0])
        day, remark, reference = (
            order["transactionDate"][:10],
            order.get("remark", ""),
            order["partnerReferenceNo"],
        )
        with self._lock:
            self._run("insert into transfer (reference, digest, service, amount, account, day, remark, state) values (?, ?, ?, ?, ?, ?, ?, ?)",
                      reference, digest, service, amount, order["beneficiaryAccountNo"], day, remark, state)  # fmt: skip
            if state == DONE:
                self._debit(reference, amount, day, remark)

    def settle(self, reference: str, state: str) -> None:
        """What was in hand is decided; DONE debits."""
        with self._lock:
            found = self.transfer(reference)
            assert found is not None
            self._run("update transfer set state = ? where no = ?", state, found["no"])
            if state == DONE:
                self._debit(reference, found["amount"], found["day"], found["remark"])

    def _debit(self, reference: str, amount: int, day: str, remark: str) -> None:
        self._run(
            "insert into booking (reference, amount, day, remark) values (?, ?, ?, ?)",
            reference,
            amount,
            day,
            remark,
        )

    def debits(self, reference: str) -> int:
        """How often this order was debited: more than once is what must never be."""
        return int(self._run("select count(*) as n from booking where reference = ?", reference)[0]["n"])

    def bookings(self, since: str, until: str) -> list[sqlite3.Row]:
        return self._run(
            "select * from booking where day between ? and ? order by no", since[:10], until[:10]
        )

    def know(self, number: str, name: str, status: str = "Rekening Aktif") -> None:
        self._run("insert into account values (?, ?, ?) on conflict (number) do update set name = excluded.name, status = excluded.status", number, name, status)  # fmt: skip

    def account(self, number: str) -> sqlite3.Row | None:
        found = self._run("select * from account where number = ?", number)
        return found[0] if found else None
