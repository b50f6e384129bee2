"""An event, the cards for it, and what was given to whom."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.banking import actions as banking
from naung.delivery.handover import queries, tokens
from naung.delivery.handover.models import Card, Collection, Event
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal

SELF = "self"
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)


class AnotherEvent(Refusal):
    """The code belongs to an event of another day or place."""


class BadCode(Refusal):
    """The code names files and addresses: small letters, digits and hyphens only."""


class NoCard(Refusal):
    """Nothing was printed for this person, or the membership does not run."""


class NotToTheDead(Refusal):
    """The member has died: the family may be owed a benefit, and the card is not given out as if nothing were."""


class TakenAlready(Refusal):
    """Somebody else is on record as having received this card."""


class TooEarly(Refusal):
    """Nothing is handed over before the day of the event."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who came for one card, and what proves it: `signature` (bytes as drawn), else thumb or the printed roll (paper)."""

    membership_id: int
    relation: str = SELF  # self, spouse, child, parent, sibling, proxy
    receiver: str = ""  # the name, when it is not the member
    proof: str = "paper"  # signature, thumb, paper
    signature: bytes | None = None


@transaction.atomic
def hold(
    *,
    programme: programmes.Programme,
    code: str,
    name: str,
    held_on: date,
    place: str,
    region: str,
    by: Actor,
    at: datetime,
) -> Event:
    """The event with this code; made when there is none. AnotherEvent when it is held elsewhere or on another day; BadCode."""
    if not CODE.fullmatch(code):
        raise BadCode(
            _("Kode acara ditulis dengan huruf kecil, angka dan tanda hubung, misalnya balai-kota.")
        )
    there = Event.objects.filter(code=code).first()
    if there:
        if (there.programme_id, there.held_on, there.region) != (programme.pk, held_on, region):
            raise AnotherEvent(
                _(
                    "Acara %(code)s sudah tercatat pada %(day)s di wilayah %(region)s. Pakai kode lain untuk acara lain."
                )
                % {"code": code, "day": say_date(there.held_on), "region": there.region}
            )
        return there
    regions.by_code(region)
    entry = trail.record(by=by, verb="handover.hold", subject=f"handover.event:{code}", at=at, region=region,
                         facts={"name": name, "held_on": str(held_on), "place": place})  # fmt: skip
    return Event.objects.create(
        programme_id=programme.pk,
        code=code,
        name=name,
        held_on=held_on,
        place=place,
        region=region,
        trail=entry,
    )


@transaction.atomic
def issue_cards(*, event: Event, membership_ids: Sequence[int], by: Actor, at: datetime) -> int:
    """Makes the first card of members who have none, and says how many were made. Made before: it stays the same card."""
    _one_at_a_time(event)
    people = [p for p in queries.people(membership_ids) if not p["card"]]
    if not people:
        return 0
    numbers = [f"{p['code']}-1" for p in people]
    entry = trail.record(by=by, verb="handover.issue", subject=f"handover.event:{event.code}", at=at, region=event.region,
                         facts={"cards": len(people), "hash": list_hash(numbers)})  # fmt: skip
    Card.objects.bulk_create(
        [_card(event, p, number, at, entry) for p, number in zip(people, numbers, strict=True)],
        batch_size=2000,
    )
    return len(people)


def _one_at_a_time(event: Event) -> None:
    """Rows of an event are append-only and cannot be locked; its number can."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('handover', %s))", [event.pk])


def _card(event: Event, p: queries.Row, number: str, at: datetime, entry: int) -> Card:
    on_card = tokens.OnCard(
        number,
        p["member_number"],
        p["name"],
        p["born_on"],
        p["sex"],
        p["region"],
        p["covered_from"],
        p["covered_until"],
    )
    token = tokens.make(on_card, issued_at=at)
    return Card(membership_id=p["membership"], event=event, number=number, token_sealed=seals.seal(token, "card"),
                valid_until=p["covered_until"], printed_at=at, region=p["region"], village=p["village"], trail=entry)  # fmt: skip


@transaction.atomic
def sign(*, event: Event, receipts: Iterable[Receipt], by: Actor, at: datetime, on: date) -> list[Collection]:
    """Card and passbook of several people are handed over, before the officer `by`; who came in person has the account woken.

    Signed before by the same receiver: left as it is, so a stopped sheet can be signed again. NotAllowed, NoCard, TooEarly,
    NotToTheDead, TakenAlready refuse the whole sheet."""
    staff.require(by, "handover.sign", event.region, on=on)
    if on < event.held_on:
        raise TooEarly(
            _("Serah terima %(code)s baru pada %(day)s.")
            % {"code": event.code, "day": say_date(event.held_on)}
        )
    _one_at_a_time(event)
    new = [r for r in _in_order(receipts) if not _known(r)]
    people = {p["membership"]: p for p in queries.people([r.membership_id for r in new])}
    for receipt in new:
        _may_receive(receipt, people.get(receipt.membership_id), on)
    if not new:
        return []
    entry = trail.record(by=by, verb="handover.sign", subject=f"handover.event:{event.code}", at=at, region=event.region,
                         facts={"people": len(new), "hash": list_hash(people[r.membership_id]["code"] for r in new)})  # fmt: skip
    in_person = [r.membership_id for r in new if r.relation == SELF]
    rows = [_collection(event, r, people[r.membership_id], by, at, on, entry) for r in new]
    banking.activate(membership_ids=in_person, on=on, entry=entry)
    return Collection.objects.bulk_create(rows)


def _in_order(receipts: Iterable[Receipt]) -> list[Receipt]:
    return list({r.membership_id: r for r in sorted(receipts, key=lambda r: r.membership_id)}.values())


def _known(receipt: Receipt) -> bool:
    """True when exactly this was recorded before; TakenAlready when somebody else took it."""
    there = Collection.objects.filter(membership_id=receipt.membership_id).first()
    if there and there.relation != receipt.relation:
        raise TakenAlready(_("Kartu ini sudah diambil pada %(day)s.") % {"day": say_date(there.collected_on)})
    return there is not None


def _may_receive(receipt: Receipt, person: queries.Row | None, on: date) -> None:
    if person is None or not person["card"]:
        raise NoCard(_("Belum ada kartu yang dicetak untuk orang ini, atau kepesertaannya tidak berjalan."))
    if person["died_on"] and person["died_on"] <= on:
        raise NotToTheDead(
            _(
                "%(name)s tercatat meninggal pada %(day)s. Kami turut berduka; keluarga mungkin berhak atas santunan."
            )
            % {"name": person["name"], "day": say_date(person["died_on"])}
        )
    if receipt.relation != SELF and not receipt.receiver.strip():
        raise NoCard(_("Nama penerima perlu ditulis bila bukan peserta sendiri yang datang."))


def _collection(
    event: Event, r: Receipt, p: queries.Row, by: Actor, at: datetime, on: date, entry: int
) -> Collection:
    return Collection(
        membership_id=r.membership_id, event=event, collected_at=at, collected_on=on, relation=r.relation, proof=r.proof,
        receiver_sealed=None if r.relation == SELF else seals.seal(r.receiver, "name"),
        signature_sealed=seals.seal_bytes(r.signature, "signature") if r.signature else None, passbook=bool(p["passbook"]),
        witness_id=by.officer, witness_human=by.human, region=p["region"], village=p["village"], trail=entry,
    )  # fmt: skip
