"""Answers taken back, answers that need two officers, and the queue."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from naung.delivery.intake.models import Row
from naung.delivery.matching import actions, onward, queries
from naung.delivery.matching.actions import AlreadyUsed, NoReason, NothingToUndo, SecondOfficer
from naung.delivery.matching.models import Pair
from naung.delivery.registry import queries as registry
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.staff.scope import seeing
from naung.foundation.trail.models import Entry
from tests.delivery.matching import cast
from tests.delivery.matching.cast import MARTA_LINE, YOHANES_LINE, number
from tests.people import NOW, NUNHILA, officer

pytestmark = pytest.mark.django_db
OTHER_NIK = number(9777, region="530104")


def vera():
    return officer("vera", "verifier", "53")


def doubtful(**other: object) -> tuple[list[Row], Pair]:
    rows = cast.listed(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK, **other))
    cast.match()
    return rows, queries.open_pairs(cast.programme().pk).get()


def decide(pair: Pair, verdict: str, by=None, **more: str) -> Pair:
    return actions.decide(pair=pair, verdict=verdict, by=by or vera(), at=NOW, **more)


def undo(pair: Pair) -> Pair:
    return actions.undo(pair=pair, by=vera(), at=NOW, why="salah tekan")


@pytest.mark.parametrize("verdict", ["same", "different", "unclear"])
def test_it_works(verdict):
    rows, pair = doubtful()
    decide(pair, verdict, reason="card")
    pair = undo(pair)
    assert pair.state == "OPEN" and cast.states(rows) == ["ADMITTED", "IN_REVIEW"]
    assert Entry.objects.get(verb="matching.reopen").why == "salah tekan"


def test_another_answer_afterwards_leaves_no_second_person():
    rows, pair = doubtful()
    decide(pair, "different")
    assert registry.count() == 2
    undo(pair)
    decide(pair, "same")
    assert cast.states(rows) == ["ADMITTED", "REPEATED"] and registry.count() == 1
    assert len({registry.resolve(row.person_id) for row in rows}) == 1


def test_the_same_answer_afterwards_is_the_same_person():
    rows, pair = doubtful()
    decide(pair, "different")
    undo(pair)
    decide(pair, "different")
    assert cast.states(rows) == ["ADMITTED", "ADMITTED"] and registry.count() == 2


def test_rows_that_followed_come_back_too():
    rows, pair = doubtful()
    (follower,) = cast.listed(MARTA_LINE.but(nik=OTHER_NIK, village=NUNHILA), file="nunhila.xlsx")
    cast.match()
    decide(pair, "different")
    undo(pair)
    assert cast.states([rows[1], follower]) == ["IN_REVIEW", "IN_REVIEW"]
    assert Pair.objects.get(row=follower).state == "OPEN"


def test_nothing_is_taken_back_before_an_answer():
    _, pair = doubtful()
    with pytest.raises(NothingToUndo, match="belum dijawab"):
        undo(pair)


def test_nothing_is_taken_back_once_the_person_went_on():
    rows, pair = doubtful()
    decide(pair, "different")
    cast.states(rows)
    went_on(rows[1].person_id)
    with pytest.raises(AlreadyUsed, match="sudah melangkah lebih jauh"):
        undo(pair)
    assert cast.states(rows) == ["ADMITTED", "ADMITTED"]


def test_nothing_is_taken_back_once_another_row_is_that_person():
    _, pair = doubtful()
    decide(pair, "different")
    cast.listed(MARTA_LINE.but(nik=OTHER_NIK), file="z.xlsx")
    cast.match()
    with pytest.raises(AlreadyUsed, match="Baris lain sudah dicocokkan"):
        undo(pair)


def test_a_merge_is_not_taken_back():
    _, pair = doubtful()
    decide(pair, "different")
    undo(pair)
    decide(pair, "same")
    with pytest.raises(AlreadyUsed, match="penggabungan tidak dibatalkan"):
        undo(pair)


def test_a_reason_is_one_of_the_list():
    _, pair = doubtful()
    with pytest.raises(NoReason, match="Alasan firasat tidak dikenal"):
        decide(pair, "same", reason="firasat")


# --- money has flowed ------------------------------------------------------------------------------------------------


def went_on(person: int) -> None:
    """Somebody was assessed for a place."""
    from naung.delivery.selection import jobs

    jobs.assess(programme=cast.programme(), on=NOW.date(), by=vera(), at=NOW)
    assert onward.steps([person])


@pytest.fixture
def paid(monkeypatch):
    """A step that counts as money for this test: the assessment, which the cast can have without walking the whole road."""
    monkeypatch.setattr(onward, "MONEY", ("selection_",))
    rows, pair = doubtful()
    cast.states(rows)
    went_on(rows[0].person_id)
    return rows, pair


def test_two_officers_answer_where_money_has_flowed(paid):
    rows, pair = paid
    pair = decide(pair, "same")
    assert pair.state == "PROPOSED" and cast.states(rows)[1] == "IN_REVIEW"
    pair = decide(pair, "same", by=officer("dewi", "regency_officer"))
    assert pair.state == "SAME" and cast.states(rows)[1] == "REPEATED"


def test_the_first_cannot_be_the_second_under_another_account_either(paid):
    _, pair = paid
    decide(pair, "same")
    twin = officer("vera-dua", "verifier", "53", identity="NIP-vera")
    for by in (vera(), twin):
        with pytest.raises(SecondOfficer, match="Petugas lain yang mengukuhkannya"):
            decide(pair, "same", by=by)
    with (
        pytest.raises(Error, match="matching_two_people"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update matching_pair set decided_human = proposed_human")


def test_two_who_do_not_agree_leave_it_unclear(paid):
    rows, pair = paid
    decide(pair, "same")
    pair = decide(pair, "different", by=officer("dewi", "regency_officer"))
    assert pair.state == "UNCLEAR" and cast.states(rows)[1] == "IN_REVIEW"


def test_the_first_may_take_the_proposal_back(paid):
    _, pair = paid
    decide(pair, "same")
    assert undo(pair).state == "OPEN"


def test_unclear_needs_one_officer_only(paid):
    assert decide(paid[1], "unclear").state == "UNCLEAR"


# --- the queue -------------------------------------------------------------------------------------------------------


def two_pairs() -> list[Pair]:
    cast.listed(
        MARTA_LINE,
        YOHANES_LINE,
        MARTA_LINE.but(nik=OTHER_NIK),
        YOHANES_LINE.but(nik=number(9778, YOHANES_LINE.born_on, False, "530104")),
    )
    cast.match()
    return list(queries.whole(cast.programme().pk))


def take(by, minutes: int = 0):
    return actions.take_next(programme=cast.programme(), by=by, at=NOW + timedelta(minutes=minutes))


def test_two_who_ask_are_given_two_pairs_and_ones_own_comes_first_again():
    first, second = two_pairs()
    dewi = officer("dewi", "regency_officer")
    assert (take(vera()), take(dewi), take(vera())) == (first, second, first)
    assert Entry.objects.filter(verb="matching.take").count() == 2


def test_what_was_left_lying_is_given_to_the_next():
    first, _ = two_pairs()
    take(vera())
    assert take(officer("dewi", "regency_officer"), minutes=16) == first


def test_an_officer_is_given_pairs_of_their_own_region_only():
    two_pairs()
    assert take(officer("sumba", "regency_officer", "53.11")) is None
    assert take(officer("lurah", "village_operator", "53.71.01.1001")) is None


def test_a_pair_across_regions_is_the_provinces():
    _, pair = doubtful(village="53.11.01.2001")
    dewi = officer("dewi", "regency_officer")
    with seeing(["53.11"]):
        assert not queries.whole(cast.programme().pk).exists()
        (told,) = queries.beyond(cast.programme().pk, ["53.11"])
        assert (told.village, told.regency) == ("53.11.01.2001", "53.71")
        with pytest.raises(NotAllowed, match="verifikator provinsi"):
            decide(pair, "same", by=dewi)
    assert take(vera()) == pair
