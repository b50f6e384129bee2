"""The file of leavers and its answer, by layout.yaml (to be agreed), and the simulated insurer's way with it. Everything it says is made up."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from naung.delivery.enrolment.ports import Departure, Departures, Leaver, Parting
from naung.kit.canonical import sha256
from naung.kit.home import private_folder
from naung.partners import tables, world
from naung.partners.bpjs_tk import layout
from naung.partners.bpjs_tk.layout import AGREED
from naung.partners.manners import Manners, numbered_strangers

LEAVERS, PARTINGS = AGREED["leavers"], AGREED["partings"]
OUT, BACK = tuple(AGREED["leaver_columns"]), tuple(AGREED["parting_columns"])
REASONS: dict[str, str] = AGREED["leaving"]
STRANGER = "00000000019"


def write(about: Departure, leavers: Iterable[Leaver]) -> bytes:
    """A reason that the layout has no word for is a KeyError: nothing is sent that means something else."""
    lines = [
        (one.number, one.nik, one.member_number, one.name.upper(), layout.say_day(one.until), REASONS[one.reason], one.document)
        for one in leavers
    ]  # fmt: skip
    heading = [about.key, about.agreement, about.region, about.region_name, layout.say_day(about.on)]
    return tables.write(LEAVERS, heading, OUT, lines, (len(lines),))


def read(content: bytes) -> Departures:
    table = tables.read(content, PARTINGS, BACK)
    if table.wrong:
        return Departures(unreadable=table.wrong)
    lines = [_parting(row) for row in table.rows]
    rows = tables.whole(table.totals[0]) if len(table.totals) == 1 else None
    if rows is None:
        return Departures(unreadable="the control line is not one whole number")
    if None in lines:
        return Departures(unreadable=f"line {lines.index(None) + 1} cannot be understood")
    return Departures(tuple(line for line in lines if line), rows)


def _parting(row: dict[str, str]) -> Parting | None:
    """None where the line says what no answer says."""
    number, until = tables.whole(row["no"]), layout.read_day(row["sampai"])
    if number is not None and row["status"] == layout.ACCEPTED and until:
        return Parting(number, row["kpj"], ok=True, until=until)
    if number is not None and row["status"] == layout.REFUSED and row["kode"]:
        return Parting(number, row["kpj"], ok=False, code=row["kode"], reason=row["keterangan"])
    return None


def answer(content: bytes, manners: Manners, lists: Path, on: date) -> list[bytes]:
    table = tables.read(content, LEAVERS, OUT)
    told = [_told(row, on) for row in table.rows]
    _remember(lists, table, told, sha256(content))

    def compose(part: slice, strangers: int, off: int) -> bytes:
        lines = told[part] + [(n, STRANGER, layout.ACCEPTED, layout.say_day(on), "", "") for n in numbered_strangers(len(told), strangers)]  # fmt: skip
        return tables.write(PARTINGS, [*table.heading[:1], layout.say_day(on)], BACK, lines, (len(lines) + off,))  # fmt: skip

    return manners.deliver(content, compose, len(told))


def _told(row: dict[str, str], on: date) -> tuple[object, ...]:
    until = layout.read_day(row["hari_terakhir"])
    if len(row["kpj"]) != 11 or not row["kpj"].isdigit():
        return (row["no"], row["kpj"], layout.REFUSED, "", "K01", "KPJ tidak terbaca.")
    if until is None or until > on:
        return (row["no"], row["kpj"], layout.REFUSED, "", "K03", "Hari terakhir belum lewat.")
    return (row["no"], row["kpj"], layout.ACCEPTED, row["hari_terakhir"], "", "")


def _remember(lists: Path, table: tables.Table, told: list[tuple[object, ...]], name: str) -> None:
    """Whom it ended it does not call insured any more (insured.py, judging.py)."""
    ended = [(row["nik"], layout.read_day(row["hari_terakhir"])) for row, line in zip(table.rows, told, strict=True) if line[2] == layout.ACCEPTED]  # fmt: skip
    private_folder(lists / world.ENDED)
    with (lists / world.ENDED / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("nik", "until"), *ended])
