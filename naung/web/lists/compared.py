"""A list beside the earlier ones of its village: what is new, what changed and how, who did not come again."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.intake import differences, versions
from naung.delivery.intake import queries as intake
from naung.web.lists import words
from naung.web.lists.where import may
from naung.web.page import page

CHANGES, NAMES = 50, 200
WHAT = {
    versions.REPLACED: ("", gettext_noop("Baris baru menggantikan yang lama.")),
    versions.PERSON: ("warn", gettext_noop("Orangnya sudah terdaftar, jadi datanya tidak berubah sendiri: minta perubahan data orang kepada dinas.")),
    versions.REVIEW: ("warn", gettext_noop("Orangnya sedang diperiksa petugas; sampaikan perubahan ini kepada petugas itu.")),
    versions.CORRECTED: ("warn", gettext_noop("Petugas sudah memperbaiki baris lama, jadi yang lama tetap dipakai.")),
    versions.WAITS: ("warn", gettext_noop("Baris baru perlu diperbaiki; sampai itu selesai yang lama tetap dipakai.")),
}  # fmt: skip


def compared(request: HttpRequest, number: int) -> HttpResponse:
    found = differences.comparison(number)
    if found is None:
        raise Http404
    leaf = Paginator(found.changes, CHANGES).get_page(request.GET.get("hal"))
    counts = {"new": found.fresh, "changed": found.changed, "same": found.same, "missing": found.missing}
    facts = {
        "file": found.file, "leaf": leaf, "changes": [_change(one) for one in differences.told(leaf)], "counts": counts,
        "sentence": versions.sentence(counts), "fresh": list(differences.fresh(found)[:NAMES]), "absent": list(differences.absent(found)[:NAMES]),
        "earlier": sorted(intake.names_of_files(found.against).items()), "corrects": may(request, "intake.correct", found.region),
    }  # fmt: skip
    return page(request, "lists/compared.html", facts)


def _change(one: differences.Difference) -> dict[str, Any]:
    kind, says = WHAT[one.what]
    fields = [(words.field(name), was, now) for name, was, now in one.fields]
    return {"row": one.row, "earlier": one.earlier, "kind": kind, "says": _(says), "fields": fields}
