"""One line put right: the same checks as its list went through, and what was sent beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.intake import actions
from naung.delivery.intake import queries as intake
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.lists import form, words
from naung.web.lists.where import may, own_regions
from naung.web.onward import onward
from naung.web.page import page

FIXABLE = ("FLAWED", "CLEAN")


def row(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(request, number)
    return _correct(request, found) if request.method == "POST" else _form(request, found)


def _found(request: HttpRequest, number: int) -> Any:
    try:
        found = intake.row(number)
    except intake.Row.DoesNotExist:
        raise Http404 from None
    if not may(request, "intake.correct", found.village):
        raise Http404
    return found


def _form(
    request: HttpRequest,
    found: Any,
    values: dict[str, str] | None = None,
    findings: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    """With what stands there now, or with what was typed and what is wrong with it."""
    by = staff.as_actor(request.user)
    there, sent = actions.open_row(row=found, by=by, at=clock.now())
    said = form.told(intake.current_findings([found]).get(found.pk, []) if findings is None else findings)
    reach = min(own_regions(request, "intake.correct"), key=len)
    facts = {
        "row": found, "state": words.state(found.state), "gone_on": _gone_on(request, found), "fixable": found.state in FIXABLE, "choices": form.choices(), "villages": form.villages(reach),
        "fields": form.fields(there if values is None else values, sent=sent, findings=said), "list": intake.names_of_files([found.file_id]).get(found.file_id, ""),
        "errors": said if findings is not None else [], "remarks": [one for one in said if one["severity"] != "block"], "times": intake.corrections(found.pk),
    }  # fmt: skip
    return page(request, "lists/row.html", facts, status=422 if findings is not None else 200)


def _gone_on(request: HttpRequest, found: Any) -> dict[str, Any]:
    """Why the line is not corrected any more, and where one turns: the line that stands for it, or the officers who decide."""
    if found.state in FIXABLE:
        return {}
    by = [
        post["name"]
        for post in staff.everybody()
        if post["role"] == "regency_officer" and found.village.startswith(post["region"])
    ]
    return {"says": actions.gone_on(found), "stands": found.stands_id, "turn_to": [] if found.stands_id else sorted(set(by))[:5],
            "queue": found.state == "IN_REVIEW" and may(request, "matching.decide", found.village)}  # fmt: skip


def _correct(request: HttpRequest, found: Any) -> HttpResponse:
    values = form.given(request)
    try:
        actions.correct(row=found, values=values, by=staff.as_actor(request.user), at=clock.now())
    except actions.StillFlawed as flawed:
        return _form(request, found, values, flawed.findings)
    except actions.GoneOn:  # meanwhile: the page says where to turn
        return _form(request, _found(request, found.pk))
    return _on(request, found)


def _on(request: HttpRequest, found: Any) -> HttpResponse:
    """To the next line of the list that waits; after the last one back to the list."""
    says = _("Baris %(n)d sudah siap.") % {"n": found.number}
    waiting = intake.rows_to_show(found.programme_id, file=found.file_id, states=["FLAWED"])
    following = waiting.filter(number__gt=found.number, sheet=found.sheet).first() or waiting.first()
    if following is not None and may(request, "intake.correct", following.village):
        return onward(request, "line", following.pk, says=says + " " + _("Ini baris berikutnya."))
    if intake.names_of_files([found.file_id]):
        return onward(
            request,
            "list",
            found.file_id,
            says=says + " " + _("Tidak ada lagi baris di daftar ini yang perlu diperbaiki."),
        )
    return onward(request, "lines", says=says)
