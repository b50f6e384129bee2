"""How near a name is to what somebody typed, and which of its letters to mark."""

import csv
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from naung.delivery.matching import names
from naung.foundation.vault import seals
from naung.kit.text import fold, mask

MOST_NEAR = 8
EXACT, BEGINS, SPELLED, SHORT, SLIP = 1.0, 0.9, 0.88, 0.75, 0.79
MARKED, CERTAIN = 0.5, 0.8
EXTRA = 0.02  # for each word of the name that nobody asked for


def spellings(word: str) -> list[str]:
    """Other ways to write the word that the list of names knows: Johanis for Yohanes, Frans for Fransiskus and back."""
    key = names.key_of(word)
    keys = {key, *names.nicknames().get(key, ())} | _short_for().get(key, set())
    return sorted(set().union(*(_forms().get(one, set()) for one in keys)) - {word})[:MOST_NEAR]


@cache
def _forms() -> dict[str, set[str]]:
    """Key -> the spellings that have it."""
    found: dict[str, set[str]] = {}
    with Path(names.__file__).with_name("names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] in ("given", "spelling", "nickname"):
                found.setdefault(names.key_of(row["form"]), set()).add(row["form"])
    return found


@cache
def _short_for() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for short, wholes in names.nicknames().items():
        for whole in wholes:
            found.setdefault(whole, set()).add(short)
    return found


def nearest(word: str, known: set[str]) -> list[str]:
    """Of words a letter or two away, those that could be the one that was meant, the likeliest first."""
    worth = [(score(word, other), other) for other in known]
    return [other for value, other in sorted(worth, key=lambda w: (-w[0], w[1])) if value >= MARKED][
        :MOST_NEAR
    ]


@lru_cache(maxsize=50_000)
def score(asked: str, word: str) -> float:
    """1 the same word, 0 nothing to do with it."""
    if asked == word:
        return EXACT
    key, other = names.key_of(asked), names.key_of(word)
    if key == other:
        return SPELLED
    if word.startswith(asked):
        return BEGINS - 0.1 * (1 - len(asked) / len(word))
    if names.stands_for(key, other) or names.stands_for(other, key):
        return SHORT
    return SLIP * _slip(asked, word)


def _slip(asked: str, word: str) -> float:
    """The nearer of the letters and the sounds; more than one slip (two in a long word) is another word."""
    one, other = names.sound(asked), names.sound(word)
    allowed = 2 if min(len(one), len(other)) >= 8 else 1
    if min(OSA.distance(one, other), OSA.distance(asked, word)) > allowed:
        return 0.0
    return max(OSA.normalized_similarity(one, other), OSA.normalized_similarity(asked, word))


def rests(word: str) -> set[str]:
    """The sounds of the word and its spellings, whole and with each letter left out: registry_slips of the registry's migration."""
    sounds = {names.sound(one) for one in (word, *spellings(word))}
    return sounds | {
        sound[:n] + sound[n + 1 :] for sound in sounds if len(sound) > 3 for n in range(len(sound))
    }


def ranked(words: list[str], people: list[dict[str, Any]]) -> list[tuple[dict[str, Any], bool]]:
    """The likeliest first, namesakes by age; with each whether they have every word, or only something near one."""
    laid = [
        (
            one,
            [
                max((score(word, other) for other in one["name_folded"].split()), default=0.0)
                for word in words
            ],
        )
        for one in people
    ]
    laid.sort(key=lambda pair: (-_worth(*pair), pair[0]["name_folded"], pair[0]["born_on"], pair[0]["id"]))
    return [(one, min(scores) >= CERTAIN) for one, scores in laid]


def _worth(one: dict[str, Any], scores: list[float]) -> float:
    extra = max(len(one["name_folded"].split()) - len(scores), 0)
    return round(sum(scores) / len(scores) - EXTRA * extra, 4)


def shown(one: dict[str, Any], words: list[str]) -> dict[str, Any]:
    """What a list may show of a person: the NIK masked, `parts` of the name as (text, matched)."""
    sealed = one.pop("nik_sealed")
    return {**one, "nik": mask(seals.open_sealed(sealed, "nik")), "parts": _parts(one["name"], words)}


def _parts(name: str, words: list[str]) -> list[tuple[str, bool]]:
    parts: list[tuple[str, bool]] = []
    for written in name.split():
        parts += [*_marked(written, words), (" ", False)]
    return parts[:-1]


def _marked(written: str, words: list[str]) -> list[tuple[str, bool]]:
    """A word whole where it is meant, only its beginning where only that was typed."""
    have = fold(written).split()
    value, asked = max(((score(w, other), w) for w in words for other in have), default=(0.0, ""))
    if value < MARKED or (
        len(have) == 1 and len(have[0]) == 1 and value < EXACT
    ):  # any initial is near many words
        return [(written, False)]
    if (
        value not in (EXACT, SPELLED)
        and fold(written).startswith(asked)
        and len(written) == len(fold(written))
    ):
        return [(written[: len(asked)], True), (written[len(asked) :], False)]
    return [(written, True)]
