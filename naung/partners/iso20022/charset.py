"""The letters that a payment file may carry, and names brought into them.

Banks agree on a small Latin set (the one that clearing systems share). A name is transliterated and cut to fit, and what was
changed is reported; what identifies money (account, reference) is never changed: `held` says whether it fits as it is."""

import re
import unicodedata

ALLOWED = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")
_NOT = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")
_SPACES = re.compile(r" {2,}")
SAID = str.maketrans({
    "&": " dan ", "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "ł": "l", "Ł": "L", "œ": "oe", "Œ": "OE",
    "þ": "th", "ı": "i", "–": "-", "—": "-", "‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "“": "'", "”": "'", '"': "'", "_": "-", ";": ",",
})  # fmt: skip


def plain(text: str, width: int, also_not: str = "") -> str:
    """In the allowed letters, at most `width` long, without what a spreadsheet would run; `also_not`: a layout's separators."""
    marked = unicodedata.normalize("NFKD", text.translate(SAID))
    said = _NOT.sub(" ", "".join(c for c in marked if not unicodedata.combining(c)))
    for separator in also_not:
        said = said.replace(separator, " ")
    return _SPACES.sub(" ", said).strip().lstrip("+-/ ")[:width].rstrip()


def held(text: str, width: int) -> bool:
    """Whether it stands in the file exactly as it is. Slashes at the ends and doubled are the clearing systems' own marks."""
    outside = not text or len(text) > width or text != text.strip() or not ALLOWED.fullmatch(text)
    return not (outside or text.startswith("/") or text.endswith("/") or "//" in text)
