"""The treatment after an accident, on the claim's page."""

from typing import Any

from django.http import HttpRequest


def section(request: HttpRequest, claim: Any) -> dict[str, Any]:
    return {}
