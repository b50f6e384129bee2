"""People insured in 2025 when the round into 2026 comes, and the officers who decide it; built once a module, in a database of its own."""

import contextlib
import os
from datetime import date

from django.db import connection

from naung.delivery.programme import queries as programmes
from naung.delivery.registry.models import Person
from naung.delivery.selection import actions, jobs
from naung.delivery.selection.renewal import actions as renewal
from naung.delivery.selection.renewal import takeover as renewal_takeover
from naung.delivery.selection.renewal.models import Renewal, RenewalLine
from naung.delivery.selection.renewal.takeover import Answer
from tests.delivery.selection.cast import Listed, listed
from tests.people import MACHINE, NOW, officer

CITY, JULY, DECEMBER = "53.71", date(2025, 7, 14), date(2025, 12, 1)
MONTHS = 6


@contextlib.contextmanager
def standing(build, blocker):
    """A database in which `build` has happened, for all tests of a module: each takes back what it did. Yields its name."""
    from django.db import connections

    from tests import conftest as house

    before, name = connections["default"].settings_dict["NAME"], f"naung_renewal_{os.getpid()}"
    with blocker.unblock():
        house._copy(name)
        house._use(name)
        build()
        connections["default"].close()
    yield name
    with blocker.unblock():
        house._use(before)
        house._admin(f'drop database if exists "{name}" with (force)')


def everybody():
    """Marta, Yohanes, Agus, Petrus, Rambu, Selfi, in the order of the list."""
    return list(Person.objects.filter(name__endswith=" Contoh").order_by("pk"))


def the_round():
    return Renewal.objects.exclude(state="WITHDRAWN").select_related("source", "target").get()


def year(number):
    return programmes.by_code(f"ntt-{number}")


def sari():
    return officer("sari", "verifier", "53")


def budi():
    return officer("budi", "approver", "53")


def dewi():
    return officer("dewi", "regency_officer", CITY)


def cap(places, programme):
    with connection.cursor() as cursor:
        cursor.execute(
            "update programme_quota set cap = %s where region_id = %s and programme_id = %s",
            [places, CITY, year(programme).pk],
        )


def sign(programme, on):
    jobs.assess(programme=programme, on=on, by=MACHINE, at=NOW)
    jobs.rank(programme=programme, on=on, by=MACHINE, at=NOW)
    (made,) = actions.prepare_decrees(programme=programme, by=sari(), at=NOW, on=on, region=CITY)
    return actions.decide_decree(
        decree=made, approve=True, content_hash=made.content_hash, by=budi(), at=NOW, on=on
    )


def cast():
    """Six people: Marta and Yohanes are first by rank, Agus turned 65 in the autumn, Petrus found a wage job, Rambu died, Selfi is last."""
    return listed(
        Listed("Marta Contoh", decile=1, disability="gerak"),
        Listed("Yohanes Contoh", born_on=date(1985, 3, 2), sex="L", decile=2),
        Listed("Agus Contoh", born_on=date(1960, 10, 3), sex="L"),
        Listed("Petrus Contoh", born_on=date(1990, 11, 30), sex="L"),
        Listed("Rambu Contoh", born_on=date(1970, 1, 5)),
        Listed("Selfi Contoh", born_on=date(1999, 5, 5), decile=2),
    )  # fmt: skip


def months_of(people, months=MONTHS):
    """As enrolment would tell: everybody covered in each month of the year that ends."""
    ids = [person.pk for person in people]
    return [("select unnest(%(ids)s::bigint[]) as person_id", {"ids": ids}) for _month in range(months)]


def since_july():
    """The cast insured since July; what happened to them since."""
    people = cast()
    sign(year(2025), JULY)
    with connection.cursor() as cursor:
        cursor.execute("update registry_person set status = 'wage_earner' where name = 'Petrus Contoh'")
        cursor.execute("update registry_person set died_on = '2025-11-05' where name = 'Rambu Contoh'")
    return people


def opened(people=None, places=2, insured=None):
    cap(places, 2026)
    found = renewal.open_round(
        source=year(2025),
        target=year(2026),
        insured=insured or months_of(people or everybody()),
        by=sari(),
        at=NOW,
        on=DECEMBER,
    )
    jobs.assess(programme=year(2026), on=DECEMBER, by=MACHINE, at=NOW)
    jobs.rank(programme=year(2026), on=DECEMBER, by=MACHINE, at=NOW)
    return found


def decided(people=None, places=2):
    found = renewal.propose(round=opened(people, places), by=sari(), at=NOW, on=DECEMBER)
    return renewal.decide(
        round=found, approve=True, content_hash=found.content_hash, by=budi(), at=NOW, on=DECEMBER
    )


def states(found):
    lines = RenewalLine.objects.filter(round=found).select_related("person")
    return {line.person.name.split()[0]: (line.state, line.reasons) for line in lines}


def answered(found, **said):
    answer = Answer(
        **{
            "payer": "apbd",
            "payer_name": "Pemerintah Kota Kupang",
            "document": "DPA Kota Kupang 2026 (DATA CONTOH)",
            **said,
        }
    )
    return renewal_takeover.prepare(round=found, region=CITY, answer=answer, by=dewi(), at=NOW, on=DECEMBER)


def agreed(takeover, by=None):
    return renewal_takeover.decide(
        takeover=takeover,
        approve=True,
        content_hash=takeover.content_hash,
        by=by or budi(),
        at=NOW,
        on=DECEMBER,
    )
