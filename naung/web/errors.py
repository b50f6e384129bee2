"""Error pages in the same look; they ask the database nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from naung.foundation.staff.scope import seeing
from naung.kit.refusal import Refusal
from naung.web.page import page
from naung.web.scope import language


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "404.html", status=404)


def broken(request: HttpRequest, *args: Any) -> HttpResponse:
    """Without navigation by role: whatever broke may be the database."""
    with translation.override(language(request)):
        return render(request, "web/500.html", {"example": True, "plain": True}, status=500)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is too old; nothing was changed."""
    return page(request, "csrf.html", status=403)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What was seen, what it probably is, what to do; and that nothing was changed."""
    with seeing([]):
        return page(request, "refused.html", {"says": str(refusal)}, status=409)
