"""What the functions refuse when they are called directly, past the calculator's reading of a case."""

from collections.abc import Callable
from datetime import date

from naung import law
from naung.kit.months import Month

DAY = date(2025, 7, 5)


def refused(call: Callable[[], object]) -> str:
    try:
        call()
    except law.LawRefusal as refusal:
        return refusal.english
    raise AssertionError("it was not refused")


def _death(**changed: object) -> law.Result:
    facts = {
        "cause": "illness",
        "died_on": date(2025, 11, 5),
        "covered_from": date(2025, 7, 1),
        "months_paid": 6,
        "income": 10**6,
    }
    return law.death(**{**facts, **changed})  # type: ignore[arg-type]


def test_a_cause_that_the_law_does_not_know() -> None:
    assert "Cause 'war' is unknown" in refused(lambda: _death(cause="war"))
    assert "Cause 'war' is unknown" in refused(
        lambda: law.scholarship(event_on=DAY, cause="war", months_paid=0, children=["smp"])
    )


def test_contribution_refuses_what_it_does_not_know() -> None:
    def owed(**changed: object) -> law.Result:
        facts = {
            "income": 10**6,
            "start": Month(2025, 7),
            "months": 1,
            "payer": "self",
            "sector": "other",
            "programmes": ["jkk"],
        }
        return law.contribution(**{**facts, **changed})  # type: ignore[arg-type]

    assert owed().total == 10_000
    assert "Programme 'jp' is unknown" in refused(lambda: owed(programmes=["jp", "jkk"]))
    assert "Payer 'csr' is unknown" in refused(lambda: owed(payer="csr"))
    assert "Sector 'sea' is unknown" in refused(lambda: owed(sector="sea"))
    assert "below zero" in refused(lambda: owed(income=-1))


def test_disability_refuses_an_unknown_form() -> None:
    assert "Form 'half' is unknown" in refused(
        lambda: law.disability(accident_on=DAY, income=10**6, form="half")
    )


def test_amounts_below_zero_are_refused() -> None:
    assert "below zero" in refused(lambda: law.transport(accident_on=DAY, sea=-1))
    assert "below zero" in refused(lambda: law.home_care(accident_on=DAY, cost=-1, months=1))
    assert "below zero" in refused(lambda: law.home_care(accident_on=DAY, cost=0, months=-1))
    assert "below zero" in refused(lambda: law.temporary_inability(accident_on=DAY, income=10**6, days=-1))
    assert "below zero" in refused(lambda: law.aids(accident_on=DAY, glasses=-1))
    assert "below zero" in refused(lambda: law.aids(accident_on=DAY, prosthesis=-1))
    assert "below zero" in refused(lambda: law.late_payment(benefit="jkm", amount=-1, days_late=0))
    assert "below zero" in refused(lambda: law.late_payment(benefit="jkm", amount=0, days_late=-1))
    assert "below zero" in refused(lambda: law.base_of(-1, on=DAY))


def test_one_membership_at_least() -> None:
    assert "at least one membership" in refused(lambda: _death(memberships=0))
    assert "at least one membership" in refused(lambda: _death(cause="work_accident", memberships=0))


def test_the_accident_grant_is_never_below_the_death_grant() -> None:
    """No band reaches it today; were the multiple cut to 20, the floor would."""
    smaller = law.current_book().changed("jkk.multiple", since=date(2025, 1, 1), value=20, article="contoh")
    with law.using(smaller):
        assert _death(cause="work_accident").lines[0].amount == 20_000_000


def test_lines_are_as_sure_as_their_least_sure_figure_and_as_young_as_the_youngest() -> None:
    grant = _death(cause="work_accident", income=1_200_000).lines[0]
    assert (grant.confidence, grant.in_force_since) == ("unverified", date(2019, 12, 2))
    assert grant.reference == "PP 82/2019 Lampiran III A; PP 44/2015 Lampiran II; PP 82/2019 (manfaat JKM)"
    assert _death(died_on=date(2025, 8, 20)).lines[0].in_force_since == date(2025, 2, 24)


def test_the_sentence_within_the_waiting_time_says_why() -> None:
    line = _death(died_on=date(2025, 8, 20)).lines[0]
    assert line.sentence_id == (
        "Biaya pemakaman Rp10.000.000. Hanya ini yang dibayar: kepesertaan dan iuran belum genap 3 bulan."
    )
    assert _death().lines[2].sentence_id == "Biaya pemakaman Rp10.000.000."


def test_the_sentence_of_a_reached_ceiling_says_so() -> None:
    both = [law.Part("arm_right_shoulder"), law.Part("arm_left_shoulder")]
    first, second = law.disability(accident_on=DAY, income=10**6, form="partial_anatomical", parts=both).lines
    assert "Batas" not in first.sentence_id and "Batas jumlah 70% tercapai." in second.sentence_id
    assert "ceiling" not in first.sentence_en and "The ceiling of 70% is reached." in second.sentence_en
    assert (first.amount, second.amount) == (32_000_000, 24_000_000)
    assert "30% x 80" in second.sentence_en


def test_the_sentence_of_long_home_care_says_how_it_was_counted() -> None:
    assert "evenly for 12 of 13" in law.home_care(accident_on=DAY, cost=13, months=13).lines[0].sentence_en
    assert (
        "Dihitung rata untuk 12 dari 13 bulan."
        in law.home_care(accident_on=DAY, cost=13, months=13).lines[0].sentence_id
    )
    assert "Dihitung" not in law.home_care(accident_on=DAY, cost=13, months=12).lines[0].sentence_id
    assert "evenly" not in law.home_care(accident_on=DAY, cost=13, months=12).lines[0].sentence_en


def test_sentences_speak_of_days_or_months_and_of_relief() -> None:
    by_day = law.temporary_inability(accident_on=DAY, income=10**6, days=45).lines[0]
    by_month = law.temporary_inability(accident_on=DAY, income=10**6, months=2).lines[0]
    assert by_day.sentence_en == "Unable to work, 45 days: 100% x Rp1.000.000 / 30 x 45."
    assert by_month.sentence_en == "Unable to work, 2 months: 100% x Rp1.000.000 x 2."
    half = law.contribution(
        income=10**6,
        start=Month(2026, 5),
        months=2,
        payer="self",
        sector="other",
        programmes=["jkm"],
        people=3,
    ).lines[0]
    assert (
        half.sentence_en
        == "JKM contribution 2026-05 to 2026-06: Rp3.400 (relief from Rp6.800) x 2 months x 3 people."
    )
    assert (
        half.sentence_id
        == "Iuran JKM 2026-05 sampai 2026-06: Rp3.400 (keringanan dari Rp6.800) x 2 bulan x 3 orang."
    )
    assert half.reference == "PP 44/2015 (iuran JKM BPU); PP 50/2025 Pasal 2-4"


def test_only_a_count_of_days_rests_on_the_thirtieth() -> None:
    by_day = law.temporary_inability(accident_on=DAY, income=10**6, days=45).lines[0]
    by_month = law.temporary_inability(accident_on=DAY, income=10**6, months=2).lines[0]
    assert (
        by_day.reference.endswith("praktik BPJS Ketenagakerjaan (dasar/30)")
        and by_day.confidence == "unverified"
    )
    assert (
        by_month.reference == "PP 82/2019 Lampiran III A; PP 44/2015 Lampiran II"
        and by_month.confidence == "secondary"
    )


def test_treatment_that_the_family_paid_comes_back_without_a_ceiling() -> None:
    paid = law.treatment(accident_on=DAY, laid_out=187_654_321)
    assert paid.total == 187_654_321 and paid.lines[0].what == "jkk.treatment"
    assert law.treatment(accident_on=DAY, laid_out=0).lines == ()
    assert refused(lambda: law.treatment(accident_on=DAY, laid_out=-1)) == "A value cannot be below zero: -1."
    assert "jkk.treatment_without_ceiling" in refused(
        lambda: law.treatment(accident_on=date(2019, 12, 1), laid_out=1)
    )


def test_what_is_not_named_was_not_spent() -> None:
    for mode in ("land", "sea", "air"):
        found = law.transport(accident_on=DAY, **{mode: 5})
        assert [(line.what, line.amount) for line in found.lines] == [(f"jkk.transport_{mode}", 5)]
    for aid, paid in (("denture", 5), ("hearing_aid", 5), ("glasses", 5), ("prosthesis", 7)):
        found = law.aids(accident_on=DAY, **{aid: 5})
        assert [(line.what, line.amount) for line in found.lines] == [(f"jkk.{aid}", paid)]


def test_scholarship_sentences_count_the_children() -> None:
    lines = law.scholarship(event_on=DAY, cause="work_accident", months_paid=0, children=["s1", "sma"]).lines
    assert [line.sentence_en for line in lines] == [
        "Scholarship of child 1, level s1: Rp12.000.000 x 5 years.",
        "Scholarship of child 2, level sma: Rp3.000.000 x 3 years.",
        "Scholarship of child 2, level s1: Rp12.000.000 x 5 years.",
    ]
    first = _death(cause="work_accident", children=["smp", "sma"]).lines[-1]
    assert first.sentence_en == "First year's scholarship of child 2, level sma: Rp3.000.000."


def test_exactly_three_months_of_both_are_long_enough() -> None:
    def waited(months_paid: int, on: date) -> bool:
        return law.waited_long_enough(covered_from=date(2025, 7, 1), months_paid=months_paid, on=on)

    assert (
        waited(3, date(2025, 10, 1)) and not waited(2, date(2025, 10, 1)) and not waited(3, date(2025, 9, 30))
    )


def test_the_last_covered_day_is_the_end_of_the_last_paid_month() -> None:
    assert law.last_covered_day(date(2025, 7, 18), 1) == date(2025, 7, 31)
    assert law.last_covered_day(date(2025, 7, 1), 6) == date(2025, 12, 31)
    assert "lies in unpaid month 1 (covered until 2025-12-31)" in refused(
        lambda: _death(died_on=date(2026, 1, 1))
    )
    assert "4 months after it were not paid" in refused(lambda: _death(died_on=date(2026, 4, 30)))


def test_the_verdict_keeps_every_check_and_its_version() -> None:
    verdict = law.eligibility(
        nik="5371010812789001", born_on=date(1978, 8, 12), sex="L", on=date(2025, 7, 18), region="53.71", resident=True,
        occupation="Petani", status="none", decile=1,
    )  # fmt: skip
    assert verdict.eligible and verdict.overlay == "ntt-2025" and verdict.version == law.version()
    assert [c.code for c in verdict.checks] == [
        "nik_ok", "nik_birth_differs", "sex_ok", "age_ok", "status_ok", "occupation_ok", "resident_ok", "decile_ok",
    ]  # fmt: skip
    assert verdict.reasons == () and [c.code for c in verdict.warnings] == ["nik_birth_differs"]
    assert [c.message_en for c in verdict.checks][3:6] == [
        "Aged 46.",
        "Status: no other employment.",
        "Works: Petani.",
    ]


def test_the_sentences_of_a_verdict_name_the_limit() -> None:
    verdict = law.eligibility(
        nik="5371010812789001", born_on=date(1950, 1, 1), sex="L", on=date(2025, 7, 18), region="53.71", resident=True,
        occupation="Petani", status="none", decile=4,
    )  # fmt: skip
    assert [c.message for c in verdict.reasons] == [
        "Usia 75, harus di bawah 65.",
        "Desil 4, paling tinggi 2.",
    ]
    assert verdict.reasons[1].as_json()["ok"] is False and not verdict.eligible


def test_heirs_come_in_the_order_of_the_law() -> None:
    def entitled(*living: str) -> tuple[str, ...]:
        return law.heirs(living, on=DAY).relations

    assert entitled("child", "spouse", "parent") == ("spouse", "child")
    assert entitled("child", "sibling") == ("child",)
    assert entitled("grandchild", "parent") == ("parent",)
    assert entitled("grandparent", "grandchild") == ("grandchild",)
    assert entitled("sibling", "grandparent") == ("grandparent",)
    assert entitled("parent_in_law", "sibling") == ("sibling",)
    assert entitled("named_in_will", "parent_in_law") == ("parent_in_law",)
    assert entitled("named_in_will") == ("named_in_will",)
    assert entitled() == ()
    assert law.heirs([], on=DAY).provision.article == "PP 44/2015 Pasal 37 ayat (5)"
    assert "Relation 'neighbour' is unknown" in refused(lambda: entitled("neighbour"))
