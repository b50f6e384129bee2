"""Bank NTT's own table of bookings, as its branch sends it by hand: `;` text with a heading and a control line."""

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import Sheet, StatementFile, StatementLine
from naung.partners import tables
from naung.partners.statements.amounts import day, joined, plain, whole

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
    lines = tuple(StatementLine(r["nomor_mutasi"], day(r["tanggal"]), whole(r["rupiah"]), plain(r["referensi"]), plain(r["keterangan"]))
                  for r in table.rows)  # fmt: skip
    if tuple(whole(text) for text in table.totals) != (len(lines), sum(line.amount for line in lines)):
        raise Unreadable("Jumlah pada mutasi Bank NTT tidak sama dengan isinya.")
    return StatementFile(STATEMENT, (joined(_sheet(table.heading, lines)),))


def _sheet(heading: tuple[str, ...], lines: tuple[StatementLine, ...]) -> Sheet:
    said, account, number, opening, closing = (*heading, "", "", "", "", "")[:5]
    days = [line.on for line in lines] or [day(said)]
    return Sheet(account or ACCOUNT, number, int(number) if number.isdigit() else None, min(days), max(*days, day(said)),
                 whole(opening) if opening else None, whole(closing) if closing else None, lines)  # fmt: skip
