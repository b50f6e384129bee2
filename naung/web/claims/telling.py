"""The open door: anybody tells who, what and when, without signing in.

Nothing is looked up while somebody types: the answer is the same whether or not such a person is insured, and says a number."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims.reporting import actions, queries
from naung.delivery.selection.renewal.notices import PHONE
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.actor import Actor
from naung.web.claims import typed as read
from naung.web.claims import words
from naung.web.onward import SeeOther
from naung.web.page import page
from naung.web.public.slowly import address_of

A_DAY = (
    30  # reports from one address in a day: a whole village may come through one of its telephone company's
)
NUMBER = re.compile(r"L-20\d\d-\d{4,7}")
FIELDS = {"nama": 200, "apa": 20, "hari": 40, "wilayah": 5, "desa": 200, "lahir": 40, "kartu": 40, "hubungan": 20, "pelapor": 200, "telepon": 40, "cerita": 2000}  # fmt: skip
PUBLIC = Actor("public")
Mistakes = list[tuple[str, str]]


def tell(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        number = request.GET.get("nomor", "")
        return _shown(request, {}, number=number if NUMBER.fullmatch(number) else "")
    typed = {name: request.POST.get(name, "").strip()[:most] for name, most in FIELDS.items()}
    if mistakes := _mistakes(typed, request.POST.get("surel", "")):
        return _shown(request, typed, mistakes)
    if _tired(request):
        return _shown(request, typed, busy=True)
    try:
        heard = actions.hear(**_words(typed), **_who(request), on=clock.today(), at=clock.now())
    except actions.TooShort as refusal:
        return _shown(request, typed, [("nama", str(refusal))])
    answer = SeeOther(f"{request.path}?nomor={heard.number}")
    answer["Cache-Control"] = "no-store"
    return answer


def _words(typed: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": typed["apa"], "happened_on": read.day(typed["hari"]), "name": typed["nama"], "regency": typed["wilayah"], "village": typed["desa"],
        "born_on": read.day(typed["lahir"]), "card": typed["kartu"], "relation": typed["hubungan"] or "other", "reporter": typed["pelapor"],
        "phone": typed["telepon"], "text": typed["cerita"],
    }  # fmt: skip


def _who(request: HttpRequest) -> dict[str, Any]:
    """An officer may write down here what somebody of another region told them."""
    if request.user.is_authenticated:
        return {"by": staff.as_actor(request.user), "channel": "counter"}
    return {"by": PUBLIC, "channel": "form"}


def _tired(request: HttpRequest) -> bool:
    if request.user.is_authenticated:
        return False
    return actions.knock(door="lapor-klaim", of=address_of(request), on=clock.today()) > A_DAY


def _mistakes(typed: dict[str, str], trap: str) -> Mistakes:
    """In the order of the page, so that the list above leads from top to bottom."""
    found: Mistakes = []
    if len(typed["nama"]) < 3:
        found.append(("nama", _("Tulis nama orangnya.")))
    if typed["wilayah"] not in {one.code for one in regions.regencies()}:
        found.append(("wilayah", _("Pilih kabupaten atau kota tempat tinggalnya.")))
    if not (typed["desa"] or typed["lahir"] or typed["kartu"]):
        found.append(("desa", _("Tulis desanya, tanggal lahirnya, atau nomor kartunya: salah satu cukup.")))
    if typed["lahir"] and read.day(typed["lahir"]) is None:
        found.append(("lahir", _("Tulis tanggal lahirnya seperti 12-08-1978, atau kosongkan.")))
    if typed["apa"] not in ("death", "accident", "unsure"):
        found.append(("apa", _("Pilih apa yang terjadi.")))
    found += _day(typed["hari"])
    if typed["hubungan"] and typed["hubungan"] not in words.RELATIONS:
        found.append(("hubungan", _("Pilih siapa yang melapor.")))
    if trap:  # only a program fills in what is hidden; a person is told
        found.append(("surel", _("Kosongkan isian ini.")))
    return found


def _day(text: str) -> Mistakes:
    happened = read.day(text)
    if happened is None:
        return [("hari", _("Tulis harinya, misalnya 12-08-2026. Kalau tidak tahu pasti, tulis perkiraan."))]
    return [("hari", _("Hari itu belum tiba."))] if happened > clock.today() else []


def _shown(request: HttpRequest, typed: dict[str, str], mistakes: Mistakes | None = None, *, number: str = "", busy: bool = False) -> HttpResponse:  # fmt: skip
    answer = page(request, "claims/tell.html", {
        "typed": typed, "mistakes": mistakes, "wrong": dict(mistakes or []), "number": number, "busy": busy, "phone": PHONE, "dial": PHONE.replace(" ", ""),
        "regencies": regions.regencies(), "relations": words.options(words.RELATIONS), "calls": queries.calls_by(clock.today()),
        "kinds": [(code, words.told(code)) for code in ("death", "accident", "unsure")],
    }, status=422 if mistakes else 429 if busy else 200)  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer
