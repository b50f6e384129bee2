"""Which words of all names at hand are partners, worked out once a word instead of once a pair of records.

The columns that linkage.py compares are made from it: `alike` and `near` hold, for a name, every word that could stand
beside one of its own. Candidates come from shared spellings with letters left out, beginnings and ends, so that the work
grows with the words and not with their square; `names.alike` and `names.near` have the last word.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from naung.delivery.matching import names

Partners = dict[str, list[str]]


def partners(words: Iterable[str]) -> tuple[Partners, Partners]:
    """(alike, near): for each word the words that are its partners, itself among them."""
    known = set(words)
    alike: dict[str, set[str]] = {word: {word} for word in known}
    for a, b in _slips(known):
        if names.alike(a, b):
            alike[a].add(b)
            alike[b].add(a)
    near = {word: set(others) for word, others in alike.items()}
    for short, full in _shorts(known):
        if names.stands_for(short, full):
            near[short].add(full)
            near[full].add(short)
    return {w: sorted(o) for w, o in alike.items()}, {w: sorted(o) for w, o in near.items()}


def _slips(known: set[str]) -> Iterator[tuple[str, str]]:
    """Pairs that become the same when at most two letters are left out of each: all that are so near, and some more."""
    bucket: dict[str, list[str]] = {}
    for word in known:
        for rest in _left_out(word):
            bucket.setdefault(rest, []).append(word)
    for together in bucket.values():
        yield from combinations(together, 2)


def _left_out(word: str) -> set[str]:
    if len(word) < 4:
        return set()
    rests = {word}
    for count in range(1, 3 if len(word) >= 8 else 2):
        rests |= {
            "".join(c for i, c in enumerate(word) if i not in gone)
            for gone in combinations(range(len(word)), count)
        }
    return rests


def _shorts(known: set[str]) -> Iterator[tuple[str, str]]:
    for full in known:
        yield from ((full[:n], full) for n in range(1, len(full)) if full[:n] in known)
        yield from ((full[n:], full) for n in range(1, len(full) - 2) if full[n:] in known)
    for short, fulls in names.nicknames().items():
        if short in known:
            yield from ((short, full) for full in fulls & known)
