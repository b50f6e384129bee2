"""What comes after the decision: a region's answers without a gap, what everybody is told, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from naung.delivery.selection import actions
from naung.delivery.selection.renewal import actions as renewal
from naung.delivery.selection.renewal import loss as renewal_loss
from naung.delivery.selection.renewal import notices as renewal_notices
from naung.delivery.selection.renewal import takeover as renewal_takeover
from naung.delivery.selection.renewal.models import RenewalNotice
from naung.foundation.trail import actions as trail
from naung.foundation.wording import sms
from tests.delivery.selection.renewal.cast import (
    CITY,
    DECEMBER,
    agreed,
    answered,
    budi,
    decided,
    dewi,
    everybody,
    sari,
    since_july,
    standing,
    states,
    the_round,
    year,
)  # fmt: skip
from tests.people import MACHINE, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _town(django_db_setup, django_db_blocker):
    with standing(lambda: decided(since_july()), django_db_blocker):
        yield


def test_a_regency_takes_over_whom_it_can_and_the_others_end():
    found = the_round()
    waits = answered(found, people=1, closes=True)
    assert (waits.rows, waits.rupiah, waits.first_month) == (1, 201_600, date(2026, 1, 1))
    assert answered(found, people=1, closes=True).pk == waits.pk
    with pytest.raises(renewal_takeover.AnswerWaits, match="menunggu keputusan"):
        answered(found, people=2)
    agreed(waits)
    assert states(found)["Yohanes"] == ("TAKEN_OVER", [])
    assert states(found)["Selfi"] == ("ENDS", ["not_taken_over"])
    assert renewal.content_hash(found) == found.content_hash
    with pytest.raises(renewal_takeover.NoOffer, match="Tidak ada yang sedang ditawarkan"):
        answered(found, people=1)


def test_a_village_pays_for_its_own_by_name():
    people, found = everybody(), the_round()
    taken = agreed(answered(found, payer="village", payer_name="Kelurahan Namosain", codes=(people[5].code,)))
    assert states(found)["Selfi"] == ("TAKEN_OVER", [])
    assert (
        taken.per_person == 3 * 16_800 + 9 * 8_400
    )  # PP 50/2025: months from April at half; no public money of the province
    with pytest.raises(renewal_takeover.NotOffered, match=people[0].code):
        answered(found, codes=(people[0].code,))


def test_what_was_refused_or_taken_back_is_on_offer_again():
    found = the_round()
    first = answered(found, people=2)
    renewal_takeover.decide(
        takeover=first,
        approve=False,
        content_hash=first.content_hash,
        by=budi(),
        at=NOW,
        on=DECEMBER,
        note="belum ada anggaran",
    )
    second = answered(found, people=2)
    renewal_takeover.withdraw(takeover=second, why="salah jumlah orang", by=dewi(), at=NOW, on=DECEMBER)
    assert agreed(answered(found, people=2)).number == 3


@pytest.mark.parametrize(("said", "refusal", "says"), [
    ({"people": 3}, renewal_takeover.NotOffered, "Hanya 2 orang"),
    ({"people": 0}, renewal_takeover.NothingAnswered, "berapa orang"),
    ({"people": 1, "payer": "apbn"}, renewal_takeover.UnknownPayer, "siapa yang membayar"),
    ({"people": 1, "document": " "}, renewal_takeover.UnknownPayer, "dokumen"),
])  # fmt: skip
def test_an_answer_that_says_nothing_is_refused(said, refusal, says):
    found = the_round()
    with pytest.raises(refusal, match=says):
        answered(found, **said)


def test_an_offer_ends_unanswered_only_after_the_last_day():
    found = the_round()
    with pytest.raises(renewal.OffersStand, match="31 Desember 2025"):
        renewal.lapse(round=found, by=MACHINE, at=NOW, on=date(2025, 12, 31))
    assert renewal.lapse(round=found, by=MACHINE, at=NOW, on=date(2026, 1, 1)) == 2
    assert renewal.lapse(round=found, by=MACHINE, at=NOW, on=date(2026, 1, 1)) == 0
    assert states(found)["Selfi"] == ("ENDS", ["nobody_answered"])


def test_everybody_is_told_once_and_again_when_it_changed():
    found = the_round()
    told = renewal_notices.write(round=found, by=sari(), at=NOW, on=DECEMBER)
    assert told == {"selection.renewal_ends": 1, "selection.renewal_goes_on": 2, "selection.renewal_letter_ends": 1, "selection.renewal_letter_goes_on": 2,
                    "selection.renewal_letter_offered": 2, "selection.renewal_offered": 2}  # the dead are not written to  # fmt: skip
    assert renewal_notices.write(round=found, by=sari(), at=NOW, on=DECEMBER) == {}
    agreed(answered(found, people=1))
    assert renewal_notices.write(round=found, by=sari(), at=NOW, on=DECEMBER) == {
        "selection.renewal_goes_on": 1,
        "selection.renewal_letter_goes_on": 1,
    }
    texts = {
        (one.name.split()[0], one.message): one.text
        for one in renewal_notices.read(found, CITY, letters=False)
    }
    assert texts["Yohanes", "selection.renewal_goes_on"] == (
        "Yohanes Contoh, perlindungan kerja Anda berlanjut sampai 31 Desember 2026, dibayar Pemerintah Kota Kupang. "
        "Anda tidak perlu membayar. Tanya: 0800 0000 0053")  # fmt: skip
    assert "Rp16.800 sebulan di Bank NTT dengan NIK" in texts["Petrus", "selection.renewal_ends"]
    assert all(sms.plain(text) and sms.parts(text) == 1 for text in texts.values())
    (letter,) = [
        one for one in renewal_notices.read(found, CITY, letters=True) if one.name.startswith("Petrus")
    ]
    for said in (
        "Penerima upah",
        "6 bulan berturut-turut",
        "36 bulan",
        "3 bulan pertama",
        "hanya Rp10.000.000, bukan Rp42.000.000",
    ):
        assert said in letter.text
    assert RenewalNotice.objects.filter(line__person__name="Rambu Contoh").count() == 0


def test_a_long_name_gives_way_so_that_an_sms_stays_one():
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_person set name = 'Maria Goreti Ferdinanda Hermelinda Contoh de Rosário Fernandes Taolin' where name like 'Selfi%'"
        )
    renewal_notices.write(round=the_round(), by=sari(), at=NOW, on=DECEMBER)
    (one,) = [
        one for one in renewal_notices.read(the_round(), CITY, letters=False) if one.name.startswith("Maria")
    ]
    assert sms.parts(one.text) == 1 and one.text.startswith(
        "Maria Goreti, perlindungan dari Pemprov NTT berakhir"
    )
    (letter,) = [
        one for one in renewal_notices.read(the_round(), CITY, letters=True) if one.name.startswith("Maria")
    ]
    assert "Contoh de Rosario Fernandes Taolin" in letter.text


def test_what_is_lost_is_the_law_s_figure():
    loss = renewal_loss.of(the_round())
    assert (loss.full, loss.early, loss.accident, loss.monthly) == (
        42_000_000,
        10_000_000,
        70_000_000,
        16_800,
    )
    assert (loss.waiting_months, loss.scholarship_months) == (3, 36)


@pytest.mark.parametrize(("statement", "guard"), [
    ("update selection_renewal set state = 'OPEN', trail = %(trail)s", "not possible"),
    ("update selection_renewalline set months = 36", "keeps its"),
    ("update selection_renewalline set rank = rank + 1 where rank is not null", "as far as the round"),
    ("update selection_renewalline set state = 'TAKEN_OVER', trail = %(trail)s where state = 'OFFERED'", "selection_taken_over_by_somebody"),
    ("update selection_takeover set rupiah = 0, per_person = 0", "keeps its"),
    ("update selection_takeover set state = 'DECIDED', number = number, decided_on = '2025-12-01', trail = %(trail)s", "approval of exactly this answer"),
    ("update selection_renewalline set state = 'TAKEN_OVER', takeover_id = (select id from selection_takeover), trail = %(trail)s where state = 'OFFERED'",
     "as far as the round"),
    ("insert into selection_takeover select t.id + 1, t.region, 9, t.payer, t.payer_name, t.document, t.lines, t.rows, t.closes, '2026-02-01', t.months,"
     " t.per_person, t.rupiah, t.content_hash, t.prepared_on, null, 'REFUSED', %(trail)s, t.approval_id, t.round_id from selection_takeover t", "day after"),
])  # fmt: skip
def test_the_database_refuses(statement, guard):

    answered(the_round(), people=1)
    with pytest.raises(IntegrityError, match=guard), transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test.break", subject="test:1", at=NOW)
        cursor.execute(statement, {"trail": entry})


def test_the_database_gives_no_place_to_whom_another_payer_has():
    people = everybody()
    agreed(answered(the_round(), people=1))
    (decree,) = actions.prepare_decrees(programme=year(2026), by=sari(), at=NOW, on=DECEMBER, region=CITY)
    with (
        pytest.raises(IntegrityError, match="offered to another payer"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            """insert into selection_place (programme_id, decree_id, person_id, region, village, rank, state, released_because, trail)
               select programme_id, decree_id, %s, region, village, 99, state, '', trail from selection_place where decree_id = %s limit 1""",
            [people[1].pk, decree.pk],
        )
