"""A round in sets: who is insured and for how many months in a row; what the ranks and the law of the day say about each."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from naung.delivery.registry import queries as registry
from naung.delivery.selection.renewal.models import Renewal

Insured = Sequence[tuple[str, dict[str, Any]]]

# Whoever stands for a holder of a place today; two places of one person (found out late) are one line.
HELD = f"""
    select distinct r.standing as person_id from selection_place p join ({registry.resolved_relation()}) r on r.id = p.person_id
     where p.programme_id = %(source)s and p.state = 'HELD'"""  # noqa: S608  code of the house
COVERED = f"""
    insert into insured_month select distinct %(n)s::int, r.standing from ({{months}}) c join ({registry.resolved_relation()}) r on r.id = c.person_id"""  # noqa: S608
# Months in a row up to the source's last: the nth month back counts while none in between is missing.
GATHERED = f"""
    create temporary table renewal_gathered on commit drop as
    with held as ({HELD}), counted as (
        select person_id, count(*) filter (where %(last)s - n = back - 1) as months from (
            select person_id, n, row_number() over (partition by person_id order by n desc) as back from insured_month) c group by 1
    )
    select h.person_id, left(p.village, 5) as region, p.village, coalesce(c.months, 0) as months
      from held h join registry_person p on p.id = h.person_id left join counted c on c.person_id = h.person_id
     where not exists (select from selection_renewalline l where l.round_id = %(round)s and l.person_id = h.person_id)"""  # noqa: S608
LIST = """
    insert into selection_renewalline (round_id, person_id, region, village, months, sex, reasons, state, trail)
    select %(round)s, person_id, region, village, months, '', '{}', 'LISTED', %(trail)s from renewal_gathered"""
# As long as nothing is proposed the lines say nothing: the newest ranks do, by the places of each region.
VERDICT = f"""
    with held as ({HELD})
    select l.id, l.person_id, coalesce(a.region, l.region) as region, coalesce(a.village, l.village) as village, l.months, a.rank, a.score,
           coalesce(a.facts->>'sex', '') as sex, (a.facts->>'disability')::boolean as disabled, (a.facts->>'decile')::smallint as decile,
           case when h.person_id is null then array['no_longer_held'] when a.id is null then array['not_assessed'] else a.reasons end as reasons,
           case when h.person_id is null or a.id is null or not a.eligible then 'ENDS'
                when a.rank <= coalesce(q.cap, 0) then 'STAYS' else 'OFFERED' end as state, null::bigint as takeover_id
      from selection_renewalline l left join held h on h.person_id = l.person_id
      left join selection_assessment a on a.programme_id = %(target)s and a.person_id = l.person_id
      left join programme_quota q on q.programme_id = %(target)s and q.region_id = a.region
     where l.round_id = %(round)s"""  # noqa: S608
SETTLED = """
    select id, person_id, region, village, months, rank, score, sex, disabled, decile, reasons, state, takeover_id
      from selection_renewalline where round_id = %(round)s"""
MOVE = """
    update selection_renewalline l set state = v.state, region = v.region, village = v.village, rank = v.rank, score = v.score, sex = v.sex,
           disabled = v.disabled, decile = v.decile, reasons = v.reasons, trail = %(trail)s
      from renewal_verdict v where v.id = l.id"""


def keys(round_: Renewal) -> dict[str, Any]:
    return {"round": round_.pk, "source": round_.source_id, "target": round_.target_id}


def lines(round_: Renewal) -> str:
    """SQL with the parameters of `keys` for every line as it stands: settled once proposed, before that as the ranks have it now."""
    return VERDICT if round_.state == "OPEN" else SETTLED


def gather(round_: Renewal, insured: Insured) -> int:
    """Notes holders of the source's places who have no line yet, with their months; how many. `insured`: a month each, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists insured_month, renewal_gathered")
        cursor.execute("create temporary table insured_month (n int, person_id bigint) on commit drop")
        for n, (sql, params) in enumerate(insured, 1):
            cursor.execute(COVERED.format(months=sql), {**params, "n": n})
        cursor.execute("analyze insured_month")
        cursor.execute(GATHERED, {**keys(round_), "last": len(insured)})
        return int(cursor.rowcount)


def write(round_: Renewal, trail: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LIST, {**keys(round_), "trail": trail})
        cursor.execute("analyze selection_renewalline")


def judge(round_: Renewal) -> dict[str, int]:
    """Notes the verdict of each line; how many of each state, and `unranked`: who may and was not ranked."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists renewal_verdict")
        cursor.execute(f"create temporary table renewal_verdict on commit drop as {VERDICT}", keys(round_))
        cursor.execute("select state, count(*) from renewal_verdict group by 1")
        found = {str(state): int(n) for state, n in cursor.fetchall()}
        cursor.execute("select count(*) from renewal_verdict where state <> 'ENDS' and rank is null")
        return {"STAYS": 0, "OFFERED": 0, "ENDS": 0, **found, "unranked": int(cursor.fetchone()[0])}


def settle(round_: Renewal, trail: int) -> None:
    """Each line becomes what was judged of it."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE, {"trail": trail})


def content(round_: Renewal) -> list[str]:
    """Every line in one order: what the hash of a round is made of."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select l.region || ';' || case when l.state in ('TAKEN_OVER', 'OFFERED') or l.reasons = '{not_taken_over}' or l.reasons = '{nobody_answered}'
                          then 'OFFERED' else l.state end || ';' || coalesce(l.rank::text, '') || ';' || p.code || ';' || l.months
                 from selection_renewalline l join registry_person p on p.id = l.person_id where l.round_id = %s
                order by l.region, l.rank nulls last, p.code""",
            [round_.pk],
        )
        return [row[0] for row in cursor.fetchall()]
