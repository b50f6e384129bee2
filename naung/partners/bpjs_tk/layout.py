"""Columns of BPJS Ketenagakerjaan, read from layout.yaml: no official template was found (reference, domain 4.5, MEM/M), so what
stands where is data, and the file says itself that it is to be agreed."""

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_noop as _

from naung.delivery.enrolment.ports import Admission, Admissions, Registrant, Terms
from naung.kit.refusal import Refusal
from naung.partners import tables

AGREED: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "layout.yaml").read_text(encoding="utf-8"))
REGISTRATION, ANSWER = AGREED["registration"], AGREED["answer"]
CHANNELS = {payer: one["code"] for one in AGREED["channels"] for payer in one["payers"]}
KINDS, PAYERS, MEANINGS = AGREED["kinds"], AGREED["payers"], AGREED["reasons"]
OURS = {said: payer for payer, said in PAYERS.items()}
OUT, BACK = tuple(AGREED["columns"]), tuple(AGREED["back"])
ACCEPTED, REFUSED = AGREED["accepted"], AGREED["refused"]
REASONS = {
    "N01": _("NIK tidak dikenal"), "N02": _("tercatat meninggal"), "N03": _("nama berbeda"), "N04": _("tanggal lahir tidak terbaca"),
    "U65": _("65 tahun ke atas"), "A01": _("sudah terlindungi"),
}  # fmt: skip
# What a line is made of, in one order; layout.yaml says in which column each goes. The last one is what we do not know.
KNOWN = (
    "number", "nik", "name", "birth_place", "born_on", "sex", "mother", "address", "village", "district", "regency", "province", "phone",
    "occupation", "base", "schemes", "first_month", "months", "rupiah", "disability", "decile", "decree", "kind", "member_number",
    "old_channel", "",
)  # fmt: skip
_IN_COLUMNS = itemgetter(*(KNOWN.index(ours) for ours in AGREED["columns"].values()))


class NoChannel(Refusal):
    """The insurer takes no list from this payer: whoever pays for themselves registers themselves."""


def channel(payer: str) -> str:
    """The kind of wadah under which a payer's people are registered; NoChannel."""
    if payer not in CHANNELS:
        raise NoChannel(f"Tidak ada jenis wadah untuk pembayar {payer!r}; yang ada: {', '.join(CHANNELS)}.")
    return CHANNELS[payer]


def say_day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def read_day(text: str) -> date | None:
    try:
        day, month, year = text.split("-")
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def write(terms: Terms, people: Iterable[Registrant]) -> bytes:
    """Heading, columns, one line a person, and the control line: lines, months of cover, rupiah."""
    lines = [_IN_COLUMNS(_known(terms, p)) for p in people]
    heading = [
        channel(terms.payer), terms.key, terms.agreement, say_day(terms.starts), terms.region, terms.region_name,
    ]  # fmt: skip
    return tables.write(
        REGISTRATION, heading, OUT, lines, (len(lines), len(lines) * terms.months, terms.rupiah)
    )


def _known(terms: Terms, p: Registrant) -> tuple[object, ...]:
    """In the order of KNOWN."""
    who = (
        p.number,
        p.nik,
        p.name.upper(),
        p.birth_place.upper(),
        say_day(p.born_on),
        p.sex,
        p.mother.upper(),
    )
    where = (p.address, p.village, p.district, p.regency, AGREED["province"], p.phone)
    what = (
        p.occupation,
        terms.base,
        terms.schemes.upper(),
        f"{terms.first_month:%m-%Y}",
        terms.months,
        p.rupiah,
    )
    old = CHANNELS.get(p.old_payer, "") if p.old_payer else ""
    more = (p.disability, "" if p.decile is None else p.decile, p.decree, KINDS[p.kind], p.member_number, old)
    return (*who, *where, *what, *more, "")


def read(content: bytes) -> Admissions:
    table = tables.read(content, ANSWER, BACK)
    if table.wrong:
        return Admissions(unreadable=table.wrong)
    lines = [_admission(row) for row in table.rows]
    totals = [tables.whole(text) for text in table.totals]
    if len(totals) != 2 or None in totals:
        return Admissions(unreadable="the control line is not two whole numbers")
    if None in lines:
        return Admissions(unreadable=f"line {lines.index(None) + 1} cannot be understood")
    return Admissions(tuple(line for line in lines if line), totals[0] or 0, totals[1] or 0)


def _admission(row: dict[str, str]) -> Admission | None:
    """None where the line says what no answer says: an unknown status, a number that is none, a start that is no day."""
    number, rupiah, since = tables.whole(row["no"]), tables.whole(row["iuran"]), read_day(row["mulai"])
    if number is None or rupiah is None:
        return None
    if row["status"] == REFUSED and row["kode"]:
        return _refused(row, number, rupiah)
    if row["status"] == ACCEPTED and since and len(row["kpj"]) == 11 and row["kpj"].isdigit():
        return Admission(number, row["nik"], ok=True, member_number=row["kpj"], since=since, rupiah=rupiah)
    return None


def _refused(row: dict[str, str], number: int, rupiah: int) -> Admission:
    return Admission(number, row["nik"], ok=False, code=row["kode"], reason=row["keterangan"], rupiah=rupiah,
                     meaning=MEANINGS.get(row["kode"], ""), payer=OURS.get(row["sebelumnya"], row["sebelumnya"]),
                     until=read_day(row["sampai"]), name=row["nama"])  # fmt: skip
