"""A photo or PDF of a paper, from a phone to sealed bytes."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.documents import actions, moving, pdfs, photos, queries
from naung.delivery.claims.documents.models import Paper, Scan, ScanContent
from naung.delivery.claims.documents.queries import FIELD
from naung.foundation.staff import queries as staff
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.refusal import Refusal

MOST_PAGES = 20


class HardToRead(Refusal):
    """The photo has flaws; the sender may send it all the same. `flaws` are photos.flaws."""

    def __init__(self, flaws: tuple[str, ...]) -> None:
        self.flaws = flaws
        super().__init__(" ".join(photos.says(flaw) for flaw in flaws))


class TooMany(Refusal):
    """More photos than a paper has pages."""


@transaction.atomic
def keep(*, paper: Paper, data: bytes, by: Actor, on: date, at: datetime, anyway: bool = False) -> Scan:
    """Takes a photo (JPEG, PNG) or PDF in; the paper is received with it. The same bytes again: the scan there is.

    photos.NotAPhoto, photos.TooLarge, pdfs.Unsafe, pdfs.Unreadable; HardToRead unless `anyway`; TooMany; NotAllowed, ClaimIsOver."""
    staff.require(by, "claims.collect", paper.village, on=on)
    row = Paper.objects.select_for_update(of=("self",)).select_related("claim").get(pk=paper.pk)
    round, index = actions.next_round(row), seals.index(sha256(data), FIELD)
    if there := Scan.objects.filter(paper=row, round=round, original_index=index).first():
        return there
    number = Scan.objects.filter(paper=row, round=round).count() + 1
    if number > MOST_PAGES:
        raise TooMany(_("Sudah %(n)s foto untuk surat ini. Kirim halaman yang diminta saja.") % {"n": MOST_PAGES})  # fmt: skip
    scan, kept = _made(data, anyway)
    actions.receive(paper=row, pages=1, by=by, on=on, at=at)
    scan.paper, scan.region, scan.village = row, row.region, row.village
    scan.round, scan.number, scan.original_index, scan.taken_on = round, number, index, on
    scan.officer_id, scan.human = by.officer, by.human
    facts = {"round": round, "number": number, "sha256": scan.sha256, "size": scan.size, "flaws": list(scan.flaws)}  # fmt: skip
    scan.trail = moving.entry(row, "scan", by, at, facts)
    scan.save(force_insert=True)
    ScanContent.objects.create(
        scan=scan, village=row.village, sealed=seals.seal_bytes(kept, queries.field(scan))
    )
    return scan


@transaction.atomic
def look(*, scan: Scan, by: Actor, on: date, at: datetime) -> bytes:
    """The photo, for an officer who may see it; who looked is on the trail. NotAllowed, queries.Damaged."""
    row = scan.paper
    staff.require(by, "claims.health" if row.health else "claims.read", row.village, on=on)
    moving.entry(row, "look", by, at, {"round": scan.round, "number": scan.number})
    return queries.content(scan)


def _made(data: bytes, anyway: bool) -> tuple[Scan, bytes]:
    if photos.media(data) == "pdf":
        pages = pdfs.looked_into(data)
        return Scan(media="application/pdf", size=len(data), pages=pages, sha256=sha256(data)), data
    found = photos.made(data)
    if found.flaws and not anyway:
        raise HardToRead(found.flaws)
    scan = Scan(media="image/jpeg", size=len(found.data), sharpness=found.sharpness, light=found.light, flaws=list(found.flaws),
                sent_anyway=bool(found.flaws), sha256=sha256(found.data))  # fmt: skip
    return scan, found.data
