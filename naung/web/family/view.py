"""One page for the family: a number and a day of birth, and how far it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims.reporting import actions as reporting
from naung.delivery.selection.renewal.notices import PHONE
from naung.kit import clock
from naung.web.family import asked, steps, told
from naung.web.page import page
from naung.web.public import slowly

AT_MOST, A_NUMBER = 30, 10  # wrong pairs from one address, and about one number, in ten to twenty minutes
A_DAY = 40  # looks at one number in a day, right or wrong: who has patience does not find a birthday either


def family(request: HttpRequest) -> HttpResponse:
    typed = request.POST if request.method == "POST" else request.GET
    number, born = typed.get("nomor", "").strip(), typed.get("lahir", "").strip()
    facts = {"number": number[:40], "born": born[:40], "phone": PHONE, "dial": PHONE.replace(" ", "")}
    if request.method != "POST":
        return _page(request, {**facts, "born": ""})
    said = asked.read(number, born)
    if mistakes := _mistakes(said):
        return _page(request, {**facts, "mistakes": mistakes, "wrong": dict(mistakes)}, status=422)
    assert said.born_on is not None
    if _tired(request, said.number):
        return _page(request, {**facts, "busy": True}, status=429)
    found = told.told(said.number, said.born_on)
    if found is None:
        _count(request, said.number)
        return _page(request, {**facts, "unknown": True}, status=404)
    return _page(request, {**facts, "found": found, "steps": steps.of(found)})


def _mistakes(said: asked.Asked) -> list[tuple[str, str]]:
    found = []
    if not said.number:
        found.append(
            ("nomor", _("Nomor itu tidak dapat dibaca. Tulis seperti di surat Anda, misalnya K-2026-0012."))
        )
    if said.born_on is None:
        found.append(
            (
                "lahir",
                _("Tanggal lahir itu tidak dapat dibaca. Tulis hari, bulan, tahun, misalnya 12-08-1978."),
            )
        )
    return found


def _tired(request: HttpRequest, number: str) -> bool:
    """Alike for a number that exists and one that does not."""
    if reporting.knock(door="keluarga", of=number, on=clock.today()) > A_DAY:
        return True
    here = slowly.tries("keluarga", slowly.address_of(request))
    return here >= AT_MOST or slowly.tries("keluarga-nomor", number) >= A_NUMBER


def _count(request: HttpRequest, number: str) -> None:
    slowly.tries("keluarga", slowly.address_of(request), one_more=True)
    slowly.tries("keluarga-nomor", number, one_more=True)


def _page(request: HttpRequest, facts: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = page(request, "family/family.html", facts, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
