"""One piece of long work: a bar, counts, time left, cancel, and what came of it.

htmx asks for the middle of the page every two seconds and stops when the answer is 286; without script the page asks for itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.staff import queries as staff
from naung.foundation.work import actions
from naung.kit import clock
from naung.web.jobs.seen import facts, found
from naung.web.onward import onward
from naung.web.page import page

STOP_ASKING = 286  # htmx takes the answer and asks no more


def job(request: HttpRequest, number: int) -> HttpResponse:
    one = found(request, number)
    if request.method == "POST":
        return _cancel(request, one)
    told = {"job": facts(one, own=one.officer_id == request.user.pk)}
    if request.headers.get("HX-Request"):
        return page(request, "jobs/progress.html", told, status=STOP_ASKING if told["job"]["ended"] else 200)
    return page(request, "jobs/job.html", told)


def _cancel(request: HttpRequest, one: Any) -> HttpResponse:
    actions.cancel(job=one, by=staff.as_actor(request.user), at=clock.now())
    return onward(request, "job", one.pk, says=_("Pembatalan dicatat. Yang sudah selesai tetap tersimpan."))
