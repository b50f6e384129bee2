"""What a work accident pays besides disability and death: treatment, income while unable to work, transport, home care, aids."""

from datetime import date
from typing import Any

from naung.kit.rupiah import say, share
from naung.law.bands import base_of
from naung.law.errors import BadCase, NotProvided
from naung.law.lines import Line, Result, line, percent_of, result
from naung.law.parameters import Provision, provision

MODES = {"land": ("darat", "land"), "sea": ("laut", "sea"), "air": ("udara", "air")}
AIDS = {
    "denture": ("gigi tiruan", "dentures"),
    "hearing_aid": ("alat bantu dengar", "hearing aid"),
    "glasses": ("kacamata", "glasses"),
}


def temporary_inability(
    *, accident_on: date, income: int, days: int | None = None, months: int | None = None
) -> Result:
    """STMB: the base by period (six months, six months, after), for whole months or for days of base/30.

    Exactly one of `days` and `months`; the law is silent on the day and on rounding, practice takes a thirtieth and
    this rounds half up, per line.
    """
    if (days is None) == (months is None):
        raise BadCase("Isi salah satu: `days` atau `months`.", "Give one of `days` and `months`, not both.")
    days_a_month = provision("jkk.days_in_month", on=accident_on)
    periods = provision("jkk.temporary_inability", on=accident_on)
    total = days if months is None else months
    assert total is not None
    _not_negative(total)
    unit = days_a_month.value if months is None else 1
    base, bands = base_of(income, on=accident_on)
    rests_on = (periods, bands, days_a_month) if months is None else (periods, bands)
    return result(
        _period_line(base, row, count, unit, rests_on) for row, count in _spread(total, periods.value, unit)
    )


def _spread(total: int, periods: list[dict[str, Any]], unit: int) -> list[tuple[dict[str, Any], int]]:
    """How many days (or months) fall in each period; the last period has no end."""
    spread = []
    for row in periods:
        count = total if row["months"] is None else min(total, row["months"] * unit)
        total -= count
        if count:
            spread.append((row, count))
    return spread


def _period_line(
    base: int, row: dict[str, Any], count: int, unit: int, rests_on: tuple[Provision, ...]
) -> Line:
    word_id, word_en = ("bulan", "months") if unit == 1 else ("hari", "days")
    a_day = "" if unit == 1 else f" / {unit}"
    return line(
        "jkk.temporary_inability",
        share(base * count, row["percent"], 100 * unit),
        f"Sementara tidak mampu bekerja, {count} {word_id}: {row['percent']}% x {say(base)}{a_day} x {count}.",
        f"Unable to work, {count} {word_en}: {row['percent']}% x {say(base)}{a_day} x {count}.",
        *rests_on,
    )


def transport(*, accident_on: date, land: int = 0, sea: int = 0, air: int = 0) -> Result:
    """Receipts in rupiah; each mode up to its own ceiling, a line for each mode used."""
    receipts = {"land": land, "sea": sea, "air": air}
    ceilings = {mode: provision(f"jkk.transport_{mode}", on=accident_on) for mode in MODES}
    for paid in receipts.values():
        _not_negative(paid)
    used = [(mode, paid) for mode, paid in receipts.items() if paid]
    return result(
        _capped(
            f"jkk.transport_{mode}",
            f"Angkutan {MODES[mode][0]}",
            f"Transport by {mode}",
            paid,
            ceilings[mode],
        )
        for mode, paid in used
    )


def treatment(*, accident_on: date, laid_out: int) -> Result:
    """What the family paid for treatment itself, in rupiah by receipt: all of it comes back, the law sets no ceiling.

    NotProvided where the law of that day does set one, for its figure is not in the files."""
    _not_negative(laid_out)
    rule = provision("jkk.treatment_without_ceiling", on=accident_on)
    if not rule.value:
        raise NotProvided(
            "Batas biaya perawatan pada hari itu tidak ditemukan.",
            "The ceiling on treatment on that day was not found.",
        )
    paid = line(
        "jkk.treatment",
        laid_out,
        f"Biaya perawatan yang dibayar keluarga: {say(laid_out)} menurut kuitansi, tanpa batas.",
        f"Treatment paid by the family: {say(laid_out)} by receipt, without a ceiling.",
        rule,
    )
    return result([paid] if laid_out else [])


def aids(
    *, accident_on: date, denture: int = 0, hearing_aid: int = 0, glasses: int = 0, prosthesis: int = 0
) -> Result:
    """Prices in rupiah; each aid up to its ceiling, a prosthesis at the government centre's price and 40 per cent."""
    prices = {"denture": denture, "hearing_aid": hearing_aid, "glasses": glasses}
    for price in (*prices.values(), prosthesis):
        _not_negative(price)
    lines = [
        _capped(
            f"jkk.{aid}",
            f"Penggantian {AIDS[aid][0]}",
            f"Replacement of {AIDS[aid][1]}",
            price,
            provision(f"jkk.{aid}", on=accident_on),
        )
        for aid, price in prices.items()
        if price
    ]
    return result(lines + ([_prosthesis(accident_on, prosthesis)] if prosthesis else []))


def _prosthesis(accident_on: date, price: int) -> Line:
    percent = provision("jkk.prosthesis_percent", on=accident_on)
    return line(
        "jkk.prosthesis",
        percent_of(price, percent.value),
        f"Ortose/protese: {percent.value}% x {say(price)}.",
        f"Orthosis or prosthesis: {percent.value}% x {say(price)}.",
        percent,
    )


def _capped(what: str, name_id: str, name_en: str, paid: int, ceiling: Provision) -> Line:
    return line(
        what,
        min(paid, ceiling.value),
        f"{name_id}: {say(paid)}, paling banyak {say(ceiling.value)}.",
        f"{name_en}: {say(paid)}, at most {say(ceiling.value)}.",
        ceiling,
    )


def home_care(*, accident_on: date, cost: int, months: int) -> Result:
    """At most a year and at most the ceiling. Of a longer care the cost is taken as even over its months, since no
    text says which month a rupiah belongs to; the sentence says so."""
    _not_negative(cost)
    _not_negative(months)
    longest, ceiling = (
        provision("jkk.home_care_months", on=accident_on),
        provision("jkk.home_care_ceiling", on=accident_on),
    )
    if cost and not months:
        raise BadCase("Ada biaya, tetapi lamanya nol bulan.", "There is a cost, but it lasted no month.")
    counted = share(cost, longest.value, months) if months > longest.value else cost
    even_id = f" Dihitung rata untuk {longest.value} dari {months} bulan." if months > longest.value else ""
    even_en = f" Counted evenly for {longest.value} of {months} months." if months > longest.value else ""
    paid = line(
        "jkk.home_care",
        min(counted, ceiling.value),
        f"Perawatan di rumah: {say(counted)}, paling banyak {say(ceiling.value)}.{even_id}",
        f"Home care: {say(counted)}, at most {say(ceiling.value)}.{even_en}",
        longest, ceiling,
    )  # fmt: skip
    return result([paid] if cost else [])


def _not_negative(value: int) -> None:
    if value < 0:
        raise BadCase(
            f"Nilai tidak boleh kurang dari nol: {value}.", f"A value cannot be below zero: {value}."
        )
