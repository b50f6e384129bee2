"""What the law of the day gives, said so that a family can act on it: amounts, papers, deadlines, heirs."""

from dataclasses import dataclass, field
from datetime import date

from naung import law
from naung.kit.months import add_months
from naung.web import words
from naung.web.law.questions import Asked


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the page shows it. `ceiling`: not a sum that is paid, but the most that can be."""

    sentence: str
    amount: int
    reference: str
    since: date
    unsure: bool


@dataclass(slots=True)
class Answer:
    """`silent` holds the law's own sentence where it gives nothing or cannot say; `waits` the amount after the waiting time."""

    total: int | None = None
    lines: list[Shown] = field(default_factory=list)
    ceilings: list[Shown] = field(default_factory=list)
    silent: str = ""
    waits: tuple[date, int] | None = None
    papers: list[str] = field(default_factory=list)
    report_days: int | None = None
    pay_days: int | None = None
    late_percent: int | None = None
    waiting_months: int | None = None
    guardian_age: int | None = None
    claim_until: date | None = None
    version: str = ""


def answer(asked: Asked) -> Answer:
    """The answer to the three questions, on the lowest income band that public programmes declare."""
    given = Answer(version=law.version())
    try:
        _injury(asked, given) if asked.event == "injury" else _death(asked, given)
        _what_to_do(asked, given)
    except law.LawRefusal as refusal:
        given.silent = str(refusal) if words.indonesian() else refusal.english
    return given


def _death(asked: Asked, given: Answer) -> None:
    found = _on(asked, asked.on)
    given.total, given.lines = found.total, [_shown(line) for line in found.lines]
    if asked.event == "illness":
        given.waiting_months = law.provision("jkm.waiting_membership_months", on=asked.on).value
        given.waits = _after_waiting(asked, given.waiting_months, found.total)


def _on(asked: Asked, day: date) -> law.Result:
    income, __ = law.base_of(0, on=day)
    return law.death(
        cause=asked.event,
        died_on=day,
        covered_from=asked.since,
        months_paid=asked.months,
        income=income,
        children=asked.children,
    )


def _after_waiting(asked: Asked, months: int, now: int) -> tuple[date, int] | None:
    """The day on which the full amount would have begun: the honest half of a promise of 42 million."""
    day = add_months(asked.since, months)
    if asked.on >= day:
        return None
    full = sum(law.provision(f"jkm.{key}", on=asked.on).value for key in ("death_grant", "funeral"))
    periodic = (
        law.provision("jkm.periodic_monthly", on=asked.on).value
        * law.provision("jkm.periodic_months", on=asked.on).value
    )
    return (day, full + periodic) if now < full + periodic else None


def _injury(asked: Asked, given: Answer) -> None:
    """Alive after a work accident: care without a ceiling, and what is paid besides, as rates and ceilings."""
    law.must_be_covered(covered_from=asked.since, months_paid=asked.months, on=asked.on)
    income, __ = law.base_of(0, on=asked.on)
    given.ceilings = [_shown(line) for found in _besides(asked.on, income) for line in found.lines]


def _besides(on: date, income: int) -> list[law.Result]:
    modes = ("land", "sea", "air")
    most = {mode: law.provision(f"jkk.transport_{mode}", on=on).value for mode in modes}
    return [
        law.temporary_inability(accident_on=on, income=income, months=1),
        law.transport(accident_on=on, **most),
        law.disability(accident_on=on, income=income, form="total"),
    ]


def _what_to_do(asked: Asked, given: Answer) -> None:
    benefit = "jkm" if asked.event == "illness" else "jkk"
    kind, cause = ("accident", "work_accident") if asked.event == "injury" else ("death", asked.event)
    papers = law.known_papers(kind=kind, cause=cause, on=asked.on)
    given.papers = [paper.id if words.indonesian() else paper.en for paper in papers]
    given.late_percent = law.current_book().latest(f"deadline.{benefit}_late_percent").value
    given.guardian_age = law.provision("heirs.guardian_age", on=asked.on).value
    given.pay_days = law.provision(f"deadline.{benefit}_days", on=asked.on).value
    if benefit == "jkk":
        given.report_days = law.provision("jkk.report_days", on=asked.on).value
        given.claim_until = law.claim_until(accident_on=asked.on)


def _shown(line: law.Line) -> Shown:
    said = line.sentence_id if words.indonesian() else line.sentence_en
    return Shown(said, line.amount, line.reference, line.in_force_since, line.confidence == "unverified")
