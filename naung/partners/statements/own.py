"""Bank NTT's own table of bookings, as its branch sends it by hand: `;` text with a heading and a control line."""

from decimal import Decimal

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import OddLine, Sheet, StatementFile, StatementLine
from naung.partners import tables
from naung.partners.statements.amounts import Cents, day, exact, joined, plain, whole

STATEMENT = "BANKNTT-MUTASI-1"
COLUMNS = ("tanggal", "nomor_mutasi", "rupiah", "referensi", "keterangan")
ACCOUNT = "kas daerah"  # where the heading names no account: the one that the orders are paid from


def speaks(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").startswith(f"H;{STATEMENT};".encode())


def read(content: bytes) -> StatementFile:
    """Heading: day; then, where the branch writes them, account, number, opening balance, closing balance."""
    table = tables.read(content, STATEMENT, COLUMNS)
    if table.wrong or len(table.totals) != 2:
        raise Unreadable(
            f"Berkas {STATEMENT} dari Bank NTT tidak terbaca: {table.wrong or 'baris penutup tidak lengkap'}."
        )
    read_ = [_line(row) for row in table.rows]
    lines = tuple(line for line in read_ if isinstance(line, StatementLine))
    odd = tuple(line for line in read_ if isinstance(line, OddLine))
    count, total = whole(table.totals[0]), exact(table.totals[1])
    if (count, total) != (len(read_), sum((Decimal(line.amount) for line in read_), Decimal(0))):
        raise Unreadable("Jumlah pada mutasi Bank NTT tidak sama dengan isinya.")
    return StatementFile(STATEMENT, (_sheet(table.heading, lines, odd),))


def _line(row: dict[str, str]) -> StatementLine | OddLine:
    on, reference, text = day(row["tanggal"]), plain(row["referensi"]), plain(row["keterangan"])
    try:
        return StatementLine(row["nomor_mutasi"], on, whole(row["rupiah"]), reference, text)
    except Cents as cents:
        return OddLine(on, cents.value, reference, text, str(cents))


def _sheet(heading: tuple[str, ...], lines: tuple[StatementLine, ...], odd: tuple[OddLine, ...]) -> Sheet:
    said, account, number, opening, closing = (*heading, "", "", "", "", "")[:5]
    days = [line.on for line in (*lines, *odd) if line.on] or [day(said)]
    sheet = Sheet(account or ACCOUNT, number, int(number) if number.isdigit() else None, min(days), max(*days, day(said)), None, None, lines, odd)  # fmt: skip
    return joined(sheet, exact(opening) if opening else None, exact(closing) if closing else None)
