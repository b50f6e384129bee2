"""One pair: looked at, answered, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.intake import queries as intake
from naung.delivery.matching import actions
from naung.delivery.matching import queries as matching
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.doubles import beside, words
from naung.web.doubles.queue import names_of_villages
from naung.web.lists.where import may
from naung.web.onward import onward
from naung.web.page import page

OPEN = ("OPEN", "PROPOSED", "UNCLEAR")


def pair(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(request, number)
    if request.method != "POST":
        return _shown(request, found, chosen=request.GET.get("jawaban", ""))
    return _undo(request, found) if request.POST.get("aksi") == "batal" else _decide(request, found)


def _found(request: HttpRequest, number: int) -> Any:
    """404 unless both sides lie in the officer's regions."""
    try:
        found = matching.by_number(number)
    except matching.Pair.DoesNotExist:
        raise Http404 from None
    sides = [found.row, found.person or found.other_row]
    if found.kind == "FOLLOWS" or not all(
        side and may(request, "matching.decide", side.village) for side in sides
    ):
        raise Http404
    return found


def _shown(request: HttpRequest, found: Any, *, chosen: str = "", error: str = "") -> HttpResponse:
    other, villages = found.person or found.other_row, names_of_villages([found])
    answer = chosen if chosen in words.ANSWERS else ""
    facts = {
        "pair": found, "tag": words.tag(found.state), "lines": beside.lines(found.row, other, found.fields, villages), "chance": beside.chance(found.weight),
        "a": _source(found.row, villages), "b": _source(found.other_row, villages) if found.other_row else _registered(found.person, villages),
        "answers": [(key, words.answer(key), words.KEYS[key]) for key in words.ANSWERS], "chosen": answer, "error": error,
        "reasons": words.reasons(answer) if answer else [], "reason": request.POST.get("alasan", ""), "note": request.POST.get("catatan", ""),
        "owner": request.POST.get("pemilik", ""), **_standing(request, found),
    }  # fmt: skip
    return page(request, "doubles/pair.html", facts, status=422 if error else 200)


def _standing(request: HttpRequest, found: Any) -> dict[str, Any]:
    """Who answered what, what may be done now, and why not where it may not."""
    by, waits = staff.as_actor(request.user), found.state in OPEN
    first = found.state == "PROPOSED" and found.proposed_human == by.human
    held = (
        found.taken_by
        if waits
        and found.taken_at
        and clock.now() - found.taken_at < actions.TAKEN_FOR
        and found.taken_by_id != by.officer
        else None
    )
    return {
        "may_answer": waits and not first, "first": first, "held": held, "two": found.state in ("OPEN", "UNCLEAR") and actions.needs_two(found),
        "undoable": found.state in ("SAME", "DIFFERENT", "UNCLEAR") or first, "why_not": actions.used(found) if found.state not in ("OPEN", "PROPOSED") else "",
        "proposed": words.answer(found.proposed) if found.state == "PROPOSED" else "", "because": words.reason(found.reason),
    }  # fmt: skip


def _source(row: Any, villages: dict[str, str]) -> dict[str, Any]:
    name = intake.names_of_files([row.file_id]).get(row.file_id, "")
    return {"title": _("Usulan %(village)s, baris %(n)d") % {"village": villages.get(row.village, row.village), "n": row.number}, "list": name,
            "sheet": row.sheet, "file_id": row.file_id if name else None, "person": None}  # fmt: skip


def _registered(person: Any, villages: dict[str, str]) -> dict[str, Any]:
    return {
        "title": _("Sudah terdaftar, %(village)s")
        % {"village": villages.get(person.village, person.village)},
        "list": "",
        "person": person,
    }


def _decide(request: HttpRequest, found: Any) -> HttpResponse:
    verdict, reason = request.POST.get("jawaban", ""), request.POST.get("alasan", "")
    if verdict not in words.ANSWERS:
        return _shown(request, found, error=_("Pilih dahulu: orang sama, orang berbeda, atau belum jelas."))
    if reason not in actions.REASONS:
        return _shown(request, found, chosen=verdict, error=_("Pilih alasan jawaban Anda."))
    owner = request.POST.get("pemilik", "") if found.kind == "NUMBER" and verdict == "different" else ""
    try:
        after = actions.decide(
            pair=found, verdict=verdict, by=staff.as_actor(request.user), at=clock.now(), reason=reason,  # type: ignore[arg-type]
            note=request.POST.get("catatan", "").strip()[:1000], owner=owner if owner in ("row", "other") else "",  # type: ignore[arg-type]
        )  # fmt: skip
    except actions.AlreadyDecided:
        return _too_late(request, found)
    except (actions.OtherRowWaits, actions.SecondOfficer) as refusal:
        return _shown(request, found, chosen=verdict, error=str(refusal))
    return _told(request, after)


def _told(request: HttpRequest, after: Any) -> HttpResponse:
    if after.state == "PROPOSED":
        return onward(
            request, "double", after.pk, says=_("Jawaban Anda tersimpan. Petugas kedua mengukuhkannya.")
        )
    if after.decided_by_id != request.user.pk:
        return _too_late(request, after)
    return onward(
        request,
        "double",
        after.pk,
        says=_("Tersimpan: %(answer)s.") % {"answer": words.tag(after.state)["says"].lower()},
    )


def _too_late(request: HttpRequest, found: Any) -> HttpResponse:
    """Two at once: one was first, and the other reads who and what."""
    now = matching.by_number(found.pk)
    who = now.decided_by.name if now.decided_by else ""
    messages.warning(
        request,
        _("%(name)s lebih dahulu menjawab: %(answer)s. Jawaban Anda tidak disimpan.")
        % {"name": who, "answer": words.tag(now.state)["says"].lower()},
    )
    return onward(request, "double", found.pk)


def _undo(request: HttpRequest, found: Any) -> HttpResponse:
    why = request.POST.get("catatan", "").strip()[:1000]
    actions.undo(pair=found, by=staff.as_actor(request.user), at=clock.now(), why=why)
    return onward(request, "double", found.pk, says=_("Jawaban dibatalkan. Pasangan ini menunggu lagi."))
