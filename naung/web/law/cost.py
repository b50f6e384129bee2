"""What would it cost? A council's question, answered from the law and from assumptions that stand beside their answer."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung import law
from naung.kit import clock
from naung.kit.months import Month
from naung.law.calculate import PAYERS, SECTORS
from naung.law.simulation import ASSUMED
from naung.web import words
from naung.web.law.questions import Mistake
from naung.web.page import page

MOST_PEOPLE, MOST_MONTHS = 10**8, 120


def cost(request: HttpRequest) -> HttpResponse:
    query = {**_usual(), **request.GET.dict()}
    mistakes: list[Mistake] = []
    facts = _read(query, mistakes) if request.GET else None
    found = _simulated(facts, mistakes) if facts and not mistakes else None
    context = {
        "query": query, "mistakes": mistakes, "wrong": {m.field: m.sentence for m in mistakes}, "found": found, "payers": _payers(),
        "sectors": _sectors(), "assumed": [(key, label, query[key]) for key, label in _assumptions()], "today": clock.today(),
    }  # fmt: skip
    return page(request, "law/cost.html", context, status=400 if mistakes else 200)


def _usual() -> dict[str, str]:
    """What the form shows at first: next year's twelve months, and the assumptions as the files have them."""
    first = Month(clock.today().year + 1, 1)
    figures = {key: str(law.provision(f"simulation.{key}", on=first.first).value) for key in ASSUMED}
    return {"orang": "", "mulai": str(first), "bulan": "12", "pembayar": "apbd", "sektor": "other", **figures}


def _read(query: Mapping[str, str], mistakes: list[Mistake]) -> dict[str, Any]:
    facts = {
        "people": _whole(query, "orang", MOST_PEOPLE, _("Isi banyaknya orang, misalnya 50000."), mistakes),
        "months": _whole(query, "bulan", MOST_MONTHS, _("Isi banyaknya bulan, 1 sampai 120."), mistakes),
        "start": _month(query, mistakes),
        "assumptions": {key: _rate(query, key, mistakes) for key in ASSUMED},
    }
    for name, known, sentence in (
        ("pembayar", PAYERS, _("Pilih pembayarnya.")),
        ("sektor", SECTORS, _("Pilih sektornya.")),
    ):
        if query[name] not in known:
            mistakes.append(Mistake(name, sentence))
    return facts | {"payer": query["pembayar"], "sector": query["sektor"]}


def _whole(query: Mapping[str, str], name: str, most: int, sentence: str, mistakes: list[Mistake]) -> int:
    written = query[name].strip().replace(".", "")
    if written.isascii() and written.isdigit() and len(written) <= 9 and 1 <= int(written) <= most:
        return int(written)
    mistakes.append(Mistake(name, sentence))
    return 0


def _month(query: Mapping[str, str], mistakes: list[Mistake]) -> Month:
    try:
        return Month.parse(query["mulai"])
    except ValueError:
        mistakes.append(Mistake("mulai", _("Isi bulan pertama, misalnya 2027-01.")))
        return Month(2027, 1)


def _rate(query: Mapping[str, str], key: str, mistakes: list[Mistake]) -> Decimal:
    try:
        rate = Decimal(query[key].strip().replace(",", "."))
        if rate.is_finite() and 0 <= rate <= 10**9:
            return rate
    except InvalidOperation:
        pass
    mistakes.append(Mistake(key, _("Isi asumsi dengan angka nol atau lebih.")))
    return Decimal(0)


def _simulated(facts: dict[str, Any], mistakes: list[Mistake]) -> dict[str, Any] | None:
    """On the lowest income band, which public programmes declare for everybody."""
    try:
        income, __ = law.base_of(0, on=facts["start"].first)
        return law.simulate(**{**facts, "people": {"": facts["people"]}, "income": income})
    except law.LawRefusal as refusal:
        mistakes.append(Mistake("mulai", str(refusal) if words.indonesian() else refusal.english))
        return None


def _payers() -> list[tuple[str, str]]:
    own = {"village": _("dana desa"), "donor": _("donatur"), "self": _("peserta sendiri")}
    return [(payer, own.get(payer, payer.upper())) for payer in PAYERS]


def _sectors() -> list[tuple[str, str]]:
    return [
        ("other", _("petani, nelayan, pedagang, dan lainnya")),
        ("transport", _("angkutan: ojek, kurir, sopir")),
    ]


def _assumptions() -> list[tuple[str, str]]:
    return [
        ("deaths", _("Meninggal karena sakit, per 1.000 orang setahun")),
        ("work_deaths", _("Meninggal karena kecelakaan kerja, per 1.000 orang setahun")),
        ("accidents", _("Kecelakaan kerja tidak fatal, per 1.000 orang setahun")),
        ("accident_cost", _("Biaya satu kecelakaan tidak fatal, rupiah")),
    ]
