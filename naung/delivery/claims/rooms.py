"""What the core asks of the rooms of this step. Each is imported when it is asked: the rooms rest on the core, and not the other way."""

from typing import Any


def tell(**told: Any) -> None:
    """Keeps one person's report of this claim's event."""
    from naung.delivery.claims.reporting import actions

    actions.tell(**told)


def ask_papers(**asked: Any) -> None:
    """Asks for the papers that this case needs as it now stands."""
    from naung.delivery.claims.documents import asking

    asking.ask(**asked)


def missing(claim_id: int) -> list[Any]:
    from naung.delivery.claims.documents import queries

    return list(queries.missing(claim_id))


def hold(claim_id: int) -> Any:
    from naung.delivery.claims.heirs import queries

    return queries.hold(claim_id)


def children(claim_id: int) -> list[str]:
    """The level of each child whose school is paid for, in the family's order."""
    from naung.delivery.claims.heirs import queries

    return list(queries.children(claim_id))


def treatment(claim_id: int) -> Any:
    """What the treatment came to; None where nobody entered anything."""
    from naung.delivery.claims.treatment import queries

    return queries.outcome(claim_id) if queries.timeline(claim_id) else None


def paid_by(claim_id: int, care: Any) -> Any:
    """The part that was paid by this letter of rest or receipt, before the case ended."""
    from naung.delivery.claims.payout import parts

    return parts.stands_on(claim_id, care)


def review(claim_id: int) -> Any:
    """The second look at a death so soon after the cover began."""
    from naung.delivery.claims.payout import queries

    return queries.review(claim_id)


def findings(claim_id: int) -> list[Any]:
    """What the receivers' and the patterns' rooms have to say to whoever decides."""
    from naung.delivery.claims.deaths import queries as patterns
    from naung.delivery.claims.heirs import noticing

    return [*noticing.findings(claim_id), *patterns.findings(claim_id)]
