"""Who is whom, worked out in memory: what becomes of each fresh row, and which pairs people have to look at.

Two roads only lead to "the same person" without a human eye: the same NIK with a name that is not another person's, and
a NIK that is one slip away where everything else agrees. All else that is near is put before an officer. The earlier
record stays, the later one is asked about, so a pair costs one row of work and not two.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from naung.delivery.matching import compare, linkage, names
from naung.delivery.matching import records as frames
from naung.delivery.matching.compare import Record
from naung.delivery.matching.models import FOLLOWS, LIKENESS, NUMBER
from naung.delivery.matching.weights import Weights, shipped

ADMITTED, REPEATED, IN_REVIEW = "ADMITTED", "REPEATED", "IN_REVIEW"
SAME = "SAME"  # of a pair: one person, without an officer
MOST_PAIRS = 5  # of one row that are put before a person: the heaviest


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a row. `root` is the row that makes the person, or minus the number of a person; None in review."""

    row: int
    state: str
    root: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """A pair for an officer, or (FOLLOWS) a row tied to another one's answer. `other` as Fate.root."""

    row: int
    other: int
    kind: str
    weight: float
    parts: dict[str, tuple[str, float]]


@dataclass(slots=True)
class Plan:
    fates: list[Fate] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def count(self, state: str) -> int:
        return sum(fate.state == state for fate in self.fates)


def make(
    records: pl.DataFrame,
    *,
    listed: Iterable[int] = (),
    merged: Mapping[int, int] | None = None,
    weights: Weights | None = None,
) -> Plan:
    """A fate for every fresh record. listed: minus the numbers of the people who have an admitted row in the programme
    already; a person has one, and every other row of theirs is a repetition. merged: minus the numbers of people who were
    merged away -> minus the number of who stands for them."""
    weights = weights or shipped()
    return decide(scored(records, weights), listed=listed, merged=merged, weights=weights)


@dataclass(frozen=True, slots=True)
class Scored:
    """All that the thresholds do not change: the records, who shares a NIK, and what every near pair weighs."""

    known: "Known"
    same: "SameNumber"
    near: list[Question]


def scored(records: pl.DataFrame, weights: Weights) -> Scored:
    """Pairs from weights.review_at on; see `decide`."""
    known = known_of(records)
    same = _by_number(records, known, weights)
    return Scored(known, same, _near(records, same, known, weights))


def decide(
    found: Scored, *, listed: Iterable[int] = (), merged: Mapping[int, int] | None = None, weights: Weights
) -> Plan:
    """The plan under these thresholds, which may not lie below the one that was scored from."""
    links = _linked(found.near, weights)
    roots = _clusters(links, found.known, weights, merged or {})
    return _told(found.same, roots, links, found.known, set(listed))


@dataclass(slots=True)
class Known:
    """The records by number, and what they are. Most are like nobody: only those that are laid beside another are made objects of."""

    frame: pl.DataFrame
    position: dict[int, int]
    fresh: set[int]
    record: dict[int, Record] = field(default_factory=dict)

    def waiting(self, id_: int) -> bool:
        return id_ > 0 and id_ not in self.fresh

    def look_at(self, ids: Iterable[int]) -> None:
        new = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.record]
        self.record |= frames.by_id(self.frame.filter(pl.col("id").is_in(new)))


def known_of(records: pl.DataFrame) -> Known:
    position = dict(zip(records["id"].to_list(), records["position"].to_list(), strict=True))
    return Known(records, position, set(records.filter("fresh")["id"].to_list()))


# --- the same NIK -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class SameNumber:
    """The fresh rows by NIK: for each head (a person, a waiting row or the first fresh row) the rows that are the same person, and questions
    where they are not. `stopped` heads wait for an officer; `alone` are fresh rows whose NIK nobody else has."""

    alone: list[int] = field(default_factory=list)
    groups: dict[int, list[int]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    stopped: set[int] = field(default_factory=set)


def _by_number(records: pl.DataFrame, known: Known, weights: Weights) -> SameNumber:
    shared = pl.len().over("nik") > 1
    numbers = (
        records.filter(shared & pl.col("fresh").any().over("nik"))
        .sort("position")
        .group_by("nik", maintain_order=True)
        .agg("id")
    )
    found = SameNumber(alone=records.filter(~shared & pl.col("fresh")).sort("position")["id"].to_list())
    together = numbers["id"].to_list()
    known.look_at(id_ for ids in together for id_ in ids)
    for ids in together:
        _one_number(ids, known, weights, found)
    return found


def _one_number(ids: list[int], known: Known, weights: Weights, found: SameNumber) -> None:
    head, fresh = ids[0], [i for i in ids if i in known.fresh]
    found.groups[head] = [i for i in fresh if i != head and one_person(known.record[head], known.record[i])]
    strangers = [i for i in fresh if i != head and i not in found.groups[head]]
    found.questions += [_question(i, head, NUMBER, known, weights) for i in strangers]
    if known.waiting(head) or (strangers and head in known.fresh):
        found.stopped.add(head)


def one_person(a: Record, b: Record) -> bool:
    """Of two records with one NIK: may they be one person? Not where another given name stands beside a shared one
    (a spouse, a twin), nor where the names share nothing or only one word and the birth dates are not to be reconciled."""
    name = names.level(a.name_key, b.name_key)
    if name in (names.CLASH, names.DIFFERENT):
        return False
    born_alike = (
        a.born_on == b.born_on
        or compare.swapped(a.born_on, b.born_on)
        or compare.one_part_differs(a.born_on, b.born_on)
    )
    return born_alike or name > names.SHARED


# --- near in everything else --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Links:
    certain: list[tuple[int, int]] = field(default_factory=list)
    doubtful: list[Question] = field(default_factory=list)


def _near(records: pl.DataFrame, same: SameNumber, known: Known, weights: Weights) -> list[Question]:
    aside = (
        {row for group in same.groups.values() for row in group}
        | {q.row for q in same.questions}
        | (same.stopped & known.fresh)
    )
    heads = records.filter(~pl.col("id").is_in(list(aside)))
    pairs = linkage.pairs(frames.with_words(heads), at_least=weights.review_at, weights=weights)
    known.look_at([*pairs["left"].to_list(), *pairs["right"].to_list()])
    found = []
    for left, right, _ in pairs.iter_rows():
        early, late = sorted((left, right), key=known.position.__getitem__)
        found.append(_question(late, early, LIKENESS, known, weights))
    return found


def _linked(near: list[Question], weights: Weights) -> Links:
    links = Links()
    for question in near:
        seen = {name: key for name, (key, _) in question.parts.items()}
        if certain(seen, question.weight, weights):
            links.certain.append((question.row, question.other))
        elif doubtful(seen, question.weight, weights):
            links.doubtful.append(question)
    return links


def _question(row: int, other: int, kind: str, known: Known, weights: Weights) -> Question:
    levels = compare.levels(known.record[row], known.record[other])
    parts = weights.parts(levels)
    weight = weights.base + sum(parts.values())
    return Question(row, other, kind, weight, {name: (levels[name], part) for name, part in parts.items()})


def certain(seen: Mapping[str, str], weight: float, weights: Weights) -> bool:
    """A NIK one slip away, the same name, the same birth date, the same family: nobody needs to look."""
    alike = seen.get("nik") == "slip" and seen["name"] == "same" and seen["born_on"] in ("same", "swapped")
    family = seen.get("kk") == "same" or (seen.get("mother") == "same" and seen.get("kk") is None)
    return alike and family and seen.get("mother") != compare.ELSE and weight >= weights.merge_at


def doubtful(seen: Mapping[str, str], weight: float, weights: Weights) -> bool:
    """Near enough that an officer looks. Another given name beside a shared one is a brother or a sister, twins above all."""
    return weight >= weights.review_at and seen["name"] not in ("clash", compare.ELSE)


def kind_of(new: Record, known: Record, seen: Mapping[str, str], weight: float, weights: Weights) -> str:
    """What a new record is beside one known person: SAME, a question of kind NUMBER or LIKENESS, or '' (somebody else)."""
    if seen.get("nik") == "same":
        return SAME if one_person(known, new) else NUMBER
    if certain(seen, weight, weights):
        return SAME
    return LIKENESS if doubtful(seen, weight, weights) else ""


# --- bringing together --------------------------------------------------------------------------------------------


def _clusters(links: Links, known: Known, weights: Weights, merged: Mapping[int, int]) -> dict[int, int]:
    """Record -> the earliest record that it certainly is. A link that would make two settled people (or a row that waits) one is
    not drawn: it becomes a question."""
    root: dict[int, int] = dict(merged)

    def find(id_: int) -> int:
        while root.get(id_, id_) != id_:
            id_ = root[id_]
        return id_

    for late, early in sorted(links.certain, key=lambda pair: known.position[pair[0]]):
        a, b = sorted((find(late), find(early)), key=known.position.__getitem__)
        if a == b:
            continue
        if b not in known.fresh or known.waiting(a):
            links.doubtful.append(_question(late, early, LIKENESS, known, weights))
        else:
            root[b] = a
    return {id_: find(id_) for id_ in root}


def _told(same: SameNumber, root: dict[int, int], links: Links, known: Known, listed: set[int]) -> Plan:
    plan = Plan(questions=list(same.questions))
    open_ = _questions_by_root(links, root, known)
    plan.questions += [q for qs in open_.values() for q in qs]
    held = same.stopped | set(open_)
    strangers = {q.row for q in same.questions}
    members: dict[int, list[int]] = defaultdict(list)
    touched = {*root, *root.values(), *held}
    plan.fates += [Fate(row, ADMITTED, row) for row in same.alone if row not in touched]
    for head, group in [*((row, []) for row in same.alone if row in touched), *same.groups.items()]:
        members[root.get(head, head)] += [*([head] if head in known.fresh else []), *group]
    for head, rows in members.items():
        rows.sort(key=known.position.__getitem__)
        _tell(plan, head, rows, head in held, known, listed)
    plan.fates += [Fate(row, IN_REVIEW, None) for row in sorted(strangers)]
    return plan


def _questions_by_root(links: Links, root: dict[int, int], known: Known) -> dict[int, list[Question]]:
    """By the record that is asked about, its heaviest questions, one for each other side."""
    found: dict[int, dict[int, Question]] = defaultdict(dict)
    for question in sorted(
        links.doubtful, key=lambda q: (-q.weight, known.position[q.row], known.position[q.other])
    ):
        mine, other = root.get(question.row, question.row), root.get(question.other, question.other)
        if mine == other:
            continue
        if mine > 0 and known.position[other] > known.position[mine]:
            mine, other = other, mine  # the other side turned out to be the later one
        row = (
            mine if mine > 0 else question.row
        )  # two people who may be one: asked about at the row that says so
        found[mine].setdefault(other, Question(row, other, LIKENESS, question.weight, question.parts))
    return {mine: list(others.values())[:MOST_PAIRS] for mine, others in found.items()}


def _tell(plan: Plan, head: int, rows: list[int], held: bool, known: Known, listed: set[int]) -> None:
    if held and head > 0:
        plan.fates += [Fate(row, IN_REVIEW, None) for row in rows]
        plan.questions += [Question(row, head, FOLLOWS, 0.0, {}) for row in rows if row != head]
        return
    admitted = head in listed
    for row in rows:
        plan.fates.append(Fate(row, REPEATED if admitted else ADMITTED, head))
        admitted = True
