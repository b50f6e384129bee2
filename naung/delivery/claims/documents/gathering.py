"""A whole file at once: a family comes to the counter with everything, one officer takes it in, another one reads it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from naung.delivery.claims.documents import actions
from naung.delivery.claims.documents.models import Paper
from naung.delivery.claims.documents.states import SETTLED
from naung.delivery.claims.models import Claim
from naung.kit.actor import Actor


@transaction.atomic
def gather(*, claim: Claim, takes: Actor, reads: Actor, held_at: str, on: date, at: datetime, but: Collection[str] = ()) -> Claim:  # fmt: skip
    """Every paper that is asked and not settled, except the kinds of `but`, is received by `takes` and read by `reads`; the claim as it
    then is. Nothing open: nothing happens. The refusals of `receive` and `read`."""
    for row in Paper.objects.filter(claim=claim).exclude(state__in=SETTLED).order_by("place", "pk"):
        if row.kind in but:
            continue
        if row.state != "RECEIVED":
            row = actions.receive(paper=row, held_at=held_at, by=takes, on=on, at=at)
        actions.read(paper=row, by=reads, on=on, at=at)
    return Claim.objects.select_related("programme", "person", "approval").get(pk=claim.pk)
