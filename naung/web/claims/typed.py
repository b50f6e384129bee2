"""What somebody typed into a report: a day and an hour, however they write them."""

import re
from datetime import date, time

from django.utils.translation import gettext as _

_DAY = re.compile(r"\s*(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})\s*")
_HOUR = re.compile(r"\s*(\d{1,2})[.:](\d{2})\s*")


def day(text: str) -> date | None:
    """12-8-1978, 12/08/1978, 1978-08-12; None where it is none."""
    try:
        if found := _DAY.fullmatch(text[:40]):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def written(day: date | None) -> str:
    """12-08-1978, as it stands in a field that somebody corrects."""
    return f"{day:%d-%m-%Y}" if day else ""


def example() -> str:
    return _("Hari, bulan, tahun. Misalnya 12-08-2026.")


def unreadable() -> str:
    return _("Tanggal ini tidak terbaca. Tulis tanggalnya lengkap: hari, bulan, tahun, misalnya 12-08-2026.")


def hour(text: str) -> time | None:
    """8.30 or 08:30; None where it is none."""
    found = _HOUR.fullmatch(text[:20])
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None
