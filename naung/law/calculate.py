"""The calculator's contract: one case as JSON in, its result or its refusal as JSON out. Nothing is guessed.

A field that is unknown, missing or of the wrong type is an error with a sentence; so is a question that the law as
known does not answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from naung.law import facts
from naung.law.contribution import PROGRAMMES, contribution
from naung.law.deadlines import BENEFITS, late_payment
from naung.law.death import CAUSES, death
from naung.law.disability import FORMS, disability
from naung.law.eligibility import eligibility
from naung.law.errors import BadCase, LawRefusal
from naung.law.facts import (
    Reader,
    children,
    day,
    month,
    one_of,
    or_none,
    parts,
    subset_of,
    text,
    truth,
    whole,
    whole_number,
)
from naung.law.injury import aids, home_care, temporary_inability, transport
from naung.law.lines import Result
from naung.law.scholarship import scholarship
from naung.law.verdicts import Verdict

PAYERS = ("apbn", "apbd", "village", "donor", "self")
SECTORS = ("transport", "other")
RUPIAH, COUNT = whole(0), whole(1, 10**9)
MONTHS, DAYS = whole(0, 1200), whole(0, 36600)


@dataclass(frozen=True)
class Kind:
    """What a kind of case asks: the fields that must be there, those that may, and the function they are for."""

    compute: Callable[..., Result | Verdict]
    needed: dict[str, Reader]
    optional: dict[str, Reader] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)


KINDS = {
    "contribution": Kind(
        contribution,
        {"income": RUPIAH, "from": month, "months": whole(1, 1200), "payer": one_of(*PAYERS), "sector": one_of(*SECTORS), "programmes": subset_of(*PROGRAMMES)},
        {"people": COUNT},
        {"from": "start"},
    ),
    "death": Kind(
        death,
        {"cause": one_of(*CAUSES), "died_on": day, "covered_from": day, "months_paid": MONTHS, "income": RUPIAH},
        {"memberships": whole(1, 100), "children": children},
    ),
    "disability": Kind(disability, {"accident_on": day, "income": RUPIAH, "form": one_of(*FORMS)}, {"parts": parts}),
    "temporary_inability": Kind(temporary_inability, {"accident_on": day, "income": RUPIAH}, {"days": DAYS, "months": MONTHS}),
    "transport": Kind(transport, {"accident_on": day, "land": RUPIAH, "sea": RUPIAH, "air": RUPIAH}),
    "home_care": Kind(home_care, {"accident_on": day, "cost": RUPIAH, "months": MONTHS}),
    "aids": Kind(aids, {"accident_on": day}, {"denture": RUPIAH, "hearing_aid": RUPIAH, "glasses": RUPIAH, "prosthesis": RUPIAH}),
    "scholarship": Kind(scholarship, {"event_on": day, "cause": one_of(*CAUSES), "months_paid": MONTHS, "children": children}),
    "late_payment": Kind(late_payment, {"benefit": one_of(*BENEFITS), "amount": RUPIAH, "days_late": DAYS}),
    "eligibility": Kind(
        eligibility,
        {
            "nik": or_none(text), "born_on": or_none(day), "sex": or_none(text), "on": day, "region": or_none(text),
            "resident": or_none(truth), "occupation": or_none(text), "status": or_none(text),
            "decile": or_none(whole_number),
        },
    ),
}  # fmt: skip


def calculate(case: Any, *, kinds: tuple[str, ...] = tuple(KINDS)) -> dict[str, Any]:
    """{"total", "lines"}, {"eligible", "reasons"} or {"error": {"code", "message", "message_en"}}; never raises on a case.

    `kinds` narrows what is answered (the two doors of the command line).
    """
    try:
        kind = KINDS[_kind_of(case, kinds)]
        return kind.compute(**_read(case, kind)).as_json()
    except LawRefusal as refusal:
        return {"error": {"code": refusal.code, "message": str(refusal), "message_en": refusal.english}}


def _kind_of(case: Any, kinds: tuple[str, ...]) -> str:
    if not isinstance(case, dict):
        raise facts.wrong_type("case", case, "objek JSON", "a JSON object")
    if "kind" not in case:
        raise BadCase("'kind' belum ada.", "'kind' is missing.", "missing_field")
    kind = text("kind", case["kind"])
    if kind not in kinds:
        listed = ", ".join(kinds)
        raise BadCase(
            f"Jenis {kind[:40]!r} tidak dikenal di sini: {listed}.",
            f"Kind {kind[:40]!r} is unknown here: {listed}.",
            "unknown_kind",
        )
    return kind


def _read(case: dict[str, Any], kind: Kind) -> dict[str, Any]:
    known = {**kind.needed, **kind.optional}
    for name in case:
        if name != "kind" and name not in known:
            raise BadCase(
                f"{str(name)[:40]!r} tidak dikenal.", f"{str(name)[:40]!r} is unknown.", "unknown_field"
            )
    for name in kind.needed:
        if name not in case:
            raise BadCase(f"{name!r} belum ada.", f"{name!r} is missing.", "missing_field")
    return {
        kind.renamed.get(name, name): read(name, case[name]) for name, read in known.items() if name in case
    }
