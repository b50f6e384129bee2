import os

import pytest

from tests.web.eyes import serving
from tests.web.fixtures import _world_of_the_run, entered, own_world, world  # noqa: F401


@pytest.fixture
def site(world):  # noqa: F811
    """The real application over HTTP, on the world's database."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    sync_api = pytest.importorskip("playwright.sync_api")
    path = os.environ.get("NAUNG_CHROMIUM", "/usr/bin/chromium")
    with sync_api.sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
        )  # Playwright runs a loop in this thread; our calls here are plain ones
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def door(world):  # noqa: F811
    """Opens pages as nobody or as one of the cast, without a server in between."""
    from django.test import Client

    def enter(login: str = "") -> Client:
        return entered(login) if login else Client()

    return enter
