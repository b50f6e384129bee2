"""What the law gives for an accident, from what its papers show. Every figure is the law's; nothing is reckoned here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from naung import law
from naung.kit.rupiah import Rupiah


@dataclass(frozen=True)
class Receipts:
    """What an accident has cost so far and what the doctor stated, as the papers show. Whole rupiah; days of inability to work.

    `laid_out`: treatment that the family paid and has not had back. `form`: empty while treatment goes on; else healed,
    partial_anatomical, partial_functional, total or dead, with the `parts` that the doctor named."""

    days: int = 0
    land: int = 0
    sea: int = 0
    air: int = 0
    laid_out: int = 0
    denture: int = 0
    hearing_aid: int = 0
    glasses: int = 0
    prosthesis: int = 0
    home_care_cost: int = 0
    home_care_months: int = 0
    form: str = ""
    parts: tuple[law.Part, ...] = ()


def results(
    receipts: Receipts, *, accident_on: date, base: int, children: Sequence[str] = (), months_paid: int = 0
) -> list[law.Result]:
    """By the law of the accident's day, a result a benefit; `base` is the programme's monthly base in rupiah.

    `children` (levels of school) count where the worker is totally disabled. Refuses as `law.disability` does."""
    found = [*_spent(receipts, accident_on, base), *_lasting(receipts, accident_on, base)]
    if receipts.form == "total":
        school = law.first_year(event_on=accident_on, cause="work_accident", months_paid=months_paid, children=children)  # fmt: skip
        found.append(law.Result(sum_of(school), tuple(school)))
    return [one for one in found if one.lines]


def sum_of(lines: Sequence[law.Line]) -> Rupiah:
    return Rupiah(sum(one.amount for one in lines))


def _spent(r: Receipts, accident_on: date, base: int) -> Iterator[law.Result]:
    """Each asked for only where there is something, so that a figure nobody needs cannot refuse the others."""
    if r.laid_out:
        yield law.treatment(accident_on=accident_on, laid_out=r.laid_out)
    if r.land or r.sea or r.air:
        yield law.transport(accident_on=accident_on, land=r.land, sea=r.sea, air=r.air)
    if r.days:
        yield law.temporary_inability(accident_on=accident_on, income=base, days=r.days)
    if r.home_care_cost or r.home_care_months:
        yield law.home_care(accident_on=accident_on, cost=r.home_care_cost, months=r.home_care_months)
    if r.denture or r.hearing_aid or r.glasses or r.prosthesis:
        yield law.aids(accident_on=accident_on, denture=r.denture, hearing_aid=r.hearing_aid, glasses=r.glasses,
                       prosthesis=r.prosthesis)  # fmt: skip


def _lasting(r: Receipts, accident_on: date, base: int) -> Iterator[law.Result]:
    if r.form in ("partial_anatomical", "partial_functional", "total"):
        yield law.disability(accident_on=accident_on, income=base, form=r.form, parts=r.parts)
