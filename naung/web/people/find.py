"""Finding somebody within one's own regions."""

from django.http import HttpRequest, HttpResponse

from naung.delivery.monitoring import queries as monitoring
from naung.web.page import page


def find(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:100]
    found = monitoring.search(asked) if asked else []
    return page(request, "find.html", {"asked": asked, "found": found})
