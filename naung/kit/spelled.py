"""Whole numbers in Indonesian words, as a receipt writes them (terbilang)."""

ONES = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
SIZES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def spelled(value: int) -> str:
    """16800 -> 'enam belas ribu delapan ratus'; below zero or from a thousand trillion up it is a ValueError."""
    if not 0 <= value < 10**15:
        raise ValueError(f"{value!r} is not written in words here.")
    return " ".join(_words(value)) or "nol"


def rupiah_spelled(amount: int) -> str:
    return f"{spelled(amount)} rupiah"


def _words(value: int) -> list[str]:
    if value < 12:
        return [ONES[value]] if value else []
    if value < 20:
        return [ONES[value - 10], "belas"]
    for size, name in ((100, "ratus"), (10, "puluh")):
        if size <= value < size * 10:
            count, rest = divmod(value, size)
            return (["seratus"] if size == 100 and count == 1 else [ONES[count], name]) + _words(rest)
    return _large(value)


def _large(value: int) -> list[str]:
    """A thousand is 'seribu' when it is the only one: 1.000 and 2.001.000 differ."""
    for size, name in SIZES:
        if value >= size:
            count, rest = divmod(value, size)
            return (["seribu"] if size == 1000 and count == 1 else [*_words(count), name]) + _words(rest)
    return []
