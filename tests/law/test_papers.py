"""Which papers a case asks for: what applies and nothing else."""

from datetime import date

import pytest

from naung import law

DAY = date(2025, 11, 5)
JKK = ["card", "ktp", "chronology", "form_3", "form_3a", "form_3b"]


def codes(**case) -> list[str]:
    return [paper.code for paper in law.papers(on=case.pop("on", DAY), **case)]


def accident(**more) -> list[str]:
    return codes(kind="accident", cause="work_accident", **more)


def test_it_works():
    assert codes(kind="death", cause="illness") == [
        "card", "ktp", "ktp_heir", "death_letter", "family_card", "heirs_letter", "form_4", "passbook"]  # fmt: skip


def test_an_accident_on_the_road_asks_the_police_and_one_at_sea_the_harbour():
    assert accident() == JKK
    assert accident(circumstance="traffic") == [*JKK, "police_letter"]
    assert accident(circumstance="sea") == [*JKK, "sea_letter"]
    assert accident(circumstance="disease") == [*JKK, "form_3c"]


def test_violence_asks_police_and_visum_since_the_text_that_covers_it():
    assert accident(circumstance="violence") == [*JKK, "police_letter", "visum"]
    assert accident(circumstance="violence", on=date(2025, 2, 23)) == JKK


def test_receipts_of_treatment_only_where_nobody_paid_the_clinic_directly():
    assert accident(outside_plkk=True) == [*JKK, "treatment_receipts"]


def test_a_death_at_work_asks_both_lists_each_paper_once_and_no_form_4():
    found = codes(kind="death", cause="work_accident", circumstance="sea")
    assert len(found) == len(set(found))
    assert set(found) == {*JKK, "sea_letter", "ktp_heir", "death_letter", "family_card", "heirs_letter", "passbook"}  # fmt: skip


def test_what_only_others_know_is_asked_by_them():
    case = {"kind": "death", "cause": "illness", "on": DAY}
    assert [paper.code for paper in law.told(**case)] == ["marriage_book", "power_letter", "guardian_letter", "account_opening", "npwp"]  # fmt: skip
    wali = law.also("guardian_letter", **case)
    assert (wali.confidence, wali.waivable) == ("unverified", False)
    with pytest.raises(law.NotProvided, match="visum tidak ada dalam daftar"):
        law.also("visum", **case)


def test_a_paper_is_as_sure_as_its_own_source():
    found = {paper.code: paper for paper in law.papers(kind="accident", cause="work_accident", on=DAY, circumstance="sea")}  # fmt: skip
    assert (found["card"].confidence, found["sea_letter"].confidence) == ("secondary", "unverified")
    assert found["sea_letter"].source.startswith("belum ada halaman sumber")
    assert found["form_3b"].health and not found["card"].health


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ({"kind": "accident", "cause": "illness"}, "Tidak ada daftar dokumen"),
        (
            {"kind": "death", "cause": "illness", "circumstance": "rain"},
            "Keadaan 'rain' tidak dikenal",
        ),
    ],
)
def test_an_unknown_case_is_refused(case, says):
    with pytest.raises(law.BadCase, match=says):
        codes(**case)


def test_before_the_lists_begin_the_law_is_silent():
    with pytest.raises(law.NotProvided):
        codes(kind="death", cause="illness", on=date(2019, 12, 1))
