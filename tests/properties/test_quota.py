"""A region's places are never more than its quota, whoever takes and gives back, in whatever order, at the same time."""

import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.delivery.programme import actions, queries
from naung.delivery.programme.models import Funding
from naung.kit.refusal import Refusal

CITY, CAP, EACH = "53.71", 10, 100_800
moves = st.lists(st.tuples(st.sampled_from(["take", "give back"]), st.integers(0, CAP + 2)), max_size=25)


def ntt():
    return queries.by_code("ntt-2025")


def narrow() -> None:
    with connection.cursor() as cursor:
        cursor.execute("update programme_quota set cap = %s where region_id = %s", [CAP, CITY])


def move(verb: str, n: int) -> bool:
    line = Funding.objects.get(programme=ntt()).pk
    try:
        with transaction.atomic():
            if verb == "take":
                actions.take_places(programme=ntt(), region=CITY, places=n, rupiah=n * EACH)
            else:
                actions.give_back_places(
                    programme=ntt(), region=CITY, places=n, rupiah=n * EACH, funding=line
                )
    except Refusal:
        return False
    return True


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves)
def test_any_order_of_taking_and_giving_back(sequence):
    with transaction.atomic():
        narrow()
        held = 0
        for verb, n in sequence:
            wanted = held + n if verb == "take" else held - n
            assert move(verb, n) == (0 <= wanted <= CAP)
            held = wanted if 0 <= wanted <= CAP else held
            assert queries.quota(ntt(), CITY).used == held
            assert Funding.objects.get(programme=ntt()).committed == held * EACH
        transaction.set_rollback(True)


def test_racers_fill_the_quota_exactly(own_database):
    """Twenty threads take one place each out of ten: ten get it, none gets the eleventh."""
    narrow()
    ready, won = threading.Barrier(20), []

    def race() -> None:
        ready.wait()
        won.append(move("take", 1))
        connection.close()

    racers = [threading.Thread(target=race) for _ in range(20)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert (won.count(True), won.count(False)) == (CAP, 20 - CAP)
    assert queries.quota(ntt(), CITY).used == CAP


def test_two_lists_of_one_region_at_once_are_one_list(own_database):
    """Two officers prepare the same region at the same moment: one decree, its places counted once."""
    from datetime import date

    from naung.delivery.selection import actions as selection
    from naung.delivery.selection import jobs
    from naung.delivery.selection.models import Decree, Place
    from tests.delivery.selection.cast import crowd, programme
    from tests.people import MACHINE, NOW, officer

    narrow()
    crowd(15)
    day = date(2025, 7, 14)
    jobs.assess(programme=programme(), on=day, by=MACHINE, at=NOW)
    jobs.rank(programme=programme(), on=day, by=MACHINE, at=NOW)
    officers = [officer("ina", "regency_officer"), officer("yos", "regency_officer")]
    ready, made = threading.Barrier(2), []

    def prepare(by) -> None:
        ready.wait()
        found = selection.prepare_decrees(programme=programme(), by=by, at=NOW, on=day, region=CITY)
        made.extend(decree.pk for decree in found)
        connection.close()

    threads = [threading.Thread(target=prepare, args=[by]) for by in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2 and len(set(made)) == 1
    assert (Decree.objects.count(), Place.objects.count(), queries.quota(ntt(), CITY).used) == (1, CAP, CAP)
