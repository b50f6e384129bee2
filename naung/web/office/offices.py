"""The offices: which posts are filled in which region, and first of all which work nobody is there to do."""

from collections import Counter
from functools import reduce
from operator import or_
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import ROLES
from naung.kit import clock
from naung.web.office import seen
from naung.web.page import page

A_PAGE = 50
PROVINCE, REGENCY, DISTRICT, VILLAGE = 1, 2, 3, 4
# What stands still where nobody holds the role, in the region or above it, by the level at which the work is done.
NEEDED = {
    PROVINCE: {
        "verifier": gettext_noop("Berkas ke BPJS Ketenagakerjaan dan bank tidak terkirim."),
        "approver": gettext_noop("Pembayaran iuran tidak dapat disetujui."),
        "treasurer": gettext_noop("Tagihan iuran tidak tersusun."),
        "bpjs_officer": gettext_noop("Hasil pendaftaran harus dimasukkan oleh verifikator."),
        "bank_officer": gettext_noop("Hasil pembukaan rekening harus dimasukkan oleh verifikator."),
        "auditor": gettext_noop("Tidak ada yang memeriksa jejak dari luar."),
    },
    REGENCY: {
        "regency_officer": gettext_noop(
            "Data ganda dan urutan usulan dari sana menunggu verifikator provinsi."
        ),
        "approver": gettext_noop("Penetapan dari sana tidak dapat diputuskan."),
    },
}


def listed(request: HttpRequest) -> HttpResponse:
    """Holes first; the province, every regency and city; then the districts and villages that have a post (?hal=)."""
    areas = _areas(seen.regions(request))
    seats, people = _seats(areas)
    small = [code for code in sorted(seats) if code in areas and areas[code]["level"] >= DISTRICT]
    large = [code for code, area in areas.items() if area["level"] <= REGENCY]
    sheet, villages = Paginator(small, A_PAGE).get_page(request.GET.get("hal")), _villages(areas, seats)
    facts = {
        "holes": _holes(areas, seats),
        "offices": [_office(code, areas, seats, people) | villages.get(code, {}) for code in large],
        "small": [_office(code, areas, seats, people) for code in sheet],
        "sheet": sheet,
        "officers": len({officer for code, held in people.items() if code in areas for officer in held}),
    }
    return page(request, "office/offices.html", facts)


def _areas(tops: list[str]) -> dict[str, dict[str, Any]]:
    """Every area of the administrator's regions by its code, in one query."""
    if not tops:
        return {}
    found = reduce(or_, (regions.within(code) for code in tops))
    return {area["code"]: area for area in found.values("code", "name", "level")}


def _seats(areas: dict[str, Any]) -> tuple[dict[str, Counter[str]], dict[str, set[int]]]:
    """How many hold each role in each region today, and which accounts they are; an account that is shut holds nothing.

    The whole province is counted: who sits above an administrator's own regions works for them too."""
    seats: dict[str, Counter[str]] = {}
    people: dict[str, set[int]] = {}
    accounts = staff.roster({code.partition(".")[0] for code in areas}, on=clock.today())
    for officer, held in staff.posts_of([one.pk for one in accounts], on=clock.today()).items():
        for post in held:
            seats.setdefault(post.region_id, Counter())[post.role] += 1
            people.setdefault(post.region_id, set()).add(officer)
    return seats, people


def _holes(areas: dict[str, Any], seats: dict[str, Counter[str]]) -> list[dict[str, Any]]:
    """A role that nobody holds in the region or above it; the widest region first."""
    found = []
    for level, needed in NEEDED.items():
        here = [code for code, area in areas.items() if area["level"] == level]
        for role, says in needed.items():
            empty = [areas[code]["name"] for code in here if not _held(role, code, seats)]
            if empty:
                found.append({"role": _(ROLES[role]), "places": empty, "says": _(says)})
    return found


def _held(role: str, code: str, seats: dict[str, Counter[str]]) -> bool:
    parts = code.split(".")
    return any(seats.get(".".join(parts[: n + 1]), Counter())[role] for n in range(len(parts)))


def _office(code: str, areas: dict[str, Any], seats: dict[str, Counter[str]], people: dict[str, set[int]]) -> dict[str, Any]:  # fmt: skip
    """One region in words: its posts by role in the order of staff.roles, and how many people hold them."""
    held = seats.get(code, Counter())
    way = [areas[above]["name"] for above in (code[:8], code[:5]) if above != code and len(code) > 5 and above in areas]  # fmt: skip
    posts = [{"role": _(ROLES[role]), "count": held[role]} for role in ROLES if held[role]]
    return {"code": code, "name": areas[code]["name"], "way": list(dict.fromkeys(way)), "posts": posts, "people": len(people.get(code, ()))}  # fmt: skip


def _villages(areas: dict[str, Any], seats: dict[str, Counter[str]]) -> dict[str, dict[str, int]]:
    """How many villages of each regency have their own operator, of how many."""
    every = Counter(code[:5] for code, area in areas.items() if area["level"] == VILLAGE)
    manned = Counter(code[:5] for code, held in seats.items() if held["village_operator"] and code.count(".") + 1 == VILLAGE)  # fmt: skip
    return {code: {"villages": every[code], "manned": manned[code]} for code in every}
