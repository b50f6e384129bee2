"""A session ends after a quarter of an hour without anybody at it, and after a working day in any case (settings.NAUNG_SESSION)."""

import time
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

A_MINUTE = 60


def begin(request: HttpRequest) -> None:
    request.session["since"] = request.session["seen"] = time.time()


def check(request: HttpRequest) -> str:
    """ "" while the session lives (and it is seen now); else why it is over: "idle" or "longest"."""
    session, now = request.session, time.time()
    if "since" not in session:
        begin(request)
    if now - session["since"] > settings.NAUNG_SESSION["longest"]:
        return "longest"
    if now - session["seen"] > settings.NAUNG_SESSION["idle"]:
        return "idle"
    if now - session["seen"] > A_MINUTE and not _by_itself(request):
        session["seen"] = now
        UserSession.objects.filter(session_key=session.session_key).update(
            last_seen_at=datetime.fromtimestamp(now, UTC)
        )
    return ""


def end(request: HttpRequest) -> None:
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)


def _by_itself(request: HttpRequest) -> bool:
    """A page that looks again by itself (htmx, every few seconds) is nobody at the desk."""
    return request.method == "GET" and "HX-Request" in request.headers and "HX-Boosted" not in request.headers
