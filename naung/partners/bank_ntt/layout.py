"""Columns of Bank NTT's collective opening, and of its list of how accounts stand. Its layout is not published (reference, domain 5): the columns are what simplified
customer due diligence asks for. 130 is the bank's clearing code."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_noop as _

from naung.delivery.banking.ports import Applicant, Held, Opening, Openings, Request, Standing, Standings
from naung.partners import tables
from naung.partners.bpjs_tk.layout import say_day

OPENING, ANSWER, BANK_CODE = "BANKNTT-BUREKOL-1", "BANKNTT-BUREKOL-JAWABAN-1", "130"
STATUS, STATUS_ANSWER = "BANKNTT-STATUS-1", "BANKNTT-STATUS-JAWABAN-1"
OPENED, REFUSED = "BUKA", "TOLAK"  # opened, and blocked until the holder comes
UNKNOWN = "TIDAK DIKENAL"
STANDINGS = {
    "BLOKIR": "BLOCKED",
    "AKTIF": "ACTIVE",
    "TIDAK AKTIF": "INACTIVE",
    "DORMAN": "DORMANT",
    "TUTUP": "CLOSED",
}
NAME_LENGTH = 35  # to be agreed; longer names come back cut
REASONS = {
    "B01": _("nama berbeda dengan KTP"), "B02": _("nama ibu kandung kosong"), "B03": _("NIK tidak dikenal"), "B04": _("tercatat meninggal"),
    "S01": _("rekening tidak dikenal bank"), "NAMA": _("rekening atas nama orang lain"),
}  # fmt: skip
OUT = (
    "no", "nik", "no_peserta", "nama", "tempat_lahir", "tgl_lahir", "jenis_kelamin", "nama_ibu_kandung", "alamat",
    "desa_kelurahan", "kecamatan", "kab_kota", "no_hp", "pekerjaan",
)  # fmt: skip
ASKED = ("no", "no_rekening", "tgl_buka", "tgl_diaktifkan")
TOLD = ("no", "no_rekening", "status", "tgl_transaksi_terakhir", "kode", "keterangan")
BACK = ("no", "nik", "status", "no_rekening", "no_buku", "nama_rekening", "kode", "keterangan")


def write(request: Request, applicants: Iterable[Applicant]) -> bytes:
    """Heading, columns, one line a person, and the control line: how many lines."""
    lines = [_line(a) for a in applicants]
    heading = [BANK_CODE, request.key, request.agreement, request.region, request.region_name]
    return tables.write(OPENING, heading, OUT, lines, (len(lines),))


def _line(a: Applicant) -> tuple[object, ...]:
    who = (
        a.number,
        a.nik,
        a.member_number,
        a.name.upper(),
        a.birth_place.upper(),
        say_day(a.born_on),
        a.sex,
        a.mother.upper(),
    )
    return (*who, a.address, a.village, a.district, a.regency, a.phone, a.occupation)


def read(content: bytes) -> Openings:
    table = tables.read(content, ANSWER, BACK)
    if table.wrong:
        return Openings(unreadable=table.wrong)
    lines, rows = [_opening(row) for row in table.rows], tables.whole("".join(table.totals))
    if rows is None:
        return Openings(unreadable="the control line is not one whole number")
    if None in lines:
        return Openings(unreadable=f"line {lines.index(None) + 1} cannot be understood")
    return Openings(tuple(line for line in lines if line), rows)


def _opening(row: dict[str, str]) -> Opening | None:
    """None where the line says what no answer says: an unknown status, an account that is none (10 to 16 digits)."""
    number, account = tables.whole(row["no"]), row["no_rekening"]
    if number is None:
        return None
    if row["status"] == REFUSED and row["kode"]:
        return Opening(number, row["nik"], ok=False, code=row["kode"], reason=row["keterangan"])
    if row["status"] == OPENED and account.isdigit() and 10 <= len(account) <= 16 and row["no_buku"]:
        return Opening(
            number, row["nik"], ok=True, account=account, passbook=row["no_buku"], name=row["nama_rekening"]
        )
    return None


def write_standing(request: Request, accounts: Iterable[Held]) -> bytes:
    lines = [(one.number, one.account, say_day(one.opened_on), say_day(one.activated_on) if one.activated_on else "") for one in accounts]  # fmt: skip
    return tables.write(STATUS, [BANK_CODE, request.key, request.agreement, request.region, request.region_name], ASKED, lines, (len(lines),))  # fmt: skip


def read_standing(content: bytes) -> Standings:
    table = tables.read(content, STATUS_ANSWER, TOLD)
    if table.wrong:
        return Standings(unreadable=table.wrong)
    lines, rows = [_standing(row) for row in table.rows], tables.whole("".join(table.totals))
    if rows is None:
        return Standings(unreadable="the control line is not one whole number")
    if None in lines:
        return Standings(unreadable=f"line {lines.index(None) + 1} cannot be understood")
    return Standings(tuple(line for line in lines if line), rows)


def _standing(row: dict[str, str]) -> Standing | None:
    """None where the line says what no answer says: an unknown status, a day that is none."""
    number, account, status = tables.whole(row["no"]), row["no_rekening"], row["status"]
    if number is None or not account.isdigit():
        return None
    if status == UNKNOWN and row["kode"]:
        return Standing(number, account, ok=False, code=row["kode"], reason=row["keterangan"])
    try:
        moved = read_day(row["tgl_transaksi_terakhir"])
    except ValueError:
        return None
    return (
        Standing(number, account, ok=True, status=STANDINGS[status], moved_on=moved)
        if status in STANDINGS
        else None
    )


def read_day(text: str) -> date | None:
    """dd-mm-yyyy, as bpjs_tk's say_day writes; empty is no day, and anything else a ValueError."""
    day, month, year = text.split("-") if text else ("", "", "")
    return date(int(year), int(month), int(day)) if text else None
