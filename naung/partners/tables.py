"""The shape that our partner files share: `;` text in UTF-8 with a heading line, a line of column names, numbered lines, and a
control line that says how much was written. What stands in the columns is each partner's own layout.

No partner publishes its layout; these follow the columns that such files are known to carry (reference, domain 4.5), and
a real one replaces a single file of this folder."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAMPLE = "DATA CONTOH"
_FORMULA = ("=", "+", "-", "@", "\t")
# What may be a cell that `_cell` would change, or has changed: at the beginning of one, or a line break inside.
_NOT_PLAIN = re.compile(r"""(?:^|[;"])['=+\-@\t]|\r""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Table:
    """A file as read. `wrong` says why it cannot be used, and is empty when it can."""

    heading: tuple[str, ...] = ()
    rows: tuple[dict[str, str], ...] = ()
    totals: tuple[str, ...] = ()
    wrong: str = ""


def write(
    kind: str,
    heading: Sequence[object],
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    totals: Sequence[object],
) -> bytes:
    """The same facts give the same bytes."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=";", lineterminator="\n")
    lines.writerow(["H", kind, SAMPLE, *heading])
    lines.writerow(columns)
    out.write(_body(list(rows)))
    lines.writerow(["T", *totals])
    return out.getvalue().encode()


def _body(rows: list[Sequence[object]]) -> str:
    """As they are where no cell needs making plain, which one look over the whole text tells; else cell by cell."""
    said = _written(rows)
    if not _NOT_PLAIN.search(said) and said.count("\n") == len(rows):
        return said
    return _written([_cell(value) for value in row] for row in rows)


def _written(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """A text that a spreadsheet program would run as a formula is made plain by an apostrophe; a line break is a blank."""
    if not isinstance(value, str):
        return value
    value = value.replace("\r", " ").replace("\n", " ")
    return "'" + value if value.lstrip("'").startswith(_FORMULA) else value


def _text(cell: str) -> str:
    """A cell as it was before `_cell`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def read(content: bytes, kind: str, columns: Sequence[str]) -> Table:
    try:
        text = content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    except (UnicodeDecodeError, csv.Error):
        return Table(wrong="not a UTF-8 text table")
    if len(lines) < 3 or lines[0][:2] != ["H", kind]:
        return Table(wrong=f"does not begin as a {kind} file")
    if lines[1] != list(columns):
        return Table(wrong="other columns than agreed")
    if lines[-1][:1] != ["T"]:
        return Table(wrong="no control line at the end: it may be cut off")
    body = lines[2:-1]
    if any(len(row) != len(columns) for row in body):
        return Table(wrong="a line has more or fewer columns than agreed")
    if _NOT_PLAIN.search(text):
        body = [[_text(cell) for cell in row] for row in body]
    rows = tuple(dict(zip(columns, row, strict=True)) for row in body)
    return Table(tuple(lines[0][3:]), rows, tuple(lines[-1][1:]))


def whole(text: str) -> int | None:
    """A whole number at or above zero, or None."""
    return int(text) if text.isascii() and text.isdigit() else None
