"""The field checks of a programme; and telling the seed of the next."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.fieldcheck import draw as fieldcheck_draw
from naung.delivery.selection.fieldcheck import queries as fieldcheck_queries
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.text import digits
from naung.web.onward import onward
from naung.web.page import PROGRAMME, page


def checks(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("program") or request.GET.get("program") or PROGRAMME
    try:
        programme = programmes.by_code(code)
    except programmes.UnknownProgramme as unknown:
        if code == PROGRAMME:
            return page(request, "empty.html", {"path": [], "place": None})
        raise Http404(str(unknown)) from None
    return _announce(request, programme) if request.method == "POST" else _shown(request, programme)


def _shown(request: HttpRequest, programme: Any, error: str = "", at: str = "") -> HttpResponse:
    may = staff.may(staff.as_actor(request.user), "fieldcheck.draw", programme.region_id, on=clock.today())
    return page(request, "fieldcheck/checks.html", {
        "programme": programme, "programmes": programmes.everything(), "found": fieldcheck_queries.checks(programme), "may": may,
        "error": error, "at": at, "typed": request.POST, "points": range(1, 26),
        "chosen": int(digits(request.POST.get("poin", ""))[:2] or 5),
    }, status=422 if error else 200)  # fmt: skip


def _announce(request: HttpRequest, programme: Any) -> HttpResponse:
    typed = request.POST
    try:
        draws_on = date.fromisoformat(typed.get("hari", ""))
    except ValueError:
        return _shown(request, programme, _("Pilih hari undian, sesudah hari ini."), "hari")
    points = int(digits(typed.get("poin", ""))[:2] or 0)
    try:
        made = fieldcheck_draw.announce(programme=programme, seed=typed.get("benih", "")[:500], draws_on=draws_on, half_width=points * 10,
                                        by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except fieldcheck_draw.BadSeed as wrong:
        return _shown(request, programme, str(wrong), "benih")
    except fieldcheck_draw.TooWide as wrong:
        return _shown(request, programme, str(wrong), "poin")
    return onward(request, "fieldcheck", made.pk, says=_("Benih sudah diumumkan dan tidak dapat diganti lagi."))  # fmt: skip
