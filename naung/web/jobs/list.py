"""The list of long work, latest first; and what may be started here because no other page is its home."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.staff import queries as staff
from naung.foundation.work import actions
from naung.foundation.work import queries as work
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.jobs import words
from naung.web.jobs.seen import WATCH, facts, watches
from naung.web.onward import onward
from naung.web.page import PROGRAMME, PROVINCE, page

ROWS = 50
# Work for the whole province, and the verb that it needs there.
STARTED_HERE = {"matching.match": "matching.decide", "house.verify": WATCH}


class NotChosen(Refusal):
    """The form names no work that this officer may start here."""


def jobs(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _start(request)
    everybody = watches(request)
    found = work.everything() if everybody else work.of(request.user.pk).select_related("officer")
    leaf = Paginator(found, ROWS).get_page(request.GET.get("hal"))
    rows = [facts(job, own=job.officer_id == request.user.pk) for job in leaf]
    offered = [{"kind": kind, "says": words.kind(kind)} for kind in _startable(request)]
    return page(request, "jobs/list.html", {"rows": rows, "leaf": leaf, "everybody": everybody, "offered": offered})  # fmt: skip


def _startable(request: HttpRequest) -> list[str]:
    by, on = staff.as_actor(request.user), clock.today()
    return [kind for kind, verb in STARTED_HERE.items() if staff.may(by, verb, PROVINCE, on=on)]


def _start(request: HttpRequest) -> HttpResponse:
    kind = request.POST.get("kerja", "")
    if kind not in _startable(request):
        raise NotChosen(_("Pilih pekerjaan yang boleh Anda mulai dari halaman ini."))
    job = actions.start(kind=kind, arguments={"programme": PROGRAMME}, key=PROGRAMME, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    return onward(request, "job", job.pk)
