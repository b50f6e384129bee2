"""Every page that a role may open, in Chromium with axe: in light at a desk, in dark on a phone."""

import pytest
from playwright.sync_api import Error

from naung.foundation.staff.roles import ROLES
from naung.web.pages import PUBLIC
from tests.web.eyes import problems, windows
from tests.web.test_matrix import OWN, WALKED, holds, officers  # noqa: F401  a fixture
from tests.web.test_permissions import address

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("role", sorted(ROLES))
def test_axe_finds_nothing_on_any_page_of(role, chromium, officers, site):  # noqa: F811
    found: dict[str, list[str]] = {}
    with windows(chromium, site) as open_:
        page = open_("", "/keluar")
        page.context.add_cookies([{"name": "sessionid", "value": officers[role, OWN].cookies["sessionid"].value, "url": site}])  # fmt: skip
        for name in pages_of(role):
            found[name] = looked_at(page, site + address(name))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def looked_at(page, where: str) -> list[str]:
    """What is wrong with a page; [] for a file, or a page that is not there."""
    try:
        answer = page.goto(where, wait_until="load")
    except Error as other:
        if "Download is starting" in other.message:
            return []
        raise
    if answer is None or answer.status >= 400 or "html" not in answer.headers.get("content-type", ""):
        return [f"{answer.status}"] if answer and answer.status >= 500 else []
    return problems(page)


def pages_of(role: str) -> list[str]:
    """A public page looks the same for every role but for its menu: the verifier opens those."""
    return [
        name
        for name in sorted(WALKED)
        if holds(role, WALKED[name].who) and (WALKED[name].who != PUBLIC or role == "verifier")
    ]
