"""One pair: looked at, answered, taken back. Whoever is asked blind sees it as if nobody had answered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.matching import actions, reviewing
from naung.delivery.matching import queries as matching
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.doubles import beside, explain, sides, standing, words
from naung.web.doubles.queue import names_of_villages
from naung.web.lists.where import may
from naung.web.onward import onward
from naung.web.page import page

TOLD_AT_THE_FORM = (actions.OtherRowWaits, actions.SecondOfficer, actions.ChangedMeanwhile)


def pair(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(request, number)
    if request.method != "POST":
        return _shown(request, found, chosen=request.GET.get("jawaban", ""))
    return _undo(request, found) if request.POST.get("aksi") == "batal" else _answer(request, found)


def _found(request: HttpRequest, number: int) -> Any:
    """404 unless both sides lie in the officer's regions."""
    try:
        found = matching.by_number(number)
    except matching.Pair.DoesNotExist:
        raise Http404 from None
    both = [found.row, found.person or found.other_row]
    if found.kind == "FOLLOWS" or not all(
        side and may(request, "matching.decide", side.village) for side in both
    ):
        raise Http404
    return found


def _shown(request: HttpRequest, found: Any, *, chosen: str = "", error: str = "") -> HttpResponse:
    other, villages = found.person or found.other_row, names_of_villages([found])
    answer = chosen if chosen in words.ANSWERS else ""
    told = standing.of(found, staff.as_actor(request.user))
    facts = {
        "pair": found, "lines": beside.lines(found.row, other, found.fields, villages), "chance": beside.chance(found.weight),
        "sides": sides.both(found, villages, blind=told["blind"]), "one_card": matching.one_card(found), "kinds": [words.kind(kind) for kind in matching.kinds_of(found) if kind != "number"], "villages": villages,
        "in_numbers": explain.numbers(found.row, other), "in_dates": explain.dates(found.row.born_on, other.born_on), "merged_away": matching.merged_away(found),
        "answers": [(key, words.answer(key), words.KEYS[key]) for key in words.ANSWERS], "chosen": answer, "error": error,
        "reasons": words.reasons(answer) if answer else [], "reason": request.POST.get("alasan", ""), "note": request.POST.get("catatan", ""),
        "owner": request.POST.get("pemilik", ""), "seen": matching.fingerprint(found), **told,
    }  # fmt: skip
    return page(request, "doubles/pair.html", facts, status=422 if error else 200)


# --- an answer ----------------------------------------------------------------------------------------------------------


def _answer(request: HttpRequest, found: Any) -> HttpResponse:
    verdict, reason = request.POST.get("jawaban", ""), request.POST.get("alasan", "")
    if verdict not in words.ANSWERS:
        return _shown(request, found, error=_("Pilih dahulu: orang sama, orang berbeda, atau belum jelas."))
    if reason not in actions.REASONS:
        return _shown(request, found, chosen=verdict, error=_("Pilih alasan jawaban Anda."))
    try:
        return _given(request, found, verdict, reason)
    except actions.AlreadyDecided:
        return _too_late(request, found)
    except TOLD_AT_THE_FORM as refusal:
        return _shown(request, matching.by_number(found.pk), chosen=verdict, error=str(refusal))


def _given(request: HttpRequest, found: Any, verdict: str, reason: str) -> HttpResponse:
    """By the road that is this officer's: the first answer, the second that knows of none, or the third that reads both."""
    owner = request.POST.get("pemilik", "") if found.kind == "NUMBER" and verdict == "different" else ""
    by, face = staff.as_actor(request.user), matching.face(found, staff.as_actor(request.user).human)
    given: dict[str, Any] = {
        "verdict": verdict, "by": by, "at": clock.now(), "reason": reason, "note": request.POST.get("catatan", "").strip()[:1000],
        "owner": owner if owner in ("row", "other") else "", "seen": request.POST.get("dilihat", ""),
    }  # fmt: skip
    if face.kind == matching.BLIND:
        reviewing.second(review=face.review, **given)
        return _as_any_other(request, found, verdict)
    if face.kind == matching.THIRD:
        return _settled(request, found, reviewing.third(review=face.review, **given))
    return _told(request, actions.decide(pair=found, **given))


def _as_any_other(request: HttpRequest, found: Any, verdict: str) -> HttpResponse:
    """The sentence that a first answer gets: what was asked again is not told apart afterwards either."""
    if verdict != actions.UNCLEAR and standing.money(found):
        return _stored(request, found.pk)
    return onward(
        request,
        "double",
        found.pk,
        says=_("Tersimpan: %(answer)s.") % {"answer": words.answer(verdict).lower()},
    )


def _settled(request: HttpRequest, found: Any, review: Any) -> HttpResponse:
    says = {
        "SETTLED": _("Tersimpan. Jawaban Anda yang berlaku untuk pasangan ini."),
        "NOTED": _(
            "Tersimpan sebagai catatan. Jawaban pertama sudah dipakai, jadi pasangan ini tidak berubah."
        ),
    }[review.state]
    return onward(request, "double", found.pk, says=says)


def _stored(request: HttpRequest, number: int) -> HttpResponse:
    return onward(request, "double", number, says=_("Jawaban Anda tersimpan. Petugas kedua mengukuhkannya."))


def _told(request: HttpRequest, after: Any) -> HttpResponse:
    if after.state == "PROPOSED":
        return _stored(request, after.pk)
    if after.decided_by_id != request.user.pk:
        return _too_late(request, after)
    says = _("Tersimpan: %(answer)s.") % {"answer": words.tag(after.state)["says"].lower()}
    return onward(request, "double", after.pk, says=says)


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
    try:
        actions.undo(pair=found, by=staff.as_actor(request.user), at=clock.now(), why=why)
    except actions.NothingToUndo as refusal:
        return _not_undone(request, found, refusal)
    return onward(request, "double", found.pk, says=_("Jawaban dibatalkan. Pasangan ini menunggu lagi."))


def _not_undone(request: HttpRequest, found: Any, refusal: Refusal) -> HttpResponse:
    messages.warning(request, str(refusal))
    return onward(request, "double", found.pk)
