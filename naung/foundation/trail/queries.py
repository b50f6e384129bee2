"""Reading the trail."""

from collections.abc import Iterable, Sequence

from django.db import connection

from naung.foundation.trail.models import Block, Entry


def about(subject: str) -> Sequence[Entry]:
    """Everything that happened to one thing, oldest first."""
    return list(Entry.objects.filter(subject=subject).order_by("id"))


def by_number(numbers: Iterable[int]) -> dict[int, Entry]:
    return Entry.objects.in_bulk(set(numbers))


def by_verb(verb: str) -> Sequence[Entry]:
    return list(Entry.objects.filter(verb=verb).order_by("id"))


def unsealed() -> int:
    """How many entries wait for the next block."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from trail_entry e left join trail_leaf l on l.entry_id = e.id where l.entry_id is null")
        (count,) = cursor.fetchone()
    return int(count)


def last_block() -> Block | None:
    return Block.objects.order_by("-number").first()
