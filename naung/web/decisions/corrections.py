"""A fact of a person that is to be put right, before the decision: what stands there, what it becomes, on which paper."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.registry import correcting
from naung.foundation.regions import queries as regions
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.text import mask
from naung.web.members.words import FIELDS

KIND = correcting.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    return {one.pk: _("Perbaikan data orang nomor %(number)s") % {"number": one.subject.rpartition(":")[2]} for one in approvals}  # fmt: skip


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    one = correcting.by_approval(approval.pk)
    was, becomes = _said(one.was, one.was_sealed), _said(one.becomes, one.becomes_sealed)
    facts = [(_("Siapa"), f"{one.person.name} ({one.person.code})"), (_("Di mana"), regions.by_code(one.village).name), (_("Yang diperbaiki"), _(FIELDS[one.field])),
             (_("Sekarang"), was), (_("Menjadi"), becomes), (_("Dokumen"), one.document), (_("Alasan"), one.reason)]  # fmt: skip
    return {"totals": [], "facts": facts}


def _said(text: str, sealed: Any) -> str:
    """A number is masked here as everywhere; the paper that was seen has it whole."""
    return mask(seals.open_sealed(bytes(sealed), "nik")) if sealed else text


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide(approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str) -> None:  # fmt: skip
    one = correcting.by_approval(approval.pk)
    correcting.decide(correction=one, approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip


def withdraw(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    correcting.withdraw(correction=correcting.by_approval(approval.pk), why=why, by=by, at=at, on=on)
