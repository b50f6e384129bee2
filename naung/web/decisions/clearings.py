"""A hit of the employees' list that was looked at in the field, before its decision."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.registry import clearing
from naung.foundation.regions import queries as regions
from naung.kit.actor import Actor
from naung.web.decisions.say import day
from naung.web.people import register_words as words

KIND = clearing.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    return {one.pk: _("Catatan kepegawaian nomor %(number)s dikesampingkan") % {"number": one.subject.rpartition(":")[2]} for one in approvals}  # fmt: skip


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    one = clearing.by_approval(approval.pk)
    facts = [(_("Siapa"), one.person.name), (_("Di mana"), regions.by_code(one.village).name), (_("Tercatat sebagai"), words.status(one.claim)),
             (_("Menurut jawaban"), day(one.answer.answered_on)), (_("Diperiksa di lapangan"), day(one.seen_on)),
             (_("Dokumen"), one.document), (_("Yang dilihat"), one.reason)]  # fmt: skip
    return {"totals": [], "facts": facts}


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide(approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str) -> None:  # fmt: skip
    one = clearing.by_approval(approval.pk)
    clearing.decide(clearing=one, approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)
