"""A list by name by address after it was made: what it says, what became of it, its paper; and taking it back while it waits."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.selection import actions, issuing, queries, sight
from naung.foundation.approvals import queries as approvals
from naung.foundation.papers import codes
from naung.foundation.papers import queries as papers
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.text import digits, squeeze
from naung.web.decisions import decrees, past
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50
REASON = 10


def decree(request: HttpRequest, number: int) -> HttpResponse:
    found = _seen(request, number)
    return _withdraw(request, found) if request.method == "POST" else _shown(request, found)


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The registered PDF, byte for byte. One that was signed by command is made now, the first time that it is asked for."""
    found = _seen(request, number)
    by = staff.as_actor(request.user)
    registered = issuing.issue(decree=found, address=settings.NAUNG_ADDRESS, by=by, at=clock.now())
    answer = HttpResponse(papers.content(registered), content_type="application/pdf")
    answer["Content-Disposition"] = (
        f'inline; filename="sk-{found.region}-{found.round}-{registered.sha256[:8]}.pdf"'
    )
    answer["Cache-Control"] = "private, no-store"  # it names people
    return answer


def _seen(request: HttpRequest, number: int) -> Any:
    """The list, for officers whose regions hold all of it; else 404."""
    try:
        found = queries.decree(number)
    except queries.NoSuchDecree as unknown:
        raise Http404(str(unknown)) from None
    if not staff.may(staff.as_actor(request.user), "selection.read", found.region, on=clock.today()):
        raise Http404
    return found


def _shown(request: HttpRequest, found: Any, error: str = "", status: int = 200) -> HttpResponse:
    search, given = squeeze(request.GET.get("q", ""))[:100], digits(request.GET.get("hal", ""))[:6]
    asked = max(int(given or 1), 1)
    total, people = sight.people(found, search=search, page=asked)
    approval = approvals.one(found.approval_id)
    by, signed = staff.as_actor(request.user), papers.of(issuing.KIND, issuing.subject_of(found))
    return page(request, "decisions/decree.html", {
        "decree": found, "place": regions.by_code(found.region), "totals": decrees.totals(found), "standing": queries.standing(found),
        "approval": approval, "later": queries.later(found), "paper": signed, "code": codes.shown(signed.code) if signed else "",
        "total": total, "people": people, "search": search, "leaf": Paginator(range(total), ROWS).get_page(asked), "error": error,
        "may_withdraw": found.state == "PREPARED" and staff.may(by, "selection.propose", found.region, on=clock.today()),
        "may_replace": found.state == "DECIDED" and staff.may(by, "selection.propose", found.region, on=clock.today()),
        "typed": request.POST, "reason": past.why(approval.trail),
    }, status=status)  # fmt: skip


def _withdraw(request: HttpRequest, found: Any) -> HttpResponse:
    why = squeeze(request.POST.get("alasan", ""))
    if len(why) < REASON:
        return _shown(request, found, _("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": REASON}, 422)
    actions.withdraw_decree(
        decree=found, why=why, by=staff.as_actor(request.user), at=clock.now(), on=clock.today()
    )
    return onward(request, "decree", found.pk, says=_("Usulan ditarik. Tempat dan uangnya bebas lagi."))
