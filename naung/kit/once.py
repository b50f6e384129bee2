"""What is asked again and again while one page is made is looked up once.

Nothing is remembered outside `remembering`, and nothing longer than it: what was changed is seen at the next look."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_MEMORY: ContextVar[dict[Hashable, Any] | None] = ContextVar("once", default=None)


@contextmanager
def remembering(*, really: bool = True) -> Iterator[None]:
    """For whoever only looks. A writer says `really=False`, for it has to see what it wrote."""
    token = _MEMORY.set({} if really else None)
    try:
        yield
    finally:
        _MEMORY.reset(token)


def once(key: Hashable, ask: Callable[[], T]) -> T:
    """What `ask` gave the first time for this key; asked anew each time where nobody remembers."""
    memory = _MEMORY.get()
    if memory is None:
        return ask()
    if key not in memory:
        memory[key] = ask()
    found: T = memory[key]
    return found
