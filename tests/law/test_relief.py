"""The whole table of relief: every payer, sector and stretch of months, at both of its ends. PP 49/2020, PP 50/2025."""

from naung import law
from naung.kit.months import Month

ALL = ("apbn", "apbd", "village", "donor", "self")
FULL, COVID, HALF = (100,) * 5, (1,) * 5, (100, 100, 50, 50, 50)
STRETCHES = [
    ("2019-12", "2020-07", FULL, FULL),
    ("2020-08", "2021-01", COVID, COVID),
    ("2021-02", "2025-12", FULL, FULL),
    ("2026-01", "2026-03", HALF, FULL),
    ("2026-04", "2026-12", HALF, HALF),
    ("2027-01", "2027-03", HALF, FULL),
    ("2027-04", "2030-12", FULL, FULL),
]


def test_every_cell_at_both_ends_of_its_stretch() -> None:
    for first, last, transport, other in STRETCHES:
        for month in (Month.parse(first), Month.parse(last)):
            for sector, due in (("transport", transport), ("other", other)):
                assert tuple(_percent(month, sector, payer) for payer in ALL) == due, (month, sector)


def _percent(month: Month, sector: str, payer: str) -> int:
    """Of JKK's 10,000; JKM must be the same share of 6,800, and JHT whole."""
    owed = law.contribution(
        income=10**6, start=month, months=1, payer=payer, sector=sector, programmes=("jkk", "jkm", "jht")
    )
    jkk, jkm, jht = (line.amount for line in owed.lines)
    assert jkm == 68 * jkk // 100 and jht == 20_000
    return jkk // 100
