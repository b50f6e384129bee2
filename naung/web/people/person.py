"""One person's page: the promise, month by month, the road walked so far, and why."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naung.delivery.contributions.cover import words as cover_words
from naung.delivery.monitoring import queries as monitoring
from naung.delivery.registry import actions as registry
from naung.delivery.registry import queries as people
from naung.delivery.selection import explaining, letters
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY
from naung.kit import clock
from naung.web.members import history
from naung.web.page import page
from naung.web.people import checks
from naung.web.people.words import NUMBERS, PAPERS

OPEN = ("GRACE", "REVIEW")  # neither yes nor no: a month that is only owed still runs
LOOKED_BACK = timedelta(days=90)
LINKS = {"list": ("list", "intake.look"), "decree": ("decree", "selection.read")}


def person(request: HttpRequest, code: str) -> HttpResponse:
    """404 for somebody outside the officer's regions, as for nobody: that a person exists is itself a fact about them."""
    found, by = somebody(request, code, "people.read"), staff.as_actor(request.user)
    # A look is the one thing that GET writes: who opened whose page must be known even where nothing else was done.
    registry.look(person=found, by=by, on=clock.today())
    return page(request, "people/person.html", _facts(request, found))


def somebody(request: HttpRequest, code: str, verb: str) -> Any:
    """The person of this code, for an officer who holds the verb where they live; Http404 for everybody else."""
    try:
        found = monitoring.known_by(code)
    except monitoring.NoSuchPerson as nobody:
        raise Http404(str(nobody)) from None
    if not staff.may(staff.as_actor(request.user), verb, found.village, on=clock.today()):
        raise Http404
    return found


def _facts(request: HttpRequest, found: Any) -> dict[str, Any]:
    today, ids = clock.today(), monitoring.records(found.pk)
    member = monitoring.member(found.pk, today)
    cover = monitoring.cover(found.pk, member, today)
    stands = monitoring.standing(found.pk, today)
    roles = {post.role for post in staff.posts(request.user.pk, on=today)}
    return {
        "person": monitoring.facts(found, today), "member": member, "status": status(found, member, today, stands.death), "cover": said(stands), "stamps": monitoring.stamps(found.pk),
        "months": monitoring.months(found.pk, member, min(today, member.until) if member and member.until else today),
        "numbers": [(what, _(NUMBERS[what]), shown) for what, shown in monitoring.numbers(found.pk, ids).items()],
        "may_write": staff.may(staff.as_actor(request.user), "selection.read", found.village, on=today),
        "may_replace": staff.may(staff.as_actor(request.user), "selection.propose", found.village[:5], on=today),
        "may_reveal": staff.may(staff.as_actor(request.user), "people.reveal", found.village, on=today),
        "papers": [{**one, "says": _(PAPERS[one["kind"]]), "link": _link(one, roles)} for one in monitoring.documents(ids)],
        "lookers": people.looks(ids, since=today - LOOKED_BACK), "looked_back": LOOKED_BACK.days,
        "registers": checks.of(request, found, ids), "history": history.of(found.pk),
        "may_correct": staff.may(staff.as_actor(request.user), "registry.correct", found.village, on=today),
        "promise": _promise(cover, today, found), "chapters": [_why(found, chapter) for chapter in monitoring.chapters(found.pk)],
    }  # fmt: skip


def _link(one: dict[str, Any], roles: set[str]) -> str:
    """Where the paper itself is, for whoever may go there; the page asks again."""
    name, verb = LINKS.get(one["kind"], ("", ""))
    return reverse(name, args=[one["id"]]) if roles & MAY.get(verb, frozenset()) else ""


def status(found: Any, member: Any, today: Any, stands: Any = None) -> dict[str, Any]:
    """The tag beside the name: what holds today, said with its day."""
    if found.died_on:
        return {"kind": "calm", "says": _("Meninggal dunia"), "on": found.died_on}
    if member is None or member.state == "REFUSED":
        return {"kind": "warn", "says": _("Belum terlindungi"), "on": None}
    if member.state == "REQUESTED":
        return {"kind": "warn", "says": _("Menunggu jawaban BPJS"), "on": None}
    if stands is not None and stands.state in OPEN:
        return {"kind": "warn", "says": cover_words.state(stands.state), "on": stands.grace_until}
    if member.until < today or member.state == "ENDED":
        return {"kind": "warn", "says": _("Perlindungan berakhir"), "on": member.until}
    if today < member.since:
        return {"kind": "calm", "says": _("Terlindungi mulai"), "on": member.since}
    return {
        "kind": "",
        "says": _("Terlindungi sampai"),
        "on": (stands.promised if stands is not None else None) or member.until,
    }


def said(answer: Any) -> dict[str, Any]:
    """The clock's sentences, and how far the whole death benefit and the scholarship are."""
    death, accident = cover_words.sentence(answer.death), cover_words.sentence(answer.accident)
    return {
        "says": [death] if death == accident else [_("Kecelakaan kerja: %(says)s") % {"says": accident}, _("Kematian: %(says)s") % {"says": death}],
        "counts": [cover_words.countdown(answer.full_grant, _("Santunan kematian penuh")), cover_words.countdown(answer.scholarship, _("Beasiswa anak"))],
        "rests_on": answer.death.rests_on, "state": answer.death.state,
    }  # fmt: skip


def _promise(cover: Any, today: Any, found: Any) -> dict[str, Any] | None:
    """Of today while covered; afterwards of the last day of cover, and the page says that it is over."""
    if cover is None or found.died_on:
        return None
    on = min(max(today, cover.since), cover.until)
    return {
        "on": on,
        "today": on == today,
        "over": today > cover.until,
        "amounts": monitoring.promises(cover, on),
        "until": cover.until,
    }


def _why(found: Any, chapter: dict[str, Any]) -> dict[str, Any]:
    checks = monitoring.rules(found, chapter)
    asked = {check.code for check in checks}
    others = [
        reason for reason in chapter["reasons"] if reason["code"] not in asked
    ]  # what only the registry knows
    return {
        **chapter,
        "checks": checks,
        "others": others,
        "criteria": explaining.criteria_of(chapter),
        "lacking": explaining.lacking(chapter),
        "says": letters.state_of(chapter),
        "version": chapter["criteria"],
        "list": next((one["decree_id"] for one in chapter["held"] if one["state"] == "HELD"), 0),
    }
