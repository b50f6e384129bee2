"""Admitting the cast for these tests: the same road as intake's rows take, from a VALUES list."""

from datetime import date

from django.db import transaction

from naung.delivery.registry import jobs, queries
from naung.delivery.registry.models import Person
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.text import fold
from tests.people import MACHINE, MARTA, NAMOSAIN, NOW, YOHANES

SOURCE = """
select v.* from (values (%s::bytea, %s::bytea, null::bytea, null::bytea, null::bytea, null::bytea, %s, %s, %s::date, %s, null::text, %s, %s,
    null::text, '9', 'petani', null::text, %s::smallint, 'none'))
    as v (nik_index, nik_sealed, kk_index, kk_sealed, phone_index, phone_sealed, name, name_folded, born_on, sex, birth_place, mother,
          village, address, occupation, occupation_text, disability, decile, status)"""


def admit(
    nik: str,
    name: str,
    born_on: date,
    sex: str,
    *,
    village: str = NAMOSAIN,
    mother: str = "",
    decile: int | None = 1,
) -> int:
    """How many were added: 1, or 0 when they are known already."""
    with transaction.atomic():
        entry = trail.record(by=MACHINE, verb="registry.admit", subject="test", at=NOW)
        params = [
            seals.index(nik, "nik"),
            seals.seal(nik, "nik"),
            name,
            fold(name),
            born_on,
            sex,
            mother,
            village,
            decile,
        ]
        return jobs.admit(source_sql=SOURCE, params=params, trail=entry)


def person(nik: str) -> Person:
    found = queries.by_nik(nik)
    assert found is not None
    return found


def marta() -> Person:
    admit(MARTA, "Marta Yasinta Bere", date(1978, 8, 12), "P", mother="Agnes Seran")
    return person(MARTA)


def yohanes() -> Person:
    admit(YOHANES, "Yohanes Bere", date(1985, 3, 2), "L")
    return person(YOHANES)
