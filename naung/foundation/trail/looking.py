"""Looking through the trail: by whom, what, to what, where and when; page by page along the numbers; a sample by seed; an entry's seal.

A page is found by the number where the last one ended, so the thousandth page costs what the first does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from django.db import connection
from django.db.models import Q, QuerySet

from naung.foundation.trail import actions
from naung.foundation.trail.models import Block, Entry, Leaf
from naung.kit import merkle

PROVINCE = 2  # the length of a province's code


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; an empty field asks nothing. `verb` is whole ("exchange.take") or a package ("exchange.").

    `regions`: what the reader sees. Entries of no region are seen by those who see a whole province; no region at all
    sees nothing. `last`: no entry after this number, so that the same question has the same answer tomorrow."""

    regions: tuple[str, ...]
    human: int | None = None
    verb: str = ""
    subject: str = ""
    region: str = ""
    since: datetime | None = None
    before: datetime | None = None
    last: int | None = None

    def where(self) -> Q:
        found = _seen(self.regions)
        if self.human is not None:
            found &= Q(human=self.human)
        if self.verb:
            found &= Q(verb__startswith=self.verb) if self.verb.endswith(".") else Q(verb=self.verb)
        if self.subject:
            found &= Q(subject=self.subject)
        if self.region:
            found &= _inside(self.region)
        if self.since is not None:
            found &= Q(at__gte=self.since)
        if self.before is not None:
            found &= Q(at__lt=self.before)
        return found if self.last is None else found & Q(pk__lte=self.last)


def _seen(regions: tuple[str, ...]) -> Q:
    if any(len(code) == PROVINCE for code in regions):
        return Q()
    found = Q(pk__in=[])
    for code in regions:
        found |= _inside(code)
    return found


def _inside(code: str) -> Q:
    return Q(region=code) | Q(region__startswith=f"{code}.")


def entries(asked: Asked) -> QuerySet[Entry]:
    """Latest first."""
    return Entry.objects.filter(asked.where()).order_by("-pk")


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Entry]
    newer: int | None  # "after this number" leads to the page before
    older: int | None  # "before this number" leads to the next one


def page(asked: Asked, *, before: int | None = None, after: int | None = None, rows: int = 50) -> Page:
    """The latest entries before a number, or the earliest after one (shown latest first all the same)."""
    found = entries(asked)
    if after is not None:
        near = list(found.filter(pk__gt=after).order_by("pk")[: rows + 1])
        shown, more = near[:rows][::-1], len(near) > rows
        return Page(shown, shown[0].pk if shown and more else None, shown[-1].pk if shown else None)
    near = list((found.filter(pk__lt=before) if before is not None else found)[: rows + 1])
    shown = near[:rows]
    return Page(shown, shown[0].pk if shown and before is not None else None, shown[-1].pk if len(near) > rows else None)  # fmt: skip


def last_number() -> int:
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def sample(asked: Asked, *, seed: str, size: int) -> list[Entry]:
    """`size` entries, by number: those whose SHA-256 of "seed:number" is smallest. Anybody who has the numbers, the seed and a
    tool that hashes can draw the same again; with `asked.last` set the draw is the same for ever."""
    sql, params = entries(asked).order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select pk from ({sql}) found order by sha256(convert_to(%s || ':' || pk, 'UTF8')), pk limit %s",
            [*params, seed, size],
        )
        drawn = [number for (number,) in cursor.fetchall()]
    return list(Entry.objects.filter(pk__in=drawn).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Seal:
    """What proves an entry. All three must hold: the row says what was hashed, the block holds it, the block is signed."""

    block: int
    position: int
    root: str
    sealed_at: datetime
    row: bool
    held: bool
    signed: bool

    @property
    def holds(self) -> bool:
        return self.row and self.held and self.signed


def seal_of(entry: Entry) -> Seal | None:
    """The block's root and signature are recomputed from its entries; None while the entry waits for its block."""
    leaf = Leaf.objects.filter(entry=entry).select_related("block").first()
    if leaf is None:
        return None
    block = leaf.block
    return Seal(block.number, leaf.position, bytes(block.root).hex(), block.sealed_at, bytes(entry.payload) == actions.payload_of(entry), _held(block), _signed(block))  # fmt: skip


def _held(block: Block) -> bool:
    payloads = Leaf.objects.filter(block=block).order_by("position").values_list("entry__payload", flat=True)
    leaves = [merkle.leaf(bytes(payload)) for payload in payloads]
    return len(leaves) == block.entries and merkle.node(bytes(block.previous), merkle.root(leaves)) == bytes(block.root)  # fmt: skip


def _signed(block: Block) -> bool:
    try:
        actions.signing_key().public_key().verify(bytes(block.signature), actions.statement(block.number, bytes(block.root)))  # fmt: skip
    except InvalidSignature:
        return False
    return True


def blocks_of(numbers: Sequence[int]) -> dict[int, int]:
    """The block by entry, for those that are sealed."""
    return dict(Leaf.objects.filter(entry_id__in=numbers).values_list("entry_id", "block_id"))


def humans() -> list[tuple[int, str]]:
    """Everybody who ever left an entry, with the name as last written. One index look-up a person, however long the trail."""
    with connection.cursor() as cursor:
        cursor.execute(HUMANS)
        return [(int(human), str(actor)) for human, actor in cursor.fetchall()]


# A walk along the index from one human to the next ("loose index scan"): PostgreSQL has no skip scan before 18.
HUMANS = """
with recursive walk (human) as (
    (select human from trail_entry where human is not null order by human limit 1)
    union all
    select (select e.human from trail_entry e where e.human > walk.human order by e.human limit 1) from walk where walk.human is not null
)
select w.human, (select e.actor from trail_entry e where e.human = w.human order by e.id desc limit 1)
  from walk w where w.human is not null order by w.human
"""
