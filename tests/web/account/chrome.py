"""A browser at the door of a copy of the world: fixtures for the tests that look at the pages themselves."""

import pytest

from tests.web.eyes import serving, windows
from tests.web.world import PASSWORD


@pytest.fixture
def own_site(own_world):
    """The real application on a copy of the world, at a name: a browser gives no passkey to an address in numbers."""
    with serving("localhost") as address:
        yield address


@pytest.fixture
def browser_page(chromium, own_site):
    """An open page of a fresh browser; `login` is in already, with the second factor shown."""
    with windows(chromium, own_site) as open_:
        yield lambda path, login="", **how: open_(login, path, **how)


def keyed(page, login: str, password: str = PASSWORD) -> None:
    """Name and password with the keyboard alone."""
    page.focus("#id_login")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
