"""The many ways in which a clerk writes the village."""

from random import Random

_NUMERALS = {"Satu": ("I", "1"), "Dua": ("II", "2"), "Tiga": ("III", "3"), "I": ("1", "Satu"), "II": ("2", "Dua"),
             "III": ("3", "Tiga"), "IV": ("4", "Empat")}  # fmt: skip
_DIRECTIONS = {"Barat": "Brt", "Timur": "Tmr", "Selatan": "Sltn", "Utara": "Utr", "Tengah": "Tgh"}
STRAY = 0.06  # of these cells are misspelt so that only a question can settle them


def otherwise(name: str, rt: int, rw: int, r: Random) -> tuple[str, bool]:
    """The village written otherwise, and whether nobody can be sure any more which village it is."""
    if r.random() < STRAY and len(name) > 5:
        return misspelt(name, r), True
    return r.choice(_ways(name, rt, rw)), False


def _ways(name: str, rt: int, rw: int) -> list[str]:
    *first, last = name.split()
    ways = [f"{name} RT {rt:02}/RW {rw:02}", f"Kel. {name}"]
    if first and last in _NUMERALS:
        ways += [" ".join([*first, other]) for other in _NUMERALS[last]] * 2
    if first and last in _DIRECTIONS:
        ways += [" ".join([*first, _DIRECTIONS[last]])] * 3
    elif len(first) == 1 and last not in _NUMERALS:
        ways += [first[0] + last.lower()] * 2
    return ways


def misspelt(name: str, r: Random) -> str:
    """One letter inside the first word replaced by x: like the name, but no name."""
    at = r.randrange(1, min(len(name.split()[0]), len(name) - 1))
    return name[:at] + "x" + name[at + 1 :]
