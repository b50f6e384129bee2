"""One approval: exceptions first, then totals, what changed, every name; and the decision, confirmed by typing."""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.approvals import actions
from naung.foundation.approvals import queries as approvals
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import digits, squeeze
from naung.web.decisions import kinds, past, withdrawing
from naung.web.decisions.reach import reach
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50
REASON = 10  # letters; less is no reason that anybody could learn from
APPROVE, REFUSE = "setujui", "tolak"


def one(request: HttpRequest, number: int) -> HttpResponse:
    approval = visible(request, number)
    return _decide(request, approval) if request.method == "POST" else _shown(request, approval)


def visible(request: HttpRequest, number: int) -> Any:
    """The approval, if it is of this officer's regions; else 404, as for one that never was."""
    found = approvals.within(reach(request, "approvals.read")).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest, approval: Any, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    by = staff.as_actor(request.user)
    asked = kinds.Asked(
        squeeze(request.GET.get("q", ""))[:100], request.GET.get("tanda", "")[:40], _page(request)
    )
    kind = kinds.KINDS.get(approval.kind)
    sight = kind.sight(approval, asked) if kind else None
    why = _why_not(approval, kind, by)
    facts = {
        "approval": approval, "kind": kinds.word(approval.kind), "title": kinds.titled([approval])[approval.pk], "sight": sight, "asked": asked,
        "why_not": why, "may_withdraw": withdrawing.possible(approval, by), "errors": errors or {}, "typed": request.POST, "counts_people": bool(kind and kind.counts_people), "counts_places": bool(kind and kind.counts_places),
        "leaf": Paginator(range(sight.total if sight else 0), ROWS).get_page(asked.page), "newer": _newer(approval), "paper": sight.decree if sight else 0, "reason": past.why(approval.trail) if approval.state != "PENDING" else "",
    }  # fmt: skip
    return page(request, "decisions/one.html", facts, status=status)


def _page(request: HttpRequest) -> int:
    given = digits(request.GET.get("hal", ""))[:6]
    return max(int(given or 1), 1)


def _newer(approval: Any) -> Any:
    return approvals.newer(approval) if approval.state == "VOID" else None


def _why_not(approval: Any, kind: Any, by: Actor) -> str:
    """Why this officer has no button here; empty where they have."""
    if approval.state != "PENDING":
        return _("Ini sudah selesai; tidak ada lagi yang diputuskan.")
    if kind is None:
        return _("Jenis ini tidak dikenal di sini, jadi tidak dapat diputuskan. Beri tahu administrator.")
    if by.human is not None and approval.prepared_human == by.human:
        return _("Anda yang menyiapkan ini, jadi orang lain yang memutuskannya.")
    if not staff.may(by, kind.verb, approval.region, on=clock.today()):
        return _("Yang memutuskan adalah pejabat penyetuju wilayah ini. Anda dapat melihat semuanya.")
    return str(kind.barred(approval, by))


def _decide(request: HttpRequest, approval: Any) -> HttpResponse:
    approve = {APPROVE: True, REFUSE: False}.get(request.POST.get("keputusan", ""))
    errors = _errors(request, approval, approve)
    if errors or approve is None:
        return _shown(request, approval, errors, status=422)
    try:
        _carry(request, approval, approve)
    except Refusal as refusal:  # somebody was first, or the content changed: said above what stands there now
        return _shown(request, visible(request, approval.pk), {"keputusan": str(refusal)}, status=409)
    return _done(request, approval, approve)


def _carry(request: HttpRequest, approval: Any, approve: bool) -> None:
    """The decision and its paper, or neither."""
    note = squeeze(request.POST.get("alasan", ""))
    seen, by = request.POST.get("sidik", ""), staff.as_actor(request.user)
    with transaction.atomic():
        kinds.decide(
            approval, approve=approve, content_hash=seen, by=by, at=clock.now(), on=clock.today(), note=note
        )


def _errors(request: HttpRequest, approval: Any, approve: bool | None) -> dict[str, str]:
    """By field. Approving needs the figure typed as it is shown, refusing needs a reason; choosing nothing decides nothing."""
    if approve is None:
        return {"keputusan": _("Pilih: setujui, atau tolak dengan alasan.")}
    if approve and not _confirmed(request.POST.get("ketik", ""), approval):
        return {
            "ketik": _(
                "Angka yang diketik tidak sama dengan yang tertulis di atas. Periksa lagi daftarnya, lalu ketik sekali lagi."
            )
        }
    if not approve and len(squeeze(request.POST.get("alasan", ""))) < REASON:
        return {
            "alasan": _(
                "Tulis alasannya, paling sedikit %(n)s huruf, supaya yang menyiapkan tahu apa yang diperbaiki."
            )
            % {"n": REASON}
        }
    return {}


def _confirmed(typed: str, approval: Any) -> bool:
    """The amount, or the number of people where people are counted: as it is shown, with or without Rp and dots."""
    figure = squeeze(typed).removeprefix("Rp").removeprefix("rp").strip()
    if not digits(figure) or not set(figure) <= set("0123456789., "):
        return False
    kind = kinds.KINDS.get(approval.kind)
    return int(digits(figure)) in (kind.figures(approval) if kind else {approval.rupiah})


def _done(request: HttpRequest, approval: Any, approve: bool) -> HttpResponse:
    """On to the same page, unless somebody else was first without our step noticing: then that is said."""
    now = approvals.one(approval.pk)
    if now.state != ("APPROVED" if approve else "REFUSED") or now.decided_human != request.user.human_id:
        return _shown(request, visible(request, approval.pk), {"keputusan": actions.how(now)}, status=409)
    says = (
        _("Anda menyetujui: %(title)s.")
        if approve
        else _("Anda menolak: %(title)s. Yang menyiapkan melihat alasannya.")
    )
    return onward(
        request, "approval", approval.pk, says=says % {"title": kinds.titled([approval])[approval.pk]}
    )
