"""A page is declared once: its address, its view, who may look at it and who may act on it.

There is no other way to an address: `site.py` gathers the lists, `scope.py` stands around every view. A page without a `who`
cannot be written down (`Undeclared`), so nobody can forget one.

A right is PUBLIC (anybody, counts only), SIGNED_IN (any active officer) or a verb of staff.roles.MAY (an officer one of whose posts
allows it somewhere; the view asks again for the region of what it shows or changes).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponseBase

from naung.foundation.staff.roles import MAY

PUBLIC, SIGNED_IN = "public", "signed in"
View = Callable[..., HttpResponseBase]


class Undeclared(Exception):
    """A page that does not say who may open it, or names a verb that nobody was given."""


@dataclass(frozen=True, slots=True)
class Page:
    """`who` may look (GET); `act` may send its form (POST). Without `act` the page is only looked at: 405.

    `early`: opens for an officer whose password is still to be changed or whose second factor is still to be set up."""

    name: str
    route: str
    view: View
    who: str
    act: str = ""
    early: bool = False

    def __post_init__(self) -> None:
        for right in filter(None, (self.who or "nobody", self.act)):
            if right not in (PUBLIC, SIGNED_IN) and not MAY.get(right):
                raise Undeclared(f"{self.name}: {right!r} is no right that somebody holds.")
