"""An accident of 14 July 2025 that nobody told: on the last day of the fifth year it is taken, a day later it can only be refused."""

from datetime import date

import pytest

from naung.delivery.claims import actions
from tests.journeys.families import cast
from tests.journeys.families.cast import again, assess, at, report, who

pytestmark = pytest.mark.usefixtures("village")
FELL, LAST, LATE = date(2025, 7, 14), date(2030, 7, 14), date(2030, 7, 15)


def told(on):
    return report(FELL, told_on=on, kind="accident", cause="work_accident")


def test_a_day_late_it_is_refused_with_the_article_and_never_assessed():
    claim = told(LATE)
    assert (claim.cover, claim.expires_on) == ("IN", LAST)
    with pytest.raises(
        actions.Expired,
        match="berakhir 14 Juli 2030 dan laporan baru masuk 15 Juli 2030, jadi klaim ini hanya dapat ditolak .*26",
    ):
        assess(claim, LATE)
    claim = actions.refuse(
        claim=claim, because="Lewat lima tahun (PP 82/2019 Pasal 26)", by=who("kepala"), at=at(LATE), on=LATE
    )
    assert (claim.state, claim.refused_because) == ("REFUSED", "Lewat lima tahun (PP 82/2019 Pasal 26)")


def test_the_database_refuses_to_assess_it_too():
    from django.db import Error, connection, transaction

    claim = told(LATE)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update claims_claim set state = 'ASSESSED' where id = %s", [claim.pk])


def test_on_the_last_day_it_is_taken():
    claim = told(LAST)
    with pytest.raises(actions.FileIncomplete):
        assess(claim, LAST)
    assert again(claim).expires_on == LAST


def test_a_death_by_illness_does_not_expire():
    assert report(FELL, told_on=LATE, person=cast.member(3)).expires_on is None
