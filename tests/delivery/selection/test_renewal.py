"""From one year to the next: who stays, who is offered to another payer, whose cover ends; decided by two, told to all, without a gap."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import (
    actions,
    jobs,
    queries,
    renewal,
    renewal_loss,
    renewal_notices,
    renewal_takeover,
)
from naung.delivery.selection import renewal_queries as rounds
from naung.delivery.selection.renewal_models import RenewalLine, RenewalNotice
from naung.delivery.selection.renewal_takeover import Answer
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.wording import sms
from tests.delivery.selection.cast import Listed, listed
from tests.people import MACHINE, NOW, officer

pytestmark = pytest.mark.django_db
CITY, JULY, DECEMBER = "53.71", date(2025, 7, 14), date(2025, 12, 1)
MONTHS = 6


def year(number):
    return programmes.by_code(f"ntt-{number}")


def sari():
    return officer("sari", "verifier", "53")


def budi():
    return officer("budi", "approver", "53")


def dewi():
    return officer("dewi", "regency_officer", CITY)


def cap(places, programme):
    with connection.cursor() as cursor:
        cursor.execute(
            "update programme_quota set cap = %s where region_id = %s and programme_id = %s",
            [places, CITY, year(programme).pk],
        )


def sign(programme, on):
    jobs.assess(programme=programme, on=on, by=MACHINE, at=NOW)
    jobs.rank(programme=programme, on=on, by=MACHINE, at=NOW)
    (made,) = actions.prepare_decrees(programme=programme, by=sari(), at=NOW, on=on, region=CITY)
    return actions.decide_decree(
        decree=made, approve=True, content_hash=made.content_hash, by=budi(), at=NOW, on=on
    )


def cast():
    """Six people: Marta and Yohanes are first by rank, Agus turned 65 in the autumn, Petrus found a wage job, Rambu died, Selfi is last."""
    return listed(
        Listed("Marta Contoh", decile=1, disability="gerak"),
        Listed("Yohanes Contoh", born_on=date(1985, 3, 2), sex="L", decile=2),
        Listed("Agus Contoh", born_on=date(1960, 10, 3), sex="L"),
        Listed("Petrus Contoh", born_on=date(1990, 11, 30), sex="L"),
        Listed("Rambu Contoh", born_on=date(1970, 1, 5)),
        Listed("Selfi Contoh", born_on=date(1999, 5, 5), decile=2),
    )  # fmt: skip


def months_of(people, months=MONTHS):
    """As enrolment would tell: everybody covered in each month of the year that ends."""
    ids = [person.pk for person in people]
    return [("select unnest(%(ids)s::bigint[]) as person_id", {"ids": ids}) for _month in range(months)]


def since_july():
    """The cast insured since July; what happened to them since."""
    people = cast()
    sign(year(2025), JULY)
    with connection.cursor() as cursor:
        cursor.execute("update registry_person set status = 'wage_earner' where name = 'Petrus Contoh'")
        cursor.execute("update registry_person set died_on = '2025-11-05' where name = 'Rambu Contoh'")
    return people


def opened(people, places=2, insured=None):
    cap(places, 2026)
    found = renewal.open_round(
        source=year(2025),
        target=year(2026),
        insured=insured or months_of(people),
        by=sari(),
        at=NOW,
        on=DECEMBER,
    )
    jobs.assess(programme=year(2026), on=DECEMBER, by=MACHINE, at=NOW)
    jobs.rank(programme=year(2026), on=DECEMBER, by=MACHINE, at=NOW)
    return found


def decided(people, places=2):
    found = renewal.propose(round=opened(people, places), by=sari(), at=NOW, on=DECEMBER)
    return renewal.decide(
        round=found, approve=True, content_hash=found.content_hash, by=budi(), at=NOW, on=DECEMBER
    )


def states(found):
    lines = RenewalLine.objects.filter(round=found).select_related("person")
    return {line.person.name.split()[0]: (line.state, line.reasons) for line in lines}


def answered(found, **said):
    answer = Answer(
        **{
            "payer": "apbd",
            "payer_name": "Pemerintah Kota Kupang",
            "document": "DPA Kota Kupang 2026 (DATA CONTOH)",
            **said,
        }
    )
    return renewal_takeover.prepare(round=found, region=CITY, answer=answer, by=dewi(), at=NOW, on=DECEMBER)


def agreed(takeover, by=None):
    return renewal_takeover.decide(
        takeover=takeover,
        approve=True,
        content_hash=takeover.content_hash,
        by=by or budi(),
        at=NOW,
        on=DECEMBER,
    )


def test_it_works():
    people = since_july()
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
    people = since_july()
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
    people = since_july()
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
    people = since_july()
    found = decided(people)
    before = list(RenewalLine.objects.order_by("pk").values_list())
    assert opened(people).pk == found.pk
    again = renewal.propose(round=found, by=sari(), at=NOW, on=DECEMBER)
    renewal.decide(round=again, approve=True, content_hash=again.content_hash, by=budi(), at=NOW, on=DECEMBER)
    assert list(RenewalLine.objects.order_by("pk").values_list()) == before


def test_as_long_as_nothing_is_proposed_nothing_is_settled():
    found = opened(since_july())
    assert {state for state, _why in states(found).values()} == {"LISTED"}
    assert rounds.picture(found, ["53"]).states == {"STAYS": 2, "OFFERED": 2, "TAKEN_OVER": 0, "ENDS": 2}
    cap(1, 2026)
    assert rounds.picture(found, ["53"]).states["STAYS"] == 1
    assert rounds.picture(found, ["53.03"]).insured == 0


def test_months_count_in_a_row_to_the_end_of_the_year():
    people = since_july()
    with_a_gap = months_of(people)
    with_a_gap[3] = ("select %(id)s::bigint as person_id", {"id": people[0].pk})
    opened(people, insured=with_a_gap)
    lines = {line.person_id: line.months for line in RenewalLine.objects.all()}
    assert (lines[people[0].pk], lines[people[1].pk]) == (6, 2)


def test_a_regency_takes_over_whom_it_can_and_the_others_end():
    found = decided(since_july())
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
    people = since_july()
    found = decided(people)
    taken = agreed(answered(found, payer="village", payer_name="Kelurahan Namosain", codes=(people[5].code,)))
    assert states(found)["Selfi"] == ("TAKEN_OVER", [])
    assert (
        taken.per_person == 3 * 16_800 + 9 * 8_400
    )  # PP 50/2025: months from April at half; no public money of the province
    with pytest.raises(renewal_takeover.NotOffered, match=people[0].code):
        answered(found, codes=(people[0].code,))


def test_what_was_refused_or_taken_back_is_on_offer_again():
    found = decided(since_july())
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
    found = decided(since_july())
    with pytest.raises(refusal, match=says):
        answered(found, **said)


def test_two_people_decide():
    found = renewal.propose(round=opened(since_july()), by=sari(), at=NOW, on=DECEMBER)
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
    people = since_july()
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
    with pytest.raises(renewal.NobodyInsured, match="Tidak seorang pun"):
        renewal.open_round(source=year(2025), target=year(2026), insured=[], by=sari(), at=NOW, on=DECEMBER)
    with pytest.raises(renewal.NotNext, match="tidak mulai tepat sesudah"):
        renewal.open_round(source=year(2026), target=year(2025), insured=[], by=sari(), at=NOW, on=DECEMBER)
    people = since_july()
    found = opened(people)
    listed(Listed("Baru Contoh"))
    sign(year(2026), DECEMBER)
    with pytest.raises(renewal.ListsBegun, match="datang terlambat"):
        renewal.propose(round=found, by=sari(), at=NOW, on=DECEMBER)


def test_an_offer_ends_unanswered_only_after_the_last_day():
    found = decided(since_july())
    with pytest.raises(renewal.OffersStand, match="31 Desember 2025"):
        renewal.lapse(round=found, by=MACHINE, at=NOW, on=date(2025, 12, 31))
    assert renewal.lapse(round=found, by=MACHINE, at=NOW, on=date(2026, 1, 1)) == 2
    assert renewal.lapse(round=found, by=MACHINE, at=NOW, on=date(2026, 1, 1)) == 0
    assert states(found)["Selfi"] == ("ENDS", ["nobody_answered"])


def test_everybody_is_told_once_and_again_when_it_changed():
    found = decided(since_july())
    told = renewal_notices.write(round=found, by=sari(), at=NOW, on=DECEMBER)
    assert told == {"renewal.ends": 1, "renewal.goes_on": 2, "renewal.letter_ends": 1, "renewal.letter_goes_on": 2,
                    "renewal.letter_offered": 2, "renewal.offered": 2}  # the dead are not written to  # fmt: skip
    assert renewal_notices.write(round=found, by=sari(), at=NOW, on=DECEMBER) == {}
    agreed(answered(found, people=1))
    assert renewal_notices.write(round=found, by=sari(), at=NOW, on=DECEMBER) == {
        "renewal.goes_on": 1,
        "renewal.letter_goes_on": 1,
    }
    texts = {
        (one.name.split()[0], one.message): one.text
        for one in renewal_notices.read(found, CITY, letters=False)
    }
    assert texts["Yohanes", "renewal.goes_on"] == (
        "Yohanes Contoh, perlindungan kerja Anda berlanjut sampai 31 Desember 2026, dibayar Pemerintah Kota Kupang. "
        "Anda tidak perlu membayar. Tanya: 0800 0000 0053")  # fmt: skip
    assert "Rp16.800 sebulan di Bank NTT dengan NIK" in texts["Petrus", "renewal.ends"]
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
    found = decided(listed_with("Maria Goreti Ferdinanda Hermelinda Contoh de Rosário Fernandes Taolin"))
    renewal_notices.write(round=found, by=sari(), at=NOW, on=DECEMBER)
    (one,) = renewal_notices.read(found, CITY, letters=False)
    assert sms.parts(one.text) == 1 and one.text.startswith("Maria Goreti")
    (letter,) = renewal_notices.read(found, CITY, letters=True)
    assert "Contoh de Rosario Fernandes Taolin" in letter.text


def listed_with(name):
    people = listed(Listed(name))
    sign(year(2025), JULY)
    return people


def test_nobody_is_told_before_the_decision():
    with pytest.raises(renewal_notices.NothingDecided, match="sesudah putaran diputuskan"):
        renewal_notices.write(round=opened(since_july()), by=sari(), at=NOW, on=DECEMBER)


def test_what_is_lost_is_the_law_s_figure():
    loss = renewal_loss.of(opened(since_july()))
    assert (loss.full, loss.early, loss.accident, loss.monthly) == (
        42_000_000,
        10_000_000,
        70_000_000,
        16_800,
    )
    assert (loss.waiting_months, loss.scholarship_months) == (3, 36)


# The database agrees, whatever code asks.


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
    from naung.foundation.trail import actions as trail

    found = decided(since_july())
    answered(found, people=1)
    with pytest.raises(IntegrityError, match=guard), transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test.break", subject="test:1", at=NOW)
        cursor.execute(statement, {"trail": entry})


def test_the_database_gives_no_place_to_whom_another_payer_has():
    people = since_july()
    agreed(answered(decided(people), people=1))
    (decree,) = actions.prepare_decrees(programme=year(2026), by=sari(), at=NOW, on=DECEMBER, region=CITY)
    with pytest.raises(IntegrityError, match="offered to another payer"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """insert into selection_place (programme_id, decree_id, person_id, region, village, rank, state, released_because, trail)
               select programme_id, decree_id, %s, region, village, 99, state, '', trail from selection_place where decree_id = %s limit 1""",
            [people[1].pk, decree.pk],
        )
