"""What the pages of this room share: which programme and month, whose figure comes first, states as tags."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.contributions.reconciling import proof as proofs
from naung.delivery.contributions.reconciling import words
from naung.delivery.programme import queries as programmes
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.kit.text import digits

TAGS = {"AGREES": "", "UNDER_WAY": "calm", "DIFFERS": "danger", "NOTHING": "calm"}
# Whose figure it is: each finds their own first, and the others beside it.
OWN = {"treasurer": "approved", "bpjs_officer": "acknowledged", "bank_officer": "debited"}
HEADS = {"approved": gettext_noop("Bendahara dan pejabat"), "billed": gettext_noop("Tagihan"), "debited": gettext_noop("Bank"),
         "acknowledged": gettext_noop("BPJS Ketenagakerjaan")}  # fmt: skip


def chosen(request: HttpRequest, code: str, text: str) -> tuple[Any, Month]:
    """The programme and one of its months, where this officer may see the whole of it; else 404: half a proof proves nothing."""
    programme = programme_of(request, code)
    try:
        month = Month.parse(text)
    except ValueError:
        raise Http404 from None
    if month not in programmes.months(programme):
        raise Http404
    return programme, month


def programme_of(request: HttpRequest, code: str) -> Any:
    try:
        programme = programmes.by_code(code)
    except programmes.UnknownProgramme:
        raise Http404 from None
    if not may(request, "proof.read", programme.region_id):
        raise Http404
    return programme


def may(request: HttpRequest, verb: str, region: str) -> bool:
    return staff.may(staff.as_actor(request.user), verb, region, on=clock.today())


def state(code: str) -> dict[str, str]:
    return {"kind": TAGS[code], "says": _(words.STATES[code])}


def columns() -> list[str]:
    return [_(words.SOURCES[source]) for source in proofs.SOURCES]


def own_first(request: HttpRequest) -> list[str]:
    """The sources with this officer's own in front; an auditor's own is the distance between them, which stands above all."""
    mine = own(request)
    return [mine, *(source for source in proofs.SOURCES if source != mine)] if mine else list(proofs.SOURCES)


def own(request: HttpRequest) -> str:
    """The source that is this officer's own; empty for who watches all of them."""
    roles = [post.role for post in staff.posts(request.user.pk, on=clock.today())]
    return next((OWN[role] for role in roles if role in OWN), "")


def leaf(request: HttpRequest) -> int:
    return max(int(digits(request.GET.get("hal", ""))[:6] or 1), 1)


def what(kind: str, why: str) -> tuple[str, str]:
    """What it is and what comes next, in the reader's language."""
    is_, then = words.said(kind, why)
    return _(is_), _(then)
