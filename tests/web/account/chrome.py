"""A browser at the door of a copy of the world: fixtures for the tests that look at the pages themselves."""

import threading
from pathlib import Path

import pytest

from tests.web.world import PASSWORD

AXE = (Path(__file__).parents[1] / "axe.min.js").read_text()
LOOKS = (("light", 1240), ("dark", 1240), ("light", 320))


@pytest.fixture
def own_site(own_world):
    """The real application on a copy of the world, at a name: a browser gives no passkey to an address in numbers."""
    from wsgiref.simple_server import make_server

    from naung.project.wsgi import application
    from tests.web.conftest import Quiet, Threads

    server = make_server("127.0.0.1", 0, application, server_class=Threads, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def browser_page(chromium, own_site):
    """An open page of a fresh browser; `login` is in already, with the second factor shown."""
    opened = []

    def open_(path: str, login: str = "", *, theme: str = "light", width: int = 1240, script: bool = True):
        from tests.web.fixtures import entered

        context = chromium.new_context(color_scheme=theme, viewport={"width": width, "height": 900}, java_script_enabled=script, bypass_csp=True)  # fmt: skip
        opened.append(context)
        if login:
            context.add_cookies(
                [{"name": "sessionid", "value": entered(login).cookies["sessionid"].value, "url": own_site}]
            )
        page = context.new_page()
        page.set_default_timeout(8000)
        page.goto(own_site + path)
        return page

    yield open_
    for context in opened:
        context.close()


def problems(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{v['id']}: {node['target']} {node.get('failureSummary', '')}" for v in found for node in v["nodes"]
    ]


def whole(page, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def keyed(page, login: str, password: str = PASSWORD) -> None:
    """Name and password with the keyboard alone."""
    page.focus("#id_login")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
