"""The four registers that are asked about people: what each may answer, and what its newest answer does to the person.

All of `applied` is one UPDATE over the lines that a reply answered (exchange_line l), and writes only what differs. The
register speaks last: it beats what a village wrote, and what it does not say stays as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from naung.kit.refusal import Refusal

FILE = Path(__file__).parent / "sources.yaml"


class UnknownSource(Refusal):
    """There is no such register."""


@dataclass(frozen=True, slots=True)
class Source:
    """`answers` the words of its port; `hits` those that hold somebody back; `doubtful` those a person has to look at."""

    name: str  # also the kind of its batches
    port: str
    answers: tuple[str, ...]
    applied: str
    hits: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    the_dead_too: bool = False


# Whom the civil registry calls dead stays so until it says itself, whole and without a difference, that they live.
CIVIL = """
update registry_person p set civil_answer = l.answer->>'answer', civil_checked_on = %(on)s,
    died_on = case l.answer->>'answer' when 'DEAD' then (l.answer->>'died_on')::date when 'SAME' then null else p.died_on end
from exchange_line l where l.reply_id = %(reply)s and l.subject = p.id and l.state = 'ACCEPTED'"""

# Cover by somebody else, with its last day: whether it still lasts is asked on the day of the assessment (queries.status_on).
INSURED = """
update registry_person p set insured_until = said.until, insured_by = said.payer
from (select subject, case when answer->>'answer' = 'ACTIVE' then (answer->>'until')::date end as until,
             case when answer->>'answer' = 'ACTIVE' then answer->>'payer' else '' end as payer
      from exchange_line where reply_id = %(reply)s and state = 'ACCEPTED') said
where said.subject = p.id and (p.insured_until, p.insured_by) is distinct from (said.until, said.payer)"""

# Not on the list: nothing else employs them, unless the village said otherwise; what only an earlier answer said is over.
# A claim that two officers cleared holds nobody back as long as the register says no other.
EMPLOYED = """
update registry_person p set status = said.status
from (select l.subject, case
        when l.answer->>'answer' = 'EMPLOYED' then case when exists (
            select from registry_clearing c where c.person_id = l.subject and c.claim = l.answer->>'status' and c.state = 'CLEARED')
            then 'none' else l.answer->>'status' end
        when l.answer->>'answer' = 'SIMILAR' then q.status
        when coalesce(q.status, 'none') = 'none' or exists (
            select from registry_answer a where a.person_id = l.subject and a.source = 'employed' and a.answer = 'EMPLOYED'
               and a.facts->>'status' = q.status) then 'none'
        else q.status end as status
      from exchange_line l join registry_person q on q.id = l.subject where l.reply_id = %(reply)s and l.state = 'ACCEPTED') said
where said.subject = p.id and p.status is distinct from said.status"""

# A village's own decile never beats the list: whom the list does not know has none.
DECILE = """
update registry_person p set decile = (l.answer->>'decile')::smallint
from exchange_line l where l.reply_id = %(reply)s and l.subject = p.id and l.state = 'ACCEPTED'
  and p.decile is distinct from (l.answer->>'decile')::smallint"""

_PORTS = "naung.delivery.registry.ports."
SOURCES: Mapping[str, Source] = {
    one.name: one
    for one in (
        Source("civil", f"{_PORTS}CivilRegistry", ("SAME", "DIFFERS", "DEAD", "NOT_FOUND"), CIVIL, hits=("DIFFERS", "DEAD", "NOT_FOUND"), the_dead_too=True),
        Source("insured", f"{_PORTS}InsuredRegister", ("ACTIVE", "ENDED", "OURS", "SIMILAR", "NOT_FOUND"), INSURED, hits=("ACTIVE",), doubtful=("SIMILAR",)),
        Source("employed", f"{_PORTS}EmployeeRegister", ("EMPLOYED", "SIMILAR", "NOT_FOUND"), EMPLOYED, hits=("EMPLOYED",), doubtful=("SIMILAR",)),
        Source("decile", f"{_PORTS}DecileRegister", ("LISTED", "DIFFERS", "NOT_FOUND"), DECILE, hits=("DIFFERS", "NOT_FOUND")),
    )
}  # fmt: skip


def source(name: str) -> Source:
    if name not in SOURCES:
        raise UnknownSource(f"{name}: {', '.join(SOURCES)}.")
    return SOURCES[name]


@cache
def _days() -> dict[date, dict[str, int]]:
    found: dict[date, dict[str, int]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def days(name: str, *, on: date) -> int:
    """How many days an answer of this register holds, by the rule of the day; UnknownSource before the first rule."""
    rules = [since for since in _days() if since <= on]
    if not rules:
        raise UnknownSource(f"{name}: {on} < {min(_days())} (sources.yaml).")
    return _days()[max(rules)][name]
