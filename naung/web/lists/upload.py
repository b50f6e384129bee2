"""A list handed in: kept at once, read by the worker, told on its own page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from naung.delivery.intake import actions
from naung.delivery.intake import queries as intake
from naung.foundation.staff import queries as staff
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.web.lists.where import may, programme, where
from naung.web.onward import onward
from naung.web.page import page

MOST_FILES = 20


def upload(request: HttpRequest) -> HttpResponse:
    return _hand_in(request) if request.method == "POST" else _form(request)


def _form(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    here = where(request, "intake.receive")
    facts = {
        "place": here.area,
        "path": here.path[:-1],
        "error": error,
        "megabytes": actions.LARGEST >> 20,
        "most": MOST_FILES,
    }
    return page(request, "lists/upload.html", facts, status=status)


def _hand_in(request: HttpRequest) -> HttpResponse:
    """All or none are kept: a file that is too large is said before anything is stored."""
    sent = request.FILES.getlist("berkas")
    if not sent:
        return _form(
            request, _("Pilih berkas daftar dahulu. Excel (.xlsx, .xls), LibreOffice (.ods), atau csv."), 422
        )
    if len(sent) > MOST_FILES:
        return _form(request, _("Sekali kirim paling banyak %(n)d berkas.") % {"n": MOST_FILES}, 422)
    if large := next((one for one in sent if (one.size or 0) > actions.LARGEST), None):
        facts = {"name": large.name, "size": (large.size or 0) >> 20, "most": actions.LARGEST >> 20}
        return _form(
            request,
            _(
                "%(name)s berukuran %(size)d MB; paling besar %(most)d MB. Mohon kirim satu berkas per desa atau kelurahan."
            )
            % facts,
            422,
        )
    return onward(request, "job", _kept(request, sent).pk)


def _kept(request: HttpRequest, sent: list[Any]) -> Any:
    here, by, at = where(request, "intake.receive"), staff.as_actor(request.user), clock.now()
    kept = [
        actions.keep(
            name=one.name or "", data=one.read(), programme=programme(), region=here.area.code, by=by, at=at
        )
        for one in sent
    ]
    numbers = sorted({one.pk for one in kept})
    return work.start(
        kind="intake.read",
        arguments={"uploads": numbers},
        by=by,
        at=at,
        on=clock.today(),
        about=here.area.name,
    )


def uploaded(request: HttpRequest, number: int) -> HttpResponse:
    """Straight to the list that was read; where there is none, what is to be said instead."""
    try:
        found = intake.upload(number)
    except intake.Upload.DoesNotExist:
        raise Http404 from None
    if not may(request, "intake.receive", found.region):
        raise Http404
    if found.state == "TAKEN":
        return redirect("list", found.file_id)
    if found.state == "ASKS":
        return redirect("upload-columns", number)
    return page(
        request,
        "lists/uploaded.html",
        {"upload": found, "same": found.file if found.state == "SAME" else None},
    )
