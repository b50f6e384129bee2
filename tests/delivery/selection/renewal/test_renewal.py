"""From one year to the next: who stays, who is offered to another payer, whose cover ends; decided by two people."""

from datetime import date

import pytest
from django.db import connection

from naung.delivery.selection import queries
from naung.delivery.selection.renewal import actions as renewal
from naung.delivery.selection.renewal import notices as renewal_notices
from naung.delivery.selection.renewal import queries as rounds
from naung.delivery.selection.renewal.models import RenewalLine
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.staff.queries import NotAllowed
from tests.delivery.selection.cast import Listed, listed
from tests.delivery.selection.renewal.cast import (
    DECEMBER,
    agreed,
    answered,
    budi,
    cap,
    decided,
    dewi,
    everybody,
    months_of,
    opened,
    sari,
    sign,
    since_july,
    standing,
    states,
    year,
)  # fmt: skip
from tests.people import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _town(django_db_setup, django_db_blocker):
    with standing(since_july, django_db_blocker):
        yield


def test_it_works():
    people = everybody()
    found = decided(people)
    assert states(found) == {
        "Marta": ("STAYS", []), "Yohanes": ("OFFERED", []), "Agus": ("STAYS", []),  # Agus is 65 now, and was not when he came in
        "Petrus": ("ENDS", ["status_wage_earner"]), "Rambu": ("ENDS", ["dead"]), "Selfi": ("OFFERED", []),
    }  # fmt: skip
    assert (found.stays, found.offered, found.ends, found.rupiah) == (2, 2, 2, 2 * 201_600)
    picture = rounds.picture(found, ["53"])
    assert (picture.insured, picture.goes_on, picture.falls, picture.months) == (6, 2, 4, {6: 6})
    assert {g.key: (g.insured, g.falls) for g in picture.by_sex} == {"L": (3, 2), "P": (3, 2)}
    assert {g.key: (g.insured, g.falls) for g in picture.by_disability} == {"true": (1, 0), "false": (5, 4)}
    assert picture.reasons == {"dead": 1, "status_wage_earner": 1}
    assert rounds.days_left(found, date(2025, 12, 15)) == 16


def test_the_list_of_the_next_year_is_made_as_every_list_is():
    people = everybody()
    found = decided(people)
    agreed(answered(found, people=1))
    decree = sign(year(2026), DECEMBER)
    assert [line["name"] for line in queries.annex(decree)] == ["Marta Contoh", "Agus Contoh"]
    assert (decree.first_month, decree.months, decree.rupiah) == (date(2026, 1, 1), 12, 2 * 201_600)
    story = queries.story_of(people[0].pk)
    assert [chapter["programme"] for chapter in story] == ["ntt-2025", "ntt-2026"]
    assert [chapter["held"][0]["decree_state"] for chapter in story] == ["DECIDED", "DECIDED"]
    assert story[1]["facts"]["months"] == 6


def test_whoever_is_decided_to_stay_comes_before_somebody_ranked_better_since():
    people = everybody()
    decided(people)
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_person set status = 'none', disability = 'netra' where name = 'Petrus Contoh'"
        )
    assert {line["name"] for line in queries.annex(sign(year(2026), DECEMBER))} == {
        "Marta Contoh",
        "Agus Contoh",
    }


def test_running_it_again_changes_nothing():
    people = everybody()
    found = decided(people)
    before = list(RenewalLine.objects.order_by("pk").values_list())
    assert opened(people).pk == found.pk
    again = renewal.propose(round=found, by=sari(), at=NOW, on=DECEMBER)
    renewal.decide(round=again, approve=True, content_hash=again.content_hash, by=budi(), at=NOW, on=DECEMBER)
    assert list(RenewalLine.objects.order_by("pk").values_list()) == before


def test_as_long_as_nothing_is_proposed_nothing_is_settled():
    found = opened(everybody())
    assert {state for state, _why in states(found).values()} == {"LISTED"}
    assert rounds.picture(found, ["53"]).states == {"STAYS": 2, "OFFERED": 2, "TAKEN_OVER": 0, "ENDS": 2}
    cap(1, 2026)
    assert rounds.picture(found, ["53"]).states["STAYS"] == 1
    assert rounds.picture(found, ["53.03"]).insured == 0


def test_months_count_in_a_row_to_the_end_of_the_year():
    people = everybody()
    with_a_gap = months_of(people)
    with_a_gap[3] = ("select %(id)s::bigint as person_id", {"id": people[0].pk})
    opened(people, insured=with_a_gap)
    lines = {line.person_id: line.months for line in RenewalLine.objects.all()}
    assert (lines[people[0].pk], lines[people[1].pk]) == (6, 2)


def test_two_people_decide():
    found = renewal.propose(round=opened(everybody()), by=sari(), at=NOW, on=DECEMBER)
    with pytest.raises(SamePerson, match="orang lain"):
        renewal.decide(
            round=found, approve=True, content_hash=found.content_hash, by=sari(), at=NOW, on=DECEMBER
        )
    with pytest.raises(NotAllowed, match="renewal.decide"):
        renewal.decide(
            round=found, approve=True, content_hash=found.content_hash, by=dewi(), at=NOW, on=DECEMBER
        )
    with pytest.raises(NotAllowed, match="renewal.propose"):
        renewal.withdraw(round=found, why="salah", by=dewi(), at=NOW, on=DECEMBER)


def test_a_round_that_was_refused_or_taken_back_makes_room_for_another():
    people = everybody()
    first = renewal.propose(round=opened(people), by=sari(), at=NOW, on=DECEMBER)
    renewal.decide(
        round=first,
        approve=False,
        content_hash=first.content_hash,
        by=budi(),
        at=NOW,
        on=DECEMBER,
        note="kuota berubah",
    )
    second = opened(people)
    assert second.pk != first.pk
    renewal.withdraw(round=second, why="kuota berubah lagi", by=sari(), at=NOW, on=DECEMBER)
    assert decided(people).state == "DECIDED"


def test_a_round_is_refused_where_it_cannot_help():
    with pytest.raises(renewal.NotNext, match="tidak mulai tepat sesudah"):
        renewal.open_round(source=year(2026), target=year(2025), insured=[], by=sari(), at=NOW, on=DECEMBER)
    people = everybody()
    found = opened(people)
    listed(Listed("Baru Contoh"))
    sign(year(2026), DECEMBER)
    with pytest.raises(renewal.ListsBegun, match="datang terlambat"):
        renewal.propose(round=found, by=sari(), at=NOW, on=DECEMBER)


def test_nobody_is_told_before_the_decision():
    with pytest.raises(renewal_notices.NothingDecided, match="sesudah putaran diputuskan"):
        renewal_notices.write(round=opened(everybody()), by=sari(), at=NOW, on=DECEMBER)
