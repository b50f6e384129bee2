"""Patterns among claims: what opens a question, who closes it, and what the database adds."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from naung.delivery.claims.deaths import queries, rules, watching
from naung.delivery.claims.deaths.models import Suspicion, SuspicionClaim
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.delivery.claims.cast import listed, members, report
from tests.people import MACHINE, NOW, officer

pytestmark = pytest.mark.django_db
ON = date(2025, 12, 1)
WHO = {"by": MACHINE, "at": NOW, "on": ON}


def dinas():
    return officer("rita", "regency_officer", "53.71")


def opened(rule: str) -> list[tuple[int, dict[str, object]]]:
    return list(Suspicion.objects.filter(rule=rule).order_by("key").values_list("claims", "facts"))


def test_it_works():
    person, other = members(2, months=0)
    early, late = report(person, day=date(2025, 7, 20)), report(other, day=date(2025, 11, 20))
    assert watching.watch(**WHO) == 1
    assert opened("soon_after") == [(1, {"days": 19})]
    (found,) = queries.suspicions_of(early.pk)
    (said,) = queries.findings(early.pk)
    assert (said.kind, said.says) == ("warn", "meninggal 19 hari sesudah perlindungan mulai")
    assert queries.findings(late.pk) == [] and queries.claims_in(found) == [early]


def test_a_second_look_opens_nothing_and_leaves_no_trail():
    (person,) = members(1, months=0)
    report(person, day=date(2025, 7, 20))
    watching.watch(**WHO)
    before = Entry.objects.count(), Suspicion.objects.count()
    assert watching.watch(**WHO) == 0
    assert (Entry.objects.count(), Suspicion.objects.count()) == before


def test_a_person_closes_it_with_a_reason_and_a_new_claim_opens_it_again():
    people = members(6, months=0)
    for person in people[:5]:
        report(person, day=date(2025, 11, 20))
    watching.watch(**WHO)
    case = Suspicion.objects.get(rule="same_reporter")
    assert (case.claims, case.facts) == (5, {"claims": 5})
    with pytest.raises(NotAllowed):
        watching.close(
            suspicion=case,
            because="sudah diperiksa semuanya",
            by=officer("lurah", "village_operator", "53.71"),
            at=NOW,
            on=ON,
        )
    with pytest.raises(watching.NoReason, match="Tulis apa yang Anda periksa"):
        watching.close(suspicion=case, because="ok", by=dinas(), at=NOW, on=ON)
    closed = watching.close(
        suspicion=case, because="Wabah demam berdarah, lima rumah dikunjungi", by=dinas(), at=NOW, on=ON
    )
    assert (closed.state, closed.closed_on) == ("CLOSED", ON)
    assert watching.watch(**WHO) == 0
    report(people[5], day=date(2025, 11, 21))
    assert watching.watch(**WHO) == 1
    case.refresh_from_db()
    assert (case.state, case.claims, case.because, SuspicionClaim.objects.filter(suspicion=case).count()) == (
        "OPEN",
        6,
        "",
        6,
    )


def test_who_reported_does_not_close_the_question_neither_here_nor_in_the_database():
    (person,) = members(1, months=0)
    teller = dinas()
    report(person, day=date(2025, 7, 20), by=teller)
    watching.watch(**WHO)
    case = Suspicion.objects.get()
    with pytest.raises(watching.OwnClaim, match="orang lain yang menutup"):
        watching.close(suspicion=case, because="sudah diperiksa semuanya", by=teller, at=NOW, on=ON)
    with (
        pytest.raises(DatabaseError, match="does not close the question"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "update claims_suspicion set state = 'CLOSED', because = 'x', closer_id = %s, closer_human = %s, closed_on = %s",
            [teller.officer, teller.human, ON],
        )


def test_the_insurers_yes_after_the_event_is_a_question():
    (person,) = members(1, months=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "update enrolment_membership set accepted_on = '2025-11-25' where person_id = %s", [person]
        )
    report(person, day=date(2025, 11, 20))
    watching.watch(**WHO)
    assert opened("accepted_after") == [(1, {"days": 5})]


def test_who_came_on_the_list_after_the_event_is_a_question():
    """The file that first named them came on the 25th; on that very day, or before the event, nobody asks."""
    late, same_day, before = members(3, months=0)
    for person, day in ((late, 20), (same_day, 25), (before, 26)):
        report(person, day=date(2025, 11, day))
        listed(person, datetime(2025, 11, 24, 16, 30, tzinfo=UTC))  # half past midnight of the 25th in Kupang
    watching.watch(**WHO)
    assert opened("listed_after") == [(1, {"days": 5})]
    listed(late, datetime(2025, 6, 1, tzinfo=UTC))  # an older file named them too
    assert [one for one in rules.all_of(ON) if one.rule == "listed_after"] == []


def test_one_telephone_in_three_claims_is_a_question_and_in_two_is_a_neighbour():
    people = members(4, months=0)
    for person in people[:2]:
        report(person, day=date(2025, 11, 20), phone="0812 3456 7890")
    report(people[2], day=date(2025, 11, 20), phone="0812 9999 0000")
    watching.watch(**WHO)
    assert opened("one_phone") == []
    report(people[3], day=date(2025, 11, 20), phone="+62 812-3456-7890")
    watching.watch(**WHO)
    assert opened("one_phone") == [(3, {"claims": 3})]
    assert not Suspicion.objects.filter(rule="one_phone", key__contains="0812").exists()


def test_the_proposer_who_reports_is_a_question():
    (person,) = members(1, months=0)
    report(
        person, day=date(2025, 11, 20), by=officer("vera", "verifier", "53")
    )  # who prepared the decree (cast.enrol)
    watching.watch(**WHO)
    assert list(Suspicion.objects.values_list("rule", flat=True)) == ["enrolled_and_reported"]


def test_two_records_of_one_human_and_the_second_goes_no_further():
    keep, drop = members(2, months=0)
    first, second = report(keep, day=date(2025, 11, 20)), report(drop, day=date(2025, 11, 21))
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_person set merged_into_id = %s, state = 'MERGED', trail = %s where id = %s",
            [keep, first.trail, drop],
        )
    watching.watch(**WHO)
    assert opened("one_human_two_claims") == [(2, {})]
    with (
        pytest.raises(DatabaseError, match="claimed already under another record"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update claims_claim set state = 'ASSESSED' where id = %s", [second.pk])


def test_a_crowded_district_is_measured_against_all_the_others():
    village = "53.71.01.1001"
    rows = [
        ("53.71.01", 100_000, [1, 2, 3, 4], [village] * 4),
        ("53.71.02", 300_000, [5], ["53.71.02.1001"]),
        ("53.71.03", 300_000, [], []),
    ]
    found = rules.crowded(rows)
    assert [claim for _, claim, _, _ in found] == [1, 2, 3, 4] and found[0][3] == {
        "claims": 4,
        "expected": "0.2",
    }
    assert rules.crowded([("53.71.01", 100_000, [1, 2], [village] * 2), rows[1]]) == []  # two say nothing
    assert rules.crowded(rows[:1]) == []  # nobody to compare with


@pytest.mark.parametrize(
    ("count", "mean", "chance"), [(0, 2.0, 1.0), (1, 1.0, 0.63212), (4, 1 / 6, 0.0000284), (3, 3.0, 0.57681)]
)
def test_the_chance_of_so_many_or_more(count, mean, chance):
    assert abs(rules.at_least(count, mean) - chance) < 0.00001


@pytest.mark.parametrize(
    ("villages", "area"),
    [(["53.71.01.1001"], "53.71.01.1001"), (["53.71.01.1001", "53.71.01.1004"], "53.71.01"), (["53.71.01.1001", "53.71.04.1001"], "53.71"),
     (["53.71.01.1001", "53.03.01.2001"], "53")],
)  # fmt: skip
def test_a_question_lies_where_its_claims_have_something_in_common(villages, area):
    assert rules.common(villages) == area
