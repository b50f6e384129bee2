"""The insurer's word, and what we say to it: nothing is paid or closed on a difference that nobody explained."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.deciding import not_held
from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import SamePerson, another_person, entry, locked, move
from naung.delivery.claims.payout import queries
from naung.delivery.claims.payout.models import Determination, Reply
from naung.delivery.claims.payout.settling import paid_if_whole
from naung.delivery.claims.states import CLAIM
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.states import NotInThisState


class LetterKnown(Refusal):
    """A letter of this number said something else before."""


class NoLetter(Refusal):
    """The insurer's word, and an objection to it, have a letter with a number."""


class WrongDay(Refusal):
    """A letter or a payment lies ahead, or before the report."""


class WrongAmount(Refusal):
    """An amount below zero, a line twice, or a refusal with money in it."""


class SaysWhy(Refusal):
    """A refusal, an explanation and an objection each have a reason."""


class NothingDiffers(Refusal):
    """The insurer grants what was estimated: there is nothing to explain or contest."""


class AlreadyExplained(Refusal):
    """A word whose difference was explained is not contested: there is one reply to each."""


@dataclass(frozen=True, slots=True)
class Granted:
    """One line of the insurer's letter: a code of our estimate, or "other"; whole rupiah."""

    what: str
    amount: int


@transaction.atomic
def determine(
    *, claim: Claim, granted: bool, letter_number: str, letter_on: date, by: Actor, at: datetime, on: date, lines: Sequence[Granted] = (),
    because: str = "", source: str = "screen",
) -> Claim:  # fmt: skip
    """Keeps the insurer's word: granted, line by line, or refused with its reason. The same letter again changes nothing.

    NotAllowed, SamePerson, OnHold, NotInThisState, LetterKnown, NoLetter, WrongDay, WrongAmount, SaysWhy."""
    claim = locked(claim)
    staff.require(by, "claims.determine", claim.village, on=on)
    another_person(by, claim, "assessor", "approver")
    said = {
        "granted": granted, "lines": [asdict(one) for one in lines], "rupiah": sum(one.amount for one in lines),
        "because": because.strip(), "letter_on": letter_on,
    }  # fmt: skip
    _sound(claim, letter_number, said, on)
    if _known(claim, letter_number, said):
        return claim
    verb = "determine" if granted else "reject"
    CLAIM.after(claim.state, verb)
    not_held(claim)
    newest = queries.determination(claim.pk)
    version = newest.version + 1 if newest else 1
    told = entry(claim, f"claims.{verb}", by, at, {"version": version, "rupiah": said["rupiah"], "letter_on": str(letter_on)})  # fmt: skip
    Determination.objects.create(
        claim=claim, village=claim.village, version=version, letter_number=letter_number, recorded_on=on, source=source,
        officer_id=by.officer, human=by.human, trail=told, **said,
    )  # fmt: skip
    move(claim, verb, by, at, {}, told=told, **({} if granted else {"refused_because": said["because"]}))
    return paid_if_whole(claim, by, at)


def _sound(claim: Claim, letter_number: str, said: dict[str, Any], on: date) -> None:
    if not letter_number.strip():
        raise NoLetter(_("Tulis nomor surat keputusan BPJS."))
    if not claim.reported_on <= said["letter_on"] <= on:
        raise WrongDay(_("Tanggal surat %(day)s sebelum laporan atau belum tiba.") % {"day": say_date(said["letter_on"])})  # fmt: skip
    whats = [line["what"] for line in said["lines"]]
    if any(line["amount"] < 0 for line in said["lines"]) or len(set(whats)) < len(whats):
        raise WrongAmount(_("Tiap manfaat ditulis satu kali, dengan jumlah nol atau lebih."))
    if not said["granted"] and (said["lines"] or not said["because"]):
        raise SaysWhy(_("Penolakan BPJS ditulis dengan alasannya dan tanpa jumlah."))


def _known(claim: Claim, letter_number: str, said: dict[str, Any]) -> bool:
    before = Determination.objects.filter(claim_id=claim.pk, letter_number=letter_number).first()
    if before is None:
        return False
    if any(getattr(before, name) != value for name, value in said.items()):
        raise LetterKnown(_("Surat %(number)s sudah dicatat dengan isi lain. Surat baru bernomor baru.") % {"number": letter_number})  # fmt: skip
    return True


@transaction.atomic
def explain(*, claim: Claim, because: str, by: Actor, at: datetime, on: date) -> Claim:
    """Another person than who recorded the word writes why it differs from the estimate; then it may be paid. Again: unchanged.

    NotAllowed, SamePerson, NothingDiffers, SaysWhy, NotInThisState."""
    claim, word = _answering(claim, because, by, on)
    there = queries.reply(word.pk)
    if there is None:
        told = entry(claim, "claims.explain", by, at, {"version": word.version}, because)
        _reply(word, "EXPLAINED", because, on, by, told)
    return paid_if_whole(claim, by, at)


@transaction.atomic
def contest(
    *, claim: Claim, because: str, letter_number: str, answer_by: date, by: Actor, at: datetime, on: date
) -> Claim:
    """We object, with a letter and a day to answer by: the claim waits for the insurer's next word; the old one stays.

    As `explain`; NoLetter, WrongDay, AlreadyExplained."""
    claim, word = _answering(claim, because, by, on)
    if not letter_number.strip():
        raise NoLetter(_("Tulis nomor surat keberatan kita."))
    if answer_by <= on:
        raise WrongDay(_("Hari jawaban %(day)s harus sesudah hari ini.") % {"day": say_date(answer_by)})
    if queries.reply(word.pk):
        raise AlreadyExplained(_("Selisih putusan ini sudah dijelaskan, jadi tidak lagi diajukan keberatan."))
    CLAIM.after(claim.state, "contest")
    told = entry(claim, "claims.contest", by, at, {"version": word.version, "answer_by": str(answer_by)}, because)  # fmt: skip
    _reply(word, "CONTESTED", because, on, by, told, letter_number=letter_number, answer_by=answer_by)
    return move(claim, "contest", by, at, {}, told=told)


def _reply(word: Determination, kind: str, because: str, on: date, by: Actor, told: int, **more: Any) -> None:
    Reply.objects.create(
        determination=word, village=word.village, kind=kind, because=because, replied_on=on, officer_id=by.officer,
        human=by.human, trail=told, **more,
    )  # fmt: skip


def _answering(claim: Claim, because: str, by: Actor, on: date) -> tuple[Claim, Determination]:
    claim = locked(claim)
    staff.require(by, "claims.assess", claim.village, on=on)
    word = queries.determination(claim.pk)
    if claim.state != "DETERMINED" or word is None:
        raise NotInThisState(_("Klaim %(number)s tidak menunggu penjelasan atas putusan BPJS.") % {"number": claim.number})  # fmt: skip
    if by.human == word.human:
        raise SamePerson(_("%(name)s yang mencatat putusan BPJS, jadi orang lain yang menjawabnya.") % {"name": by.name})  # fmt: skip
    if not because.strip():
        raise SaysWhy(_("Tulis alasannya."))
    if not queries.differs(claim, word):
        raise NothingDiffers(_("BPJS memberi tepat seperti perkiraan: tidak ada selisih yang perlu dijawab."))
    return claim, word
