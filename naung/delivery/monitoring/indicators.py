"""The indicators of reference/regions-and-people.md section 5 that exist so far: figure, definition, unit, day, source.

A figure that cannot be computed yet is left out or None with a note, never zero. Shares are percent with one decimal as text-free
floats only here at the edge; people and rupiah are whole.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.monitoring import cover, moments, money, reach, spans
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.kit.clock import WITA

Values = dict[str, Any]
Figure = Callable[[Any, str, date], Values | None]
FIGURES: list[tuple[int, Figure]] = []


def figure(number: int) -> Callable[[Figure], Figure]:
    def keep(function: Figure) -> Figure:
        FIGURES.append((number, function))
        return function

    return keep


def indicators(*, programme: Any, region: str, now: datetime, on: date | None = None) -> list[dict[str, Any]]:
    """Every indicator that can be computed for the region and below, by number; UnknownRegion for a code that is none.
    `as_of` is the newest moment known (WITA), `on` the day counted; empty before anything happened."""
    regions.by_code(region)
    moment = moments.as_of(programmes.last_day(programme), now=now, on=on)
    if moment is None:
        return []
    frame = {
        "region": region,
        "programme": programme.code,
        "on": str(moment.on),
        "as_of": moment.at.astimezone(WITA).isoformat(timespec="minutes"),
    }
    found = (
        (number, compute(programme, region, moment.on))
        for number, compute in sorted(FIGURES, key=lambda f: f[0])
    )
    return [{"id": number, **values, **frame} for number, values in found if values]


def share(part: int, whole: int) -> float | None:
    """Percent with one decimal, rounded down."""
    return part * 1000 // whole / 10 if whole else None


def places(programme: Any, region: str) -> int:
    """The region's quota (the province: all of them); below a regency, the places held by decree."""
    quotas = {q.region_id: q.cap for q in programmes.quotas(programme)}
    if len(region) <= 5:
        return sum(cap for code, cap in quotas.items() if code.startswith(region))
    return sum(cover.held_by(programme, region, len(region)).values())


def covered(programme: Any, region: str, on: date) -> int:
    return sum(cover.covered_by(programme, region, 5, on).values())


@figure(1)
def quota_filled(programme: Any, region: str, on: date) -> Values:
    many, cap = covered(programme, region, on), places(programme, region)
    return {"name": _("Cakupan kuota"), "value": share(many, cap), "unit": "%", "covered": many, "places": cap,
            "enrolled": sum(cover.enrolled_by(programme, region, 5, on).values()), "target": 100,
            "definition": _("Peserta yang diterima BPJS, dalam masa perlindungan, dan iuran bulan itu dibayar serta diakui, dibagi kuota tahun ini."),
            "source": ["enrolment", "contributions", "programme"]}  # fmt: skip


@figure(3)
def person_months(programme: Any, region: str, on: date) -> Values:
    planned = places(programme, region) * len(programmes.months(programme))
    return {"name": _("Orang-bulan terlindungi"), "value": money.of(programme, region, on).person_months, "unit": _("orang-bulan"), "planned": planned,
            "definition": _("Jumlah bulan kepesertaan yang iurannya dibayar dan diakui; rencana: kuota kali bulan program."), "source": ["contributions"]}  # fmt: skip


@figure(4)
def budget_used(programme: Any, region: str, on: date) -> Values | None:
    if len(region) > 2:
        return None  # the budget line is the province's
    budget = sum(f.rupiah for f in programmes.fundings(programme))
    spent = money.of(programme, region, on).contributed
    return {"name": _("Realisasi anggaran"), "value": share(spent, budget), "unit": "%", "spent": spent, "budget": budget,
            "definition": _("Iuran yang dibayar dan diakui dibagi anggaran program, dalam rupiah."), "source": ["contributions", "programme"]}  # fmt: skip


@figure(5)
def cost_of_a_month(programme: Any, region: str, on: date) -> Values:
    spent = money.of(programme, region, on)
    value = spent.contributed // spent.person_months if spent.person_months else None
    return {"name": _("Biaya per orang-bulan"), "value": value, "unit": "Rp", "target": 16_800,
            "definition": _("Iuran yang diakui dibagi orang-bulan; biaya pengelolaan belum dihitung."), "source": ["contributions"]}  # fmt: skip


@figure(7)
def repeats_stopped(programme: Any, region: str, on: date) -> Values | None:
    counts = spans.rows_by_state(programme, region)
    return counts and {"name": _("Ganda dihentikan"), "value": counts.get("REPEATED", 0), "unit": _("baris"), "waiting": counts.get("IN_REVIEW", 0),
            "definition": _("Baris usulan yang ternyata orang yang sudah ada; yang masih menunggu keputusan petugas tidak dihitung."), "source": ["intake", "matching"]}  # fmt: skip


@figure(8)
def list_quality(programme: Any, region: str, on: date) -> Values | None:
    counts = spans.rows_by_state(programme, region)
    total = sum(counts.values())
    return counts and {"name": _("Mutu daftar"), "value": share(total - counts.get("FLAWED", 0), total), "unit": "%", "rows": total, "flawed": counts.get("FLAWED", 0),
            "target": 90, "definition": _("Baris yang langsung dapat dipakai pada unggahan pertama, dari semua baris yang dibaca."), "source": ["intake"]}  # fmt: skip


@figure(9)
def days_to_cover(programme: Any, region: str, on: date) -> Values | None:
    found = spans.proposal_to_cover(programme, region, on)
    return found and {"name": _("Waktu usulan sampai diterima BPJS"), "value": found["median"], "unit": _("hari"), "p90": found["p90"], "people": found["people"], "target": 30,
            "definition": _("Median hari dari berkas desa diterima sampai BPJS menerima kepesertaan."), "source": ["intake", "enrolment"]}  # fmt: skip


@figure(10)
def days_to_card(programme: Any, region: str, on: date) -> Values | None:
    found = spans.cover_to_card(programme, region, on)
    return found and {"name": _("Waktu aktif sampai kartu di tangan"), "value": found["median"], "unit": _("hari"), "p90": found["p90"],
            "not_yet": found["not_yet"], "not_yet_percent": share(found["not_yet"], found["not_yet"] + found["people"]),
            "definition": _("Median hari dari awal perlindungan sampai kartu diterima dengan tanda tangan; dan berapa yang belum menerima."), "source": ["handover"]}  # fmt: skip


@figure(11)
def accounts_opened(programme: Any, region: str, on: date) -> Values | None:
    found = spans.accounts(programme, region)
    return found and {"name": _("Rekening terbuka"), "value": share(found["opened"], found["requested"]), "unit": "%", **found,
            "definition": _("Rekening yang dibuka bank dari yang diminta; ditolak: nama berbeda, data kurang, dan sebab lain."), "source": ["banking"]}  # fmt: skip


@figure(12)
def empty_months(programme: Any, region: str, on: date) -> Values:
    found = spans.lapses(programme, region, on)
    return {"name": _("Bulan kosong"), "value": found["empty"], "unit": _("orang-bulan"), "target": 0, "ending_in_90_days": found["ending"],
            "definition": _("Bulan yang sudah tiba di dalam masa perlindungan tanpa iuran yang dibayar dan diakui; dan berapa orang kehilangan perlindungan dalam 90 hari."),
            "source": ["enrolment", "contributions"]}  # fmt: skip


@figure(17)
def inclusion(programme: Any, region: str, on: date) -> Values | None:
    found, target = spans.who_is_covered(programme, region, on), reach.targeted(programme, region, on)
    return found and {"name": _("Inklusi"), "value": share(found["women"], found["people"]), "unit": _("% perempuan"), "people": found["people"],
            "disability_percent": share(found["disabled"], found["people"]), "fifty_plus_percent": share(found["fifty"], found["people"]),
            "against_target": {who: _ratio(found, target, who) for who in ("women", "disabled", "fifty")} if target else None,
            "definition": _("Bagian perempuan, penyandang disabilitas, dan usia 50 tahun ke atas di antara peserta yang diterima BPJS; dan bandingannya dengan bagian mereka di antara yang memenuhi syarat (1 berarti setara)."), "source": ["enrolment", "registry", "selection"]}  # fmt: skip


def _ratio(found: dict[str, int], target: dict[str, int], who: str) -> float | None:
    """Their share among members over their share among those who may: with two decimals, rounded down."""
    below = found["people"] * target[who]
    return found[who] * target["people"] * 100 // below / 100 if below else None


@figure(18)
def evenness(programme: Any, region: str, on: date) -> Values | None:
    if len(region) > 2:
        return None
    rows = {r.code: r for r in regions.regencies()}
    rates = sorted(
        (q.cap * 10_000 // rows[q.region_id].population / 10, q.region_id)
        for q in programmes.quotas(programme)
        if rows[q.region_id].population
    )
    return rates and {"name": _("Pemerataan wilayah"), "value": round(rates[-1][0] / rates[0][0], 1) if rates[0][0] else None, "unit": _("kali"),
            "lowest": {"region": rates[0][1], "per_1000": rates[0][0]}, "highest": {"region": rates[-1][1], "per_1000": rates[-1][0]},
            "gini": _gini(programme, rows, on), **{f"villages_{key}" if key == "empty" else key: n for key, n in reach.empty_villages(programme, region, on).items()},
            "definition": _("Kuota per 1.000 penduduk: wilayah tertinggi dibagi wilayah terendah. Penduduk 2024 menurut BPS."), "source": ["programme", "regions"]}  # fmt: skip


def _gini(programme: Any, rows: dict[str, Any], on: date) -> float | None:
    """Of people covered on the day, by population, over the regencies; with two decimals."""
    active = cover.covered_by(programme, "53", 5, on)
    found = reach.gini([(active.get(code, 0), row.population or 0) for code, row in sorted(rows.items())])
    return None if found is None else int(found * 100) / 100
