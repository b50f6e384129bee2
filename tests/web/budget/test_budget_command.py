"""naung budget, as a script meets it; and what a line's months to come cost."""

import json
from types import SimpleNamespace

from click.testing import CliRunner

from naung.delivery.monitoring import budget as positions
from naung.kit.months import Month
from naung.project.cli.budget import budget

PAID, HELD = 3 * 27 * 16_800, 27 * 100_800


def run(*arguments):
    return CliRunner().invoke(budget, list(arguments))


def test_it_works(world):
    """Three months of six are paid for 27 people; the other three are what the line still owes."""
    found = run("--year", "2025", "--json")
    told = json.loads(found.stdout)
    (line,) = told["lines"]
    assert found.exit_code == 0
    assert (line["granted"], line["committed"], line["realised"], line["due"], line["forecast"]) == (10_080_000_000, HELD, PAID, HELD - PAID, HELD)  # fmt: skip
    assert line["by_month"] == {"2025-07": PAID // 3, "2025-08": PAID // 3, "2025-09": PAID // 3}
    assert (line["places"], line["months_left"], line["free"], line["left"]) == (27, 3, 10_080_000_000 - HELD, 10_080_000_000 - HELD)  # fmt: skip
    assert [(one["what"], one["amends"]) for one in told["documents"]] == [("GRANT", None)]


def test_both_years_and_a_year_that_has_none(world):
    assert [line["year"] for line in json.loads(run("--json").stdout)["lines"]] == [2025, 2026]
    assert "Pemerintah Provinsi Nusa Tenggara Timur: ditetapkan Rp10.080.000.000" in run("--year", "2026").stdout  # fmt: skip
    assert "Belum ada baris anggaran." in run("--year", "2030").stdout


def test_months_to_come_are_priced_by_the_law_of_each_month():
    """Reference domain.md 1.3: no relief for money of a government; half for a donor from April to December 2026."""
    base = {"base": 1_000_000, "schemes": "jkk,jkm"}
    province = positions._prices(SimpleNamespace(payer="apbd", **base))
    donor = positions._prices(SimpleNamespace(payer="donor", **base))
    assert [province(Month(2026, n)) for n in (3, 4, 12)] == [16_800] * 3
    assert [donor(Month(2026, n)) for n in (3, 4, 12)] == [16_800, 8_400, 8_400]
