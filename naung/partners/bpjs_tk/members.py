"""BPJS Ketenagakerjaan's list of members for a month: who, under which number, active or not, paid until when, for how much.

No official layout was found; this one follows the columns that such lists are known to carry, and a real one replaces this file. The
simulator builds it from the lists it was paid for, and may be told to be wrong about somebody (`odd`, or NAUNG_ODD_MEMBERS)."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from naung.delivery.contributions.reconciling.ports import Listed, MemberFile
from naung.foundation.exchange.ports import Unreadable
from naung.kit.months import Month
from naung.partners import tables
from naung.partners.bpjs_tk import contributions

MEMBERS = "BPJSTK-BPU-PESERTA-1"
COLUMNS = ("no", "kpj", "nama", "status", "lunas_sampai", "iuran")
ACTIVE, INACTIVE = "AKTIF", "NONAKTIF"
LARGEST = 64 << 20
Row = tuple[str, str, str, str, int]  # number, name, status, paid until, rupiah

ODD: dict[str, Callable[[int, Row, str], list[Row]]] = {
    "missing": lambda n, row, before: [] if n == 1 else [row],
    "doubled": lambda n, row, before: [row, row] if n == 2 else [row],
    "short": lambda n, row, before: [(*row[:3], before, row[4])] if n == 3 else [row],
    "wrong_amount": lambda n, row, before: [(*row[:4], row[4] - 100)] if n == 4 else [row],
    "inactive": lambda n, row, before: [(row[0], row[1], INACTIVE, *row[3:])] if n == 5 else [row],
    "renamed": lambda n, row, before: [(row[0], "ORANG YANG BERBEDA SAMA SEKALI", *row[2:])] if n == 6 else [row],
    "unknown": lambda n, row, before: [row, ("00000000019", "ORANG LAIN", ACTIVE, row[3], row[4])] if n == 7 else [row],
}  # fmt: skip


class Members:
    partner = "bpjs_tk"

    def __init__(self, *, odd: Iterable[str] | None = None, lists: Path | None = None) -> None:
        words = os.environ.get("NAUNG_ODD_MEMBERS", "").split(",") if odd is None else odd
        self.odd = [ODD[word.strip()] for word in words if word.strip()]

    def members(self, sent: Sequence[bytes], *, programme: str, month: date, on: date) -> list[bytes]:
        """The members on the lists that were paid, in the order of their numbers, as of a day."""
        until, before = Month.of(month).last.isoformat(), Month.of(month).plus(-1).last.isoformat()
        rows = sorted(row for content in sent for row in _members(content, until))
        told = self._told(rows, before)
        lines = [(n, *row) for n, row in enumerate(told, 1)]
        heading = (programme, f"{month:%m-%Y}", on.isoformat())
        return (
            [tables.write(MEMBERS, heading, COLUMNS, lines, (len(lines), sum(line[5] for line in lines)))]
            if lines
            else []
        )

    def _told(self, rows: Sequence[Row], before: str) -> list[Row]:
        """Odd about the first people of the list, each way about another person."""
        told: list[Row] = []
        for n, row in enumerate(rows, 1):
            some = [row]
            for way in self.odd:
                some = [said for one in some for said in way(n, one, before)]
            told += some
        return told

    def read_members(self, content: bytes) -> MemberFile:
        if len(content) > LARGEST:
            raise Unreadable(_("Berkas ini lebih besar dari %(n)s MB.") % {"n": LARGEST >> 20})
        table = tables.read(content, MEMBERS, COLUMNS)
        if table.wrong or len(table.heading) != 3 or len(table.totals) != 2:
            raise Unreadable(_("Daftar peserta BPJS Ketenagakerjaan tidak terbaca: %(why)s.") % {"why": table.wrong or "heading"})  # fmt: skip
        lines = tuple(_listed(row) for row in table.rows)
        if tuple(map(tables.whole, table.totals)) != (len(lines), sum(line.rupiah for line in lines)):
            raise Unreadable(_("Jumlah pada baris penutup daftar peserta tidak sama dengan isinya."))
        programme, month, as_of = table.heading
        return MemberFile(programme, _month(month), _day(as_of), lines)


def _members(content: bytes, until: str) -> list[Row]:
    table = tables.read(content, contributions.LIST, contributions.OUT)
    return [(row["kpj"], row["nama"], ACTIVE, until, int(row["iuran"])) for row in table.rows]


def _listed(row: dict[str, str]) -> Listed:
    rupiah, status = tables.whole(row["iuran"]), row["status"]
    if rupiah is None or status not in (ACTIVE, INACTIVE) or not row["kpj"]:
        raise Unreadable(_("Baris %(no)s daftar peserta tidak terbaca.") % {"no": row["no"][:10]})
    until = _day(row["lunas_sampai"]) if row["lunas_sampai"] else None
    return Listed(row["kpj"], row["nama"], status == ACTIVE, until, rupiah)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(
            _("Daftar peserta memuat “%(text)s” di tempat tanggal.") % {"text": text[:20]}
        ) from None


def _month(text: str) -> date:
    try:
        month, year = text.split("-")
        return date(int(year), int(month), 1)
    except ValueError:
        raise Unreadable(
            _("Daftar peserta memuat “%(text)s” di tempat bulan.") % {"text": text[:20]}
        ) from None
