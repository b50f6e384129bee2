"""Places move from one regency to another by two people, and come back only by another move."""

import pytest
from django.db import IntegrityError, connection, transaction

from naung.delivery.programme import actions, moving, queries
from naung.delivery.programme.models import Move
from naung.foundation.approvals.actions import ContentChanged, SamePerson
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from tests.people import NOW, TODAY, moved, officer

pytestmark = pytest.mark.django_db
CITY, ENDE = "53.71", "53.08"


def ntt():
    return queries.by_code("ntt-2025")


def caps() -> tuple[int, int]:
    return queries.quota(ntt(), CITY).cap, queries.quota(ntt(), ENDE).cap


def prepare(by=None, **changed) -> Move:
    asked = {
        "source": ENDE,
        "target": CITY,
        "places": 100,
        "reason": "Tempat di Ende tidak terisi",
        "document": "B-1/CONTOH",
    }
    return moving.prepare_move(
        programme=ntt(), **{**asked, **changed}, by=by or officer("sari", "verifier", "53"), at=NOW, on=TODAY
    )


def decide(move: Move, *, approve=True, by=None, content_hash="") -> Move:
    by = by or officer("budi", "approver", "53")
    return moving.decide_move(
        move=move, approve=approve, content_hash=content_hash or move.content_hash, by=by, at=NOW, on=TODAY
    )


def test_it_works():
    move = prepare()
    assert caps() == (2558, 9731)
    done = decide(move)
    assert (caps(), done.state, done.source_before, done.target_before) == (
        (2658, 9631),
        "DECIDED",
        9731,
        2558,
    )
    assert sum(quota.cap for quota in queries.quotas(ntt())) == 100_000
    assert queries.quota(ntt(), CITY).source == "decided"
    connection.check_constraints()


def test_a_second_time_changes_nothing():
    move = decide(prepare())
    before = Entry.objects.count()
    assert decide(move) == move
    assert (caps(), Entry.objects.count()) == ((2658, 9631), before)


def test_the_same_move_waits_once():
    assert prepare() == prepare()


def test_it_is_undone_by_a_move_back():
    decide(prepare())
    connection.check_constraints()  # as at the end of its transaction
    decide(prepare(source=CITY, target=ENDE, reason="Kembali: Ende mengusulkan lagi"))
    assert caps() == (2558, 9731)
    assert [move.number for move in queries.moves(ntt())] == [2, 1]


def test_a_refused_or_withdrawn_move_moves_nothing():
    assert decide(prepare(), approve=False).state == "REFUSED"
    sari = officer("sari", "verifier", "53")
    taken = moving.withdraw_move(
        move=prepare(places=5), why="salah ketik jumlahnya", by=sari, at=NOW, on=TODAY
    )
    assert (taken.state, caps()) == ("VOID", (2558, 9731))
    with pytest.raises(moving.MoveNotWaiting, match="sudah diputuskan"):
        moving.withdraw_move(move=decide(prepare(places=6)), why="terlambat", by=sari, at=NOW, on=TODAY)


def test_who_prepared_it_does_not_decide_it():
    sari = officer("sari", "verifier", "53")
    move = prepare(sari)
    moved(sari, "sari", "approver", "53", identity="NIP-sari")
    with pytest.raises(SamePerson):
        decide(move, by=sari)


def test_a_regency_does_not_take_from_another():
    with pytest.raises(NotAllowed):
        prepare(officer("dewi", "regency_officer", CITY))


def test_what_is_used_stays():
    actions.take_places(programme=ntt(), region=ENDE, places=9700, rupiah=0)
    with pytest.raises(moving.PlacesTaken, match="tinggal mempunyai 31 tempat kosong"):
        prepare()


def test_what_was_given_out_while_it_waited_does_not_move():
    move = prepare()
    actions.take_places(programme=ntt(), region=ENDE, places=9700, rupiah=0)
    with pytest.raises(moving.PlacesTaken), transaction.atomic():
        decide(move)
    assert caps() == (2558, 9731)


@pytest.mark.parametrize(("changed", "refusal"), [
    ({"places": 0}, moving.NothingToMove), ({"target": ENDE}, moving.NothingToMove), ({"target": "53.99"}, moving.NothingToMove),
    ({"reason": "perlu"}, moving.NoReason), ({"document": " "}, moving.NoReason),
])  # fmt: skip
def test_what_is_no_move_is_refused(changed, refusal):
    with pytest.raises(refusal):
        prepare(**changed)


def test_what_the_decider_saw_must_be_what_was_prepared():
    with pytest.raises(ContentChanged):
        decide(prepare(), content_hash="0" * 64)


def test_the_database_refuses_a_move_that_nobody_approved():
    move = prepare()
    with pytest.raises(IntegrityError, match="approval of exactly this move"), transaction.atomic():
        Move.objects.filter(pk=move.pk).update(
            state="DECIDED", decided_on=TODAY, source_before=9731, target_before=2558
        )


def test_the_database_refuses_places_that_arrive_nowhere():
    with pytest.raises(IntegrityError, match="loses by a move the other gains"), transaction.atomic():
        decide(prepare())
        with connection.cursor() as cursor:
            cursor.execute("update programme_quota set cap = cap - 1 where region_id = %s", [CITY])
            cursor.execute("set constraints all immediate")
