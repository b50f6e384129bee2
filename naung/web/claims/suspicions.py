"""What makes a careful person stop, on the claim's page."""

from typing import Any

from django.http import HttpRequest

from naung.delivery.claims.deaths import queries, words
from naung.foundation.staff import queries as staff
from naung.kit import clock


def section(request: HttpRequest, claim: Any) -> dict[str, Any]:
    """Patterns that speak of this claim, for whoever may doubt; nothing for who reported it."""
    by = staff.as_actor(request.user)
    if not staff.may(by, "claims.doubt", claim.village, on=clock.today()):
        return {}
    return {
        "suspicions": [
            {"one": one, "says": words.sentence(one), "kind": words.weight(one.rule)}
            for one in queries.suspicions_of(claim.pk)
        ]
    }
