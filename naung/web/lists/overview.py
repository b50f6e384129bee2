"""Who has sent a list and who has not; for a village its own lists, and what is left to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from naung.delivery.intake import queries as intake
from naung.foundation.regions import queries as regions
from naung.foundation.wording import queries as wording
from naung.kit import clock
from naung.web import words
from naung.web.lists.where import Where, may, programme, where
from naung.web.page import page
from naung.web.templatetags.naung import hari

VILLAGE = 4


def lists(request: HttpRequest) -> HttpResponse:
    here = where(request)
    told = _village(here) if here.area.level == VILLAGE else _matrix(request, here)
    rights = {
        "receives": may(request, "intake.receive", here.area.code),
        "corrects": may(request, "intake.correct", here.area.code),
        "teaches": may(request, "intake.teach", here.area.code),
    }
    return page(
        request,
        "lists/village.html" if here.area.level == VILLAGE else "lists/matrix.html",
        {"place": here.area, "path": here.path[:-1], **rights, **told},
    )


def _matrix(request: HttpRequest, here: Where) -> dict[str, Any]:
    below = intake.areas(programme().pk, here.area.code, here.area.level + 1)
    names = ("villages", "sent", "rows", "ready", "flawed", "review", "repeated")
    total = {name: sum(getattr(area, name) for area in below) for name in names}
    silent = [area.name for area in _villages(here, below) if not area.sent] if here.area.level > 1 else []
    return {
        "areas": below, "total": total, "missing": total["villages"] - total["sent"], "silent": silent, "below": here.area.level + 1,
        "reminder": reminder(request, here.area.name, silent), "waiting": list(intake.uploads_that_wait(here.area.code)[:20]),
    }  # fmt: skip


def _villages(here: Where, below: list[Any]) -> list[Any]:
    return below if here.area.level + 1 == VILLAGE else intake.areas(programme().pk, here.area.code, VILLAGE)


def reminder(request: HttpRequest, place: str, silent: list[str]) -> str:
    """To be copied into WhatsApp, in the words of the catalogue; "" when everybody has sent."""
    if not silent:
        return ""
    values = {
        "place": place, "day": hari(clock.today()), "names": ", ".join(silent),
        "address": request.build_absolute_uri(reverse("upload")), "sender": request.user.name,
    }  # fmt: skip
    language = "id" if words.indonesian() else "en"
    return wording.say("intake.reminder", values, on=clock.today(), language=language)


def _village(here: Where) -> dict[str, Any]:
    """The lists with lines of this village, and the three steps that are the village's."""
    ours = intake.lists_of(programme().pk, here.area.code)
    count = {
        name: sum(getattr(one, name) for one in ours)
        for name in ("rows", "ready", "flawed", "review", "repeated")
    }
    return {
        "lists": ours,
        "count": count,
        "waiting": list(intake.uploads_that_wait(here.area.code)[:20]),
        "path_names": regions.path(here.area.code)[1:-1],
    }
