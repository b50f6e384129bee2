"""Numbers, rupiah, days and moments as people here write them."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

from naung.kit import clock, text
from naung.web import words

register = template.Library()


@register.filter
def angka(value: int | None) -> str:
    """1234567 -> 1.234.567; nothing known is a dash."""
    return "–" if value is None else words.number(value)


@register.filter
def rp(value: int | None) -> str:
    return "–" if value is None else words.rupiah(value)


@register.filter
def besar(value: int) -> str:
    """A large sum in words that are read at a glance: Rp846 juta, Rp10,08 miliar."""
    return words.large(value)


@register.filter
def hari(value: date | datetime | None) -> str:
    """3 September 2025, in WITA."""
    if value is None:
        return "–"
    day = value.astimezone(clock.WITA).date() if isinstance(value, datetime) else value
    return clock.say_date(day) if _indonesian() else date_format(day, "j F Y")


@register.filter
def waktu(value: datetime) -> str:
    """3 September 2025, 10.31 WITA."""
    local = value.astimezone(clock.WITA)
    return clock.say_time(value) if _indonesian() else f"{hari(local.date())}, {local:%H:%M} WITA"


@register.filter
def bulan(value: date) -> str:
    """Jul: the short name of a month."""
    return words.short_month(value)


@register.filter
def bulantahun(value: date) -> str:
    """September 2025."""
    return words.long_month(value)


@register.filter
def kalimat(said: Any) -> str:
    """A sentence of the law, a benefit's line or a rule asked, in the reader's language."""
    pair = (
        (said.sentence_id, said.sentence_en)
        if hasattr(said, "sentence_id")
        else (said.message, said.message_en)
    )
    return pair[0] if _indonesian() else pair[1]


@register.filter
def berkas(path: str) -> str:
    """A list's own name, without the folders in which it was given."""
    return path.rsplit("/", 1)[-1]


@register.filter
def bobot(value: float) -> str:
    """A weight with its sign: +6,1 in Indonesian, +6.1 in English."""
    return f"{value:+.1f}".replace("-", "−").replace(".", "," if _indonesian() else ".")


@register.filter
def samar(number: str) -> str:
    """An identity number with its middle hidden: 5371 •••• •••• ••01."""
    return text.mask(number) if number else "–"


@register.filter
def iso(value: date | datetime) -> str:
    return value.isoformat()


def _indonesian() -> bool:
    return (get_language() or "id").startswith("id")
