"""Claims by age: what is missing, and what comes next."""

import csv
import io
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from naung.delivery.claims.documents import queries as documents
from naung.delivery.claims.reporting import queries as reporting
from naung.delivery.claims.reporting import steps
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit import clock
from naung.kit.canonical import list_hash
from naung.web.claims import words
from naung.web.decisions.reach import reach
from naung.web.page import page

ROWS = 50
HEADS = ("nomor", "program", "kode_orang", "nama", "desa", "kejadian", "tanggal_kejadian", "tanggal_laporan", "keadaan", "berikutnya", "paling_lambat", "data")  # fmt: skip


def claims(request: HttpRequest) -> HttpResponse:
    leaf = Paginator(_wanted(request), ROWS).get_page(request.GET.get("hal"))
    found, may = list(leaf), staff.as_actor(request.user)
    reports = any(
        staff.may(may, "claims.report", code, on=clock.today()) for code in reach(request, "claims.report")
    )
    return page(request, "claims/queue.html", {
        "leaf": leaf, "rows": _rows(found), "chips": _chips(request), "regions": _regions(request), "region": request.GET.get("wilayah", ""),
        "may_report": reports, "may_treat": bool(reach(request, "claims.health")), "unplaced": reporting.waiting().count() if reports else 0, "filtered": bool(request.GET.keys() - {"hal"}),
    })  # fmt: skip


def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered. Taking it leaves a trace, so it is asked for with a button."""
    if request.method != "POST":
        return redirect("claims")
    found, on = list(_wanted(request)), clock.today()
    rows = [_line(row) for row in _rows(found)]
    trail.record(by=staff.as_actor(request.user), verb="claims.export", subject="claims.list", at=clock.now(), facts={
        "rows": len(rows), "asked": {k: v for k, v in request.GET.items() if k in ("keadaan", "wilayah")}, "hash": list_hash(r[0] for r in rows)})  # fmt: skip
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([HEADS, *rows])
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="klaim-{on}-DATA-CONTOH.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _wanted(request: HttpRequest) -> Any:
    """An unknown state shows nothing rather than everything."""
    asked, region = request.GET.get("keadaan", ""), request.GET.get("wilayah", "")
    return steps.listed(
        state=asked if asked not in ("late", "mine", "gather", "assess") else "", waits=asked if asked in ("gather", "assess") else "",
        late_on=clock.today() if asked == "late" else None, human=request.user.human_id if asked == "mine" else None,
        regions=[region] if region else [],
    )  # fmt: skip


def _rows(found: list[Any]) -> list[dict[str, Any]]:
    papers, on = documents.progress(one.pk for one in found), clock.today()
    places = {one.code: one.name for one in regions.regencies()}
    return [
        {"claim": one, "tag": words.state(one.state), "what": words.what(one), "place": places.get(one.region, one.region), "days": steps.age(one, on),
         "papers": papers.get(one.pk), "step": (step := steps.of(one, on)), "next": words.next_(step.what)}
        for one in found
    ]  # fmt: skip


def _chips(request: HttpRequest) -> list[dict[str, Any]]:
    asked = request.GET.get("keadaan", "")
    every = [
        ("", _("Semua")),
        ("late", _("Lewat batas")),
        ("mine", _("Saya ikut menangani")),
        ("gather", _("Menunggu surat")),
        ("assess", _("Siap dinilai")),
    ]
    every += [(code, _(says)) for code, (_kind, says) in words.STATES.items() if code != "REPORTED"]
    return [{"code": code, "says": says, "on": code == asked} for code, says in every]


def _regions(request: HttpRequest) -> list[Any]:
    """Regencies and cities within the officer's reach, where there is more than one."""
    mine = reach(request, "claims.read")
    found = [one for one in regions.regencies() if any(one.code == code or one.code.startswith(f"{code}.") for code in mine)]  # fmt: skip
    return found if len(found) > 1 else []


def _line(row: dict[str, Any]) -> tuple[object, ...]:
    one = row["claim"]
    name = f"'{one.person.name}" if one.person.name.startswith(("=", "+", "-", "@")) else one.person.name
    return (one.number, one.programme.code, one.person.code, name, one.village, row["what"], one.happened_on, one.reported_on, row["tag"]["says"],
            row["next"], row["step"].by or "", "DATA CONTOH")  # fmt: skip
