"""Every page that a role may open, in Chromium with axe: in light at a desk, in dark on a phone."""

import pytest

from naung.foundation.staff.roles import ROLES
from naung.web.pages import PUBLIC
from tests.web.eyes import looked_at, served, windows
from tests.web.test_matrix import OWN, WALKED, holds, officers  # noqa: F401  a fixture
from tests.web.test_permissions import address

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("role", sorted(ROLES))
def test_axe_finds_nothing_on_any_page_of(role, chromium, officers, site, fine):  # noqa: F811
    found: dict[str, list[str]] = {}
    with windows(chromium, site) as open_:
        page, client = open_("", "/keluar"), officers[role, OWN]
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}]
        )
        for name in pages_of(role):
            found[name] = new_and_wrong(page, site, client, address(name), fine)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def new_and_wrong(page, site, client, where: str, fine) -> list[str]:
    """What is wrong with a page; [] for a file, a page that is not there, or one whose parts all stood on pages found good."""
    answer = client.get(where, follow=True)
    if answer.status_code >= 400 or "html" not in answer.headers.get("content-type", ""):
        return [f"{answer.status_code}"] if answer.status_code >= 500 else []
    parts = served(answer.content)
    if fine.holds(parts):
        return []
    assert page.goto(site + where, wait_until="load").status == 200
    wrong = looked_at(page)
    fine.add(() if wrong else parts)
    return wrong


class Fine:
    """Parts of pages on which axe found nothing, for both processes of a run: an empty file each."""

    def __init__(self, folder):
        self.folder = folder

    def holds(self, parts) -> bool:
        return all((self.folder / part).exists() for part in parts)

    def add(self, parts) -> None:
        for part in parts:
            (self.folder / part).touch()


@pytest.fixture(scope="session")
def fine(tmp_path_factory, worker_id):
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "screens-found-good"
    folder.mkdir(exist_ok=True)
    return Fine(folder)


def pages_of(role: str) -> list[str]:
    """A public page looks the same for every role but for its menu: the verifier opens those."""
    return [
        name
        for name in sorted(WALKED)
        if holds(role, WALKED[name].who) and (WALKED[name].who != PUBLIC or role == "verifier")
    ]


def test_a_page_is_known_again_but_for_links_and_numbers():
    page = b'<body><header>Naung</header><div><main><a href="/orang/1">3 orang</a></main></div></body>'
    assert len(served(page)) == 2
    assert served(page) == served(page.replace(b"/1", b"/2").replace(b"3", b"14"))
    assert len(served(page) & served(page.replace(b"orang<", b"jiwa<"))) == 1
