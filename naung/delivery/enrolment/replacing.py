"""Somebody died, left or found a wage job: the place is to be free, and who waits first comes in.

Where cover runs, its months are paid: two people end it (leaving.py), and the list of who comes in is made after. Where nobody was
registered yet, the place is given up and the list prepared in one act."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.enrolment import leaving
from naung.delivery.enrolment.actions import EndsBeforeItBegan
from naung.delivery.enrolment.leaving import LeavesAlready, NotYetAnswered
from naung.delivery.enrolment.models import Leaving
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import actions as selection
from naung.delivery.selection import queries as selected
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.months import Month
from naung.kit.refusal import Refusal

__all__ = ["EndsBeforeItBegan", "LeavesAlready", "NotYetAnswered"]
MOST = 200  # in one act: more than this is a new list, not a replacement


class NobodyChosen(Refusal):
    """Nobody was chosen, or more at once than a person can look at."""


class OneRegionAtATime(Refusal):
    """The places lie in several regions, or not on decided lists; each region has its own list."""


class NotYetOver(Refusal):
    """The last day lies ahead."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many places were given up now, the list that now waits (none where nobody waits), and the end of running cover that a
    second person is to decide."""

    released: int
    lists: list[Any] = field(default_factory=list)
    leaving: Leaving | None = None


@transaction.atomic
def replace(
    *, programme: programmes.Programme, place_ids: Iterable[int], because: selection.Because, by: Actor, at: datetime, on: date
) -> Replaced:  # fmt: skip
    """Where somebody's cover runs: puts its end on `because.last_day` before a second person, and nothing changes yet. Else gives the
    places up with the reason and its document, and prepares the further list of the region, which names the decree it changes.

    That list is decided by another person; the three months of the death grant begin anew for whoever comes in. Released before: left as
    it is. NobodyChosen, OneRegionAtATime, NotHeld, NotYetAnswered, NotYetOver, EndsBeforeItBegan, LeavesAlready, NotAllowed."""
    wanted = sorted(set(place_ids))
    region = _region(programme, wanted)
    staff.require(by, "selection.propose", region, on=on)
    if because.last_day > on:
        raise NotYetOver(_("Hari terakhir %(day)s belum lewat.") % {"day": say_date(because.last_day)})
    if leaving.running(wanted, because.last_day):
        asked = leaving.propose(programme=programme, region=region, place_ids=wanted, because=because, by=by, at=at, on=on)  # fmt: skip
        return Replaced(0, leaving=asked)
    released = leaving.give_up(wanted, because, by, at, None)
    return Replaced(released, _propose(programme, region, by, at, on) if released else [])


def _region(programme: programmes.Programme, wanted: list[int]) -> str:
    if not 0 < len(wanted) <= MOST:
        raise NobodyChosen(_("Pilih paling sedikit satu orang dan paling banyak %(n)s orang.") % {"n": MOST})
    found = selected.places(programme, wanted)
    regions = {place.region for place in found}
    if len(found) != len(wanted) or len(regions) != 1:
        raise OneRegionAtATime(_("Pilih orang dari daftar satu kabupaten atau kota saja."))
    return str(regions.pop())


def _propose(programme: programmes.Programme, region: str, by: Actor, at: datetime, on: date) -> list[Any]:
    """The list of who comes in; none after the programme's last month."""
    if Month.of(on) > Month.of(programme.last_month):
        return []
    return selection.prepare_replacements(programme=programme, by=by, at=at, on=on, region=region)
