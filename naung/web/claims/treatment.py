"""An accident's treatment, on the claim's page: how long, what comes next, and for whoever may read it what it has cost."""

from typing import Any

from django.http import HttpRequest

from naung.delivery.claims.treatment import ahead
from naung.delivery.claims.treatment import queries as treatments
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.claims import treatment_words as words


def section(request: HttpRequest, claim: Any) -> dict[str, Any]:
    """Nothing for a death. Without the verb for health neither what was done nor what it cost is handed to the page."""
    if claim.kind != "accident":
        return {"treatment": None}
    by, on = staff.as_actor(request.user), clock.today()
    entries = treatments.live(claim.pk)
    found: dict[str, Any] = {**brief(claim, entries, on), "health": staff.may(by, "claims.health", claim.village, on=on)}  # fmt: skip
    if found["health"]:
        found |= {"sums": treatments.sums(entries), "outcome": words.outcome(entries)}
    return {"treatment": found}


def brief(claim: Any, entries: list[Any], on: Any) -> dict[str, Any]:
    """How far it is, without a word about what was found."""
    coming = [{"one": one, "says": words.coming(one)} for one in ahead.dates(claim, entries, on=on)]
    return {
        "entered": bool(entries), "ended": treatments.statement(entries), "month": treatments.months_since(claim, on),
        "next": coming[0] if coming else None, "coming": coming,
    }  # fmt: skip
