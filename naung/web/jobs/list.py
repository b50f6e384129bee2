"""The list of long work, latest first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from naung.foundation.work import queries as work
from naung.web.jobs.seen import facts, watches
from naung.web.page import page

ROWS = 50


def jobs(request: HttpRequest) -> HttpResponse:
    everybody = watches(request)
    found = work.everything() if everybody else work.of(request.user.pk).select_related("officer")
    leaf = Paginator(found, ROWS).get_page(request.GET.get("hal"))
    rows = [facts(job, own=job.officer_id == request.user.pk) for job in leaf]
    return page(request, "jobs/list.html", {"rows": rows, "leaf": leaf, "everybody": everybody})
