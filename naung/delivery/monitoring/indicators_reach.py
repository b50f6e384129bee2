"""Indicators 2, 6, 19 and 20: whom the programme reaches, what it did not waste, where the lists err, who complains."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.monitoring import reach
from naung.delivery.monitoring.indicators import Values, figure, share
from naung.delivery.selection.fieldcheck import queries as fieldchecks


@figure(2)
def target_covered(programme: Any, region: str, on: date) -> Values | None:
    found = reach.target(programme, region, on)
    return found and {"name": _("Cakupan kelompok sasaran"), "value": share(found["ours"] + found["others"], found["people"]), "unit": "%", **found,
            "denominator": _("yang diusulkan dan memenuhi syarat, menurut pemeriksaan kami; yang tidak pernah diusulkan tidak terhitung"),
            "definition": _("Orang yang terlindungi, oleh siapa pun yang membayar, dibagi pekerja rentan yang kami kenal: yang diusulkan dan memenuhi syarat, atau hanya tertahan karena sudah dibayar pihak lain."),
            "source": ["selection", "enrolment", "registry"]}  # fmt: skip


@figure(6)
def waste_prevented(programme: Any, region: str, on: date) -> Values | None:
    found = reach.stopped(programme, region, on)
    each = reach.cost_of_a_place(programme)
    return found and {"name": _("Rupiah dicegah terbuang"), "value": sum(found.values()) * each, "unit": "Rp", **found, "each": each,
            "definition": _("Orang yang dihentikan kali iuran sepanjang program. Tiap orang dihitung sekali menurut sebab pertama: tertulis dua kali, meninggal, sudah dibayar pihak lain, tidak memenuhi syarat. Yang masih menunggu keputusan tidak dihitung."),
            "source": ["matching", "selection"]}  # fmt: skip


@figure(19)
def errors_of_the_list(programme: Any, region: str, on: date) -> Values | None:
    """Of the newest sample that was drawn; the samples are the whole programme's."""
    check = next((one for one in fieldchecks.checks(programme) if one.drawn_on and one.drawn_on <= on), None)
    if check is None or len(region) > 2:
        return None
    found = fieldchecks.figures(check)
    return {"name": _("Kesalahan masuk dan tertinggal"), "value": _percent(found.listed.found), "unit": "%", "visited": found.listed.visited + found.unlisted.visited,
            "inclusion": _share(found.listed.found), "exclusion": _share(found.unlisted.found), "refused": _share(found.refused),
            "definition": _("Dari sampel acak periksa lapangan: bagian peserta pada SK yang ternyata tidak memenuhi syarat (angka utama), dan bagian calon di luar SK yang ternyata memenuhi; dengan selang 95 %."),
            "source": ["selection"]}  # fmt: skip


def _percent(one: fieldchecks.Share) -> float | None:
    return share(one.wrong, one.of)


def _share(one: fieldchecks.Share) -> Values:
    low, high = one.interval if one.of else (None, None)
    return {
        "wrong": one.wrong,
        "of": one.of,
        "percent": _percent(one),
        "low": _tenths(low),
        "high": _tenths(high),
    }


def _tenths(part: float | None) -> float | None:
    return None if part is None else int(part * 1000) / 10


@figure(20)
def complaints(programme: Any, region: str, on: date) -> Values:
    return {"name": _("Pengaduan"), "value": None, "unit": _("pengaduan"), "note": _("Pengaduan belum dicatat di sini, jadi belum ada angkanya."),
            "definition": _("Pengaduan yang lewat batas jawab, median hari dijawab, per 1.000 peserta, dan bagian yang dibenarkan."), "source": []}  # fmt: skip
