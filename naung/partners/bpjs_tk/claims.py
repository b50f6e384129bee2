"""The file of approved claims and its answer, by layout.yaml (to be agreed), and the simulated insurer's word on each: as we estimated,
or as claim_words.csv (claim,benefit,rupiah,code,reason) in its lists has it. Everything it says is made up."""

import csv
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from naung.delivery.claims.payout.ports import Asked, Submission, Word, Words
from naung.kit.canonical import sha256
from naung.partners import tables, world
from naung.partners.bpjs_tk import layout
from naung.partners.bpjs_tk.layout import AGREED
from naung.partners.manners import Manners, numbered_strangers

CLAIMS, WORDS = AGREED["claims"], AGREED["words"]
OUT, BACK = tuple(AGREED["claim_columns"]), tuple(AGREED["word_columns"])
BENEFITS: dict[str, str] = AGREED["benefits"]
OURS = {said: ours for ours, said in BENEFITS.items()}
KINDS = {"accident": "KECELAKAAN", "death": "MENINGGAL"}
_AMOUNT = re.compile(r"([A-Z0-9-]+)=(\d{1,13})")
Benefits = tuple[tuple[str, int], ...]


class Insurer:
    partner = "bpjs_tk"

    def __init__(self, *, misbehave: Iterable[str] | None = None, lists: Path | None = None) -> None:
        self.lists = lists or world.folder()
        self.manners = Manners(misbehave, self.lists)

    def write_claims(self, about: Submission, claims: Iterable[Asked]) -> bytes:
        lines = [_line(one) for one in claims]
        heading = [about.key, about.region, about.region_name, layout.say_day(about.on)]
        return tables.write(CLAIMS, heading, OUT, lines, (len(lines), sum(int(str(line[11])) for line in lines)))  # fmt: skip

    def read_words(self, content: bytes) -> Words:
        table = tables.read(content, WORDS, BACK)
        if table.wrong:
            return Words(unreadable=table.wrong)
        key, totals = table.heading[0] if table.heading else "", [tables.whole(text) for text in table.totals]
        lines = [_word(row) for row in table.rows]
        if len(totals) != 2 or None in totals:
            return Words(key, unreadable="the control line is not two whole numbers")
        if None in lines:
            return Words(key, unreadable=f"line {lines.index(None) + 1} cannot be understood")
        return Words(key, tuple(line for line in lines if line), totals[0] or 0, totals[1] or 0)

    def answer_claims(self, content: bytes, *, on: date) -> list[bytes]:
        table = tables.read(content, CLAIMS, OUT)
        if table.wrong:
            return [tables.write(WORDS, ["", layout.say_day(on)], BACK, [], (0, 0))]
        otherwise = _otherwise(self.lists)
        said = [_told(row, otherwise.get(row["nomor_klaim"]), table.heading) for row in table.rows]

        def compose(part: slice, strangers: int, off: int) -> bytes:
            lines = said[part] + [_stranger(n, table.heading) for n in numbered_strangers(len(said), strangers)]  # fmt: skip
            rupiah = sum(int(str(line[6])) for line in lines)
            return tables.write(WORDS, [table.heading[0], layout.say_day(on)], BACK, lines, (len(lines) + off, rupiah))  # fmt: skip

        return self.manners.deliver(content, compose, len(said))


def _line(one: Asked) -> tuple[object, ...]:
    days = (layout.say_day(day) for day in (one.happened_on, one.reported_on, one.complete_on))
    return (one.number, one.claim, one.scheme.upper(), KINDS[one.kind], one.nik, one.member_number, one.name.upper(), *days,
            _itemised((BENEFITS[what], amount) for what, amount in one.benefits), one.rupiah, one.objection)  # fmt: skip


def _itemised(benefits: Iterable[tuple[str, int]]) -> str:
    """JKM-SANTUNAN=20000000 JKM-PEMAKAMAN=10000000"""
    return " ".join(f"{what}={amount}" for what, amount in benefits)


def _benefits(text: str) -> Benefits | None:
    """By our codes; theirs that we do not know are "other", together. None where it is no list of amounts."""
    found: dict[str, int] = {}
    for item in text.split():
        read = _AMOUNT.fullmatch(item)
        if read is None:
            return None
        what = OURS.get(read[1], "other")
        if what in found and what != "other":
            return None
        found[what] = found.get(what, 0) + int(read[2])
    return tuple(found.items())


def _word(row: dict[str, str]) -> Word | None:
    """None where the line says what no answer says."""
    number, rupiah, benefits = tables.whole(row["no"]), tables.whole(row["jumlah"]), _benefits(row["rincian"])
    letter_on = layout.read_day(row["tanggal_surat"])
    if number is None or rupiah is None or benefits is None or letter_on is None or not row["nomor_surat"]:
        return None
    if row["status"] == layout.ACCEPTED:
        return Word(number, row["nomor_klaim"], True, row["nomor_surat"], letter_on, benefits, rupiah, row["kode"], row["keterangan"])  # fmt: skip
    if row["status"] == layout.REFUSED and row["kode"]:
        return Word(number, row["nomor_klaim"], False, row["nomor_surat"], letter_on, code=row["kode"], reason=row["keterangan"])  # fmt: skip
    return None


# --- the simulated insurer --------------------------------------------------------------------------------------


def _told(row: dict[str, str], otherwise: list[dict[str, str]] | None, heading: tuple[str, ...]) -> tuple[object, ...]:  # fmt: skip
    """Dated by the day of our file, so that asked on another day it says the same."""
    letter = (f"BPJSTK/{sha256((heading[0] + row['nomor_klaim']).encode())[:8].upper()} (DATA CONTOH)", heading[3])  # fmt: skip
    head = (row["no"], row["nomor_klaim"])
    if len(row["kpj"]) != 11 or not row["kpj"].isdigit():
        return (*head, layout.REFUSED, *letter, "", 0, "K01", "KPJ tidak terbaca.")
    if otherwise and not otherwise[0]["benefit"]:
        return (*head, layout.REFUSED, *letter, "", 0, otherwise[0]["code"], otherwise[0]["reason"])
    if otherwise and not row["keberatan"]:
        changed = {**dict(read.groups() for read in _AMOUNT.finditer(row["rincian"])), **{one["benefit"]: one["rupiah"] for one in otherwise}}  # fmt: skip
        items = [(what, int(amount)) for what, amount in changed.items()]
        return (*head, layout.ACCEPTED, *letter, _itemised(items), sum(n for _what, n in items), otherwise[0]["code"], otherwise[0]["reason"])  # fmt: skip
    return (*head, layout.ACCEPTED, *letter, row["rincian"], row["jumlah"], "", "")


def _otherwise(lists: Path) -> dict[str, list[dict[str, str]]]:
    """By claim, what the insurer decides otherwise; a list that is not there changes nothing. An empty benefit refuses the claim."""
    found: dict[str, list[dict[str, str]]] = {}
    if (lists / "claim_words.csv").exists():
        with (lists / "claim_words.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["claim"], []).append(row)
    return found


def _stranger(number: int, heading: tuple[str, ...]) -> tuple[object, ...]:
    return (number, f"K-0000-{number}", layout.ACCEPTED, "BPJSTK/ASING", heading[3], "JKM-PEMAKAMAN=1", 1, "", "")  # fmt: skip
