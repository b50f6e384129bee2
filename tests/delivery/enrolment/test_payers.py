"""Several payers of the same people: one at a time, moved without a hole, with the number that they have."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.enrolment import actions, jobs, queries
from naung.delivery.enrolment.actions import TooLateToMove
from naung.delivery.enrolment.models import Membership
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import actions as selection
from naung.delivery.selection import payers as selected_payers
from naung.delivery.selection.models import Place
from naung.delivery.selection.transfers import actions as transferring
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.exchange import queries as exchange
from naung.foundation.trail import actions as trail
from naung.kit.months import Month
from naung.partners.bpjs_tk.simulator import Insurer
from tests.delivery.enrolment.cast import YEAR_END, partners_know, placed, programme
from tests.delivery.enrolment.payers_cast import (
    CITY,
    agreed,
    asked,
    enrol,
    judged,
    listed,
    memberships,
    regency,
    sari,
)
from tests.people import MACHINE, NOW

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER_FIRST = date(2025, 9, 30), date(2025, 10, 1)


@pytest.fixture
def insurer(tmp_path):
    return Insurer(misbehave=[], lists=partners_know(tmp_path, "marta", "yohanes", "petrus"))


@pytest.fixture
def insured(insurer):
    """Marta and Yohanes, members of the province's programme since July."""
    people = placed("marta", "yohanes")
    judged(*people)
    enrol(insurer)
    return people


def test_it_works(insured, insurer):
    marta, yohanes = insured
    city, used = regency(), programmes.quota(programme(), CITY).used
    agreed(asked(city, marta))
    listed(city)
    (batch,), _ = enrol(insurer, city, on=date(2025, 9, 20))
    old, new = memberships(marta)
    assert (old.state, old.covered_until, old.ended_because) == (
        "ENDED",
        SEPTEMBER,
        "pindah ke Perlindungan Pekerja Rentan 2025, Pemerintah Kota Kupang",
    )
    assert (new.state, new.kind, new.follows_id) == ("ENROLLED", "MOVES", old.pk)
    assert (new.covered_from, new.covered_until) == (OCTOBER_FIRST, YEAR_END)
    assert queries.number_of(new) == queries.number_of(old)
    line = exchange.file_of(batch).decode().splitlines()[2]
    assert line.endswith(f";PINDAH;{queries.number_of(old)};SG")
    assert Place.objects.get(person=marta, programme=programme()).state == "RELEASED"
    assert programmes.quota(programme(), CITY).used == used - 1
    assert [m.state for m in memberships(yohanes)] == ["ENROLLED"]
    assert [str(m) for m in queries.months_of(marta.pk)] == [f"2025-{n:02}" for n in range(7, 13)]
    assert queries.cover_on(marta.pk, SEPTEMBER).insured and queries.cover_on(marta.pk, OCTOBER_FIRST).insured


def test_a_second_run_moves_nobody(insured, insurer):
    city = regency()
    agreed(asked(city, insured[0]))
    listed(city)
    enrol(insurer, city, on=date(2025, 9, 20))
    before = list(Membership.objects.order_by("pk").values())
    assert enrol(insurer, city, on=date(2025, 9, 21)) == ([], [])
    assert list(Membership.objects.order_by("pk").values()) == before


def test_a_refused_move_leaves_the_old_cover_as_it_was(insured, tmp_path):
    (marta, _yohanes), city = insured, regency()
    agreed(asked(city, marta))
    listed(city)
    enrol(
        Insurer(
            misbehave=[], lists=partners_know(tmp_path, "marta", "yohanes", dead={"marta": "2025-09-01"})
        ),
        city,
        on=date(2025, 9, 20),
    )
    old, new = memberships(marta)
    assert (old.state, old.covered_until) == ("ENROLLED", YEAR_END)
    assert (new.state, new.refusal_meaning) == ("REFUSED", "died")
    assert Place.objects.get(person=marta, programme=programme()).state == "HELD"
    assert Place.objects.get(person=marta, programme=city).state == "RELEASED"


def test_whom_another_programme_pays_is_named_and_not_put_on_a_list(insured):
    city = regency()
    with transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test.assess", subject="test:city", at=NOW)
        cursor.execute(
            transferring.CARRY,
            {"target": city.pk, "judged": programme().pk, "people": [p.pk for p in insured], "trail": entry},
        )
    named = selected_payers.paid_elsewhere(city)
    assert [(one["name"], one["programme"], one["payer"], one["until"]) for one in named] == [
        ("Marta Yasinta Bere", "ntt-2025", "apbd", YEAR_END),
        ("Yohanes Bere", "ntt-2025", "apbd", YEAR_END),
    ]
    assert selection.prepare_decrees(programme=city, by=sari(), at=NOW, on=date(2025, 9, 12)) == []


def test_the_database_puts_nobody_on_two_lists_of_the_same_months(insured):
    city = regency()
    agreed(asked(city, insured[0]))
    listed(city)
    decree = Place.objects.get(programme=city).decree_id
    with (
        pytest.raises(DatabaseError, match="another programme pays for in these months|stands on a list"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
        cursor.execute(
            """insert into selection_place (programme_id, decree_id, person_id, region, village, rank, released_because, state, trail)
               values (%s, %s, %s, '53.71', '53.71.01.1001', 99, '', 'PROPOSED', %s)""",
            [city.pk, decree, insured[1].pk, entry],
        )


def test_a_move_in_the_past_is_refused_and_says_what_to_do(insured, insurer):
    city = regency()
    agreed(asked(city, insured[0]))
    listed(city)
    with pytest.raises(TooLateToMove, match="Perpindahan mulai 1 Oktober 2025 sudah lewat"):
        enrol(insurer, city, on=date(2025, 10, 3))
    assert [m.state for m in memberships(insured[0])] == ["ENROLLED"]


def test_nobody_moves_twice_and_only_holders_move(insured):
    city, marta = regency(), insured[0]
    first = asked(city, marta)
    assert asked(city, marta).pk == first.pk
    with pytest.raises(transferring.MovesAlready, match="sudah ada dalam perpindahan lain"):
        asked(city, *insured)
    with pytest.raises(transferring.NobodyToMove, match="Tidak memegang tempat"):
        transferring.prepare(source=city, target=programme(), region=CITY, codes=[marta.code], first_month=Month(2025, 11), by=sari(), at=NOW,
                             on=date(2025, 9, 1), document="x", reason="alasan yang cukup")  # fmt: skip
    with pytest.raises(transferring.NotThere, match="bulan yang akan datang"):
        asked(city, insured[1], on=date(2025, 10, 2))


def test_two_people_and_not_one(insured):
    made = asked(regency(), insured[0])
    with pytest.raises(SamePerson, match="orang lain yang memutuskannya"):
        transferring.decide(transfer=made, approve=True, content_hash=made.content_hash, by=sari(), at=NOW, on=date(2025, 9, 11))  # fmt: skip
    taken_back = transferring.withdraw(
        transfer=made, why="salah bulan", by=sari(), at=NOW, on=date(2025, 9, 11)
    )
    assert taken_back.state == "WITHDRAWN"


def test_no_day_of_a_person_has_two_memberships(insured, insurer):
    """As if the new one had been accepted before the old one was ended."""
    city, marta = regency(), insured[0]
    agreed(asked(city, marta))
    listed(city)
    jobs.send(programme=city, insurer=insurer, by=MACHINE, at=NOW, on=date(2025, 9, 20))
    old, new = memberships(marta)
    with (
        pytest.raises(DatabaseError, match="no day of a person has two memberships"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
        cursor.execute(
            """update enrolment_membership n set state = 'ENROLLED', number_sealed = o.number_sealed, number_index = o.number_index,
                      covered_from = '2025-10-01', covered_until = '2025-12-31', trail = %s from enrolment_membership o where n.id = %s and o.id = %s""",
            [entry, new.pk, old.pk],
        )


def test_a_hole_before_whoever_goes_on_is_for_a_person_to_see(insured, insurer):
    """The province ended with September; the insurer would begin the city's cover two weeks into October."""
    city, marta = regency(), insured[0]
    agreed(asked(city, marta))
    listed(city)
    (old,) = memberships(marta)
    with transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
        cursor.execute(
            "update enrolment_membership set state = 'ENDED', covered_until = '2025-09-30', ended_because = 'x', trail = %s where id = %s",
            [entry, old.pk],
        )
    (batch,) = jobs.send(programme=city, insurer=insurer, by=MACHINE, at=NOW, on=date(2025, 10, 1))
    (content,) = insurer.answer(exchange.file_of(batch), on=date(2025, 10, 1))
    late = content.decode().replace(";01-10-2025;", ";15-10-2025;").encode()
    taken = actions.take_answer(
        programme=city, batch=batch, content=late, insurer=insurer, by=MACHINE, at=NOW, on=date(2025, 10, 1)
    )
    assert (taken.accepted, taken.unknown) == (0, 1)
    assert [m.state for m in memberships(marta)] == ["ENDED", "REQUESTED"]
