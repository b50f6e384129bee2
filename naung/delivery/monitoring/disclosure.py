"""Which counts may not be published: so few people that a neighbour would know whom they mean."""

from collections.abc import Mapping

FEWEST = 5


def small(count: int) -> bool:
    """One to four. Nobody at all is no secret."""
    return 0 < count < FEWEST


def hidden(counts: Mapping[str, int]) -> frozenset[str]:
    """The keys to hide where the total of all is published: the small ones, and when there is just one of them the
    next smallest too, for one gap alone is total minus the rest."""
    few = {key for key, count in counts.items() if small(count)}
    others = sorted((count, key) for key, count in counts.items() if key not in few and count)
    if len(few) == 1 and others:
        few.add(others[0][1])
    return frozenset(few)
