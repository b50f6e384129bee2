"""The assessor's sheet: everything that was checked, on one page, each with a mark and its reason. Made for print."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims import queries, rooms
from naung.delivery.claims.payout import queries as payout
from naung.kit import clock
from naung.kit.clock import say_date
from naung.web.claims import decision, one
from naung.web.page import page
from naung.web.words import indonesian

GOOD, OPEN, BAD = "ok", "calm", "warn"


def sheet(request: HttpRequest, programme: str, number: str) -> HttpResponse:
    claim = one.file(request, programme, number, "claims.health")
    says = "sentence_id" if indonesian() else "sentence_en"
    lines = [{**line, "says": line[says]} for line in claim.estimate]
    found = {"claim": claim, "checks": list(checks(claim)), "lines": lines, "steps": list(decision.steps(claim)), "today": clock.today()}  # fmt: skip
    return page(request, "claims/sheet.html", found)


def checks(claim: Any) -> Iterator[tuple[str, str, str]]:
    """(mark, what was checked, what was found)."""
    yield (
        {"IN": GOOD, "UNCLEAR": OPEN}.get(claim.cover, BAD),
        _("Perlindungan pada hari itu"),
        claim.cover_because,
    )
    yield (
        BAD if claim.suspected else GOOD,
        _("Sebab"),
        _("masih dugaan") if claim.suspected else _("sudah jelas"),
    )
    yield _complete(claim)
    if claim.kind == "accident":
        yield _treated(claim)
    yield _expiry(claim)
    yield GOOD, _("Kepesertaan pada hari itu"), f"{claim.memberships}. {claim.memberships_because}".strip()
    yield _second_look(claim)
    yield _held(claim)


def _complete(claim: Any) -> tuple[str, str, str]:
    if claim.complete_on:
        return GOOD, _("Berkas"), _("lengkap sejak %(day)s") % {"day": say_date(claim.complete_on)}
    named = ", ".join(str(getattr(paper, "title", paper)) for paper in rooms.missing(claim.pk))
    return BAD, _("Berkas"), _("belum lengkap: %(what)s") % {"what": named or "-"}


def _treated(claim: Any) -> tuple[str, str, str]:
    found = rooms.treatment(claim.pk)
    if found is None:
        return BAD, _("Perawatan"), _("belum dicatat: biaya, surat istirahat, dan pernyataan dokter")
    ended = _("berakhir, dengan pernyataan dokter") if found.closed else _("masih berjalan")
    return GOOD if found.closed else BAD, _("Perawatan"), ended


def _expiry(claim: Any) -> tuple[str, str, str]:
    if claim.expires_on is None:
        return GOOD, _("Batas waktu menuntut"), _("tidak ditemukan batas untuk kematian bukan karena kerja")
    late = claim.reported_on > claim.expires_on
    told = {"day": say_date(claim.expires_on), "article": queries.expiry_article(claim)}
    return BAD if late else GOOD, _("Batas waktu menuntut"), (_("lewat: berakhir %(day)s (%(article)s)") if late else _("sampai %(day)s (%(article)s)")) % told  # fmt: skip


def _second_look(claim: Any) -> tuple[str, str, str]:
    what = _("Meninggal kurang dari 90 hari sesudah perlindungan mulai")
    if not queries.is_young(claim):
        return GOOD, what, _("tidak")
    seen = payout.review(claim.pk)
    return (GOOD, what, seen.looked_at) if seen else (BAD, what, _("belum diperiksa petugas keempat"))


def _held(claim: Any) -> tuple[str, str, str]:
    held = rooms.hold(claim.pk)
    return (BAD, _("Sengketa"), held.because) if held else (GOOD, _("Sengketa"), _("tidak ada"))
