"""What every step with a paper does alike: lock its claim, move its state, leave an entry, and say whether the file is complete."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.claims import completing
from naung.delivery.claims.documents import queries
from naung.delivery.claims.documents.models import Paper
from naung.delivery.claims.documents.states import PAPER, SETTLED
from naung.delivery.claims.models import Claim
from naung.delivery.registry.actions import LONG_NUMBER
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal

OVER = ("REFUSED", "CLOSED")


class ClaimIsOver(Refusal):
    """The claim is refused or closed: its papers stay as they are."""


class NumberInText(Refusal):
    """An identity, phone or account number stands in a sentence that is kept in clear."""


def plain(text: str) -> str:
    """A sentence as it is kept, without blanks around it; NumberInText."""
    if LONG_NUMBER.search(text):
        raise NumberInText(
            _("Jangan menulis NIK, nomor telepon, atau nomor rekening di sini: tulisan ini disimpan terbuka.")
        )
    return text.strip()


def locked(claim: Claim) -> Claim:
    claim = Claim.objects.select_for_update(of=("self",)).select_related("programme").get(pk=claim.pk)
    if claim.state in OVER:
        raise ClaimIsOver(
            _("Klaim %(number)s sudah selesai; surat-suratnya tidak berubah lagi.") % {"number": claim.number}
        )
    return claim


def settled(claim: Claim, by: Actor, on: date, at: datetime) -> None:
    """Every paper that is asked is read: the file is complete from today."""
    states = set(Paper.objects.filter(claim=claim).values_list("state", flat=True))
    if claim.state == "REPORTED" and states and states <= set(SETTLED):
        completing.complete(claim=claim, on=on, by=by, at=at)


def unsettled(claim: Claim, title: str, by: Actor, on: date, at: datetime) -> None:
    """Before a paper opens again; the database refuses the other order."""
    if claim.state == "REPORTED" and Claim.objects.filter(pk=claim.pk, complete_on__isnull=False).exists():
        why = _("menunggu: %(title)s") % {"title": title}
        completing.incomplete(claim=claim, because=why, on=on, by=by, at=at)


def move(row: Paper, verb: str, by: Actor, at: datetime, *, why: str = "", **columns: Any) -> Paper:
    row.state = PAPER.after(row.state, verb)
    if verb == "drop":
        columns["reason"] = why
    for name, value in columns.items():
        setattr(row, name, value)
    row.trail = entry(row, verb, by, at, {"round": row.round}, why)
    row.save()
    return row


def touch(row: Paper, verb: str, by: Actor, at: datetime, **columns: Any) -> Paper:
    new = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in new.items():
        setattr(row, name, value)
    if new:
        entry(row, verb, by, at, {"round": row.round})
        row.save(update_fields=list(new))
    return row


def entry(row: Paper, verb: str, by: Actor, at: datetime, facts: dict[str, Any], why: str = "") -> int:
    return trail.record(by=by, verb=f"claims.paper_{verb}", subject=queries.subject(row), at=at, region=row.village, why=why, facts=facts)  # fmt: skip
