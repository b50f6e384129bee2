"""What was typed before the session ended, shown again: to be sent or thrown away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from naung.web.account import kept
from naung.web.page import page


def offer(request: HttpRequest) -> HttpResponse:
    """POST throws it away; the form on the page goes to the address it was meant for."""
    waiting = kept.get(request)
    if request.method == "POST":
        kept.drop(request)
        messages.success(request, _("Isian tadi sudah dibuang."))
        return HttpResponseRedirect("/beranda", status=303)
    if waiting is None:
        return HttpResponseRedirect("/beranda")
    return page(request, "account/resume.html", {"kept": waiting})
