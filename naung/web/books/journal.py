"""One journal: its entries, what it rests on, its reversal; and the form that puts a reversal before a second person."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.ledger import actions, books, drafts
from naung.foundation.ledger.models import Journal
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.books import seen, words
from naung.web.onward import onward
from naung.web.page import page
from naung.web.scope import holds

SHOWN = (drafts.NoReason, drafts.NotYet, drafts.NotReversible, drafts.ReversalWaiting, actions.AlreadyReversed, actions.MonthClosed)  # fmt: skip


def journal(request: HttpRequest, number: int) -> HttpResponse:
    found = books.journal(number, seen.regions(request))
    if found is None:
        raise Http404
    return _reverse(request, found) if request.method == "POST" else _shown(request, found)


def _shown(request: HttpRequest, found: Journal, refusal: Refusal | None = None) -> HttpResponse:
    leaf = seen.leaf_number(request)
    total, entries = books.entries(found, page=leaf, regions=seen.regions(request))
    region = drafts.region_of(found)
    context = {
        "journal": found, "kind": words.kind(found.kind), "entries": entries, "leaf": seen.leaves(total, leaf), "undone": books.reversal_of(found),
        "draft": books.draft_of(found), "waiting": books.draft_waiting(found), "trail": holds(request.user.pk, "trail.read"),
        "may_reverse": _reversible(found) and seen.may(request, "ledger.prepare", region), "today": clock.today().isoformat(),
        "error": str(refusal) if refusal else "", "field": _field(refusal), "typed": request.POST, "made": found.kind in ("bill", "payment"),
    }  # fmt: skip
    return page(request, "books/journal.html", context, status=422 if refusal else 200)


def _reversible(found: Journal) -> bool:
    return not (found.reverses_id or found.kind == "closing" or books.reversal_of(found))


def _field(refusal: Refusal | None) -> str:
    return "tanggal" if isinstance(refusal, drafts.NotYet | actions.MonthClosed) else "alasan"


def _reverse(request: HttpRequest, found: Journal) -> HttpResponse:
    try:
        draft = drafts.prepare_reversal(
            journal=found, posted_on=day(request.POST.get("tanggal", "")), why=request.POST.get("alasan", "")[:1000],
            document=request.POST.get("dokumen", "")[:200], by=staff.as_actor(request.user), at=clock.now(), on=clock.today(),
        )  # fmt: skip
    except SHOWN as refusal:
        return _shown(request, found, refusal)
    return onward(request, "approval", draft.approval_id, says=_("Pembalikan %(number)s disiapkan dan menunggu keputusan orang lain. Buku belum berubah.") % {"number": draft.number})  # fmt: skip


def day(typed: str) -> date:
    """NotYet for what is no day: the field is shown again."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise drafts.NotYet(_("Tulis tanggal jurnalnya.")) from None


def lines_of(draft: Any) -> list[dict[str, Any]]:
    return [{"account": account, "amount": amount, "region": region} for account, amount, _ref, region in draft.lines]  # fmt: skip
