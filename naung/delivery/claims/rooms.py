"""What the core asks of the rooms of this step. A room that is not furnished yet answers nothing."""

from importlib import import_module
from typing import Any

ROOM = "naung.delivery.claims."


def _room(module: str, name: str) -> Any:
    try:
        return getattr(import_module(ROOM + module), name, None)
    except ModuleNotFoundError as missing:
        if missing.name != ROOM + module:
            raise
        return None


def tell(**told: Any) -> None:
    if found := _room("reporting.actions", "tell"):
        found(**told)


def ask_papers(**asked: Any) -> None:
    if found := _room("documents.asking", "ask"):
        found(**asked)


def missing(claim_id: int) -> list[Any]:
    found = _room("documents.queries", "missing")
    return list(found(claim_id)) if found else []


def hold(claim_id: int) -> Any:
    found = _room("heirs.queries", "hold")
    return found(claim_id) if found else None


def children(claim_id: int) -> list[Any]:
    found = _room("heirs.queries", "children")
    return list(found(claim_id)) if found else []


def treatment(claim_id: int) -> Any:
    """What the treatment came to; None where nobody entered anything."""
    entered, found = _room("treatment.queries", "timeline"), _room("treatment.queries", "outcome")
    return found(claim_id) if entered and entered(claim_id) else None
