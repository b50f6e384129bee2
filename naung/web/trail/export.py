"""A copy for the auditor: everything that was asked for, or a random sample by seed. Taking one leaves an entry."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions
from naung.foundation.trail import queries as trail
from naung.kit import clock
from naung.kit.canonical import list_hash, sha256
from naung.kit.refusal import Refusal
from naung.web import words as figures
from naung.web.page import page
from naung.web.trail import asking, workbook

MOST = 50_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CannotCopy(Refusal):
    """The size, the seed or the last number is not one, or there is more than a sheet should hold."""


@dataclass(frozen=True, slots=True)
class Wanted:
    question: asking.Question
    sample: bool
    size: int
    seed: str
    last: int


def export(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request)
    try:
        wanted = _wanted(request)
        entries = _entries(wanted)
    except (CannotCopy, asking.NotADay) as mistake:
        return _form(request, mistake=str(mistake), status=422)
    return _given(request, wanted, entries)


def _form(request: HttpRequest, *, mistake: str = "", status: int = 200) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    said = {name: given.get(name, "") for name in (*asking.FIELDS, "ukuran", "benih", "akhir", "macam")}
    regions = tuple(staff.regions_of(request.user.pk, on=clock.today()))
    before = trail.entries(trail.Asked(regions=regions, verb="trail.export"))[:10]
    context = {"said": said, "fields": asking.FIELDS, "hidden": [(n, said[n]) for n in asking.FIELDS], "sentence": asking.sentence(said), "before": before, "mistake": mistake, "most": MOST}  # fmt: skip
    return page(request, "trail/export.html", context, status=status)


def _wanted(request: HttpRequest) -> Wanted:
    last = _whole(request.POST.get("akhir", ""), trail.last_number(), _("Nomor terakhir"))
    sample = request.POST.get("macam") == "contoh"
    size = _whole(request.POST.get("ukuran", ""), 0, _("Ukuran contoh"))
    if sample and not 1 <= size <= MOST:
        raise CannotCopy(_("Tulis berapa entri yang diambil sebagai contoh, misalnya 60."))
    seed = request.POST.get("benih", "").strip()[:64] or secrets.token_hex(8)
    return Wanted(asking.read(request.POST, request.user.pk, last=last), sample, size, seed, last)


def _whole(typed: str, otherwise: int, label: str) -> int:
    typed = typed.strip().replace(".", "")
    if typed and not (typed.isdecimal() and len(typed) < 18):
        raise CannotCopy(_("%(label)s harus bilangan bulat; yang tertulis “%(typed)s”.") % {"label": label, "typed": typed})  # fmt: skip
    return int(typed) if typed else otherwise


def _entries(wanted: Wanted) -> list[Any]:
    if wanted.sample:
        return trail.sample(wanted.question.asked, seed=wanted.seed, size=wanted.size)
    found = list(trail.entries(wanted.question.asked)[: MOST + 1])
    if len(found) > MOST:
        raise CannotCopy(_("Lebih dari %(most)s entri: persempit saringannya, ambil contoh acak, atau minta administrator menjalankan `naung trail export`.") % {"most": figures.number(MOST)})  # fmt: skip
    return found[::-1]


def _given(request: HttpRequest, wanted: Wanted, entries: list[Any]) -> HttpResponse:
    by, at = staff.as_actor(request.user), clock.now()
    digest = list_hash(bytes(entry.payload).decode() for entry in entries)
    about = _about(wanted, entries, digest, by.name, at)
    content = workbook.made(entries, trail.blocks_of([entry.pk for entry in entries]), about)
    facts = {
        "rows": len(entries),
        "filter": wanted.question.sentence,
        "last": wanted.last,
        "list_sha256": digest,
        "file_sha256": sha256(content),
    }
    facts |= {"seed": wanted.seed, "size": wanted.size} if wanted.sample else {}
    actions.record(
        by=by, verb="trail.export", subject=f"trail.copy:{sha256(content)[:12]}", at=at, facts=facts
    )
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = (
        f'attachment; filename="jejak-{"contoh-" if wanted.sample else ""}{sha256(content)[:12]}.xlsx"'
    )
    answer["X-Naung-Sha256"], answer["Cache-Control"] = sha256(content), "no-store"
    return answer


def _about(wanted: Wanted, entries: list[Any], digest: str, name: str, at: Any) -> list[tuple[str, str]]:
    pairs = [
        ("DATA CONTOH", _("Semua orang, nomor, dan berkas di sini dibuat-buat untuk memperlihatkan cara kerja.")),
        (_("Isi"), _("contoh acak") if wanted.sample else _("semua yang cocok")),
        (_("Saringan"), wanted.question.sentence), (_("Keadaan"), clock.say_time(at)), (_("Diambil oleh"), name),
        (_("Nomor entri terakhir"), str(wanted.last)), (_("Banyaknya entri"), str(len(entries))),
        (_("sha256 daftar"), digest),
        (_("Cara memeriksa daftar"), _("Ambil kolom “Yang disegel” dari atas ke bawah, akhiri tiap isi dengan satu baris baru (LF), lalu hitung SHA-256 dari seluruhnya (UTF-8).")),
    ]  # fmt: skip
    return pairs + (_redraw(wanted) if wanted.sample else [])


def _redraw(wanted: Wanted) -> list[tuple[str, str]]:
    how = _("Untuk tiap entri yang cocok dengan saringan dan bernomor tidak lebih dari nomor terakhir, hitung SHA-256 dari teks “benih:nomor” (UTF-8). Urutkan menurut hasilnya dari yang terkecil, ambil sebanyak ukuran contoh.")  # fmt: skip
    example = _("Contoh untuk entri nomor 1: SHA-256 dari “%(seed)s:1”. Atau isi benih, ukuran, saringan, dan nomor terakhir yang sama di halaman ini.") % {"seed": wanted.seed}  # fmt: skip
    return [(_("Benih"), wanted.seed), (_("Ukuran contoh"), str(wanted.size)), (_("Cara menarik ulang"), how), ("", example)]  # fmt: skip
