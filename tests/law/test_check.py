"""A parameter file that is not sound fails the check, with a sentence that names the file."""

from pathlib import Path

from naung.law import check

GOOD = """key: jkm.funeral
description: {id: biaya pemakaman, en: funeral money}
unit: rupiah
values:
  2019-12-02: 10000000
  2026-07-01: 15000000
article: PP 82/2019
source: https://example.org/pp82
confidence: stated
checked_on: 2026-11-22
"""
VALUES = "  2019-12-02: 10000000\n  2026-07-01: 15000000\n"


def found(folder: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text)
    return check.findings(folder)


def with_values(unit: str, value: str) -> str:
    return GOOD.replace("unit: rupiah", f"unit: {unit}").replace(
        VALUES, f"  2019-12-02:\n    value: {value}\n"
    )


def test_the_shipped_files_are_sound() -> None:
    assert check.findings() == [] and check.main() == 0


def test_it_works(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == []


def test_a_missing_source_article_or_confidence(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD.replace("source: https://example.org/pp82\n", "")) == [
        "0.yaml: source is missing"
    ]
    assert (
        found(tmp_path, GOOD.replace("https://example.org/pp82", '""'))[0]
        == "0.yaml: 2019-12-02: the source is missing"
    )
    assert (
        found(tmp_path, GOOD.replace("article: PP 82/2019", 'article: ""'))[0]
        == "0.yaml: 2019-12-02: the article is missing"
    )
    assert "the confidence 'sure' is unknown" in found(tmp_path, GOOD.replace("stated", "sure"))[0]


def test_without_a_page_it_can_only_be_unverified(tmp_path: Path) -> None:
    text = GOOD.replace("https://example.org/pp82", '"belum ada halaman sumber; periksa"')
    assert "can only be unverified" in found(tmp_path, text)[0]
    assert found(tmp_path, text.replace("stated", "unverified")) == []


def test_the_command_says_every_finding_and_exits_1(tmp_path: Path) -> None:
    found(tmp_path, GOOD)
    assert check.main(tmp_path) == 0
    found(tmp_path, GOOD.replace("stated", "sure"))
    assert check.main(tmp_path) == 1


def test_an_unknown_unit(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD.replace("unit: rupiah", "unit: dollar")) == [
        "0.yaml: the unit 'dollar' is unknown"
    ]


def test_a_gap_in_time(tmp_path: Path) -> None:
    text = GOOD.replace("  2019-12-02: 10000000\n", "  2019-12-02: {value: 1, until: 2026-05-31}\n")
    assert found(tmp_path, text) == ["0.yaml: 2019-12-02: a gap from 2026-06-01 to 2026-06-30"]
    assert found(tmp_path, text.replace("2026-05-31", "2026-06-30")) == []


def test_an_overlap_in_time(tmp_path: Path) -> None:
    text = GOOD.replace("  2019-12-02: 10000000\n", "  2019-12-02: {value: 1, until: 2026-07-01}\n")
    assert found(tmp_path, text) == ["0.yaml: 2019-12-02: overlaps with 2026-07-01"]
    assert found(tmp_path, text.replace("until: 2026-07-01", "until: 2019-12-01")) == [
        "0.yaml: 2019-12-02: ends before it begins"
    ]
    one_day = text.replace("until: 2026-07-01", "until: 2019-12-02")
    assert found(tmp_path, one_day) == ["0.yaml: 2019-12-02: a gap from 2019-12-03 to 2026-06-30"]
    swapped = GOOD.replace(VALUES, "  2026-07-01: 15000000\n  2019-12-02: 10000000\n")
    assert found(tmp_path, swapped) == ["0.yaml: the dates are not in order: one period lies over another"]


def test_the_same_figure_in_two_files_and_a_date_twice(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD, GOOD) == ["1.yaml: jkm.funeral overlaps with the one in 0.yaml"]
    (tmp_path / "1.yaml").unlink()
    twice = GOOD.replace("2026-07-01", "2019-12-02")
    assert "2019-12-02 is written twice" in found(tmp_path, twice)[0]


def test_a_file_that_is_no_figure(tmp_path: Path) -> None:
    assert found(tmp_path, "- 1\n") == ["0.yaml: is not a figure"]
    assert "cannot be read" in found(tmp_path, "a: [")[0]
    assert found(tmp_path, GOOD + "colour: red\n") == ["0.yaml: colour is not a field of a figure"]
    assert "is not like jkm.funeral" in found(tmp_path, GOOD.replace("jkm.funeral", "Funeral"))[0]
    assert "must stand in id and en" in found(tmp_path, GOOD.replace(", en: funeral money", ""))[0]
    assert "checked_on must be a date" in found(tmp_path, GOOD.replace("2026-11-22", "yesterday"))[0]
    assert "names its province" in found(tmp_path, GOOD + "overlay: ntt-2025\n")[0]
    assert "values must be dates" in found(tmp_path, GOOD.replace("2019-12-02:", "always:"))[0]
    assert (
        "is not a field of a value"
        in found(tmp_path, GOOD.replace(": 15000000", ": {value: 1, colour: red}"))[0]
    )


WRONG = {
    "rupiah": ["-1", "1.5", "true", "'1'"],
    "months": ["-1"],
    "percent": ["-1", "1001", "1.5"],
    "per_1000": ["-1", "'x'"],
    "yes_no": ["1"],
    "date": ["'2025-07-01'"],
    "dates": ["[2025-07-02, 2025-07-01]", "[2025-07-01, 2025-07-01]", "[x]", "3"],
    "words": ["[a, a]", "[1]", "{a: b}"],
    "bands": [
        "[{from: 1, to: null, base: 5}]", "[{from: 0, to: 9, base: 5}]", "[{from: 0, to: 9, base: 5}, {from: 11, to: null, base: 6}]",
        "[{from: 0, to: 9, base: 5}, {from: 9, to: null, base: 6}]", "[{from: 0, to: null, base: 0}]",
        "[{from: 0, to: null, base: 5}, {from: 9, to: null, base: 6}]", "3", "[{from: 0}]",
    ],
    "relief": [
        "{programmes: [jkk], unverified: [], transport: {apbn: 100}, other: {apbn: 100}}", "{}",
        "{programmes: [jp], unverified: [], transport: &p {apbn: 1, apbd: 1, village: 1, donor: 1, self: 1}, other: *p}",
        "{programmes: [], unverified: [csr], transport: &p {apbn: 1, apbd: 1, village: 1, donor: 1, self: 1}, other: *p}",
        "{programmes: [], unverified: [], transport: &p {apbn: 101, apbd: 1, village: 1, donor: 1, self: 1}, other: *p}",
    ],
    "periods": [
        "[{months: 6, percent: 100}]", "[{months: 0, percent: 100}, {months: null, percent: 50}]",
        "[{months: 6, percent: -1}, {months: null, percent: 50}]",
    ],
    "disability_table": [
        "{arm: {percent: 4}}", "{arm: {percent: 0, most: 1, id: a, en: b}}", "{arm: {percent: 101, most: 1, id: a, en: b}}",
        "{arm: {percent: [30, 10], most: 1, id: a, en: b}}", "{arm: {percent: 4, most: 0, id: a, en: b}}",
        "{arm: {percent: x, most: 1, id: a, en: b}}",
    ],
    "levels": ["{smp: {yearly: 1, years: 1}}", "{tk-sd: &l {yearly: 1, years: 0}, smp: *l, sma: *l, s1: *l}", "{tk-sd: &l {yearly: 1}, smp: *l, sma: *l, s1: *l}"],
    "answers": ["{none: {ok: 1, id: a, en: b}}", "{none: {ok: true}}"],
    "heirs": ["[[child], [child]]"],
    "papers": [
        "[]", "[{id: a}]", "[a]", "[{code: a, when: [], id: a, en: b}]", "[{code: a, when: [rain], id: a, en: b}]", "[{code: a, when: [always], id: a, en: b, must: true}]",
        "[&p {code: a, when: [always], id: a, en: b}, *p]", "[{code: a, when: [always], id: a, en: b, confidence: sure}]",
        "[{code: a, when: [always], id: a, en: b, source: belum ada halaman sumber}]",
    ],
}  # fmt: skip


def test_a_value_of_the_wrong_shape(tmp_path: Path) -> None:
    for unit, values in WRONG.items():
        for value in values:
            assert found(tmp_path, with_values(unit, value)), (unit, value)


RIGHT = {
    "rupiah": "0",
    "papers": "[{code: a, when: [sea, minor], id: a, en: b, health: true, waive: true, source: belum ada halaman sumber, confidence: unverified}]",
    "percent": "1000",
    "per_1000": "0.3",
    "bands": "[{from: 0, to: 9, base: 5}, {from: 10, to: null, base: 6}]",
    "words": "{a: [b]}",
    "disability_table": "{arm: {percent: [1, 100], most: 1, id: a, en: b}}",
    "periods": "[{months: 6, percent: 100}, {months: null, percent: 50}]",
    "relief": "{programmes: [jht], unverified: [], transport: &p {apbn: 100, apbd: 1, village: 1, donor: 1, self: 0}, other: *p}",
}


def test_a_value_of_the_right_shape(tmp_path: Path) -> None:
    for unit, value in RIGHT.items():
        assert found(tmp_path, with_values(unit, value)) == [], unit
