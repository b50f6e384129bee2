"""An answer asked again of somebody who does not know it: who may, what it changes, and what a third officer's answer does."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from naung.delivery.matching import actions, drawing, onward, queries, reviewing
from naung.delivery.matching.actions import (
    AlreadyDecided,
    AlreadyUsed,
    ChangedMeanwhile,
    SecondOfficer,
    TwoDisagree,
)
from naung.delivery.matching.models import Pair, Review
from naung.delivery.registry import queries as registry
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.delivery.matching import cast
from tests.delivery.matching.cast import MARTA_LINE, YOHANES_LINE, number
from tests.people import NOW, officer

pytestmark = pytest.mark.django_db
OTHER_NIK = number(9777, region="530104")


def vera():
    return officer("vera", "verifier", "53")


def dewi():
    return officer("dewi", "regency_officer")


def rudi():
    return officer("rudi", "verifier", "53")


def ruled(monkeypatch, share: int) -> None:
    rule = drawing.Rule(NOW.date() - timedelta(days=1), "test", "unverified", "seed", share)
    monkeypatch.setattr(drawing, "_all", lambda: (rule,))


@pytest.fixture
def every(monkeypatch):
    """A year in which every answer is asked again."""
    ruled(monkeypatch, 1000)


@pytest.fixture
def asked(every):
    """Vera took the two for one; somebody else is asked."""
    rows, pair = cast.side_by_side(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK))
    pair = actions.decide(pair=pair, verdict="same", by=vera(), at=NOW, reason="card", note="dari KK")  # fmt: skip
    return rows, pair, Review.objects.get()


def second(review: Review, verdict: str, by=None, **more: str) -> Review:
    return reviewing.second(review=review, verdict=verdict, by=by or dewi(), at=NOW, **more)


def third(review: Review, verdict: str, by=None, **more: str) -> Review:
    return reviewing.third(review=review, verdict=verdict, by=by or rudi(), at=NOW, **more)


def test_it_works(asked):
    rows, pair, review = asked
    review = second(review, "same", reason="village", note="tanya lurah")
    assert (review.state, review.verdict, review.second, review.second_reason) == (
        "AGREED",
        "same",
        "same",
        "village",
    )
    pair.refresh_from_db()
    assert pair.state == "SAME" and cast.states(rows) == ["ADMITTED", "REPEATED"]
    assert Entry.objects.get(verb="matching.review").facts["state"] == "AGREED"


def test_no_answer_is_asked_again_that_was_not_drawn(monkeypatch):
    ruled(monkeypatch, 0)
    _, pair = cast.side_by_side(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK))
    actions.decide(pair=pair, verdict="same", by=vera(), at=NOW)
    assert not Review.objects.exists()


def test_anybody_can_check_the_draw_and_it_draws_its_share():
    rule = drawing.in_force(NOW.date())
    drawn = [n for n in range(1, 20_001) if rule.draws(n)]
    assert rule.share == 50 and abs(len(drawn) - 1_000) < 100 and rule.draws(35) and not rule.draws(1)


def test_before_the_first_rule_nothing_is_answered():
    with pytest.raises(drawing.NoRule, match="Belum ada aturan telaah ulang"):
        drawing.in_force(NOW.date().replace(year=2020))


def test_unclear_is_not_asked_again_since_it_goes_on_waiting(every):
    _, pair = cast.side_by_side(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK))
    actions.decide(pair=pair, verdict="unclear", by=vera(), at=NOW)
    assert not Review.objects.exists()


def test_another_answer_changes_nothing_by_itself(asked):
    rows, pair, review = asked
    assert second(review, "different", reason="relatives").state == "DISAGREED"
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by_id) == ("SAME", vera().officer) and cast.states(rows)[1] == "REPEATED"


def test_nobody_answers_their_own_again_under_another_account_either(asked):
    _, _, review = asked
    twin = officer("vera-dua", "verifier", "53", identity="NIP-vera")
    for by in (vera(), twin):
        with pytest.raises(SecondOfficer, match="Anda sudah menjawab pasangan ini"):
            second(review, "same", by=by)
    with pytest.raises(Error, match="matching_review_other_people"), transaction.atomic():
        Review.objects.update(second="same", second_by=vera().officer, second_human=vera().human, second_at=NOW, state="AGREED")  # fmt: skip


def test_only_an_officer_of_the_region_answers_again(asked):
    with pytest.raises(NotAllowed, match=r"matching\.decide di 53\.71"):
        second(asked[2], "same", by=officer("sumba", "regency_officer", "53.11"))


def test_the_second_of_two_who_are_asked_at_once_is_told(asked):
    second(asked[2], "same")
    with pytest.raises(AlreadyDecided, match="lebih dahulu menjawab"):
        second(asked[2], "different", by=rudi())


def test_what_was_once_answered_stays(asked):
    second(asked[2], "different")
    with pytest.raises(Error, match="once given, stays"), transaction.atomic():
        Review.objects.update(second_note="lain")
    with pytest.raises(Error, match="keeps its"), transaction.atomic():
        Review.objects.update(reason="later")
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from matching_review")


def test_a_review_is_of_the_answer_that_the_pair_has(asked):
    _, pair, review = asked
    with pytest.raises(Error, match="of the answer that the pair has"), transaction.atomic():
        Review.objects.create(pair=pair, village=pair.village, answer=pair.trail, rule="x", verdict="different", human=review.human,
                              asked_at=NOW, trail=pair.trail)  # fmt: skip


# --- a third officer ------------------------------------------------------------------------------------------------


def test_the_third_may_confirm_the_first(asked):
    rows, pair, review = asked
    second(review, "different")
    assert third(review, "same").state == "SETTLED"
    pair.refresh_from_db()
    assert pair.decided_by_id == vera().officer and cast.states(rows)[1] == "REPEATED"


def test_the_third_may_answer_otherwise_and_the_first_is_taken_back(asked):
    rows, pair, review = asked
    second(review, "different")
    assert third(review, "different", reason="relatives", note="kembar").state == "SETTLED"
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by_id, pair.note) == ("DIFFERENT", rudi().officer, "kembar")
    assert (
        cast.states(rows) == ["ADMITTED", "ADMITTED"] and Review.objects.count() == 1
    )  # not asked once more


def test_neither_of_the_two_is_the_third(asked):
    second(asked[2], "different")
    for by in (vera(), dewi()):
        with pytest.raises(SecondOfficer, match="Petugas lain yang menjawabnya lagi"):
            third(asked[2], "different", by=by)


def test_while_a_third_is_asked_the_first_is_not_taken_back(asked):
    _, pair, review = asked
    second(review, "different")
    with pytest.raises(TwoDisagree, match="petugas ketiga sedang ditanya"):
        actions.undo(pair=pair, by=vera(), at=NOW)


def test_an_answer_that_was_used_is_only_counted(asked, monkeypatch):
    rows, pair, review = asked
    monkeypatch.setattr(onward, "why_not", lambda rows: "sudah dipakai")
    assert second(review, "different").state == "NOTED"
    with pytest.raises(AlreadyDecided):
        third(review, "different")


def test_used_before_the_third_answers_it_is_kept_and_changes_nothing(asked, monkeypatch):
    rows, pair, review = asked
    second(review, "different")
    monkeypatch.setattr(onward, "why_not", lambda rows: "sudah dipakai")
    assert third(review, "different").state == "NOTED"
    pair.refresh_from_db()
    assert pair.state == "SAME" and Review.objects.get().third == "different"


def test_where_money_flowed_meanwhile_the_second_and_the_third_sign_together(asked, monkeypatch):
    _, pair, review = asked
    second(review, "different")
    monkeypatch.setattr(onward, "money", lambda people: True)
    third(review, "different")
    pair.refresh_from_db()
    assert (pair.state, pair.proposed_human, pair.decided_human) == ("DIFFERENT", dewi().human, rudi().human)
    with pytest.raises(AlreadyUsed, match="Dua petugas sudah menandatangani"):
        actions.undo(pair=pair, by=vera(), at=NOW)


# --- taken back, put right, merged ----------------------------------------------------------------------------------


def test_an_answer_taken_back_is_asked_no_more_and_the_new_one_is(asked):
    _, pair, review = asked
    actions.undo(pair=pair, by=vera(), at=NOW)
    review.refresh_from_db()
    assert review.state == "LAPSED"
    with pytest.raises(AlreadyDecided, match="sudah dibatalkan"):
        second(review, "same")
    actions.decide(pair=pair, verdict="different", by=vera(), at=NOW)
    assert list(Review.objects.order_by("pk").values_list("verdict", "state")) == [("same", "LAPSED"), ("different", "ASKED")]  # fmt: skip


def test_an_answer_that_two_gave_alike_is_taken_back_as_any_other(asked):
    rows, pair, review = asked
    second(review, "same")
    actions.undo(pair=pair, by=vera(), at=NOW)
    assert cast.states(rows)[1] == "IN_REVIEW" and Review.objects.get().state == "AGREED"


def test_whoever_read_other_data_is_told_and_nothing_is_kept(asked):
    rows, _, review = asked
    seen = queries.fingerprint(queries.by_number(review.pair_id))
    rows[1].__class__.objects.filter(pk=rows[1].pk).update(mother="Agnes Seran Contoh")
    with pytest.raises(ChangedMeanwhile, match="data salah satu sisi diperbaiki"):
        second(review, "same", seen=seen)
    assert Review.objects.get().state == "ASKED"


def test_a_person_merged_away_meanwhile_is_said(every):
    from naung.delivery.registry import actions as people

    _, pair = cast.side_by_side(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK))
    _, other = cast.side_by_side(YOHANES_LINE, YOHANES_LINE.but(nik=number(9778)))
    seen = queries.fingerprint(pair)
    people.merge(keep=other.person, drop=registry.by_nik(MARTA_LINE.nik), by=vera(), at=NOW, why="test")
    with pytest.raises(ChangedMeanwhile, match="digabung ke catatan lain"):
        actions.decide(pair=pair, verdict="same", by=vera(), at=NOW, seen=seen)


# --- the queue ------------------------------------------------------------------------------------------------------


def take(by, minutes: int = 60):
    return actions.take_next(programme=cast.programme(), by=by, at=NOW + timedelta(minutes=minutes))


def waiting(by) -> list[Pair]:
    return list(queries.queue(cast.programme().pk, by.human))


def test_it_waits_for_others_as_an_open_pair_and_not_for_who_answered(asked):
    _, pair, _ = asked
    assert waiting(vera()) == [] and waiting(dewi()) == [pair]
    assert (
        queries.face(pair, vera().human).kind == "plain" and queries.face(pair, dewi().human).kind == "blind"
    )
    assert take(vera()) is None and take(dewi()) == pair and take(rudi()) is None  # Dewi has it for a while
    assert take(rudi(), 76) == pair


def test_two_who_differ_are_put_before_a_third(asked):
    _, pair, review = asked
    second(review, "different")
    assert (waiting(vera()), waiting(dewi()), waiting(rudi())) == ([], [], [pair])
    assert [queries.face(pair, by.human).kind for by in (vera(), dewi(), rudi())] == ["plain", "own", "third"]
    assert take(dewi()) is None and take(rudi()) == pair


def test_reviews_come_among_the_open_pairs_neither_all_first_nor_all_last():
    human, day = 7, NOW.date()
    first = [n for n in range(1, 2_001) if drawing.mixed_in(n, human, day)]
    assert 400 < len(first) < 600 and first != [
        n for n in range(1, 2_001) if drawing.mixed_in(n, human + 1, day)
    ]


# --- how sure -------------------------------------------------------------------------------------------------------


def test_the_figures_count_what_was_asked_and_name_nobody(asked):
    _, _, review = asked
    second(review, "different")
    told = queries.agreement(cast.programme().pk)
    assert (told.whole.answered, told.whole.agreed, told.open, told.kappa) == (1, 0, 1, 0.0)
    assert (
        list(told.by_reason) == ["card"]
        and list(told.by_kind) == ["likeness"]
        and sum(p.answered for p in told.by_band.values()) == 1
    )
    third(review, "different")
    assert queries.agreement().third == {"first": 0, "second": 1, "neither": 0}
    (torn,) = queries.disagreements(cast.programme().pk)
    assert torn.state == "SETTLED"


def test_kappa_is_cohens():
    """Cohen's own way of reckoning: 20 of 25 and 10 of 25 alike out of 50, chance one half."""
    from naung.delivery.matching.agreement import kappa

    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("yes", "yes")] * 9) is None and kappa([]) is None
