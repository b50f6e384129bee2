"""The family's tree, who is entitled and why, and the children whose school is paid for."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.heirs import queries, schooling, tree, words
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.claims import family_form as forms
from naung.web.claims import typed
from naung.web.claims.family_form import Field, Form
from naung.web.claims.one import file
from naung.web.page import page

ABOVE = ("grandparent", "parent", "parent_in_law")
BESIDE = ("sibling", "named_in_will", "other")


def family(request: HttpRequest, programme: str, number: str) -> HttpResponse:
    claim = file(request, programme, number)
    if request.method == "POST":
        return forms.act(request, ACTS, claim, lambda wrong, error: _shown(request, claim, wrong, error), ("claim-family", programme, number))  # fmt: skip
    return _shown(request, claim)


def _shown(request: HttpRequest, claim: Any, wrong: str = "", error: str = "") -> HttpResponse:
    known = queries.tree(claim.person_id)
    found = queries.entitled(claim.pk, today=clock.today())
    write = staff.may(staff.as_actor(request.user), "claims.heirs", claim.village, on=clock.today())
    adding = forms.drawn([_adding(known)], request, wrong, error)
    rows = [_row(one, known, request, wrong, error) for one in known]
    choose = _choosing(claim, known)
    drawn = choose.drawn(request.POST, wrong, error) if choose else None
    every = [*adding, *(form for row in rows for form in row["forms"]), *([drawn] if drawn else [])]
    return page(request, "claims/heirs/tree.html", {
        "claim": claim, "found": found, "groups": _groups(known, found), "empty": not known, "forms": adding, "relatives": rows, "choose": drawn,
        "may_write": write, "hold": queries.hold(claim.pk), "scholars": _scholars(claim), "error": error,
        "at": next((one["at"] for one in every if one["at"]), ""),
    }, status=422 if error else 200)  # fmt: skip


def _groups(known: list[Any], found: Any) -> list[dict[str, Any]]:
    """Above, the person with who comes after, and beside: each as nested rows."""
    who = {one.number: one for one in [*found.people, *found.others]}
    inner = [one for one in known if one.relation not in (*ABOVE, *BESIDE)]
    return [
        {"says": _("Orang tua dan mertua"), "rows": [_node(one, [], who) for one in known if one.relation in ABOVE]},
        {"says": "", "rows": _nested(inner, who)},
        {"says": _("Saudara dan yang lain"), "rows": [_node(one, [], who) for one in known if one.relation in BESIDE]},
    ]  # fmt: skip


def _nested(inner: list[Any], who: dict[int, Any]) -> list[dict[str, Any]]:
    """Children under the parent they descend through, grandchildren under the child; nobody stands twice."""
    here = {one.number for one in inner}
    placed: set[int] = set()

    def below(number: int) -> list[dict[str, Any]]:
        placed.add(number)
        return [_node(one, below(one.number), who) for one in inner if one.via == number and one.number not in placed]  # fmt: skip

    roots = [one for one in inner if one.via not in here]
    return [_node(one, below(one.number), who) for one in roots]


def _node(one: Any, below: list[dict[str, Any]], who: dict[int, Any]) -> dict[str, Any]:
    return {
        "one": one,
        "says": words.relation(one.relation, one.sex),
        "who": who.get(one.number),
        "below": below,
    }


def _row(one: Any, known: list[Any], request: HttpRequest, wrong: str, error: str) -> dict[str, Any]:
    change = Form("perbaiki", _("Perbaiki %(name)s") % {"name": one.name}, _("Simpan perbaikan"),
                  [*_fields([other for other in known if other.number != one.number], one), Field("sebab", _("Mengapa diperbaiki"), "long", _("Paling sedikit 10 huruf. Tanpa nomor identitas."))], target=str(one.number))  # fmt: skip
    strike = Form("coret", _("Coret %(name)s, salah catat") % {"name": one.name}, _("Coret"), [Field("sebab", _("Mengapa dicoret"), "long")], target=str(one.number))  # fmt: skip
    return {"one": one, "says": words.relation(one.relation, one.sex), "numbers": queries.reveal(one), "source": words.source(one.source),
            "forms": forms.drawn([change, strike], request, wrong, error)}  # fmt: skip


def _adding(known: list[Any]) -> Form:
    note = _("Seperti pada kartu keluarga atau surat keterangan ahli waris.")
    return Form("tambah", _("Tambah kerabat"), _("Simpan"), _fields(known), note, open=not known)


def _fields(known: list[Any], one: Any = None) -> list[Field]:
    def was(name: str) -> str:
        value = getattr(one, name) if one else None
        return "" if value is None else typed.written(value) if isinstance(value, date) else str(value)

    kept = _("Kosongkan bila tidak berubah.") if one else _("Boleh kosong.")
    return [
        Field("hubungan", _("Hubungan dengan peserta"), "select", options=[(code, words.relation(code)) for code in words.RELATIONS], start=was("relation")),
        Field("nama", _("Nama"), start=was("name")),
        Field("kelamin", _("Jenis kelamin"), "select", options=[("P", _("perempuan")), ("L", _("laki-laki"))], start=was("sex")),
        Field("lahir", _("Tanggal lahir"), "day", start=was("born_on")),
        Field("meninggal", _("Tanggal meninggal, bila sudah meninggal"), "day", start=was("died_on")),
        Field("menikah", _("Tanggal menikah, untuk suami atau istri"), "day", start=was("joined_on")),
        Field("cerai", _("Tanggal bercerai, bila bercerai"), "day", start=was("left_on")),
        Field("lewat", _("Lewat siapa"), "select", _("Untuk anak: orang tua yang satu lagi. Untuk cucu: anak peserta."), [(str(other.number), other.name) for other in known], was("via")),
        Field("nik", _("NIK"), "number", kept),
        Field("telepon", _("Telepon"), "number", kept),
        Field("sumber", _("Menurut"), "select", options=[(code, words.source(code)) for code in words.SOURCES], start=was("source") or "kk"),
    ]  # fmt: skip


def _told(given: Any) -> tree.Told:
    return tree.Told(given.get("hubungan", ""), given.get("nama", ""), given.get("kelamin", ""), forms.day(given, "lahir"), forms.day(given, "meninggal"),
                     forms.day(given, "menikah"), forms.day(given, "cerai"), given.get("nik", ""), given.get("telepon", ""), given.get("sumber", ""),
                     forms.number(given, "lewat"))  # fmt: skip


def _add(claim: Any, given: Any, **by: Any) -> str:
    made = tree.enter(claim=claim, told=_told(given), **by)
    return _("%(name)s tercatat.") % {"name": made.name}


def _correct(claim: Any, given: Any, **by: Any) -> str:
    made = tree.correct(claim=claim, number=forms.number(given, "target") or 0, told=_told(given), because=given.get("sebab", ""), **by)  # fmt: skip
    return _("Perbaikan %(name)s tercatat; catatan lama tetap tersimpan.") % {"name": made.name}


def _strike(claim: Any, given: Any, **by: Any) -> str:
    made = tree.strike(claim=claim, number=forms.number(given, "target") or 0, because=given.get("sebab", ""), **by)  # fmt: skip
    return _("%(name)s dicoret dari pohon; catatannya tetap tersimpan.") % {"name": made.name}


def _choose(claim: Any, given: Any, **by: Any) -> str:
    schooling.choose(claim=claim, relative=forms.number(given, "anak") or 0, level=given.get("jenjang", ""), starts_year=forms.whole(given, "tahun"), **by)  # fmt: skip
    return _("Anak terpilih. Beasiswanya kami ingatkan setiap tahun ajaran.")


ACTS = {"tambah": _add, "perbaiki": _correct, "coret": _strike, "beasiswa": _choose}


def _choosing(claim: Any, known: list[Any]) -> Form | None:
    children = [(str(one.number), one.name) for one in known if one.relation == "child" and not one.died_on]
    if not children:
        return None
    return Form("beasiswa", _("Pilih anak untuk beasiswa"), _("Pilih anak ini"), [
        Field("anak", _("Anak"), "select", options=children),
        Field("jenjang", _("Jenjang ketika mulai"), "select", options=[(code, words.level(code)) for code in law.LEVELS]),
        Field("tahun", _("Mulai tahun ajaran"), "number", _("Tahun pertamanya: 2025 untuk tahun ajaran 2025/2026."), start=str(law.school_year(claim.happened_on))),
    ])  # fmt: skip


def _scholars(claim: Any) -> list[dict[str, Any]]:
    found = queries.scholars(claim.pk)
    names = queries.names_of(found)
    return [{"one": one, "name": names[one.pk], "says": words.level(one.level) if one.state == "GOING" else words.ended(one.ended_because),
             "kind": "" if one.state == "GOING" else "calm"} for one in found]  # fmt: skip
