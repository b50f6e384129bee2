"""What the columns of a list are: shown as we understand them, put right by hand once, remembered for the next list."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.intake import mapping, mapping_back, sentences
from naung.delivery.intake import queries as intake
from naung.foundation.staff import queries as staff
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.web.lists import words
from naung.web.lists.where import may, where
from naung.web.onward import onward
from naung.web.page import page

MEANINGS = {
    "nik": "", "kk": "", "name": "", "born_on": "", "birth_place": "", "birth": gettext_noop("Tempat dan tanggal lahir (satu kolom)"),
    "sex": "", "mother": "", "address": "", "rt": gettext_noop("RT"), "rw": gettext_noop("RW"), "rtrw": gettext_noop("RT/RW (satu kolom)"),
    "village": "", "district": gettext_noop("Kecamatan"), "regency": gettext_noop("Kabupaten atau kota"), "occupation": "", "disability": "",
    "decile": "", "phone": "", "numbering": gettext_noop("Nomor urut"), "woman": gettext_noop("Tanda P (kolom kedua dari L dan P)"),
    "naung": gettext_noop("Nomor baris dari kami (NAUNG)"),
}  # fmt: skip
DOUBTS = {
    "unknown": gettext_noop("Judul ini belum kami kenal."),
    "weak": gettext_noop("Judul ini bisa berarti orang lain."),
    "twice": gettext_noop("Ada kolom lain dengan arti yang sama."),
    "unlike": gettext_noop("Isinya tidak seperti yang biasanya ada di kolom ini."),
}
PREVIEW = mapping_back.SHOWN
HEADS = {
    "place": gettext_noop("Desa atau kelurahan"),
    "occupation_text": gettext_noop("Pekerjaan"),
    "disability_text": gettext_noop("Disabilitas"),
}


def says(field: str) -> str:
    """What a column means, in words."""
    return _(MEANINGS[field]) if MEANINGS.get(field) else words.field(field)


def heads() -> list[str]:
    """The headings of lines as they were understood, in the order of PREVIEW."""
    return [_(HEADS[name]) if name in HEADS else words.field(name) for name in PREVIEW]


def columns(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(request, number)
    if found.state != "ASKS":
        return redirect("uploaded", number)
    seen = mapping.look(upload=found, at=clock.now())
    if "refused" in seen:
        return page(
            request,
            "lists/columns.html",
            {"upload": found, "refusal": sentences.refusal(seen["refused"], seen["params"])},
        )
    if request.method != "POST":
        return _form(request, found, seen, {})
    return _said(request, found, seen)


def _found(request: HttpRequest, number: int) -> Any:
    try:
        found = intake.upload(number)
    except intake.Upload.DoesNotExist:
        raise Http404 from None
    if not may(request, "intake.receive", found.region):
        raise Http404
    return found


def _said(request: HttpRequest, found: Any, seen: dict[str, Any]) -> HttpResponse:
    chosen = mapping.understood(seen) if "apa-adanya" in request.POST else _chosen(request, seen)
    by, at = staff.as_actor(request.user), clock.now()
    if "lihat" in request.POST:
        return _form(request, found, mapping.look(upload=found, at=at, chosen=chosen), chosen)
    try:
        mapping.answer(upload=found, chosen=chosen, by=by, at=at)
    except mapping.NotClear as unclear:
        return _form(request, found, seen, chosen, unclear)
    job = work.start(
        kind="intake.read",
        arguments={"uploads": [found.pk]},
        by=by,
        at=at,
        on=clock.today(),
        about=found.name[:80],
    )
    return onward(
        request,
        "job",
        job.pk,
        says=_(
            "Terima kasih. Jawaban Anda kami ingat: daftar berikutnya dengan judul yang sama langsung kami baca."
        ),
    )


def _chosen(request: HttpRequest, seen: dict[str, Any]) -> dict[str, dict[int, str]]:
    """What was chosen in the form: of each sheet column -> field."""
    return {
        sheet["signature"]: {
            column["at"]: field
            for column in sheet["columns"]
            if (field := request.POST.get(f"kolom-{n}-{column['at']}", ""))
        }
        for n, sheet in enumerate(seen["sheets"])
    }


def _form(
    request: HttpRequest,
    found: Any,
    seen: dict[str, Any],
    chosen: dict[str, dict[int, str]],
    unclear: mapping.NotClear | None = None,
) -> HttpResponse:
    sheets = [
        _sheet(n, sheet, chosen.get(sheet["signature"]), unclear) for n, sheet in enumerate(seen["sheets"])
    ]
    facts = {
        "upload": found, "sheets": sheets, "meanings": [(field, says(field)) for field in MEANINGS], "unclear": unclear,
        "first": _first(sheets, unclear), "heads": heads(),
        "sure": any("nik" in columns.values() for columns in mapping.understood(seen).values()) and not chosen,
    }  # fmt: skip
    return page(request, "lists/columns.html", facts, status=422 if unclear else 200)


def _sheet(
    n: int, sheet: dict[str, Any], chosen: dict[int, str] | None, unclear: mapping.NotClear | None
) -> dict[str, Any]:
    columns = [
        {**one, "id": f"kolom-{n}-{one['at']}", "chosen": one["proposed"] if chosen is None else chosen.get(one["at"], ""),
         "why": _(DOUBTS[one["doubt"]]) if one["doubt"] else ""}
        for one in sheet["columns"]
    ]  # fmt: skip
    people = [
        {"number": one["number"], "cells": [one[name] for name in PREVIEW]} for one in sheet["understood"]
    ]
    wrong = str(unclear) if unclear and unclear.sheet in ("", sheet["sheet"]) else ""
    return {
        **sheet, "columns": columns, "people": people, "error": wrong, "missing": [says(name) for name in sheet["missing"]],
        "doubts": sum(bool(one["doubt"]) for one in columns),
    }  # fmt: skip


def _first(sheets: list[dict[str, Any]], unclear: mapping.NotClear | None) -> str:
    """Where the link of the summary leads: the second of two columns for one thing, else the sheet's first choice."""
    sheet = next((one for one in sheets if one["error"]), sheets[0] if sheets else None)
    if sheet is None or unclear is None or not sheet["columns"]:
        return ""
    same = [one["id"] for one in sheet["columns"] if one["chosen"] == unclear.field]
    return same[-1] if same else sheet["columns"][0]["id"]


# --- what is remembered ---------------------------------------------------------------------------------------------


def remembered(request: HttpRequest) -> HttpResponse:
    here = where(request, "intake.receive")
    if request.method == "POST":
        return _forget(request, here)
    told = [{"said": one, "pairs": _pairs(one)} for one in mapping.standing(here.area.code)[:100]]
    return page(
        request, "lists/columns_remembered.html", {"place": here.area, "path": here.path[:-1], "told": told}
    )


def _pairs(said: Any) -> list[str]:
    return [says(field) for field in sorted(said.meaning, key=lambda field: said.meaning[field])]


def _forget(request: HttpRequest, here: Any) -> HttpResponse:
    wanted = request.POST.get("lupakan", "")
    found = next((one for one in mapping.standing(here.area.code) if str(one.pk) == wanted), None)
    if found is None:
        raise Http404
    mapping.forget(said=found, by=staff.as_actor(request.user), at=clock.now())
    return onward(
        request,
        "columns",
        says=_("Jawaban itu kami lupakan. Daftar berikutnya dengan judul itu kami tanyakan lagi."),
    )
