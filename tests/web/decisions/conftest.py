"""A copy of the world with something to decide: Oebobo's and Nunhila's people of decile 8 have become poorer, so a further list
can be proposed; and Tina has put November's contributions before a second person."""

import pytest
from django.test import Client

from tests.web import world as small_world
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
    import threading
    from wsgiref.simple_server import make_server

    from naung.project.wsgi import application
    from tests.web.conftest import Quiet, Threads

    server = make_server("127.0.0.1", 0, application, server_class=Threads, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def look(chromium, served):
    """Opens a page as one of the cast, in a theme and at a width; closes the browser's windows afterwards."""
    opened = []

    def open_(
        login: str,
        path: str,
        *,
        theme: str = "light",
        width: int = 1240,
        script: bool = True,
        language: str = "",
    ):
        context = chromium.new_context(
            color_scheme=theme,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            bypass_csp=True,
        )
        opened.append(context)
        if login:
            session = entered(login).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
        if language:
            context.add_cookies([{"name": "bahasa", "value": language, "url": served}])
        page = context.new_page()
        page.goto(served + path)
        return page

    yield open_
    for context in opened:
        context.close()
