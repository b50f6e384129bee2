"""Claims by age: what is missing, and what comes next."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from naung.delivery.claims import queries
from naung.web.page import page

ROWS = 50


def claims(request: HttpRequest) -> HttpResponse:
    leaf = Paginator(queries.everything(), ROWS).get_page(request.GET.get("hal"))
    return page(request, "claims/queue.html", {"leaf": leaf, "rows": list(leaf)})
