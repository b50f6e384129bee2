"""NIK, KK and telephone numbers out of cells. Nothing that names or hints at a whole number goes into a finding."""

import re
from functools import lru_cache
from math import isfinite
from typing import Any
from unicodedata import normalize

from naung.kit.text import telephone

EXACT = 2**53  # from here on a number cell cannot tell neighbours apart
_SCIENTIFIC = re.compile(r"(\d)[.,]?(\d*)\s*[Ee]\s*\+?\s*(\d+)")
_PREFIX = re.compile(r"^(?:nik|no\.?|nomor|ktp|nkk|kk)[\s:.]*", re.IGNORECASE)
_LOOSE = re.compile(r"[\s.\-_'`’‘\",:;\u00a0\u200b\u200e\ufeff/]+")
_LIKE_DIGITS = str.maketrans("OoQlIi|SsBZz", "000111155822")
_REMARKED = re.compile(r"([\d\s.\-]{16,})[^\w]*(?:[(\[*][^\d]*)?")  # a number with a remark behind it
_EMPTY = frozenset(
    {"", "0", "tidakada", "belumada", "tdkada", "belumpunya", "-", "?", "x", "na", "n/a", "kosong", "nihil"}
)

Problem = tuple[str, dict[str, Any]] | None  # (code, params)


def sixteen(value: Any) -> tuple[str | None, Problem]:
    """(the sixteen digits, None), or (None, what is wrong). A blank is R01 with n = 0."""
    if type(value) is str:
        return (value, None) if len(value) == 16 and value.isdigit() and value.isascii() else _typed(value)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _number(float(value))
    return None, ("R01", {"n": 0})


def _number(value: float) -> tuple[str | None, Problem]:
    if not isfinite(value):
        return None, ("R01", {"n": 0})
    digits = f"{value:.0f}"
    if value < 0 or value != int(value) or value >= 1e15 and (value >= EXACT or digits.endswith("0")):
        return None, (
            "R02",
            {"shown": _shown(digits)},
        )  # Excel keeps fifteen digits and writes 0 for the rest
    return (digits, None) if len(digits) == 16 else (None, ("R01", {"n": len(digits)}))


def _typed(text: str) -> tuple[str | None, Problem]:
    bare = text.strip().removeprefix("=").strip("'`’‘\"")  # ="5371...": how a csv keeps a number as text
    if not bare.isascii():
        bare = normalize("NFKC", bare)
    if found := _SCIENTIFIC.fullmatch(bare):
        return None, ("R02", {"shown": f"{found[1]},{found[2][:2]}E+{found[3]}"})
    if re.fullmatch(r"\d{16}[.,]0+", bare):  # a csv of a number column
        return _number(float(bare[:16]))
    digits = _LOOSE.sub("", _PREFIX.sub("", bare))
    if digits.isdigit() and digits.isascii():
        return (
            (digits, None)
            if len(digits) == 16
            else (None, ("R01", {"n": len(digits) if digits.strip("0") else 0}))
        )
    if digits.lower() in _EMPTY:
        return None, ("R01", {"n": 0})
    if (alone := _REMARKED.fullmatch(bare)) and len(number := _LOOSE.sub("", alone[1])) == 16:
        return number, None  # 5371015208789001 (baru)
    likely = digits.translate(_LIKE_DIGITS)
    if len(likely) == 16 and likely.isdigit():
        return None, ("R01", {"n": sum(map(str.isdigit, digits)), "letters": True})
    return None, ("R01", {"n": sum(map(str.isdigit, digits))})


def _shown(digits: str) -> str:
    """As Excel shows it in a narrow column: 5,37E+15."""
    return f"{digits[0]},{digits[1:3]}E+{len(digits) - 1}"


@lru_cache(maxsize=200_000)
def phone(value: Any) -> tuple[str | None, bool]:
    """(08..., readable?). Number cells lose their first zero, and +62 is the same zero."""
    if value in ("", None) or isinstance(value, bool):
        return None, True
    text = f"{value:.0f}" if isinstance(value, float | int) else str(value)
    if _SCIENTIFIC.fullmatch(text.strip()):
        return None, False  # 8,12E+11: the rest of it is gone
    digits = "".join(c for c in re.split(r"[/,;]| atau ", text)[0] if c.isdigit() and c.isascii())
    if not digits.strip("0"):
        return None, not any(c.isalnum() for c in text.replace("0", "")) or text.strip().lower() in _EMPTY | {
            "tidak ada",
            "belum ada",
        }
    digits = telephone(digits)
    return (digits, True) if 9 <= len(digits) <= 14 else (None, False)
