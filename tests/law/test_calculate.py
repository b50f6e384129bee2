"""The contract of the calculator: what it refuses, in which words, and that it never breaks."""

import json

import pytest

from naung import law
from naung.law.calculate import KINDS

CONTRIBUTION = {
    "kind": "contribution", "income": 1_000_000, "from": "2025-07", "months": 6, "payer": "apbd", "sector": "other",
    "programmes": ["jkk", "jkm"],
}  # fmt: skip
DEATH = {
    "kind": "death", "cause": "illness", "died_on": "2025-11-05", "covered_from": "2025-07-01", "months_paid": 6,
    "income": 1_000_000,
}  # fmt: skip
FULL = {
    "contribution": CONTRIBUTION,
    "death": DEATH,
    "disability": {"kind": "disability", "accident_on": "2025-07-05", "income": 1_000_000, "form": "total"},
    "temporary_inability": {"kind": "temporary_inability", "accident_on": "2025-07-05", "income": 1_000_000, "days": 3},
    "transport": {"kind": "transport", "accident_on": "2025-07-05", "land": 1, "sea": 2, "air": 3},
    "home_care": {"kind": "home_care", "accident_on": "2025-07-05", "cost": 5, "months": 1},
    "aids": {"kind": "aids", "accident_on": "2025-07-05"},
    "scholarship": {
        "kind": "scholarship", "event_on": "2025-07-05", "cause": "illness", "months_paid": 36,
        "children": [{"level": "smp"}],
    },
    "late_payment": {"kind": "late_payment", "benefit": "jkm", "amount": 100, "days_late": 1},
    "eligibility": {
        "kind": "eligibility", "nik": "5371010812789001", "born_on": "1978-12-08", "sex": "L", "on": "2025-07-18",
        "region": "53.71", "resident": True, "occupation": "Nelayan", "status": "none", "decile": 2,
    },
}  # fmt: skip
OPTIONAL = {("temporary_inability", "days")}


def refusal(**changed: object) -> tuple[str, str]:
    kind = changed.pop("kind", "death")
    found = law.calculate({**FULL[str(kind)], **changed})
    return found["error"]["code"], found["error"]["message_en"]


def test_it_works() -> None:
    assert law.calculate(CONTRIBUTION)["total"] == 100_800
    assert law.calculate(CONTRIBUTION)["lines"][1] == {
        "what": "jkm.contribution",
        "amount": 40_800,
        "reference": "PP 44/2015 (iuran JKM BPU)",
        "in_force_since": "2019-12-01",
        "confidence": "secondary",
        "sentence_id": "Iuran JKM 2025-07 sampai 2025-12: Rp6.800 x 6 bulan x 1 orang.",
        "sentence_en": "JKM contribution 2025-07 to 2025-12: Rp6.800 x 6 months x 1 people.",
        "version": law.version(),
    }


def test_every_kind_has_a_case_here_and_answers_it() -> None:
    assert set(FULL) == set(KINDS)
    for case in FULL.values():
        assert "error" not in law.calculate(case), case


def test_every_missing_field_is_named() -> None:
    for kind, case in FULL.items():
        for name in set(case) - {"kind"}:
            found = law.calculate({key: value for key, value in case.items() if key != name})
            if (kind, name) not in OPTIONAL:
                assert found["error"]["code"] == "missing_field" and name in found["error"]["message"]


def test_every_field_of_a_foreign_type_is_named() -> None:
    for case in FULL.values():
        for name in set(case) - {"kind"}:
            for foreign in ({"a": 1}, 1.5, float("nan"), b"x"):
                found = law.calculate({**case, name: foreign})
                assert found["error"]["code"] == "wrong_type" and name in found["error"]["message"], (
                    name,
                    foreign,
                )


def test_an_unknown_field_is_refused() -> None:
    assert refusal(died="2025-11-05") == ("unknown_field", "'died' is unknown.")


def test_an_unknown_kind_is_refused() -> None:
    assert law.calculate({"kind": "pension"})["error"]["code"] == "unknown_kind"
    assert law.calculate(DEATH, kinds=("contribution",))["error"]["code"] == "unknown_kind"


def test_a_case_without_kind_or_without_fields_is_refused() -> None:
    assert law.calculate({})["error"] == {
        "code": "missing_field",
        "message": "'kind' belum ada.",
        "message_en": "'kind' is missing.",
    }
    assert law.calculate([])["error"]["code"] == "wrong_type"
    assert law.calculate(None)["error"]["code"] == "wrong_type"
    assert law.calculate({"kind": 3})["error"]["code"] == "wrong_type"


def test_true_is_not_one_and_1_0_is_not_money() -> None:
    assert refusal(months_paid=True) == ("wrong_type", "'months_paid' must be a whole number, this is True.")
    assert refusal(income=1_000_000.0) == (
        "wrong_type",
        "'income' must be a whole number, this is 1000000.0.",
    )
    assert refusal(income="1000000")[0] == "wrong_type"


def test_below_zero_is_refused() -> None:
    assert refusal(income=-1) == (
        "invalid_value",
        "'income' must lie between 0 and 1000000000000000, this is -1.",
    )
    assert refusal(months_paid=-1)[0] == "invalid_value"
    assert refusal(kind="transport", sea=-1)[0] == "invalid_value"
    assert refusal(kind="late_payment", days_late=-1)[0] == "invalid_value"


def test_zero_months_and_nobody_are_refused() -> None:
    assert refusal(kind="contribution", months=0)[0] == "invalid_value"
    assert refusal(kind="contribution", people=0)[0] == "invalid_value"
    assert refusal(memberships=0)[0] == "invalid_value"


def test_the_largest_numbers_stand_and_the_next_are_refused() -> None:
    assert law.calculate({**CONTRIBUTION, "income": 10**15, "months": 1200, "people": 10**9})["total"] > 0
    assert refusal(kind="contribution", income=10**15 + 1)[0] == "invalid_value"
    assert refusal(kind="contribution", income=10**5000)[0] == "invalid_value"
    assert refusal(kind="contribution", months=1201)[0] == "invalid_value"
    assert refusal(kind="contribution", people=10**9 + 1)[0] == "invalid_value"
    assert refusal(kind="temporary_inability", days=36601)[0] == "invalid_value"
    assert law.calculate({**FULL["temporary_inability"], "days": 36600})["total"] > 0
    assert refusal(kind="home_care", months=1201)[0] == "invalid_value"
    assert "error" not in law.calculate({**FULL["home_care"], "months": 1200})
    assert refusal(memberships=101)[0] == "invalid_value"


def test_a_refusal_quotes_what_was_written_but_not_a_novel() -> None:
    assert refusal(income=10**30)[1].endswith(f"this is {10**30}.") and refusal(income=10**30 + 1)[
        1
    ].endswith("this is ....")
    assert refusal(income="x" * 59)[1].endswith(f"this is '{'x' * 59}.") and refusal(income="x" * 58)[
        1
    ].endswith(f"'{'x' * 58}'.")


def test_a_day_that_does_not_exist_is_refused() -> None:
    assert refusal(died_on="2025-02-29") == ("invalid_value", "'died_on': there is no day 2025-02-29.")
    assert refusal(died_on="20251105")[0] == "wrong_type"
    assert refusal(died_on="2025-11-05T00:00")[0] == "wrong_type"


def test_a_year_that_nobody_lives_in_is_refused() -> None:
    for year, code in (
        ("1899", "invalid_value"),
        ("2201", "invalid_value"),
        ("9999", "invalid_value"),
        ("0001", "invalid_value"),
    ):
        assert refusal(died_on=f"{year}-01-01")[0] == code
        assert refusal(kind="contribution", **{"from": f"{year}-01"})[0] in (code, "wrong_type")
    assert (
        refusal(covered_from="1900-01-01")[0] == "not_covered"
        and refusal(died_on="1900-01-01")[0] == "not_covered"
    )
    assert "between 1900 and 2200, this is 2201" in refusal(kind="contribution", **{"from": "2201-01"})[1]
    for case in (
        FULL["contribution"] | {"from": "2200-12", "months": 1200},
        DEATH | {"died_on": "2200-12-31", "covered_from": "2200-01-01", "months_paid": 1200},
    ):
        assert law.calculate(case)["total"] > 0


def test_a_month_is_written_like_one() -> None:
    assert refusal(kind="contribution", **{"from": "2025-13"})[0] == "wrong_type"
    assert refusal(kind="contribution", **{"from": "Juli 2025"})[0] == "wrong_type"


@pytest.mark.parametrize(("kind", "name", "value"), [
    ("contribution", "payer", "csr"), ("contribution", "sector", "fishing"), ("contribution", "programmes", ["jp"]),
    ("death", "cause", "old age"), ("disability", "form", "partial"), ("scholarship", "cause", "both"),
    ("late_payment", "benefit", "jht"),
])  # fmt: skip
def test_an_unknown_word_is_refused(kind: str, name: str, value: object) -> None:
    code, sentence = refusal(kind=kind, **{name: value})
    assert code == "invalid_value" and "is unknown" in sentence


def test_unknown_words_are_refused() -> None:
    test_an_unknown_word_is_refused("contribution", "payer", "csr")
    test_an_unknown_word_is_refused("contribution", "sector", "fishing")


def test_the_same_programme_twice_is_refused() -> None:
    assert refusal(kind="contribution", programmes=["jkk", "jkk"]) == (
        "invalid_value",
        "'programmes' names the same thing twice.",
    )


def test_children_are_a_list_of_levels() -> None:
    assert refusal(children={"level": "smp"})[0] == "wrong_type"
    assert refusal(children=["smp"])[0] == "wrong_type"
    assert refusal(children=[{}])[0] == "missing_field"
    assert refusal(children=[{"level": "smp", "name": "x"}])[0] == "unknown_field"
    assert refusal(children=[{"level": 3}])[0] == "wrong_type"


def test_parts_are_read_strictly() -> None:
    def parts(*parts: object) -> str:
        return refusal(kind="disability", form="partial_functional", parts=list(parts))[0]

    assert parts({"part": "thumb_left", "function_lost_percent": 101}) == "invalid_value"
    assert parts({"part": "thumb_left", "function_lost_percent": -1}) == "invalid_value"
    assert (
        "between 0 and 100, this is 101"
        in refusal(kind="disability", parts=[{"part": "smell", "percent": 101}])[1]
    )
    assert parts({"part": "thumb_left", "function_lost_percent": "50"}) == "wrong_type"
    assert parts({"part": "thumb_left", "function_lost_percent": True}) == "wrong_type"
    assert parts({"part": "thumb_left", "function_lost_percent": float("nan")}) == "invalid_value"
    assert parts({"part": "thumb_left", "lost": 50}) == "unknown_field"
    assert parts({"function_lost_percent": 50}) == "missing_field"
    assert parts("thumb_left") == "wrong_type"


def test_a_decile_far_away_is_no_decile() -> None:
    assert law.calculate({**FULL["eligibility"], "decile": 10**30})["reasons"][0]["code"] == "decile_unknown"


def test_the_smallest_numbers_stand() -> None:
    for case in (
        {**CONTRIBUTION, "months": 1, "people": 1},
        {**DEATH, "memberships": 1},
        {**FULL["home_care"], "cost": 0, "months": 0},
    ):
        assert "error" not in law.calculate(case)
    assert law.calculate({**DEATH, "memberships": 100})["error"]["code"] == "not_provided"
    assert law.calculate({**FULL["temporary_inability"], "days": 0})["total"] == 0


def test_every_answer_is_json() -> None:
    for case in FULL.values():
        assert json.loads(json.dumps(law.calculate(case))) == law.calculate(case)
