"""A paper on its way: promised, brought, read by another; refused or done without. The last one read completes the file."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.documents import queries
from naung.delivery.claims.documents.asking import NoReason, also_ask, ask, no_longer
from naung.delivery.claims.documents.models import Paper
from naung.delivery.claims.documents.moving import (
    ClaimIsOver,
    NumberInText,
    locked,
    move,
    plain,
    settled,
    touch,
    unsettled,
)
from naung.delivery.claims.documents.states import PAPER
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.states import NotInThisState

__all__ = [
    "ClaimIsOver", "MustBeThere", "NoReason", "NotThere", "NumberInText", "Overdue", "YourOwn", "also_ask", "ask", "next_round", "no_longer", "promise", "read",
    "receive", "refuse", "waive",
]  # fmt: skip


class NotThere(Refusal):
    """Nothing was brought: no photo, and no word where the paper lies."""


class Overdue(Refusal):
    """Somebody promises for a day that is over."""


class YourOwn(Refusal):
    """Who took a paper in is not the one who says that it is good."""


class MustBeThere(Refusal):
    """The law's list knows no way around this paper."""


@transaction.atomic
def promise(
    *, paper: Paper, promised_for: date, promised_by: str, by: Actor, on: date, at: datetime
) -> Paper:
    """Somebody says when it comes; `promised_by` is a relation, no name. Overdue, NotInThisState, NotAllowed."""
    row = _open(paper, "claims.collect", by, on)
    if promised_for < on:
        raise Overdue(_("Tanggal %(day)s sudah lewat. Tulis hari ini atau sesudahnya.") % {"day": say_date(promised_for)})  # fmt: skip
    columns = {"promised_for": promised_for, "promised_by": plain(promised_by)}
    if row.state == "PROMISED":
        return touch(row, "promise", by, at, **columns)
    return move(row, "promise", by, at, **columns)


@transaction.atomic
def receive(*, paper: Paper, by: Actor, on: date, at: datetime, held_at: str = "", pages: int = 0) -> Paper:
    """The paper is here: its photo (`scanning.keep` calls this with `pages`), or itself, lying at `held_at`. NotThere, NotAllowed.

    After a refusal another round begins. Received already: where it lies is added."""
    row = _open(paper, "claims.collect", by, on)
    if not (held_at.strip() or pages):
        raise NotThere(_("Kirim fotonya, atau tulis di mana surat aslinya disimpan."))
    columns: dict[str, Any] = {"pages": pages}
    if held_at.strip():
        columns["held_at"] = plain(held_at)
    if row.state == "RECEIVED":
        return touch(row, "receive", by, at, **{**columns, "pages": row.pages + pages})
    return move(row, "receive", by, at, received_on=on, received_by_id=by.officer, received_human=by.human, round=next_round(row), reason="",
                 held_at=columns.get("held_at", ""), pages=pages)  # fmt: skip


@transaction.atomic
def read(*, paper: Paper, by: Actor, on: date, at: datetime) -> Paper:
    """Somebody else than who took it in has read it, and it says what it must. The last one completes the file.

    YourOwn, NotInThisState, NotAllowed (a paper about health needs the right to see it). Read already: unchanged."""
    row = _open(paper, "claims.collect", by, on)
    if row.state == "READ":
        return row
    _may_see(row, by, on)
    if row.state == "RECEIVED" and by.human in (row.received_human, *queries.photographers(row)):
        raise YourOwn(
            _("%(name)s yang menerima surat ini, jadi orang lain yang membacanya.") % {"name": by.name}
        )
    row = move(row, "read", by, at, judged_on=on, judged_by_id=by.officer, judged_human=by.human, reason="")
    settled(row.claim, by, on, at)
    return row


@transaction.atomic
def refuse(*, paper: Paper, because: str, by: Actor, on: date, at: datetime) -> Paper:
    """It cannot be used, and the family is told why: `because` is a sentence for them. A complete file is complete no longer.

    NoReason, NotInThisState (also for a paper that was read, once the claim is assessed), NotAllowed."""
    row = _open(paper, "claims.collect", by, on)
    if not because.strip():
        raise NoReason(_("Tulis apa yang kurang, dengan kata yang dimengerti keluarga."))
    if row.state == "READ" and row.claim.state != "REPORTED":
        raise NotInThisState(
            _("Klaim %(number)s sudah dinilai dengan surat ini. Tolak klaimnya, atau minta surat baru.")
            % {"number": row.claim.number}
        )
    PAPER.after(row.state, "refuse")
    _may_see(row, by, on)
    unsettled(row.claim, queries.told(row).title, by, on, at)
    return move(row, "refuse", by, at, why=plain(because), judged_on=on, judged_by_id=by.officer, judged_human=by.human, reason=plain(because))  # fmt: skip


@transaction.atomic
def waive(*, paper: Paper, because: str, by: Actor, on: date, at: datetime) -> Paper:
    """A person who assesses claims does without it, and says why. MustBeThere where the list knows no way around it; NoReason, NotAllowed."""
    row = _open(paper, "claims.assess", by, on)
    if not row.waivable:
        raise MustBeThere(
            _("Surat ini wajib menurut %(article)s dan tidak dapat dilewati.") % {"article": row.article}
        )
    if not because.strip():
        raise NoReason(_("Tulis mengapa klaim ini dapat dinilai tanpa surat ini."))
    row = move(row, "waive", by, at, why=plain(because), judged_on=on, judged_by_id=by.officer, judged_human=by.human, reason=plain(because))  # fmt: skip
    settled(row.claim, by, on, at)
    return row


def next_round(row: Paper) -> int:
    return row.round + 1 if row.state == "REFUSED" else row.round


def _open(paper: Paper, verb: str, by: Actor, on: date) -> Paper:
    """The row, locked after its claim's, for somebody who may; ClaimIsOver."""
    claim = locked(paper.claim)
    staff.require(by, verb, claim.village, on=on)
    row = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    row.claim = claim
    return row


def _may_see(row: Paper, by: Actor, on: date) -> None:
    if row.health:
        staff.require(by, "claims.health", row.village, on=on)
