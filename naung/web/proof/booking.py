"""A booking that fits nothing: what the bank wrote, what it probably is, and a person's word with reason and document."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.payments import explaining, likely, queries
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.onward import onward
from naung.web.page import PROVINCE, page
from naung.web.proof import seen, words

MISTAKES = (
    explaining.NoReason,
    explaining.DoesNotAddUp,
    explaining.NotThisOrder,
    explaining.AlreadyExplained,
)
FIELDS = {explaining.NoReason: "alasan"}


def one(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.booking(number)
    if found is None or not seen.may(request, "payments.read", PROVINCE):
        raise Http404
    return _said(request, found) if request.method == "POST" else _shown(request, found)


def _shown(
    request: HttpRequest, booking: Any, mistake: Exception | None = None, status: int = 200
) -> HttpResponse:
    orders = queries.sent_or_paid(booking) if booking.state == "UNMATCHED" else []
    proposals = [_proposal(one) for one in likely.proposals(booking, orders)]
    checked = _checked(request, proposals)
    waits = next((one for one in queries.explanations([booking.pk]) if one.state == "PREPARED"), None)
    context = {
        **words.booking(booking), "booking": booking, "waits": waits, "may": seen.may(request, "payments.explain", PROVINCE) and booking.state == "UNMATCHED" and not waits,
        "proposals": proposals, "orders": [{"order": one, "says": words.order(one), "checked": one.pk in checked} for one in orders],
        "kinds": [{"code": kind, "says": words.explanation(kind)} for kind in explaining.KINDS],
        "past": [{"one": one, "says": words.explanation(one.kind), "parts": queries.parts(one)} for one in queries.explanations([booking.pk])],
        "said": {"apa": _given(request, "apa"), "alasan": _given(request, "alasan"),
                 "dokumen": _given(request, "dokumen")}, "alone": explaining.ALONE,
        "mistake": str(mistake) if mistake else "", "field": FIELDS.get(type(mistake), "apa") if mistake else "",
    }  # fmt: skip
    return page(request, "proof/booking.html", context, status=status)


def _checked(request: HttpRequest, proposals: list[dict[str, Any]]) -> set[int]:
    """What was chosen before, or what is likeliest."""
    if request.method == "POST":
        return {int(one) for one in request.POST.getlist("perintah") if one.isdecimal()}
    return set(proposals[0]["numbers"]) if proposals else set()


def _given(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")


def _proposal(one: likely.Proposal) -> dict[str, Any]:
    because = {
        "REFERENCE": _("bank menulis referensinya"),
        "MENTIONED": _("referensinya ada dalam keterangan bank"),
        "TYPED_WRONG": _("referensinya berbeda satu atau dua angka"),
        "WORDS": _("kata-kata bank menyebutnya"),
    }[one.because]
    return {"kind": one.kind, "says": words.explanation(one.kind), "orders": [words.order(order) for order in one.orders],
            "numbers": [order.pk for order in one.orders], "rest": one.rest, "because": because}  # fmt: skip


def _said(request: HttpRequest, booking: Any) -> HttpResponse:
    by, chosen = staff.as_actor(request.user), set(request.POST.getlist("perintah"))
    orders = [order for order in queries.sent_or_paid(booking) if str(order.pk) in chosen]
    try:
        made = explaining.explain(booking=booking, kind=_given(request, "apa"), orders=orders, reason=_given(request, "alasan"),
                                  document=_given(request, "dokumen"), by=by, at=clock.now(), on=clock.today())  # fmt: skip
    except MISTAKES as mistake:
        return _shown(request, booking, mistake, 422)
    if made.state == "PREPARED":
        return onward(request, "booking", booking.pk, says=_("Disiapkan. Orang lain, pejabat penyetuju, yang memutus."))  # fmt: skip
    return onward(request, "booking", booking.pk, says=_("Dicatat dan dibukukan."))
