"""One door: what was found there, by somebody who had no hand in the list. Corrections are new results."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.selection.fieldcheck import actions as fieldcheck
from naung.delivery.selection.fieldcheck import queries as fieldcheck_queries
from naung.foundation.staff import queries as staff
from naung.foundation.vault import seals
from naung.kit import clock
from naung.kit.text import digits, mask
from naung.web.fieldcheck import words
from naung.web.onward import onward
from naung.web.page import page

WRONG = {fieldcheck.NotAnswered: "found", fieldcheck.NoVisit: "hari", fieldcheck.AlreadyEntered: "catatan"}


def visit(request: HttpRequest, number: int, line: int) -> HttpResponse:
    try:
        found = fieldcheck_queries.line(line)
    except fieldcheck_queries.NoSuchCheck as unknown:
        raise Http404(str(unknown)) from None
    if found.fieldcheck_id != number:
        raise Http404
    return _enter(request, found) if request.method == "POST" else _shown(request, found)


def _enter(request: HttpRequest, found: Any) -> HttpResponse:
    typed = request.POST
    try:
        day = date.fromisoformat(typed.get("hari", ""))
    except ValueError:
        return _shown(request, found, _("Isi tanggal kunjungan."), "hari")
    answers = {question: typed.get(question, "") for question in words.QUESTIONS}
    corrects = int(digits(typed.get("hasil", ""))[:9] or 0) or None
    try:
        fieldcheck.enter(line=found, answers=answers, visited_on=day, note=typed.get("catatan", ""), by=staff.as_actor(request.user),
                         at=clock.now(), on=clock.today(), corrects=corrects)  # fmt: skip
    except tuple(WRONG) as wrong:
        return _shown(request, found, str(wrong), WRONG[type(wrong)])
    return onward(request, "fieldcheck-visit", found.fieldcheck_id, found.pk, says=_("Hasil kunjungan disimpan."))  # fmt: skip


def _shown(request: HttpRequest, found: Any, error: str = "", at: str = "") -> HttpResponse:
    by, today, results = staff.as_actor(request.user), clock.today(), fieldcheck_queries.results(found)
    person, newest = found.person, results[0] if results else None
    hand = fieldcheck.had_a_hand(found, by.human)
    return page(request, "fieldcheck/visit.html", {
        "line": found, "check": found.fieldcheck, "person": person, "nik": mask(seals.open_sealed(person.nik_sealed, "nik")),
        "fields": [_field(request, question, newest) for question in words.QUESTIONS], "newest": newest, "error": error, "at": at, "today": today,
        "results": [{"one": one, "says": words.verdict(one.verdict)} for one in results], "hand": hand, "typed": request.POST,
        "may": not hand and staff.may(by, "fieldcheck.enter", found.village, on=today),
        "listed": fieldcheck_queries.on_list(found), "decree": fieldcheck_queries.decree_of(found),
        "may_replace": staff.may(by, "selection.propose", found.region, on=today), "why_not": fieldcheck_queries.why_not(found) if newest else [],
    }, status=422 if error else 200)  # fmt: skip


def _field(request: HttpRequest, question: str, newest: Any) -> dict[str, Any]:
    chosen = request.POST.get(question, getattr(newest, question) if newest else "")
    answers = [{"code": code, "says": says, "chosen": code == chosen} for code, says in words.answers(question).items()]  # fmt: skip
    return {"name": question, "says": words.QUESTIONS[question](), "answers": answers}
