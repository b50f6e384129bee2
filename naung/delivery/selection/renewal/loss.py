"""What a household loses when cover is broken, by the law of the day: said plainly, and never as a figure of ours."""

from dataclasses import dataclass

from naung import law
from naung.delivery.selection.lists import SECTOR
from naung.delivery.selection.renewal.models import Renewal
from naung.kit.months import Month


@dataclass(frozen=True, slots=True)
class Loss:
    """Whole rupiah and months. `full`, `early`: a death by illness after and within the waiting time; `accident`: a death by work accident.

    That a break sets both counts back to nothing stands in no text that was found: it is how this house reads the law (cover in a row),
    and every page says so. `monthly`: what somebody pays who goes on alone, in the first month after."""

    full: int
    early: int
    accident: int
    waiting_months: int
    scholarship_months: int
    monthly: int


def of(round_: Renewal) -> Loss:
    target, first = round_.target, Month.of(round_.target.first_month)
    on, schemes = first.first, target.schemes.split(",")
    waiting = law.provision("jkm.waiting_paid_months", on=on).value
    own = law.contribution(
        income=target.base, start=first, months=1, payer="self", sector=SECTOR, programmes=schemes
    )
    return Loss(
        full=_death(round_, "illness", waiting), early=_death(round_, "illness", 0), accident=_death(round_, "work_accident", 0),
        waiting_months=waiting, scholarship_months=law.provision("scholarship.jkm_months", on=on).value, monthly=int(own.total),
    )  # fmt: skip


def _death(round_: Renewal, cause: str, months_before: int) -> int:
    """Of somebody who was covered for so many months before the month in which it happens."""
    first = Month.of(round_.target.first_month)
    start = first.plus(-months_before)
    found = law.death(
        cause=cause,
        died_on=first.first,
        covered_from=start.first,
        months_paid=months_before + 1,
        income=round_.target.base,
    )
    return int(found.total)
