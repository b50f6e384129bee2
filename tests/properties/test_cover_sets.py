"""The clock for one and the clock for everybody agree, whatever the memberships and months are.

The tables are stood in for by temporary ones of the same shape, so that months and memberships can be what no guard would let in."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.delivery.contributions.cover import facts as cover_facts
from naung.delivery.contributions.cover import sets as cover_sets
from naung.delivery.contributions.cover.clock import COVERED, UNCLEAR
from naung.kit.months import Month

pytestmark = pytest.mark.django_db
TABLES = (
    "registry_person",
    "programme_programme",
    "enrolment_membership",
    "contributions_contribution",
    "contributions_lateletter",
)
JULY = Month(2025, 7)
PROGRAMMES = {1: (JULY, Month(2025, 12)), 2: (Month(2026, 1), Month(2026, 12)), 3: (JULY, Month(2026, 6))}
SPAN = st.tuples(
    st.sampled_from(sorted(PROGRAMMES)), st.sampled_from(["ENROLLED", "ENROLLED", "ENDED", "REQUESTED", "REFUSED"]),
    st.integers(0, 500), st.integers(1, 400),
)  # fmt: skip
PERSON = st.tuples(
    st.lists(SPAN, min_size=1, max_size=3), st.dictionaries(st.integers(0, 17), st.booleans(), max_size=18),
    st.one_of(st.none(), st.integers(0, 540)), st.booleans(),
)  # fmt: skip


class Undo(Exception):
    """Ends an example without a trace."""


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(PERSON, min_size=1, max_size=25), st.integers(-20, 640), st.integers(0, 17))
def test_the_set_is_everybody_one_by_one(people, day, late):
    with pytest.raises(Undo), transaction.atomic():
        _written(people, late)
        on = JULY.first + timedelta(days=day)
        found = _set(on)
        assert sorted(found) == list(range(1, len(people) + 1))
        for person, row in sorted(found.items()):
            assert row == _one(person, on), (person, on)
        raise Undo


def _set(on):
    sql, params = cover_sets.standing(PROGRAMMES, on)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = [dict(zip(cover_sets.COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    return {r["person_id"]: (r["state"], r["since"], r["until"], r["promised"], r["grace_until"], r["months"], r["ahead"],
                             r["membership_id"] if r["state"] == COVERED or r["state"] in UNCLEAR else None) for r in rows}  # fmt: skip


def _one(person, on):
    one = cover_facts.on_day(person, on).death
    member = one.member.id if one.member and (one.insured or one.state in UNCLEAR) else None
    return one.state, one.since, one.until, one.promised, one.grace_until, one.months, one.ahead, member


def _written(people, late):
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"create temporary table {table} (like public.{table}) on commit drop")
            cursor.execute(
                f"select column_name from information_schema.columns where table_schema = 'public' and table_name = '{table}' and is_nullable = 'NO'"
            )
            for (column,) in cursor.fetchall():
                cursor.execute(f"alter table {table} alter column {column} drop not null")
        for number, (first, last) in PROGRAMMES.items():
            cursor.execute("insert into programme_programme (id, code, payer, schemes, first_month, last_month) values (%s, %s, 'apbd', 'jkk,jkm', %s, %s)",
                           [number, f"p{number}", first.first, last.first])  # fmt: skip
        cursor.execute("""insert into contributions_lateletter (id, programme_id, region, reference, first_month, last_month, state)
                          values (1, 1, '53.71', 'S/1', %s, %s, 'DECIDED'), (2, 3, '53', 'S/2', %s, %s, 'PREPARED')""",
                       [JULY.plus(late).first, JULY.plus(late + 2).first] * 2)  # fmt: skip
        for number, person in enumerate(people, 1):
            _person(cursor, number, *person)


def _person(cursor, number, spans, months, died, doubled):
    """`doubled`: the memberships and every other month were booked under a record that was merged into this one."""
    other = 1000 + number
    died_on = JULY.first + timedelta(days=died) if died is not None else None
    cursor.execute(
        "insert into registry_person (id, code, died_on) values (%s, %s, %s)", [number, f"N{number}", died_on]
    )
    if doubled:
        cursor.execute(
            "insert into registry_person (id, code, merged_into_id) values (%s, %s, %s)",
            [other, f"N{other}", number],
        )
    after = date(2020, 1, 1)
    for turn, (programme, state, start, long) in enumerate(sorted(spans, key=lambda s: s[2])):
        first = max(JULY.first + timedelta(days=start), after)
        last = first + timedelta(days=long)
        accepted = state in ("ENROLLED", "ENDED")
        after = last + timedelta(days=1) if accepted else after
        cursor.execute(
            """insert into enrolment_membership (id, person_id, programme_id, place_id, region, village, requested_on, agreement_starts, covered_from, covered_until,
                 state, ended_because, refusal_reason) values (%s, %s, %s, 1, '53.71', '53.71.01.1001', %s, %s, %s, %s, %s, 'x', 'y')""",
            [10 * number + turn, other if doubled and turn else number, programme, first, first, first if accepted else None, last if accepted else None, state],
        )  # fmt: skip
    for n, sure in months.items():
        first = JULY.plus(n).first
        cursor.execute(
            """insert into contributions_contribution (person_id, scheme, month, membership_id, payer, paid_on, acknowledged_on)
               values (%s, 'jkk,jkm', %s, %s, 'apbd', %s, %s)""",
            [other if doubled and n % 2 else number, first, 10 * number, first if sure else None, first if sure else None],
        )  # fmt: skip
