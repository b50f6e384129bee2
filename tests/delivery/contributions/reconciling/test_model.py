"""Whatever the insurer's list says: the differences are those of a plain model, and together they are the gap to the rupiah."""

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.delivery.contributions.reconciling import sets
from naung.delivery.contributions.reconciling.ports import Listed
from tests.delivery.contributions.cast import PRICE, programme
from tests.delivery.contributions.reconciling.test_reconciling import members
from tests.delivery.contributions.test_month import JULY, decided

pytestmark = pytest.mark.django_db
NUMBERS = [f"{n:011}" for n in range(1, 5)]  # of four members; a fifth number is nobody's
STRANGER = "00000000099"
LINES = st.lists(
    st.builds(
        Listed,
        member_number=st.sampled_from([*NUMBERS, STRANGER]),
        name=st.just("CONTOH"),
        active=st.booleans(),
        paid_until=st.sampled_from([None, date(2025, 6, 30), JULY.last, date(2025, 8, 31)]),
        rupiah=st.sampled_from([0, PRICE, PRICE - 100]),
    ),
    max_size=8,
)


def plain(lines):
    """One number after the other, as a clerk would do it with a pencil: {(number, kind): rupiah}."""
    found = {}
    for number in [*NUMBERS, STRANGER]:
        its = [line for line in lines if line.member_number == number]
        until = max((line.paid_until for line in its if line.paid_until), default=None)
        paid = until is not None and until >= JULY.last
        credited = sum(line.rupiah for line in its if line.paid_until and line.paid_until >= JULY.last)
        if number == STRANGER:
            found |= {(number, "UNKNOWN"): -credited} if its else {}
            continue
        if not its:
            found[number, "NOT_THERE"] = PRICE
            continue
        if not paid:
            found[number, "SHORT"] = PRICE
        elif its[0].rupiah != PRICE:
            found[number, "WRONG_AMOUNT"] = PRICE - its[0].rupiah
        if len(its) > 1:
            found[number, "DOUBLED"] = its[0].rupiah - credited if paid else 0
        if not all(line.active for line in its):
            found[number, "INACTIVE"] = 0
    return found


@pytest.fixture
def july():
    members(4)
    decided()
    with connection.cursor() as cursor:
        cursor.execute("select id from enrolment_membership order by id")
        return dict(zip((f"membership:{row[0]}" for row in cursor.fetchall()), NUMBERS, strict=True))


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lines=LINES)
def test_the_differences_are_the_models_and_add_up(july, lines):
    with transaction.atomic(), connection.cursor() as cursor:
        sets.stage(programme(), JULY, lines)
        cursor.execute(
            "select key, kind, rupiah from contributions_found where source = 'LIST' and kind <> 'OTHER_NAME'"
        )
        found = {(july.get(key, STRANGER), kind): rupiah for key, kind, rupiah in cursor.fetchall()}
    assert found == plain(lines)
    credited = sum(line.rupiah for line in lines if line.paid_until and line.paid_until >= JULY.last)
    assert sum(found.values()) == 4 * PRICE - credited
