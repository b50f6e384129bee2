"""Names of NTT made comparable: "F.X. Berre", "BERE Fransiscus" and "Frans Bere" may be one person, "Yosef Bere" is not.

A name becomes a text of keys, one a word: variant spellings brought together by the list in names.csv, the rest by how
letters are exchanged here (J/Y, C/K, V/F/P, doubled letters, a dropped h, -is for -us). Two such texts are then laid
beside each other word by word, in any order. The list is general knowledge, made from the spellings of the design's
name tables and the short names people use; a name is compared with a name and nothing is guessed from it.
"""

import csv
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from naung.kit.text import fold

# What laying two names beside each other says, from the strongest.
SAME, PART, ALIKE, SHORTENED, SHARED, CLASH, DIFFERENT = 6, 5, 4, 3, 2, 1, 0
MEANINGS = {
    SAME: "the same words",
    PART: "one leaves words out",
    ALIKE: "a letter or two apart",
    SHORTENED: "initials or short names",
    SHARED: "some words shared",
    CLASH: "another given name beside a shared one",
    DIFFERENT: "nothing shared",
}
_FOLDED = re.compile("[a-z]+(?: [a-z]+)*")  # as columns name_folded are: nothing left to fold
_EXCHANGED: list[tuple[re.Pattern[str], str]] = [
    (re.compile(a), b)
    for a, b in (
        (r"(.)\1+", r"\1"), (r"ph", "f"), (r"th", "t"), (r"dj|tj", "y"), (r"ch|c|q", "k"), (r"x", "ks"), (r"z", "s"), (r"[vp]", "f"), (r"j", "y"),
        (r"oe", "u"), (r"(?<=.)h", ""), (r"(?<=.)y", "i"), (r"(.)\1+", r"\1"), (r"(?<=...)is$", "us"),
    )
]  # fmt: skip


@cache
def _list() -> dict[str, dict[str, set[str]]]:
    kinds: dict[str, dict[str, set[str]]] = {}
    with (Path(__file__).parent / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds.setdefault(row["kind"], {}).setdefault(row["form"], set()).add(row["canonical"])
    return kinds


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """How a word is brought together with its other spellings where no list knows it."""
    for pattern, instead in _EXCHANGED:
        word = pattern.sub(instead, word)
    return word


@cache
def _spellings() -> dict[str, str]:
    """Listed spelling, or its sound -> the key of the canonical name. What the list says beats the sound."""
    by_sound = {sound(form): sound(form) for form in _list()["given"]}
    by_sound |= {sound(f): sound(min(c)) for f, c in _list()["spelling"].items() if sound(f) not in by_sound}
    listed = {form: sound(min(c)) for form, c in _list()["spelling"].items() if form not in _list()["given"]}
    return by_sound | listed


@cache
def _given() -> frozenset[str]:
    return frozenset(_spellings().values()) | {sound(form) for form in _list()["given"]}


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Key of a short name -> keys of the names it may stand for."""
    found: dict[str, set[str]] = {}
    for form, names in _list()["nickname"].items():
        found.setdefault(key_of(form), set()).update(key_of(name) for name in names)
    return {form: frozenset(names) for form, names in found.items()}


@lru_cache(maxsize=200_000)
def key_of(word: str) -> str:
    by_sound = sound(word)
    return _spellings().get(word) or _spellings().get(by_sound) or by_sound


def key(name: str) -> str:
    """The name's keys in the order of the alphabet, joined by blanks; "" when there is no letter in it.

    Titles go (Bpk, Alm, Umbu and Rambu, which lists leave out as often as they put them), particles join what follows
    them ("da Silva" is "Dasilva")."""
    folded = name if _FOLDED.fullmatch(name) else fold(name)
    words = _joined(folded.split())
    kept = [w for w in words if not _is_title(w)] or words
    return " ".join(sorted(map(key_of, kept)))


@lru_cache(maxsize=200_000)
def _is_title(word: str) -> bool:
    return word in _list()["title"] or sound(word) in _list()["title"]


@cache
def _particles() -> frozenset[str]:
    return frozenset(_list()["particle"])


def is_particle(word: str) -> bool:
    """Joins what follows it, as in "da Silva"."""
    return word in _particles()


def _joined(words: list[str]) -> list[str]:
    if _particles().isdisjoint(words):
        return words
    joined: list[str] = []
    held = ""
    for word in words:
        if word in _particles():
            held += word
            continue
        joined.append(held + word)
        held = ""
    return [*joined, held] if held else joined


@lru_cache(maxsize=500_000)
def level(a: str, b: str) -> int:
    """What two keys of names say: SAME .. DIFFERENT. The order of the two does not matter."""
    if a == b:
        return SAME if a else DIFFERENT
    left, right = a.split(), b.split()
    lone_left = _lone(left, right)
    if len(lone_left) == len(left):  # most of all pairs, so they are told first
        return DIFFERENT
    for meaning, partners in ((PART, str.__eq__), (ALIKE, alike), (SHORTENED, near)):
        if _whole(left, right, partners) or _whole(right, left, partners):
            return meaning
    lone_right = _lone(right, left)
    return CLASH if _has_given(lone_left) and _has_given(lone_right) else SHARED


def _whole(words: list[str], others: list[str], partners: Callable[[str, str], bool]) -> bool:
    """Has every word a partner? One word alone, of several on the other side, is too little to call it the name."""
    if not all(any(partners(w, o) for o in others) for w in words):
        return False
    return len(words) >= 2 or all(any(partners(o, w) for w in words) for o in others)


def _lone(words: list[str], others: list[str]) -> list[str]:
    return [w for w in words if not any(near(w, o) for o in others)]


def alike(a: str, b: str) -> bool:
    """The same word but for a slip; two listed given names are two names (Marta is not Maria, Martina not Martinus)."""
    if a == b:
        return True
    shorter = min(len(a), len(b))
    if shorter < 4 or (a in _given() and b in _given()):
        return False
    allowed = 2 if shorter >= 8 else 1
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=200_000)
def near(a: str, b: str) -> bool:
    """Alike, or one is the initial or the short name of the other."""
    if a[0] != b[0] and a[-1] != b[-1] and min(len(a), len(b)) < 8:  # one slip cannot change both ends
        return b in nicknames().get(a, ()) or a in nicknames().get(b, ())
    return alike(a, b) or stands_for(a, b) or stands_for(b, a)


def stands_for(short: str, full: str) -> bool:
    """F. or Frans for Fransiskus by the list, by the beginning, or by the end (Nela of Petronela)."""
    if full in nicknames().get(short, ()):
        return True
    if len(short) >= len(full):
        return False
    if len(short) <= 2:
        return full.startswith(short)
    both_given = short in _given() and full in _given()  # Ana is not Mariana
    return not both_given and (full.startswith(short) or full.endswith(short))


def is_given(word: str) -> bool:
    """A given name of the list, in any spelling."""
    return word in _given()


def _has_given(words: list[str]) -> bool:
    return any(word in _given() for word in words)
