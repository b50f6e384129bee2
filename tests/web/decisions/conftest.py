"""A copy of the world with something to decide: Oebobo's and Nunhila's people of decile 8 have become poorer, so a further list
can be proposed; and Tina has put November's contributions before a second person."""

import pytest
from django.test import Client

from tests.web import world as small_world
from tests.web.eyes import serving, windows
from tests.web.fixtures import entered

CITY = "53.71"


@pytest.fixture
def desk(own_world):
    """Opens pages as nobody or as one of the cast, in a database where forms may write."""
    return lambda login="": entered(login) if login else Client()


@pytest.fixture
def waiting(own_world):
    """The further list of Kota Kupang that Sari proposed: three people."""
    poorer()
    return propose()


def poorer() -> None:
    """The three of decile 8 are of decile 1 now, and are assessed and ranked."""
    from datetime import date

    from django.db import connection

    from naung.delivery.programme import queries as programmes
    from naung.delivery.selection import jobs
    from naung.kit.actor import system

    with connection.cursor() as cursor:
        cursor.execute("update registry_person set decile = 1 where decile = 8")
    programme, day = programmes.by_code("ntt-2025"), date(2025, 10, 17)
    jobs.assess(programme=programme, on=day, by=system("select"), at=small_world.at(day))
    jobs.rank(programme=programme, on=day, by=system("select"), at=small_world.at(day))


def propose(login: str = "sari"):
    from datetime import date

    from naung.delivery.programme import queries as programmes
    from naung.delivery.selection import actions

    day = date(2025, 10, 17)
    (decree,) = actions.prepare_replacements(
        programme=programmes.by_code("ntt-2025"),
        by=small_world.who(login),
        at=small_world.at(day),
        on=day,
        region=CITY,
    )
    return decree


@pytest.fixture
def november(own_world):
    from datetime import date

    from naung.delivery.contributions import actions, jobs
    from naung.delivery.programme import queries as programmes
    from naung.kit.months import Month

    day = date(2025, 10, 17)
    when = {"at": small_world.at(day), "on": day}
    run = jobs.run(
        programme=programmes.by_code("ntt-2025"), month=Month(2025, 11), by=small_world.who("tina"), **when
    ).run
    return actions.propose(run=run, by=small_world.who("tina"), **when)


@pytest.fixture
def served(own_world):
    """The application over HTTP on a world that forms may write into."""
    with serving() as address:
        yield address


@pytest.fixture
def look(chromium, served):
    with windows(chromium, served) as open_:
        yield open_
