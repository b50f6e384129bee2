"""Report, assess, approve: three people. The insurer decides in the end; what is computed here is an estimate."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims import cover as covers
from naung.delivery.claims import queries
from naung.delivery.claims.cover import Receipts
from naung.delivery.claims.models import Claim
from naung.delivery.claims.states import CLAIM
from naung.delivery.enrolment import actions as enrolment
from naung.delivery.enrolment import queries as members
from naung.delivery.registry import queries as registry
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal

KIND = "claims.claim"
CAUSES = {"death": ("illness", "work_accident"), "accident": ("work_accident",)}
RELATIONS = ("family", "neighbour", "village", "health", "hospital", "employer", "other")


class NeverEnrolled(Refusal):
    """There is no membership under which anything could be claimed."""


class AlreadyReported(Refusal):
    """One death, one claim: the message names the claim there is."""


class UnknownCase(Refusal):
    """A kind, a cause or a relation that no claim has."""


class NotYetHappened(Refusal):
    """An event is reported on its day or later."""


class NotCovered(Refusal):
    """The day lies outside the cover, or the law as known says neither yes nor no: nothing is assessed."""


class SamePerson(Refusal):
    """Who filed it may neither assess nor approve it, and who assessed it may not approve it."""


@transaction.atomic
def report(
    *, person_id: int, kind: str, cause: str, happened_on: date, on: date, by: Actor, at: datetime, relation: str = "family",
    reporter: str = "", place: str = "", account: str = "",
) -> Claim:  # fmt: skip
    """Takes a report; nothing but who, what and when is needed. The same event again is the same claim.

    Cover and estimate are worked out at once, by the law of the day it happened; outside the cover the report is still
    kept, with the reason. NeverEnrolled, AlreadyReported (another day of death), NotYetHappened, UnknownCase."""
    _known(kind, cause, relation, happened_on, on)
    person = registry.person(person_id)
    _one_at_a_time(person.pk)
    there = _earlier(person.pk, kind, happened_on)
    if there:
        return there
    cover = covers.on_day(person.pk, happened_on, cause)
    member = members.of_person(person.pk).filter(pk=cover.membership).select_related("programme").first()
    if member is None:
        raise NeverEnrolled(
            _("%(code)s belum pernah menjadi peserta: %(why)s") % {"code": person.code, "why": cover.because}
        )
    if by.officer:
        staff.require(by, "claims.report", member.village, on=on)
    found = covers.estimate(
        kind=kind, cause=cause, happened_on=happened_on, base=member.programme.base, cover=cover
    )
    claim = Claim(
        programme=member.programme, number=_next_number(member.programme_id, on), person_id=person.pk, membership=member,
        region=member.region, village=member.village, kind=kind, cause=cause, happened_on=happened_on, place=place,
        account_sealed=seals.seal(account, "claim") if account else None, reported_on=on, reporter=reporter, relation=relation,
        filer_id=by.officer, filer_human=by.human, cover=cover.word, cover_because=cover.because, months_paid=cover.months_paid,
        estimate=found.lines, rupiah=found.rupiah, law_version=law.version(),
    )  # fmt: skip
    claim.trail = _entry(claim, "claims.report", by, at, {"kind": kind, "cause": cause, "happened_on": str(happened_on), "cover": cover.word,
                                                          "rupiah": found.rupiah, "law": claim.law_version})  # fmt: skip
    claim.save(force_insert=True)
    return claim


@transaction.atomic
def assess(*, claim: Claim, by: Actor, at: datetime, on: date, receipts: Receipts | None = None) -> Claim:
    """Checks the cover again, computes the benefit by the law of the event's day, and puts it before a third person.

    NotCovered outside the cover and in the months of grace; SamePerson for who filed it; NotAllowed. Again by the same
    assessor: unchanged."""
    claim = _locked(claim)
    staff.require(by, "claims.assess", claim.village, on=on)
    _another_person(by, filer=claim)
    if claim.state == "ASSESSED" and claim.assessor_human == by.human:
        return claim
    state = CLAIM.after(claim.state, "assess")
    cover = covers.on_day(claim.person_id, claim.happened_on, claim.cause)
    if cover.word != "IN":
        raise NotCovered(cover.because)
    found = covers.estimate(
        kind=claim.kind,
        cause=claim.cause,
        happened_on=claim.happened_on,
        base=claim.programme.base,
        cover=cover,
        receipts=receipts,
    )
    claim.cover, claim.cover_because, claim.months_paid = cover.word, cover.because, cover.months_paid
    claim.estimate, claim.rupiah, claim.law_version = found.lines, found.rupiah, law.version()
    claim.approval = approvals.prepare(kind=KIND, subject=f"{KIND}:{claim.programme.code}/{claim.number}", content_hash=queries.content_hash(claim),
                                       rows=max(len(found.lines), 1), rupiah=found.rupiah, by=by, at=at, region=claim.village)  # fmt: skip
    claim.state, claim.assessor_id, claim.assessor_human, claim.assessed_on = state, by.officer, by.human, on
    claim.trail = _entry(
        claim,
        "claims.assess",
        by,
        at,
        {"rupiah": found.rupiah, "lines": len(found.lines), "law": claim.law_version},
    )
    claim.save()
    return claim


@transaction.atomic
def approve(*, claim: Claim, content_hash: str, by: Actor, at: datetime, on: date, note: str = "") -> Claim:
    """Approves an assessed claim; `content_hash` is of what the approver saw. An approved death ends the membership on that day.

    SamePerson, NotAllowed, ContentChanged. Again by the same approver: unchanged."""
    claim = _locked(claim)
    _another_person(by, filer=claim, assessor=claim)
    staff.require(by, "claims.decide", claim.village, on=on)
    if claim.state == "APPROVED" and claim.approver_human == by.human:
        return claim
    state = CLAIM.after(claim.state, "approve")
    approvals.decide(
        approval=claim.approval, approve=True, content_hash=content_hash, by=by, at=at, note=note
    )
    claim.state, claim.approver_id, claim.approver_human, claim.decided_on = state, by.officer, by.human, on
    claim.trail = _entry(
        claim, "claims.approve", by, at, {"rupiah": claim.rupiah, "hash": content_hash}, why=note
    )
    claim.save()
    if claim.kind == "death":
        enrolment.end(
            membership_id=claim.membership_id,
            on=claim.happened_on,
            because=_("meninggal dunia"),
            by=by,
            at=at,
        )
    return claim


@transaction.atomic
def refuse(*, claim: Claim, because: str, by: Actor, at: datetime, on: date) -> Claim:
    """Closes a claim that the law does not pay, with the reason for the family. SamePerson, NotAllowed."""
    claim = _locked(claim)
    _another_person(by, filer=claim, assessor=claim)
    staff.require(by, "claims.decide", claim.village, on=on)
    if claim.state == "REFUSED" and claim.approver_human == by.human:
        return claim
    state = CLAIM.after(claim.state, "refuse")
    if claim.state == "ASSESSED":
        approvals.decide(
            approval=claim.approval,
            approve=False,
            content_hash=claim.approval.content_hash,
            by=by,
            at=at,
            note=because,
        )
    claim.state, claim.approver_id, claim.approver_human, claim.decided_on = state, by.officer, by.human, on
    claim.refused_because = because
    claim.trail = _entry(claim, "claims.refuse", by, at, {}, why=because)
    claim.save()
    return claim


def _known(kind: str, cause: str, relation: str, happened_on: date, on: date) -> None:
    if cause not in CAUSES.get(kind, ()):
        raise UnknownCase(
            _("Jenis kejadian %(kind)s dengan sebab %(cause)s tidak dikenal.")
            % {"kind": kind, "cause": cause}
        )
    if relation not in RELATIONS:
        raise UnknownCase(_("Hubungan pelapor %(relation)s tidak dikenal.") % {"relation": relation})
    if happened_on > on:
        raise NotYetHappened(
            _("Kejadian %(day)s belum terjadi pada tanggal laporan.") % {"day": say_date(happened_on)}
        )


def _earlier(person_id: int, kind: str, happened_on: date) -> Claim | None:
    """The claim of this event, if there is one; a second death of one person refuses."""
    open_ = Claim.objects.filter(person_id=person_id, kind=kind).exclude(state="REFUSED")
    same = open_.filter(happened_on=happened_on).first()
    other = open_.first() if kind == "death" else None
    if other and not same:
        raise AlreadyReported(_("Kematian orang ini sudah dilaporkan dengan nomor %(number)s, tanggal %(day)s.")
                              % {"number": other.number, "day": say_date(other.happened_on)})  # fmt: skip
    return same


def _another_person(by: Actor, *, filer: Claim, assessor: Claim | None = None) -> None:
    if by.human is not None and by.human == filer.filer_human:
        raise SamePerson(
            _("%(name)s yang melaporkan klaim ini, jadi orang lain yang menilai dan menyetujuinya.")
            % {"name": by.name}
        )
    if assessor and by.human is not None and by.human == assessor.assessor_human:
        raise SamePerson(
            _("%(name)s yang menilai klaim ini, jadi orang lain yang memutuskannya.") % {"name": by.name}
        )


def _locked(claim: Claim) -> Claim:
    return (
        Claim.objects.select_for_update(of=("self",)).select_related("programme", "approval").get(pk=claim.pk)
    )


def _one_at_a_time(person_id: int) -> None:
    """Two reports of one event at the same moment wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{person_id}"])


def _next_number(programme_id: int, on: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into claims_counter as c (programme_id, year, last) values (%s, %s, 1)
               on conflict (programme_id, year) do update set last = c.last + 1 returning last""",
            [programme_id, on.year],
        )
        return f"K-{on.year}-{cursor.fetchone()[0]:04}"


def _entry(claim: Claim, verb: str, by: Actor, at: datetime, facts: dict[str, object], why: str = "") -> int:
    return trail.record(
        by=by,
        verb=verb,
        subject=f"claims.claim:{claim.number}",
        at=at,
        region=claim.village,
        why=why,
        facts=facts,
    )
