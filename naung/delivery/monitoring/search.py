"""Finding somebody: by a number only through its keyed index, by a name as people type it.

A name is asked in steps, each only where the ones before found too few: the words as they are, their beginnings, their other
spellings and slips, all but one of them. The registry's index answers with a handful of people (docs/decisions/0014-search.md),
who are then laid beside what was typed. Sees what the current scope sees.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from naung.delivery.monitoring import likeness
from naung.delivery.monitoring.stamps import rows
from naung.delivery.registry import queries as registry
from naung.foundation.vault import seals
from naung.kit.text import digits, fold

ENOUGH = 200  # so many are laid beside what was typed; of a name that thousands have, the first of them
SHOWN, MOST_ALIKE, FEW, MOST_WORDS = 50, 20, 3, 8
BEGINNING = 3  # so many letters of each word are indexed as a beginning
CODE = re.compile(r"N[0-9A-F]{14}(-\d+)?", re.IGNORECASE)  # a card carries the code and its issue
NUMBER = re.compile(r"[\d .-]{6,40}")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Found:
    """`people` have every word of what was asked, `alike` something near it. `more`: others have it too, add a word."""

    people: list[dict[str, Any]] = field(default_factory=list)
    alike: list[dict[str, Any]] = field(default_factory=list)
    more: bool = False

    def __len__(self) -> int:
        return len(self.people) + len(self.alike)


def is_number(text: str) -> bool:
    """Would this be looked up as an identity, participant or account number? Such a text never stands in an address."""
    return (
        bool(NUMBER.fullmatch(text.strip())) and not YEAR.fullmatch(text.strip()) and len(digits(text)) >= 6
    )


def search(text: str, *, limit: int = SHOWN) -> list[dict[str, Any]]:
    """Everybody that `find` finds in one list, the likeliest first."""
    found = find(text, limit=limit)
    return [*found.people, *found.alike]


def find(text: str, *, limit: int = SHOWN) -> Found:
    """People by NIK, participant, account or card number, code, or name; a year in it is the year of birth. Six statements at most."""
    text = text.strip()[:100]
    if is_number(text):
        return Found(_told(_people(_by_number(digits(text))), []))
    if CODE.fullmatch(text):
        return Found(_told(_people(_by_code(text[:15].upper())), []))
    return _by_name(fold(text).split()[:MOST_WORDS], YEAR.findall(text)[:1], limit)


def _by_number(plain: str) -> list[int]:
    found = rows(
        """select id from registry_person where nik_index = %(nik)s and merged_into_id is null
           union select id from registry_person where nik_index = %(nik)s and merged_into_id is not null
           union select person_id from enrolment_membership where number_index = %(kpj)s
           union select person_id from banking_account where number_index = %(account)s""",
        ["enrolment_membership", "banking_account"], **{name: seals.index(plain, name) for name in ("nik", "kpj", "account")},
    )  # fmt: skip
    return [r["id"] for r in found]


def _by_code(code: str) -> list[int]:
    return [
        r["id"]
        for r in rows("select id from registry_person where code = %(code)s", ["registry_person"], code=code)
    ]


def _by_name(words: list[str], years: list[str], limit: int) -> Found:
    if len("".join(words)) < 2:
        return Found()
    year = [f"'#{one}'" for one in years]
    ids = registry.found_by_words([(_all([f"'{word}'" for word in words] + year), ENOUGH)], ENOUGH)
    if len(ids) < limit:
        ids = list(
            dict.fromkeys([*ids, *registry.found_by_words(_questions(words, year, found=bool(ids)), ENOUGH)])
        )
    ranked = likeness.ranked(words, _people(ids))
    sure = [one for one, certain in ranked if certain]
    alike = [one for one, certain in ranked if not certain][: MOST_ALIKE if sure else limit]
    told = _told([*sure[:limit], *alike], words)
    return Found(told[: len(sure)], told[len(sure[:limit]) :], len(sure) > limit or len(ids) >= ENOUGH)


def _questions(words: list[str], year: list[str], *, found: bool) -> list[tuple[str, int]]:
    """Short words as beginnings, then every word; where few have them, other spellings and slips; where nobody has those, all
    words but one. Where a whole name was found already, only other spellings and slips of it are asked for."""
    begins, slips = registry.words_near(
        words, sorted({rest for word in words for rest in likeness.rests(word)})
    )
    if found and len(words) > 1:
        return [(_all([*(_any(_near(word, slips)) for word in words), *year]), ENOUGH)]
    starting = {word: _beginning(word, begins.get(word, [])) for word in words}
    near = {word: _any(_near(word, slips), starting[word]) for word in words}
    short = [f"'^{word}'" if len(word) <= BEGINNING else f"'{word}'" for word in words]
    asked = [
        (_all([*short, *year]), SHOWN),
        (_all([*starting.values(), *year]), SHOWN),
        (_all([*near.values(), *year]), FEW),
    ]
    if len(words) > 2:
        but_one = [f"({_all([starting[w] for w in words if w != out])})" for out in dict.fromkeys(words)]
        asked.append((_all([f"({' | '.join(but_one)})", *year]), 1))
    return asked


def _beginning(word: str, listed: list[str]) -> str:
    """The listed words that begin so; where they are too many to list, the index is asked for all of them."""
    if len(word) <= BEGINNING:
        return f"'^{word}'"
    return f"'{word}':*" if len(listed) > registry.MOST_BEGINNINGS else _any([word, *listed])


def _near(word: str, slips: dict[str, list[str]]) -> list[str]:
    known = {other for rest in likeness.rests(word) for other in slips.get(rest, ())}
    return [word, *likeness.nearest(word, known), *likeness.spellings(word)]


def _any(words: Iterable[str], *also: str) -> str:
    return "(" + " | ".join([*(f"'{word}'" for word in dict.fromkeys(words)), *also]) + ")"


def _all(parts: Iterable[str]) -> str:
    return " & ".join(parts)


def _people(ids: Iterable[int]) -> list[dict[str, Any]]:
    """The standing people behind these records, under their policy; a record merged away brings the one that it points to.

    By number and no join: under row-level security the planner takes half the table to pass, and would read all of it."""
    found = {one["id"]: one for one in _read(list(ids))}
    while missing := [
        one["merged"] for one in found.values() if one["merged"] and one["merged"] not in found
    ]:
        found |= {one["id"]: one for one in _read(missing)} or dict.fromkeys(
            missing, {"merged": None, "id": None}
        )
    return [one for one in found.values() if one["id"] and not one["merged"]]


def _read(ids: list[int]) -> list[dict[str, Any]]:
    return rows(
        """select id, code, name, name_folded, born_on, sex, village as lives, occupation_text, nik_sealed, merged_into_id as merged
           from registry_person where id = any(%(ids)s)""", ["registry_person"], ids=ids,
    )  # fmt: skip


def _told(people: list[dict[str, Any]], words: list[str]) -> list[dict[str, Any]]:
    """With where they live, the newest membership, the masked NIK, and what matched."""
    more = {r["id"]: r for r in rows(
        """select p.id, v.name as village, d.name as district, m.state, m.covered_until from unnest(%(ids)s::bigint[], %(lives)s::text[]) p (id, lives)
           left join regions_region v on v.code = p.lives left join regions_region d on d.code = left(p.lives, 8)
           left join lateral (select state, covered_until from enrolment_membership where person_id = p.id order by id desc limit 1) m on true""",
        ["enrolment_membership"], ids=[p["id"] for p in people], lives=[p["lives"] for p in people],
    )} if people else {}  # fmt: skip
    return [likeness.shown({**one, **more[one["id"]]}, words) for one in people]
