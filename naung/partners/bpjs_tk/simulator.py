"""BPJS Ketenagakerjaan as far as enrolment meets it: takes a registration file, refuses for the reasons that it is known to
have, gives a participant number to the rest. Everything it says is made up."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from naung.delivery.enrolment.ports import Admissions, Registrant, Terms
from naung.kit.canonical import sha256
from naung.kit.clock import say_date
from naung.kit.home import private_folder
from naung.kit.months import Month, age_on
from naung.partners import numbers, tables, world
from naung.partners.bpjs_tk import layout
from naung.partners.manners import Manners, numbered_strangers

AGE_LIMIT = 65  # under it on the day of acceptance, not of the proposal (reference, domain 1.4: SMG, MUKO)
SCATTER = 38_196_601_277
PAYERS = {
    "apbn": "APBN",
    "apbd": "APBD",
    "village": "dana desa",
    "donor": "donatur",
    "self": "sendiri",
    "employer": "pemberi kerja",
}


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
        lines = self._judge(table, on)
        self._remember(table, lines, sha256(content))

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [_stranger(n) for n in numbered_strangers(len(lines), strangers)]
            return _answer(table.heading[1], told, on, off)

        return self.manners.deliver(content, compose, len(lines))

    def _judge(self, table: tables.Table, on: date) -> list[tuple[object, ...]]:
        """One answer a line. Workers of a government's list start as the agreement says (PROB67 e)."""
        start = layout.read_day(table.heading[3]) or on
        residents, active = world.residents(self.lists), world.active(self.lists)
        return [_told(row, start, _refusal(row, on, start, residents, active)) for row in table.rows]

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
    return (row["nik"], "apbd", since.isoformat(), until.isoformat(), table.heading[2])


def _refusal(
    row: dict[str, str],
    on: date,
    start: date,
    residents: dict[str, world.Resident] | None,
    active: dict[str, tuple[str, date]],
) -> tuple[str, str] | None:
    nik, born_on = row["nik"], layout.read_day(row["tgl_lahir"])
    if born_on is None:
        return "N04", "Tanggal lahir tidak terbaca."
    if residents is not None and nik not in residents:
        return "N01", "NIK tidak ditemukan pada data kependudukan."
    if residents is not None and (died := residents[nik].died_on) and died <= on:
        return "N02", f"Tercatat meninggal pada {say_date(died)}."
    if age_on(born_on, on) >= AGE_LIMIT:
        return (
            "U65",
            f"Berusia {age_on(born_on, on)} tahun pada tanggal pendaftaran; batasnya di bawah {AGE_LIMIT} tahun.",
        )
    if nik in active and active[nik][1] >= start:
        payer, until = active[nik]
        return "A01", f"Sudah terlindungi sampai {say_date(until)} (dibayar {PAYERS.get(payer, payer)})."
    return None


def _told(row: dict[str, str], start: date, refusal: tuple[str, str] | None) -> tuple[object, ...]:
    if refusal:
        return (row["no"], row["nik"], layout.REFUSED, "", "", row["iuran"], *refusal)
    return (
        row["no"],
        row["nik"],
        layout.ACCEPTED,
        numbers.eleven(row["nik"], SCATTER),
        layout.say_day(start),
        row["iuran"],
        "",
        "",
    )


def _stranger(number: int) -> tuple[object, ...]:
    nik = f"537101010190{9000 + number % 1000}"
    return (number, nik, layout.ACCEPTED, numbers.eleven(nik, SCATTER), "01-07-2025", 0, "", "")


def _answer(key: str, lines: list[tuple[object, ...]], on: date, off: int) -> bytes:
    rupiah = sum(int(str(line[5])) for line in lines)
    return tables.write(
        layout.ANSWER, [key, layout.say_day(on)], layout.BACK, lines, (len(lines) + off, rupiah)
    )
