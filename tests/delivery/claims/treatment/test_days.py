"""Days and rupiah of a treatment against a plain model: a set of days, a list of receipts, and what was voided among them."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from naung.delivery.claims.treatment import queries
from naung.delivery.claims.treatment.models import Care

FELL = date(2025, 8, 14)


@st.composite
def treatments(draw):
    """Letters of rest one after another with gaps, receipts, perhaps a statement, and some of them voided."""
    entries, day = [], FELL
    for length, gap in draw(st.lists(st.tuples(st.integers(1, 70), st.integers(0, 20)), max_size=6)):
        entries.append(Care(kind="rest", day=day, until=day + timedelta(days=length - 1)))
        day += timedelta(days=length + gap)
    for rupiah, after, payer in draw(st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 300), st.sampled_from(["insurer", "family"])), max_size=6)):  # fmt: skip
        entries.append(
            Care(kind="cost", day=FELL + timedelta(days=after), rupiah=rupiah, paid_by=payer, what="medicine")
        )
    if draw(st.booleans()):
        entries.append(Care(kind="statement", day=FELL + timedelta(days=draw(st.integers(0, 300))), what="healed"))  # fmt: skip
    for number, entry in enumerate(entries, start=1):
        entry.pk = number
    gone = draw(st.sets(st.sampled_from(range(1, len(entries) + 1)))) if entries else set()
    voids = [Care(pk=1000 + n, kind="void", day=FELL, voids_id=n) for n in sorted(gone)]
    return sorted([*entries, *voids], key=lambda one: (one.day, one.pk)), gone


@settings(max_examples=60, deadline=None, derandomize=True)
@given(treatments())
def test_what_is_counted_is_what_a_plain_count_gives(found):
    entries, gone = found
    counted = [one for one in entries if one.kind != "void" and one.pk not in gone]
    ended = min((one.day for one in counted if one.kind == "statement"), default=date.max)
    days = {
        one.day + timedelta(days=n)
        for one in counted
        if one.kind == "rest"
        for n in range((one.until - one.day).days + 1)
        if one.day + timedelta(days=n) <= ended
    }
    live = queries.standing(entries)
    total, outcome = queries.sums(live), queries.outcome_of(live)
    assert [one.pk for one in live] == [one.pk for one in counted]
    assert total.days == outcome.receipts.days == len(days)
    assert total.family == outcome.receipts.laid_out == sum(one.rupiah for one in counted if one.paid_by == "family")  # fmt: skip
    assert total.treatment == sum(one.rupiah for one in counted if one.kind == "cost")
    assert outcome.closed == (ended != date.max)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(treatments())
def test_the_months_together_are_the_whole(found):
    entries, _gone = found
    months, total = queries.by_month(entries), queries.sums(queries.standing(entries))
    for name in ("insurer", "family", "days"):
        assert sum(getattr(one.sums, name) for one in months) == getattr(total, name)
    assert sum(len(one.entries) for one in months) == sum(one.kind != "void" for one in entries)
    assert [str(one.month) for one in months] == sorted({str(one.month) for one in months})
