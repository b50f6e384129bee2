"""The name on an account against the member's: exactly it, spelled otherwise, or somebody else's."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from naung.kit.text import fold, squeeze

EXACT, NEAR, FAR = "exact", "near", "far"


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` of 100, words in any order; 100 and near: the same words in another order."""

    kind: str
    score: int


def compare(ours: str, theirs: str, *, near: int, cut: int = 0) -> Likeness:
    """`near`: the least score that may still be the same person. `cut`: the partner's longest name; longer ones come back cut there."""
    if fold(theirs) in (fold(ours), _cut(ours, cut)):
        return Likeness(EXACT, 100)
    score = round(fuzz.token_sort_ratio(fold(ours), fold(theirs)))
    return Likeness(NEAR if score >= near and fold(theirs) else FAR, score)


def _cut(name: str, longest: int) -> str:
    return fold(squeeze(name)[:longest]) if longest else fold(name)
