import os
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from tests.web.fixtures import _world_of_the_run, world  # noqa: F401


class Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):
        pass


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def site(world):  # noqa: F811
    """The real application over HTTP, on the world's database, beginning every connection without any region."""
    from django.db import connections

    from naung.project.wsgi import application

    settings = connections["default"].settings_dict
    options = settings.get("OPTIONS", {})
    before = dict(options)
    options["options"] = (
        options.get("options", "").replace("-c naung.regions=*", "").strip() or "-c naung.regions="
    )
    server = make_server("127.0.0.1", 0, application, server_class=Threads, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)
    settings["OPTIONS"] = before


@pytest.fixture(scope="session")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    path = os.environ.get("NAUNG_CHROMIUM", "/usr/bin/chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def door(world):  # noqa: F811
    """Opens pages as nobody or as one of the cast, without a server in between."""
    from django.test import Client

    from tests.web.world import PASSWORD

    def enter(login: str = "") -> Client:
        client = Client()
        if login:
            answer = client.post("/masuk", {"username": login, "password": PASSWORD})
            assert answer.status_code == 302, answer.content.decode()
        return client

    return enter
