"""What a claim waits for in plain words, each with the page where it is done: nobody has to guess why it stands still."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from naung.delivery.claims import moving
from naung.delivery.claims.documents import queries as documents
from naung.delivery.claims.heirs import queries as heirs
from naung.delivery.claims.payout import exchanging, parts
from naung.delivery.claims.payout import queries as payout
from naung.foundation.approvals import queries as approvals
from naung.kit import clock
from naung.kit.rupiah import say
from naung.web.batches.rooms import PAYOUTS
from naung.web.scope import allowed

Said = dict[str, str]
WITHOUT_MONEY = ("REPORTED", "ASSESSED", "APPROVED", "DETERMINED")


def waits(request: HttpRequest, claim: Any, reads: bool) -> list[Said]:
    """Amounts only for whoever may read the particulars; a link only where this officer may go."""
    asks = {
        "REPORTED": _papers,
        "ASSESSED": _decision,
        "APPROVED": _insurer,
        "DETERMINED": _money,
        "PAID": _family,
    }
    found = [*asks[claim.state](request, claim, reads)] if claim.state in asks else []
    return [*found, *_receivers(claim)] if claim.state in WITHOUT_MONEY else found


def _said(says: str, href: str = "") -> Said:
    return {"says": says, "href": href}


def _at(claim: Any, name: str) -> str:
    return reverse(name, args=[claim.programme.code, claim.number])


def _papers(request: HttpRequest, claim: Any, reads: bool) -> Iterator[Said]:
    if left := documents.missing(claim.pk):
        yield _said(_("Surat yang masih ditunggu: %(n)s") % {"n": len(left)}, "#surat")


def _decision(request: HttpRequest, claim: Any, reads: bool) -> Iterator[Said]:
    found = approvals.latest(moving.KIND, f"{moving.KIND}:{claim.programme.code}/{claim.number}")
    if found and allowed(request, "claims.decide"):
        yield _said(_("Putuskan klaim ini"), reverse("approval", args=[found.pk]))


def _insurer(request: HttpRequest, claim: Any, reads: bool) -> Iterator[Said]:
    if claim.pk not in exchanging.sent_in([claim.pk]):
        href = reverse("payouts-batches") if allowed(request, PAYOUTS.read) else ""
        yield _said(_("Belum dikirim kepada BPJS Ketenagakerjaan dalam berkas klaim"), href)


def _money(request: HttpRequest, claim: Any, reads: bool) -> Iterator[Said]:
    word = payout.determination(claim.pk)
    if word and not payout.explained(claim, word):
        yield _said(_("Putusan BPJS berbeda dari perkiraan kita: penilai menjelaskannya atau mengajukan keberatan, baru sesudah itu dibayar"), "#putusan")  # fmt: skip
        return
    left = (word.rupiah if word else 0) - payout.paid(claim.pk)
    late = payout.interest_due(claim.pk) - payout.paid(claim.pk, "interest")
    if left > 0 and reads:
        yield _said(_("Santunan yang belum dibayar: %(sum)s") % {"sum": say(left)}, "#putusan")
    if left <= 0 < late:
        yield _said(_("Santunan sudah dibayar. Ganti rugi keterlambatan belum: %(sum)s") % {"sum": say(late)} if reads
                    else _("Santunan sudah dibayar; ganti rugi keterlambatan belum."), "#putusan")  # fmt: skip
    yield from _family(request, claim, reads)


def _family(request: HttpRequest, claim: Any, reads: bool) -> Iterator[Said]:
    """Transfers about which nobody asked the family; another officer than who wrote the account asks."""
    asked = payout.confirmed(claim.pk)
    for one in payout.payments(claim.pk):
        if one.pk not in asked:
            yield _said(_("Tanyakan kepada %(name)s apakah uangnya sampai utuh; yang bertanya bukan yang mencatat rekeningnya") % {"name": one.payee.name}, "#putusan")  # fmt: skip

    yield from (
        _said(_("Uang yang kurang belum diselesaikan"), "#putusan")
        for one in payout.gaps(claim.pk)
        if one.state == "OPEN"
    )
    if claim.state == "PAID" and payout.wholly_confirmed(claim.pk):
        yield _said(_("Keluarga sudah memastikan semuanya: klaim ini dapat ditutup"), "#putusan")


def _receivers(claim: Any) -> Iterator[Said]:
    found = heirs.payees(claim.pk, at=clock.now())
    for one in found:
        if one.state != "READY":
            yield _said(f"{one.name}: {one.says}", _at(claim, "claim-receivers"))
    part = parts.due(claim, on=clock.today())
    if part:
        yield _said(
            _("Bagian yang sudah dapat dibayar selama perawatan: %(n)s") % {"n": len(part)}, "#putusan"
        )
    if found or (claim.kind == "accident" and claim.state != "DETERMINED" and not part):
        return
    if claim.kind == "death" and not heirs.tree(claim.person_id):
        yield _said(_("Pohon keluarga belum diisi"), _at(claim, "claim-family"))
    else:
        yield _said(_("Belum ada yang ditunjuk sebagai penerima"), _at(claim, "claim-receivers"))
