"""The clock of cover: each state once as a story, and what must hold whatever the months are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naung import law
from naung.delivery.contributions.cover import clock as cover
from naung.delivery.contributions.cover import words as cover_words
from naung.delivery.contributions.cover.clock import Facts, Late, Member, Paid, full_grant, scholarship, stand
from naung.kit.months import Month

JULY, BOTH = date(2025, 7, 1), ("jkk", "jkm")
ORDER = {
    cover.NEVER: 0,
    cover.ENDED: 0,
    cover.NOT_YET: 0,
    cover.PENDING: 1,
    cover.GRACE: 1,
    cover.REVIEW: 1,
    cover.COVERED: 2,
}


def member(number=1, first=JULY, last=date(2025, 12, 31), state="ENROLLED", **more):
    facts = {"programme": "ntt-2025", "payer": "apbd", "schemes": BOTH, "region": "53.71", "village": "53.71.01.1001",
             "requested_on": JULY, "agreed_from": JULY, **more}  # fmt: skip
    return Member(number, state=state, first=first, last=last, **facts)


def paid(*numbers, year=2025, sure=True, membership=1, payer="apbd"):
    return [
        Paid(Month(year, n), BOTH, membership, payer, sure, date(year, n, 15) if sure else None)
        for n in numbers
    ]


def on(facts, day, scheme="jkm"):
    return stand(facts, scheme, day)


def test_it_works():
    found = on(Facts([member()], paid(7, 8, 9)), date(2025, 9, 30))
    assert (found.state, found.since, found.until, found.promised) == (
        "COVERED",
        JULY,
        date(2025, 9, 30),
        date(2025, 12, 31),
    )
    assert (found.months, found.ahead, found.grace_until) == (3, 0, None)
    assert (
        cover_words.sentence(found)
        == "Terlindungi sejak 1 Juli 2025; iuran dibayar sampai 30 September 2025, dan kepesertaan berlaku sampai 31 Desember 2025."
    )
    assert cover_words.both(found)["en"].startswith("Covered since 1 July 2025")
    assert {p.key: p.confidence for p in found.rests_on} == {
        "membership.month_covers": "unverified",
        "membership.start_by_agreement": "secondary",
    }


@pytest.mark.parametrize(
    ("facts", "day", "state", "why", "says"),
    [
        (
            Facts([member()], paid(7, 8) + paid(9, sure=False)),
            date(2025, 9, 20),
            "PENDING",
            "owed",
            "sudah ditagih dan belum diakui",
        ),
        (
            Facts([member()], paid(7, 8)),
            date(2025, 9, 20),
            "GRACE",
            "missing",
            "dilunasi sampai 30 November 2025",
        ),
        (
            Facts([member()], paid(*range(7, 13))),
            date(2026, 3, 31),
            "GRACE",
            "after",
            "berakhir 31 Desember 2025",
        ),
        (
            Facts([member()], paid(*range(7, 13))),
            date(2026, 4, 1),
            "ENDED",
            "over",
            "sudah berakhir pada 31 Desember 2025",
        ),
        (
            Facts([member()], paid(7)),
            date(2025, 11, 1),
            "ENDED",
            "lapsed",
            "lebih dari 3 bulan berturut-turut",
        ),
        (
            Facts([member()], paid(7) + paid(11, sure=False)),
            date(2025, 11, 20),
            "ENDED",
            "lapsed",
            "sudah berakhir",
        ),
        (Facts([member()], []), date(2025, 7, 20), "NOT_YET", "unpaid", "Belum ada satu bulan pun"),
        (
            Facts([member()], paid(7, sure=False)),
            date(2025, 7, 20),
            "PENDING",
            "owed",
            "tanyakan kepada BPJS",
        ),
        (
            Facts([member(first=date(2025, 8, 5))]),
            date(2025, 7, 31),
            "NOT_YET",
            "later",
            "baru mulai 5 Agustus 2025",
        ),
        (
            Facts([member(state="REQUESTED", first=None, last=None)]),
            JULY,
            "NOT_YET",
            "asked",
            "belum dijawab",
        ),
        (
            Facts([member(state="REFUSED", first=None, last=None, because="NIK salah")]),
            JULY,
            "NEVER",
            "refused",
            "NIK salah",
        ),
        (Facts(), JULY, "NEVER", "never", "Belum pernah didaftarkan"),
        (
            Facts([member(state="ENDED", last=date(2025, 9, 10), cut=True, because="pindah")], paid(7, 8, 9)),
            date(2025, 9, 11),
            "ENDED",
            "cut",
            "pindah",
        ),
        (
            Facts([member()], paid(7, 8), died_on=date(2025, 8, 10)),
            date(2025, 8, 11),
            "ENDED",
            "died",
            "meninggal",
        ),
        (
            Facts([member()], paid(7, 8), died_on=date(2025, 8, 10)),
            date(2025, 8, 10),
            "COVERED",
            "paid",
            "Terlindungi",
        ),
    ],
)
def test_each_state_says_why(facts, day, state, why, says):
    found = on(facts, day)
    assert (found.state, found.why) == (state, why)
    assert says in cover_words.sentence(found)


def test_a_late_payer_s_letter_makes_an_end_a_question():
    letter = Late("ntt-2025", "53", Month(2025, 8), Month(2025, 12), "900/12/DPKAD")
    facts = Facts([member()], paid(7), [letter])
    assert on(replace(facts, letters=[]), date(2025, 12, 5)).state == "ENDED"
    found = on(facts, date(2025, 12, 5))
    assert (found.state, found.letter) == ("REVIEW", "900/12/DPKAD")
    assert "900/12/DPKAD" in cover_words.sentence(found)
    assert on(replace(facts, letters=[replace(letter, region="53.03")]), date(2025, 12, 5)).state == "ENDED"
    assert (
        on(replace(facts, letters=[replace(letter, last=Month(2025, 11))]), date(2025, 12, 5)).state
        == "ENDED"
    )


def test_an_accident_asks_its_own_scheme():
    facts = Facts([member(schemes=("jkm",))], paid(7))
    assert (on(facts, JULY, "jkm").state, on(facts, JULY, "jkk").state) == ("COVERED", "NEVER")


def test_months_go_on_from_payer_to_payer():
    """The regency takes over on the first day after: six months and two are eight in a row, and the whole grant stays."""
    taken = member(2, date(2026, 1, 1), date(2026, 12, 31), programme="53.71-2026", payer="apbd")
    facts = Facts([member(), taken], paid(*range(7, 13)) + paid(1, 2, year=2026, membership=2))
    found = on(facts, date(2026, 2, 10))
    assert (found.state, found.since, found.months, found.promised) == (
        "COVERED",
        JULY,
        8,
        date(2026, 12, 31),
    )
    assert full_grant(found).left == 0
    assert (scholarship(found).need, scholarship(found).have, scholarship(found).left) == (36, 8, 28)
    assert scholarship(found).on == date(2028, 6, 1)


def test_the_whole_grant_waits_for_months_that_pass_and_not_only_for_money():
    facts = Facts([member()], paid(*range(7, 13)))
    first, second = full_grant(on(facts, date(2025, 9, 30))), full_grant(on(facts, date(2025, 10, 1)))
    assert (first.left, first.on, second.left) == (1, date(2025, 10, 1), 0)


SPANS = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 27), st.integers(1, 9)), min_size=1, max_size=3)
MONTHS = st.dictionaries(st.integers(0, 17), st.booleans(), max_size=18)
DAYS = st.integers(0, 560).map(lambda n: JULY + timedelta(days=n))


def facts_of(spans, months):
    """Memberships one after the other, and any months paid or owed; `spans` are (first month, day of it, months long)."""
    made, after = [], date(2020, 1, 1)
    for number, (month, day, long) in enumerate(sorted(spans), 1):
        begins = max(Month(2025, 7).plus(month).first + timedelta(days=day), after)
        last = Month.of(begins).plus(long - 1).last
        made.append(member(number, begins, last, programme=f"p{number}"))
        after = last + timedelta(days=1)
    lines = [Paid(Month(2025, 7).plus(n), BOTH, 1, "apbd", sure) for n, sure in months.items()]
    return Facts(made, lines)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SPANS, MONTHS, st.integers(0, 17), DAYS)
def test_another_month_paid_never_shortens_cover(spans, months, more, day):
    less, then = (on(facts_of(spans, known), day) for known in (months, months | {more: True}))
    assert ORDER[then.state] >= ORDER[less.state]
    if less.state == cover.COVERED:
        assert then.since <= less.since and then.until >= less.until and then.months >= less.months


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SPANS, MONTHS, DAYS, st.randoms(use_true_random=False))
def test_the_order_in_which_payers_are_told_does_not_matter(spans, months, day, random):
    known = facts_of(spans, months)
    members, lines = list(known.members), list(known.months)
    random.shuffle(members)
    random.shuffle(lines)
    assert on(Facts(members, lines), day) == on(known, day)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 11), st.integers(1, 6), st.integers(1, 8))
def test_a_hole_longer_than_the_grace_sets_the_count_back(before, hole, after):
    """Months paid, then none, then paid again: the row holds only what came after the hole."""
    numbers = [*range(before), *range(before + hole, before + hole + after)]
    spans = [(0, 0, 26)]
    day = Month(2025, 7).plus(before + hole + after - 1).last
    found = on(facts_of(spans, dict.fromkeys(numbers, True)), day)
    assert (found.state, found.months) == ("COVERED", after)
    assert found.since == Month(2025, 7).plus(before + hole).first if before or hole else JULY


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SPANS, MONTHS, DAYS)
def test_the_law_gives_the_whole_grant_when_the_countdown_is_done(spans, months, day):
    found = on(facts_of(spans, months), day)
    if found.state == cover.COVERED:
        assert (full_grant(found).left == 0) == law.waited_long_enough(
            covered_from=found.since, months_paid=found.months, on=day
        )
