"""Days and months in a sentence, in the language of the moment."""

from datetime import date

from django.utils.formats import date_format

from naung.kit import clock
from naung.web.words import indonesian


def day(value: date) -> str:
    return clock.say_date(value) if indonesian() else date_format(value, "j F Y")


def month(value: date) -> str:
    return clock.say_month(value) if indonesian() else date_format(value, "F Y")
