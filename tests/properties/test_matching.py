"""What no list of rows can do to the plan. The records are few and alike on purpose, so that everything collides."""

from collections import Counter
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from naung.delivery.matching import compare, names, plan, records
from naung.delivery.matching.models import FOLLOWS, LIKENESS
from naung.kit import nik

NAMES = (
    "Marta Yasinta Bere",
    "Bere Marta Yasinta",
    "Marta Bere",
    "Maria Yasinta Bere",
    "Frans Bere",
    "Fransiskus Bere",
    "Ngongo",
)
BORN = (date(1978, 8, 12), date(1978, 12, 8), date(1990, 1, 1))
PERSON = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES), "born_on": st.sampled_from(BORN), "serial": st.sampled_from((9001, 9002, 9010, 9500)),
        "kk": st.sampled_from(("aa", "bb", None)), "mother": st.sampled_from(("Agnes Seran", "Rut Kase", "")),
        "village": st.sampled_from(("53.71.01.1001", "53.11.01.1001")),
    }
)  # fmt: skip
ROWS = st.lists(PERSON, min_size=1, max_size=12)


def frame(rows: list[dict], people: list[dict]) -> pl.DataFrame:
    """People first, one for each NIK, as the registry promises; then the rows."""
    known = list({_nik(p): p for p in people}.values())
    made = [(-n, False, p) for n, p in enumerate(known, 1)] + [(n, True, r) for n, r in enumerate(rows, 1)]
    whole = [
        (
            id_,
            fresh,
            at,
            names.key(r["name"]),
            names.key(r["mother"]) or None,
            r["born_on"],
            "P",
            _nik(r),
            r["kk"],
            None,
            r["village"],
        )
        for at, (id_, fresh, r) in enumerate(made)
    ]
    return pl.DataFrame(whole, schema=records.SCHEMA, orient="row")


def _nik(row: dict) -> str:
    return nik.make("537101", row["born_on"], True, row["serial"])


@settings(max_examples=40, deadline=None)
@given(ROWS, st.lists(PERSON, max_size=3))
def test_every_row_has_one_fate_and_every_merge_its_ground(rows, people):
    given_ = frame(rows, people)
    made, by_id = plan.make(given_), records.by_id(given_)
    assert sorted(fate.row for fate in made.fates) == list(range(1, len(rows) + 1))
    heads = Counter(by_id[f.root].nik for f in made.fates if f.state == plan.ADMITTED)
    assert all(count == 1 for count in heads.values()), (
        "a NIK makes one person, and a person has one admitted row"
    )
    waiting = {f.row for f in made.fates if f.state == plan.IN_REVIEW}
    for fate in made.fates:
        assert (fate.root is None) == (fate.state == plan.IN_REVIEW)
        if fate.root is not None:
            _has_ground(by_id[fate.row], by_id[fate.root])
    for question in made.questions:
        assert question.row in waiting or question.kind == LIKENESS
        assert question.kind != FOLLOWS or question.other in waiting
        assert question.row != question.other


def _has_ground(row: compare.Record, root: compare.Record) -> None:
    """One NIK, or NIKs a few slips apart; and never another given name beside a shared one."""
    if row == root:
        return
    assert row.nik[:12] == root.nik[:12] or compare.swapped(row.born_on, root.born_on)
    assert names.level(row.name_key, root.name_key) not in (names.CLASH, names.DIFFERENT)


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_the_same_lists_give_the_same_answer(rows):
    first, again = plan.make(frame(rows, [])), plan.make(frame(rows, []))
    assert first == again


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_rows_that_made_people_find_them_again(rows):
    """Every list sent a second time: nobody new is made of who was admitted."""
    first = plan.make(frame(rows, []))
    admitted = [rows[f.row - 1] for f in first.fates if f.state == plan.ADMITTED]
    second = plan.make(frame(admitted, admitted), listed=[-n for n in range(1, len(admitted) + 1)])
    assert all(f.state == plan.REPEATED for f in second.fates)
