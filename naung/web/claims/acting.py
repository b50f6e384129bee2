"""One act on a claim: its form, and what was typed given to the step that does it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.claims import acts, one
from naung.web.onward import onward
from naung.web.page import page


def view(slug: str) -> Callable[..., HttpResponse]:
    """The view of one act."""
    act = acts.ACTS[slug]

    def acted(request: HttpRequest, programme: str, number: str) -> HttpResponse:
        claim = one.file(request, programme, number, act.verb)
        return _done(request, claim, act) if request.method == "POST" else _shown(request, claim, act, {})

    return acted


def _done(request: HttpRequest, claim: Any, act: acts.Act) -> HttpResponse:
    when = acts.When(staff.as_actor(request.user), clock.now(), clock.today())
    try:
        act.run(claim, request.POST, when)
    except Refusal as refusal:
        return _shown(request, claim, act, request.POST, refusal)
    return onward(request, "claim", claim.programme.code, claim.number, says=_(act.done))


def _shown(
    request: HttpRequest, claim: Any, act: acts.Act, typed: Mapping[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    fits, by = act.fits(claim), staff.as_actor(request.user)
    fields = act.fields(claim, typed) if fits else []
    at = getattr(refusal, "field", "") or (fields[0].name if fields else "")
    context = {
        "claim": claim, "act": act, "title": _(act.title), "button": _(act.button), "hint": _(act.hint) if act.hint else "", "fields": fields,
        "fits": fits, "barred": act.barred(claim, by) if fits else "", "error": str(refusal) if refusal else "", "at": at,
    }  # fmt: skip
    return page(request, "claims/act.html", context, status=422 if refusal else 200)
