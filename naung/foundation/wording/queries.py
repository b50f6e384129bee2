"""The messages, and one of them filled in."""

import re
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from naung.foundation.wording.catalogue import Message, Text, shipped
from naung.foundation.wording.check import LANGUAGES, PLACE
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal

# The sixteen signs of a NIK or KK in any spacing. An SMS is read by whoever holds the telephone.
_IDENTITY = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)")


class UnknownMessage(Refusal):
    """No message has this key, or none was in force on the day."""


class NotFilledIn(Refusal):
    """A variable has no value, or a value is given for a variable that the message does not name."""


class IdentityNumber(Refusal):
    """A value holds a whole identity number, which no message may carry."""


def every() -> list[Message]:
    """All messages, by key."""
    return [message for _key, message in sorted(shipped().items())]


def one(key: str) -> Message:
    try:
        return shipped()[key]
    except KeyError:
        raise UnknownMessage(_("Tidak ada pesan bernama %(key)s.") % {"key": key}) from None


def text(message: Message, *, on: date) -> Text:
    """The text in force on the day; UnknownMessage before the first."""
    found = [one for one in message.texts if one.since <= on]
    if not found:
        raise UnknownMessage(
            _("Pesan %(key)s belum berlaku pada %(day)s.") % {"key": message.key, "day": say_date(on)}
        )
    return found[-1]


def say(key: str, values: Mapping[str, str], *, on: date, language: str = "id") -> str:
    """The message with its values, as it stood on the day.

    Refuses a missing, empty or unknown value (NotFilledIn) and a whole NIK or KK (IdentityNumber); a language other than id and en is
    a ValueError. Values go in as they are, braces included: they are never read as places."""
    if language not in LANGUAGES:
        raise ValueError(f"Messages are written in {LANGUAGES}, not in {language!r}.")
    message = one(key)
    _filled(message, values)
    return PLACE.sub(lambda place: values[place[1]], text(message, on=on).words[language])


def sample(message: Message, *, on: date, language: str = "id") -> str:
    """The message with its made-up examples. DATA CONTOH: to be shown, never sent."""
    return say(message.key, message.examples(language), on=on, language=language)


def _filled(message: Message, values: Mapping[str, str]) -> None:
    named = {variable.name for variable in message.variables}
    empty = sorted(name for name in named if not values.get(name, "").strip())
    strange = sorted(set(values) - named)
    if empty or strange:
        raise NotFilledIn(_("Pesan %(key)s belum dapat ditulis. Belum diisi: %(empty)s. Tidak dikenal: %(strange)s.")
                          % {"key": message.key, "empty": ", ".join(empty) or "-", "strange": ", ".join(strange) or "-"})  # fmt: skip
    if any(_IDENTITY.search(value) for value in values.values()):
        raise IdentityNumber(_("Pesan %(key)s tidak ditulis: nomor identitas utuh tidak boleh ada di dalam pesan.") % {"key": message.key})  # fmt: skip
