"""Scholarships: this school year's children, and one child followed year by year."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.heirs import queries, schooling, words
from naung.foundation.staff import queries as staff
from naung.foundation.wording import queries as wording
from naung.kit import clock
from naung.web.accounts.notice import HELP
from naung.web.claims import family_form as forms
from naung.web.claims.family_form import Field, Form
from naung.web.decisions.say import day
from naung.web.page import page

ROWS = 50
STATES = {"DUE": "warn", "CLAIMED": "calm", "PAID": "", "ENDED": "calm"}


def state(code: str) -> dict[str, str]:
    says = {"DUE": _("perlu ditagih"), "CLAIMED": _("sudah ditagih"), "PAID": _("sudah diterima"), "ENDED": _("berakhir")}[code]  # fmt: skip
    return {"kind": STATES[code], "says": says}


def listed(request: HttpRequest) -> HttpResponse:
    """This school year's, or the year asked for (`semua`: every one): what is to be claimed first."""
    this = law.school_year(clock.today())
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdigit() and abs(int(asked) - this) <= 30 else this
    chosen = request.GET.get("keadaan", "")
    every = asked == "semua"
    found = queries.years_of(None if every else year, state=chosen if chosen in STATES else "")
    leaf = Paginator(found, ROWS).get_page(request.GET.get("hal"))
    names = queries.names_of(one.scholar for one in leaf)
    rows = [{"one": one, "name": names[one.scholar_id], "tag": state(one.state), "level": words.level(one.level)} for one in leaf]  # fmt: skip
    chips = [{"code": "", "says": _("Semua"), "on": chosen not in STATES}]
    chips += [{"code": code, "says": state(code)["says"], "on": code == chosen} for code in STATES]
    return page(request, "claims/heirs/school.html", {"rows": rows, "leaf": leaf, "chips": chips, "year": year, "next": year + 1, "chosen": chosen, "every": every,
                "years": [this - 1, this, this + 1]})  # fmt: skip


def one(request: HttpRequest, number: int) -> HttpResponse:
    scholar = _seen(request, number)
    if request.method == "POST":
        return forms.act(request, ACTS, scholar, lambda wrong, error: _shown(request, scholar, wrong, error), ("scholar", number))  # fmt: skip
    return _shown(request, scholar)


def paid(request: HttpRequest, number: int) -> HttpResponse:
    """What the family received for a year, by whoever records payments."""
    scholar = _seen(request, number)
    if request.method == "POST":
        return forms.act(request, {"terima": _pay}, scholar, lambda wrong, error: _shown(request, scholar, wrong, error, paying=True), ("scholar", number))  # fmt: skip
    return _shown(request, scholar, paying=True)


def _seen(request: HttpRequest, number: int) -> Any:
    try:
        found = queries.scholar(number)
    except queries.NoSuchReceiver as nobody:
        raise Http404(str(nobody)) from None
    if not staff.may(staff.as_actor(request.user), "claims.read", found.village, on=clock.today()):
        raise Http404
    return found


def _shown(request: HttpRequest, scholar: Any, wrong: str = "", error: str = "", paying: bool = False) -> HttpResponse:  # fmt: skip
    by, today = staff.as_actor(request.user), clock.today()
    child = queries.child_of(scholar)
    write, pay = (staff.may(by, verb, scholar.village, on=today) for verb in ("claims.heirs", "claims.pay"))
    rows = [_row(year, write, pay and paying, request, wrong, error) for year in queries.years(scholar.pk)]
    ending = forms.drawn([_ending()] if write and not paying and scholar.state == "GOING" else [], request, wrong, error)  # fmt: skip
    every = [*ending, *(form for row in rows for form in row["forms"])]
    soon = next((row["one"] for row in rows if row["one"].state == "DUE"), None)
    until = law.scholarship_until(born_on=child.born_on, event_on=scholar.claim.happened_on) if child and child.born_on else None  # fmt: skip
    return page(request, "claims/heirs/child.html", {
        "scholar": scholar, "claim": scholar.claim, "child": child, "rows": rows, "forms": ending, "until": until, "level": words.level(scholar.level),
        "ended": words.ended(scholar.ended_because) if scholar.ended_because else "", "may_write": write, "may_pay": pay, "paying": paying, "error": error,
        "notice": _notice(child.name, soon.due_on) if child and soon else "",
        "at": next((one["at"] for one in every if one["at"]), ""),
    }, status=422 if error else 200)  # fmt: skip


def _notice(name: str, begins: date) -> str:
    """For the family, before the school year: bring the school's letter."""
    return wording.say(
        "claims.school_year", {"name": name, "day": day(begins), "phone": HELP}, on=clock.today()
    )


def _row(year: Any, write: bool, pay: bool, request: HttpRequest, wrong: str, error: str) -> dict[str, Any]:
    wanted = []
    if year.state == "DUE" and write:
        wanted.append(Form("tagih", _("Tagih tahun %(year)s") % {"year": year.year}, _("Tagih"), [
            Field("jenjang", _("Jenjang menurut surat sekolah"), "select", options=[(code, words.level(code)) for code in law.LEVELS], start=year.level),
            Field("sekolah", _("Nama sekolah")), Field("dokumen", _("Surat keterangan sekolah")),
        ], target=str(year.pk)))  # fmt: skip
    if year.state in ("DUE", "CLAIMED") and write:
        wanted.append(Form("batal", _("Tahun %(year)s tidak jadi") % {"year": year.year}, _("Simpan"), [Field("sebab", _("Mengapa"), "long")], target=str(year.pk)))  # fmt: skip
    if year.state == "CLAIMED" and pay:
        wanted.append(Form("terima", _("Catat yang diterima keluarga"), _("Simpan"), [Field("jumlah", _("Jumlah rupiah"), "number"), Field("bukti", _("Nomor bukti transfer")),
                      Field("tanggal", _("Dibayar pada"), "day")], target=str(year.pk)))  # fmt: skip
    return {"one": year, "next": year.year + 1, "tag": state(year.state), "level": words.level(year.level), "forms": forms.drawn(wanted, request, wrong, error)}  # fmt: skip


def _ending() -> Form:
    return Form("akhiri", _("Beasiswa anak ini berakhir"), _("Akhiri"), [
        Field("sebab", _("Sebab"), "select", options=[(code, words.ended(code)) for code in schooling.BY_HAND]), Field("catatan", _("Penjelasan"), "long"),
    ], _("Anak yang bekerja masih mungkin menerima (Permenaker 1/2025); syaratnya belum kami temukan. Tanyakan dahulu kepada BPJS Ketenagakerjaan."))  # fmt: skip


def _year(scholar: Any, given: Any) -> Any:
    found = next((one for one in queries.years(scholar.pk) if one.pk == forms.number(given, "target")), None)
    if found is None:
        raise queries.NoSuchReceiver(_("Tahun ajaran itu bukan milik anak ini. Muat ulang halaman ini."))
    return found


def _claim(scholar: Any, given: Any, **by: Any) -> str:
    schooling.claim_year(year=_year(scholar, given), level=given.get("jenjang", ""), school=given.get("sekolah", ""), document=given.get("dokumen", ""), **by)  # fmt: skip
    return _("Ditagih kepada BPJS Ketenagakerjaan.")


def _cancel(scholar: Any, given: Any, **by: Any) -> str:
    schooling.end_year(year=_year(scholar, given), because=given.get("sebab", ""), **by)
    return _("Tahun ajaran ini ditutup dengan alasannya.")


def _end(scholar: Any, given: Any, **by: Any) -> str:
    schooling.end(scholar=scholar, because=given.get("sebab", ""), note=given.get("catatan", ""), **by)
    return _("Beasiswa anak ini berakhir.")


def _pay(scholar: Any, given: Any, **by: Any) -> str:
    schooling.pay_year(year=_year(scholar, given), rupiah=forms.whole(given, "jumlah"), payment=given.get("bukti", ""), paid_on=forms.must(given, "tanggal"), **by)  # fmt: skip
    return _("Tercatat: keluarga sudah menerima.")


ACTS = {"tagih": _claim, "batal": _cancel, "akhiri": _end}
