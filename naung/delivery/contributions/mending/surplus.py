"""Months paid for somebody after their last day: asked back from the insurer, or another stands in, as the agreement says."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.contributions.mending.models import BY_AGREEMENT, Surplus
from naung.delivery.contributions.mending.states import SURPLUS
from naung.delivery.programme import queries as programmes
from naung.foundation.approvals import actions as approvals
from naung.foundation.ledger import actions as ledger
from naung.foundation.ledger.chart import BANK, CONTRIBUTIONS, EARLIER_REFUNDS, REFUND_DUE
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "contributions.surplus"
PARTNER = "bpjs_tk"

UNUSED = """
select m.id as membership, p.code, p.name, m.region, m.village, m.covered_until, m.ended_because, g.code as programme, u.months, u.rupiah, u.first, u.last,
       s.id as surplus, s.state, s.how
  from (select c.membership_id, count(*) as months, sum(c.rupiah) as rupiah, min(c.month) as first, max(c.month) as last
          from contributions_contribution c join enrolment_membership e on e.id = c.membership_id and e.state = 'ENDED' and c.month > e.covered_until
         where c.paid_on is not null and (%(membership)s = 0 or e.id = %(membership)s)
           and (%(membership)s = 0 or c.person_id in (select person_id from enrolment_membership where id = %(membership)s
                 union select x.merged_into_id from registry_person x join enrolment_membership y on y.person_id = x.id where y.id = %(membership)s))
         group by 1) u
  join enrolment_membership m on m.id = u.membership_id join programme_programme g on g.id = m.programme_id join registry_person p on p.id = m.person_id
  left join contributions_surplus s on s.membership_id = m.id and s.state in ('PREPARED', 'DECIDED', 'SETTLED')
 order by m.covered_until, m.region, p.name_folded, m.id
"""


class NothingUnused(Refusal):
    """No month of this membership was paid after its last day."""


class NotAgreed(Refusal):
    """The agreement does not provide for it: neither a refund nor a replacement unless it is written there."""


class NoReason(Refusal):
    """A reason and the letter that it rests on are missing."""


class NotDecided(Refusal):
    """It is not waiting for this."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A membership's paid months after its last day; whole rupiah. `surplus`, `state`, `how`: what was begun about them."""

    membership: int
    code: str
    name: str
    region: str
    village: str
    until: date
    because: str
    programme: str
    months: int
    rupiah: int
    first: date
    last: date
    surplus: int | None
    state: str | None
    how: str | None


def unused(membership: int = 0) -> list[Unused]:
    """Everybody of one's regions with months that were paid after their last day, or one membership's; the longest ended first."""
    with connection.cursor() as cursor:
        cursor.execute(UNUSED, {"membership": membership})
        return [Unused(*row[:8], int(row[8]), int(row[9]), *row[10:]) for row in cursor.fetchall()]


def agreed(programme: str, on: date) -> frozenset[str]:
    """What the agreement with the insurer provides for: "refund", "replace", both, or nothing, which is what silence means."""
    said = programmes.agreement(programmes.by_code(programme), PARTNER, on=on).unused_months
    return frozenset(BY_AGREEMENT if said == "either" else {said} & set(BY_AGREEMENT))


@transaction.atomic
def prepare(
    *, membership: int, how: str, why: str, document: str, by: Actor, at: datetime, on: date
) -> Surplus:
    """Puts all of a membership's unused months before a second person. The same again: unchanged.

    how: "refund" or "replace". NothingUnused, NotAgreed, NoReason, NotAllowed."""
    found = unused(membership)
    if not found:
        raise NothingUnused(_("Tidak ada bulan yang terbayar sesudah hari terakhir perlindungan orang ini."))
    one, why, document = found[0], squeeze(why), squeeze(document)
    staff.require(by, "contributions.propose", one.region, on=on)
    _one_at_a_time(membership)
    if how not in agreed(one.programme, on):
        raise NotAgreed(_("Perjanjian dengan BPJS untuk %(code)s tidak mengatur ini. Sepakati dahulu: dikembalikan atau diganti orangnya.") % {"code": one.programme})  # fmt: skip
    if not why or not document:
        raise NoReason(_("Tulis alasannya, dan nomor surat yang mendasarinya."))
    standing = Surplus.objects.filter(membership_id=membership).exclude(state__in=["REFUSED", "VOID"]).first()
    return standing or _write(one, how, why, document, by, at)


def _one_at_a_time(membership: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 55))", [f"{KIND} {membership}"])


def _write(one: Unused, how: str, why: str, document: str, by: Actor, at: datetime) -> Surplus:
    number = Surplus.objects.filter(membership_id=one.membership).count() + 1
    digest = sha256(
        canonical(
            [one.code, one.programme, number, one.months, one.rupiah, one.first, one.last, how, why, document]
        )
    )
    subject = f"{KIND}:{one.membership}/{number}"
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=digest, rows=1, rupiah=one.rupiah, by=by, at=at, region=one.region)  # fmt: skip
    entry = trail.record(by=by, verb="contributions.prepare_surplus", subject=subject, at=at, region=one.region, why=why,
                         facts={"how": how, "months": one.months, "rupiah": one.rupiah, "document": document, "hash": digest})  # fmt: skip
    return Surplus.objects.create(membership_id=one.membership, number=number, region=one.region, months=one.months, rupiah=one.rupiah, how=how,
                                  why=why, document=document, content_hash=digest, approval=approval, trail=entry)  # fmt: skip


@transaction.atomic
def decide(
    *, surplus: Surplus, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Surplus:
    """Approves or refuses, by another person; a refund that is approved is owed to us, in the books, from `on`. Again: unchanged.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided, the ledger's MonthClosed."""
    surplus = _locked(surplus)
    approvals.decide(
        approval=surplus.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "contributions.decide", surplus.region, on=on)
    if surplus.state == SURPLUS.after("PREPARED", "decide" if approve else "refuse"):
        return surplus
    if approve and surplus.how == "refund":
        _owed(surplus, on, by, at)
    return _move(surplus, "decide" if approve else "refuse", by, at, note)


def _owed(surplus: Surplus, on: date, by: Actor, at: datetime) -> None:
    """The insurer owes it to us: against this year's cost, or, for months of an earlier year, as what came back of it."""
    (one,) = unused(surplus.membership_id)
    against = CONTRIBUTIONS if one.last.year == on.year else EARLIER_REFUNDS
    lines = [
        (REFUND_DUE, surplus.rupiah, surplus.membership_id, surplus.region),
        (against, -surplus.rupiah, surplus.membership_id, surplus.region),
    ]
    ledger.post(key=f"surplus/{surplus.pk}/owed", on=on, kind="refund", memo=_("Iuran sesudah kepesertaan berakhir: diminta kembali dari BPJS"),
                lines=lines, by=by, at=at)  # fmt: skip


@transaction.atomic
def refunded(*, surplus: Surplus, reference: str, on: date, by: Actor, at: datetime) -> Surplus:
    """The money came back, on this day of the bank's, under this number of the bank's: it enters the books. Again: unchanged.

    NotDecided, NoReason without a number, NotAllowed, the ledger's MonthClosed."""
    surplus, reference = _waiting(surplus, "refund", by, on), squeeze(reference)
    if surplus.state == "SETTLED" and surplus.reference == reference:
        return surplus
    if surplus.state != "DECIDED":
        raise NotDecided(_("Pengembalian ini tidak sedang ditunggu."))
    if not reference:
        raise NoReason(_("Tulis nomor mutasi bank dari uang yang kembali."))
    lines = [
        (BANK, surplus.rupiah, surplus.membership_id, surplus.region),
        (REFUND_DUE, -surplus.rupiah, surplus.membership_id, surplus.region),
    ]
    ledger.post(key=f"surplus/{surplus.pk}/back", on=on, kind="refund", memo=_("Iuran sesudah kepesertaan berakhir: kembali dari BPJS"), lines=lines,
                by=by, at=at)  # fmt: skip
    surplus.settled_on, surplus.reference = on, reference
    return _move(surplus, "settle", by, at, "", reference=reference)


@transaction.atomic
def replaced(*, surplus: Surplus, instead: int, on: date, by: Actor, at: datetime) -> Surplus:
    """Another membership stands in for the unused months. Again: unchanged. NotDecided, NotAllowed."""
    surplus = _waiting(surplus, "replace", by, on)
    if surplus.state == "SETTLED" and surplus.instead_id == instead:
        return surplus
    if surplus.state != "DECIDED" or instead == surplus.membership_id:
        raise NotDecided(_("Penggantian ini tidak sedang ditunggu, atau penggantinya orang yang sama."))
    surplus.settled_on, surplus.instead_id = on, instead
    return _move(surplus, "settle", by, at, "", instead=instead)


@transaction.atomic
def withdraw(*, surplus: Surplus, why: str, by: Actor, at: datetime, on: date) -> Surplus:
    """Takes it back while it waits for its decision, with the reason; again: unchanged. NotDecided once it was decided, NotAllowed."""
    surplus = _locked(surplus)
    staff.require(by, "contributions.propose", surplus.region, on=on)
    if surplus.state == "VOID":
        return surplus
    if surplus.state != "PREPARED":
        raise NotDecided(_("Ini sudah diputuskan, jadi tidak dapat ditarik."))
    approvals.void(approval=surplus.approval, by=by, at=at, why=why)
    return _move(surplus, "void", by, at, why)


def _waiting(surplus: Surplus, how: str, by: Actor, on: date) -> Surplus:
    surplus = _locked(surplus)
    staff.require(by, "contributions.propose", surplus.region, on=on)
    if surplus.how != how:
        raise NotDecided(_("Yang diputuskan untuk bulan-bulan ini bukan itu."))
    return surplus


def _locked(surplus: Surplus) -> Surplus:
    return Surplus.objects.select_for_update(of=("self",)).select_related("approval").get(pk=surplus.pk)


def _move(surplus: Surplus, verb: str, by: Actor, at: datetime, why: str, **facts: Any) -> Surplus:
    surplus.state = SURPLUS.after(surplus.state, verb)
    surplus.trail = trail.record(by=by, verb=f"contributions.{verb}_surplus", subject=f"{KIND}:{surplus.membership_id}/{surplus.number}", at=at,
                                 region=surplus.region, why=why, facts={"how": surplus.how, "rupiah": surplus.rupiah, **facts})  # fmt: skip
    surplus.save(update_fields=["state", "settled_on", "reference", "instead", "trail"])
    return surplus


def by_number(number: int) -> Surplus | None:
    return Surplus.objects.select_related("approval").filter(pk=number).first()


def by_approvals(approvals: list[int]) -> list[Surplus]:
    return list(Surplus.objects.select_related("approval").filter(approval_id__in=approvals))


def standing_in(code: str) -> int | None:
    """The running membership of somebody by the registry's code, who may stand in for unused months."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select m.id from enrolment_membership m join registry_person p on p.id = m.person_id
                where p.code = %s and m.state = 'ENROLLED' order by m.id desc limit 1""",
            [code],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None
