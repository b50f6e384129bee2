"""The text for the village's board: what ends when, and how not to lose it. It names nobody."""

from datetime import date

from naung import law
from naung.delivery.contributions.cover.calendar import Ending
from naung.delivery.programme import queries as programmes
from naung.delivery.selection.lists import SECTOR
from naung.delivery.selection.renewal.notices import BANK, PHONE
from naung.foundation.wording import queries as wording
from naung.kit.months import Month
from naung.web import words
from naung.web.cover import words as cover_words
from naung.web.templatetags.naung import hari

MESSAGE = "contributions.ending_notice"


def of(shown: list[Ending], place: str, on: date) -> str:
    """For the soonest end; `shown` is in the order of days and not empty."""
    first = shown[0]
    values = {"place": place, "payer": cover_words.payer(first.payer), "last_day": hari(first.ends_on), "monthly": words.rupiah(_monthly(first)),
              "bank": BANK, "phone": PHONE}  # fmt: skip
    return wording.say(MESSAGE, values, on=on, language="id" if words.indonesian() else "en")


def _monthly(one: Ending) -> int:
    """What somebody pays who goes on alone, in the first month after, on the base that the programme declares."""
    programme = programmes.by_code(one.programme)
    after = Month.of(one.ends_on).plus(1)
    own = law.contribution(income=programme.base, start=after, months=1, payer="self", sector=SECTOR, programmes=programme.schemes.split(","))  # fmt: skip
    return int(own.total)
