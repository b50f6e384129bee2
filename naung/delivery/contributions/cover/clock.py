"""The clock of cover: insured or not on a day, since when, until when, and why. Pure: facts in, an answer out.

The rule of each state is the table in this package's README. Cover goes by calendar month (naung.law.cover), and whatever the law
as known does not say is neither yes nor no: it is for a person to ask the insurer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from naung import law
from naung.kit.months import Month, add_months

SCHEMES = {"accident": "jkk", "death": "jkm"}
COVERED, PENDING, GRACE, REVIEW, NOT_YET, ENDED, NEVER = (
    "COVERED", "PENDING", "GRACE", "REVIEW", "NOT_YET", "ENDED", "NEVER",
)  # fmt: skip
UNCLEAR = frozenset({PENDING, GRACE, REVIEW})
# Which figures of the law each state rests on.
RESTS_ON = {
    COVERED: ("membership.month_covers", "membership.start_by_agreement"),
    PENDING: ("membership.month_covers", "membership.grace_months"),
    GRACE: ("membership.grace_months",),
    REVIEW: ("membership.late_funder", "membership.grace_months"),
    NOT_YET: ("membership.start_by_agreement",),
    ENDED: ("membership.month_covers", "membership.grace_months"),
    NEVER: (),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One membership. `first`, `last`: the insurer's days, both included; `cut`: ended by a decision before the programme's last day."""

    id: int
    programme: str
    payer: str
    schemes: tuple[str, ...]
    state: str
    region: str
    village: str
    requested_on: date
    agreed_from: date
    first: date | None = None
    last: date | None = None
    cut: bool = False
    because: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """A month that somebody owes or paid: `sure` when the insurer acknowledged it."""

    month: Month
    schemes: tuple[str, ...]
    membership: int
    payer: str
    sure: bool
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """A decided letter of a payer whose money came late: its months, members and reference."""

    programme: str
    region: str
    first: Month
    last: Month
    reference: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one person, every record merged into theirs included."""

    members: Sequence[Member] = ()
    months: Sequence[Paid] = ()
    letters: Sequence[Late] = ()
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands on one day for one scheme.

    `since`, `until`: the unbroken row of acknowledged months around the last one paid by that day; `promised`: the last day of the
    membership and those that follow it without a gap, None where the answer is no; `grace_until`: the last day on which an unpaid month may still be paid.
    `months`: the row's length, `ahead` of which lie after the day; 0 once the row is broken for longer than the grace.
    `unpaid`: how many months back the last paid one lies. `why` refines the state: see words.py."""

    scheme: str
    day: date
    state: str
    why: str
    member: Member | None = None
    since: date | None = None
    until: date | None = None
    promised: date | None = None
    grace_until: date | None = None
    months: int = 0
    ahead: int = 0
    unpaid: int = 0
    letter: str = ""
    first_paid: date | None = None
    payer: str = ""

    @property
    def insured(self) -> bool:
        return self.state == COVERED

    @property
    def rests_on(self) -> list[law.Provision]:
        return [law.provision(key, on=self.day) for key in RESTS_ON[self.state]]


@dataclass(frozen=True, slots=True)
class Countdown:
    """Months in a row that something asks for, and how many there are; `on`: the first day it is reached when every month is paid."""

    need: int
    have: int
    on: date | None
    provision: law.Provision

    @property
    def left(self) -> int:
        return max(self.need - self.have, 0)


def stand(facts: Facts, scheme: str, day: date) -> Standing:
    """The state of a person on a day for `jkk` or `jkm`; NotProvided for days on which no law is known."""
    grace = int(law.provision("membership.grace_months", on=day).value)
    mine = [m for m in facts.members if scheme in m.schemes]
    accepted = sorted(
        (m for m in mine if m.first and m.last and m.state in ("ENROLLED", "ENDED")), key=_by_start
    )
    lines = [p for p in facts.months if scheme in p.schemes]
    sure = {p.month for p in lines if p.sure}
    here = next((m for m in accepted if m.first and m.last and m.first <= day <= m.last), None)
    row = _row(sure, Month.of(day), grace)
    state, why, member, letter = _judged(facts, mine, accepted, here, lines, row, day, grace)
    return Standing(
        scheme, day, state, why, member, _first_day(accepted, row), _last_day(accepted, row),
        _promised(accepted, member) if state == COVERED or state in UNCLEAR else None,
        _grace_until(state, here, row, grace), row.kept, row.ahead, row.unpaid, letter,
        min((p.paid_on for p in lines if p.paid_on and member and p.membership == member.id), default=None),
        next((p.payer for p in lines if p.month == Month.of(day)), member.payer if member else ""),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """Acknowledged months one after the other, around the last of them that is not after the day's month."""

    first: Month | None
    last: Month | None
    unpaid: int  # from the last paid month to the day's
    ahead: int
    kept: int  # its length, or 0 once it is broken for longer than the grace


def _row(sure: set[Month], month: Month, grace: int) -> _Row:
    last = max((m for m in sure if m <= month), default=None)
    if last is None:
        return _Row(None, None, 0, 0, 0)
    first = end = last
    while first.plus(-1) in sure:
        first = first.plus(-1)
    while last == month and end.plus(1) in sure:
        end = end.plus(1)
    unpaid = month - last
    return _Row(first, end, unpaid, end - last, end - first + 1 if unpaid <= grace else 0)


def _judged(
    facts: Facts, mine: list[Member], accepted: list[Member], here: Member | None, lines: list[Paid], row: _Row, day: date, grace: int
) -> tuple[str, str, Member | None, str]:  # fmt: skip
    """(state, why, the membership it is about, a letter's reference)."""
    if facts.died_on and facts.died_on < day and mine:
        return ENDED, "died", here or _latest(accepted, day) or mine[-1], ""
    if here:
        return _inside(facts, here, lines, row, day, grace)
    if latest := _latest(accepted, day):
        if not latest.cut and row.last and row.unpaid <= grace:
            return GRACE, "after", latest, ""
        return _outside(mine, accepted, day) or (ENDED, "cut" if latest.cut else "over", latest, "")
    return _outside(mine, accepted, day) or (
        NEVER,
        "refused" if mine else "never",
        mine[-1] if mine else None,
        "",
    )


def _inside(
    facts: Facts, here: Member, lines: list[Paid], row: _Row, day: date, grace: int
) -> tuple[str, str, Member | None, str]:
    """A day of a membership: its month is paid, owed, or missing."""
    month, began = Month.of(day), Month.of(here.first or day)
    if row.last and row.unpaid == 0:
        return COVERED, "paid", here, ""
    if letter := _letter(facts, here, month):
        return REVIEW, "late", here, letter.reference
    unpaid = month - began + 1  # a membership that begins anew counts from its own first month
    if row.last and row.unpaid < unpaid:
        unpaid = row.unpaid
    if unpaid > grace:
        return ENDED, "lapsed", here, ""
    if any(p.month == month for p in lines):
        return PENDING, "owed", here, ""
    return (GRACE, "missing", here, "") if row.last and row.unpaid <= grace else (NOT_YET, "unpaid", here, "")


def _outside(
    mine: list[Member], accepted: list[Member], day: date
) -> tuple[str, str, Member | None, str] | None:
    """A membership that has yet to begin, or to be answered."""
    if coming := next((m for m in accepted if m.first and m.first > day), None):
        return NOT_YET, "later", coming, ""
    asked = next((m for m in reversed(mine) if m.state in ("REQUESTED", "RETURNED")), None)
    return (NOT_YET, "asked", asked, "") if asked else None


def _by_start(member: Member) -> tuple[date, int]:
    return member.first or date.max, member.id


def _latest(accepted: list[Member], day: date) -> Member | None:
    """The membership that ended last before the day."""
    gone = [m for m in accepted if m.last and m.last < day]
    return max(gone, key=lambda m: (m.last or date.min, m.id), default=None)


def _letter(facts: Facts, here: Member, month: Month) -> Late | None:
    return next(
        (one for one in facts.letters if one.programme == here.programme and here.village.startswith(one.region) and one.first <= month <= one.last),
        None,
    )  # fmt: skip


def _first_day(accepted: list[Member], row: _Row) -> date | None:
    if row.first is None:
        return None
    touching = [max(m.first, row.first.first) for m in accepted if m.first and m.last and m.first <= row.first.last and m.last >= row.first.first]  # fmt: skip
    return min(touching, default=row.first.first)


def _last_day(accepted: list[Member], row: _Row) -> date | None:
    if row.last is None:
        return None
    touching = [min(m.last, row.last.last) for m in accepted if m.first and m.last and m.first <= row.last.last and m.last >= row.last.first]  # fmt: skip
    return max(touching, default=row.last.last)


def _promised(accepted: list[Member], member: Member | None) -> date | None:
    """The membership's last day, or that of whichever goes on from it without a day between."""
    if member is None or member.last is None:
        return None
    end = member.last
    for one in accepted:
        if one.first and one.last and one.first <= end + timedelta(days=1):
            end = max(end, one.last)
    return end


def _grace_until(state: str, here: Member | None, row: _Row, grace: int) -> date | None:
    if state == GRACE and row.last:
        return row.last.plus(grace).last
    if state == PENDING and here and here.first:
        before = Month.of(here.first).plus(-1)
        return max(before, row.last or before).plus(grace).last
    return None


def full_grant(standing: Standing) -> Countdown:
    """How far the full death benefit is: months of membership and months contributed, whichever is later (Permenaker 1/2025)."""
    paid = law.provision("jkm.waiting_paid_months", on=standing.day)
    waiting = law.provision("jkm.waiting_membership_months", on=standing.day)
    since = standing.since if standing.state == COVERED else None
    on = (
        add_months(since, max(int(waiting.value), int(paid.value) - 1 if paid.value else 0))
        if since
        else None
    )
    gone = (
        0
        if since is None
        else sum(add_months(since, n) <= standing.day for n in range(1, int(waiting.value) + 1))
    )
    have = min(standing.months, gone) if since and gone < waiting.value else standing.months
    return Countdown(max(int(waiting.value), int(paid.value)), have, on, waiting)


def scholarship(standing: Standing) -> Countdown:
    """How far the children's scholarship after a death by illness is, in months contributed for in a row."""
    asked = law.provision("scholarship.jkm_months", on=standing.day)
    on = None
    if standing.state == COVERED and standing.since:
        on = Month.of(standing.since).plus(max(int(asked.value) - 1, 0)).first
    return Countdown(int(asked.value), standing.months, on, asked)
