"""What came in and what went out, in whole rupiah, of a region up to a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.monitoring import weave
from naung.delivery.monitoring.cover import below
from naung.delivery.monitoring.moments import there


@dataclass(frozen=True, slots=True)
class Money:
    """`contributed`: paid and acknowledged; `person_months`: how many months of a person that is.
    `benefits`, `benefits_paid`: claims paid out; `reported`: claims reported, whatever came of them."""

    contributed: int = 0
    person_months: int = 0
    reported: int = 0
    deaths: int = 0
    benefits: int = 0
    benefits_paid: int = 0


def of(programme: Any, code: str, on: date, counts: weave.Months | None = None) -> Money:
    """`counts`: the region's contributions where the caller has them already."""
    found = weave.contributed(programme, code, 5, on) if counts is None else counts
    reported, deaths, benefits, paid = _claims(programme, code, on)
    return Money(
        sum(m.rupiah for m in found.values()),
        sum(m.paid for m in found.values()),
        reported,
        deaths,
        benefits,
        paid,
    )


def _claims(programme: Any, code: str, on: date) -> tuple[int, ...]:
    """A claim counts where its member was enrolled."""
    if not there("claims_claim"):
        return 0, 0, 0, 0
    return _row(f"""select count(*), count(*) filter (where c.kind = 'death'), coalesce(sum(c.paid_rupiah) filter (where c.paid_on <= %(on)s), 0),
                           count(*) filter (where c.paid_on <= %(on)s)
                    from claims_claim c join enrolment_membership m on m.id = c.membership_id
                    where m.programme_id = %(programme)s and c.reported_on <= %(on)s and {below("m", code)}""",
                programme, code, on)  # fmt: skip


def _row(sql: str, programme: Any, code: str, on: date) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"programme": programme.pk, "parent": code, "on": on})
        return tuple(int(value) for value in cursor.fetchone())
