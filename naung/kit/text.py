"""Text as people type it, made comparable; and identity numbers made harmless to show."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_NOT_LETTER = re.compile(r"[^a-z ]")


def squeeze(text: str) -> str:
    """One space between words, none around; NBSP and zero-width characters gone."""
    text = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\ufeff", "")
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """For comparing names: lower case, no accents, letters and single spaces only ("Ja'far" -> "jafar")."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("'", "").replace("`", "")
    return _SPACE.sub(" ", _NOT_LETTER.sub(" ", plain)).strip()


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() and c.isascii())


def telephone(text: str) -> str:
    """A number as it is dialled here, 08...: +62 is the same zero, and a cell may have lost it. '' where there is none."""
    plain = digits(text).removeprefix("62").lstrip("0")
    return "0" + plain if plain else ""


def mask(number: str, head: int = 4, tail: int = 2) -> str:
    """5371010812789001 -> '5371 •••• •••• ••01'; a short number is hidden whole but its tail."""
    if len(number) <= head + tail:
        return "•" * max(len(number) - tail, 0) + number[-tail:] if len(number) > tail else "•" * len(number)
    hidden = number[:head] + "•" * (len(number) - head - tail) + number[-tail:]
    return " ".join(hidden[i : i + 4] for i in range(0, len(hidden), 4))


def title_name(text: str) -> str:
    """MARIA YASINTA da silva -> 'Maria Yasinta da Silva': particles stay small, apostrophes keep their letter."""
    small = {"da", "de", "dos", "do", "bin", "binti"}
    words = squeeze(text).lower().split(" ")
    return " ".join(w if w in small and i else w[:1].upper() + w[1:] for i, w in enumerate(words))
