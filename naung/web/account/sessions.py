"""Where one is signed in, and the way out of each of them."""

import re
from typing import Any

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from naung.foundation.staff import actions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.page import page

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
MACHINES = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def listed(request: HttpRequest) -> HttpResponse:
    """GET lists them; POST ends all the others, or with `which=all` this one too."""
    if request.method == "POST":
        everywhere = request.POST.get("which") == "all"
        mine = UserSession.objects.filter(user=request.user)
        others = mine if everywhere else mine.exclude(session_key=request.session.session_key)
        return _ended(request, list(others), here=everywhere)
    found = UserSession.objects.purge_and_list(request.user)
    rows = [_row(one, request) for one in sorted(found, key=lambda one: one.last_seen_at, reverse=True)]
    return page(request, "account/sessions.html", {"rows": rows})


def end(request: HttpRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseRedirect(reverse("usersessions_list"))
    found = UserSession.objects.filter(user=request.user, pk=number).first()
    if found is None:
        raise Http404
    return _ended(request, [found], here=found.session_key == request.session.session_key)


def _ended(request: HttpRequest, sessions: list[UserSession], *, here: bool) -> HttpResponse:
    me, count = request.user, len(sessions)
    for session in sessions:  # an officer's devices: a handful
        session.end()
    actions.note(
        officer=me, what="sessions_ended", by=staff.as_actor(me), at=clock.now(), facts={"sessions": count}
    )
    if here:
        logout(request)
    messages.success(request, _("Sesi sudah diakhiri: %(count)d.") % {"count": count})
    return HttpResponseRedirect(reverse("account_login" if here else "usersessions_list"), status=303)


def _row(session: UserSession, request: HttpRequest) -> dict[str, Any]:
    return {"number": session.pk, "device": device(session.user_agent), "address": session.ip, "since": session.created_at,
            "seen": session.last_seen_at, "here": session.session_key == request.session.session_key}  # fmt: skip


def device(agent: str) -> str:
    """Chrome di Android: as a person would name it; anything else is a device."""
    browser = next((name for mark, name in BROWSERS if re.search(rf"\b{mark}/", agent)), "")
    machine = next((name for mark, name in MACHINES if mark in agent), "")
    if browser and machine:
        return _("%(browser)s di %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("Perangkat lain")
