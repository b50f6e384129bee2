"""The same rules over columns, for a million people at once. It shares no code with the per-person functions, only the
parameter files: two readings of one law, compared on every run of the tests.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import yaml

LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
FOLDER = Path(__file__).parent / "parameters"
DAYS_OF_MONTH = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
MALE, FEMALE = ["l", "laki-laki", "pria", "m", "male"], ["p", "perempuan", "wanita", "f", "female"]


class NoSuchRule(ValueError):
    """The files know no such figure on that day, or no such overlay."""


@cache
def _files() -> dict[tuple[str | None, str], dict[date, Any]]:
    found: dict[tuple[str | None, str], dict[date, Any]] = {}
    for path in FOLDER.rglob("*.yaml"):
        for file in yaml.load_all(path.read_text(), Loader=LOADER):  # noqa: S506
            found[file.get("overlay"), file["key"]] = file["values"]
    return found


def _value(key: str, on: date, overlay: str | None = None) -> Any:
    values = _files().get((overlay, key)) or _files().get((None, key)) or {}
    begun = [since for since in values if since <= on]
    if not begun:
        raise NoSuchRule(f"No figure {key} is known on {on}.")
    value = values[max(begun)]
    return value["value"] if isinstance(value, dict) and "value" in value else value


def eligible(frame: pl.DataFrame, *, on: date, overlay: str | None) -> pl.DataFrame:
    """Columns in: person, nik, born_on (Date), sex, resident (Boolean), occupation, status, decile; null = not known.
    Out: the same rows with `eligible: bool` and `reasons: list[str]`, every failing code, in the order of the rules.

    `overlay` names a province's rules ("ntt-2025"); None means no province has said who is paid for: nobody.
    NoSuchRule for an unknown overlay or a day before the rules.
    """
    if overlay is not None and (overlay, "eligibility.decile_at_most") not in _files():
        raise NoSuchRule(f"There is no overlay {overlay!r}.")
    if overlay and min(_files()[overlay, "eligibility.decile_at_most"]) > on:
        overlay = None  # not yet in force that day
    findings = [*_nik(on), _sex(), _age(on, overlay), _status(on), _occupation(on), *_province(on, overlay)]
    columns = [finding.alias(f"_{i}") for i, finding in enumerate(findings)]
    names = [column.meta.output_name() for column in columns]
    judged = frame.with_columns(columns).with_columns(
        pl.concat_list(names).list.drop_nulls().alias("reasons")
    )
    return judged.drop(names).with_columns((pl.col("reasons").list.len() == 0).alias("eligible"))


def _code(code: str) -> pl.Expr:
    return pl.lit(code, dtype=pl.String)


def _nik_parts() -> dict[str, pl.Expr]:
    nik = pl.col("nik")
    number = {
        name: nik.str.slice(at, 2).cast(pl.Int32, strict=False)
        for name, at in (("day", 6), ("month", 8), ("year", 10))
    }
    return number | {"province": nik.str.slice(0, 2), "serial": nik.str.slice(12, 4)}


def _nik(on: date) -> list[pl.Expr]:
    part, digits = _nik_parts(), pl.col("nik").str.contains("^[0-9]{16}$")
    day = pl.when(part["day"] > 40).then(part["day"] - 40).otherwise(part["day"])
    longest = part["month"].replace_strict(DAYS_OF_MONTH, default=0, return_dtype=pl.Int32)
    no_leap_day = (part["month"] == 2) & (day == 29) & (part["year"] % 4 != 0)
    known = part["province"].is_in(_value("eligibility.nik_provinces", on))
    sound = digits & (day >= 1) & (day <= longest) & ~no_leap_day & (part["serial"] != "0000") & known
    sound = sound.fill_null(False)
    missing = pl.col("nik").is_null() | (pl.col("nik") == "")
    form = pl.when(missing).then(_code("nik_missing")).when(~sound).then(_code("nik_invalid"))
    other_sex = (part["day"] > 40) != _known_sex().eq("P")
    return [
        form.otherwise(None),
        pl.when(sound & ~missing & other_sex).then(_code("nik_sex_differs")).otherwise(None),
    ]


def _known_sex() -> pl.Expr:
    written = pl.col("sex").str.strip_chars().str.to_lowercase()
    return (
        pl.when(written.is_in(MALE))
        .then(pl.lit("L"))
        .when(written.is_in(FEMALE))
        .then(pl.lit("P"))
        .otherwise(None)
    )


def _sex() -> pl.Expr:
    return pl.when(_known_sex().is_null()).then(_code("sex_unknown")).otherwise(None)


def _age(on: date, overlay: str | None) -> pl.Expr:
    born = pl.col("born_on")
    month, day = born.dt.month().cast(pl.Int32), born.dt.day().cast(pl.Int32)  # an Int8 would overflow below
    birthday_passed = month * 100 + day <= on.month * 100 + on.day
    age = on.year - born.dt.year() - (~birthday_passed).cast(pl.Int32)
    return (
        pl.when(born.is_null() | (born > on))
        .then(_code("birth_unknown"))
        .when(age >= _value("eligibility.age_below", on, overlay))
        .then(_code("too_old"))
        .when(age < _value("eligibility.age_from", on, overlay))
        .then(_code("too_young"))
        .otherwise(None)
    )


def _status(on: date) -> pl.Expr:
    known: dict[str, Any] = _value("eligibility.statuses", on)
    codes = {status: None if row["ok"] else f"status_{status}" for status, row in known.items()}
    unknown = ~pl.col("status").is_in(list(codes)) | pl.col("status").is_null()
    barred = pl.col("status").replace_strict(codes, default=None, return_dtype=pl.String)
    return pl.when(unknown).then(_code("status_unknown")).otherwise(barred)


def _occupation(on: date) -> pl.Expr:
    words: dict[str, list[str]] = _value("eligibility.not_working", on)
    plain = pl.col("occupation").str.normalize("NFKD").str.replace_all(r"[^\x00-\x7F]", "").str.to_lowercase()
    said = plain.str.replace_all(r"['`]", "").str.replace_all("[^a-z]+", " ").str.strip_chars()
    return (
        pl.when(said.is_null() | (said == ""))
        .then(_code("occupation_unknown"))
        .when(said.is_in(words["not_working"]))
        .then(_code("not_working"))
        .when(said.is_in(words["not_informal"]))
        .then(_code("not_informal"))
        .otherwise(None)
    )


def _province(on: date, overlay: str | None) -> list[pl.Expr]:
    if overlay is None:
        return [_code("region_without_rule")]
    resident, decile = pl.col("resident"), pl.col("decile")
    lives = pl.when(resident.is_null()).then(_code("resident_unknown"))
    if _value("eligibility.resident_required", on, overlay):
        lives = lives.when(~resident).then(_code("not_resident"))  # type: ignore[assignment]
    unknown = decile.is_null() | ~decile.is_between(1, 10)
    too_high = decile > _value("eligibility.decile_at_most", on, overlay)
    rank = pl.when(unknown).then(_code("decile_unknown")).when(too_high).then(_code("decile_too_high"))
    return [lives.otherwise(None), rank.otherwise(None)]


def contribution(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns in: income (rupiah), month (Date, its first day), payer, sector. Out: the same rows in the same order
    with jkk, jkm and jht for one person and that month, whole rupiah. NoSuchRule where a row's month, payer or sector
    has no rule: no row is answered then.
    """
    months = frame["month"].unique().to_list()
    if None in months:
        raise NoSuchRule("A row has no month.")
    tariff = pl.DataFrame(
        [row for month in months for row in _tariff(month)], schema=_TARIFF_SCHEMA, orient="row"
    )
    bands = pl.DataFrame(
        [row for month in months for row in _bands(month)], schema=_BAND_SCHEMA, orient="row"
    )
    numbered = frame.with_row_index("_row")
    priced = numbered.join(tariff, on=["month", "payer", "sector"], how="left").sort("income")
    priced = priced.join_asof(bands.sort("income"), on="income", by="month", check_sortedness=False)
    if priced["_base"].null_count() or priced["_jkm"].null_count():
        raise NoSuchRule("A row names a payer, a sector or an income that no rule knows.")
    return priced.with_columns(_amounts()).sort("_row").select(*frame.columns, "jkk", "jkm", "jht")


_TARIFF_SCHEMA = {
    "month": pl.Date, "payer": pl.String, "sector": pl.String, "_jkk_rate": pl.Int64, "_jkm": pl.Int64,
    "_jht_rate": pl.Int64, "_jkk_due": pl.Int64, "_jkm_due": pl.Int64, "_jht_due": pl.Int64,
}  # fmt: skip
_BAND_SCHEMA = {"month": pl.Date, "income": pl.Int64, "_base": pl.Int64}


def _tariff(month: date) -> list[tuple[Any, ...]]:
    relief = _value("contribution.relief", month)
    rates = [_value("jkk.rate", month), _value("jkm.contribution", month), _value("jht.rate", month)]
    return [
        (
            month,
            payer,
            sector,
            *rates,
            *(due if name in relief["programmes"] else 100 for name in ("jkk", "jkm", "jht")),
        )
        for sector in ("transport", "other")
        for payer, due in relief[sector].items()
    ]


def _bands(month: date) -> list[tuple[date, int, int]]:
    return [(month, band["from"], band["base"]) for band in _value("contribution.income_bands", month)]


def _percent(amount: pl.Expr, percent: str) -> pl.Expr:
    """Half a rupiah up, in whole numbers."""
    return (amount * pl.col(percent) + 50) // 100


def _amounts() -> list[pl.Expr]:
    jkk, jht = _percent(pl.col("_base"), "_jkk_rate"), _percent(pl.col("_base"), "_jht_rate")
    return [
        _percent(jkk, "_jkk_due").alias("jkk"),
        _percent(pl.col("_jkm"), "_jkm_due").alias("jkm"),
        _percent(jht, "_jht_due").alias("jht"),
    ]
