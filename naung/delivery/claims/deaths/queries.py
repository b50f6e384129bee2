"""Reads: the families to visit, what the lists said, what waits for a person, and the patterns that somebody is to look at."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung.delivery.claims.deaths import words
from naung.delivery.claims.deaths.actions import claims_of
from naung.delivery.claims.deaths.models import (
    Death,
    DeathCandidate,
    DeathList,
    DeathNotice,
    DeathVisit,
    Suspicion,
    SuspicionClaim,
)
from naung.foundation.approvals.ports import Finding
from naung.kit.refusal import Refusal

__all__ = ["claims_of"]
LATE = 14  # days after the death; later than this without a claim is an alarm (reference 5, indicator 14)


class NoSuchDeath(Refusal):
    """No death, notice or pattern has this number, or this officer does not see its region."""


# Which of the deaths are shown: those to visit are within the cover (or nobody knows), open, and nobody claimed.
STATES = {
    "visit": "d.state = 'OPEN' and d.cover in ('IN', 'UNCLEAR') and not d.claimed",
    "claimed": "d.claimed",
    "left": "d.state = 'LEFT' and not d.claimed",
    "elsewhere": "d.state = 'ELSEWHERE' and not d.claimed",
    "alive": "d.state = 'ALIVE' and not d.claimed",
    "outside": "d.state = 'OPEN' and d.cover = 'OUT' and not d.claimed",
}
DEATHS = """
with claimed as materialized (select distinct claims_one_human(c.person_id) as person from claims_claim c where c.kind = 'death'),
d as materialized (
    select d.*, c.person is not null as claimed from claims_death d left join claimed c on c.person = claims_one_human(d.person_id))
"""
PAGE = """
select d.id, d.died_on, d.village, d.cover, d.cover_because, d.rupiah, d.rupiah_accident, d.state, %(on)s::date - d.died_on as days,
       p.code, p.name, p.address, p.phone_sealed is not null as has_phone, coalesce(v.name, d.village) as village_name,
       case when p.insured_until >= d.died_on then p.insured_by else '' end as elsewhere,
       (select count(*) from claims_deathvisit x where x.death_id = d.id) as visits,
       (select x.result from claims_deathvisit x where x.death_id = d.id order by x.id desc limit 1) as result,
       (select x.visited_on from claims_deathvisit x where x.death_id = d.id order by x.id desc limit 1) as visited_on,
       (select string_agg(distinct n.source, ',' order by n.source) from claims_deathnotice n where n.death_id = d.id) as sources
  from d join registry_person p on p.id = claims_one_human(d.person_id) left join regions_region v on v.code = d.village
 where {where} and left(d.village, length(%(within)s)) = %(within)s order by d.died_on, d.id limit %(limit)s offset %(skip)s"""
COUNTS = "select {counts} from d where left(d.village, length(%(within)s)) = %(within)s"


def families(
    *, on: date, state: str = "visit", within: str = "", limit: int | None = 50, skip: int = 0
) -> tuple[dict[str, int], list[dict[str, Any]]]:  # fmt: skip
    """How many deaths stand where (by STATES), and a page of those of `state`, the oldest first. Two statements, however many there are."""
    given: dict[str, Any] = {"on": on, "within": within, "limit": limit, "skip": skip}
    counts = ", ".join(f"count(*) filter (where {where}) as {name}" for name, where in STATES.items())
    with connection.cursor() as cursor:
        cursor.execute(DEATHS + COUNTS.replace("{counts}", counts), given)
        counted = dict(zip(STATES, cursor.fetchone(), strict=True))
        cursor.execute(DEATHS + PAGE.replace("{where}", STATES[state]), given)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return counted, [
        {**row, "sources": [words.source(one) for one in (row["sources"] or "").split(",") if one]}
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the desk shows: families to visit, of them later than LATE days, notices that a person decides, patterns to look at."""

    families: int
    late: int
    possible: int
    suspicions: int


def waiting(*, on: date) -> Waiting:
    """Within the officer's regions; one statement."""
    sql = f"""{DEATHS} select count(*) filter (where {STATES["visit"]}), count(*) filter (where {STATES["visit"]} and %s::date - d.died_on > %s),
        (select count(*) from claims_deathnotice where state = 'POSSIBLE'), (select count(*) from claims_suspicion where state = 'OPEN') from d"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [on, LATE])
        return Waiting(*cursor.fetchone())


def death(pk: int) -> Death:
    found = Death.objects.select_related("person", "membership__programme").filter(pk=pk).first()
    if not found:
        raise NoSuchDeath(_("Tidak ada kematian dengan nomor urut ini di wilayah Anda."))
    return found


def visits(of: Death) -> list[DeathVisit]:
    return list(DeathVisit.objects.filter(death=of).select_related("visitor").order_by("-visited_on", "-pk"))


def notices(of: Death) -> list[DeathNotice]:
    """Every source that told of it, the first first."""
    return list(
        DeathNotice.objects.filter(death=of).select_related("list", "decider").order_by("listed_on", "pk")
    )


def questions() -> QuerySet[DeathNotice]:
    """Notices that a person decides, the oldest death first."""
    return DeathNotice.objects.filter(state="POSSIBLE").order_by("died_on", "pk")


def notice(pk: int) -> DeathNotice:
    found = DeathNotice.objects.select_related("list", "decider", "person").filter(pk=pk).first()
    if not found:
        raise NoSuchDeath(_("Tidak ada kabar kematian dengan nomor urut ini di wilayah Anda."))
    return found


def candidates(of: DeathNotice) -> list[DeathCandidate]:
    """Whoever stands beside it and lives in the officer's regions, the nearest first; others are the province's to decide."""
    near = DeathCandidate.objects.filter(notice=of, person__village__gt="").select_related("person")
    return list(near.order_by("-weight", "person_id"))


def beyond(of: DeathNotice) -> int:
    """How many stand beside it whom this officer does not see."""
    return DeathCandidate.objects.filter(notice=of).count() - len(candidates(of))


def death_list(pk: int) -> DeathList | None:
    """One list of the officer's regions."""
    return DeathList.objects.filter(pk=pk).first()


def lists() -> list[DeathList]:
    return list(DeathList.objects.order_by("-listed_on", "-pk")[:100])


def outcomes(of: list[int]) -> dict[int, dict[str, int]]:
    """How many lines of each list became what; one statement."""
    found: dict[int, dict[str, int]] = {pk: {} for pk in of}
    with connection.cursor() as cursor:
        cursor.execute(
            "select list_id, state, count(*) from claims_deathnotice where list_id = any(%s) group by 1, 2 order by 1, 2",
            [of],
        )
        for pk, state, n in cursor.fetchall():
            found[pk][state] = n
    return found


# --- patterns ----------------------------------------------------------------------------------------------------


def suspicions(*, state: str = "OPEN") -> QuerySet[Suspicion]:
    """The oldest first."""
    return Suspicion.objects.filter(state=state).select_related("closer").order_by("opened_on", "pk")


def suspicion(pk: int) -> Suspicion:
    found = Suspicion.objects.select_related("closer").filter(pk=pk).first()
    if not found:
        raise NoSuchDeath(_("Tidak ada pertanyaan dengan nomor urut ini di wilayah Anda."))
    return found


def claims_in(of: Suspicion) -> list[Any]:
    """The claims it speaks of, as far as the officer sees them."""
    found = SuspicionClaim.objects.filter(suspicion=of, claim__village__gt="")
    return [
        one.claim for one in found.select_related("claim__person", "claim__programme").order_by("claim_id")
    ]


def suspicions_of(claim_id: int) -> list[Suspicion]:
    """Every pattern that speaks of this claim, the open ones first."""
    found = Suspicion.objects.filter(pk__in=SuspicionClaim.objects.filter(claim=claim_id).values("suspicion"))
    return sorted(found.select_related("closer").order_by("pk"), key=lambda one: one.state != "OPEN")


def findings(claim_id: int) -> list[Finding]:
    """For whoever decides a claim: open patterns in words, and those that somebody closed, with the reason."""
    return [
        Finding("", words.weight(one.rule) if one.state == "OPEN" else "calm",
                words.sentence(one) if one.state == "OPEN" else _("sudah diperiksa: %(why)s") % {"why": one.because}, 1)
        for one in suspicions_of(claim_id)
    ]  # fmt: skip
