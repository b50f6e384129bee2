"""Every page with every role, looked at and acted on, in one's own region and in another's: what is declared is what happens.

The cells are made from site.PAGE and staff.roles.ROLES, so that a new page or role is walked without anybody thinking of it."""

from collections import Counter
from datetime import date

import pytest

from naung.foundation.staff.roles import MAY, ROLES
from naung.web.account.pages import PAGES as ACCOUNT
from naung.web.pages import PUBLIC, SIGNED_IN
from naung.web.site import PAGE
from tests.web import world as small_world
from tests.web.fixtures import entered
from tests.web.test_permissions import address

OWN, ANOTHER = "53.71", "53.03"  # everybody of the cast lives in the first
PEOPLE = (
    "Marta Contoh Tefa",
    "Yohanes Contoh Banoet",
    "Petrus Contoh Lay",
    "Rambu Contoh Ana",
    "Daud Contoh Nope",
)
# Steps of coming in and going out: each depends on the step before it (tests/web/account).
WALKED = {name: page for name, page in PAGE.items() if name not in {one.name for one in ACCOUNT}}


@pytest.fixture
def officers(own_world):
    """One officer a role and region, each with the second factor shown."""
    from naung.foundation.staff import actions as staff
    from naung.kit.actor import system

    made = {}
    for role in sorted(ROLES):
        for region in (OWN, ANOTHER):
            login = f"{role}-{region}"
            staff.appoint(login=login, name=login.title(), identity=f"NIP-{login}", password=small_world.PASSWORD, role=role, region=region,
                          since=date(2025, 1, 1), by=system("test"), at=small_world.at(date(2025, 7, 1)), once=False)  # fmt: skip
            made[role, region] = entered(login)
    return made


def holds(role: str, right: str) -> bool:
    return right in (PUBLIC, SIGNED_IN) or role in MAY[right]


def test_every_cell_of_pages_roles_regions_and_methods(officers, capsys):
    cells, wrong = Counter(), []
    for name, page in WALKED.items():
        where = address(name)
        for (role, region), client in officers.items():
            for method in ("get", "post"):
                answer = getattr(client, method)(where)
                cells["open" if answer.status_code < 400 else answer.status_code] += 1
                if said := _wrong(page, role, region, method, answer):
                    wrong.append(f"{method} {where} as {role} of {region}: {answer.status_code} {said}")
    with capsys.disabled():
        print(
            f"\n{sum(cells.values())} cells of {len(WALKED)} pages, {len(ROLES)} roles, 2 regions, look and act: {dict(cells)}"
        )
    assert wrong == []


def _wrong(page, role, region, method, answer) -> str:
    """What this answer should not have been; '' where it is right."""
    right = page.who if method == "get" else page.act
    if not right:
        return "" if answer.status_code == 405 else "should be 405: this page is only looked at"
    if not holds(role, right):
        return "" if answer.status_code == 403 else f"should be 403: {role} has no {right}"
    if answer.status_code >= 500:
        return "broke"
    if region == OWN and method == "get" and answer.status_code == 403:
        return f"should be open: {role} has {right}"
    return "shows people of another region" if region == ANOTHER and _shows(answer) else ""


def _shows(answer) -> bool:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return any(name.encode() in body for name in PEOPLE)
