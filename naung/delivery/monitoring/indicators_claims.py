"""Indicators 13 to 16: deaths told and expected, deaths that nobody claimed, how long it takes, what arrived."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.claims.deaths import queries as deaths
from naung.delivery.monitoring import claims, money, mortality
from naung.delivery.monitoring.indicators import Values, figure, share


@figure(13)
def deaths_reported(programme: Any, region: str, on: date) -> Values | None:
    found = mortality.whole(programme, region, on)
    if found is None:
        return None
    expected = round(float(found.expected), 1)
    return {"name": _("Kematian dilaporkan dibanding perkiraan"), "value": share(found.reported * 1000, round(found.expected * 1000)) if found.expected else None, "unit": "%",
            "reported": found.reported, "expected": expected, "assumption": mortality.assumption(), "confidence": mortality.table(on).confidence, "target": mortality.LOW, "low": found.low,
            "definition": _("Kematian peserta yang dilaporkan dibagi perkiraan: hari perlindungan menurut usia dan jenis kelamin kali anggapan kematian. Jauh di bawah 50 % berarti ada yang belum diklaim."),
            "source": ["claims", "enrolment", "registry"]}  # fmt: skip


@figure(14)
def deaths_unclaimed(programme: Any, region: str, on: date) -> Values:
    found, late = claims.unclaimed(programme, region, on, after=deaths.LATE)
    return {"name": _("Kematian belum diklaim"), "value": late, "unit": _("orang"), "found": found, "days": deaths.LATE, "target": 0,
            "definition": _("Peserta yang meninggal menurut daftar kematian dan register pada hari yang dilindungi, tanpa klaim sesudah 14 hari."),
            "source": ["claims", "registry"]}  # fmt: skip


@figure(15)
def days_to_money(programme: Any, region: str, on: date) -> Values | None:
    found = claims.took(programme, region, on)
    whole = {scheme: steps["whole"]["median"] for scheme, steps in found.items() if "whole" in steps}
    return found and {"name": _("Waktu klaim"), "value": whole.get("jkm", whole.get("jkk")), "unit": _("hari"), **found,
            "definition": _("Median dan desil kesembilan hari: kejadian ke laporan, ke berkas lengkap, ke penetapan BPJS, ke uang; JKM dan JKK terpisah. Angka utama: kejadian sampai uang, JKM (JKK bila JKM belum ada)."),
            "source": ["claims"]}  # fmt: skip


@figure(16)
def claims_ratio(programme: Any, region: str, on: date) -> Values:
    found, came = money.of(programme, region, on), claims.arrived(programme, region, on)
    return {"name": _("Rasio klaim"), "value": share(found.benefits, found.contributed), "unit": "%", "benefits": found.benefits, "contributed": found.contributed,
            "paid_claims": found.benefits_paid, "reported_claims": found.reported, **_came(came),
            "definition": _("Santunan yang sudah dibayar dibagi iuran yang diakui; bacalah bersama banyaknya klaim, sebab angka kecil mudah berubah."),
            "source": ["claims", "contributions"]}  # fmt: skip


def _came(came: dict[str, int]) -> Values:
    """How much of what was estimated the families say they have, and how many of the paid claims they confirmed whole."""
    if not came:
        return {}
    return {"estimated": came["estimated"], "transferred": came["paid"], "confirmed": came["confirmed"], "arrived_percent": share(came["confirmed"], came["estimated"]),
            "confirmed_in_full": came["in_full"], "confirmed_in_full_percent": share(came["in_full"], came["paid_claims"])}  # fmt: skip
