"""One paper of a claim: its photos, what became of it, and the next step for whoever may take it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims.documents import actions, pdfs, photos, queries, scanning
from naung.delivery.claims.documents.moving import OVER
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.kit.states import NotInThisState
from naung.web.claims import documents_words as words
from naung.web.claims import typed
from naung.web.claims.one import file
from naung.web.months import files
from naung.web.onward import onward
from naung.web.page import page

MOST_FILES = 8
FIELD: dict[type[Refusal], str] = {
    actions.Overdue: "hari", actions.NotThere: "tempat", actions.NoReason: "sebab", actions.YourOwn: "baca", actions.MustBeThere: "sebab",
    photos.NotAPhoto: "foto", photos.TooLarge: "foto", pdfs.Unsafe: "foto", pdfs.Unreadable: "foto", scanning.HardToRead: "foto",
    scanning.TooMany: "foto", actions.NumberInText: "sebab", NotInThisState: "surat", actions.ClaimIsOver: "surat",
}  # fmt: skip


def paper(request: HttpRequest, programme: str, number: str, kind: str) -> HttpResponse:
    claim = file(request, programme, number)
    row = _row(claim, kind)
    if request.method != "POST":
        return _shown(request, claim, row)
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise Http404
    try:
        with transaction.atomic():
            says = act(request, row)
    except tuple(FIELD) as refusal:
        return _shown(request, claim, _row(claim, kind), refusal)
    return onward(request, "claim-paper", programme, number, kind, says=says)


def scan(request: HttpRequest, programme: str, number: str, kind: str, scan: int) -> HttpResponse:
    """The photo itself, for who may see it; each look is on the trail. A PDF is handed over, never opened inside the site."""
    claim = file(request, programme, number)
    row = _row(claim, kind)
    found = next((one for one in queries.scans(row) if one.pk == scan), None)
    if found is None or not _may_look(request, row):
        raise Http404
    content = scanning.look(scan=found, **_who(request))
    image = found.media == "image/jpeg"
    name = f"{claim.number}-{row.kind}-{found.number}.{'jpg' if image else 'pdf'}"
    answer = files.sent(content, name, found.media, inline=image)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _row(claim: Any, kind: str) -> Any:
    try:
        return queries.one(claim.pk, kind)
    except queries.NoSuchPaper as missing:
        raise Http404(str(missing)) from None


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": staff.as_actor(request.user), "on": clock.today(), "at": clock.now()}


def _may_look(request: HttpRequest, row: Any) -> bool:
    verb = "claims.health" if row.health else "claims.read"
    return staff.may(staff.as_actor(request.user), verb, row.village, on=clock.today())


def _shown(request: HttpRequest, claim: Any, row: Any, refusal: Refusal | None = None) -> HttpResponse:
    by, on = staff.as_actor(request.user), clock.today()
    may, look = staff.may(by, "claims.collect", claim.village, on=on), _may_look(request, row)
    takers = {row.received_human, *queries.photographers(row)} if row.state == "RECEIVED" else set()
    kept = {name: request.POST.get(name, "") for name in ("hari", "siapa", "tempat", "sebab")}
    return page(request, "claims/paper.html", {
        "claim": claim, "paper": words.row(queries.told(row)), "scans": [_scan(one) for one in queries.scans(row)], "may_look": look,
        "may_collect": may and claim.state not in OVER, "may_judge": may and look and by.human not in takers, "own": by.human in takers,
        "may_waive": row.waivable and staff.may(by, "claims.assess", claim.village, on=on),
        "history": [{"says": words.step(one.verb), "entry": one, "who": _name(one.actor)} for one in queries.history(row)], "earlier": queries.earlier_scans(row),
        "next": _next(claim, row), "error": str(refusal) if refusal else "", "field": _field(request, refusal), "kept": kept, "today": on,
        "hard": isinstance(refusal, scanning.HardToRead), "megabytes": photos.LARGEST // 1_000_000, "most": MOST_FILES,
    }, status=422 if refusal else 200)  # fmt: skip


def _next(claim: Any, row: Any) -> Any:
    """The paper after this one that still asks for somebody: received ones first, to be read one after another."""
    rest = [one for one in queries.missing(claim.pk) if one.kind != row.kind]
    return next((one for one in rest if one.state == "RECEIVED"), next(iter(rest), None))


TYPED = {"janji": "siapa", "terima": "tempat", "tolak": "sebab", "tanpa": "tanpa"}


def _field(request: HttpRequest, refusal: Refusal | None) -> str:
    """Where on the page the mistake is; what is typed stands in another field of each form."""
    found = FIELD.get(type(refusal), "") if refusal else ""
    return TYPED.get(request.POST.get("do", ""), found) if found == "sebab" else found


def _name(actor: str) -> str:
    """officer:12 Dewi Contoh -> Dewi Contoh"""
    return actor.partition(" ")[2] if actor.startswith("officer:") else actor


def _scan(one: Any) -> dict[str, Any]:
    return {"one": one, "flaws": [photos.says(flaw) for flaw in one.flaws], "kb": one.size // 1000}


def _photo(request: HttpRequest, row: Any) -> str:
    sent = request.FILES.getlist("foto")
    if not 1 <= len(sent) <= MOST_FILES:
        raise photos.NotAPhoto(_("Pilih satu sampai %(n)s foto.") % {"n": MOST_FILES})
    for one in sent:
        if (one.size or 0) > photos.LARGEST:
            raise photos.TooLarge(
                _("%(name)s terlalu besar; paling besar %(n)s MB.")
                % {"name": one.name, "n": photos.LARGEST // 1_000_000}
            )
        scanning.keep(paper=row, data=one.read(), anyway=bool(request.POST.get("tetap")), **_who(request))
    return _("Foto disimpan terkunci. Orang lain yang membacanya.")


def _promise(request: HttpRequest, row: Any) -> str:
    day = typed.day(request.POST.get("hari", ""))
    if day is None:
        raise actions.Overdue(_("Isi tanggal surat itu akan dibawa."))
    actions.promise(paper=row, promised_for=day, promised_by=request.POST.get("siapa", ""), **_who(request))
    return _("Janji dicatat.")


def _receive(request: HttpRequest, row: Any) -> str:
    actions.receive(paper=row, held_at=request.POST.get("tempat", ""), **_who(request))
    return _("Surat asli dicatat diterima. Orang lain yang membacanya.")


def _read(request: HttpRequest, row: Any) -> str:
    actions.read(paper=row, **_who(request))
    left = queries.missing(row.claim_id)
    return _("Surat diterima. Berkas lengkap.") if not left else _("Surat diterima. Masih ditunggu: %(n)s surat.") % {"n": len(left)}  # fmt: skip


def _refuse(request: HttpRequest, row: Any) -> str:
    actions.refuse(paper=row, because=request.POST.get("sebab", ""), **_who(request))
    return _("Surat ditolak. Beri tahu keluarga alasannya.")


def _waive(request: HttpRequest, row: Any) -> str:
    actions.waive(paper=row, because=request.POST.get("sebab", ""), **_who(request))
    return _("Dicatat: klaim ini dinilai tanpa surat itu.")


ACTS: dict[str, Callable[[HttpRequest, Any], str]] = {
    "janji": _promise, "terima": _receive, "foto": _photo, "baca": _read, "tolak": _refuse, "tanpa": _waive,
}  # fmt: skip
