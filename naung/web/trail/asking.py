"""The address's question: read, said back in words, and handed on to the next page or the copy."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import queries as trail
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.batches.words import actor
from naung.web.trail import words

FIELDS = ("petugas", "perbuatan", "objek", "wilayah", "dari", "sampai")
LONGEST = 200


class NotADay(Refusal):
    """Something stands where a day belongs."""


@dataclass(frozen=True, slots=True)
class Question:
    asked: trail.Asked
    said: dict[str, str]  # the fields as typed
    sentence: str  # what a copy says that it holds


def read(given: QueryDict, officer: int, *, last: int | None = None) -> Question:
    """NotADay. An officer number or verb that there is not finds nothing."""
    said = {name: given.get(name, "").strip()[:LONGEST] for name in FIELDS}
    asked = trail.Asked(
        regions=tuple(staff.regions_of(officer, on=clock.today())), human=_human(said["petugas"]), verb=said["perbuatan"], subject=said["objek"],
        region=said["wilayah"], since=_morning(said["dari"]), before=_morning(said["sampai"], 1), last=last,
    )  # fmt: skip
    return Question(asked, said, sentence(said))


def _human(text: str) -> int | None:
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) < 15 else -1  # nobody


def _morning(text: str, later: int = 0) -> datetime | None:
    """Midnight in WITA of that day, or of the day after it."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text) + timedelta(days=later)
    except (ValueError, OverflowError):
        raise NotADay(_("“%(typed)s” bukan tanggal. Tulis seperti 2025-09-30.") % {"typed": text}) from None
    return datetime.combine(day, time(), clock.WITA).astimezone(UTC)


def sentence(said: dict[str, str]) -> str:
    parts = [f"{label}: {_spoken(name, said[name])}" for name, label in labels().items() if said[name]]
    return "; ".join(parts) or _("semua entri")


def labels() -> dict[str, str]:
    return {"petugas": _("Petugas"), "perbuatan": _("Perbuatan"), "objek": _("Objek"), "wilayah": _("Wilayah"), "dari": _("Dari"), "sampai": _("Sampai")}  # fmt: skip


def _spoken(name: str, typed: str) -> str:
    if name == "petugas":
        return dict(people()).get(typed, typed)
    if name == "perbuatan":
        return words.package(typed[:-1]) if typed.endswith(".") else words.verb(typed)
    return typed


def people() -> list[tuple[str, str]]:
    return sorted(((str(human), actor(said)) for human, said in trail.humans()), key=lambda pair: pair[1])


def choices() -> dict[str, Any]:
    """What the form offers."""
    verbs = [(f"{code}.", words.package(code), [(verb, words.verb(verb)) for verb in words.VERBS if verb.startswith(f"{code}.")]) for code in words.PACKAGES]  # fmt: skip
    return {"people": people(), "verbs": verbs, "regencies": [(r.code, r.name) for r in regions.regencies()]}
