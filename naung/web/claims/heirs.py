"""The family of a claim, on its page: who is entitled, who receives, what holds it, which children are followed."""

from typing import Any

from django.http import HttpRequest

from naung.delivery.claims.heirs import queries
from naung.kit import clock
from naung.web.claims.family_tags import tag


def section(request: HttpRequest, claim: Any) -> dict[str, Any]:
    rows = [{"one": one, "tag": tag(one.state)} for one in queries.payees(claim.pk, at=clock.now())]
    return {
        "family": queries.entitled(claim.pk, today=clock.today()),
        "receivers": rows,
        "hold": queries.hold(claim.pk),
        "followed": sum(one.state == "GOING" for one in queries.scholars(claim.pk)),
    }
