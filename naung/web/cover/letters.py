"""Letters of payers whose money came late: what they say, who decided, and entering one."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.contributions.cover import letters as cover_letters
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.web.decisions.reach import reach
from naung.web.onward import onward
from naung.web.page import page

LATEST = 50


FIELDS = {
    "number": "nomor",
    "written_on": "tanggal",
    "first": "dari",
    "region": "wilayah",
    "reason": "alasan",
}


class NotADay(Refusal):
    """What was typed is no day or no month."""

    def __init__(self, says: str, field: str) -> None:
        super().__init__(says)
        self.field = field


def letters(request: HttpRequest) -> HttpResponse:
    return _enter(request) if request.method == "POST" else _shown(request)


def _shown(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    return page(request, "cover/letters.html", {
        "letters": [_row(one) for one in cover_letters.everything()[:LATEST]], "error": str(refusal) if refusal else "",
            "field": _field(refusal), "typed": request.POST,
        "may": bool(reach(request, "cover.letter")), "programmes": programmes.everything(),
        "places": [regions.by_code(code) for code in reach(request, "cover.letter")],
    }, status=422 if refusal else 200)  # fmt: skip


def _field(refusal: Refusal | None) -> str:
    """The field that the sentence is about; the programme's where it says nothing of one."""
    name = getattr(refusal, "field", "")
    return FIELDS.get(name, name or "program")


def _row(one: Any) -> dict[str, Any]:
    return {"one": one, "place": regions.by_code(one.region).name, "same": one.first_month == one.last_month}


def _enter(request: HttpRequest) -> HttpResponse:
    said = request.POST
    try:
        made = cover_letters.prepare(
            programme=programmes.by_code(said.get("program", "")), region=said.get("wilayah", ""), reference=said.get("nomor", "")[:200],
            written_on=_day(said.get("tanggal", "")), first=_month(said, "dari"), last=_month(said, "sampai"),
            reason=said.get("alasan", "")[:1000], by=staff.as_actor(request.user), at=clock.now(), on=clock.today(),
        )  # fmt: skip
    except (NotADay, cover_letters.NotALetter, programmes.UnknownProgramme) as refusal:
        return _shown(request, refusal)
    return onward(
        request, "approval", made.approval_id, says=_("Surat dicatat dan menunggu keputusan orang lain.")
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotADay(_("Tanggal surat belum diisi, atau bukan tanggal."), "tanggal") from None


def _month(said: Any, field: str) -> Month:
    try:
        return Month.parse(said.get(field, ""))
    except ValueError:
        raise NotADay(_("Bulan ditulis seperti 2025-07."), field) from None
