"""What must be true of an officer's session before a page opens. The gate around every page asks (web/scope.py); no view does."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from naung.web.account import ageing, factors, kept


def wake(request: HttpRequest) -> None:
    """Ends a session that is too old, and keeps what was typed; a stranger goes on as a stranger."""
    if not request.user.is_authenticated:
        return
    over = ageing.check(request)
    if over:
        typed = kept.read(request, request.user.pk)
        ageing.end(request)
        kept.put(request, typed)
        messages.warning(request, _why(over))
    else:
        kept.sent_again(request)


def _why(over: str) -> str:
    if over == "idle":
        return _("Anda keluar otomatis karena 15 menit tidak ada kegiatan. Silakan masuk lagi.")
    return _("Anda keluar otomatis karena sudah delapan jam sejak masuk. Silakan masuk lagi.")


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the door and back again; a form that was sent waits behind it."""
    if kept.KEY not in request.session:
        kept.put(request, kept.read(request, None))
    return _go(request, "account_login", request.get_full_path())


def unsafe(request: HttpRequest, posts: list[Any]) -> HttpResponseBase | None:
    """Leads to the password page or to the second factor while one of them is due; None when all is well."""
    if request.user.must_change_password:
        return _go(request, "account_change_password", _back(request))
    if factors.needed({post.role for post in posts}) and not factors.shown(request):
        if factors.has(request.user.pk):  # there is one, and this session never showed it: come in again
            ageing.end(request)
            return to_sign_in(request)
        return _go(request, "mfa_index", _back(request))
    return None


def _back(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else ""


def _go(request: HttpRequest, name: str, back: str) -> HttpResponseBase:
    address = reverse(name) + (f"?{urlencode({'next': back}, safe='/')}" if back else "")
    if "HX-Request" in request.headers:  # a fragment of a page: the whole page goes there
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
