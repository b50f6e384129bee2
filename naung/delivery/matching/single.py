"""One new row at once: is this somebody we know? The batch's blocks as index look-ups, its weights and its rules in Python.

What costs is opening sealed NIKs. So the number itself is compared by its keyed index, names are laid side by side first, and
a NIK is opened only where the name has something to say: of the hundreds who share a birth date, a handful.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.matching import names, plan
from naung.delivery.matching.compare import Record, levels
from naung.delivery.matching.models import LIKENESS
from naung.delivery.matching.plan import SAME
from naung.delivery.matching.weights import Weights, shipped
from naung.foundation.vault import seals
from naung.kit.text import fold

MOST_HITS = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who may be the one asked for. weight: powers of two above even odds; parts by field.

    kind: what the batch would do with such a row: SAME (it is theirs, without an officer), NUMBER (their NIK under another
    person's name) or LIKENESS (an officer is asked). same: kind is SAME."""

    person: int
    weight: float
    parts: dict[str, float]
    same: bool
    kind: str = LIKENESS


# One look-up by index for each thing that two records of a person mostly share; the union is what is weighed. The number is asked for
# twice because its two indexes are partial: of those who stand, and of those merged away.
CANDIDATES = """
select id, merged_into_id is not null, nik_index = %(nik)s, nik_sealed, name_folded, born_on, encode(kk_index, 'hex'), encode(phone_index, 'hex'), mother, village
from registry_person
where id = any(array(
    select id from registry_person where nik_index = %(nik)s and merged_into_id is null
    union select id from registry_person where nik_index = %(nik)s and merged_into_id is not null
    union select id from registry_person where born_on = %(born_on)s and sex = %(sex)s and merged_into_id is null
    union select id from registry_person where kk_index = %(kk)s and sex = %(sex)s and merged_into_id is null
    union select id from registry_person where name_folded = %(name)s and sex = %(sex)s and merged_into_id is null))"""

# Who stands for somebody that was merged away: the number is theirs from then on.
STANDING = """
with recursive chain (id) as (
    select %s::bigint union all
    select p.merged_into_id from registry_person p join chain c on p.id = c.id where p.merged_into_id is not null)
select p.id from chain c join registry_person p on p.id = c.id where p.merged_into_id is null"""


def known(
    *, nik: str, name: str, born_on: date, sex: str, kk: str = "", mother: str = "", village: str = "", phone: str = "",
    weights: Weights | None = None,
) -> list[Hit]:  # fmt: skip
    """Who in the registry may be this person, the likeliest first; the batch job's weights and rules, one person at once.

    Everything as typed, numbers as digits; '' is not known. Nothing is written, and numbers stay in memory."""
    weights = weights or shipped()
    one = asked(nik=nik, name=name, born_on=born_on, kk=kk, mother=mother, village=village, phone=phone)
    words = Words(one.name_key)
    found = [row for row in candidates(one, fold(name), sex) if row[2] or words.speak_of(row[4])]
    hits = [hit for row in found if (hit := _hit(one, row, weights))]
    first = {hit.person: hit for hit in sorted(hits, key=_last_first)}
    return sorted(first.values(), key=_last_first, reverse=True)[:MOST_HITS]


class Words:
    """Which words of other names stand near one of this name's: asked once a word, since hundreds of names share a few words."""

    def __init__(self, name_key: str) -> None:
        self._own, self._near = name_key.split(), dict[str, bool]()

    def speak_of(self, folded: str) -> bool:
        """False only where names.level would find nothing shared."""
        return any(self._is_near(word) for word in folded.split())

    def _is_near(self, word: str) -> bool:
        if word not in self._near:
            other = names.key_of(word)
            self._near[word] = names.is_particle(word) or any(names.near(own, other) for own in self._own)
        return self._near[word]


def _last_first(hit: Hit) -> tuple[bool, float, int]:
    return hit.same, hit.weight, -hit.person


def asked(
    *, nik: str, name: str, born_on: date, kk: str = "", mother: str = "", village: str = "", phone: str = ""
) -> Record:
    hidden = _index(kk, "kk"), _index(phone, "phone")
    return Record(names.key(name), born_on, nik, *hidden, names.key(mother), village)


def _index(number: str, field: str) -> str:
    return seals.index(number, field).hex() if number else ""


def candidates(asked: Record, name: str, sex: str) -> Iterator[tuple[Any, ...]]:
    params = {"nik": seals.index(asked.nik, "nik"), "born_on": asked.born_on, "sex": sex, "kk": bytes.fromhex(asked.kk) or None,
              "name": name}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, params)
        yield from cursor.fetchall()


def _hit(asked: Record, row: tuple[Any, ...], weights: Weights) -> Hit | None:
    id_, merged, same_number, sealed, folded, born_on, kk, phone, mother, village = row
    name_key = names.key(folded)
    if not same_number and names.level(asked.name_key, name_key) in (names.CLASH, names.DIFFERENT):
        return None  # as plan.doubtful: never asked about, whatever else agrees
    nik = asked.nik if same_number else seals.open_sealed(sealed, "nik")
    record = Record(name_key, born_on, nik, kk or "", phone or "", names.key(mother), village)
    seen = levels(asked, record)
    parts = weights.parts(seen)
    weight = weights.base + sum(parts.values())
    kind = plan.kind_of(asked, record, seen, weight, weights)
    return Hit(_standing(id_) if merged else id_, weight, parts, kind == SAME, kind) if kind else None


def _standing(person: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [person])
        return int(cursor.fetchone()[0])
