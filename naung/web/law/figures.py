"""The law's figures, open to everybody: what is in force on a chosen day, where it is written, how sure we are, what it was before."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.kit import clock
from naung.law import parameters
from naung.law.book import CHAPTERS, TABLES
from naung.law.parameters import Entry, Figure
from naung.web import words
from naung.web.page import page

CONFIDENCE = {
    "stated": ("", gettext_noop("tertulis"), gettext_noop("dibaca pada teks atau halaman resmi")),
    "secondary": ("calm", gettext_noop("dari halaman kedua"), gettext_noop("dari berita atau halaman lain, belum dibaca pada teksnya")),
    "unverified": ("danger", gettext_noop("BELUM DIPERIKSA"), gettext_noop("pengetahuan umum; wajib diperiksa sebelum dipakai sungguhan")),
}  # fmt: skip
TITLES = {
    "contribution": gettext_noop("Iuran: golongan penghasilan dan keringanan"), "jkk": gettext_noop("JKK: iuran dan manfaat kecelakaan kerja"),
    "jkm": gettext_noop("JKM: iuran dan manfaat kematian"), "jht": gettext_noop("JHT: iuran"), "scholarship": gettext_noop("Beasiswa"),
    "membership": gettext_noop("Kepesertaan"), "deadline": gettext_noop("Batas waktu"), "heirs": gettext_noop("Ahli waris"),
    "documents": gettext_noop("Dokumen klaim"), "eligibility": gettext_noop("Siapa yang boleh didaftarkan"), "selection": gettext_noop("Urutan prioritas"),
    "agreement": gettext_noop("Perjanjian kerja sama"), "treasury": gettext_noop("Perbendaharaan daerah"), "simulation": gettext_noop("Asumsi perkiraan biaya (bukan hukum)"),
}  # fmt: skip
UNITS = {
    "months": gettext_noop("bulan"), "days": gettext_noop("hari"), "working_days": gettext_noop("hari kerja"), "years": gettext_noop("tahun"),
    "age_years": gettext_noop("tahun (usia)"), "times": gettext_noop("kali"), "percent": "%", "per_1000": gettext_noop("per 1.000 orang setahun"), "decile": gettext_noop("(desil)"),
}  # fmt: skip
HEADS = (
    gettext_noop("dari"), gettext_noop("sampai"), gettext_noop("dasar"), gettext_noop("sektor (tetap dibayar)"), gettext_noop("kode"), gettext_noop("cacat"),
    gettext_noop("persen"), gettext_noop("paling banyak"), gettext_noop("jenjang"), gettext_noop("setahun"), gettext_noop("tahun"), gettext_noop("dokumen"), gettext_noop("diminta bila"), gettext_noop("keyakinan"),
)  # fmt: skip
LONG = 4  # a value of more parts than this is shown on its own page


def figures(request: HttpRequest) -> HttpResponse:
    on, mistake = _day(request)
    book, chosen = parameters.current_book(), request.GET.get("keyakinan", "")
    chapters = [
        {"title": _(TITLES[chapter]), "code": chapter, "rows": list(_chapter(book, chapter, on, chosen))}
        for chapter in CHAPTERS
    ]
    context = {
        "chapters": [chapter for chapter in chapters if chapter["rows"]], "on": on, "typed": request.GET.get("pada", ""), "mistake": mistake,
        "version": book.version, "tags": _tags(), "chips": _chips(chosen),
    }  # fmt: skip
    return page(request, "law/figures.html", context, status=400 if mistake else 200)


def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure and its whole history; those of a province beside the nation's."""
    found = [one for (_overlay, name), one in parameters.current_book().figures.items() if name == key]
    if not found:
        raise Http404
    today = clock.today()
    told = [
        {**_told(one), "entries": [_entry(one, entry, today) for entry in reversed(one.entries)]}
        for one in found
    ]
    return page(request, "law/figure.html", {"key": key, "told": told, "title": told[0]["says"]})


def _day(request: HttpRequest) -> tuple[date, str]:
    typed = request.GET.get("pada", "").strip()
    try:
        return (date.fromisoformat(typed) if typed else clock.today()), ""
    except ValueError:
        return clock.today(), _("“%(typed)s” bukan tanggal. Tulis seperti 2025-09-30.") % {
            "typed": typed[:40]
        }


def _chapter(book: parameters.Book, chapter: str, on: date, confidence: str) -> Iterator[dict[str, Any]]:
    every = [one for one in book.figures.values() if one.key.split(".")[0] == chapter]
    for one in sorted(every, key=lambda f: (f.key, f.overlay or "")):
        entry = _in_force(one, on)
        if not confidence or (entry and entry.confidence == confidence):
            yield {**_told(one), "entry": entry and _entry(one, entry, on)}


def _in_force(one: Figure, on: date) -> Entry | None:
    """The law's own look-up, which also knows ends; None where it is silent on that day."""
    begun = [entry for entry in one.entries if entry.since <= on]
    return begun[-1] if begun and (begun[-1].until is None or on <= begun[-1].until) else None


def _told(one: Figure) -> dict[str, Any]:
    says = one.description if words.indonesian() else one.description_en
    return {"key": one.key, "says": says[:1].upper() + says[1:], "where": one.overlay or "", "note": one.note, "checked_on": one.checked_on, "changes": len(one.entries)}  # fmt: skip


def _entry(one: Figure, entry: Entry, on: date) -> dict[str, Any]:
    kind, says, means = CONFIDENCE[entry.confidence]
    table = _table(entry.value, one.unit)
    parts = [] if table else list(_parts(entry.value, one.unit))
    rows = len(table["rows"]) if table else len(parts)
    return {
        "since": entry.since, "until": entry.until, "parts": parts, "table": table, "rows": rows, "long": bool(table) or rows > LONG, "article": entry.article, "tag": {"kind": kind, "says": _(says), "means": _(means)},
        "link": entry.source if entry.source.startswith("http") else "", "source": entry.source, "now": _in_force(one, on) is entry,
    }  # fmt: skip


def _table(value: Any, unit: str) -> dict[str, Any] | None:
    """Bands, degrees of disability, papers: as the printed law has them."""
    if unit not in TABLES:
        return None
    head, rows = TABLES[unit](value)
    return {"head": [_(name) for name in head], "rows": [[cell.strip("`") for cell in row] for row in rows]}


def _parts(value: Any, unit: str) -> Iterator[str]:
    """A value as lines that somebody can read."""
    if isinstance(value, dict):
        yield from (f"{name}: {', '.join(_parts(item, unit))}" for name, item in value.items())
    elif isinstance(value, list):
        for item in value:
            yield (
                ", ".join(_parts(item, unit))
                if isinstance(item, dict | list)
                else str(next(_parts(item, unit)))
            )
    else:
        yield _plain(value, unit)


def _plain(value: Any, unit: str) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int) and unit == "rupiah":
        return words.rupiah(value)
    name = UNITS.get(unit, "")
    return f"{value}%" if name == "%" else f"{value} {_(name)}" if name else str(value)


def _tags() -> list[dict[str, str]]:
    return [{"kind": kind, "says": _(says), "means": _(means)} for kind, says, means in CONFIDENCE.values()]


def _chips(chosen: str) -> list[dict[str, Any]]:
    every = [("", _("Semua")), *((code, _(says)) for code, (_kind, says, _means) in CONFIDENCE.items())]
    return [{"code": code, "says": says, "on": code == chosen} for code, says in every]
