"""What every step of a claim does alike: lock the row, move its state, leave an entry, ask that another human acts."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.claims.models import Claim
from naung.delivery.claims.states import CLAIM
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal

KIND = "claims.claim"


class SamePerson(Refusal):
    """Who has one part in a claim has none of the others, under whichever account."""


def locked(claim: Claim) -> Claim:
    return (
        Claim.objects.select_for_update(of=("self",))
        .select_related("programme", "approval", "caused_by", "membership")
        .get(pk=claim.pk)
    )


def entry(claim: Claim, verb: str, by: Actor, at: datetime, facts: dict[str, Any], why: str = "") -> int:
    """The number of the new trail entry. Facts hold no names, no numbers of people, nothing of health."""
    return trail.record(
        by=by, verb=verb, subject=f"{KIND}:{claim.number}", at=at, region=claim.village, why=why, facts=facts
    )


def move(
    claim: Claim, verb: str, by: Actor, at: datetime, facts: dict[str, Any], *, why: str = "", told: int = 0, **columns: Any
) -> Claim:  # fmt: skip
    """One change of state with its entry (`told`, where it is written already); `columns` are set with it. NotInThisState."""
    claim.state = CLAIM.after(claim.state, verb)
    for name, value in columns.items():
        setattr(claim, name, value)
    claim.trail = told or entry(claim, f"claims.{verb}", by, at, facts, why)
    claim.save()
    return claim


def touch(claim: Claim, what: str, by: Actor, at: datetime, *, why: str = "", **columns: Any) -> Claim:
    """Columns of a claim that stays in its state, with an entry of their own; `trail` still names the entry of the state."""
    for name, value in columns.items():
        setattr(claim, name, value)
    entry(claim, f"claims.{what}", by, at, {k: str(v) for k, v in columns.items()}, why)
    claim.save(update_fields=list(columns))
    return claim


PARTS = {
    "filer": lambda name: _("%(name)s yang melaporkan klaim ini, jadi orang lain yang menilai dan menyetujuinya.") % name,
    "assessor": lambda name: _("%(name)s yang menilai klaim ini, jadi orang lain yang memutuskannya.") % name,
    "approver": lambda name: _("%(name)s yang menyetujui klaim ini, jadi orang lain yang mengerjakan ini.") % name,
}  # fmt: skip


def another_person(by: Actor, claim: Claim, *parts: str) -> None:
    """SamePerson where this human has one of the parts (filer, assessor, approver) already."""
    for part in parts:
        if by.human is not None and by.human == getattr(claim, f"{part}_human"):
            raise SamePerson(PARTS[part]({"name": by.name}))
