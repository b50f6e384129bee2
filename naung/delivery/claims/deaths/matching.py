"""Which insured person a notice speaks of. The number first, for all at once; what is left by the weights of the matching step,
one notice at once; and where neither is sure, a person.

Works over every region: somebody dies where they did not register. The caller opens the scope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from naung.delivery.claims.deaths.models import DeathCandidate, DeathNotice
from naung.delivery.claims.deaths.states import NOTICE
from naung.delivery.matching import queries as matching
from naung.delivery.registry import queries as registry
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor

MOST = 500  # notices that are weighed at once
THOUSAND = 1000

# The same number and the same name: no other person is meant. A number with another name is weighed below.
BY_NUMBER = f"""
with root as materialized ({registry.resolved_relation()})
select n.id, r.standing from claims_deathnotice n join registry_person p on p.nik_index = n.nik_index and p.name_folded = n.name_folded
  join root r on r.id = p.id where n.state in ('NEW', 'NOBODY') and n.nik_index is not null"""
INSURED = f"""
with root as materialized ({registry.resolved_relation()})
select distinct r.standing from root r join root o on o.standing = r.standing join enrolment_membership m on m.person_id = o.id
 where r.standing = any(%s) and m.state in ('ENROLLED', 'ENDED') and m.covered_from is not null"""
# Without a number and without a birth date only the name is left: of whoever lives there, for a person to say.
NAMESAKES = """
select distinct p.id from registry_person p join enrolment_membership m on m.person_id = p.id
 where p.name_folded = %(name)s and p.merged_into_id is null and left(p.village, length(%(village)s)) = %(village)s
   and m.state in ('ENROLLED', 'ENDED') and m.covered_from is not null order by 1 limit 5"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many notices became what in this run; `waiting`: not looked at yet."""

    matched: int = 0
    possible: int = 0
    nobody: int = 0
    waiting: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.matched or self.possible or self.nobody)


@dataclass(slots=True)
class Seen:
    """What was made of one notice: `person` where it is sure, else `near`."""

    notice: DeathNotice
    person: int | None = None
    how: str = ""
    hit: Any = None
    near: list[tuple[int, str, int, dict[str, int]]] = field(default_factory=list)


def run(
    *, by: Actor, at: datetime, only: Sequence[int] = (), most: int = MOST, numbers: bool = True
) -> Outcome:
    """Looks at every notice that nobody looked at (or at `only` these), `most` of them by weights; a second run finds nothing to do.

    `numbers`: the registry's numbers are asked too, for all notices at once."""
    sure = _by_number(only) if numbers else {}
    rest = DeathNotice.objects.filter(state="NEW").exclude(pk__in=sure).order_by("pk")
    rest = rest.filter(pk__in=only) if only else rest
    seen = [_look(notice) for notice in rest[:most]]
    _keep_insured(seen)
    found = _counted(seen, len(sure), rest.count() - len(seen))
    if found.anything:
        _write(sure, seen, found, by, at)
    return found


def _by_number(only: Sequence[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        narrowed = (" and n.id = any(%s)", [list(only)]) if only else ("", [])
        cursor.execute(BY_NUMBER + narrowed[0] + " order by 1, 2", narrowed[1])
        return dict(cursor.fetchall())


def _look(notice: DeathNotice) -> Seen:
    nik = seals.open_sealed(notice.nik_sealed, "nik") if notice.nik_sealed else ""
    if notice.born_on is None:
        return Seen(notice, near=[(person, "NAME", 0, {}) for person in _namesakes(notice)])
    hits: list[Any] = [hit for sex in ([notice.sex] if notice.sex else ["L", "P"]) for hit in
            matching.known(nik=nik, name=notice.name, born_on=notice.born_on, sex=sex, village=notice.village)]  # fmt: skip
    same = next((hit for hit in hits if hit.same), None)
    if same and nik:
        owner = registry.by_nik(nik)
        return Seen(notice, same.person, "number" if owner and owner.pk == same.person else "weights", same)
    best = {hit.person: hit for hit in sorted(hits, key=lambda h: (h.weight, -h.person))}
    return Seen(
        notice,
        near=[
            (h.person, h.kind if h.kind == "NUMBER" else "LIKENESS", milli(h.weight), _parts(h))
            for h in best.values()
        ],
    )


def _namesakes(notice: DeathNotice) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(NAMESAKES, {"name": notice.name_folded, "village": notice.village})
        return [person for (person,) in cursor.fetchall()]


def _keep_insured(seen: list[Seen]) -> None:
    """An officer is asked about members only: of the others there is nothing to claim."""
    people = {person for one in seen for person, *_ in one.near}
    kept = insured(people)
    for one in seen:
        one.near = [near for near in one.near if near[0] in kept]


def insured(people: Iterable[int]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(INSURED, [sorted(people)])
        return {person for (person,) in cursor.fetchall()}


def _counted(seen: list[Seen], sure: int, waiting: int) -> Outcome:
    matched = sum(one.person is not None for one in seen)
    possible = sum(one.person is None and bool(one.near) for one in seen)
    return Outcome(sure + matched, possible, len(seen) - matched - possible, waiting)


def _write(sure: dict[int, int], seen: list[Seen], found: Outcome, by: Actor, at: datetime) -> None:
    entry = trail.record(by=by, verb="claims.match_deaths", subject="claims.deaths", at=at,
                         facts={"matched": found.matched, "possible": found.possible, "nobody": found.nobody})  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            """update claims_deathnotice n set state = 'MATCHED', person_id = s.person, how = 'number', trail = %s
                 from unnest(%s::bigint[], %s::bigint[]) s (id, person) where n.id = s.id""",
            [entry, list(sure), list(sure.values())],
        )
    for one in seen:
        _told(one, entry)
    DeathNotice.objects.bulk_update(
        [one.notice for one in seen], ["state", "person", "how", "weight", "parts", "trail"], batch_size=500
    )
    DeathCandidate.objects.bulk_create(
        [DeathCandidate(notice=one.notice, person_id=person, village=one.notice.village, kind=kind, weight=weight, parts=parts)
         for one in seen if one.person is None for person, kind, weight, parts in one.near]
    )  # fmt: skip


def _told(one: Seen, entry: int) -> None:
    verb = "match" if one.person is not None else "doubt" if one.near else "pass"
    one.notice.state, one.notice.trail = NOTICE.after(one.notice.state, verb), entry
    one.notice.person_id, one.notice.how = one.person, one.how
    if one.hit:
        one.notice.weight, one.notice.parts = milli(one.hit.weight), _parts(one.hit)


def milli(weight: float) -> int:
    """Whole thousandths: what is kept and hashed holds no floats."""
    return round(weight * THOUSAND)


def _parts(hit: Any) -> dict[str, int]:
    return {name: milli(part) for name, part in sorted(hit.parts.items())}
