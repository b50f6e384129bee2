"""A table as a file: UTF-8 csv that no spreadsheet takes for formulas, marked as made up."""

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse


def table(name: str, heads: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> HttpResponse:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow((*heads, "note"))
    writer.writerows((*map(_harmless, line), "DATA CONTOH") for line in lines)
    return sent(written.getvalue().encode(), f"{name}-DATA-CONTOH.csv", "text/csv; charset=utf-8")


def sent(content: bytes, name: str, kind: str, *, inline: bool = False) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _harmless(value: object) -> object:
    """What somebody typed never begins a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
