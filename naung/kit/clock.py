"""Time as people here write it. Nobody in the house reads the clock but the doors: time comes in as an argument."""

import os
from datetime import UTC, date, datetime, timedelta, timezone

WITA = timezone(timedelta(hours=8), "WITA")  # NTT; Indonesia has no daylight saving
MONTHS_ID = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_ID_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def now() -> datetime:
    """For the doors only (command line, web, worker)."""
    return datetime.now(UTC)


def today() -> date:
    """Today in WITA; for the doors only. From 00.00 to 08.00 WITA it is still yesterday in UTC.

    NAUNG_TODAY (like 2025-12-15) sets the day of a demonstration, whose people live in 2025."""
    if shown := os.environ.get("NAUNG_TODAY"):
        return date.fromisoformat(shown)
    return now().astimezone(WITA).date()


def say_date(day: date) -> str:
    """3 September 2025."""
    return f"{day.day} {MONTHS_ID[day.month - 1]} {day.year}"


def say_month(day: date) -> str:
    """September 2025."""
    return f"{MONTHS_ID[day.month - 1]} {day.year}"


def say_time(moment: datetime) -> str:
    """3 September 2025, 10.31 WITA; a moment without a zone refuses."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be shown: say where it was.")
    local = moment.astimezone(WITA)
    return f"{say_date(local.date())}, {local:%H.%M} WITA"
