"""An officer's answers."""

import pytest

from naung.delivery.intake.models import Row
from naung.delivery.matching import actions, queries
from naung.delivery.matching.actions import AlreadyDecided, NothingToDecide
from naung.delivery.matching.models import Pair
from naung.delivery.registry import queries as registry
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.delivery.matching import cast
from tests.delivery.matching.cast import MARTA_LINE, number
from tests.people import MACHINE, NOW, NUNHILA, officer

pytestmark = pytest.mark.django_db
OTHER_NIK = number(9777, region="530104")
ONE_DIGIT = MARTA_LINE.nik[:-1] + "8"


def doubtful() -> tuple[list[Row], Pair]:
    rows = cast.listed(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK))
    cast.match()
    return rows, queries.open_pairs(cast.programme().pk).get()


def one_number() -> tuple[list[Row], Pair]:
    rows = cast.listed(MARTA_LINE, MARTA_LINE.but(name="Dominggus Manafe", mother="Rut Pah"))
    cast.match()
    return rows, queries.open_pairs(cast.programme().pk).get()


def decide(pair: Pair, verdict: str, owner: str = "") -> Pair:
    return actions.decide(
        pair=pair, verdict=verdict, by=officer("vera", "verifier", "53"), at=NOW, note="dari KK", owner=owner
    )


def test_it_works():
    rows, pair = doubtful()
    assert decide(pair, "same").state == "SAME"
    assert cast.states(rows) == ["ADMITTED", "REPEATED"] and cast.people(rows) == 1
    assert not queries.open_pairs(cast.programme().pk).exists()
    assert Entry.objects.get(verb="matching.same").why == "dari KK"


def test_different_makes_a_person_of_their_own():
    rows, pair = doubtful()
    decide(pair, "different")
    assert cast.states(rows) == ["ADMITTED", "ADMITTED"] and cast.people(rows) == 2


def test_unclear_goes_on_waiting_and_can_still_be_answered():
    rows, pair = doubtful()
    decide(pair, "unclear")
    assert cast.states(rows)[1] == "IN_REVIEW" and queries.open_pairs(cast.programme().pk).get() == pair
    decide(pair, "same")
    assert cast.states(rows)[1] == "REPEATED"


def test_deciding_the_same_again_changes_nothing():
    _, pair = doubtful()
    decide(pair, "same")
    entries = Entry.objects.count()
    decide(pair, "same")
    assert Entry.objects.count() == entries


def test_another_answer_afterwards_is_refused():
    _, pair = doubtful()
    decide(pair, "same")
    with pytest.raises(AlreadyDecided, match="sudah diputuskan: SAME"):
        decide(pair, "different")


def test_rows_that_follow_go_along_and_are_nobodys_work():
    rows, pair = doubtful()
    (follower,) = cast.listed(MARTA_LINE.but(nik=OTHER_NIK, village=NUNHILA), file="nunhila.xlsx")
    cast.match()
    tied = Pair.objects.get(row=follower)
    with pytest.raises(NothingToDecide, match="mengikuti baris lain"):
        decide(tied, "same")
    decide(pair, "different")
    assert (
        cast.states([rows[1], follower]) == ["ADMITTED", "REPEATED"]
        and rows[1].person_id == follower.person_id
    )
    tied.refresh_from_db()
    assert tied.state == "SAME"


def test_two_settled_people_who_are_one_are_merged():
    """Taken for two at first; a third row, certainly the one and much like the other, asks again."""
    rows, pair = doubtful()
    decide(pair, "different")
    (third,) = cast.listed(MARTA_LINE.but(nik=ONE_DIGIT), file="z.xlsx")
    cast.match()
    assert (
        cast.states([third]) == ["REPEATED"] and third.person_id == Row.objects.get(pk=rows[0].pk).person_id
    )
    decide(queries.open_pairs(cast.programme().pk).get(), "same")
    cast.states(rows)
    assert len({registry.resolve(row.person_id) for row in [*rows, third]}) == 1 and registry.count() == 1


def test_one_number_of_two_people_goes_to_its_owner():
    rows, pair = one_number()
    decide(pair, "different", owner="other")
    assert cast.states(rows) == ["ADMITTED", "IN_REVIEW"]
    assert registry.by_nik(MARTA_LINE.nik).name == "Marta Yasinta Bere"


def test_without_an_owner_both_wait_for_a_corrected_list():
    rows, pair = one_number()
    decide(pair, "different")
    assert cast.states(rows) == ["IN_REVIEW", "IN_REVIEW"] and registry.count() == 0


def test_one_number_and_one_person_after_all():
    rows, pair = one_number()
    decide(pair, "same")
    assert cast.states(rows) == ["ADMITTED", "REPEATED"] and cast.people(rows) == 1


def test_only_an_officer_of_the_region_decides():
    _, pair = doubtful()
    with pytest.raises(NotAllowed, match=r"tidak berwenang untuk matching\.decide di 53\.71"):
        actions.decide(pair=pair, verdict="same", by=officer("sumba", "regency_officer", "53.11"), at=NOW)
    with pytest.raises(NotAllowed):
        actions.decide(pair=pair, verdict="same", by=MACHINE, at=NOW)
