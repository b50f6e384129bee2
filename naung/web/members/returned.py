"""What the insurer sent back: why, what to do next, who does it; and sending it again, or giving the place up."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.enrolment import queries, reasons, returned
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import ROLES
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.kit.text import digits, squeeze
from naung.web.batches.starting import who_may
from naung.web.members.list import ROWS, chosen
from naung.web.onward import onward
from naung.web.page import page


class NobodyChosen(Refusal):
    """Neither who nor what was chosen."""


def queue(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _acted(request)
    return _shown(request)


def _shown(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    programme = chosen(request)
    waiting = queries.returned(programme).select_related("person", "programme")
    leaf = Paginator(waiting, ROWS).get_page(request.GET.get("hal"))
    found = list(leaf)
    ids = [m.pk for m in found]
    right, sent = queries.put_right(ids), queries.sendings(ids)
    by, on = staff.as_actor(request.user), clock.today()
    return page(request, "members/returned.html", {
        "programme": programme, "leaf": leaf, "rows": [_row(m, m.pk in right, sent[m.pk], by, on) for m in found], "error": str(refusal) if refusal else "",
        "may": any(staff.may(by, "enrolment.send", m.region, on=on) for m in found), "who_may": who_may("enrolment.send"), "typed": request.POST,
        "refused": [{"says": reasons.meaning(code).says(), "todo": reasons.meaning(code).todo(), "n": n} for code, n in queries.refused_for_good(programme)],
    }, status=422 if refusal else 200)  # fmt: skip


def _row(m: Any, right: bool, sent: list[dict[str, Any]], by: Any, on: Any) -> dict[str, Any]:
    meaning = reasons.meaning(m.refusal_meaning)
    return {
        "member": m, "says": meaning.says(), "todo": meaning.todo(), "who": _(ROLES[meaning.role]), "right": right, "tries": sent,
        "may_correct": meaning.role == "regency_officer" and staff.may(by, "registry.correct", m.village, on=on),
    }  # fmt: skip


def _acted(request: HttpRequest) -> HttpResponse:
    programme, do = chosen(request), request.POST.get("do", "")
    members = sorted({int(digits(text)) for text in request.POST.getlist("peserta") if digits(text)})
    by, on, why = staff.as_actor(request.user), clock.today(), squeeze(request.POST.get("alasan", ""))[:500]
    try:
        if do not in ("resend", "give_up") or not members:
            raise NobodyChosen(_("Pilih orangnya, lalu kirim lagi atau lepaskan tempatnya."))
        if do == "give_up":
            n = returned.give_up(members=members, why=why, by=by, at=clock.now(), on=on)
            return onward(request, "members-returned", says=_("%(n)s tempat dilepas untuk daftar tunggu.") % {"n": n})  # fmt: skip
        returned.ready(programme=programme, members=members, why=why)
    except (NobodyChosen, returned.NobodyReturned, returned.NothingPutRight, returned.NoReason) as refusal:
        return _shown(request, refusal)
    for region in sorted(set(queries.returned(programme).filter(pk__in=members).values_list("region", flat=True))):  # fmt: skip
        staff.require(by, "enrolment.send", region, on=on)
    arguments = {"programme": programme.code, "members": members, "why": why}
    job = work.start(kind="enrolment.resend", arguments=arguments, key=f"{programme.code} {members}"[:200], by=by, at=clock.now(), on=on, about=programme.name)  # fmt: skip
    return onward(request, "job", job.pk)
