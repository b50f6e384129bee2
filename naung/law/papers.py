"""Which papers a claim asks for. A paper that does not apply to the case is not asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from naung.law.errors import BadCase, NotProvided
from naung.law.parameters import Provision, provision
from naung.law.units import TOLD

CIRCUMSTANCES = ("", "ordinary", "traffic", "sea", "violence", "disease")


@dataclass(frozen=True, slots=True)
class Paper:
    """`when`: the words of the file that make it asked. `health`: it speaks of somebody's health. `waivable`: a person may do without it, with a reason."""

    code: str
    id: str
    en: str
    when: tuple[str, ...]
    health: bool
    waivable: bool
    article: str
    source: str
    confidence: str


def papers(
    *, kind: str, cause: str, on: date, circumstance: str = "", outside_plkk: bool = False
) -> list[Paper]:
    """What the claim itself shows to be needed, in the order of the lists; `on` is the day of the event.

    kind: accident, death; cause: illness, work_accident. BadCase for an unknown word, NotProvided before the lists begin."""
    if circumstance not in CIRCUMSTANCES:
        raise BadCase(
            f"Keadaan {circumstance!r} tidak dikenal.", f"The circumstance {circumstance!r} is unknown."
        )
    seen = {"always", cause, circumstance, "outside_plkk" if outside_plkk else "always"}
    return [paper for paper in known(kind=kind, cause=cause, on=on) if seen & set(paper.when)]


def also(code: str, *, kind: str, cause: str, on: date) -> Paper:
    """A paper that somebody who knows the heirs, the journeys or the insurer's wish asks for; NotProvided where no list of the case has it."""
    found = next((paper for paper in known(kind=kind, cause=cause, on=on) if paper.code == code), None)
    if found is None:
        raise NotProvided(
            f"Surat {code} tidak ada dalam daftar dokumen klaim ini.",
            f"The paper {code} is in no list of this claim.",
        )
    return found


def told(*, kind: str, cause: str, on: date) -> list[Paper]:
    """What may be asked on top, by `also`."""
    return [paper for paper in known(kind=kind, cause=cause, on=on) if set(paper.when) & set(TOLD)]


def known(*, kind: str, cause: str, on: date) -> list[Paper]:
    """Every paper that such a claim may ask for, each with its condition in its words.

    After a work accident that ends in death the heirs prove who they are as after any death; a paper in both lists is asked once."""
    lists = {
        ("accident", "work_accident"): ["jkk"],
        ("death", "work_accident"): ["jkk", "jkm"],
        ("death", "illness"): ["jkm"],
    }
    if (kind, cause) not in lists:
        raise BadCase(
            f"Tidak ada daftar dokumen untuk {kind} karena {cause}.", f"No list of papers: {kind}, {cause}."
        )
    found: dict[str, Paper] = {}
    for name in lists[kind, cause]:
        for paper in _read(provision(f"documents.{name}", on=on)):
            found.setdefault(paper.code, paper)
    strange = {("illness",), ("work_accident",)} - {(cause,)}
    return [paper for paper in found.values() if paper.when not in strange]


def _read(of: Provision) -> Iterator[Paper]:
    for written in of.value:
        yield Paper(written["code"], written["id"], written["en"], tuple(written["when"]), written.get("health", False),
                    written.get("waive", False), *_proof(written, of))  # fmt: skip


def _proof(written: dict[str, Any], of: Provision) -> tuple[str, str, str]:
    own = (written.get(word, getattr(of, word)) for word in ("article", "source", "confidence"))
    article, source, confidence = own
    return article, source, confidence
