"""The choice between Bahasa Indonesia and English: one cookie, and back to the page one came from."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

YEAR = 365 * 24 * 3600


def choose(request: HttpRequest) -> HttpResponse:
    """`?ke=en&dari=/data`: a link and not a form, so that no visitor needs a cookie before choosing. An unknown language
    or another host's address changes nothing."""
    answer = HttpResponseRedirect(_back(request))
    chosen = request.GET.get("ke", "")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax", httponly=True,
                          secure=request.is_secure())  # fmt: skip
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _back(request: HttpRequest) -> str:
    address = request.GET.get("dari", "/")
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else "/"
