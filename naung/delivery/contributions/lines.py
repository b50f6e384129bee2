"""The set-based inside of the monthly run: who is covered and has no line yet, as one SELECT, and what is done with it."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from naung.delivery.contributions.models import BASE, Run, Tariff
from naung.delivery.contributions.tariffs import TRANSPORT
from naung.delivery.enrolment import queries as enrolment
from naung.delivery.programme.queries import Programme
from naung.kit.months import Month

# Cover booked under a record that was merged away is the cover of whoever stands for it: one person, one month, one line.
MERGED = """
with recursive chain (id, at) as (
    select id, merged_into_id from registry_person where merged_into_id is not null
    union all
    select chain.id, p.merged_into_id from chain join registry_person p on p.id = chain.at where p.merged_into_id is not null
), merged as (select c.id, c.at as standing from chain c join registry_person p on p.id = c.at where p.merged_into_id is null)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """SQL of the lines of a month; `params` by name."""

    sql: str
    params: dict[str, Any]


def covered(programme: Programme, month: Month) -> Wanted:
    """(person_id, membership_id, place_id, region, village): a person once, though two memberships touch the month."""
    members, params = enrolment.covered_in(programme, month)
    sql = f"""select distinct on (coalesce(g.standing, m.person_id)) coalesce(g.standing, m.person_id) as person_id,
                     m.membership_id, m.place_id, m.region, m.village
                from ({members}) m left join merged g on g.id = m.person_id
               order by coalesce(g.standing, m.person_id), m.membership_id"""
    return Wanted(sql, params | {"scheme": BASE, "first": month.first})


Regions = (
    list[str] | None
)  # None: everybody; a list: people of villages below one of these, and nobody for an empty one
WITHIN = " and exists (select from unnest(%(within)s::text[]) r where left({village}, length(r)) = r)"


def unpaid(programme: Programme, month: Month, within: Regions = None) -> Wanted:
    """The covered who have no line of this month yet, whoever would pay it: an anti-join, so that a second run finds nobody."""
    who = covered(programme, month)
    sql = f"""select d.* from ({who.sql}) d
               where not exists (select from contributions_contribution c
                                  where c.person_id = d.person_id and c.scheme = %(scheme)s and c.month = %(first)s)"""
    return Wanted(sql + _within("d.village", within), who.params | {"within": within})


def _within(village: str, within: Regions) -> str:
    return "" if within is None else WITHIN.format(village=village)


def any_unpaid(programme: Programme, month: Month, within: Regions = None) -> bool:
    """Is there anybody at all? Answered without putting each person down once, so that the usual run counts nothing twice."""
    members, params = enrolment.covered_in(programme, month)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{MERGED} select exists (select from ({members}) m left join merged g on g.id = m.person_id
                 where not exists (select from contributions_contribution c
                  where c.person_id = coalesce(g.standing, m.person_id) and c.scheme = %(scheme)s and c.month = %(first)s)
                   {_within("m.village", within)})""",
            params | {"scheme": BASE, "first": month.first, "within": within},
        )
        return bool(cursor.fetchone()[0])


def insert(run: Run, wanted: Wanted, tariffs: dict[str, Tariff]) -> int:
    """One INSERT ... SELECT for the whole month; how many lines."""
    sql, params = priced(wanted, tariffs)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{MERGED} insert into contributions_contribution
                (person_id, scheme, month, run_id, place_id, membership_id, payer, tariff_id, rupiah, region, village)
                select person_id, %(scheme)s, %(first)s, %(run)s, place_id, membership_id, %(payer)s, tariff_id, rupiah, region, village
                  from ({sql}) priced""",
            params | {"run": run.pk},
        )
        return int(cursor.rowcount)


def priced(wanted: Wanted, tariffs: dict[str, Tariff]) -> tuple[str, dict[str, Any]]:
    """The lines with their tariff. The occupation is looked at only in a month whose relief tells sectors apart."""
    other, transport = tariffs["other"], tariffs["transport"]
    params = wanted.params | {"payer": other.payer, "other": other.pk, "other_total": other.total}
    if other.total == transport.total:
        return (
            f"select w.*, %(other)s::bigint as tariff_id, %(other_total)s::bigint as rupiah from ({wanted.sql}) w",
            params,
        )
    params |= {"transport": transport.pk, "transport_total": transport.total, "drivers": list(TRANSPORT)}
    sql = f"""select w.*, case when p.occupation = any(%(drivers)s) then %(transport)s else %(other)s end::bigint as tariff_id,
                     case when p.occupation = any(%(drivers)s) then %(transport_total)s else %(other_total)s end::bigint as rupiah
                from ({wanted.sql}) w join registry_person p on p.id = w.person_id"""
    return sql, params


def withdraw(run: Run, programme: Programme, month: Month) -> int:
    """Takes lines out of a run that is still open when their cover no longer reaches into the month; how many."""
    who = covered(programme, month)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{MERGED} delete from contributions_contribution c where c.run_id = %(run)s and c.month = %(first)s
                and not exists (select from ({who.sql}) d where d.person_id = c.person_id and d.membership_id = c.membership_id)""",
            who.params | {"run": run.pk},
        )
        return int(cursor.rowcount)


def paid_elsewhere(programme: Programme, month: Month) -> dict[str, int]:
    """Covered people whose month somebody else pays already, by that programme and payer: they are left out here."""
    if not Run.objects.filter(month=month.first).exclude(programme_id=programme.pk).exists():
        return {}
    who = covered(programme, month)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{MERGED} select g.code || ' (' || c.payer || ')', count(*) from ({who.sql}) d
                  join contributions_contribution c on c.person_id = d.person_id and c.scheme = %(scheme)s and c.month = %(first)s
                  join contributions_run r on r.id = c.run_id join programme_programme g on g.id = r.programme_id
                 where r.programme_id <> %(programme)s group by 1 order by 1""",
            who.params,
        )
        return {str(payer): int(n) for payer, n in cursor.fetchall()}


def totals(run: Run) -> tuple[int, int, str]:
    """Rows, rupiah and hash of a run's lines, as the database hashes them when it checks an approval."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select count(*), coalesce(sum(rupiah), 0), contributions_hash(%s) from contributions_contribution
                where run_id = %s and month = %s""",
            [run.pk, run.pk, run.month],
        )
        rows, rupiah, digest = cursor.fetchone()
    return int(rows), int(rupiah), str(digest)
