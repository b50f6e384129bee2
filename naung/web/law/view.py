"""One page, open to everybody: the questions, and under them the answer."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.kit import clock
from naung.web.law.answers import answer
from naung.web.law.questions import asked, read
from naung.web.page import page


def calculator(request: HttpRequest) -> HttpResponse:
    found, mistakes = read(request.GET) if asked(request.GET) else (None, [])
    context = {
        "events": _events(), "levels": _levels(), "query": request.GET, "mistakes": mistakes, "wrong": {m.field: m.sentence for m in mistakes},
        "asked": found, "answer": answer(found) if found else None, "today": clock.today(), "address": request.build_absolute_uri(),
    }  # fmt: skip
    return page(request, "law/calculator.html", context, status=400 if mistakes else 200)


def _events() -> list[tuple[str, str]]:
    return [
        ("illness", _("Meninggal karena sakit atau usia")),
        (
            "work_accident",
            _(
                "Meninggal karena kecelakaan kerja (juga dalam perjalanan ke atau dari tempat kerja, dan di laut saat melaut)"
            ),
        ),
        ("injury", _("Kecelakaan kerja, orangnya masih hidup")),
    ]


def _levels() -> list[tuple[str, str]]:
    return [
        ("tk-sd", _("TK atau SD")),
        ("smp", _("SMP")),
        ("sma", _("SMA atau SMK")),
        ("s1", _("Kuliah atau pelatihan")),
    ]
