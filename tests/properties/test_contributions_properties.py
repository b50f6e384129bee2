"""A person's month is there once whoever pays and however often the run is repeated, and every total is the sum of its lines."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.delivery.contributions import jobs, queries
from naung.kit.months import Month
from tests.delivery.contributions.cast import PRICE, YEAR_END, enrol, one, programme
from tests.people import MACHINE, NOW

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2025, 7, 1), YEAR_END)
COVER = st.tuples(st.integers(1, 3), DAYS, DAYS).map(lambda c: (c[0], min(c[1:]), max(c[1:])))
MONTHS = st.lists(st.integers(7, 12), min_size=1, max_size=8)


class Undo(Exception):
    """Ends an example without a trace."""


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(COVER, min_size=1, max_size=3), MONTHS)
def test_a_month_is_owed_once_and_totals_agree(covers, months):
    with pytest.raises(Undo), transaction.atomic():
        for i, (n, start, until) in enumerate(covers):
            enrol(n, start=start, until=until, mark=f"m{i}")
        for month in months:
            which = Month(2025, month)  # each in its own time: past the months of grace it would be refused
            jobs.run(programme=programme(), month=which, on=which.last, by=MACHINE, at=NOW)
        for month in set(months):
            _agrees(Month(2025, month), covers)
        raise Undo


def _agrees(month, covers):
    owed = sum(n for n, start, until in covers if start <= month.last and until >= month.first)
    runs = list(queries.runs(programme(), month))
    assert sum(r.rows for r in runs) == owed
    assert sum(r.rupiah for r in runs) == owed * PRICE
    assert sum(row["rows"] for row in queries.by_region(programme(), month)) == owed
    assert (
        one(
            "select count(distinct person_id) from contributions_contribution where month = %s", [month.first]
        )
        == owed
    )
