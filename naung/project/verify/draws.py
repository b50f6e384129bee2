"""Promise 11 of a field check: whoever is visited was drawn, nobody chosen. The sample is drawn again from the seed that was told before.

Anybody may do the same with a pencil: the number of a person is sha256("<seed>:<code>"), the smallest of each stratum are visited."""

import gzip
import hashlib
from collections import defaultdict
from typing import Any

import psycopg

from naung.project.verify.check import Check, sql

CHECKS_DRAWN = """
select c.id, g.code || '/' || c.number, c.seed, c.frame_hash, f.content from selection_fieldcheck c join programme_programme g on g.id = c.programme_id
  left join selection_fieldframe f on f.fieldcheck_id = c.id where c.state = 'DRAWN' order by c.id"""
VISITED = """
select l.stratum, p.code from selection_fieldline l join registry_person p on p.id = l.person_id where l.fieldcheck_id = %s order by l.stratum, l.number"""


def samples_are_the_draw(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    found = connection.execute(CHECKS_DRAWN).fetchall()
    return len(found), [said for one in found for said in _wrong(connection, *one)]


def _wrong(
    connection: psycopg.Connection[Any], pk: int, name: str, seed: str, digest: str, frame: bytes | None
) -> list[str]:
    text = gzip.decompress(frame).decode() if frame else ""
    lines = text.split("\n") if text else []
    if hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest() != digest:
        return [f"field check {name}: who could be drawn is not who was hashed"]
    everybody, visited = defaultdict(list), defaultdict(list)
    for line in lines:
        stratum, _, code = line.partition(";")
        everybody[stratum].append(code)
    for stratum, code in connection.execute(VISITED, [pk]):
        visited[stratum].append(code)
    return [
        f"field check {name}: the {stratum} who are visited are not those that the seed draws"
        for stratum, codes in sorted(visited.items())
        if codes != _smallest(everybody[stratum], seed, len(codes))
    ]


def _smallest(codes: list[str], seed: str, n: int) -> list[str]:
    return sorted(codes, key=lambda code: (hashlib.sha256(f"{seed}:{code}".encode()).hexdigest(), code))[:n]


CHECKS = [
    Check(11, "field checks drawn again", samples_are_the_draw),
    sql(11, "a sample of another size than was told", "select count(*) from selection_fieldcheck where state = 'DRAWN'",
        """select 'field check ' || c.id from selection_fieldcheck c
           left join (select fieldcheck_id, count(*) filter (where stratum = 'LISTED') as listed, count(*) filter (where stratum = 'UNLISTED') as unlisted
                        from selection_fieldline group by 1) l on l.fieldcheck_id = c.id
           left join trail_entry e on e.subject = 'selection.fieldcheck:' || (select code from programme_programme where id = c.programme_id) || '/' || c.number
                and e.verb = 'selection.announce_fieldcheck'
           where c.state = 'DRAWN' and ((coalesce(l.listed, 0), coalesce(l.unlisted, 0)) is distinct from (c.listed, c.unlisted)
              or e.facts->>'seed' is distinct from c.seed or e.facts->>'draws_on' is distinct from c.draws_on::text)"""),
]  # fmt: skip
