"""Telling of a treatment, entry by entry. Nothing is changed afterwards: a mistake is voided by a later entry, with the reason."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims import actions as claims
from naung.delivery.claims.documents import asking
from naung.delivery.claims.models import Claim
from naung.delivery.claims.treatment import facilities, parts, queries, rules
from naung.delivery.claims.treatment.kinds import KINDS, PLACED, VOID
from naung.delivery.claims.treatment.models import Care
from naung.delivery.claims.treatment.rules import NoSuchEntry
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze


class DiedOtherwise(Refusal):
    """This death was reported as something else than what the accident led to: JKM is never paid beside JKK."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as it is told: only the fields that its kind asks for (kinds.KINDS) are kept. `facility` is a code of the list or
    a name; `rupiah` whole; `parts` of a partial disability, with the doctor's per cents; `note` is sealed."""

    kind: str
    day: date
    until: date | None = None
    what: str = ""
    rupiah: int | None = None
    paid_by: str = ""
    months: int | None = None
    facility: str = ""
    plkk: bool | None = None
    reference: str = ""
    signed_by: str = ""
    note: str = ""
    parts: tuple[law.Part, ...] = ()


@transaction.atomic
def record(
    *, claim: Claim, told: Told, by: Actor, at: datetime, on: date, instead_of: int | None = None, because: str = ""
) -> Care:  # fmt: skip
    """Keeps one entry; `instead_of` voids an earlier one of the same kind, `because` says why. The very same entry again is the same one.

    A doctor's statement of death opens the death's own claim by work accident. NotAllowed, and the refusals of rules.py."""
    claim = _locked(claim)
    staff.require(by, "claims.treat", claim.village, on=on)
    rules.takes_entries(claim)
    told = _plain(told)
    place = facilities.place(told.facility, on=told.day, plkk=told.plkk)
    rules.sound(claim, told, place, on=on)
    live = queries.live(claim.pk)
    if (same := rules.same(live, told, place)) and same.voids_id == instead_of:
        return same
    old = _voided(claim, instead_of, told.kind) if instead_of else None
    live = [one for one in live if one is not old and one.pk != instead_of]
    rules.fits(claim, told, place, live)
    if told.what == "dead":
        _died(claim, told, by, at, on)
    entry = _row(claim, told, place, old, _why(because) if old else "", by, at, on)
    _papers(claim, by, at, on)
    return entry


@transaction.atomic
def void(*, claim: Claim, entry: int, because: str, by: Actor, at: datetime, on: date) -> Care:
    """Takes an entry back, with the reason; it stays in sight, and is counted no more. NotAllowed, NoSuchEntry, NoReason, StandsOn."""
    claim = _locked(claim)
    staff.require(by, "claims.treat", claim.village, on=on)
    rules.takes_entries(claim)
    if taken := Care.objects.filter(claim=claim, voids_id=entry, kind=VOID).first():
        return taken
    old = _voided(claim, entry, "")
    rules.stands_without([one for one in queries.live(claim.pk) if one.pk != entry])
    made = _row(claim, Told(VOID, on), None, old, _why(because), by, at, on)
    _papers(claim, by, at, on)
    return made


def _locked(claim: Claim) -> Claim:
    return Claim.objects.select_for_update(of=("self",)).select_related("programme").get(pk=claim.pk)


def _plain(told: Told) -> Told:
    """Only what the kind asks, with single spaces; the money of a kind that has one payer is that payer's."""
    kind = rules.known(told.kind)
    blank = Told(told.kind, told.day)
    names = ("until", "what", "rupiah", "paid_by", "months", "facility", "plkk", "reference", "signed_by", "note", "parts")  # fmt: skip
    kept: dict[str, Any] = {
        name: _squeezed(getattr(told, name)) if name in kind.asks else getattr(blank, name) for name in names
    }
    return replace(blank, **{**kept, "paid_by": kind.paid_by or kept["paid_by"]})


def _squeezed(value: Any) -> Any:
    return squeeze(value) if isinstance(value, str) else value


def _voided(claim: Claim, entry: int, kind: str) -> Care:
    """The live entry that is to be voided; with a `kind`, only one of that kind."""
    found = next((one for one in queries.live(claim.pk) if one.pk == entry), None)
    if found is None or (kind and found.kind != kind):
        raise NoSuchEntry(_("Catatan yang hendak dibatalkan tidak ada, atau sudah dibatalkan. Muat ulang halaman ini."))  # fmt: skip
    rules.may_go(claim, found)
    return found


def _why(because: str) -> str:
    return rules.enough(because)


def _died(claim: Claim, told: Told, by: Actor, at: datetime, on: date) -> None:
    """The death's own claim by work accident: what the law gives before it stays in the accident's claim."""
    death = claims.report(person_id=claim.person_id, kind="death", cause="work_accident", happened_on=told.day, on=on, by=by, at=at,
                          relation="health", reporter=told.signed_by, caused_by=claim)  # fmt: skip
    if death.cause != "work_accident" or death.caused_by_id != claim.pk:
        raise DiedOtherwise(
            _("Kematian ini sudah dilaporkan dengan nomor %(number)s dan tidak disebut akibat kecelakaan ini. Klaim itu harus ditolak dahulu, dengan alasannya; JKM dan JKK tidak dibayar bersama.")
            % {"number": death.number}
        )  # fmt: skip


def _row(
    claim: Claim, told: Told, place: facilities.Place | None, old: Care | None, because: str, by: Actor, at: datetime, on: date
) -> Care:  # fmt: skip
    """`reference_key`: letters and digits alone, so that "KW/12" and "kw 12" are one receipt."""
    entry = Care(
        claim=claim, village=claim.village, kind=told.kind, day=told.day, until=told.until, what=told.what, rupiah=told.rupiah, paid_by=told.paid_by,
        months=told.months, facility=place.name if place else "", facility_code=place.code if place else "", facility_key=place.key if place else "",
        plkk=place.plkk if place else None, reference=told.reference, reference_key=rules.bare(told.reference), signed_by=told.signed_by,
        note_sealed=seals.seal(told.note, queries.NOTE) if told.note else None, parts_sealed=parts.sealed(told.parts), voids=old, because=because,
        recorded_by_id=by.officer, recorded_human=by.human, recorded_on=on, recorded_at=at,
    )  # fmt: skip
    facts = {"kind": told.kind, "day": str(told.day), "rupiah": told.rupiah, "voids": old.pk if old else None}
    entry.trail = trail.record(by=by, verb="claims.treat", subject=f"claims.claim:{claim.number}", at=at, region=claim.village, why=because, facts=facts)  # fmt: skip
    entry.save(force_insert=True)
    return entry


def _papers(claim: Claim, by: Actor, at: datetime, on: date) -> None:
    """Treated outside the cooperating facilities, or brought there at somebody's cost: other papers are asked of this claim."""
    live = queries.live(claim.pk)
    outside = any(one.plkk is False for one in live if one.kind in PLACED)
    if outside != claim.outside_plkk:
        claims.describe(claim=claim, outside_plkk=outside, by=by, at=at, on=on)
    asks = asking.also_ask if any(one.kind == "transport" for one in live) else asking.no_longer
    asks(claim=claim, kind="transport_receipts", because=_("keluarga membayar angkutan"), by=by, on=on, at=at)


__all__ = ["KINDS", "DiedOtherwise", "Told", "record", "void"]
