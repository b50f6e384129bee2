"""Work in pieces that fit in memory."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size`, in order, the last one shorter; never an empty list."""
    iterator = iter(items)
    while piece := list(islice(iterator, size)):
        yield piece
