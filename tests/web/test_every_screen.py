"""Every page that a role may open, in Chromium with axe: in light at a desk, in dark on a phone."""

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


@pytest.mark.parametrize(("theme", "width"), [("light", 1240), ("dark", 320)])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_axe_finds_nothing_on_any_page_of(role, theme, width, chromium, officers, site):  # noqa: F811
    page = window(chromium, site, officers[role, OWN], theme=theme, width=width)
    wrong = {name: problems(page, site + address(name), width) for name in pages_of(role)}
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
