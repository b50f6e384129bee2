"""Every page that a role may open, in Chromium with axe: as each role in light, and each page once more in dark on a phone."""

import pytest

from naung.foundation.staff.roles import ROLES
from naung.web.pages import PUBLIC
from tests.web.test_browser import AXE
from tests.web.test_matrix import OWN, WALKED, holds, officers  # noqa: F401  a fixture
from tests.web.test_permissions import address

pytestmark = pytest.mark.browser
CHECK = """async () => (await axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})).violations
           .flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`))"""


def window(chromium, site, client, *, theme: str, width: int):
    context = chromium.new_context(
        color_scheme=theme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    if client:
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return context.new_page()


def problems(page, where: str, width: int) -> list[str]:
    """What axe finds, and whether the page is wider than the window; [] for a file or a page that is not there."""
    answer = page.goto(where, wait_until="load")
    if answer is None or answer.status >= 400 or "html" not in answer.headers.get("content-type", ""):
        return [f"{answer.status}"] if answer and answer.status >= 500 else []
    page.evaluate(AXE)
    wide = page.evaluate("document.documentElement.scrollWidth")
    return page.evaluate(CHECK) + ([f"{wide} px wide in {width}"] if wide > width else [])


@pytest.mark.parametrize("role", sorted(ROLES))
def test_axe_finds_nothing_on_any_page_of(role, chromium, officers, site):  # noqa: F811
    page = window(chromium, site, officers[role, OWN], theme="light", width=1240)
    wrong = {name: problems(page, site + address(name), 1240) for name in pages_of(role)}
    page.context.close()
    assert {name: found for name, found in wrong.items() if found} == {}


def test_axe_finds_nothing_in_the_dark_on_a_phone(chromium, officers, site):  # noqa: F811
    wrong = {}
    windows = {role: window(chromium, site, officers[role, OWN], theme="dark", width=320) for role in ROLES}
    for name in PAGES:
        role = next(
            role for role in sorted(ROLES, key=lambda one: one == "auditor") if holds(role, WALKED[name].who)
        )
        wrong[name] = problems(windows[role], site + address(name), 320)
    for page in windows.values():
        page.context.close()
    assert {name: found for name, found in wrong.items() if found} == {}


PAGES = sorted(name for name in WALKED if name not in {"open-data", "decree-paper", "list-notes", "health"})


def pages_of(role: str) -> list[str]:
    """A public page looks the same for every role but for its menu: the verifier opens those."""
    return [
        name
        for name in PAGES
        if holds(role, WALKED[name].who) and (WALKED[name].who != PUBLIC or role == "verifier")
    ]
