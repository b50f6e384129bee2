"""What one person owes for one month: looked up in the law, and kept line by line beside the run."""

from datetime import datetime

from django.utils.translation import gettext as _

from naung import law
from naung.delivery.contributions.models import BASE, Tariff
from naung.delivery.programme.queries import Programme
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import say_month
from naung.kit.months import Month
from naung.kit.refusal import Refusal

SECTORS = ("other", "transport")
# Dukcapil's numbers for those who drive for a living; only the relief of self-payers knows the difference (law/relief.py).
TRANSPORT = ("14", "81")


class NoTariff(Refusal):
    """The programme's schemes are not the base package of accident and death, or the law's figures for the month are not known."""


def of(programme: Programme, month: Month, *, by: Actor, at: datetime) -> dict[str, Tariff]:
    """The tariff of each sector for this month; written the first time, looked up later. Two tariffs may be one amount."""
    if ",".join(sorted(programme.schemes.split(","))) != BASE:
        raise NoTariff(
            _("Program %(code)s memakai %(schemes)s; iuran bulanan mengenal paket %(base)s.")
            % {"code": programme.code, "schemes": programme.schemes, "base": BASE}
        )
    found = Tariff.objects.filter(programme=programme, month=month.first, scheme=BASE, payer=programme.payer)
    known = {tariff.sector: tariff for tariff in found}
    missing = [sector for sector in SECTORS if sector not in known]
    return known | {sector: _write(programme, month, sector, by, at) for sector in missing}


def _write(programme: Programme, month: Month, sector: str, by: Actor, at: datetime) -> Tariff:
    owed = _owed(programme, month, sector)
    entry = trail.record(by=by, verb="contributions.tariff", subject=f"programme.programme:{programme.pk}", at=at,
                         facts={"month": str(month), "sector": sector, "total": owed.total, "law": law.version()})  # fmt: skip
    return Tariff.objects.create(programme=programme, month=month.first, scheme=BASE, payer=programme.payer, sector=sector,
                                 base=programme.base, total=owed.total, lines=owed.as_json()["lines"],
                                 law_version=law.version(), trail=entry)  # fmt: skip


def _owed(programme: Programme, month: Month, sector: str) -> law.Result:
    try:
        return law.contribution(income=programme.base, start=month, months=1, payer=programme.payer, sector=sector, programmes=BASE.split(","))  # fmt: skip
    except law.NotProvided as unknown:
        said = {"month": say_month(month.first), "why": unknown}
        raise NoTariff(_("Tarif %(month)s belum diketahui, jadi iurannya belum dapat disusun: %(why)s") % said) from unknown  # fmt: skip
