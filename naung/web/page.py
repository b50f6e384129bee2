"""One way to answer with a page: what every template knows."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from naung.kit import clock
from naung.web.scope import language

PROGRAMME = "ntt-2025"
PROVINCE = "53"


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Renders within the request's scope. Made-up data is marked on every page (`example`)."""
    with translation.override(language(request)):
        return _rendered(request, template, context or {}, status)


def _rendered(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    everywhere = {
        "example": True,
        "now": clock.now(),
        "here": getattr(request.resolver_match, "url_name", ""),
        "languages": _languages(request),
    }
    return render(request, f"web/{template}", {**everywhere, **context}, status=status)


def _languages(request: HttpRequest) -> list[dict[str, str]]:
    """Back to the same page, its question included; a page that was asked for with a form is asked for again."""
    here = request.get_full_path() if request.method == "GET" else request.path
    return [
        {
            "code": code,
            "name": name,
            "address": f"{reverse('language')}?{urlencode({'ke': code, 'dari': here})}",
        }
        for code, name in settings.LANGUAGES
    ]
