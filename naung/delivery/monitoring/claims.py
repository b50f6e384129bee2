"""Figures of claims: how long each step takes, what of the estimate arrived, what nobody claimed. One statement each."""

from datetime import date
from typing import Any

from naung.delivery.monitoring.cover import below
from naung.delivery.monitoring.mortality import UNCLAIMED
from naung.delivery.monitoring.stamps import rows

STEPS = ("report", "complete", "decision", "money", "whole")
# Days of each step, of claims that have taken it by the day. The decision is the insurer's first word, the money the last transfer.
TOOK = """
with claim as (
    select case when c.cause = 'work_accident' then 'jkk' else 'jkm' end as scheme, c.happened_on, c.reported_on,
           case when c.complete_on <= %(on)s then c.complete_on end as complete_on, d.decided_on,
           case when c.paid_on <= %(on)s then c.paid_on end as paid_on
      from claims_claim c join enrolment_membership m on m.id = c.membership_id
      left join (select claim_id, min(recorded_on) as decided_on from claims_determination where recorded_on <= %(on)s group by 1) d on d.claim_id = c.id
     where m.programme_id = %(programme)s and c.reported_on <= %(on)s and {below}
), took as (
    select scheme, v.step, v.days from claim, lateral (values ('report', reported_on - happened_on), ('complete', complete_on - reported_on),
        ('decision', decided_on - complete_on), ('money', paid_on - decided_on), ('whole', paid_on - happened_on)) v (step, days) where v.days is not null)
select scheme, step, count(*)::int as claims, percentile_disc(0.5) within group (order by days) as median,
       percentile_disc(0.9) within group (order by days) as p90 from took group by 1, 2 order by 1, 2"""
# Of the claims that were estimated and approved: what the estimate said, what the insurer transferred, what families say has reached them.
# Interest is no benefit: a late payment must not look like more than all.
ARRIVED = """
select count(*)::int as claims, coalesce(sum(c.rupiah), 0)::bigint as estimated, coalesce(sum(p.paid), 0)::bigint as paid,
       coalesce(sum(p.confirmed), 0)::bigint as confirmed, count(*) filter (where p.paid > 0)::int as paid_claims,
       count(*) filter (where p.paid > 0 and p.confirmed >= p.paid and not p.open)::int as in_full
  from claims_claim c join enrolment_membership m on m.id = c.membership_id
  left join (
    select y.claim_id, sum(y.rupiah) as paid, sum(coalesce(k.rupiah, 0)) as confirmed, bool_or(k.rupiah is null) as open
      from claims_payment y left join lateral (select rupiah from claims_confirmation k where k.payment_id = y.id and k.confirmed_on <= %(on)s
                                                order by k.number desc limit 1) k on true
     where y.paid_on <= %(on)s and y.kind <> 'interest' group by 1) p on p.claim_id = c.id
 where m.programme_id = %(programme)s and c.state in ('APPROVED', 'DETERMINED', 'PAID', 'CLOSED') and c.decided_on <= %(on)s and {below}"""


def _asked(sql: str, needs: list[str], programme: Any, region: str, on: date) -> list[dict[str, Any]]:
    return rows(
        sql.replace("{below}", below("m", region)),
        needs,
        programme=programme.pk,
        parent=region,
        on=on,
        depth=len(region),
    )


def took(programme: Any, region: str, on: date) -> dict[str, dict[str, dict[str, int]]]:
    """{"jkm": {"report": {"claims", "median", "p90"}, "complete", "decision", "money", "whole"}, "jkk": ...}; only what happened."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in _asked(TOOK, ["claims_claim", "claims_determination"], programme, region, on):
        found.setdefault(row.pop("scheme"), {})[row.pop("step")] = row
    return found


def arrived(programme: Any, region: str, on: date) -> dict[str, int]:
    """Rupiah estimated, transferred and confirmed, over approved claims; `in_full`: claims of which every receiver confirmed all."""
    found = _asked(ARRIVED, ["claims_claim", "claims_payment", "claims_confirmation"], programme, region, on)
    return found[0] if found else {}


def unclaimed(programme: Any, region: str, on: date, *, after: int) -> tuple[int, int]:
    """(deaths found on lists and claimed by nobody, of them later than `after` days), within the cover or where that is not clear."""
    late = UNCLAIMED.replace(
        "count(*) as n",
        f"count(*) as n, count(*) filter (where %(on)s::date - d.died_on > {int(after)}) as late",
    )
    found = _asked(late, ["claims_death"], programme, region, on)
    return sum(row["n"] for row in found), sum(row["late"] for row in found)
