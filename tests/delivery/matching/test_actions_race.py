"""Two officers answer one pair in the same moment, on two connections: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from naung.delivery.matching import actions, queries
from naung.delivery.matching.actions import AlreadyDecided
from naung.foundation.trail.models import Entry
from tests.delivery.matching import cast
from tests.delivery.matching.cast import MARTA_LINE, number
from tests.people import NOW, officer


def test_one_wins_and_the_other_is_told(own_database):
    cast.listed(MARTA_LINE, MARTA_LINE.but(nik=number(9777, region="530104")))
    cast.match()
    pair = queries.open_pairs(cast.programme().pk).get()
    both = (("same", officer("vera", "verifier", "53")), ("different", officer("dewi", "regency_officer")))
    start = Barrier(2)

    def answer(verdict, by):
        try:
            start.wait(10)
            return actions.decide(pair=pair, verdict=verdict, by=by, at=NOW).state
        except AlreadyDecided as told:
            return str(told)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as officers:
        answers = list(officers.map(lambda one: answer(*one), both))
    won = queries.by_number(pair.pk).state
    assert sorted(answers) == sorted([won, f"Pasangan ini sudah diputuskan: {won}."])
    assert Entry.objects.filter(verb__in=["matching.same", "matching.different"]).count() == 1
