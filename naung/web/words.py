"""Figures in the language of the moment: 1.234 and Rp16.800 in Indonesian, 1,234 and Rp16,800 in English."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naung.kit import clock
from naung.kit import rupiah as kit


def indonesian() -> bool:
    return (get_language() or "id").startswith("id")


def number(value: int) -> str:
    return kit.number(value) if indonesian() else f"{value:,}"


def rupiah(value: int) -> str:
    return kit.say(value) if indonesian() else f"{'-' if value < 0 else ''}Rp{abs(value):,}"


def large(value: int) -> str:
    """Rp16.800, Rp846 juta, Rp10,08 miliar: rounded down, so that no page promises more than there is."""
    for size, name in ((10**12, _("triliun")), (10**9, _("miliar")), (10**6, _("juta"))):
        if value >= size:
            return f"Rp{_decimals(value, size)} {name}"
    return rupiah(value)


def _decimals(value: int, size: int) -> str:
    hundredths = value * 100 // size
    whole, part = divmod(hundredths, 100)
    if whole >= 100 or not part:
        return number(whole)
    return f"{whole}{',' if indonesian() else '.'}{part:02}".rstrip("0")


def long_month(day: date) -> str:
    """Oktober 2025."""
    return clock.say_month(day) if indonesian() else date_format(day, "F Y")


def short_month(month: date) -> str:
    return clock.MONTHS_ID_SHORT[month.month - 1] if indonesian() else date_format(month, "M")
