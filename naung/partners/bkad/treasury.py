"""SPP, SPM and SP2D as a file, and a treasury that answers it. No machine-readable layout of the treasury's was found (SIPD gives
PDF and spreadsheets): these columns are ours until BKAD agrees on others. Everything the simulator says is made up."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from naung.delivery.contributions.ports import Issued
from naung.foundation.exchange.ports import Unreadable
from naung.partners import tables, world
from naung.partners.manners import Manners

PAPERS = "BKAD-SP2D-1"
COLUMNS = (
    "nomor_spp", "tanggal_spp", "nomor_spm", "tanggal_spm", "nomor_sp2d", "tanggal_sp2d", "kode_rekening", "opd", "bruto", "potongan", "neto",
    "penerima", "keadaan",
)  # fmt: skip
STATES = {
    "PREPARED": "DISUSUN",
    "SIGNED": "SPM",
    "ISSUED": "SP2D",
    "REFUSED": "DITOLAK",
    "VOID": "DITARIK",
    "RETURNED": "DIKEMBALIKAN",
}
MARK = "layout belum disepakati dengan BKAD"


class Treasury:
    partner = "bkad"

    def __init__(self, *, misbehave: Iterable[str] | None = None, lists: Path | None = None) -> None:
        self.manners = Manners(misbehave, lists or world.folder())

    def write(self, papers: Sequence[Issued]) -> bytes:
        return tables.write(PAPERS, (MARK,), COLUMNS, map(_row, papers), (len(papers), sum(p.gross - p.deductions for p in papers)))  # fmt: skip

    def ask(self, content: bytes, *, on: date) -> list[bytes]:
        """An SP2D for every signed SPM, dated the day it is asked; the same SPM has the same number for ever."""
        asked = [one for one in self.read(content) if one.state == "SIGNED"]
        issued = [_issued(one, on) for one in asked]

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = issued[part]
            return tables.write(PAPERS, (MARK,), COLUMNS, map(_row, told), (len(told) + off, sum(p.gross - p.deductions for p in told)))  # fmt: skip

        return self.manners.deliver(content, compose, len(issued)) if issued else []

    def read(self, content: bytes) -> list[Issued]:
        table = tables.read(content, PAPERS, COLUMNS)
        if table.wrong:
            raise Unreadable(f"Berkas SP2D tidak terbaca: {table.wrong}.")
        found = [_paper(row) for row in table.rows]
        if tuple(map(tables.whole, table.totals)) != (len(found), sum(p.gross - p.deductions for p in found)):
            raise Unreadable("Jumlah pada baris penutup berkas SP2D tidak sama dengan isinya.")
        return found


def _row(p: Issued) -> tuple[object, ...]:
    days = [day.isoformat() if day else "" for day in (p.spp_on, p.spm_on, p.sp2d_on)]
    return (p.spp_number, days[0], p.spm_number, days[1], p.sp2d_number, days[2], p.account_code, p.office, p.gross, p.deductions,
            p.gross - p.deductions, p.payee, STATES[p.state])  # fmt: skip


def _issued(p: Issued, on: date) -> Issued:
    number = int.from_bytes(hashlib.sha256(f"sp2d {p.spm_number}".encode()).digest()[:8]) % 10**6
    return Issued(p.spp_number, p.spp_on, p.spm_number, p.spm_on, f"{number:06}/SP2D/CONTOH/{on.year}", max(on, p.spm_on or on), p.account_code,
                  p.office, p.gross, p.deductions, p.payee, "ISSUED")  # fmt: skip


def _paper(row: dict[str, str]) -> Issued:
    """One line; Unreadable when an amount, a day or the state is none, or the net is not gross less deductions."""
    gross, deductions, net = (tables.whole(row[name]) for name in ("bruto", "potongan", "neto"))
    state = {said: state for state, said in STATES.items()}.get(row["keadaan"])
    spp_on = _day(row["tanggal_spp"])
    if gross is None or deductions is None or net != gross - deductions or state is None or spp_on is None:
        raise Unreadable(f"Baris SPM {row['nomor_spm'][:40]!r} pada berkas SP2D tidak utuh.")
    return Issued(row["nomor_spp"], spp_on, row["nomor_spm"], _day(row["tanggal_spm"]), row["nomor_sp2d"], _day(row["tanggal_sp2d"]),
                  row["kode_rekening"], row["opd"], gross, deductions, row["penerima"], state)  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Unreadable(f"Tanggal {text[:20]!r} pada berkas SP2D bukan tanggal.") from None
