"""The two users of the comparisons, Splink's SQL and the functions, say the same of the same pairs."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naung.delivery.matching import linkage, names, records, vocabulary
from naung.delivery.matching.compare import COMPARISONS, Record, a_slip, levels
from naung.delivery.matching.weights import shipped
from naung.kit import nik

BORN = date(1978, 8, 12)
NAMES = (
    "Marta Yasinta Bere", "Marta Bere", "M. Y. Bere", "Bere Marta Yasinta", "Marta Jasinta Berre", "Maria Yasinta Bere", "Mata Bere",
    "Fransiskus Bere", "Frans Bere", "Sisko Bere", "Yonatan Amtiran", "Yonatan Amtidan", "Amtiran", "Umbu Landu", "Ngongo",
)  # fmt: skip


def record(
    name: str,
    *,
    serial: int = 9001,
    born_on: date = BORN,
    kk: str = "",
    mother: str = "",
    village: str = "53.71.01.1001",
) -> Record:
    return Record(
        names.key(name),
        born_on,
        nik.make("537101", born_on, True, serial),
        kk,
        "",
        names.key(mother),
        village,
    )


def frame(*given: Record) -> pl.DataFrame:
    rows = [
        (
            i,
            True,
            i,
            r.name_key,
            r.mother_key or None,
            r.born_on,
            "P",
            r.nik,
            r.kk or None,
            r.phone or None,
            r.village,
        )
        for i, r in enumerate(given, 1)
    ]
    return records.with_words(pl.DataFrame(rows, schema=records.SCHEMA, orient="row"))


def weighed(*given: Record) -> dict[tuple[int, int], float]:
    found = linkage.pairs(frame(*given), at_least=-1000)
    return {(min(a, b), max(a, b)): weight for a, b, weight in found.iter_rows()}


def test_it_works():
    same = levels(record("Marta Yasinta Bere", kk="a"), record("Marta Bere", serial=9002, kk="a"))
    assert same == {"name": "part", "born_on": "same", "nik": "slip", "kk": "same", "village": "same"}


def test_batch_and_look_up_weigh_every_pair_the_same():
    given_ = [
        record(
            name,
            serial=9000 + i,
            kk="ab"[i % 2],
            mother=NAMES[(i * 7) % len(NAMES)] if i % 3 else "",
            village=f"53.71.0{i % 2 + 1}.100{i % 3}",
        )
        for i, name in enumerate(NAMES)
    ]
    found = weighed(*given_)
    assert len(found) > 40
    for (a, b), weight in found.items():
        assert weight == pytest.approx(shipped().score(given_[a - 1], given_[b - 1])[0], abs=1e-6), (
            given_[a - 1],
            given_[b - 1],
        )


def test_a_swapped_or_mistyped_birth_date_is_told_from_another():
    assert levels(record("Marta"), record("Marta", born_on=date(1978, 12, 8)))["born_on"] == "swapped"
    assert levels(record("Marta"), record("Marta", born_on=date(1979, 8, 12)))["born_on"] == "one_part"
    assert levels(record("Marta"), record("Marta", born_on=date(1980, 1, 1)))["born_on"] == "else"


def test_a_blank_says_nothing():
    assert "mother" not in levels(record("Marta", mother="Agnes"), record("Marta"))
    assert "kk" not in levels(record("Marta"), record("Marta"))


def test_one_digit_or_two_neighbours_are_a_slip():
    assert a_slip("5371011208789001", "5371011208789002") and a_slip("5371011208789001", "5371011208780901")
    assert not a_slip("5371011208789001", "5371011208789001") and not a_slip(
        "5371011208789001", "5371011208789102"
    )


def test_every_level_has_its_weight_and_agreement_speaks_for_one_person():
    for comparison in COMPARISONS:
        weights = [shipped().of(comparison.field, level.key) for level in comparison.levels]
        assert weights[0] == max(weights) > 0 > shipped().of(comparison.field, "else")


words = st.sampled_from(sorted({word for name in NAMES for word in names.key(name).split()})) | st.text(
    "abfkmnstu", min_size=1, max_size=10
)


@settings(max_examples=100, deadline=None)
@given(st.sets(words, min_size=2, max_size=25))
def test_the_vocabulary_finds_every_partner(some):
    alike, near = vocabulary.partners(some)
    for a in some:
        assert alike[a] == sorted(b for b in some if names.alike(a, b))
        assert near[a] == sorted(b for b in some if names.near(a, b))
