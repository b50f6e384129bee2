"""Somebody whom the list forgot, typed into a form with the list's own checks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.intake import actions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.lists import form
from naung.web.lists.where import Where, programme, where
from naung.web.onward import onward
from naung.web.page import page


def add(request: HttpRequest) -> HttpResponse:
    here = where(request, "intake.receive")
    return _add(request, here) if request.method == "POST" else _form(request, here, {}, [])


def _form(
    request: HttpRequest, here: Where, values: dict[str, str], findings: list[dict[str, Any]], says: str = ""
) -> HttpResponse:
    said = form.told(findings)
    start = {"village": here.area.name if here.area.level == 4 else ""}
    facts = {
        "place": here.area, "path": here.path[:-1], "choices": form.choices(), "villages": form.villages(here.area.code), "errors": said, "says": says,
        "fields": form.fields(values or start, sent={}, findings=said),
    }  # fmt: skip
    return page(request, "lists/add.html", facts, status=422 if said or says else 200)


def _add(request: HttpRequest, here: Where) -> HttpResponse:
    values = form.given(request)
    try:
        row = actions.add(
            values=values,
            programme=programme(),
            region=here.area.code,
            by=staff.as_actor(request.user),
            at=clock.now(),
        )
    except actions.StillFlawed as flawed:
        return _form(request, here, values, flawed.findings)
    except actions.AlreadyThere as there:
        return _form(request, here, values, [], str(there))
    says = _("%(name)s sudah ada di daftar sebelumnya dengan data yang sama; tidak dihitung dua kali.") if row.state == "SAME" else _("%(name)s sudah masuk daftar.")  # fmt: skip
    return onward(request, "list", row.file_id, says=says % {"name": row.name})
