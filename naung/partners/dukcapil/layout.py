"""Columns of the matching file with the civil registry. DTSEN's decile and BKN's and BPJS's word on employment come in the
same answer, as a regency gets them today through one table. The layout is ours (access: Permendagri 102/2019)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from naung.partners import tables

INQUIRY, ANSWER = "DUKCAPIL-PADAN-1", "DUKCAPIL-PADAN-JAWABAN-1"
OUT = ("no", "nik", "nama", "tgl_lahir", "jenis_kelamin")
BACK = ("no", "nik", "hasil", "beda", "tgl_meninggal", "desil", "pekerjaan")
RESULTS = {"SESUAI": "SAME", "TIDAK SESUAI": "DIFFERS", "MENINGGAL": "DEAD", "TIDAK DITEMUKAN": "NOT_FOUND"}
SAID = {ours: theirs for theirs, ours in RESULTS.items()}
STATUSES = {
    "": None, "TIDAK ADA": "none", "ASN": "asn", "TNI": "tni", "POLRI": "polri", "PEKERJA PENERIMA UPAH": "wage_earner",
    "PENSIUNAN": "pensioner", "PESERTA BPJS AKTIF": "bpjs_active",
}  # fmt: skip
STATUS_SAID = {ours: theirs for theirs, ours in STATUSES.items()}
FIELDS = {"NAMA": "name", "TGL LAHIR": "born_on", "JENIS KELAMIN": "sex"}


class Inquiry(Protocol):
    """What is asked of one person (registry.ports has the dataclass)."""

    @property
    def number(self) -> int: ...
    @property
    def nik(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def born_on(self) -> date: ...
    @property
    def sex(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Word:
    """What the registers say of one person. `answer`: SAME, DIFFERS, DEAD, NOT_FOUND; `differs`: name, born_on, sex."""

    number: int
    nik: str
    answer: str
    differs: tuple[str, ...] = ()
    died_on: date | None = None
    decile: int | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    lines: tuple[Word, ...] = ()
    rows: int = 0
    unreadable: str = ""


def write(key: str, inquiries: Iterable[Inquiry]) -> bytes:
    lines = [(q.number, q.nik, q.name, q.born_on.isoformat(), q.sex) for q in inquiries]
    return tables.write(INQUIRY, [key], OUT, lines, (len(lines),))


def read(content: bytes) -> Words:
    table = tables.read(content, ANSWER, BACK)
    if table.wrong:
        return Words(unreadable=table.wrong)
    rows, lines = tables.whole("".join(table.totals)), [_word(row) for row in table.rows]
    if rows is None:
        return Words(unreadable="the control line is not one whole number")
    if None in lines:
        return Words(unreadable=f"line {lines.index(None) + 1} cannot be understood")
    return Words(tuple(line for line in lines if line), rows)


def _word(row: dict[str, str]) -> Word | None:
    number, answer = tables.whole(row["no"]), RESULTS.get(row["hasil"])
    decile = tables.whole(row["desil"]) if row["desil"] else None
    fields = [FIELDS.get(name) for name in row["beda"].split(",")] if row["beda"] else []
    known = row["pekerjaan"] in STATUSES and (not row["desil"] or decile in range(1, 11))
    if number is None or answer is None or None in fields or not known:
        return None
    died = _day(row["tgl_meninggal"])
    if (answer == "DEAD") != (died is not None):
        return None
    return Word(
        number, row["nik"], answer, tuple(f for f in fields if f), died, decile, STATUSES[row["pekerjaan"]]
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
