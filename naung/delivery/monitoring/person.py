"""One person's page as facts: who, covered until when, month by month, why chosen, and every stamp."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from naung import law
from naung.delivery.contributions.cover import facts as clock
from naung.delivery.contributions.cover.clock import GRACE, PENDING, REVIEW, Facts, stand
from naung.delivery.contributions.cover.facts import Answer
from naung.delivery.monitoring import sources
from naung.delivery.monitoring.promise import Cover
from naung.delivery.monitoring.stamps import Stamp, rows
from naung.delivery.programme import queries as programmes
from naung.delivery.registry import queries as registry
from naung.delivery.selection import queries as selection
from naung.foundation.regions import queries as regions
from naung.foundation.vault import seals
from naung.kit.months import Month, age_on
from naung.kit.text import mask

LETTERS = {PENDING: "T", GRACE: "M", REVIEW: "R"}


@dataclass(frozen=True, slots=True)
class MonthCell:
    """`letter`: B paid and acknowledged, T billed, M unpaid within the months of grace, R unpaid and a payer's letter says why,
    K empty although covered, L paid by somebody else, '' nothing expected."""

    month: date
    letter: str


@dataclass(frozen=True, slots=True)
class Member:
    """The newest membership; `number` masked."""

    state: str
    since: date | None
    until: date | None
    number: str
    programme: Any


def stamps(person_id: int) -> list[Stamp]:
    """Everything that happened to this person, oldest first."""
    ids = records(person_id)
    found = [stamp for source in sources.SOURCES for stamp in source(ids)]
    return sorted(
        found, key=lambda s: s.at
    )  # stable: what happened at one moment keeps the order of the road


def records(person_id: int) -> list[int]:
    """Every record that is this person today: their own and those merged into it."""
    return registry.records_of(person_id)


def member(person_id: int, on: date | None = None) -> Member | None:
    """The membership of the day, where one is given and has one; else the newest, and a refused one only where there is no other."""
    found = rows(
        """select m.state, m.covered_from, m.covered_until, m.number_sealed, p.code from enrolment_membership m
           join programme_programme p on p.id = m.programme_id where m.person_id = any(%(ids)s)
           order by m.state = 'REFUSED', coalesce(%(on)s::date between m.covered_from and m.covered_until, false) desc, m.id desc limit 1""",
        ["enrolment_membership"], ids=records(person_id), on=on,
    )  # fmt: skip
    if not found:
        return None
    r = found[0]
    number = mask(seals.open_sealed(r["number_sealed"], "kpj"), 0, 4) if r["number_sealed"] else ""
    return Member(r["state"], r["covered_from"], r["covered_until"], number, programmes.by_code(r["code"]))


def months(person_id: int, found: Member | None, on: date) -> list[MonthCell]:
    """The twelve months of the programme's year, or of the year of `on` for whoever has no membership."""
    year, known = found.programme.first_month.year if found else on.year, clock.facts(person_id)
    return [
        MonthCell(first, _letter(known, Month.of(first), found, on))
        for first in (date(year, n, 1) for n in range(1, 13))
    ]


def _letter(known: Facts, month: Month, found: Member | None, on: date) -> str:
    """A month that was paid or is owed has its letter whenever it is; one that is missing only once it has begun."""
    lines = [line for line in known.months if line.month == month]
    if any(line.sure for line in lines):
        return "L" if found and lines[0].payer != found.programme.payer else "B"
    if month.first > on and not lines:
        return ""
    day = max((min(m.last, month.last) for m in known.members if m.first and m.last and m.first <= month.last and m.last >= month.first), default=None)  # fmt: skip
    stood = stand(known, "jkm", day or month.last)
    if stood.why == "died":
        return ""
    return LETTERS.get(stood.state, "K") if day else LETTERS[GRACE] if stood.state == GRACE else ""


def cover(person_id: int, found: Member | None, on: date | None = None) -> Cover | None:
    """For the law, as it stands on a day of the membership (its first, where none is given): the unbroken row of months."""
    if not found or not found.since or not found.until:
        return None
    stood = clock.on_day(person_id, min(max(on or found.since, found.since), found.until)).death
    return Cover(stood.since or found.since, found.until, stood.months, found.programme.base)


def standing(person_id: int, on: date) -> Answer:
    """The clock's answer, with its sentences: covered or not, since when, until when, and why."""
    return clock.on_day(person_id, on)


def rules(person: Any, chapter: dict[str, Any]) -> tuple[law.Reason, ...]:
    """Every rule that was asked, with its article: the law of the day of the assessment on the facts kept from it."""
    facts = chapter["facts"]
    checks = law.eligibility(
        nik=seals.open_sealed(person.nik_sealed, "nik"), born_on=person.born_on, sex=person.sex, on=chapter["assessed_on"],
        region=chapter["region"], resident=facts.get("resident"), occupation=facts.get("work"), status=facts.get("status"), decile=facts.get("decile"),
    ).checks  # fmt: skip
    goes_on = facts.get("months")  # the upper age was tested when they came in (PROB59 9.e)
    return tuple(check for check in checks if not (goes_on and check.code == "too_old"))


def chapters(person_id: int) -> list[dict[str, Any]]:
    """Selection's own account, programme by programme."""
    return [chapter for one in records(person_id) for chapter in selection.story_of(one)]


def facts(found: Any, on: date) -> dict[str, Any]:
    """Who it is, without any identity number."""
    return {"code": found.code, "name": found.name, "sex": found.sex, "age": age_on(found.born_on, on), "died_on": found.died_on,
            "occupation": found.occupation_text, "disability": found.disability, "address": found.address,
            "path": [{"code": r.code, "name": r.name} for r in regions.path(found.village)]}  # fmt: skip


def of_village(code: str, *, limit: int = 5_000) -> list[dict[str, Any]]:
    """Who lives in this village and holds a place, by name; sees what the current scope sees.

    From the village to its people and from each to their place: the other way round every place of the province is read."""
    return rows(
        """select p.code, p.name, p.occupation_text, l.rank, l.state, l.covered_until from registry_person p cross join lateral (
               select l.rank, m.state, m.covered_until from selection_place l left join enrolment_membership m on m.place_id = l.id
               where l.person_id = p.id and l.state = 'HELD' offset 0) l
           where p.village = %(code)s order by p.name_folded, p.id limit %(limit)s""",
        ["selection_place", "enrolment_membership"], code=code, limit=limit,
    )  # fmt: skip


def known_by(code: str) -> Any:
    """The standing person with this code, within the current scope; NoSuchPerson."""
    return registry.by_code(code)


def story(person: str | int) -> list[Stamp]:
    """Every stamp of one person, by code or id, oldest first, whichever of their records was asked for; NoSuchPerson."""
    found = registry.by_code(person) if isinstance(person, str) else registry.person(person)
    return stamps(found.pk)
