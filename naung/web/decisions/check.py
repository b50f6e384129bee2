"""Is this paper ours, and does it still hold? For anybody, without a name of anybody.

A wrong code is answered as calmly as a code that was never given; a code has sixty bits, and who tries many waits a while."""

import time
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.selection import issuing, queries
from naung.foundation.papers import codes
from naung.foundation.papers import queries as papers
from naung.foundation.regions import queries as regions
from naung.web.page import page

OTHERS = {"selection.letter": gettext_noop("Surat pemberitahuan hasil seleksi"), "selection.waiting_list": gettext_noop("Daftar tunggu"), "contributions.support": gettext_noop("Rincian pembayaran iuran"), "contributions.receipt": gettext_noop("Kuitansi pembayaran iuran"), "contributions.proof": gettext_noop("Bukti tiga arah iuran"), "contributions.proof_book": gettext_noop("Kertas kerja bukti tiga arah"), "books.lra": gettext_noop("Laporan realisasi anggaran"), "books.paper": gettext_noop("Kertas kerja pemeriksaan buku besar"), "": gettext_noop("Dokumen")}  # fmt: skip
AT_MOST, SECONDS = 30, 60  # looks from one address in a minute


def check(request: HttpRequest, code: str = "") -> HttpResponse:
    typed = code or request.GET.get("kode", "")
    if not typed.strip():
        return page(request, "decisions/check.html", {"asked": ""})
    if _too_many(request):
        answer = page(request, "decisions/check.html", {"asked": typed[:40], "busy": True}, status=429)
        answer["Retry-After"] = str(SECONDS)
        return answer
    paper = papers.by_code(typed[:40])
    facts = {"asked": codes.shown(codes.read(typed[:40])) or typed[:40], "looked": True, "paper": paper}
    if paper is None:
        return page(request, "decisions/check.html", facts, status=404)
    given = request.GET.get("sidik", "")[:200]
    return page(
        request,
        "decisions/check.html",
        {**facts, **_told(paper), "given": given, "same": _same(given, paper)},
    )


def _told(paper: Any) -> dict[str, Any]:
    """What may be told to anybody who holds the paper; how it stands today is asked of the step that made it."""
    return {"place": regions.by_code(paper.region).name, "ends": (paper.content_hash[:8], paper.content_hash[-8:]),
            "file_ends": (paper.sha256[:8], paper.sha256[-8:]), **_standing(paper)}  # fmt: skip


def _standing(paper: Any) -> dict[str, Any]:
    if paper.kind != issuing.KIND:
        return {"kind": _(OTHERS.get(paper.kind, "Dokumen")), "later": []}
    decree = queries.decree(int(paper.subject.rpartition(":")[2]))
    return {
        "kind": _("Keputusan penetapan pekerja rentan"),
        "later": queries.later(decree),
        "holds": decree.state == "DECIDED",
    }


def _same(given: str, paper: Any) -> bool | None:
    """Is the sha256 that somebody worked out of their file the registered one? None where none was given."""
    said = "".join(given.split()).lower()
    return said == paper.sha256 if said else None


def _too_many(request: HttpRequest) -> bool:
    """Counted by address in this stretch of SECONDS and the one before, for all the site's processes. A stretch has a key of its
    own because not every cache keeps a key's end when it counts on."""
    address, now = request.META.get("REMOTE_ADDR", ""), int(time.time() // SECONDS)
    cache.add(f"periksa:{address}:{now}", 0, 3 * SECONDS)
    before = int(cache.get(f"periksa:{address}:{now - 1}", 0))
    return before + int(cache.incr(f"periksa:{address}:{now}")) > AT_MOST
