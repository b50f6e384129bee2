"""The papers of a claim, on its page."""

from typing import Any

from django.http import HttpRequest


def section(request: HttpRequest, claim: Any) -> dict[str, Any]:
    return {}
