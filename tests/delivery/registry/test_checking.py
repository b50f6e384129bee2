"""Asking the civil registry about the cast, through the simulator that answers by file."""

import csv
from datetime import date
from pathlib import Path

import pytest

from naung.delivery.registry import jobs
from naung.delivery.registry.jobs import Checked
from naung.foundation.exchange import queries as exchanged
from naung.partners.dukcapil.simulator import CivilRegistry
from tests.delivery.registry import cast
from tests.people import MACHINE, MARTA, NAMOSAIN, NOW, YOHANES

pytestmark = pytest.mark.django_db
RESIDENT = ("nik", "kk", "name", "born_on", "sex", "mother", "village", "status", "died_on")


def lists(folder: Path, *, marta_died: str = "", yohanes: str = "Yohanes Bere") -> Path:
    rows = [
        (
            MARTA,
            "",
            "Marta Yasinta Bere",
            "1978-08-12",
            "P",
            "Agnes Seran",
            NAMOSAIN,
            "dead" if marta_died else "alive",
            marta_died,
        ),
        (YOHANES, "", yohanes, "1985-03-02", "L", "", NAMOSAIN, "alive", ""),
    ]
    with (folder / "dukcapil.csv").open("w", newline="") as file:
        csv.writer(file).writerows([RESIDENT, *rows])
    with (folder / "deciles.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("nik", "decile"), (MARTA, 2)])
    return folder


def ask(folder: Path, *misbehave: str) -> Checked:
    return jobs.check_civil_registry(
        registry=CivilRegistry(lists=folder, misbehave=misbehave), by=MACHINE, at=NOW
    )


def test_it_works(tmp_path):
    cast.marta(), cast.yohanes()
    assert ask(lists(tmp_path)) == Checked(asked=2, answers={"SAME": 2})
    marta = cast.person(MARTA)
    assert (marta.civil_answer, marta.civil_checked_on, marta.died_on, marta.decile) == (
        "SAME",
        date(2025, 7, 14),
        None,
        2,
    )
    assert [b.state for b in exchanged.batches("dukcapil", "civil")] == ["CLOSED"]


def test_asking_again_asks_nobody(tmp_path):
    cast.marta()
    ask(lists(tmp_path))
    assert ask(tmp_path) == Checked(asked=0, answers={})


def test_who_died_is_known_to_have_died(tmp_path):
    from naung.delivery.registry import queries

    cast.marta(), cast.yohanes()
    assert ask(lists(tmp_path, marta_died="2025-06-01")).answers == {"DEAD": 1, "SAME": 1}
    assert cast.person(MARTA).died_on == date(2025, 6, 1)
    assert [p.name for p in queries.living()] == ["Yohanes Bere"] and queries.standing().count() == 2


def test_what_the_registry_does_not_say_stays_as_it_was(tmp_path):
    cast.yohanes()
    ask(lists(tmp_path, yohanes="Petrus Adoe"))
    yohanes = cast.person(YOHANES)
    assert (yohanes.civil_answer, yohanes.decile, yohanes.status, yohanes.name) == (
        "DIFFERS",
        1,
        "none",
        "Yohanes Bere",
    )


def test_without_a_list_nobody_becomes_not_found(tmp_path):
    cast.marta()
    assert ask(tmp_path) == Checked(asked=0, answers={})
    assert cast.person(MARTA).civil_answer == ""


@pytest.mark.parametrize("manner", ["late", "twice", "partial", "unknown", "garbled", "wrong"])
def test_a_registry_that_misbehaves_is_borne(tmp_path, manner):
    cast.marta(), cast.yohanes()
    ask(lists(tmp_path), manner)
    ask(tmp_path, manner)
    assert {p.civil_answer for p in map(cast.person, (MARTA, YOHANES))} == {"SAME"}
    assert exchanged.open_batches("dukcapil", "civil") == []
    assert bool(exchanged.suspended("dukcapil")) == (manner in ("unknown", "garbled", "wrong"))
