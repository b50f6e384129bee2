"""Members with names and numbers of their own, whose months are paid; and lists as offices send them."""

from datetime import date

from django.db import connection

from naung.delivery.claims.deaths import actions
from naung.foundation.vault import seals
from naung.kit import nik
from naung.kit.text import fold
from tests.delivery.claims.cast import members
from tests.people import MACHINE, NOW, officer

BORN = date(1975, 4, 2)
MARTA = nik.make("537101", BORN, True, 9101)
PETRUS = nik.make("537101", date(1981, 6, 17), False, 9102)
TODAY = date(2025, 12, 1)
WHO = {"at": NOW, "on": TODAY}
HEAD = "NIK;Nama;Tanggal lahir;JK;Tanggal meninggal;Desa"


def town(months: int = 0) -> tuple[int, int]:
    """Marta (a woman) and Petrus (a man), members from July on; so many months paid."""
    marta, petrus = members(2, months=months)
    named(marta, "Marta Contoh Bolin", MARTA, BORN, "P")
    named(petrus, "Petrus Contoh Lado", PETRUS, date(1981, 6, 17), "L")
    return marta, petrus


def named(person: int, name: str, number: str, born_on: date, sex: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_person set name = %s, name_folded = %s, nik_index = %s, nik_sealed = %s, born_on = %s, sex = %s where id = %s",
            [name, fold(name), seals.index(number, "nik"), seals.seal(number, "nik"), born_on, sex, person],
        )


def village():
    return officer("lurah", "village_operator", "53.71")


def district():
    return officer("camat", "district_officer", "53.71.01")


def take(
    *lines: str,
    source: str = "village",
    region: str = "53.71.01.1001",
    listed_on: date = date(2025, 11, 20),
    by=None,
    **more,
):
    data = "\n".join([HEAD, *lines]).encode()
    return actions.take(
        name="kematian.csv",
        data=data,
        source=source,
        region=region,
        listed_on=listed_on,
        by=by or village(),
        **WHO,
        **more,
    )


def look(on: date = TODAY, **more):
    return actions.look(by=MACHINE, at=NOW, on=on, **more)
