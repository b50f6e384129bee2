"""Reading the exchange."""

from typing import Any

from django.db.models import Count, QuerySet, Sum

from naung.foundation.exchange.models import Batch as Batch
from naung.foundation.exchange.models import Line, Reply, Suspense
from naung.foundation.vault import seals


def batch(partner: str, kind: str, key: str) -> Batch | None:
    return Batch.objects.filter(partner=partner, kind=kind, key=key).first()


def by_number(number: int) -> Batch:
    return Batch.objects.get(pk=number)


def batches(partner: str, kind: str) -> QuerySet[Batch]:
    """Every batch of a kind, in the order of its making."""
    return Batch.objects.filter(partner=partner, kind=kind).order_by("pk")


def open_batches(partner: str, kind: str) -> list[Batch]:
    """Prepared or under way, oldest first: what a second run has to go on with."""
    return list(batches(partner, kind).exclude(state__in=["ANSWERED", "CLOSED"]))


def file_of(batch: Batch) -> bytes:
    """The file as it was prepared, byte for byte."""
    return seals.open_bytes(batch.content.sealed, "file")


def reply_file(reply: Reply) -> bytes:
    return seals.open_bytes(reply.content.sealed, "file")


def lines(batch: Batch, state: str = "") -> QuerySet[Line]:
    """The lines in order of number; of one state when it is named."""
    found = Line.objects.filter(batch=batch).order_by("number")
    return found.filter(state=state) if state else found


def answered_by(reply: int) -> QuerySet[Line]:
    """The lines that this reply answered: what the owner of the subjects has to carry on with."""
    return Line.objects.filter(reply_id=reply).order_by("number")


def reasons(batch: Batch) -> dict[str, int]:
    """How many lines the partner refused, by its code."""
    refused = (
        Line.objects.filter(batch=batch, state="REFUSED")
        .values("code")
        .annotate(n=Count("pk"))
        .order_by("code")
    )
    return {row["code"]: row["n"] for row in refused}


def suspended(partner: str = "") -> QuerySet[Suspense]:
    """What still waits for a person, oldest first."""
    found = Suspense.objects.filter(state="OPEN").order_by("opened_at", "pk")
    return found.filter(partner=partner) if partner else found


def facts(batch: Batch) -> dict[str, Any]:
    """A batch as a command prints it: totals, states and reasons."""
    states = dict(
        Line.objects.filter(batch=batch).values_list("state").annotate(Count("pk")).order_by("state")
    )
    accepted = Line.objects.filter(batch=batch, state="ACCEPTED").aggregate(n=Sum("rupiah"))["n"] or 0
    return {
        "region": batch.region, "key": batch.key, "rows": batch.rows, "rupiah": batch.rupiah, "sha256": batch.sha256,
        "state": batch.state, "accepted": states.get("ACCEPTED", 0), "accepted_rupiah": accepted, "refused": reasons(batch),
        "waiting": states.get("WAITING", 0), "missing": states.get("MISSING", 0),
        "suspense": Suspense.objects.filter(batch=batch, state="OPEN").count(),
    }  # fmt: skip
