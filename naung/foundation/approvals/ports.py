"""What whoever decides is shown beside the list itself; each step that puts something before a second person fills it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """An exception in words and how many it applies to; `kind`: danger, warn, calm.

    `key` filters the full list by it, and is empty where it is about nobody on the list."""

    key: str
    kind: str
    says: str
    people: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Against the last decided version, `since` in words (empty: there is none before): how many came in and went,
    and the first of them by name: code, name, village, because."""

    since: str = ""
    entered: int = 0
    left: int = 0
    entered_names: list[dict[str, Any]] = field(default_factory=list)
    left_names: list[dict[str, Any]] = field(default_factory=list)
