"""What an officer writes as a reason: enough to learn from, and never a number that opens something."""

import re

from django.utils.translation import gettext as _

from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

SHORTEST = 10  # letters
_NUMBER = re.compile(r"\d(?:[ .\-]?\d){9,}")  # ten digits and more, however grouped


class NoReason(Refusal):
    """Nothing was written, or too little for anybody to learn from."""


class NumberInText(Refusal):
    """An account or identity number stands in words that many will read."""


def enough(text: str) -> str:
    """The text with single spaces. NoReason, NumberInText."""
    text = squeeze(text)
    if len(text) < SHORTEST:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": SHORTEST})
    return harmless(text)


def harmless(text: str) -> str:
    text = squeeze(text)
    if _NUMBER.search(text):
        raise NumberInText(_("Jangan tulis nomor rekening, NIK, atau nomor telepon di sini; catatan ini dibaca banyak orang."))  # fmt: skip
    return text
