"""Laying our months beside what the bank and the insurer say, and settling what differs: by rule first, by a person after.

A statement that was handed in pays orders and marks the months; a member list of the insurer is compared line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.contributions import paying
from naung.delivery.contributions.models import Run
from naung.delivery.contributions.reconciling import sets
from naung.delivery.contributions.reconciling.models import Difference, Handling, MemberList
from naung.delivery.contributions.reconciling.ports import MemberFile
from naung.delivery.contributions.reconciling.states import DIFFERENCE
from naung.delivery.programme import queries as programmes
from naung.delivery.programme.queries import Programme
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import queries as batches
from naung.foundation.payments import queries as payments
from naung.foundation.payments import statements
from naung.foundation.payments.ports import StatementFile
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

SHORTEST = 10  # letters of a reason that somebody could learn from
PROVINCE = "53"


class NoReason(Refusal):
    """What was settled says why."""


class NotItsMonth(Refusal):
    """The list is of another programme or of a month outside it."""


class NobodyThere(Refusal):
    """Something is given only to an officer who may settle it."""


class GoneMeanwhile(Refusal):
    """What was to be settled is settled or cleared."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What a statement brought: new bookings, orders newly paid, months newly marked as paid, whether it went to suspense."""

    bookings: int
    paid: int
    months: int
    known: bool
    held: bool
    breaks: list[payments.Break] = field(default_factory=list)


@transaction.atomic
def take_statement(
    *, partner: str, content: bytes, file: StatementFile, region: str, by: Actor, at: datetime, on: date
) -> Handed:
    """A statement that an officer hands in: kept, matched by rule, and the months of what it pays are marked. Again: nothing changes."""
    _allowed(by, "payments.take", region, on)
    known = payments.statements(partner).filter(sha256=sha256(content)).exists()
    waiting = batches.suspended(partner).count()
    new = statements.take_file(partner=partner, content=content, file=file, region=region, by=by, at=at)
    paid = statements.match(partner=partner, by=by, at=at)
    months = settle_months(by=by, at=at)
    return Handed(
        new, paid, months, known, batches.suspended(partner).count() > waiting, breaks=payments.breaks()
    )


def _allowed(by: Actor, verb: str, region: str, on: date) -> None:
    """An officer needs the verb; the house's own command acts for whoever keeps its keys (cli.Door)."""
    if by.officer is not None:
        staff.require(by, verb, region, on=on)


def settle_months(*, by: Actor, at: datetime) -> int:
    """What the bank debited is marked on the invoices and lines of every run that waits for it; how many lines are newly paid."""
    return sum(paying.settle(run, by=by, at=at) for run in Run.objects.filter(state="BILLED").order_by("pk"))


@dataclass(frozen=True, slots=True)
class Compared:
    """A month against one source: our person-months, how many are the same, differences by what became of them."""

    ours: int
    agreed: int
    differences: dict[str, int]
    again: bool = False  # this very file was taken before


@transaction.atomic
def take_members(
    *, partner: str, content: bytes, file: MemberFile, by: Actor, at: datetime, on: date
) -> Compared:
    """The insurer's list of a month, against our lines by person. The same file again changes nothing; a newer list replaces what an
    older one said (an older one is kept and changes nothing). NotItsMonth, NotAllowed."""
    programme, month = programmes.by_code(file.programme), Month.of(file.month)
    _allowed(by, "proof.compare", programme.region_id, on)
    if month not in programmes.months(programme):
        raise NotItsMonth(_("Daftar peserta ini untuk %(month)s, di luar masa program %(code)s.") % {"month": str(month), "code": programme.code})  # fmt: skip
    _one_at_a_time(programme, month)
    if there := MemberList.objects.filter(partner=partner, sha256=sha256(content)).first():
        return Compared(there.ours, there.agreed, {}, again=True)
    ours, rupiah, agreed = sets.stage(programme, month, file.lines)
    entry = trail.record(by=by, verb="contributions.compare", subject=f"contributions.month:{programme.code}/{month}", at=at,
                         region=programme.region_id, facts={"sha256": sha256(content), "rows": len(file.lines), "rupiah": file.rupiah,
                                                            "ours": ours, "agreed": agreed})  # fmt: skip
    newest = not MemberList.objects.filter(
        programme=programme, month=month.first, as_of__gt=file.as_of
    ).exists()
    counted = sets.write(programme, month, ["LIST", "RECEIPT"], on, entry) if newest else {}
    MemberList.objects.create(programme=programme, partner=partner, month=month.first, as_of=file.as_of, sha256=sha256(content),
                              sealed=seals.seal_bytes(content, "file"), rows=len(file.lines), rupiah=file.rupiah, ours=ours,
                              ours_rupiah=rupiah, agreed=agreed, differences=sets.found(), taken_at=at, trail=entry)  # fmt: skip
    return Compared(ours, agreed, counted)


def _one_at_a_time(programme: Programme, month: Month) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 56))", [f"compare {programme.pk} {month}"]
        )


@transaction.atomic
def compare_receipts(*, programme: Programme, month: Month, by: Actor, at: datetime, on: date) -> Compared:
    """Our lines against the insurer's receipts, by person: refused and unanswered lines become differences. Again: nothing changes."""
    staff.require(by, "proof.compare", programme.region_id, on=on)
    _one_at_a_time(programme, month)
    ours, _rupiah, _agreed = sets.stage(programme, month, None)
    odd, counted = sets.found(), {}
    if sets.changes(programme, month, ["RECEIPT"]):
        entry = trail.record(by=by, verb="contributions.compare", subject=f"contributions.month:{programme.code}/{month}", at=at,
                             region=programme.region_id, facts={"ours": ours, "differences": odd})  # fmt: skip
        counted = sets.write(programme, month, ["RECEIPT"], on, entry)
    return Compared(ours, ours - odd, counted)


def hold(*, partner: str, content: bytes, why: str, region: str, by: Actor, at: datetime) -> None:
    """A file that nobody can read is kept in suspense, so that nobody has to ask for it twice."""
    exchange.hold(partner=partner, content=content, why=why, region=region, by=by, at=at)


@transaction.atomic
def settle(*, difference: Difference, because: str, by: Actor, at: datetime, on: date) -> Difference:
    """A person says what became of a difference; nothing is deleted. Settled again with the same words: unchanged."""
    found = Difference.objects.select_for_update().get(pk=difference.pk)
    staff.require(by, "suspense.settle", found.region, on=on)
    because = _said(because)
    if found.state == "SETTLED" and found.because == because:
        return found
    if found.state != "OPEN":
        raise GoneMeanwhile(_("Selisih ini sudah diselesaikan, atau berkas yang lebih baru tidak menyebutnya lagi."))  # fmt: skip
    found.state, found.because = DIFFERENCE.after(found.state, "settle"), because
    found.trail = trail.record(by=by, verb="contributions.settle", subject=f"contributions.difference:{found.pk}", at=at, region=found.region,
                               why=because, facts={"kind": found.kind, "rupiah": found.rupiah})  # fmt: skip
    found.save(update_fields=["state", "because", "trail"])
    return found


def _said(because: str) -> str:
    said = squeeze(because)
    if len(said) < SHORTEST:
        raise NoReason(_("Tulis apa yang sudah dilakukan, paling sedikit %(n)s huruf.") % {"n": SHORTEST})
    return said


@transaction.atomic
def settle_suspense(
    *, suspense: batches.Suspense, because: str, by: Actor, at: datetime, on: date
) -> batches.Suspense:
    """What a partner said that fits no line, settled by a person."""
    staff.require(by, "suspense.settle", suspense.region, on=on)
    because = _said(because)
    if suspense.state != "OPEN":
        raise GoneMeanwhile(_("Hal ini sudah diselesaikan."))
    return exchange.settle(suspense=suspense, because=because, by=by, at=at)


@transaction.atomic
def assign(
    *, kind: str, number: int, region: str, officer: int, note: str, by: Actor, at: datetime, on: date
) -> Handling:
    """Gives something that waits to an officer who may settle it there; given to the same again: unchanged."""
    staff.require(by, "suspense.settle", region, on=on)
    found = staff.by_number(officer)
    if found is None or not staff.may(staff.as_actor(found), "suspense.settle", region, on=on):
        raise NobodyThere(_("Pilih petugas yang berwenang menyelesaikannya di wilayah ini."))
    last = Handling.objects.filter(kind=kind, number=number).order_by("-pk").first()
    if last and (last.officer_id, last.note) == (officer, squeeze(note)):
        return last
    entry = trail.record(by=by, verb="contributions.assign", subject=f"contributions.{kind}:{number}", at=at, region=region, why=squeeze(note),
                         facts={"officer": found.login})  # fmt: skip
    return Handling.objects.create(
        kind=kind, number=number, officer_id=officer, note=squeeze(note), at=at, trail=entry
    )


def lists(programme: Programme, month: Month) -> Sequence[MemberList]:
    """The insurer's lists of a month, the newest first."""
    return MemberList.objects.filter(programme=programme, month=month.first).order_by("-as_of", "-pk")
