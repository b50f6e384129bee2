"""Finding somebody: by a number only through its keyed index, by a name as people type it.

A name is asked in steps, each only where the one before found too few: the words as they are, their beginnings, their other
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
SHOWN, MOST_ALIKE, MOST_WORDS = 50, 20, 8
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
    """People by NIK, participant, account or card number, code, or name; a year in it is the year of birth. Four statements at most."""
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
    steps = _questions(words, [f"'#{year}'" for year in years])
    found = registry.found_by_words([question for question, _ in steps], ENOUGH)
    whole = {person for person, step in found.items() if steps[step - 1][1]}
    ranked = sorted(_people(found), key=lambda one: likeness.order(words, one))
    sure = [one for one in ranked if one["asked"] in whole]
    alike = [one for one in ranked if one["asked"] not in whole][: MOST_ALIKE if sure else limit]
    return Found(_told(sure[:limit], words), _told(alike, words), len(sure) > limit or len(found) >= ENOUGH)


def _questions(words: list[str], also: list[str]) -> list[tuple[str, bool]]:
    """(tsquery, does it hold every word as typed or its beginning?), the narrowest first."""
    known = registry.words_near({word: likeness.spellings(word) for word in words})
    begins = {word: _beginning(word, known[word]) for word in words}
    near = {
        word: _any([*likeness.nearest(word, known[word]), *likeness.spellings(word)], begins[word])
        for word in words
    }
    steps = {_all([f"'{word}'" for word in words] + also): True, _all([*begins.values(), *also]): True}
    steps.setdefault(_all([*near.values(), *also]), False)
    if len(words) >= 3:
        left_out = [_all([near[w] for w in words if w != out]) for out in dict.fromkeys(words)]
        steps.setdefault(_all(["(" + " | ".join(left_out) + ")", *also]), False)
    return list(steps.items())


def _beginning(word: str, known: set[str]) -> str:
    """The listed words that begin so; where they are too many to list, the index is asked for all of them."""
    listed = sorted(other for other in known if other.startswith(word))
    if len(listed) > registry.MOST_BEGINNINGS:
        return f"'{word}':*" if len(word) > 1 else f"'{word}'"
    return _any([word, *listed])


def _any(words: Iterable[str], *also: str) -> str:
    return "(" + " | ".join([*(f"'{word}'" for word in dict.fromkeys(words)), *also]) + ")"


def _all(parts: Iterable[str]) -> str:
    return " & ".join(parts)


def _people(ids: Iterable[int]) -> list[dict[str, Any]]:
    """The standing people behind these records, under their policy; a record merged away brings the one that it points to."""
    return rows(
        """select p.id, p.code, p.name, p.name_folded, p.born_on, p.sex, p.village as lives, p.occupation_text, p.nik_sealed, min(asked.id) as asked
           from registry_person asked join registry_person p on p.id = coalesce(asked.merged_into_id, asked.id)
           where asked.id = any(%(ids)s) and p.merged_into_id is null group by p.id""",
        ["registry_person"], ids=list(ids),
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
