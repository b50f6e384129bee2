"""Taking back what waits for its decision: by who may prepare such a thing here, with the reason."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.approvals import queries as approvals
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.actor import Actor
from naung.kit.text import squeeze
from naung.web.decisions import kinds
from naung.web.decisions.reach import reach
from naung.web.onward import onward
from naung.web.page import page

REASON = 10  # letters; less is no reason that anybody could learn from


def possible(approval: Any, by: Actor) -> bool:
    """Does it wait, and may this officer prepare such a thing in its region?"""
    kind = kinds.KINDS.get(approval.kind)
    return (
        approval.state == "PENDING"
        and kind is not None
        and kind.withdraw is not None
        and staff.may(by, kind.withdraws, approval.region, on=clock.today())
    )


def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    found = approvals.within(reach(request, "approvals.withdraw")).filter(pk=number).first()
    if found is None or not possible(found, staff.as_actor(request.user)):
        raise Http404
    return _taken_back(request, found) if request.method == "POST" else _shown(request, found)


def _shown(request: HttpRequest, approval: Any, error: str = "") -> HttpResponse:
    context = {"approval": approval, "title": kinds.titled([approval])[approval.pk], "error": error, "typed": request.POST}  # fmt: skip
    return page(request, "decisions/withdraw.html", context, status=422 if error else 200)


def _taken_back(request: HttpRequest, approval: Any) -> HttpResponse:
    why = squeeze(request.POST.get("alasan", ""))[:1000]
    if len(why) < REASON:
        return _shown(request, approval, _("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": REASON})
    kind, title = kinds.KINDS[approval.kind], kinds.titled([approval])[approval.pk]
    assert kind.withdraw is not None  # `possible` looked
    kind.withdraw(approval, why=why, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())
    return onward(request, "approval", approval.pk, says=_("Ditarik kembali: %(title)s. Tidak ada yang berubah.") % {"title": title})  # fmt: skip
