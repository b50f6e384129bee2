"""What if: who would enter and who would leave, by whom they are and what it costs, before anything is decided.

Two lists of the same people, each by scoring.order with its weights, places and money, and what lies between them. It reads the
assessments and writes none; `save` keeps a question with its answer, and nothing in this house turns it into a list."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import criteria, lists, scoring
from naung.delivery.selection.whatif.knobs import BOUNDS, read, weights_with
from naung.delivery.selection.whatif.models import Scenario
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, list_hash
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

LONGEST_NAME = 100


class NothingChanged(Refusal):
    """A question that changes nothing has no answer."""


class NameTaken(Refusal):
    """Another question, or the same one over other people, has this name."""


class NoSuchScenario(Refusal):
    """No question was kept under this number."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a list is made by: weights of scoring, places by region, whole rupiah a place and in all, and whether holders stay."""

    weights: dict[str, Any]
    quotas: dict[str, int]
    per_place: int
    budget: int
    holders: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two lists. `unpaid`: places that the quota gives and the money does not reach."""

    people: int
    per_place: int
    rupiah: int
    budget: int
    unpaid: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`groups`: by kind ("region", "sex", "disability", "decile") and key ("" is not known) how many were on the list, would be,
    enter and leave. `leaves_held`: of those who leave, who holds a place on a decided decree."""

    before: Side
    after: Side
    enters: int
    leaves: int
    leaves_held: int
    content_hash: str
    groups: dict[str, dict[str, tuple[int, int, int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compared:
    """`moved`: everybody on one list or the other by person code, columns of scoring.SCHEMA with `was` and `would` (rank or null)."""

    moved: pl.DataFrame
    unpaid_now: int
    unpaid_then: int


KINDS = ("region", "sex", "disability", "decile")
COUNTED = ("was_on", "would_on", "enters", "leaves")


def ask(*, programme: programmes.Programme, changes: Mapping[str, Any], on: date) -> tuple[Answer, pl.DataFrame]:  # fmt: skip
    """The answer, and everybody who is on one list or the other (columns of scoring.SCHEMA, `was`, `would`: the rank there or null).

    changes: by path of whatif_knobs. Over whoever the current scope sees. NothingChanged, NoSuchKnob, NotAFigure."""
    turned = read(changes, programme, on)
    if not turned.keys() - {"holders"}:
        raise NothingChanged(
            _("Ubah paling sedikit satu angka; yang sama dengan sekarang tidak dihitung sebagai perubahan.")
        )
    now, then = settings(programme, turned, on)
    people = _but(scoring.read(programme), programme)
    found = compare(people, now, _within(people, programme, turned), then)
    return answer(found, now, then, turned), found.moved


def settings(
    programme: programmes.Programme, changes: Mapping[str, int], on: date
) -> tuple[Setting, Setting]:
    """The present, and the present with the changes."""
    weights = criteria.in_force(on).weights
    months, holders = len(programmes.months(programme)), bool(changes.get("holders", 0))
    quotas = {quota.region_id: quota.cap for quota in programmes.quotas(programme)}
    price = lists.price(programme, Month.of(programme.first_month), months)
    budget = sum(funding.rupiah for funding in programmes.fundings(programme))
    now = Setting(weights, quotas, price, budget, holders)
    moved = {code: changes.get(f"quota.{code}", cap) for code, cap in quotas.items()}
    rate = changes["rate"] * months if "rate" in changes else price
    return now, Setting(weights_with(weights, changes), moved, rate, changes.get("budget", budget), holders)


def compare(people: pl.DataFrame, now: Setting, others: pl.DataFrame, then: Setting) -> Compared:
    """The list of `people` by `now` beside the list of `others` by `then`."""
    (was, unpaid_now), (would, unpaid_then) = on_list(people, now), on_list(others, then)
    was, would = was.with_columns(was=pl.col("rank")), would.with_columns(would=pl.col("rank"))
    both = was.join(would.select("id", "would"), on="id", how="left")
    entering = would.join(was.select("id"), on="id", how="anti").with_columns(was=pl.lit(None, pl.Int32))
    columns = [*scoring.SCHEMA, "was", "would"]
    moved = pl.concat([both.select(columns), entering.select(columns)]).sort("code")
    return Compared(moved, unpaid_now, unpaid_then)


def on_list(people: pl.DataFrame, by: Setting) -> tuple[pl.DataFrame, int]:
    """Who has a place: the first of each region's order, as many as its places, and of these as many as the money pays; and how many
    of them it does not pay.

    Where money is short, every region is cut by the same share of its list: whoever stands nearest the top of its region's own list
    comes first, an equal standing by region code. So more money never throws anybody out, nor do more places while the money lasts."""
    ordered = scoring.order(people, by.weights, anew=not by.holders)
    # where holders keep their ranks there may be gaps: what counts is who stands before one
    ordered = ordered.with_columns(standing=pl.int_range(1, pl.len() + 1).over("region"))
    caps = pl.col("region").replace_strict(by.quotas, default=0, return_dtype=pl.Int64)
    inside = ordered.filter(pl.col("standing") <= caps)
    paid = by.budget // by.per_place if by.per_place else inside.height
    if paid >= inside.height:
        return inside, 0
    nearness = (2 * pl.col("standing") - 1) / (2 * pl.len().over("region"))
    return inside.with_columns(nearness=nearness).sort("nearness", "region").head(paid), inside.height - paid


def answer(found: Compared, now: Setting, then: Setting, changes: Mapping[str, int]) -> Answer:
    was, would = pl.col("was").is_not_null(), pl.col("would").is_not_null()
    marked = found.moved.with_columns(was_on=was, would_on=would, enters=~was & would, leaves=was & ~would)
    before, after, enters, leaves = (int(n) for n in marked.select(pl.col(*COUNTED).sum()).row(0))
    held = marked.filter(pl.col("leaves") & pl.col("held").is_not_null()).height
    groups = {kind: _grouped(marked, kind) for kind in KINDS}
    return Answer(
        _side(before, now, found.unpaid_now), _side(after, then, found.unpaid_then), enters, leaves, held,
        _hash(found.moved, changes), groups,
    )  # fmt: skip


def as_data(found: Answer) -> dict[str, Any]:
    """For a JSON document; tuples become lists."""
    return asdict(found)


def _side(people: int, by: Setting, unpaid: int) -> Side:
    return Side(people, by.per_place, people * by.per_place, by.budget, unpaid)


def _grouped(marked: pl.DataFrame, kind: str) -> dict[str, tuple[int, int, int, int]]:
    keyed = marked.group_by(pl.col(kind).cast(pl.String).fill_null("").alias("key")).agg(
        pl.col(*COUNTED).sum()
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in keyed.sort("key").iter_rows()}


def _hash(moved: pl.DataFrame, changes: Mapping[str, int]) -> str:
    """The changes, and each person of either list with both ranks: the same question over the same people, the same hash."""
    lines = (f"{code};{was or ''};{would or ''}" for code, was, would in moved.select("code", "was", "would").iter_rows())  # fmt: skip
    return list_hash([canonical(dict(changes)).decode(), *lines])


# Who gave a place up does not come back by another order, and whom another payer took over is not paid for twice.
GONE = """
    select l.person_id from selection_place l join selection_decree d on d.id = l.decree_id
     where l.programme_id = %(programme)s and d.state = 'DECIDED'
     group by l.person_id having bool_and(l.state = 'RELEASED')
    union
    select l.person_id from selection_renewalline l join selection_renewal r on r.id = l.round_id
     where r.target_id = %(programme)s and l.state = 'TAKEN_OVER'"""


def _but(people: pl.DataFrame, programme: programmes.Programme) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(GONE, {"programme": programme.pk})
        gone = [person for (person,) in cursor.fetchall()]
    return people.filter(~pl.col("person_id").is_in(gone)) if gone else people


def _within(
    people: pl.DataFrame, programme: programmes.Programme, changes: Mapping[str, int]
) -> pl.DataFrame:
    """Who may when a bound stands elsewhere: those held back by nothing but it looked at again, and all others by it too.

    Whoever goes on without a gap has been through the upper age already (candidates.py)."""
    bounds = {name: changes[f"eligibility.{name}"] for name in BOUNDS if f"eligibility.{name}" in changes}
    if not bounds:
        return people
    may = _but(scoring.read(programme, but=[BOUNDS[name] for name in bounds]), programme)
    tests: dict[str, Callable[[int], pl.Expr]] = {
        "age_from": lambda least: pl.col("age") >= least,
        "age_below": lambda below: (pl.col("age") < below) | (pl.col("months").fill_null(0) > 0),
        "decile_at_most": lambda most: pl.col("decile") <= most,
    }
    stays = pl.col("held").is_not_null() & bool(changes.get("holders", 0))
    return may.filter(*(tests[name](value).fill_null(False) | stays for name, value in bounds.items()))


@transaction.atomic
def save(
    *, programme: programmes.Programme, name: str, changes: Mapping[str, Any], by: Actor, at: datetime, on: date
) -> Scenario:  # fmt: skip
    """Keeps a question and its answer under a name; the same again is the same row. Only for an officer who sees the whole programme.

    NotAllowed, NothingChanged, NoSuchKnob, NotAFigure, NameTaken."""
    staff.require(by, "whatif.ask", programme.region_id, on=on)
    name = squeeze(name)[:LONGEST_NAME]
    if not name:
        raise NameTaken(_("Beri pertanyaan ini nama, supaya dapat ditemukan lagi."))
    found, _moved = ask(programme=programme, changes=changes, on=on)
    there = Scenario.objects.filter(programme=programme, name=name).first()
    if there and there.content_hash == found.content_hash:
        return there
    if there:
        raise NameTaken(
            _("Nama %(name)s sudah dipakai untuk hitungan lain. Beri nama lain.") % {"name": name}
        )
    return _write(programme, name, read(changes, programme, on), found, by, at, on)


def _write(programme: programmes.Programme, name: str, changes: dict[str, int], found: Answer, by: Actor, at: datetime, on: date) -> Scenario:  # fmt: skip
    facts = {"changes": changes, "hash": found.content_hash, "enters": found.enters, "leaves": found.leaves}
    entry = trail.record(by=by, verb="selection.whatif", subject=f"selection.whatif:{programme.code}", at=at, region=programme.region_id,
                         why=name, facts=facts)  # fmt: skip
    return Scenario.objects.create(
        programme=programme, name=name, criteria=criteria.in_force(on).version, changes=changes, answer=as_data(found),
        content_hash=found.content_hash, before=found.before.people, after=found.after.people, enters=found.enters, leaves=found.leaves,
        rupiah_before=found.before.rupiah, rupiah_after=found.after.rupiah, asked_by_id=by.officer, asked_on=on, trail=entry,
    )  # fmt: skip


def saved(programme: programmes.Programme) -> list[Scenario]:
    """The newest first, with who asked."""
    return list(
        Scenario.objects.filter(programme=programme).select_related("asked_by", "programme").order_by("-pk")
    )


def scenario(pk: int) -> Scenario:
    found = Scenario.objects.select_related("asked_by", "programme").filter(pk=pk).first()
    if not found:
        raise NoSuchScenario(_("Tidak ada pertanyaan dengan nomor %(pk)s.") % {"pk": pk})
    return found


@transaction.atomic
def take_people(*, scenario: Scenario, by: Actor, at: datetime, on: date) -> tuple[pl.DataFrame, bool]:
    """Who enters and who leaves by the same question asked again today, and whether the answer is still the kept one.

    Taking a list of people is an entry on the trail. NotAllowed."""
    staff.require(by, "whatif.ask", scenario.programme.region_id, on=on)
    found, moved = ask(programme=scenario.programme, changes=scenario.changes, on=on)
    changed = moved.filter(pl.col("was").is_null() | pl.col("would").is_null())
    trail.record(by=by, verb="selection.whatif_people", subject=f"selection.whatif:{scenario.pk}", at=at, region=scenario.programme.region_id,
                 facts={"people": changed.height, "hash": found.content_hash})  # fmt: skip
    return changed, found.content_hash == scenario.content_hash
