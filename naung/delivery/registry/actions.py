"""Writes on one person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.registry import queries
from naung.delivery.registry.models import Person
from naung.delivery.registry.states import PERSON
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal


class AlreadyOnePerson(Refusal):
    """Both sides of the merge are the same record already."""


class MergedAway(Refusal):
    """The record to drop was merged earlier, into somebody else."""


@transaction.atomic
def merge(*, keep: Person, drop: Person, by: Actor, at: datetime, why: str) -> Person:
    """`drop` points to `keep` from now on; returns the record that stands. Merging the same two again changes nothing.

    Needs a post that may decide on pairs in both regions. Nothing that names `drop` is repointed: readers resolve."""
    keep = queries.person(keep.pk)
    for side in (keep, drop):
        staff.require(by, "matching.decide", side.village, on=at.astimezone(WITA).date())
    # In the order of their numbers, so that two officers who merge the same two crosswise wait and do not block each other.
    locked = {
        p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    }
    keep, drop = locked[keep.pk], locked[drop.pk]
    if drop.merged_into_id == keep.pk:
        return keep
    _can_be_merged(keep, drop)
    drop.state, drop.merged_into = PERSON.after(drop.state, "merge"), keep
    drop.trail = trail.record(by=by, verb="registry.merge", subject=f"registry.person:{drop.pk}", at=at, region=drop.village,
                              why=why, facts={"keep": keep.code, "drop": drop.code})  # fmt: skip
    drop.save(update_fields=["state", "merged_into", "trail"])
    return keep


def _can_be_merged(keep: Person, drop: Person) -> None:
    if keep.pk == drop.pk:
        raise AlreadyOnePerson(
            _("%(code)s sudah satu orang; tidak ada yang perlu digabung.") % {"code": keep.code}
        )
    if drop.merged_into_id is not None or keep.merged_into_id is not None:
        code = drop.code if drop.merged_into_id is not None else keep.code
        raise MergedAway(
            _("%(code)s sudah digabung ke orang lain. Pilih catatan yang masih berdiri.") % {"code": code}
        )
