"""BPJS Ketenagakerjaan as far as enrolment meets it: takes a registration file, refuses for the reasons that it is known to
have (judging.py), gives a participant number to the rest, and leaves theirs to those who have one. Everything it says is made up."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from naung.delivery.enrolment.ports import Admissions, Departure, Departures, Leaver, Registrant, Terms
from naung.kit.canonical import sha256
from naung.kit.home import private_folder
from naung.kit.months import Month
from naung.partners import numbers, tables, world
from naung.partners.bpjs_tk import layout, leavers
from naung.partners.bpjs_tk.judging import SCATTER, Judge
from naung.partners.manners import Manners, numbered_strangers

OF_A_CHANNEL = {code: payer for payer, code in reversed(layout.CHANNELS.items())}


class Insurer:
    partner = "bpjs_tk"
    reasons = layout.REASONS

    def __init__(self, *, misbehave: Iterable[str] | None = None, lists: Path | None = None) -> None:
        self.lists = lists or world.folder()
        self.manners = Manners(misbehave, self.lists)

    def write(self, terms: Terms, people: Iterable[Registrant]) -> bytes:
        return layout.write(terms, people)

    def read(self, content: bytes) -> Admissions:
        return layout.read(content)

    def answer(self, content: bytes, *, on: date) -> list[bytes]:
        table = tables.read(content, layout.REGISTRATION, layout.OUT)
        if table.wrong:
            return [tables.write(layout.ANSWER, ["", layout.say_day(on)], layout.BACK, [], (0, 0))]
        start = layout.read_day(table.heading[3]) or on
        judge = Judge(self.lists, table.heading[2], start, on)
        lines = [judge.told(row) for row in table.rows]
        self._remember(table, lines, sha256(content))

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [_stranger(n) for n in numbered_strangers(len(lines), strangers)]
            return _answer(table.heading[1], told, on, off)

        return self.manners.deliver(content, compose, len(lines))

    def write_leavers(self, about: Departure, some: Iterable[Leaver]) -> bytes:
        return leavers.write(about, some)

    def read_partings(self, content: bytes) -> Departures:
        return leavers.read(content)

    def answer_leavers(self, content: bytes, *, on: date) -> list[bytes]:
        return leavers.answer(content, self.manners, self.lists, on)

    def _remember(self, table: tables.Table, lines: list[tuple[object, ...]], name: str) -> None:
        """Whom it takes in is on its own list from then on, under our agreement: asked again, it says so (insured.py)."""
        if not (self.lists / "bpjs_active.csv").exists():
            return
        taken = [
            _remembered(row, line, table)
            for row, line in zip(table.rows, lines, strict=True)
            if line[2] == layout.ACCEPTED
        ]
        private_folder(self.lists / world.REGISTERED)
        with (self.lists / world.REGISTERED / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("nik", "payer", "since", "until", "agreement"), *taken])


def _remembered(row: dict[str, str], line: tuple[object, ...], table: tables.Table) -> tuple[str, ...]:
    since = layout.read_day(str(line[4])) or date.min
    first = Month(int(row["bulan_awal"][3:]), int(row["bulan_awal"][:2]))
    until = first.plus(int(row["jumlah_bulan"]) - 1).last
    payer = OF_A_CHANNEL.get(table.heading[0], "apbd")
    return (row["nik"], payer, since.isoformat(), until.isoformat(), table.heading[2])


def _stranger(number: int) -> tuple[object, ...]:
    nik = f"537101010190{9000 + number % 1000}"
    kpj = numbers.eleven(nik, SCATTER)
    return (number, nik, layout.ACCEPTED, kpj, "01-07-2025", 0, *[""] * 5)


def _answer(key: str, lines: list[tuple[object, ...]], on: date, off: int) -> bytes:
    rupiah = sum(int(str(line[5])) for line in lines)
    return tables.write(
        layout.ANSWER, [key, layout.say_day(on)], layout.BACK, lines, (len(lines) + off, rupiah)
    )
