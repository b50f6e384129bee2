"""Reads: who holds a place, who waits, and why."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import reasons
from naung.delivery.selection.models import Assessment, Decree, Place
from naung.kit.canonical import list_hash
from naung.kit.refusal import Refusal


class NoSuchDecree(Refusal):
    """No list has this number; the message says where to look."""


def held(programme: Any, region: str | None = None) -> QuerySet[Place]:
    """Places on decided decrees, in the order of region and rank."""
    places = Place.objects.filter(programme_id=programme.pk, state="HELD")
    return (places.filter(region=region) if region else places).order_by("region", "rank", "pk")


def places(programme: Any, place_ids: list[int]) -> list[Place]:
    """Those of these places that were given by a decided decree of the programme, held or given up since."""
    given = Place.objects.filter(programme_id=programme.pk, pk__in=place_ids, decree__state="DECIDED")
    return list(given.order_by("pk"))


def people_of(place_ids: list[int]) -> list[Any]:
    """Who holds or held these places, by code."""
    found = Place.objects.filter(pk__in=place_ids).select_related("person").order_by("person__code")
    return [place.person for place in found]


def holders(found: Decree, codes: list[str]) -> list[dict[str, Any]]:
    """Who of these people holds a place on this list: place, code, name, village (its name), rank; by rank."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select l.id as place, p.code, p.name, coalesce(v.name, '') as village, l.rank
                 from selection_place l join registry_person p on p.id = l.person_id left join regions_region v on v.code = l.village
                where l.decree_id = %s and l.state = 'HELD' and p.code = any(%s) order by l.rank, p.code""",
            [found.pk, codes],
        )
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def held_relation() -> str:
    """SQL with %(programme)s giving (place_id, person_id, region, village, decree_id) of held places, for set-based work."""
    return """select id as place_id, person_id, region, village, decree_id from selection_place
              where programme_id = %(programme)s and state = 'HELD'"""


def places_without_membership(programme: Any, region: str | None = None) -> tuple[str, dict[str, Any]]:
    """SQL and params for (place_id, person_id, region, village) of held places; the step that enrols takes its own away."""
    sql = f"select place_id, person_id, region, village from ({held_relation()}) held"  # noqa: S608  code of the house
    params: dict[str, Any] = {"programme": programme.pk}
    if region:
        sql, params["region"] = sql + " where region = %(region)s", region
    return sql, params


def waiting(programme: Any, region: str) -> QuerySet[Assessment]:
    """Those who may and hold no place, the best rank first. Who was released from a place does not wait again."""
    ever = Place.objects.filter(programme_id=programme.pk).exclude(decree__state__in=["REFUSED", "VOID"])
    ranked = Assessment.objects.filter(programme_id=programme.pk, region=region, rank__isnull=False)
    return ranked.exclude(person_id__in=ever.values("person_id")).order_by("rank")


def decrees(programme: Any, region: str | None = None) -> QuerySet[Decree]:
    """Every list, by region and round; refused and voided ones too."""
    found = Decree.objects.filter(programme_id=programme.pk)
    return (found.filter(region=region) if region else found).order_by("region", "round", "pk")


def decree(pk: int) -> Decree:
    found = Decree.objects.select_related("programme", "changes", "approval").filter(pk=pk).first()
    if not found:
        raise NoSuchDecree(_("Tidak ada daftar penetapan dengan nomor urut %(pk)s.") % {"pk": pk})
    return found


def approval_of(found: Decree) -> Any:
    """The approval that a decree waits for or was decided by."""
    return found.approval


def content_lines(found: Decree) -> Iterator[str]:
    """The canonical list of a decree as its tables hold it now: what its hash is made of, first what it pays for."""
    code = programmes.Programme.objects.get(pk=found.programme_id).code
    yield heading(code, found.region, found.round, str(found.first_month), found.months, found.per_place)
    with connection.cursor() as cursor:
        cursor.execute(
            """select l.rank, p.code, l.village from selection_place l join registry_person p on p.id = l.person_id
               where l.decree_id = %s order by l.rank, p.code""",
            [found.pk],
        )
        yield from (line(*row) for row in cursor.fetchall())


def heading(programme: str, region: str, round_: int, first_month: str, months: int, per_place: int) -> str:
    return f"{programme};{region};{round_};{first_month[:7]};{months};{per_place}"


def line(rank: int, code: str, village: str) -> str:
    return f"{rank};{code};{village}"


def content_hash(found: Decree) -> str:
    """Recomputed from the tables; equals `content_hash` of the decree unless somebody changed a row behind it."""
    return list_hash(content_lines(found))


def annex(found: Decree) -> list[dict[str, Any]]:
    """The list by name by address for print, by rank: rank, code, name, born_on, sex, village (code and name), address, work."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select l.rank, p.code, p.name, p.born_on, p.sex, l.village, v.name as village_name, p.address,
                      p.occupation_text as work, l.state
               from selection_place l join registry_person p on p.id = l.person_id
               left join regions_region v on v.code = l.village
               where l.decree_id = %s order by l.rank, p.code""",
            [found.pk],
        )
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


OVERVIEW = """
select q.region_id as code, r.name, q.cap, q.used, q.source, coalesce(a.assessed, 0) as assessed, coalesce(a.ranked, 0) as ranked,
       coalesce(a.waiting, 0) as waiting, coalesce(h.held, 0) as held, d.id as decree, d.state, d.round, d.rows, d.rupiah, d.number, d.decided_on,
       w.id as pending, w.rows as pending_rows, w.round as pending_round, w.approval_id as approval
  from programme_quota q join regions_region r on r.code = q.region_id
  left join (select a.region, count(*) as assessed, count(a.rank) as ranked,
                    count(*) filter (where a.rank is not null and p.person_id is null) as waiting
               from selection_assessment a left join (
                    select distinct l.person_id from selection_place l join selection_decree e on e.id = l.decree_id
                     where l.programme_id = %(programme)s and e.state in ('PREPARED', 'DECIDED')) p on p.person_id = a.person_id
              where a.programme_id = %(programme)s group by a.region) a on a.region = q.region_id
  left join (select region, count(*) as held from selection_place where programme_id = %(programme)s and state = 'HELD' group by region) h
       on h.region = q.region_id
  left join lateral (select * from selection_decree d where d.programme_id = %(programme)s and d.region = q.region_id
                        and d.state = 'DECIDED' order by d.round desc limit 1) d on true
  left join selection_decree w on w.programme_id = %(programme)s and w.region = q.region_id and w.state = 'PREPARED'
 where q.programme_id = %(programme)s and exists (select from unnest(%(codes)s::text[]) c where q.region_id = c or q.region_id like c || '.%%')
 order by q.region_id"""


def overview(programme: Any, codes: list[str]) -> list[dict[str, Any]]:
    """Each regency or city with a quota within these regions: places, assessed, ranked, waiting, the decree in force, the list that waits."""
    with connection.cursor() as cursor:
        cursor.execute(OVERVIEW, {"programme": programme.pk, "codes": codes})
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def by_approval(approval: int) -> Decree:
    """The list that was put before a second person under this approval; NoSuchDecree."""
    found = Decree.objects.select_related("programme", "changes").filter(approval_id=approval).first()
    if not found:
        raise NoSuchDecree(_("Persetujuan ini tidak mempunyai daftar penetapan."))
    return found


def later(found: Decree) -> list[Decree]:
    """Decided lists of the same programme and region that came after this one, the oldest first."""
    after = Decree.objects.filter(
        programme=found.programme_id, region=found.region, state="DECIDED", round__gt=found.round
    )
    return list(after.order_by("round"))


LEFT = """
select p.code, p.name, p.nik_sealed, coalesce(v.name, '') as village, d.number as decree, l.released_because as because, r.last_day
  from selection_place l join selection_decree d on d.id = l.decree_id join registry_person p on p.id = l.person_id
  left join selection_release r on r.place_id = l.id left join regions_region v on v.code = l.village
 where l.programme_id = %(programme)s and l.region = %(region)s and l.state = 'RELEASED' and d.state = 'DECIDED'
   and l.trail > %(since)s and l.trail < %(until)s
 order by d.round, l.rank, p.code"""


def left_since(found: Decree) -> list[dict[str, Any]]:
    """Who gave a place of the region up between the decree that this one changes and this one's decision (or now): code, name,
    nik_sealed, village, decree (its number), because, last_day where it was said. Nobody for a first list."""
    if found.changes is None:
        return []
    until = found.trail if found.state == "DECIDED" else 2**62
    with connection.cursor() as cursor:
        cursor.execute(LEFT, {"programme": found.programme_id, "region": found.region, "since": found.changes.trail, "until": until})  # fmt: skip
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def standing(found: Decree) -> dict[str, int]:
    """How many places of a list are held, and how many were given up, among those that the reader sees."""
    mine = Place.objects.filter(decree=found)
    return {"held": mine.filter(state="HELD").count(), "released": mine.filter(state="RELEASED").count()}


def counts(programme: Any) -> dict[str, int]:
    """assessed, eligible."""
    mine = Assessment.objects.filter(programme_id=programme.pk)
    return {"assessed": mine.count(), "eligible": mine.filter(eligible=True).count()}


def reason_counts(programme: Any) -> dict[str, int]:
    """How many people are held back by each reason; one person may have several."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select reason, count(*) from selection_assessment, unnest(reasons) reason
               where programme_id = %s group by reason order by count(*) desc, reason""",
            [programme.pk],
        )
        return dict(cursor.fetchall())


def story_of(person_id: int) -> list[dict[str, Any]]:
    """For each programme: the verdict with its reasons in words, the points, the rank among how many for how many places,
    and every place with its decree."""
    assessments = (
        Assessment.objects.filter(person_id=person_id)
        .select_related("programme")
        .order_by("programme__first_month")
    )
    return [_chapter(found) for found in assessments]


def _chapter(found: Assessment) -> dict[str, Any]:
    held = list(_places(found))
    return {
        "programme": found.programme.code, "region": found.region, "assessed_on": found.assessed_on, "eligible": found.eligible,
        "reasons": [{"code": code, "message": reasons.sentence(code)} for code in found.reasons], "facts": found.facts,
        "score": found.score, "points": found.points, **_standing_in_order(found, held),
        "criteria": found.criteria, "law_version": found.law_version, "trail": found.trail,
        "held": held,
    }  # fmt: skip


def _standing_in_order(found: Assessment, held: list[dict[str, Any]]) -> dict[str, Any]:
    """`rank` of `ranked` for `places`, as on the decree for whoever holds a place; and for whoever waits, `position` of `waiting`."""
    holds = next((one for one in reversed(held) if one["state"] == "HELD"), None)
    if holds:
        return {"rank": holds["rank"], "ranked": holds["candidates"], "places": holds["places"], "position": None, "waiting": None}  # fmt: skip
    quota = programmes.quota(found.programme, found.region)
    ranked = Assessment.objects.filter(programme_id=found.programme_id, region=found.region).aggregate(n=Max("rank"))["n"]  # fmt: skip
    line = waiting(found.programme, found.region)
    waits = found.rank is not None and line.filter(pk=found.pk).exists()
    return {
        "rank": found.rank, "ranked": ranked or 0, "places": quota.cap if quota else 0,
        "position": line.filter(rank__lte=found.rank).count() if waits else None, "waiting": line.count() if waits else None,
    }  # fmt: skip


def _places(found: Assessment) -> Iterator[dict[str, Any]]:
    mine = Place.objects.filter(programme_id=found.programme_id, person_id=found.person_id).select_related(
        "decree"
    )
    for place in mine.order_by("pk"):
        yield {"place": place.pk, "state": place.state, "rank": place.rank, "because": place.released_because,
               "decree": place.decree.number, "round": place.decree.round, "decided_on": place.decree.decided_on,
               "candidates": place.decree.candidates, "places": place.decree.places, "decree_state": place.decree.state, "decree_id": place.decree_id, "trail": place.trail}  # fmt: skip
