"""Two readings of one law: the columns of `sets` against the per-person functions, on thousands of drawn people."""

import random
from datetime import date, timedelta

import polars as pl
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from naung import law
from naung.kit import nik
from naung.kit.months import Month
from naung.law import sets

SCHEMA = {
    "person": pl.Int64, "nik": pl.String, "born_on": pl.Date, "sex": pl.String, "resident": pl.Boolean,
    "occupation": pl.String, "status": pl.String, "decile": pl.Int64,
}  # fmt: skip
DAYS = [
    date(2025, 7, 18),
    date(2025, 1, 1),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2024, 12, 31),
    date(2028, 2, 29),
]
STATUSES = [
    "none",
    "none",
    "none",
    "asn",
    "tni",
    "polri",
    "wage_earner",
    "bpjs_active",
    "pensioner",
    "",
    "entah",
    None,
]
JOBS = [
    "Petani", "NELAYAN", "ojek", "Ja'far", "Ménenun", "Mengurus Rumah Tangga", "PELAJAR/MAHASISWA", "irt", "Karyawan Swasta",
    "-", "", "  ", None, "Belum/Tidak Bekerja", "buruh (harian) lepas", "TNI", "Ｐｅｔａｎｉ", "tani\nladang",
]  # fmt: skip
NIKS = [
    "",
    "537101",
    "5371010812780000",
    "5371013202789001",
    "54710108127890ab",
    "0071010812789001",
    "5371012902009001",
    "५३७१०१०८१२७८९००१",
    None,
]


def _person(draw: random.Random, number: int) -> dict[str, object]:
    born = date(2025, 7, 18) - timedelta(
        days=round(draw.choice([65, 17, 40, 0, 70]) * 365.2425) + draw.randint(-3, 3)
    )
    female = draw.random() < 0.5
    said = (
        draw.choice(["L", "P", "m", "F", " perempuan ", "Laki-Laki", "X", "", None])
        if draw.random() < 0.3
        else "LP"[female]
    )
    right = nik.make(
        draw.choice(["537101", "321701", "950101"]),
        draw.choice([born, born, date(1980, 2, 29)]),
        female,
        9001,
    )
    return {
        "person": number,
        "nik": draw.choice(NIKS) if draw.random() < 0.2 else right,
        "born_on": None if draw.random() < 0.05 else born,
        "sex": said,
        "resident": draw.choice([True, True, True, False, None]),
        "occupation": draw.choice(JOBS),
        "status": draw.choice(STATUSES),
        "decile": draw.choice([1, 2, 2, 3, 10, 11, 0, -1, None]),
    }  # fmt: skip


def compare(people: list[dict[str, object]], on: date, region: str | None) -> int:
    """Both readings of every person; how many were eligible."""
    overlay = law.overlay_of(region, on=on) or ("ntt-2025" if region == "53" else None)
    judged = sets.eligible(pl.DataFrame(people, schema=SCHEMA), on=on, overlay=overlay)
    assert judged["person"].to_list() == [person["person"] for person in people]
    for person, row in zip(people, judged.to_dicts(), strict=True):
        facts = {name: value for name, value in person.items() if name != "person"}
        verdict = law.eligibility(on=on, region=region, **facts)  # type: ignore[arg-type]
        assert (row["eligible"], row["reasons"]) == (verdict.eligible, [r.code for r in verdict.reasons]), (
            person
        )
    return int(judged["eligible"].sum())


def test_it_works() -> None:
    draw = random.Random(2025)
    people = [_person(draw, number) for number in range(600)]
    assert compare(people, DAYS[0], "53") > 2
    for on in DAYS:
        compare(people[:150], on, "53")
    assert compare(people[:100], DAYS[0], None) == 0


def test_a_big_draw_agrees() -> None:
    draw = random.Random(99)
    assert compare([_person(draw, number) for number in range(6_000)], DAYS[0], "53") > 30


test_a_big_draw_agrees.slow = True  # type: ignore[attr-defined]


@given(st.randoms(use_true_random=False), st.sampled_from(DAYS))
@settings(max_examples=25, deadline=None, phases=(Phase.generate,))  # shrinking a drawn crowd takes minutes
def test_drawn_people_agree(draw: random.Random, on: date) -> None:
    compare([_person(draw, number) for number in range(40)], on, "53")


def test_every_day_that_a_nik_can_write_is_judged_alike() -> None:
    """Days 0 to 80 of months 0 to 13, in a leap year, a common one, 1900/2000, for both sexes."""
    whole = {
        "sex": "L",
        "resident": True,
        "occupation": "tani",
        "status": "none",
        "decile": 1,
        "born_on": date(1980, 1, 1),
    }
    people = [
        {**whole, "person": day, "nik": f"537101{day:02}{month:02}{year:02}9001", "sex": "LP"[day > 40]}
        for year in (80, 81, 0)
        for month in range(14)
        for day in range(81)
    ]
    assert compare(people, DAYS[0], "53") == 2 * (366 + 365 + 366)


def test_no_overlay_means_nobody() -> None:
    judged = sets.eligible(
        pl.DataFrame([_person(random.Random(1), 1)], schema=SCHEMA), on=DAYS[0], overlay=None
    )
    assert judged["eligible"].to_list() == [False]


def test_nobody_at_all_is_an_answer() -> None:
    judged = sets.eligible(pl.DataFrame([], schema=SCHEMA), on=DAYS[0], overlay="ntt-2025")
    assert judged.columns == [*SCHEMA, "reasons", "eligible"] and judged.height == 0


def _refused(call: object) -> str:
    try:
        call()  # type: ignore[operator]
    except sets.NoSuchRule as wrong:
        return str(wrong)
    raise AssertionError("it was not refused")


def test_an_unknown_overlay_and_a_day_before_the_law_are_refused() -> None:
    empty = pl.DataFrame([], schema=SCHEMA)
    assert "no overlay 'ntb-2025'" in _refused(lambda: sets.eligible(empty, on=DAYS[0], overlay="ntb-2025"))
    assert "is known on 2019-12-01" in _refused(
        lambda: sets.eligible(empty, on=date(2019, 12, 1), overlay="ntt-2025")
    )


MONTHS = [date(2019, 12, 1), date(2020, 7, 1), date(2020, 8, 1), date(2021, 1, 1), date(2021, 2, 1), date(2025, 7, 1), date(2026, 1, 1),
          date(2026, 4, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 3, 1), date(2027, 4, 1)]  # fmt: skip


def test_contributions_agree_month_by_month() -> None:
    draw = random.Random(7)
    incomes = [
        0,
        1_099_999,
        1_100_000,
        2_700_000,
        20_199_999,
        20_200_000,
        10**12,
        *(draw.randint(0, 25_000_000) for _ in range(5)),
    ]
    rows = [
        {"income": income, "month": month, "payer": payer, "sector": sector}
        for month in MONTHS
        for payer in ("apbn", "apbd", "village", "donor", "self")
        for sector in ("transport", "other")
        for income in incomes
    ]
    draw.shuffle(rows)
    priced = sets.contribution(pl.DataFrame(rows)).to_dicts()
    assert [{key: row[key] for key in rows[0]} for row in priced] == rows
    for row in priced[::3]:
        one = law.contribution(
            income=row["income"], start=Month.of(row["month"]), months=1, payer=row["payer"], sector=row["sector"],
            programmes=("jkk", "jkm", "jht"),
        )  # fmt: skip
        assert [line.amount for line in one.lines] == [row["jkk"], row["jkm"], row["jht"]], row


def test_a_row_that_no_rule_knows_is_refused() -> None:
    def priced(**changed: object) -> str:
        row = {"income": 1, "month": date(2025, 7, 1), "payer": "self", "sector": "other", **changed}
        schema = {"income": pl.Int64, "month": pl.Date, "payer": pl.String, "sector": pl.String}
        return _refused(lambda: sets.contribution(pl.DataFrame([row], schema=schema)))

    assert "no rule knows" in priced(payer="csr")
    assert "no rule knows" in priced(sector="sea")
    assert "no rule knows" in priced(income=-1)
    assert "no rule knows" in priced(income=None)
    assert "has no month" in priced(month=None)
    assert "is known on 2019-11-01" in priced(month=date(2019, 11, 1))
