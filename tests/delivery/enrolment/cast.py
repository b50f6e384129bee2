"""People who hold a place on a decree that two officers signed, and what the partners know of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from naung.delivery.programme import actions as places
from naung.delivery.programme import queries as programmes
from naung.delivery.registry.models import Person
from naung.foundation.approvals import actions as approvals
from naung.foundation.trail import actions as trail
from naung.kit import nik
from tests.delivery.registry import cast as registry
from tests.people import MACHINE, MARTA, NAMOSAIN, NOW, OEBOBO, PETRUS, YOHANES, officer

JULY_FIRST, YEAR_END = date(2025, 7, 1), date(2025, 12, 31)
MARIA = nik.make("537101", date(1960, 7, 20), True, 9004)  # turns 65 on 20 July 2025


@dataclass(frozen=True)
class Known:
    nik: str
    name: str
    born_on: date
    sex: str
    mother: str = "Agnes Seran"
    village: str = NAMOSAIN


CAST = {
    "marta": Known(MARTA, "Marta Yasinta Bere", date(1978, 8, 12), "P"),
    "yohanes": Known(YOHANES, "Yohanes Bere", date(1985, 3, 2), "L"),
    "petrus": Known(PETRUS, "Petrus Nope", date(1990, 11, 30), "L", village=OEBOBO),
    "maria": Known(MARIA, "Maria Taneo", date(1960, 7, 20), "P"),
}

DECREE = """
insert into selection_decree (programme_id, region, round, changes_id, approval_id, funding_id, content_hash, first_month, months, per_place, rows, rupiah, candidates, places, criteria,
    prepared_on, state, trail)
select %(programme)s, '53.71', coalesce(max(round), 0) + 1, max(id), %(approval)s, %(funding)s, %(hash)s, %(first)s, 6, 100800, %(n)s, 100800 * %(n)s, %(n)s, %(n)s, 'x',
    '2025-07-01', 'PREPARED', %(trail)s from selection_decree where programme_id = %(programme)s and region = '53.71' returning id
"""
PLACES = """
insert into selection_place (programme_id, decree_id, person_id, region, village, rank, released_because, state, trail)
select %(programme)s, %(decree)s, p.id, '53.71', p.village, 1000 * %(decree)s + row_number() over (order by p.id), '', 'PROPOSED', %(trail)s
  from registry_person p where p.id = any(%(people)s)
"""


def programme():
    return programmes.by_code("ntt-2025")


def known(*names: str) -> list[Person]:
    return [_person(CAST[name]) for name in names]


def _person(k: Known) -> Person:
    registry.admit(k.nik, k.name, k.born_on, k.sex, village=k.village, mother=k.mother)
    return registry.person(k.nik)


@transaction.atomic
def placed(*names: str, first: date = JULY_FIRST) -> list[Person]:
    """These people on one decided decree of Kupang City."""
    people = known(*names)
    n = len(people)
    funding = places.take_places(programme=programme(), region="53.71", places=n, rupiah=100800 * n)
    mark = f"{names}"
    approval = approvals.prepare(kind="selection.decree", subject=f"selection.decree:{mark}", content_hash=mark, rows=n, rupiah=100800 * n,
                                 region="53.71", by=officer("vera", "verifier", "53"), at=NOW)  # fmt: skip
    entry = trail.record(by=MACHINE, verb="test.place", subject=f"test:{mark}", at=NOW)
    facts = {"programme": programme().pk, "approval": approval.pk, "funding": funding, "hash": mark, "n": n, "trail": entry, "first": first,
             "people": [p.pk for p in people]}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(DECREE, facts)
        facts["decree"] = cursor.fetchone()[0]
        cursor.execute(PLACES, facts)
        approvals.decide(
            approval=approval, approve=True, content_hash=mark, by=officer("paul", "approver", "53"), at=NOW
        )
        cursor.execute("update selection_decree set state = 'DECIDED', number = %s, decided_on = '2025-07-01', trail = %s where id = %s",
                       [f"SK {mark} (DATA CONTOH)", entry, facts["decree"]])  # fmt: skip
        cursor.execute(
            "update selection_place set state = 'HELD', trail = %(trail)s where decree_id = %(decree)s", facts
        )
    return people


def partners_know(
    folder: Path, *names: str, dead: dict[str, str] | None = None, active: dict[str, str] | None = None
) -> Path:
    """The partners' lists: these people alive unless `dead` gives a day; `active`: insured by their village until a day."""
    folder.mkdir(parents=True, exist_ok=True)
    dead, active = dead or {}, active or {}
    lines = ["nik,kk,name,born_on,sex,mother,village,status,died_on"]
    for name in names:
        k = CAST[name]
        state = f"dead,{dead[name]}" if name in dead else "alive,"
        lines.append(f"{k.nik},,{k.name},{k.born_on},{k.sex},{k.mother},{k.village},{state}")
    (folder / "dukcapil.csv").write_text("\n".join(lines) + "\n")
    paid = [f"{CAST[name].nik},village,{until}" for name, until in active.items()]
    (folder / "bpjs_active.csv").write_text("\n".join(["nik,payer,until", *paid]) + "\n")
    return folder
