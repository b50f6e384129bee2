"""Figures, days and the law's sentences in the language of whoever reads the story."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

from naung import law
from naung.kit import clock
from naung.kit import rupiah as kit


def indonesian() -> bool:
    return (get_language() or "id").startswith("id")


def number(value: int) -> str:
    return kit.number(value) if indonesian() else f"{value:,}"


def say(amount: int) -> str:
    return kit.say(amount) if indonesian() else f"{'-' if amount < 0 else ''}Rp{abs(amount):,}"


def say_date(day: date) -> str:
    return clock.say_date(day) if indonesian() else date_format(day, "j F Y")


def say_month(day: date) -> str:
    return clock.say_month(day) if indonesian() else date_format(day, "F Y")


def refused(refusal: law.LawRefusal) -> str:
    return str(refusal) if indonesian() else refusal.english
