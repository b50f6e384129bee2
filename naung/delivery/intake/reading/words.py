"""Names, sexes, occupations, disabilities and deciles as people type them."""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from naung.delivery.intake.reading.sheets import without_controls
from naung.kit.text import fold, squeeze, title_name

DATA = Path(__file__).parents[1] / "data"
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_TITLE = re.compile(
    r"^(?:(?:bpk|bapak|bp|ibu|sdr|sdri|saudara|saudari|tn|ny|nyonya|nn|mama|drs|dra|prof|pdt|romo|hj)\b[\s./:]*|(?:ir|dr|rm|kh|ust)\.\s*)+",
    re.IGNORECASE,
)
_DEAD = re.compile(r"\b(?:alm|almh|almarhum|almarhumah|mendiang)\b\.?", re.IGNORECASE)
_DEGREE = re.compile(r"\s*,\s*(?:[sdm]\.?\s?[a-z]{1,4}|a\.?md)\b.*$", re.IGNORECASE)
_ALIAS = re.compile(r"(?<=\w)\s*(?:/|\b(?:alias|als)\b).*$", re.IGNORECASE)  # "Yohanes Nalle / Bapak Ani"
# A degree without its comma: "Yohanes Nalle S.Pd", "YOHANES NALLE SH"; letters that could be a name need their points.
_DEGREE_BARE = re.compile(
    r"(?<=\w\w)\s+(?:(?:[sm]\.(?:pd|h|e|sos|kom|t|ag|th|ip|si|p|m|kes|hum|ak|pt|ip)|a\.?md)(?:\.?[a-z]{0,3})?|SH|SPd|S\.?Pd\.?K)\.?$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:rt|rw|dusun|dsn)\b[\s./:0-9]*.*$", re.IGNORECASE)
_NUMBERS = re.compile(r"^\s*\d+[.)\s]+|\d+")
_INITIAL = re.compile(r"(?<=\.)[a-z]")  # F.X. Seran
_NO_NAME = frozenset(
    {
        "",
        "tidak ada",
        "tdk ada",
        "tidak tahu",
        "tdk tahu",
        "belum ada",
        "kosong",
        "nihil",
        "xx",
        "xxx",
        "na",
        "n a",
    }
)
SEXES = {
    **dict.fromkeys(("l", "lk", "lki", "laki", "laki laki", "lakilaki", "laki2", "pria", "cowok", "m", "male", "1", "1.0"), "L"),
    **dict.fromkeys(("p", "pr", "prp", "perempuan", "perempuam", "wanita", "cewek", "w", "f", "female", "2", "2.0"), "P"),
}  # fmt: skip

_SEX_STARTS = (
    ("laki", "L"),
    ("lk", "L"),
    ("pria", "L"),
    ("perem", "P"),
    ("prm", "P"),
    ("prp", "P"),
    ("wan", "P"),
    ("lel", "L"),
    ("cow", "L"),
    ("pre", "P"),
    ("cew", "P"),
)


@lru_cache(maxsize=100_000)
def name(text: str) -> tuple[str, str, str]:
    """(name as we write it, folded, what was taken off: '', 'extras' or 'dead')."""
    plain = squeeze(without_controls(text))
    if (
        plain.replace(" ", "").isalpha()
        and not _TITLE.match(plain)
        and not _DEAD.search(plain)
        and not _PLACE.search(plain)
        and not _DEGREE_BARE.search(plain)
        and not _ALIAS.search(plain)
    ):
        return _named(plain, "")
    dead = bool(_DEAD.search(plain))
    bare = _ALIAS.sub("", _DEAD.sub(" ", _BRACKETS.sub(" ", plain)))
    bare = _TITLE.sub(
        "", _NUMBERS.sub(" ", _PLACE.sub("", _DEGREE_BARE.sub("", _DEGREE.sub("", bare)))).strip(" .,:-")
    )
    bare = squeeze(bare).strip(" ,:;-_*")
    if not fold(bare) and not dead:
        return _named(plain, "")  # "Ibu" or "Mama" alone is all the name there is
    return _named(bare, "dead" if dead else "extras" if fold(bare) != fold(plain) else "")


def _upper(found: re.Match[str]) -> str:
    return found[0].upper()


def _named(plain: str, off: str) -> tuple[str, str, str]:
    folded = fold(plain)
    return ("", "", off) if folded in _NO_NAME else (_INITIAL.sub(_upper, title_name(plain)), folded, off)


@lru_cache(maxsize=1_000)
def sex(value: Any) -> str | None:
    """L, P, '' for a blank, None for what we cannot read."""
    text = re.sub(r"[^a-z0-9.]+", " ", str(value).lower()).strip(" .")
    if text in ("", "0", "x"):
        return ""
    return SEXES.get(text) or next((letter for start, letter in _SEX_STARTS if text.startswith(start)), None)


@lru_cache(maxsize=1_000)
def decile(value: Any) -> int | None:
    found = re.fullmatch(r"(?:desil|d)?[\s:.\-]*(10|[1-9])(?:[.,]0)?", str(value).strip(), re.IGNORECASE)
    return int(found[1]) if found else None


@lru_cache(maxsize=50_000)
def occupation(text: str) -> str | None:
    """The code of our list; '' for a blank, None for words we do not know yet."""
    plain = re.sub(r"[^a-z ]+", " ", text.lower())
    words = " ".join(plain.split())
    if not words:
        return ""
    known = _known("occupations")
    return known.get(words) or next((known[w] for w in _shorter(words) if w in known), None)


def _shorter(words: str) -> list[str]:
    """'petani/pekebun (ladang)' -> 'petani pekebun', 'petani': the words from the front, the longest first."""
    parts = [
        w
        for w in words.split()
        if w not in {"kerja", "bekerja", "sebagai", "di", "pekerjaan", "harian", "usaha"}
    ]
    return [" ".join(parts[:n]) for n in range(len(parts), 0, -1)]


@lru_cache(maxsize=5_000)
def disability(text: str) -> str | None:
    """A group of UU 8/2016 article 4; '' for none, None for words we do not know."""
    words = " ".join(re.sub(r"[^a-z ]+", " ", text.lower()).split())
    if words in {
        "",
        "tidak",
        "tidak ada",
        "tdk",
        "tdk ada",
        "bukan",
        "normal",
        "sehat",
        "non",
        "non disabilitas",
        "n",
        "t",
        "none",
    }:
        return ""
    known = _known("disabilities")
    found = {group for said, group in known.items() if re.search(rf"\b{said}\b", words)}
    return (found.pop() if len(found) == 1 else "ganda") if found else None


@cache
def _known(table: str) -> dict[str, str]:
    """What people write -> code, from data/<table>.csv."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {said: row["code"] for row in csv.DictReader(file) for said in row["said"].split("|")}


@lru_cache(maxsize=100_000)
def plain(value: Any) -> str:
    """Free text, one space between words; a lone dash is nothing."""
    text = f"{value:g}" if isinstance(value, float) else value if isinstance(value, str) else str(value)
    if (
        not text.isascii()
        or "  " in text
        or text[:1].isspace()
        or text[-1:].isspace()
        or not text.isprintable()
    ):
        text = squeeze(without_controls(text))
    return "" if text.strip("-.?0 ") == "" else text
