"""What whoever decides a monthly run sees before it: exceptions, what changed since the month before, and every line."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.contributions import due
from naung.delivery.contributions.models import Run
from naung.foundation.approvals.ports import Changes, Finding
from naung.kit.clock import say_month
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import fold

PAGE = 50
NAMES = 50

LISTED = """
with listed as (
    select c.person_id, c.rupiah, c.region, c.village, p.code, p.name, p.name_folded, p.died_on, p.merged_into_id, p.civil_answer,
           m.covered_from, m.covered_until
      from contributions_contribution c join registry_person p on p.id = c.person_id
      join enrolment_membership m on m.id = c.membership_id
     where c.run_id = %(run)s and c.month = %(month)s
), raised as (
    select n.person_id, f.flag from listed n cross join lateral (values
        ('dead', n.died_on < %(month)s or n.civil_answer = 'DEAD'),
        ('merged', n.merged_into_id is not null),
        ('ends', n.covered_until < (%(month)s::date + interval '1 month - 1 day')),
        ('first', n.covered_from >= %(month)s)
    ) f (flag, it) where f.it
)
"""
FLAGS: dict[str, tuple[str, Callable[[], str]]] = {
    "dead": ("danger", lambda: _("tercatat meninggal sebelum bulan ini")),
    "merged": ("danger", lambda: _("catatan ganda: orangnya sudah ada dengan nomor lain")),
    "ends": ("warn", lambda: _("perlindungannya berakhir dalam bulan ini")),
    "first": ("calm", lambda: _("bulan pertama perlindungannya")),
}


class NoSuchRun(Refusal):
    """No monthly run was put before a second person under this approval."""


def by_approval(approval: int) -> Run:
    found = Run.objects.select_related("programme").filter(approval_id=approval).first()
    if found is None:
        raise NoSuchRun(_("Persetujuan ini tidak mempunyai iuran bulanan."))
    return found


def by_subjects(runs: list[int]) -> dict[int, Run]:
    """Runs by number, for the titles of a whole list at once."""
    return Run.objects.in_bulk(runs)


def findings(run: Run) -> list[Finding]:
    return _late(run) + _people(run)


def _late(run: Run) -> list[Finding]:
    """A list that was made after the month's due day, counted in days; and one that the insurer may no longer take."""
    month = Month.of(run.month)
    if not (days := due.days_late(month, run.prepared_on)):
        return []
    if due.months_late(month, run.prepared_on) > due.grace(run.month).value:
        return [
            Finding(
                "",
                "danger",
                _(
                    "hari sesudah jatuh tempo, lewat masa tenggang: tanyakan dahulu apakah BPJS masih menerimanya"
                ),
                days,
            )
        ]
    return [Finding("", "warn", _("hari sesudah jatuh tempo bulan ini"), days)]


def _people(run: Run) -> list[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"{LISTED} select flag, count(*) from raised group by flag", {"run": run.pk, "month": run.month}
        )
        counted = dict(cursor.fetchall())
    return [Finding(key, kind, says(), counted[key]) for key, (kind, says) in FLAGS.items() if key in counted]


def people(run: Run, *, search: str = "", flag: str = "", page: int = 1) -> tuple[int, list[dict[str, Any]]]:
    """How many match, and one page by village and name: code, name, village, rupiah, flags. An unknown flag matches nobody."""
    params = {"run": run.pk, "month": run.month, "flag": flag, "search": f"%{fold(search)}%", "limit": PAGE,
              "offset": PAGE * (max(page, 1) - 1)}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{LISTED} select count(*) over (), n.code, n.name, v.name, n.rupiah,
                   (select coalesce(array_agg(r.flag), '{{}}') from raised r where r.person_id = n.person_id)
              from listed n left join regions_region v on v.code = n.village
             where (n.name_folded like %(search)s or lower(v.name) like %(search)s)
               and (%(flag)s = '' or exists (select from raised r where r.person_id = n.person_id and r.flag = %(flag)s))
             order by n.village, n.name_folded, n.code limit %(limit)s offset %(offset)s""",
            params,
        )
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), [_person(*row[1:]) for row in rows]


def _person(code: str, name: str, village: str | None, rupiah: int, flags: list[str]) -> dict[str, Any]:
    said = [{"kind": kind, "says": says()} for key, (kind, says) in FLAGS.items() if key in flags]
    return {"code": code, "name": name, "village": village or "", "rupiah": rupiah, "flags": said}


# People with a line in one month of the programme and none in the other.
ONLY = """
select count(*) over (), p.code, p.name, v.name, coalesce(nullif(m.ended_because, ''), '')
  from contributions_contribution c join contributions_run r on r.id = c.run_id join registry_person p on p.id = c.person_id
  join enrolment_membership m on m.id = c.membership_id left join regions_region v on v.code = c.village
 where c.month = %(here)s and r.month = %(here)s and r.programme_id = %(programme)s {only}
   and not exists (select from contributions_contribution o join contributions_run q on q.id = o.run_id
                    where o.month = %(there)s and q.programme_id = %(programme)s and o.person_id = c.person_id)
 order by c.village, p.name_folded, p.code limit %(names)s
"""


def changes(run: Run) -> Changes:
    """Against the month before: whose line is new in this run, and who had one then and has none now."""
    before = Month.of(run.month).plus(-1).first
    if not Run.objects.filter(programme=run.programme_id, month=before).exclude(state="PREPARED").exists():
        return Changes()
    both = {"programme": run.programme_id, "names": NAMES, "run": run.pk}
    entered = _names(ONLY.format(only="and c.run_id = %(run)s"), {**both, "here": run.month, "there": before})
    left = _names(ONLY.format(only=""), {**both, "here": before, "there": run.month})
    return Changes(say_month(before), entered[0], left[0], entered[1], left[1])


def _names(sql: str, params: dict[str, Any]) -> tuple[int, list[dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), [
        dict(zip(("code", "name", "village", "because"), row[1:], strict=True)) for row in rows
    ]
