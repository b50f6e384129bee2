"""Counts and waiting times behind the indicators: one statement each, over whatever the current scope sees."""

from datetime import date
from typing import Any

from naung.delivery.monitoring.cover import ACCEPTED, below
from naung.delivery.monitoring.moments import there
from naung.delivery.monitoring.stamps import rows

MEMBERS = ["enrolment_membership"]


def _keys(programme: Any, region: str, on: date | None = None) -> dict[str, Any]:
    return {"programme": programme.pk, "parent": region, "on": on}


def rows_by_state(programme: Any, region: str) -> dict[str, int]:
    """A line that another one stands for counts as it was read: flawed, or somebody once more."""
    found = rows(
        """select case when r.stands_id is null then r.state when r.read_as = 'FLAWED' then 'FLAWED' else 'REPEATED' end as state, count(*) as n
           from intake_row r where r.programme_id = %(programme)s
           and left(r.village, length(%(parent)s)) = %(parent)s group by 1""", ["intake_row"], **_keys(programme, region),
    )  # fmt: skip
    return {r["state"]: r["n"] for r in found}


def proposal_to_cover(programme: Any, region: str, on: date) -> dict[str, Any] | None:
    """Days from a person's first row in a village's file to the insurer's yes."""
    return _one(rows(
        f"""with recursive brought (person_id, id) as (
                     select person_id, id from intake_row where person_id is not null
                     union select b.person_id, l.id from intake_row l join brought b on l.stands_id = b.id),
                 first as (select b.person_id, min(f.received_at) as at from brought b join intake_row r using (id)
                           join intake_file f on f.id = r.file_id group by 1),
                 waited as (select m.accepted_on - (first.at at time zone 'Asia/Makassar')::date as days
                            from enrolment_membership m join first using (person_id)
                            where m.programme_id = %(programme)s and m.accepted_on <= %(on)s and {below("m", region)})
            select count(*) as people, {_quantiles("days")} from waited""", [*MEMBERS, "intake_row"], **_keys(programme, region, on),
    ))  # fmt: skip


def cover_to_card(programme: Any, region: str, on: date) -> dict[str, Any] | None:
    return _one(rows(
        f"""with waited as (select c.id, case when c.id is not null then greatest(c.collected_on - m.covered_from, 0) end as days
                            from enrolment_membership m
                            left join handover_collection c on c.membership_id = m.id and c.collected_on <= %(on)s
                            where m.programme_id = %(programme)s and {ACCEPTED} and {below("m", region)})
            select count(id) as people, count(*) filter (where id is null) as not_yet, {_quantiles("days")} from waited""",
        [*MEMBERS, "handover_collection"], **_keys(programme, region, on),
    ), counted="not_yet")  # fmt: skip


def accounts(programme: Any, region: str) -> dict[str, int] | None:
    found = rows(
        f"""select count(*) as requested, count(*) filter (where a.state in ('OPENED', 'ACTIVE', 'INACTIVE', 'DORMANT')) as opened,
                   count(*) filter (where a.state = 'REFUSED') as refused
            from banking_account a join enrolment_membership m on m.id = a.membership_id
            where m.programme_id = %(programme)s and {below("m", region)}""", [*MEMBERS, "banking_account"], **_keys(programme, region),
    )  # fmt: skip
    return found[0] if found and found[0]["requested"] else None


def lapses(programme: Any, region: str, on: date) -> dict[str, int]:
    """`empty`: month by member, begun, within cover, not paid and acknowledged. `ending`: cover ends within 90 days."""
    paid = "contributions_contribution"
    missing = f"and not exists (select from {paid} c where c.membership_id = m.id and c.month = d.month and c.acknowledged_on <= %(on)s)"
    found = rows(
        f"""select (select count(*) from enrolment_membership m, generate_series(%(first)s::date, least(%(on)s, %(last)s)::date, interval '1 month') as g(at),
                           lateral (select g.at::date as month) d
                    where m.programme_id = %(programme)s and m.state in ('ENROLLED', 'ENDED') and {below("m", region)}
                      and d.month >= date_trunc('month', m.covered_from) and d.month <= m.covered_until {missing if there(paid) else ""}) as empty,
                   (select count(*) from enrolment_membership m where m.programme_id = %(programme)s and {ACCEPTED} and {below("m", region)}
                      and m.covered_until < %(on)s::date + 90) as ending""",  # noqa: S608  text of this file
        MEMBERS, **_keys(programme, region, on), first=programme.first_month, last=programme.last_month,
    )  # fmt: skip
    return found[0]


def deaths(programme: Any, region: str, on: date) -> dict[str, int] | None:
    """Reported deaths of members, and the days of cover lived so far by all of them."""
    return _one(rows(
        f"""select coalesce(sum(least(m.covered_until, %(on)s::date) - m.covered_from + 1), 0)::bigint as person_days,
                   (select count(*) from claims_claim c join enrolment_membership m on m.id = c.membership_id
                    where c.kind = 'death' and c.reported_on <= %(on)s and m.programme_id = %(programme)s and {below("m", region)}) as reported
            from enrolment_membership m
            where m.programme_id = %(programme)s and m.state in ('ENROLLED', 'ENDED') and m.covered_from <= %(on)s and {below("m", region)}""",  # noqa: S608
        [*MEMBERS, "claims_claim"], **_keys(programme, region, on),
    ), counted="person_days")  # fmt: skip


def who_is_covered(programme: Any, region: str, on: date) -> dict[str, int] | None:
    return _one(rows(
        f"""select count(*) as people, count(*) filter (where p.sex = 'P') as women, count(*) filter (where p.disability <> '') as disabled,
                   count(*) filter (where p.born_on <= %(on)s::date - interval '50 years') as fifty
            from enrolment_membership m join registry_person p on p.id = m.person_id
            where m.programme_id = %(programme)s and {ACCEPTED} and {below("m", region)}""", MEMBERS, **_keys(programme, region, on),  # noqa: S608
    ))  # fmt: skip


def _quantiles(column: str) -> str:
    return f"percentile_disc(0.5) within group (order by {column}) as median, percentile_disc(0.9) within group (order by {column}) as p90"


def _one(found: list[dict[str, Any]], counted: str = "people") -> dict[str, Any] | None:
    """The single row, or None where it counts nobody."""
    return found[0] if found and (found[0][counted] or found[0].get("people")) else None
