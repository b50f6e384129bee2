"""What a list would say: its people in order, what each costs, and the hash that is signed."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from naung import law
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import queries
from naung.delivery.selection.models import Decree
from naung.delivery.selection.payers import ELSEWHERE
from naung.kit.canonical import list_hash
from naung.kit.months import Month

SECTOR = "other"  # the relief by sector does not reach cover that a government pays (PP 50/2025)
# The best ranked who hold no place and were never released from one; a list that still waits is counted as free again. After a round of
# renewal those who stay come first, as two people decided, and nobody is placed who is offered to another payer or was taken over.
# NOT IN is hashed; NOT EXISTS would be planned as a join for the few rows of a table that nobody has analysed yet, and compare everybody
# with every place of the province.
# Nor whom another programme pays in the same months (payers.py names them).
BEST = f"""
    with renewed as (
        select l.person_id, l.state from selection_renewalline l join selection_renewal r on r.id = l.round_id
         where r.target_id = %(programme)s and r.state = 'DECIDED'
    ), best as (
        select a.person_id, a.rank, p.code, a.village from selection_assessment a join registry_person p on p.id = a.person_id
         where a.programme_id = %(programme)s and a.region = %(region)s and a.rank is not null
           and a.person_id not in (select person_id from renewed where state in ('OFFERED', 'TAKEN_OVER'))
           and a.person_id not in (select l.person_id from selection_place l join selection_decree d on d.id = l.decree_id
                                    where l.programme_id = %(programme)s and d.state = 'DECIDED')
           and a.person_id not in (select person_id from ({ELSEWHERE}) elsewhere)
         order by a.person_id in (select person_id from renewed where state = 'STAYS') desc, a.rank limit %(places)s)
    select * from best order by rank, code"""  # noqa: S608  code of the house

# How many are in the order, and the newest weights among those that ordered them.
ORDER = """
    select count(*), coalesce(max(criteria), '') from selection_assessment
     where programme_id = %(programme)s and region = %(region)s and rank is not null"""


@dataclass(frozen=True)
class Draft:
    """A list before it is written: `people` are (person id, rank, code, village) by rank; `candidates` how many were in the order,
    for `places`, by the weights of version `criteria`."""

    region: str
    round: int
    first_month: Month
    months: int
    per_place: int
    people: list[tuple[int, int, str, str]]
    content_hash: str
    places: int
    candidates: int
    criteria: str

    @property
    def rupiah(self) -> int:
        return len(self.people) * self.per_place


def draft(programme: programmes.Programme, region: str, round_: int, *, free: int, start: Month) -> Draft:
    """The list for `free` places of a region, paying from `start` to the programme's last month."""
    with connection.cursor() as cursor:
        cursor.execute(BEST, {"programme": programme.pk, "region": region, "places": free, "start": start.first, "last": programme.last_month})  # fmt: skip
        people = cursor.fetchall()
        cursor.execute(ORDER, {"programme": programme.pk, "region": region})
        candidates, criteria = cursor.fetchone()
    months = max(Month.of(programme.last_month) - start + 1, 0)
    per_place = price(programme, start, months)
    heading = queries.heading(programme.code, region, round_, str(start.first), months, per_place)
    lines = [queries.line(rank, code, village) for _, rank, code, village in people]
    return Draft(
        region,
        round_,
        start,
        months,
        per_place,
        people,
        list_hash([heading, *lines]),
        free,
        candidates,
        criteria,
    )


def price(programme: programmes.Programme, start: Month, months: int) -> int:
    """Whole rupiah for one person, by naung.law: the programme's base, payer and schemes, from `start` for `months`."""
    owed = law.contribution(income=programme.base, start=start, months=months, payer=programme.payer, sector=SECTOR,
                            programmes=programme.schemes.split(","))  # fmt: skip
    return int(owed.total)


def unspent(programme: programmes.Programme, decree: Decree, first_free: date | None) -> int:
    """What one place of a decree gives back: all of it, or from the first month that nobody contributes for."""
    if first_free is None:
        return int(decree.per_place)
    start = max(Month.of(first_free), Month.of(decree.first_month))
    months = Month.of(programme.last_month) - start + 1
    return price(programme, start, months) if months > 0 else 0
