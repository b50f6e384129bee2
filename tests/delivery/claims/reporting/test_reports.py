"""Anybody tells: one event, one claim, however often and by whomever it is told; and the law's hours for an accident."""

from datetime import date, datetime, time

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.claims import queries as claims
from naung.delivery.claims.reporting import actions, placing, queries
from naung.delivery.claims.reporting.models import Placement, Report
from naung.delivery.registry import queries as registry
from naung.foundation.staff.scope import seeing
from naung.kit.actor import Actor
from naung.kit.clock import WITA
from tests.delivery.claims.cast import filer, members, report
from tests.people import NOW, officer

pytestmark = pytest.mark.django_db
ON = date(2025, 12, 1)
PUBLIC = Actor("public")
ANNA = {
    "kind": "death", "happened_on": date(2025, 11, 28), "name": "Anna Contoh Bere", "regency": "53.71", "village": "Namosain",
    "born_on": date(1980, 5, 2), "channel": "form", "relation": "family", "phone": "0800 0000 1234", "by": PUBLIC, "on": ON, "at": NOW,
}  # fmt: skip


def regency():
    return officer("dinas", "regency_officer", "53.71")


def told(claim, **more):
    given = {
        "claim": claim,
        "relation": "neighbour",
        "by": filer(),
        "on": ON,
        "at": NOW,
        "phone": "0800-0000-1111",
        "text": "Jatuh di laut.",
    }
    return actions.tell(**{**given, **more})


def test_it_works():
    claim = report(members(1, months=0)[0], kind="accident", cause="work_accident", day=date(2025, 11, 30))
    (first,) = queries.reports(claim.pk)
    assert (first.claim_id, first.kind, first.happened_on, first.recorded_human) == (
        claim.pk,
        "accident",
        claim.happened_on,
        filer().human,
    )
    second = told(claim)
    assert [one.number for one in queries.reports(claim.pk)] == [first.number, second.number]
    found = queries.opened(second)
    assert (found.text, found.phone) == ("Jatuh di laut.", "080000001111")
    assert b"Jatuh" not in bytes(second.text_sealed)


def test_the_same_words_by_the_same_teller_are_one_report():
    claim = report(members(1, months=0)[0])
    assert told(claim).pk == told(claim).pk
    assert told(claim, by=regency()).pk != told(claim).pk


def test_two_phones_written_differently_are_one():
    claim = report(members(1, months=0)[0])
    one, other = told(claim), told(claim, phone="(0800) 0000 1111", relation="family")
    assert bytes(one.phone_index) == bytes(other.phone_index)


def test_the_hours_of_an_accident_run_from_its_hour_or_from_the_end_of_its_day():
    claim = report(
        members(1, months=0)[0], kind="accident", cause="work_accident", day=date(2025, 11, 28), on=ON
    )
    clock = queries.clock(claim)
    assert clock.first_by == datetime(2025, 11, 30, 23, 59, 59, tzinfo=WITA)
    assert clock.late
    claim.happened_at = time(8, 30)
    assert queries.clock(claim).first_by == datetime(2025, 11, 30, 8, 30, tzinfo=WITA)


def test_an_accident_told_the_next_day_is_in_time_and_the_second_report_is_its_own():
    claim = report(
        members(1, months=0)[0], kind="accident", cause="work_accident", day=date(2025, 11, 30), on=ON
    )
    assert not queries.clock(claim).late
    due = queries.clock(claim, stated_on=date(2025, 12, 10))
    assert (due.second_by.date(), due.second_told_on) == (date(2025, 12, 12), None)
    actions.second(claim=claim, by=regency(), on=date(2025, 12, 15), at=NOW, text="Sembuh.")
    clock = queries.clock(claim, stated_on=date(2025, 12, 10))
    assert (clock.second_told_on, clock.second_late, clock.late) == (date(2025, 12, 15), True, False)


def test_a_death_has_no_hours_and_no_second_report():
    claim = report(members(1, months=0)[0])
    assert queries.clock(claim) == queries.Clock()
    with (
        pytest.raises(DatabaseError, match="only an accident has a second report"),
        transaction.atomic(),
    ):
        actions.second(claim=claim, by=regency(), on=ON, at=NOW)


def test_what_is_told_before_it_happened_is_refused():
    claim = report(members(1, months=0)[0])
    with pytest.raises(actions.NotYetHappened, match="belum terjadi"):
        told(claim, happened_on=date(2025, 12, 2))


def test_a_report_of_somebody_the_teller_does_not_see_is_kept_for_the_village():
    heard = actions.hear(**ANNA)
    assert heard.number.startswith("L-2025-") and heard.region == "53.71.01.1001"
    assert list(queries.waiting()) == [heard]
    assert queries.opened(heard).about == {
        "name": "Anna Contoh Bere",
        "village": "Namosain",
        "born_on": "1980-05-02",
        "card": "",
    }
    assert actions.hear(**ANNA).pk == heard.pk, "told twice on one day, it has one number"
    assert actions.hear(**{**ANNA, "village": "Desa Tak Dikenal"}).region == "53.71"


def test_a_stranger_writes_where_they_may_not_look():
    with transaction.atomic(), seeing([]):
        assert actions.hear(**ANNA).number
        assert not Report.objects.exists()


@pytest.mark.parametrize("wrong", [{"name": "A"}, {"village": "", "born_on": None, "card": ""}])
def test_nobody_can_be_found_with_so_little(wrong):
    with pytest.raises(actions.TooShort, match="supaya kami dapat mencarinya"):
        actions.hear(**{**ANNA, **wrong})


def test_an_unknown_channel_is_refused():
    with pytest.raises(actions.UnknownWord, match="merpati"):
        actions.hear(**{**ANNA, "channel": "merpati"})


def test_an_officer_places_a_report_and_the_claim_has_it_once():
    person, heard = members(1, months=0)[0], actions.hear(**ANNA)
    claim = placing.open_claim(
        report=heard,
        person_id=person,
        kind="death",
        cause="illness",
        suspected=False,
        circumstance="",
        by=filer(),
        on=ON,
        at=NOW,
    )
    assert claim.happened_on == date(2025, 11, 28)
    assert [one.number for one in queries.reports(claim.pk)] == [heard.number]
    assert queries.counted([claim.pk]) == {claim.pk: 1}
    assert not queries.waiting().exists()
    again = placing.open_claim(
        report=heard,
        person_id=person,
        kind="death",
        cause="illness",
        suspected=False,
        circumstance="",
        by=filer(),
        on=ON,
        at=NOW,
    )
    assert again.pk == claim.pk and Placement.objects.count() == 1


def test_a_death_told_by_two_villages_on_two_days_is_one_claim_with_two_reports():
    person = members(1, months=0)[0]
    claim = report(person, day=date(2025, 11, 27))
    heard = actions.hear(**ANNA)
    assert (
        placing.open_claim(
            report=heard,
            person_id=person,
            kind="death",
            cause="illness",
            suspected=False,
            circumstance="",
            by=regency(),
            on=ON,
            at=NOW,
        )
        == claim
    )
    assert [one.happened_on for one in queries.reports(claim.pk)] == [date(2025, 11, 27), date(2025, 11, 28)]
    assert list(claims.everything()) == [claim]


def test_nobody_we_insure_is_said_with_where_one_looked_and_once():
    heard = actions.hear(**ANNA)
    with pytest.raises(placing.NoReason, match="di mana Anda sudah mencari"):
        placing.unknown(report=heard, because="tidak", by=filer(), on=ON, at=NOW)
    placing.unknown(report=heard, because="Dicari dengan nama dan kartu.", by=filer(), on=ON, at=NOW)
    assert not queries.waiting().exists()
    claim = report(members(1, months=0)[0])
    with pytest.raises(placing.PlacedAlready, match=heard.number):
        placing.on_claim(report=heard, claim=claim, by=filer(), on=ON, at=NOW)


def test_who_knows_number_and_birth_date_follows_a_report_and_nobody_else():
    heard = actions.hear(**ANNA)
    assert queries.followed(heard.number, date(1980, 5, 3)) is None
    assert queries.followed("L-2025-9999", date(1980, 5, 2)) is None
    found = queries.followed(heard.number, date(1980, 5, 2))
    assert (found.state, found.claim_id, found.region, found.next_on) == (
        "WAITING",
        None,
        "53.71.01.1001",
        date(2025, 12, 3),
    )
    person = members(1, months=0)[0]
    claim = placing.open_claim(
        report=heard,
        person_id=person,
        kind="death",
        cause="illness",
        suspected=False,
        circumstance="",
        by=filer(),
        on=ON,
        at=NOW,
    )
    assert queries.followed(heard.number, date(1980, 5, 2)).claim_id == claim.pk
    assert queries.followed(heard.number, registry.person(person).born_on).state == "PLACED"


def test_a_door_counts_who_knocks_by_day_and_forgets_after_two():
    assert [actions.knock(door="lapor", of="10.0.0.1", on=ON) for _ in range(2)] == [1, 2]
    assert actions.knock(door="lapor", of="10.0.0.2", on=ON) == 1
    assert actions.knock(door="keluarga", of="10.0.0.1", on=ON) == 1
    assert actions.knock(door="lapor", of="10.0.0.1", on=date(2025, 12, 4)) == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), bool_or(of_index = convert_to('10.0.0.1', 'utf8')) from claims_knock"
        )
        assert cursor.fetchone() == (1, False)


def test_a_report_keeps_what_was_told_and_lies_where_its_claim_lies():
    claim = report(members(1, months=0)[0])
    row = told(claim)
    for wrong, says in (
        (lambda: Report.objects.filter(pk=row.pk).update(relation="family"), "permission denied"),
        (lambda: Report.objects.filter(pk=row.pk)._raw_delete(using="default"), "permission denied"),
        (lambda: _insert(row, region="53.03.01.1001"), "a report lies where its claim lies"),
        (lambda: _insert(row, trail=1), "needs a trail entry"),
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match=says), transaction.atomic():
            wrong()


def _insert(row, **other):
    made = Report(**{f.attname: getattr(row, f.attname) for f in Report._meta.concrete_fields})
    made.pk, made.number, made.fingerprint = None, "L-2025-8888", b"other"
    for name, value in other.items():
        setattr(made, name, value)
    made.save(force_insert=True)
