"""The question: every figure that can be turned, as it stands today; and the questions that were kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.whatif import actions as whatif
from naung.delivery.selection.whatif import knobs as whatif_knobs
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.onward import onward
from naung.web.page import PROGRAMME, page
from naung.web.whatif import shown, words


def asking(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    if programme is None:
        return page(request, "empty.html", {"path": [], "place": None})
    return _ask(request, programme) if request.method == "POST" else _shown(request, programme)


def _programme(request: HttpRequest) -> Any:
    """Whichever is asked for; without a word the first one, and None in a house without programmes."""
    code = request.POST.get("program") or request.GET.get("program") or PROGRAMME
    try:
        return programmes.by_code(code)
    except programmes.UnknownProgramme as unknown:
        if code != PROGRAMME:
            raise Http404(str(unknown)) from None
        return None


def _ask(request: HttpRequest, programme: Any) -> HttpResponse:
    table, typed = whatif_knobs.knobs(programme, clock.today()), request.POST
    changes = {path: typed.get(path, "") for path in table if typed.get(path, "").strip()}
    try:
        kept = whatif.save(programme=programme, name=typed.get("nama", ""), changes=changes, by=staff.as_actor(request.user),
                           at=clock.now(), on=clock.today())  # fmt: skip
    except whatif_knobs.NotAFigure as wrong:
        most = words.figure("", table[wrong.path].most)
        says = _("%(name)s: tulis bilangan bulat dari 0 sampai %(most)s.") % {"name": words.name(wrong.path), "most": most}  # fmt: skip
        return _shown(request, programme, says, wrong.path)
    except whatif.NameTaken as wrong:
        return _shown(request, programme, str(wrong), "nama")
    except whatif.NothingChanged as wrong:
        return _shown(request, programme, str(wrong), next(iter(table)))
    return onward(request, "whatif-answer", kept.pk, says=_("Dihitung dan disimpan. Tidak ada yang diputuskan."))  # fmt: skip


def _shown(request: HttpRequest, programme: Any, error: str = "", at: str = "") -> HttpResponse:
    table, by = whatif_knobs.knobs(programme, clock.today()), staff.as_actor(request.user)
    fields = {path: _field(request, path, knob.now, error if path == at else "") for path, knob in table.items()}  # fmt: skip
    whole = shown.selects(request, programme.region_id)
    return page(request, "whatif/asking.html", {
        "programme": programme, "programmes": programmes.everything(), "error": error, "at": at or "nama", "typed": request.POST, "whole": whole,
        "name_error": error if at == "nama" else "", "kept": _kept(programme, whole),
        "sections": [{**part, "fields": [fields[path] for path in part["paths"]]} for part in words.sections(table)],
        "regions": [fields[path] for path in table if path.startswith("quota.")], "holders": fields["holders"],
        "may": staff.may(by, "whatif.ask", programme.region_id, on=clock.today()),
    }, status=422 if error else 200)  # fmt: skip


def _field(request: HttpRequest, path: str, now: int, error: str) -> dict[str, Any]:
    typed = request.POST.get(path)
    return {"path": path, "name": words.name(path), "now": words.figure(path, now), "value": str(now) if typed is None else typed,
            "checked": typed == "1", "error": error}  # fmt: skip


def _kept(programme: Any, whole: bool) -> list[dict[str, Any]]:
    return [
        {"one": one, "enters": shown.total(one.enters, whole), "leaves": shown.total(one.leaves, whole)}
        for one in whatif.saved(programme)
    ]
