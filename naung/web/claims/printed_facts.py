"""What the letters and forms say, gathered from the rooms that know it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from naung.delivery.claims.documents import letters
from naung.delivery.claims.documents import queries as documents
from naung.delivery.claims.documents.letters import Letter, Line
from naung.delivery.claims.heirs import queries as heirs
from naung.delivery.claims.payout import queries as payout
from naung.delivery.claims.treatment import queries as treatments
from naung.delivery.claims.treatment.kinds import AIDS, PLACED
from naung.delivery.selection.renewal.notices import PHONE
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.rupiah import say

CALL_WITHIN = timedelta(days=3)  # our own promise to whoever reported; the law sets none


def letters_of(claim: Any) -> list[str]:
    """The letters that there is something to say in, in the order of a claim's life."""
    word = payout.determination(claim.pk)
    waits = [one for one in documents.missing(claim.pk) if one.state != "RECEIVED"]
    held = {
        "received": claim.state == "REPORTED",
        "missing": bool(waits) and claim.state not in ("REFUSED", "CLOSED"),
        "decided": bool(word and word.granted) and claim.state != "REFUSED",
        "paid": any(one.determination_id for one in payout.payments(claim.pk)),
        "refused": claim.state == "REFUSED",
    }
    return [kind for kind, there in held.items() if there]


def letter(claim: Any, kind: str, by: Actor, on: date) -> Letter:
    """The facts of a letter of `letters_of`."""
    if kind == "received":
        return letters.received(officer=by.name, call_by=claim.reported_on + CALL_WITHIN, phone=PHONE)
    if kind == "missing":
        return letters.missing(claim=claim, phone=PHONE)
    if kind == "refused":
        return letters.refused(because=claim.refused_because, phone=PHONE)
    return _decided(claim) if kind == "decided" else _paid(claim)


def known(claim: Any) -> dict[str, str]:
    """Of the receivers, names and relations; a number is never printed from here."""
    found = [one for one in heirs.payees(claim.pk) if one.state != "ENDED"]
    if len(found) != 1:
        return {}
    return {"heir": found[0].name, "heir_relation": found[0].relation}


MODES = {"land": "darat", "sea": "laut", "air": "udara"}
CONDITIONS = {
    "healed": "sembuh", "partial_functional": "cacat sebagian fungsi", "partial_anatomical": "cacat sebagian anatomis", "total": "cacat total tetap",
    "dead": "meninggal dunia",
}  # fmt: skip
PAID_BY = {"insurer": "BPJS langsung", "family": "peserta"}


def treated(claim: Any) -> dict[str, str]:
    """Of an accident, what its treatment's entries say, for whoever may read it; nothing entered is nothing said, so the form stays open there."""
    if claim.kind != "accident" or not (live := treatments.live(claim.pk)):
        return {}
    first = next((one for one in live if one.kind in PLACED), None)
    stated = treatments.statement(live)
    found = {
        "facility": first.facility if first else "", "plkk": {True: "yes", False: "no"}.get(first.plkk, "") if first else "",
        "modes": _listed(MODES[one.what] for one in live if one.kind == "transport"), "payers": _listed(PAID_BY.get(one.paid_by, "") for one in live if one.kind == "cost"),
        "transport": _listed(f"{MODES[one.what]} {say(one.rupiah)} ({one.reference})" for one in live if one.kind == "transport"),
        "rest": _listed(f"{say_date(one.day)} – {say_date(one.until)}" for one in live if one.kind == "rest" and one.until),
        "aids": _listed(f"{AIDS[one.what]} {say(one.rupiah)}" for one in live if one.kind == "aid"), "cared": _cared(live),
        "condition": CONDITIONS[stated.what] if stated else "", "stated_on": say_date(stated.day) if stated else "",
    }  # fmt: skip
    return {name: text for name, text in found.items() if text}


def _cared(live: Iterable[Any]) -> str:
    """Each stay; one that goes on has an open end."""
    days = [(one.kind, say_date(one.day)) for one in live if one.kind in ("admission", "discharge")]
    return "".join(f"{day} – " if kind == "admission" else f"{day}, " for kind, day in days).rstrip(", ")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, words)))


def _decided(claim: Any) -> Letter:
    word = payout.determination(claim.pk)
    if word is None:
        raise LookupError(claim.number)  # letters_of offered it, so it is there
    said = f"Suratnya bernomor {word.letter_number}, tanggal {say_date(word.letter_on)}."
    return letters.decided(rupiah=word.rupiah, lines=list(_lines(claim, word.lines)), because=said, phone=PHONE)  # fmt: skip


def _lines(claim: Any, granted: Iterable[dict[str, Any]]) -> Iterable[Line]:
    """The insurer's lines with the sentence and article that our estimate has for the same code."""
    ours = {line["what"]: line for line in claim.estimate}
    for line in granted:
        same = ours.get(line["what"], {})
        yield Line(same.get("sentence_id", line["what"]), say(line["amount"]), same.get("reference", ""))


def _paid(claim: Any) -> Letter:
    who = {one.id: one for one in heirs.payees(claim.pk)}
    found = payout.payments(claim.pk)
    lines = [Line(_receiver(who.get(one.payee_id)), say(one.rupiah), f"{say_date(one.paid_on)}, nomor {one.reference}") for one in found]  # fmt: skip
    return letters.paid(rupiah=sum(one.rupiah for one in found), lines=lines, phone=PHONE)


def _receiver(one: Any) -> str:
    return f"{one.name}, rekening berakhiran {one.account_tail}" if one else "Penerima"
