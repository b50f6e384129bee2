"""Reads: the insurer's word beside ours, what is due and by when, what was paid, and what the family says has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.models import Claim
from naung.delivery.claims.payout.models import Confirmation, Determination, Gap, Payment, Reply, Review
from naung.kit.clock import say_date

BENEFIT = {"work_accident": "jkk", "illness": "jkm"}


@dataclass(frozen=True, slots=True)
class Beside:
    """One benefit: what we estimated and what the insurer grants, whole rupiah; None where one of the two has no such line."""

    what: str
    ours: int | None
    theirs: int | None

    @property
    def difference(self) -> int:
        return (self.theirs or 0) - (self.ours or 0)


@dataclass(frozen=True, slots=True)
class Due:
    """`pay_by` None: the file is not complete, or the year's holidays are not in the law's files (`note` says so).

    `days_late`: working days after it, up to the day asked about or the last payment. `interest`: what that lateness costs
    the insurer so far, whole rupiah; `interest_paid` of it came. `open`: of the benefit, not transferred yet."""

    pay_by: date | None = None
    days_late: int = 0
    open: int = 0
    interest: int = 0
    interest_paid: int = 0
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Overdue:
    claim: Claim
    due: Due


def determination(claim_id: int) -> Determination | None:
    """The insurer's newest word."""
    return Determination.objects.filter(claim_id=claim_id).select_related("officer").order_by("-version").first()  # fmt: skip


def determinations(claim_id: int) -> list[Determination]:
    """Every word, the oldest first."""
    return list(Determination.objects.filter(claim_id=claim_id).select_related("officer").order_by("version"))


def reply(determination_id: int) -> Reply | None:
    return Reply.objects.filter(determination_id=determination_id).select_related("officer").first()


def replies(claim_id: int) -> dict[int, Reply]:
    """By the number of the word that each answers."""
    found = Reply.objects.filter(determination__claim_id=claim_id).select_related("officer")
    return {one.determination_id: one for one in found}


def beside(claim: Claim, word: Determination) -> list[Beside]:
    """Line by line, ours in the law's order, then what only the insurer names."""
    ours, theirs = _by_what(claim.estimate), _by_what(word.lines)
    return [Beside(what, ours.get(what), theirs.get(what)) for what in [*ours, *(w for w in theirs if w not in ours)]]  # fmt: skip


def differs(claim: Claim, word: Determination) -> bool:
    return any(one.ours != one.theirs for one in beside(claim, word))


def explained(claim: Claim, word: Determination) -> bool:
    """Nothing differs, or a person wrote why."""
    said = reply(word.pk)
    return not differs(claim, word) or bool(said and said.kind == "EXPLAINED")


def _by_what(lines: Iterable[dict[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        found[line["what"]] = found.get(line["what"], 0) + int(line["amount"])
    return found


def payments(claim_id: int) -> list[Payment]:
    return list(Payment.objects.filter(claim_id=claim_id).select_related("payee", "officer", "care").order_by("paid_on", "pk"))  # fmt: skip


def payment(reference: str) -> Payment | None:
    return Payment.objects.filter(reference=reference).first()


def by_number(claim_id: int, payment_id: int) -> Payment | None:
    return Payment.objects.filter(claim_id=claim_id, pk=payment_id).select_related("payee").first()


def paid(claim_id: int, kind: str = "benefit") -> int:
    """Whole rupiah that were transferred: interest, or the benefit with the parts of it that came while treatment went on."""
    rows = Payment.objects.filter(claim_id=claim_id)
    rows = rows.filter(kind=kind) if kind == "interest" else rows.exclude(kind="interest")
    found = rows.aggregate(sum=Sum("rupiah"))
    return int(found["sum"] or 0)


def interest_due(claim_id: int) -> int:
    return int(Payment.objects.filter(claim_id=claim_id).aggregate(sum=Sum("interest_due"))["sum"] or 0)


def confirmations(claim_id: int) -> list[Confirmation]:
    """Every word of the receivers, by payment and in order; the last of a payment counts."""
    found = Confirmation.objects.filter(payment__claim_id=claim_id).select_related("payment__payee", "officer")  # fmt: skip
    return list(found.order_by("payment_id", "number"))


def confirmed(claim_id: int) -> dict[int, int]:
    """Payment -> whole rupiah that its receiver says have come, by the newest word."""
    return {one.payment_id: one.rupiah for one in confirmations(claim_id)}


def gaps(claim_id: int) -> list[Gap]:
    found = Gap.objects.filter(claim_id=claim_id).select_related("payment__payee", "opened_by", "settled_by")
    return list(found.order_by("pk"))


def open_gaps() -> QuerySet[Gap]:
    """Money that was sent and did not reach a family, or interest that does not come; the oldest first."""
    return Gap.objects.filter(state="OPEN").select_related("claim__person", "payment__payee").order_by("opened_on", "pk")  # fmt: skip


def review(claim_id: int) -> Review | None:
    return Review.objects.filter(claim_id=claim_id).select_related("officer").first()


def wholly_paid(claim_id: int) -> bool:
    """Everything granted, and the interest that lateness cost, was transferred."""
    return _ask("claims_wholly_paid", claim_id)


def wholly_confirmed(claim_id: int) -> bool:
    """Every receiver said that all of it came, or what is missing was settled."""
    return _ask("claims_wholly_confirmed", claim_id)


def _ask(function: str, claim_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [claim_id])
        return bool(cursor.fetchone()[0])


def due(claim: Claim, on: date | None = None) -> Due:
    """By when the insurer pays, and what lateness costs it up to `on` (left out: up to the payments that there are)."""
    benefit = BENEFIT[claim.cause]
    by, note = _pay_by(benefit, claim.complete_on)
    if by is None:
        return Due(note=note)
    word = determination(claim.pk)
    granted = word.rupiah if word and word.granted else claim.rupiah
    left = 0 if claim.state == "REFUSED" else granted - paid(claim.pk)
    known, late = _known(claim.pk)
    running = late
    cost = law.late_payment(benefit=benefit, amount=0, days_late=0)
    if on and left > 0 and on > by:
        running = law.days_late(due=by, paid_on=on)
        cost = law.late_payment(benefit=benefit, amount=left, days_late=running)
    return Due(by, running, left, known + cost.total, paid(claim.pk, "interest"), _article(benefit, by), note)


def _known(claim_id: int) -> tuple[int, int]:
    """Interest and working days that payments were late by."""
    rows = list(Payment.objects.filter(claim_id=claim_id).values_list("interest_due", "days_late"))
    return sum(r[0] for r in rows), max((r[1] for r in rows), default=0)


def _pay_by(benefit: str, complete_on: date | None) -> tuple[date | None, str]:
    if complete_on is None:
        return None, _("Tenggat berjalan sesudah berkas lengkap.")
    try:
        return law.pay_by(benefit=benefit, complete_on=complete_on), ""
    except law.NotProvided as missing:
        return None, str(missing)


def _article(benefit: str, on: date) -> str:
    return law.provision(f"deadline.{benefit}_days", on=on).article


def overdue(on: date, programme: Any = None) -> list[Overdue]:
    """Approved claims whose money should have come before `on`, the longest wait first: these are put to the insurer."""
    found = Claim.objects.filter(state__in=["APPROVED", "DETERMINED"], complete_on__lt=on).select_related("person", "programme")  # fmt: skip
    found = found.filter(programme_id=programme.pk) if programme else found
    late = [Overdue(one, due(one, on)) for one in found.order_by("complete_on", "pk")]
    return [one for one in late if one.due.pay_by and one.due.pay_by < on and (one.due.open > 0 or one.due.interest > one.due.interest_paid)]  # fmt: skip


def reminder(one: Overdue) -> str:
    """What the insurer's officer reads among their tasks."""
    return _("Klaim %(number)s: tenggat %(day)s lewat %(n)s hari kerja") % {
        "number": one.claim.number, "day": say_date(one.due.pay_by) if one.due.pay_by else "-", "n": one.due.days_late,
    }  # fmt: skip
