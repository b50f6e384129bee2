"""Reads: what a claim asks for, what is missing, how far its file is, and a photo for whoever may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.documents.models import Paper as Row
from naung.delivery.claims.documents.models import Scan, ScanContent
from naung.delivery.claims.documents.states import SETTLED
from naung.delivery.claims.models import Claim
from naung.foundation.trail import queries as trail
from naung.foundation.vault import seals
from naung.kit.canonical import sha256
from naung.kit.refusal import Refusal

FIELD = "claims.scan"


class NoSuchPaper(Refusal):
    """The claim asks for no such paper, or it lies outside one's regions."""


class Damaged(Refusal):
    """The kept bytes are not those that were registered: nothing is shown."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is told: `title` in the reader's language, `because` why it is asked, `reason` why it was refused or is not needed."""

    id: int
    kind: str
    title: str
    state: str
    because: str
    promised_for: date | None
    promised_by: str
    reason: str
    pages: int
    held_at: str
    health: bool
    waivable: bool
    article: str
    confidence: str
    received_on: date | None
    received_human: int | None
    judged_on: date | None
    asked_on: date


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file is: `done` of `asked`; `missing` holds titles, `next_on` the first day that somebody promised."""

    asked: int
    done: int
    missing: tuple[str, ...]
    next_on: date | None


def asked(claim_id: int) -> list[Paper]:
    """Every paper of the claim in the order of the lists; one that is no longer asked comes last."""
    found = Row.objects.filter(claim_id=claim_id).select_related("claim").order_by("place", "pk")
    return sorted((_told(row) for row in found), key=lambda one: one.state == "DROPPED")


def missing(claim_id: int) -> list[Paper]:
    """What the file still waits for: not brought, refused, or brought and not read."""
    return [one for one in asked(claim_id) if one.state not in SETTLED]


def progress(claim_ids: Iterable[int]) -> dict[int, Progress]:
    """Of many claims in one query; a claim that asks for nothing is not in it."""
    found: dict[int, list[Paper]] = {}
    rows = (
        Row.objects.filter(claim_id__in=list(claim_ids))
        .exclude(state="DROPPED")
        .select_related("claim")
        .order_by("place", "pk")
    )
    for row in rows:
        found.setdefault(row.claim_id, []).append(_told(row))
    return {claim: counted(papers) for claim, papers in found.items()}


def counted(papers: Sequence[Paper]) -> Progress:
    still = [one for one in papers if one.state not in SETTLED]
    whole = [one for one in papers if one.state != "DROPPED"]
    days = [one.promised_for for one in still if one.state == "PROMISED" and one.promised_for]
    return Progress(
        len(whole), len(whole) - len(still), tuple(one.title for one in still), min(days, default=None)
    )


def one(claim_id: int, kind: str) -> Row:
    """NoSuchPaper."""
    found = Row.objects.select_related("claim").filter(claim_id=claim_id, kind=kind).first()
    if not found:
        raise NoSuchPaper(_("Klaim ini tidak meminta surat itu."))
    return found


def told(row: Row) -> Paper:
    return _told(row)


def scans(row: Row) -> list[Scan]:
    """Photos of the round that counts, in the order in which they were taken."""
    return list(Scan.objects.filter(paper=row, round=row.round).order_by("number"))


def photographers(row: Row) -> set[int]:
    """The humans who took the photos of the round that counts."""
    return set(Scan.objects.filter(paper=row, round=row.round).values_list("human", flat=True))


def earlier_scans(row: Row) -> int:
    return Scan.objects.filter(paper=row, round__lt=row.round).count()


def content(scan: Scan) -> bytes:
    """Byte for byte what was kept; Damaged. Call `actions.look` in the same transaction: who saw it is on the trail."""
    kept = ScanContent.objects.filter(scan=scan).first()
    found = seals.open_bytes(kept.sealed, field(scan)) if kept else b""
    if sha256(found) != scan.sha256:
        raise Damaged(
            _("Berkas ini tidak lagi sama dengan yang disimpan. Jangan dipakai; beri tahu auditor.")
        )
    return found


def field(scan: Scan) -> str:
    """What its bytes are sealed for: they open as this scan of this paper alone."""
    return f"{FIELD}:{scan.paper_id}/{scan.round}/{scan.number}"


def history(row: Row) -> Sequence[trail.Entry]:
    """Who did what with the paper, oldest first."""
    return trail.about(subject(row))


def subject(row: Row) -> str:
    return f"claims.paper:{row.claim.number}/{row.kind}"


def seen_elsewhere(claim_id: int) -> list[str]:
    """Numbers of other claims that hold a photo sent here too: one paper for two deaths is worth a look."""
    mine = Scan.objects.filter(paper__claim_id=claim_id).values("original_index")
    others = Scan.objects.filter(original_index__in=mine).exclude(paper__claim_id=claim_id)
    return sorted(set(others.values_list("paper__claim__number", flat=True)))


def may_be_asked(claim: Claim) -> list[law.Paper]:
    """What somebody may ask for on top of what the case shows."""
    there = set(
        Row.objects.filter(claim=claim)
        .exclude(state__in=["DROPPED", "WAIVED"])
        .values_list("kind", flat=True)
    )
    found = law.told(kind=claim.kind, cause=claim.cause, on=claim.happened_on)
    return [paper for paper in found if paper.code not in there]


def title(paper: law.Paper) -> str:
    return paper.en if get_language() == "en" else paper.id


def _told(row: Row) -> Paper:
    claim = row.claim
    known = _lists(law.version(), claim.kind, claim.cause, claim.happened_on)
    says = title(known[row.kind]) if row.kind in known else row.kind
    return Paper(
        row.pk, row.kind, says, row.state, row.because, row.promised_for, row.promised_by, row.reason, row.pages, row.held_at, row.health, row.waivable,
        row.article, row.confidence, row.received_on, row.received_human, row.judged_on, row.asked_on,
    )  # fmt: skip


@lru_cache(maxsize=512)
def _lists(version: str, kind: str, cause: str, on: date) -> dict[str, law.Paper]:
    """By code, as this version of the law has them. A claim whose cause was settled otherwise may hold papers of both lists."""
    causes = [cause, *(other for other in ("illness", "work_accident") if kind == "death" and other != cause)]
    found = [paper for one in causes for paper in law.known_papers(kind=kind, cause=one, on=on)]
    return {paper.code: paper for paper in reversed(found)}
