"""A membership rests on its person's own place, on a decree that was decided: asked once, by the database itself."""

import pytest
from django.db import IntegrityError, connection, transaction

from naung.delivery.programme import queries as programmes
from naung.foundation.trail import actions as trail
from tests.delivery.enrolment.cast import JULY_FIRST, placed, programme
from tests.people import MACHINE, NOW

pytestmark = pytest.mark.django_db

BEGIN = """
insert into enrolment_membership (programme_id, place_id, person_id, region, village, agreement_id, agreement_starts, requested_on,
                                  refusal_code, refusal_reason, ended_because, state, trail)
select programme_id, id, {person}, {region}, village, %(agreement)s, %(starts)s, '2025-07-01', '', '', '', 'REQUESTED', %(trail)s
  from selection_place where person_id = %(marta)s
"""


@transaction.atomic
def write(sql, **facts):
    entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
    with connection.cursor() as cursor:
        cursor.execute(sql, {**facts, "trail": entry})


def begin(marta, person="person_id", region="region"):
    agreement = programmes.agreement(programme(), "bpjs_tk", on=JULY_FIRST)
    write(
        BEGIN.format(person=person, region=region),
        marta=marta.pk,
        agreement=agreement.pk,
        starts=agreement.cover_starts,
    )


def test_it_works():
    marta, _ = placed("marta", "yohanes")
    begin(marta)


def test_not_on_another_persons_place():
    marta, yohanes = placed("marta", "yohanes")
    with pytest.raises(IntegrityError, match="own place on a decree that was decided"):
        begin(marta, person=str(yohanes.pk))


def test_not_on_a_place_of_another_region():
    (marta,) = placed("marta")
    with pytest.raises(IntegrityError, match="own place on a decree that was decided"):
        begin(marta, region="'53.72'")


def test_not_on_a_place_that_was_given_up():
    (marta,) = placed("marta")
    write("update selection_place set state = 'RELEASED', released_because = 'moved', trail = %(trail)s")
    with pytest.raises(IntegrityError, match="own place on a decree that was decided"):
        begin(marta)
