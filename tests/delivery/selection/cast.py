"""People on a village's list, admitted, so that selection can begin. All made up; NIK serials 9000-9999."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db import connection, transaction

from naung.delivery.intake.models import File, Row
from naung.delivery.programme import queries as programmes
from naung.delivery.registry import jobs as registry
from naung.delivery.registry.models import Person
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit import nik
from naung.kit.text import fold
from tests.people import MACHINE, NAMOSAIN, NOW

_serial = count(0)


@dataclass
class Listed:
    """A line of a village list; the defaults are a fisher of decile 1."""

    name: str = "Marta Contoh"
    born_on: date = date(1978, 8, 12)
    sex: str = "P"
    village: str = NAMOSAIN
    occupation: str = "nelayan"
    occupation_text: str = "nelayan"
    disability: str = ""
    decile: int | None = 1
    status: str | None = None
    nik: str = ""


def programme():
    return programmes.by_code("ntt-2025")


def listed(*lines: Listed) -> list[Person]:
    """Each as a person with an admitted row, in the order given."""
    with transaction.atomic():
        entry = trail.record(by=MACHINE, verb="test.list", subject="test", at=NOW)
        return [_person(line, entry) for line in lines]


def _person(line: Listed, entry: int) -> Person:
    n = next(_serial)
    number = line.nik or nik.make("537101", line.born_on, line.sex == "P", 9000 + n % 1000)
    index = seals.index(number, "nik")
    registry.admit(
        source_sql="""select %(i)s::bytea nik_index, %(s)s::bytea nik_sealed, null::bytea kk_index, null::bytea kk_sealed,
            null::bytea phone_index, null::bytea phone_sealed, %(name)s::text as name, %(folded)s::text name_folded, %(born)s::date born_on,
            %(sex)s::text sex, '' birth_place, '' mother, %(village)s::text village, '' address, %(occupation)s::text occupation,
            %(text)s::text occupation_text, %(disability)s::text disability, %(decile)s::smallint decile, %(status)s::text status""",
        params={"i": index, "s": seals.seal(number, "nik"), "name": line.name, "folded": fold(line.name), "born": line.born_on,
                "sex": line.sex, "village": line.village, "occupation": line.occupation, "text": line.occupation_text,
                "disability": line.disability, "decile": line.decile, "status": line.status},
        trail=entry,
    )  # fmt: skip
    person = Person.objects.get(nik_index=index)
    _row(person, line, entry, n)
    return person


def _row(person: Person, line: Listed, entry: int, n: int) -> None:
    file, _ = File.objects.get_or_create(programme=programme(), sha256="0" * 64, defaults={
        "name": "contoh.xlsx", "size": 1, "region": "53.71", "received_at": NOW, "trail": entry})  # fmt: skip
    row = Row.objects.create(file=file, programme=programme(), sheet="1", number=n, raw_sealed=b"", nik_index=person.nik_index,
                             nik_sealed=person.nik_sealed, name=line.name, name_folded=fold(line.name), born_on=line.born_on,
                             sex=line.sex, village=line.village, state="CLEAN", trail=entry)  # fmt: skip
    Row.objects.filter(pk=row.pk).update(state="ADMITTED", person=person, trail=entry)


def crowd(n: int, village: str = NAMOSAIN) -> list[Person]:
    """Many people who may, all alike but for their day of birth."""
    days = [date(1970 + i // 300 % 30, 1 + i % 12, 1 + i % 28) for i in range(n)]
    return listed(*(Listed(f"Orang Contoh {i}", born_on=day, village=village) for i, day in enumerate(days)))


def cap(region: str, places: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update programme_quota set cap = %s where region_id = %s", [places, region])
