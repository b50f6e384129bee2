"""Every request sees the regions of its officer and no others, and nothing at all where it has no officer.

The gate stands around every view when the addresses are put together (`patterns`), not in a list of settings: an address
cannot be added past it.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, path
from django.utils import translation

from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY
from naung.foundation.staff.scope import seeing
from naung.kit import clock
from naung.kit.once import remembering
from naung.kit.refusal import Refusal
from naung.web.account import gate as entrance
from naung.web.pages import PUBLIC, SIGNED_IN, Page

LOOKING = ("GET", "HEAD")
Refused = Callable[[HttpRequest, Refusal], HttpResponseBase]


def patterns(pages: Iterable[Page], refused: Refused) -> list[URLPattern]:
    """The addresses with the gate around each view. `refused` answers for a refusal that the view did not catch."""
    return [path(page.route, _gated(page, refused), name=page.name) for page in pages]


def _gated(page: Page, refused: Refused) -> Callable[..., HttpResponseBase]:
    @wraps(page.view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(language(request)):
            try:
                answer = _inside(page, request, *args, **kwargs)
            except Refusal as refusal:  # the request's transaction is undone: nothing of it was kept
                answer = refused(request, refusal)
            answer.headers.setdefault("Content-Language", language(request))
            return answer

    gate.page = page  # type: ignore[attr-defined]  the tests that walk every address read it
    return gate


def _inside(page: Page, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    entrance.wake(request)
    with remembering(really=request.method in LOOKING), seeing(_regions(request)):
        return _stopped(page, request) or page.view(request, *args, **kwargs)


def language(request: HttpRequest) -> str:
    """Indonesian unless this visitor chose otherwise: many browsers here are set to English by their makers."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _regions(request: HttpRequest) -> list[str]:
    """As staff.regions_of: an administrator's post shows nobody."""
    return sorted({post.region_id for post in _posts(request) if post.role != "administrator"})


def _posts(request: HttpRequest) -> list[Any]:
    """Today's posts of who asks, read once for each request and never kept longer: what is taken away is gone at the next click."""
    user = request.user
    if not (user.is_authenticated and user.is_active):
        return []
    if getattr(request, "_posts_of", None) != user.pk:
        request._posts, request._posts_of = staff.posts(user.pk, on=clock.today()), user.pk  # type: ignore[attr-defined]
    return request._posts  # type: ignore[attr-defined,no-any-return]


def _stopped(page: Page, request: HttpRequest) -> HttpResponseBase | None:
    """None where the request may go on; the sign-in page for whoever has not signed in; else 403 or 405."""
    if request.method not in (*LOOKING, "POST") or (request.method == "POST" and not page.act):
        return HttpResponseNotAllowed([*LOOKING, *(["POST"] if page.act else [])])
    right = page.act if request.method == "POST" else page.who
    if right != PUBLIC and not request.user.is_authenticated:
        return entrance.to_sign_in(request)
    if right != PUBLIC and not page.early and (answer := entrance.unsafe(request, _posts(request))):
        return answer
    if not allowed(request, right):
        raise PermissionDenied
    return None


def allowed(request: HttpRequest, right: str) -> bool:
    """Has this visitor the right somewhere? The view asks again for the region at hand."""
    if right == PUBLIC:
        return True
    officer = getattr(request, "user", None)
    return (
        officer is not None
        and officer.is_authenticated
        and (right == SIGNED_IN or any(post.role in MAY.get(right, ()) for post in _posts(request)))
    )


def holds(officer: int, verb: str) -> bool:
    """Does one of the officer's posts allow the verb somewhere? A verb that nobody was given is allowed to nobody."""
    return any(post.role in MAY.get(verb, ()) for post in staff.posts(officer, on=clock.today()))
