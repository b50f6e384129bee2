"""One key for the many ways in which an area's name is typed.

"Naikoten I", "naikoten 1", "NAIKOTEN SATU" and "Kel. Naikoten-Satu RT 05/RW 02" are the same key. What a rule cannot
know (TDM for Tuak Daun Merah, spellings of older decrees) is a row in the alias table.
"""

import re
import unicodedata

_NOT_NAME = re.compile(r"\b(?:r\s?t|r\s?w)\b[\s.:/]*\d+|\bno[\s.]+\d+")
_PREFIX = re.compile(r"^(?:kelurahan|kel|desa|ds|kecamatan|kec|kabupaten|kab)\b[\s.:]*")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'`\"’‘ʼ´")
_NUMERALS = {
    "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7",
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7",
}  # fmt: skip
_LAST_NUMERAL = re.compile(r"(?<=\w)(?:satu|dua|tiga|empat|lima|enam|tujuh)$")
_DIRECTIONS = {
    "brt": "barat", "bar": "barat", "tmr": "timur", "tim": "timur", "utr": "utara", "slt": "selatan",
    "sltn": "selatan", "sel": "selatan", "tgh": "tengah", "tng": "tengah", "teng": "tengah",
}  # fmt: skip


def fold(text: str) -> str:
    """Lower case, no accents or apostrophes, digits kept, single blanks: what counts as the same spelling."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).encode("ascii", "ignore").decode()
    return _NOT_WORD.sub(" ", plain.lower()).strip()


def key(text: str) -> str:
    """What counts as the same name: numerals as digits, directions in full, no blanks, no "Kel.", no RT/RW."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).encode("ascii", "ignore").decode()
    bare = _PREFIX.sub("", _NOT_NAME.sub(" ", plain.lower()).strip())
    words = _NOT_WORD.sub(" ", bare).split()
    joined = "".join([*words[:1], *(_same(word) for word in words[1:])])
    return _LAST_NUMERAL.sub(lambda found: _NUMERALS[found[0]], joined)  # "Kelapalima" is "Kelapa Lima"


def _same(word: str) -> str:
    """Only after the first word: "Lima" and "Tim" can also begin a name."""
    return _DIRECTIONS.get(word) or _NUMERALS.get(word, word)


def initials(name: str) -> str | None:
    """Tuak Daun Merah -> tdm; None for names of fewer than three words, whose initials say too little."""
    words = fold(name).split()
    return "".join(word[0] for word in words) if len(words) >= 3 else None
