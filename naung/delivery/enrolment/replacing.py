"""Somebody died, left or found a wage job: their cover ends, the place is free, and who waits first is proposed, in one act."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.enrolment.actions import EndsBeforeItBegan
from naung.delivery.enrolment.models import Membership
from naung.delivery.enrolment.states import MEMBERSHIP
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import actions as selection
from naung.delivery.selection import queries as selected
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.months import Month
from naung.kit.refusal import Refusal

MOST = 200  # in one act: more than this is a new list, not a replacement


class NobodyChosen(Refusal):
    """Nobody was chosen, or more at once than a person can look at."""


class OneRegionAtATime(Refusal):
    """The places lie in several regions, or not on decided lists; each region has its own list."""


class NotYetAnswered(Refusal):
    """The insurer was asked and has not answered: its answer comes first."""


class NotYetOver(Refusal):
    """The last day lies ahead."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many places were given up, how many covers ended, and the list that now waits (none where nobody waits)."""

    released: int
    ended: int
    lists: list[Any] = field(default_factory=list)


@transaction.atomic
def replace(
    *, programme: programmes.Programme, place_ids: Iterable[int], because: selection.Because, by: Actor, at: datetime, on: date
) -> Replaced:  # fmt: skip
    """Ends the cover of whoever has one on `because.last_day`, gives their places up with the reason and its document, and prepares
    the further list of the region, which names the decree it changes and pays for the months that are left.

    That list is decided by another person; the three months of the death grant begin anew for whoever comes in. Released before: left
    as it is. NobodyChosen, OneRegionAtATime, NotHeld, NotYetAnswered, NotYetOver, EndsBeforeItBegan, NotAllowed."""
    wanted = sorted(set(place_ids))
    region = _region(programme, wanted)
    staff.require(by, "selection.propose", region, on=on)
    if because.last_day > on:
        raise NotYetOver(_("Hari terakhir %(day)s belum lewat.") % {"day": say_date(because.last_day)})
    members = _members(wanted, because.last_day)
    _end(members, because, region, by, at)
    covered = [member.place_id for member in members]
    released = _release([one for one in wanted if one not in covered], because, by, at, None)
    released += _release(covered, because, by, at, _first_free(because.last_day, on))
    return Replaced(released, len(members), _propose(programme, region, by, at, on) if released else [])


def _region(programme: programmes.Programme, wanted: list[int]) -> str:
    if not 0 < len(wanted) <= MOST:
        raise NobodyChosen(_("Pilih paling sedikit satu orang dan paling banyak %(n)s orang.") % {"n": MOST})
    found = selected.places(programme, wanted)
    regions = {place.region for place in found}
    if len(found) != len(wanted) or len(regions) != 1:
        raise OneRegionAtATime(_("Pilih orang dari daftar satu kabupaten atau kota saja."))
    return str(regions.pop())


def _members(wanted: list[int], last_day: date) -> list[Membership]:
    """The memberships that run on these places, locked."""
    found = list(Membership.objects.select_for_update().filter(place_id__in=wanted, state__in=["REQUESTED", "ENROLLED"]).order_by("pk"))  # fmt: skip
    if asked := sum(member.state == "REQUESTED" for member in found):
        raise NotYetAnswered(_("Pendaftaran %(n)s orang belum dijawab BPJS Ketenagakerjaan. Tunggu jawabannya, lalu ganti.") % {"n": asked})  # fmt: skip
    early = [m.covered_from for m in found if m.covered_from and m.covered_from > last_day]
    if early:
        raise EndsBeforeItBegan(_("Perlindungan baru mulai %(first)s; tidak dapat berakhir pada %(on)s.")
                                % {"first": say_date(early[0]), "on": say_date(last_day)})  # fmt: skip
    return found


def _end(members: list[Membership], because: selection.Because, region: str, by: Actor, at: datetime) -> None:
    if not members:
        return
    subject = (
        f"enrolment.membership:{members[0].pk}"
        if len(members) == 1
        else f"enrolment.memberships:{len(members)}"
    )
    entry = trail.record(by=by, verb="enrolment.end", subject=subject, at=at, region=region, why=str(because),
                         facts={"on": str(because.last_day), "members": len(members)})  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            """update enrolment_membership set state = %s, covered_until = least(covered_until, %s), ended_because = %s, trail = %s
                where id = any(%s)""",
            [
                MEMBERSHIP.after("ENROLLED", "end"),
                because.last_day,
                str(because),
                entry,
                [m.pk for m in members],
            ],
        )


def _first_free(last_day: date, on: date) -> date:
    """Money goes back from the month that nobody was or will be billed for: not before this one."""
    return max(Month.of(last_day).plus(1), Month.of(on)).first


def _release(place_ids: list[int], because: selection.Because, by: Actor, at: datetime, first_free: date | None) -> int:  # fmt: skip
    if not place_ids:
        return 0
    released = selection.release_places(place_ids=place_ids, because=str(because), by=by, at=at, first_free=first_free)  # fmt: skip
    selection.note_releases(place_ids=place_ids, because=because)
    return released


def _propose(programme: programmes.Programme, region: str, by: Actor, at: datetime, on: date) -> list[Any]:
    """The list of who comes in; none after the programme's last month."""
    if Month.of(on) > Month.of(programme.last_month):
        return []
    return selection.prepare_replacements(programme=programme, by=by, at=at, on=on, region=region)
