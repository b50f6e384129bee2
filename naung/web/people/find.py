"""Finding somebody within one's own regions. A number is sent with the form and never stands in an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from naung.delivery.monitoring import queries as monitoring
from naung.web.page import page

LONGEST = 100


def find(request: HttpRequest) -> HttpResponse:
    """A name has an address of its own (?q=), which can be kept; a number that is somebody's goes straight to their page."""
    asked = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()[:LONGEST]
    if monitoring.is_number(asked) and request.method != "POST":
        return page(request, "people/find.html", {"number_in_address": True})
    if request.method == "POST" and not monitoring.is_number(asked):
        return redirect(f"{reverse('find')}?{urlencode({'q': asked})}")
    found = monitoring.find(asked) if asked else monitoring.Found()
    if request.method == "POST" and len(found) == 1:
        return redirect("person", code=found.people[0]["code"])
    return page(
        request, "people/find.html", {"asked": asked, "found": found, "number": request.method == "POST"}
    )
