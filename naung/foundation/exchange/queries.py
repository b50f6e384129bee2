"""Reading the exchange."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from naung.foundation.exchange.models import Batch as Batch
from naung.foundation.exchange.models import Content, Line, Reply, Suspense
from naung.foundation.vault import seals
from naung.kit.canonical import sha256
from naung.kit.refusal import Refusal


class Altered(Refusal):
    """The bytes that are kept are not those that were registered. Nothing is handed out; the auditor is told."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What became of a batch's lines so far. Rows and rupiah that came back; `difference` is what is still owed an answer."""

    accepted: int = 0
    accepted_rupiah: int = 0
    refused: int = 0
    refused_rupiah: int = 0
    waiting: int = 0
    missing: int = 0
    suspense: int = 0

    @property
    def answered(self) -> int:
        return self.accepted + self.refused

    @property
    def difference(self) -> int:
        return self.waiting + self.missing


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
    return _opened(batch.content, batch.sha256)


def reply_file(reply: Reply) -> bytes:
    return _opened(reply.content, reply.sha256)


def _opened(content: Content, registered: str) -> bytes:
    """The bytes, where they are those that were registered; else Altered, and loudly."""
    found = seals.open_bytes(content.sealed, "file")
    if sha256(found) != registered:
        raise Altered(
            _(
                "Isi berkas ini tidak sama dengan sidik jari yang terdaftar (sha256 %(sha)s…), jadi tidak diberikan. Jangan memakai salinan mana pun, dan beri tahu auditor sekarang juga."
            )
            % {"sha": registered[:12]}
        )
    return found


def of_kinds(kinds: Iterable[tuple[str, str]], key: str = "") -> QuerySet[Batch]:
    """The batches of these (partner, kind), latest first; only those whose key begins with `key` ("ntt-2025/")."""
    wanted = Q(pk__in=[])
    for partner, kind in kinds:
        wanted |= Q(partner=partner, kind=kind)
    return Batch.objects.filter(wanted, key__startswith=key).order_by("-pk")


def sums(batches: Iterable[Batch]) -> dict[int, Sums]:
    """By batch, in two queries however many there are."""
    numbers = [batch.pk for batch in batches]
    found: dict[int, dict[str, int]] = {number: {} for number in numbers}
    counted = Line.objects.filter(batch_id__in=numbers).values_list("batch_id", "state").annotate(Count("pk"), Sum("rupiah"))  # fmt: skip
    for number, state, rows, rupiah in counted:
        name = state.lower()
        found[number][name] = rows
        if name in ("accepted", "refused"):
            found[number][f"{name}_rupiah"] = rupiah or 0
    open_ = Suspense.objects.filter(batch_id__in=numbers, state="OPEN").values_list("batch_id").annotate(Count("pk"))  # fmt: skip
    for number, rows in open_:
        found[number]["suspense"] = rows
    return {number: Sums(**counts) for number, counts in found.items()}


def replies(batch: Batch) -> QuerySet[Reply]:
    """The files that came back, in order."""
    return Reply.objects.filter(batch=batch).order_by("pk")


def brought(batch: Batch) -> dict[int, tuple[int, int]]:
    """By reply: the lines that it answered and the rupiah of those accepted."""
    found = (
        Line.objects.filter(batch=batch, reply__isnull=False)
        .values("reply_id")
        .annotate(n=Count("pk"), accepted=Sum("rupiah", filter=Q(state="ACCEPTED")))
    )
    return {row["reply_id"]: (row["n"], row["accepted"] or 0) for row in found}


def refusals(batch: Batch) -> list[dict[str, Any]]:
    """The partner's reasons, the most frequent first: code, one of its sentences, how many lines."""
    found = Line.objects.filter(batch=batch, state="REFUSED").values("code").annotate(n=Count("pk"), reason=Min("reason"))  # fmt: skip
    return [dict(row) for row in found.order_by("-n", "code")]


def suspense_of(batch: Batch) -> QuerySet[Suspense]:
    """Everything of this batch that a person has to look at or has settled; what is open first."""
    return Suspense.objects.filter(batch=batch).order_by("state", "opened_at", "pk")


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


def suspense(number: int) -> Suspense | None:
    """Something held, open or settled, with its batch."""
    return Suspense.objects.select_related("batch").filter(pk=number).first()
