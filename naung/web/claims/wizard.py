"""An officer takes a report: who, what, when. What was typed travels in the form, so that going back loses nothing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims import actions, queries
from naung.delivery.claims.reporting import actions as reporting
from naung.delivery.monitoring import queries as monitoring
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.claims import typed as read
from naung.web.claims import words
from naung.web.claims.kinds import CASES, example
from naung.web.onward import onward
from naung.web.page import page
from naung.web.people.person import somebody

STEPS = ("siapa", "apa", "kapan", "periksa")
FIELDS = {"orang": 20, "apa": 20, "keadaan": 20, "hari": 40, "jam": 20, "tempat": 200, "cerita": 2000, "hubungan": 20, "pelapor": 200,
          "telepon": 40, "saluran": 20}  # fmt: skip
Mistakes = list[tuple[str, str]]


def new(request: HttpRequest) -> HttpResponse:
    """`?orang=&apa=&hari=` begins with what another page knows already; a number of somebody's never stands in an address."""
    typed = {
        name: (request.POST or request.GET).get(name, "").strip()[:most] for name, most in FIELDS.items()
    }
    if request.method != "POST":
        return _shown(request, "apa" if typed["orang"] and _person(request, typed) else "siapa", typed)
    wanted = request.POST.get("ke", "siapa")
    if wanted == "simpan":
        return _kept(request, typed)
    step = wanted if wanted in STEPS else "siapa"
    for before in STEPS[: STEPS.index(step)]:
        if mistakes := _mistakes(request, before, typed):
            return _shown(request, before, typed, mistakes)
    return _shown(request, step, typed)


def _kept(request: HttpRequest, typed: dict[str, str]) -> HttpResponse:
    for step in STEPS[:-1]:
        if mistakes := _mistakes(request, step, typed):
            return _shown(request, step, typed, mistakes)
    try:
        found = _reported(request, typed)
    except (actions.NeverEnrolled, actions.NotYetHappened) as refusal:
        return _shown(request, "periksa", typed, [("simpan", str(refusal))])
    return onward(request, "claim-receipt", found.programme.code, found.number, says=_("Laporan tersimpan."))


def _reported(request: HttpRequest, typed: dict[str, str]) -> Any:
    """The claim; another teller of the same death with another day is kept beside the first, on the same claim."""
    by, on, at = staff.as_actor(request.user), clock.today(), clock.now()
    case, person = CASES[typed["apa"]], _person(request, typed)
    told = {"relation": typed["hubungan"], "channel": typed["saluran"], "reporter": typed["pelapor"], "phone": typed["telepon"],
            "happened_at": read.hour(typed["jam"]), "by": by, "on": on, "at": at}  # fmt: skip
    happened_on = read.day(typed["hari"])
    try:
        return actions.report(person_id=person.pk, kind=case.kind, cause=case.cause, suspected=case.suspected, circumstance=typed["keadaan"],
                              happened_on=happened_on, place=typed["tempat"], account=typed["cerita"], **told)  # fmt: skip
    except actions.AlreadyReported:
        claim = queries.of_person(person.pk).filter(kind="death").exclude(state="REFUSED").select_related("programme").first()  # fmt: skip
        if claim is None:
            raise
        reporting.tell(claim=claim, text=typed["cerita"], happened_on=happened_on, **told)
        return claim


def _mistakes(request: HttpRequest, step: str, typed: dict[str, str]) -> Mistakes:
    if step == "siapa":
        return [] if _person(request, typed) else [("q", _("Cari orangnya, lalu pilih."))]
    if step == "apa":
        return [] if typed["apa"] in CASES else [("apa", _("Pilih apa yang terjadi."))]
    return list(_when(typed))


def _when(typed: dict[str, str]) -> Any:
    happened = read.day(typed["hari"])
    if happened is None:
        yield "hari", _("Tulis harinya, misalnya 12-08-2026. Kalau tidak tahu pasti, tulis perkiraan.")
    elif happened > clock.today():
        yield "hari", _("Hari itu belum tiba.")
    if typed["jam"] and read.hour(typed["jam"]) is None:
        yield "jam", _("Tulis jamnya seperti 14.30, atau kosongkan.")
    if typed["hubungan"] not in words.RELATIONS:
        yield "hubungan", _("Pilih siapa yang melapor.")
    if typed["saluran"] not in words.CHANNELS:
        yield "saluran", _("Pilih bagaimana ia melapor.")
    if typed["keadaan"] and typed["keadaan"] not in words.CIRCUMSTANCES:
        yield "keadaan", _("Pilih dari daftar, atau kosongkan.")


def _person(request: HttpRequest, typed: dict[str, str]) -> Any:
    """None for somebody outside the officer's regions, as for nobody."""
    try:
        return somebody(request, typed["orang"], "claims.report") if typed["orang"] else None
    except Http404:
        return None


def _shown(request: HttpRequest, step: str, typed: dict[str, str], mistakes: Mistakes | None = None) -> HttpResponse:  # fmt: skip
    person = _person(request, typed)
    context: dict[str, Any] = {
        "step": step, "n": STEPS.index(step) + 1, "typed": typed, "person": person, "mistakes": mistakes, "wrong": dict(mistakes or []),
        "hidden": [(name, value) for name, value in typed.items() if name not in OWN[step]], "today": clock.today(),
    }  # fmt: skip
    return page(request, "claims/wizard.html", context | PARTS[step](request, person, typed), status=422 if mistakes else 200)  # fmt: skip


def _who(request: HttpRequest, person: Any, typed: dict[str, str]) -> dict[str, Any]:
    asked = request.POST.get("q", "").strip()[:100]
    found = monitoring.find(asked) if asked else None
    return {"asked": asked, "found": [*found.people, *found.alike] if found else [], "searched": bool(asked)}


def _what(request: HttpRequest, person: Any, typed: dict[str, str]) -> dict[str, Any]:
    return {"cases": words.cases(), "example": _(example(person.occupation)), "circumstances": words.options(words.CIRCUMSTANCES)}  # fmt: skip


def _at(request: HttpRequest, person: Any, typed: dict[str, str]) -> dict[str, Any]:
    return {"relations": words.options(words.RELATIONS), "channels": words.options(words.CHANNELS)}


def _check(request: HttpRequest, person: Any, typed: dict[str, str]) -> dict[str, Any]:
    """Covered that day, with the reason; and what is there already about this person."""
    case, happened = CASES[typed["apa"]], read.day(typed["hari"])
    assert happened is not None
    return {
        "says": _(case.says), "happened": happened, "cover": queries.covered(person.pk, happened, case.cause),
        "relation": words.RELATIONS[typed["hubungan"]], "channel": words.CHANNELS[typed["saluran"]],
        "circumstance": words.CIRCUMSTANCES.get(typed["keadaan"], ""), "others": queries.of_person(person.pk).select_related("programme"),
    }  # fmt: skip


PARTS = {"siapa": _who, "apa": _what, "kapan": _at, "periksa": _check}
OWN = {
    "siapa": ("orang",), "apa": ("apa", "keadaan"), "kapan": ("hari", "jam", "tempat", "cerita", "hubungan", "pelapor", "telepon", "saluran"),
    "periksa": (),
}  # fmt: skip
