"""The three questions as they come in the address, read strictly: a page that can be bookmarked and printed has no form to resend."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naung.law.scholarship import LEVELS

EVENTS = ("illness", "work_accident", "injury")
MOST_MONTHS = 1200


@dataclass(frozen=True, slots=True)
class Asked:
    """`children`: the school level each child enters, at most as many as were asked for."""

    event: str
    on: date
    since: date
    months: int
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A question that was not answered, or not in a way that can be read."""

    field: str
    sentence: str


def asked(query: Mapping[str, str]) -> bool:
    return any(query.get(name) for name in ("kejadian", "hari", "mulai", "bulan"))


def read(query: Mapping[str, str]) -> tuple[Asked | None, list[Mistake]]:
    """What was asked, or every mistake at once; `None` with mistakes."""
    mistakes: list[Mistake] = []
    event = query.get("kejadian", "")
    if event not in EVENTS:
        mistakes.append(Mistake("kejadian", _("Pilih apa yang terjadi.")))
    on = _day(query, "hari", _("Isi tanggal kejadian, misalnya 2025-11-05."), mistakes)
    since = _day(query, "mulai", _("Isi tanggal mulai dilindungi; lihat kartu atau tanda terima."), mistakes)
    months = _months(query, mistakes)
    children = tuple(level for level in (query.get("anak1", ""), query.get("anak2", "")) if level in LEVELS)
    if mistakes or on is None or since is None or months is None:
        return None, mistakes
    return Asked(event, on, since, months, children), []


def _day(query: Mapping[str, str], name: str, sentence: str, mistakes: list[Mistake]) -> date | None:
    try:
        return date.fromisoformat(query.get(name, ""))
    except ValueError:
        mistakes.append(Mistake(name, sentence))
        return None


def _months(query: Mapping[str, str], mistakes: list[Mistake]) -> int | None:
    written = query.get("bulan", "").strip()
    if written.isascii() and written.isdigit() and len(written) <= 4 and int(written) <= MOST_MONTHS:
        return int(written)
    mistakes.append(Mistake("bulan", _("Isi berapa bulan iuran yang sudah dibayar, misalnya 6.")))
    return None
