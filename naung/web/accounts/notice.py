"""What is said to the holder: to the old contact when an account is to be changed, and before an account rests."""

from datetime import date
from typing import Any

from naung.foundation.wording import queries as wording
from naung.kit import clock
from naung.web.accounts import words
from naung.web.decisions.say import day

HELP = "0380-CONTOH"  # the office's help number; made up, as everything here


def of_change(change: Any) -> str:
    """For the old contact: if it was not you, call us."""
    said = {
        "name": change.person.name,
        "bank": change.bank_name,
        "tail": words.number_of(change).replace(" ", "")[-4:],
        "phone": HELP,
    }
    return wording.say("banking.change_asked", said, on=clock.today())


def of_resting(name: str, rests_on: date) -> str:
    """For the holder of an account that nobody has used for long: looking at the balance is enough."""
    return wording.say(
        "banking.resting", {"name": name, "day": day(rests_on), "phone": HELP}, on=clock.today()
    )
