"""The command line's own words, in Indonesian or English by NAUNG_LANG: sentences, numbers, rupiah, days.

Read from the catalogue with the standard library, because half of the commands speak before there is a database or Django.
"""

import gettext
import os
from datetime import date, datetime
from functools import cache

from naung.kit import clock
from naung.kit import rupiah as kit
from naung.kit.home import PROJECT
from naung.kit.rupiah import Rupiah

LOCALE = PROJECT / "naung" / "web" / "locale"
MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December")  # fmt: skip


def language() -> str:
    return "en" if os.environ.get("NAUNG_LANG", "id").startswith("en") else "id"


def _(sentence: str) -> str:
    """The sentence, written in Indonesian, in the language of this run."""
    return _catalogue(language()).gettext(sentence)


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for the catalogue that `_` says later, when the language is known."""
    return sentence


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, [code], fallback=code == "id")


def number(value: int) -> str:
    """1.234 in Indonesian, 1,234 in English."""
    return kit.number(value) if language() == "id" else f"{value:,}"


def rupiah(value: int) -> str:
    """Rp16.800 in Indonesian, Rp16,800 in English."""
    return kit.say(Rupiah(value)) if language() == "id" else f"{'-' if value < 0 else ''}Rp{abs(value):,}"


def day(value: date) -> str:
    """3 September 2025."""
    return (
        clock.say_date(value)
        if language() == "id"
        else f"{value.day} {MONTHS_EN[value.month - 1]} {value.year}"
    )


def moment(value: datetime) -> str:
    """3 September 2025, 10.31 WITA; in English 10:31."""
    local = value.astimezone(clock.WITA)
    return clock.say_time(value) if language() == "id" else f"{day(local.date())}, {local:%H:%M} WITA"
