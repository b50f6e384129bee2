"""Every request sees the regions of its officer and no others, and nothing at all where it has no officer.

The gate stands around every view when the addresses are put together (`closed`), not in a list of settings: an address
cannot be added past it. It asks permissions.WHO by the address's name; a name that is not there is refused.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.utils import translation

from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY
from naung.foundation.staff.scope import seeing
from naung.kit import clock
from naung.web.permissions import PUBLIC, SIGNED_IN, WHO

View = Callable[..., HttpResponseBase]


def closed(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same addresses with the gate around every view; each view once, however often this is called."""
    found = list(patterns)
    for pattern in found:
        if isinstance(pattern, URLResolver):
            closed(pattern.url_patterns)
        elif not hasattr(pattern.callback, "who"):
            pattern.callback = _gated(pattern.callback, WHO.get(pattern.name or "", ""))
    return found


def _gated(view: View, who: str) -> View:
    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(language(request)), seeing(_regions(request)):
            answer = _refusal(request, who) or view(request, *args, **kwargs)
            answer.headers.setdefault("Content-Language", language(request))
            return answer

    gate.who = who  # type: ignore[attr-defined]  the test that lists every address reads it
    return gate


def language(request: HttpRequest) -> str:
    """Indonesian unless this visitor chose otherwise: many browsers here are set to English by their makers."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _regions(request: HttpRequest) -> list[str]:
    officer = request.user
    return (
        staff.regions_of(officer.pk, on=clock.today())
        if officer.is_authenticated and officer.is_active
        else []
    )


def _refusal(request: HttpRequest, who: str) -> HttpResponseBase | None:
    """None where the page may be opened; the sign-in page for whoever has not signed in; else 403."""
    if who == PUBLIC:
        return None
    if not who:
        raise PermissionDenied("This address does not say who may open it.")
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if who != SIGNED_IN and not holds(request.user.pk, who):
        raise PermissionDenied
    return None


def holds(officer: int, verb: str) -> bool:
    """Does one of the officer's posts allow the verb somewhere? A verb that nobody was given is allowed to nobody."""
    return any(post.role in MAY.get(verb, ()) for post in staff.posts(officer, on=clock.today()))
