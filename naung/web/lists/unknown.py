"""Writings that nobody's table knows: said once what they mean, for every line that waits and for every list that comes."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.intake import teaching, words_learned
from naung.delivery.intake.words_learned import DISABILITY, OCCUPATION, VILLAGE
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.lists.where import Where, programme, where
from naung.web.onward import SeeOther, onward
from naung.web.page import page

KINDS = {"pekerjaan": OCCUPATION, "disabilitas": DISABILITY, "desa": VILLAGE}
TITLES = {
    "pekerjaan": gettext_noop("Pekerjaan"),
    "disabilitas": gettext_noop("Disabilitas"),
    "desa": gettext_noop("Nama desa atau kelurahan"),
}
AT_ONCE = 10  # each with a list to choose from
Options = list[tuple[str, str]]


def words_page(request: HttpRequest) -> HttpResponse:
    here = where(request, "intake.teach")
    kind = request.POST.get("jenis") or request.GET.get("jenis") or "pekerjaan"
    if kind not in KINDS:
        raise Http404
    return _teach(request, here, kind) if request.method == "POST" else _list(request, here, kind)


def _list(request: HttpRequest, here: Where, kind: str, error: str = "", of: str = "") -> HttpResponse:
    region = here.area.code
    waiting = words_learned.waiting(KINDS[kind], programme_id=programme().pk, region=region)
    leaf = Paginator(waiting, AT_ONCE).get_page(request.GET.get("hal"))
    options = _options(KINDS[kind], region, leaf)
    shown = [
        {
            "at": f"arti-{n}",
            "one": one,
            "options": chosen,
            "error": error if of == f"{one.inside} {one.text}" else "",
        }
        for n, (one, chosen) in enumerate(zip(leaf, options, strict=True), 1)
    ]
    given = [
        (word, words_learned.label(word.kind, word.code))
        for word in words_learned.given(KINDS[kind], region=region)
    ]
    facts = {
        "place": here.area, "path": here.path[:-1], "kind": kind, "kinds": [(name, _(title)) for name, title in TITLES.items()], "title": _(TITLES[kind]),
        "leaf": leaf, "waiting": shown, "given": given, "error": error, "at": next((one["at"] for one in shown if one["error"]), "isi"),
        "rows": sum(one.rows for one in waiting),
    }  # fmt: skip
    return page(request, "lists/unknown.html", facts, status=422 if error else 200)


def _options(
    kind: str, region: str, waiting: Iterable[words_learned.Unknown]
) -> list[list[tuple[str, Options]]]:
    """What each may mean, in groups: of a village's name the nearest first, then every other of its district or regency."""
    if kind != VILLAGE:
        codes = [*words_learned.codes(kind), ""]
        return [
            [("", [(code or "-", words_learned.label(kind, code)) for code in codes])] for _one in waiting
        ]
    villages = list(regions.villages_of(region).values_list("code", "name"))
    return [
        [
            (_("Paling dekat"), list(one.near)),
            (
                _("Lainnya"),
                [
                    (code, name)
                    for code, name in villages
                    if code.startswith(one.inside) and (code, name) not in one.near
                ],
            ),
        ]
        for one in waiting
    ]


def _teach(request: HttpRequest, here: Where, kind: str) -> HttpResponse:
    text, inside = request.POST.get("teks", ""), request.POST.get("dalam", "")
    if not (inside == here.area.code or inside.startswith(f"{here.area.code}.")):
        raise Http404
    code = request.POST.get("arti", "")
    try:
        word = teaching.teach(kind=KINDS[kind], text=text, code="" if code == "-" else code or "?", inside=inside, programme=programme(),
                              by=staff.as_actor(request.user), at=clock.now())  # fmt: skip
    except Refusal as refused:
        return _list(request, here, kind, str(refused), f"{inside} {text}")
    says = _("“%(text)s” sekarang berarti %(says)s, di semua baris yang menunggu dan di daftar berikutnya.")
    return _back(
        request,
        kind,
        here.area.code,
        says % {"text": word.shown, "says": words_learned.label(word.kind, word.code)},
    )


def _back(request: HttpRequest, kind: str, region: str, says: str) -> SeeOther:
    answer = onward(request, "unknown-words", says=says)
    answer["Location"] += f"?jenis={kind}&wilayah={region}"
    return answer


def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    try:
        word = words_learned.word(number)
    except words_learned.Word.DoesNotExist:
        raise Http404 from None
    kind = next(name for name, one in KINDS.items() if one == word.kind)
    if request.method != "POST":
        return onward(request, "unknown-words")
    word, gone = teaching.withdraw(word=word, by=staff.as_actor(request.user), at=clock.now())
    says = _("Jawaban untuk “%(text)s” dicabut; barisnya menunggu jawaban lagi.") % {"text": word.shown}
    if gone:
        says += " " + _(
            "%(n)d baris tetap seperti semula karena orangnya sudah terdaftar atau sedang diperiksa."
        ) % {"n": gone}
    own = where(request, "intake.teach").own
    return _back(request, kind, own[0], says)
