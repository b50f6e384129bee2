"""Who inherits: the first class, in the law's order, in which somebody lives."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from naung.law.errors import BadCase
from naung.law.parameters import Provision, provision


@dataclass(frozen=True, slots=True)
class Heirs:
    """The relations entitled together, and the provision; empty where nobody is left: then the funeral money goes to
    whoever arranged the funeral and the rest to the social security fund."""

    relations: tuple[str, ...]
    provision: Provision


def heirs(living: Collection[str], *, on: date) -> Heirs:
    """`living`: the relations of which somebody lives (spouse, child, parent, grandchild, grandparent, sibling,
    parent_in_law, named_in_will). Refuses a relation the order does not know."""
    order = provision("heirs.order", on=on)
    known = {relation for step in order.value for relation in step}
    for relation in living:
        if relation not in known:
            raise BadCase(f"Hubungan {relation!r} tidak dikenal.", f"Relation {relation!r} is unknown.")
    for step in order.value:
        if found := tuple(relation for relation in step if relation in living):
            return Heirs(found, order)
    return Heirs((), order)
