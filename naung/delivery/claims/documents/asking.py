"""Which papers a claim asks for: by its case, and by whoever knows more of the heirs, the journeys or the insurer's wish."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.documents import queries, reasons
from naung.delivery.claims.documents.models import Paper
from naung.delivery.claims.documents.moving import entry, locked, move, plain, settled, unsettled
from naung.delivery.claims.models import Claim
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal

NOT_BROUGHT = ("MISSING", "PROMISED", "REFUSED")


class NoReason(Refusal):
    """A paper is refused, done without, or asked for on top only with a sentence why."""


@transaction.atomic
def ask(*, claim: Claim, by: Actor, on: date, at: datetime) -> list[Paper]:
    """The papers that this case asks for, as naung.law lists them; again after the case changed: new ones are asked, and what no
    longer applies and was not brought is dropped. Nothing changed: nothing happens."""
    claim = locked(claim)
    lists = law.papers(kind=claim.kind, cause=claim.cause, on=claim.happened_on, circumstance=claim.circumstance, outside_plkk=claim.outside_plkk)  # fmt: skip
    there = {row.kind: row for row in Paper.objects.filter(claim=claim)}
    for place, paper in enumerate(lists):
        _asked(claim, there.get(paper.code), paper, reasons.of(paper, claim), True, place, by, on, at)
    wanted = {paper.code for paper in lists}
    for row in there.values():
        if row.by_case and row.kind not in wanted and row.state in NOT_BROUGHT:
            move(row, "drop", by, at, why=reasons.no_longer())
    settled(claim, by, on, at)
    return list(Paper.objects.filter(claim=claim).order_by("place", "pk"))


@transaction.atomic
def also_ask(*, claim: Claim, kind: str, because: str, by: Actor, on: date, at: datetime) -> Paper:
    """One paper more, for whoever knows why: the heirs' room, the treatment's, an officer for the insurer. Asked already: unchanged.

    law.NotProvided for a kind that no list of the case has; NoReason, ClaimIsOver. The caller has asked for the right."""
    claim = locked(claim)
    if not because.strip():
        raise NoReason(_("Tulis mengapa surat ini diperlukan."))
    paper = law.also(kind, kind=claim.kind, cause=claim.cause, on=claim.happened_on)
    there = Paper.objects.filter(claim=claim, kind=kind).first()
    place = 50 + Paper.objects.filter(claim=claim).count()
    row = _asked(claim, there, paper, plain(because), False, place, by, on, at)
    settled(claim, by, on, at)
    return row


@transaction.atomic
def no_longer(*, claim: Claim, kind: str, because: str, by: Actor, on: date, at: datetime) -> None:
    """Takes back what `also_ask` asked, where it was not brought yet; nothing to take back: nothing happens."""
    claim = locked(claim)
    row = Paper.objects.filter(claim=claim, kind=kind, by_case=False).first()
    if row and row.state in NOT_BROUGHT:
        move(row, "drop", by, at, why=because)
        settled(claim, by, on, at)


def _asked(
    claim: Claim, there: Paper | None, paper: law.Paper, because: str, by_case: bool, place: int, by: Actor, on: date, at: datetime
) -> Paper:  # fmt: skip
    """The row of a paper that is wanted now; one that was dropped or done without is asked again only where somebody asks anew."""
    if there and (there.state not in ("DROPPED", "WAIVED") or (there.state == "WAIVED" and by_case)):
        return there
    unsettled(claim, queries.title(paper), by, on, at)
    if there:
        return move(there, "ask", by, at, because=because, by_case=by_case, asked_on=on, reason="")
    row = Paper(
        claim=claim, region=claim.region, village=claim.village, kind=paper.code, place=place, because=because, by_case=by_case,
        article=paper.article, confidence=paper.confidence, health=paper.health, waivable=paper.waivable, asked_on=on,
    )  # fmt: skip
    row.trail = entry(row, "ask", by, at, {"by_case": by_case}, "" if by_case else because)
    row.save(force_insert=True)
    return row
