"""SPP, SPM and SP2D of every month in one table; the same as a file for the treasury, and the treasury's file read back."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from naung.delivery.contributions.treasury import actions as treasury
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.foundation.exchange.ports import Unreadable
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.months import files, seen, words
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50
LARGEST = 2_000_000
PLUG = "naung.delivery.contributions.ports.Treasury"


def papers(request: HttpRequest) -> HttpResponse:
    return _read(request) if request.method == "POST" else shown(request)


def shown(request: HttpRequest, sentence: str = "") -> HttpResponse:
    leaf = Paginator(_every(request), ROWS).get_page(request.GET.get("hal"))
    rows = [{"one": one, "tag": words.tag(words.PAPERS, one.state)} for one in leaf]
    by = staff.as_actor(request.user)
    may = any(
        staff.may(by, "contributions.propose", p.region_id, on=clock.today())
        for p in seen.everything(request)
    )
    mistakes = [{"field": "berkas", "sentence": sentence}] if sentence else []
    context = {
        "rows": rows,
        "leaf": leaf,
        "may": may,
        "waiting": treasury_queries.waiting().count(),
        "mistakes": mistakes,
    }
    return page(request, "months/treasury.html", context, status=422 if sentence else 200)


def _every(request: HttpRequest) -> Any:
    return treasury_queries.of_programmes([p.pk for p in seen.everything(request)])


def _read(request: HttpRequest) -> HttpResponse:
    """A file of the treasury's: all its SP2Ds are recorded, or none and why."""
    sent = request.FILES.get("berkas")
    if sent is None or (sent.size or 0) > LARGEST:
        return shown(request, _("Pilih berkas SP2D, paling besar 2 MB."))
    try:
        answers = import_string(settings.NAUNG_PLUGS[PLUG])().read(sent.read())
        new = treasury.record([one for one in answers if one.state == "ISSUED"], by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except (Unreadable, treasury.NotThesePapers, treasury.OutOfOrder, treasury.AlreadyStands) as refusal:
        return shown(request, str(refusal))
    return onward(request, "contribution-papers", says=_("%(n)s SP2D baru dicatat dari berkas ini.") % {"n": new})  # fmt: skip


def papers_csv(request: HttpRequest) -> HttpResponse:
    """All sets of the officer's programmes, in the layout that is to be agreed with BKAD; the same rows, the same bytes."""
    content = import_string(settings.NAUNG_PLUGS[PLUG])().write(treasury.signed_facts(list(_every(request))))
    return files.sent(content, f"spm-sp2d-{clock.today()}-DATA-CONTOH.csv", "text/csv; charset=utf-8")
