"""He lived in Namosain and died at his brother's in Nunhila: both villages tell it. One death, one claim."""

from datetime import date

import pytest

from naung.delivery.claims import actions, queries
from tests.journeys.families import cast
from tests.journeys.families.cast import report

pytestmark = pytest.mark.usefixtures("village")
DIED = date(2025, 11, 5)


def test_the_second_teller_is_given_the_same_number_and_both_are_kept():
    first = report(DIED, reporter="Istri Contoh")
    second = report(
        DIED, told_on=date(2025, 11, 7), by="nunhila", relation="village", reporter="Kepala RT Contoh"
    )
    assert second.number == first.number
    assert queries.of_person(cast.member()).count() == 1
    assert cast.tellers(first) == ["family", "village"]


def test_another_day_of_death_is_refused_with_the_number_of_the_first():
    first = report(DIED)
    with pytest.raises(
        actions.AlreadyReported,
        match=f"sudah dilaporkan dengan nomor {first.number}, tanggal 5 November 2025",
    ):
        report(date(2025, 11, 6), by="nunhila")


def test_the_database_refuses_a_second_claim_too():
    from django.db import IntegrityError, connection, transaction

    first = report(DIED)
    with (
        pytest.raises(IntegrityError, match="claims_one_death_a_person"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            """insert into claims_claim select (jsonb_populate_record(c, jsonb_build_object('id', 900001, 'number', 'K-2025-9999', 'happened_on', '2025-11-06',
               'reported_on', '2025-11-07'))).* from claims_claim c where id = %s""", [first.pk])  # fmt: skip
