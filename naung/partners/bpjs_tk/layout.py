"""Columns of BPJS Ketenagakerjaan. No official template was found (reference, domain 4.5, MEM/M): the columns follow that
list, and this file is the only one that changes when the real one comes."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_noop as _

from naung.delivery.enrolment.ports import Admission, Admissions, Registrant, Terms
from naung.partners import tables

REGISTRATION, ANSWER = "BPJSTK-BPU-KOLEKTIF-1", "BPJSTK-BPU-JAWABAN-1"
CHANNEL = "SG"  # Pekerja Rentan Pemerintah (PROB67)
ACCEPTED, REFUSED = "TERIMA", "TOLAK"
OUT = (
    "no", "nik", "nama", "tempat_lahir", "tgl_lahir", "jenis_kelamin", "nama_ibu_kandung", "alamat", "desa_kelurahan",
    "kecamatan", "kab_kota", "provinsi", "no_hp", "pekerjaan", "penghasilan", "program", "bulan_awal", "jumlah_bulan",
    "iuran", "disabilitas", "desil", "no_sk",
)  # fmt: skip
BACK = ("no", "nik", "status", "kpj", "mulai", "iuran", "kode", "keterangan")
REASONS = {
    "N01": _("NIK tidak dikenal"), "N02": _("tercatat meninggal"), "N04": _("tanggal lahir tidak terbaca"), "U65": _("65 tahun ke atas"),
    "A01": _("sudah terlindungi"),
}  # fmt: skip
PROVINCE = "NUSA TENGGARA TIMUR"


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
    lines = [_line(terms, p) for p in people]
    heading = [
        CHANNEL,
        terms.key,
        terms.agreement,
        say_day(terms.starts),
        terms.region,
        terms.region_name,
    ]
    return tables.write(
        REGISTRATION, heading, OUT, lines, (len(lines), len(lines) * terms.months, terms.rupiah)
    )


def _line(terms: Terms, p: Registrant) -> tuple[object, ...]:
    who = (
        p.number,
        p.nik,
        p.name.upper(),
        p.birth_place.upper(),
        say_day(p.born_on),
        p.sex,
        p.mother.upper(),
    )
    where = (p.address, p.village, p.district, p.regency, PROVINCE, p.phone)
    what = (
        p.occupation,
        terms.base,
        terms.schemes.upper(),
        f"{terms.first_month:%m-%Y}",
        terms.months,
        p.rupiah,
    )
    return (*who, *where, *what, p.disability, "" if p.decile is None else p.decile, p.decree)


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
        return Admission(
            number, row["nik"], ok=False, code=row["kode"], reason=row["keterangan"], rupiah=rupiah
        )
    if row["status"] == ACCEPTED and since and len(row["kpj"]) == 11 and row["kpj"].isdigit():
        return Admission(number, row["nik"], ok=True, member_number=row["kpj"], since=since, rupiah=rupiah)
    return None
