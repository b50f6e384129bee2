"""Looking figures up by the day, and trying a change of law out."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from naung import law
from naung.law import parameters
from naung.law.calculate import calculate
from naung.law.reading import WrittenTwice, read_yaml
from tests.law.test_calculate import FULL
from tests.law.test_functions import refused

FUNERAL = {"since": date(2026, 7, 1), "value": 15_000_000, "article": "PP contoh/2026 Pasal 1"}


def test_it_works() -> None:
    found = law.provision("jkm.funeral", on=date(2025, 7, 1))
    assert (found.key, found.value, found.unit, found.in_force_since) == (
        "jkm.funeral",
        10_000_000,
        "rupiah",
        date(2019, 12, 2),
    )
    assert (found.article, found.confidence, found.checked_on) == (
        "PP 82/2019 (manfaat JKM)",
        "stated",
        date(2026, 11, 22),
    )
    assert found.source.startswith("https://") and found.description == "biaya pemakaman JKM"


def test_the_day_of_a_change_is_in_the_new_law_and_the_day_before_in_the_old() -> None:
    assert law.provision("jkm.waiting_paid_months", on=date(2025, 2, 23)).value == 0
    assert law.provision("jkm.waiting_paid_months", on=date(2025, 2, 24)).value == 3


def test_a_day_without_law_is_refused() -> None:
    assert refused(lambda: law.provision("jkm.funeral", on=date(2019, 12, 1))) == (
        "We know of no provision in force on 2019-12-01 for JKM funeral money (jkm.funeral)."
    )


def test_a_figure_that_does_not_exist_is_refused() -> None:
    assert "no figure of law called 'jp.rate'" in refused(
        lambda: law.provision("jp.rate", on=date(2025, 7, 1))
    )


def test_after_the_end_of_a_provision_there_is_none() -> None:
    assert law.provision("deadline.holidays", on=date(2025, 12, 31)).in_force_since == date(2025, 1, 1)
    assert "2030-01-01" in refused(lambda: law.provision("deadline.holidays", on=date(2030, 1, 1)))


def test_a_value_may_carry_its_own_article_and_confidence() -> None:
    old = law.provision("jkk.temporary_inability", on=date(2019, 12, 1))
    assert (old.article, old.confidence) == ("PP 44/2015 Lampiran III (sebelum diubah)", "unverified")


def test_an_overlay_goes_before_the_nation_and_falls_back_to_it() -> None:
    day = date(2025, 7, 18)
    assert law.provision("eligibility.age_from", on=day, overlay="ntt-2025").article.startswith(
        "Peraturan Gubernur NTT"
    )
    assert law.provision("eligibility.age_below", on=day, overlay="ntt-2025").article.startswith("Permenaker")
    assert law.provision("eligibility.age_from", on=day).value == 17  # where no province says otherwise
    assert "no figure" in refused(lambda: law.provision("eligibility.decile_at_most", on=day))
    assert "no overlay called 'ntt'" in refused(
        lambda: law.provision("eligibility.age_from", on=day, overlay="ntt")
    )


def test_the_agreement_and_priority_of_ntt() -> None:
    def ntt(key: str, on: date) -> object:
        return law.provision(key, on=on, overlay="ntt-2025").value

    assert ntt("agreement.cover_from", date(2025, 7, 18)) == date(2025, 7, 1)
    assert ntt("agreement.cover_from", date(2026, 2, 1)) == date(2026, 1, 1)
    assert (ntt("agreement.months", date(2025, 12, 31)), ntt("agreement.months", date(2026, 1, 1))) == (6, 12)
    assert ntt("selection.priority", date(2025, 7, 18)) == [
        "decile",
        "disability",
        "household_head",
        "older_first",
    ]
    assert (
        law.overlay_of("53.71.01", on=date(2025, 7, 18)) == "ntt-2025"
        and law.overlay_of("5", on=date(2025, 7, 18)) is None
    )


def test_figures_that_only_claims_read() -> None:
    day = date(2025, 7, 18)
    assert law.provision("jkk.report_days", on=day).value == 2
    assert law.provision("scholarship.until_age", on=day).value == 23
    assert law.provision("heirs.guardian_age", on=day).value == 18


def test_the_version_moves_with_any_byte_of_any_file() -> None:
    assert len(law.version()) == 12 and law.version() == parameters.read().version


def test_the_version_of_other_files_is_another(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    text = (parameters.FOLDER / "jkm" / "funeral.yaml").read_text()
    file.write_text(text)
    before = parameters.read(tmp_path).version
    file.write_text(text.replace("10000000", "10000001"))
    assert parameters.read(tmp_path).version != before
    file.rename(tmp_path / "b.yaml")
    assert parameters.read(tmp_path).figures[None, "jkm.funeral"].entries[0].value == 10_000_001


def test_fractions_are_exact_and_a_key_written_twice_is_refused() -> None:
    assert read_yaml(b"a: 4.5") == [{"a": Decimal("4.5")}]
    try:
        read_yaml(b"values:\n  2025-01-01: 1\n  2025-01-01: 2\n")
    except WrittenTwice as wrong:
        assert "2025-01-01 is written twice" in str(wrong)
    else:
        raise AssertionError("it was read")


def test_a_change_of_law_is_a_change_of_data() -> None:
    """The funeral grant raised from 1 July 2026: deaths before it keep the old figure, deaths from it the new."""
    changed = law.current_book().changed("jkm.funeral", **FUNERAL)
    with law.using(changed):
        assert law.provision("jkm.funeral", on=date(2026, 6, 30)).value == 10_000_000
        assert law.provision("jkm.funeral", on=date(2026, 7, 1)).value == 15_000_000
        assert law.version() != parameters.read().version
    assert law.provision("jkm.funeral", on=date(2026, 7, 1)).value == 10_000_000


def test_a_change_on_the_day_of_an_older_one_takes_its_place() -> None:
    changed = law.current_book().changed(
        "jkm.waiting_paid_months", since=date(2025, 2, 24), value=2, article="contoh"
    )
    assert [(e.since, e.value) for e in changed.figure("jkm.waiting_paid_months").entries] == [
        (date(2019, 12, 2), 0),
        (date(2025, 2, 24), 2),
    ]
    assert (
        changed.figure("jkm.waiting_paid_months").entries[1].source
        == law.current_book().latest("jkm.waiting_paid_months").source
    )


def test_a_change_of_law_moves_only_what_it_names() -> None:
    later = [_moved(case) for case in FULL.values()]
    before = [calculate(case) for case in later]
    with law.using(law.current_book().changed("jkm.funeral", **FUNERAL)):
        after = [calculate(case) for case in later]
    moved = [
        case["kind"]
        for case, old, new in zip(later, before, after, strict=True)
        if _amounts(old) != _amounts(new)
    ]
    assert moved == ["death"]


def _moved(case: dict[str, object]) -> dict[str, object]:
    return {
        k: v.replace("2025", "2026") if isinstance(v, str) and v.startswith("2025-") else v
        for k, v in case.items()
    }


def _amounts(found: dict[str, object]) -> object:
    return (
        [(line["what"], line["amount"]) for line in found["lines"]] if "lines" in found else found["eligible"]
    )  # type: ignore[attr-defined]


def test_the_newest_text_answers_where_a_case_has_no_day() -> None:
    assert law.current_book().latest("deadline.jkm_late_percent").value == 1
    later = law.current_book().changed(
        "deadline.jkm_late_percent", since=date(2027, 1, 1), value=2, article="contoh"
    )
    assert later.latest("deadline.jkm_late_percent").value == 2
