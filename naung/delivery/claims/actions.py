"""A claim from the first word to our decision: report, complete, assess, approve. What the insurer says and pays is `payout`'s.

The insurer decides in the end; what is computed here is an estimate."""

from datetime import date, datetime, time

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims import cover as covers
from naung.delivery.claims import queries, rooms
from naung.delivery.claims.completing import complete, gathering, incomplete
from naung.delivery.claims.cover import Receipts
from naung.delivery.claims.deciding import (
    AlreadyOnTheirSheet,
    Expired,
    FileIncomplete,
    NotCovered,
    NothingTold,
    NotReviewed,
    NotSettled,
    OnHold,
    ProposedThem,
    TreatmentGoesOn,
    approve,
    assess,
    refuse,
)
from naung.delivery.claims.models import CIRCUMSTANCES, Claim
from naung.delivery.claims.moving import KIND, SamePerson, entry, touch
from naung.delivery.enrolment import queries as members
from naung.delivery.registry import queries as registry
from naung.foundation.staff import queries as staff
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.clock import WITA, say_date
from naung.kit.refusal import Refusal

__all__ = [
    "KIND", "AlreadyOnTheirSheet", "AlreadyReported", "Expired", "FileIncomplete", "NeverEnrolled", "NoReason", "NotCovered", "NotReviewed", "NotSettled",
    "NotYetHappened", "NothingTold", "OnHold", "ProposedThem", "Receipts", "SamePerson", "TreatmentGoesOn", "UnknownCase", "approve", "assess", "complete", "describe",
    "incomplete", "outside_plkk", "refuse", "report", "settle",
]  # fmt: skip

CAUSES = {"death": ("illness", "work_accident"), "accident": ("work_accident",)}
RELATIONS = ("family", "neighbour", "village", "health", "hospital", "insurer", "employer", "other")


class NeverEnrolled(Refusal):
    """There is no membership under which anything could be claimed."""


class AlreadyReported(Refusal):
    """One death, one claim: the message names the claim there is, and `claim` is it."""

    def __init__(self, sentence: str, claim: Claim) -> None:
        super().__init__(sentence)
        self.claim = claim


class UnknownCase(Refusal):
    """A kind, a cause, a circumstance or a relation that no claim has."""


class NotYetHappened(Refusal):
    """An event is reported on its day or later."""


class NoReason(Refusal):
    """A change that somebody will ask about says why."""


@transaction.atomic
def report(
    *, person_id: int, kind: str, cause: str, happened_on: date, on: date, by: Actor, at: datetime, relation: str = "family",
    reporter: str = "", place: str = "", account: str = "", suspected: bool = False, circumstance: str = "", outside_plkk: bool = False,
    happened_at: time | None = None, caused_by: Claim | int | None = None, channel: str = "counter", phone: str = "", told: bool = False,
) -> Claim:  # fmt: skip
    """Takes a report; nothing but who, what and when is needed. The same event again is the same claim.

    Cover and estimate are worked out at once, by the law of the day it happened; outside the cover the report is still
    kept, with the reason. Who listed or enrolled the person may tell it too, but is not its filer. `suspected`: the cause
    is taken to be this one until a person settles it. `caused_by`: the accident this death follows from; its day is the
    day of cover. `told`: somebody's report of it is kept already. NeverEnrolled, AlreadyReported (another day of death,
    with its `claim`), NotYetHappened, UnknownCase."""
    _known(kind, cause, relation, happened_on, on)
    caused_by = Claim.objects.get(pk=caused_by) if isinstance(caused_by, int) else caused_by
    _fits(kind, cause, person_id, circumstance, caused_by)
    person = registry.person(person_id)
    _one_at_a_time(person.pk)
    words = {"relation": relation, "reporter": reporter, "text": account, "channel": channel, "phone": phone, "happened_at": happened_at,
             "by": by, "on": on, "at": at}  # fmt: skip
    there = _earlier(person.pk, kind, happened_on)
    if there:
        if not told:
            rooms.tell(claim=there, **words)
        return there
    day = caused_by.happened_on if caused_by else happened_on
    cover = covers.on_day(person.pk, day, cause)
    member = members.of_person(person.pk).filter(pk=cover.membership).select_related("programme").first()
    if member is None:
        raise NeverEnrolled(
            _("%(code)s belum pernah menjadi peserta: %(why)s") % {"code": person.code, "why": cover.because}
        )
    if by.officer:
        staff.require(by, "claims.report", member.village, on=on)
    files = by.human is not None and by.human not in queries.hands(member.pk)
    found = covers.estimate(kind=kind, cause=cause, happened_on=day, base=member.programme.base, cover=cover)
    claim = Claim(
        programme=member.programme, number=_next_number(on), person_id=person.pk, membership=member,
        region=member.region, village=member.village, kind=kind, cause=cause, happened_on=happened_on, place=place,
        suspected=suspected, caused_by=caused_by, circumstance=circumstance, outside_plkk=outside_plkk, happened_at=happened_at,
        expires_on=law.claim_until(accident_on=day) if cause == "work_accident" else None,
        account_sealed=seals.seal(account, "claim") if account else None, reported_on=on, reporter=reporter, relation=relation,
        filer_id=by.officer if files else None, filer_human=by.human if files else None, cover=cover.word, cover_because=cover.because, months_paid=cover.months_paid,
        estimate=found.lines, rupiah=found.rupiah, law_version=law.version(),
    )  # fmt: skip
    claim.trail = entry(claim, "claims.report", by, at, {"kind": kind, "cause": cause, "happened_on": str(happened_on), "cover": cover.word,
                                                         "rupiah": found.rupiah, "law": claim.law_version})  # fmt: skip
    claim.save(force_insert=True)
    if not told:
        rooms.tell(claim=claim, **words)
    rooms.ask_papers(claim=claim, by=by, on=on, at=at)
    return claim


@transaction.atomic
def describe(
    *, claim: Claim, by: Actor, at: datetime, on: date, circumstance: str | None = None,
    outside_plkk: bool | None = None, memberships: int | None = None, because: str = "",
) -> Claim:  # fmt: skip
    """What is learnt of the case while its papers are gathered; the papers that are asked follow. `memberships`: how many
    the insurer counted on that day, `because` of which answer or document. UnknownCase, NoReason, NotInThisState."""
    claim = gathering(claim)
    if circumstance is not None and circumstance not in CIRCUMSTANCES:
        raise UnknownCase(_("Keadaan %(what)s tidak dikenal.") % {"what": circumstance})
    if memberships is not None and memberships > 1 and not because.strip():
        raise NoReason(_("Tulis jawaban BPJS atau surat yang menyebut jumlah kepesertaannya."))
    learnt = {"circumstance": circumstance, "outside_plkk": outside_plkk, "memberships": memberships}
    new = {k: v for k, v in learnt.items() if v is not None and v != getattr(claim, k)}
    if "memberships" in new:
        new["memberships_because"] = because
    if new:
        touch(claim, "describe", by, at, **new)
        rooms.ask_papers(claim=claim, by=by, on=on, at=at)
    return claim


@transaction.atomic
def outside_plkk(*, claim: Claim, outside: bool, by: Actor, at: datetime) -> Claim:
    """Was it treated where the insurer has no contract? The papers that are asked follow. NotInThisState; again: unchanged."""
    return describe(claim=claim, outside_plkk=outside, by=by, at=at, on=at.astimezone(WITA).date())


@transaction.atomic
def settle(*, claim: Claim, cause: str, because: str, by: Actor, at: datetime, on: date) -> Claim:
    """A person says what the cause was, while it is only suspected or was found to be another: cover, estimate and papers
    follow. NoReason, UnknownCase, NotAllowed, NotInThisState."""
    claim = gathering(claim)
    staff.require(by, "claims.assess", claim.village, on=on)
    if cause not in CAUSES[claim.kind]:
        raise UnknownCase(_("Sebab %(cause)s tidak dikenal untuk klaim ini.") % {"cause": cause})
    if not because.strip():
        raise NoReason(_("Tulis dari mana sebabnya diketahui: surat, saksi, atau keterangan dokter."))
    found = covers.of_claim(claim, cause=cause)
    touch(
        claim, "settle", by, at, why=because, cause=cause, suspected=False, cover=found.cover.word, cover_because=found.cover.because,
        months_paid=found.cover.months_paid, expires_on=law.claim_until(accident_on=claim.happened_on) if cause == "work_accident" else None,
    )  # fmt: skip
    Claim.objects.filter(pk=claim.pk).update(estimate=found.lines, rupiah=found.rupiah, law_version=law.version())  # fmt: skip
    claim.refresh_from_db()
    rooms.ask_papers(claim=claim, by=by, on=on, at=at)
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


def _fits(kind: str, cause: str, person_id: int, circumstance: str, caused_by: Claim | None) -> None:
    if circumstance not in CIRCUMSTANCES:
        raise UnknownCase(_("Keadaan %(what)s tidak dikenal.") % {"what": circumstance})
    if caused_by and (
        (kind, cause, caused_by.kind) != ("death", "work_accident", "accident")
        or registry.resolve(caused_by.person_id) != registry.resolve(person_id)
    ):
        raise UnknownCase(_("Hanya kematian yang dapat disebabkan kecelakaan kerja orang yang sama."))


def _earlier(person_id: int, kind: str, happened_on: date) -> Claim | None:
    """The claim of this event, if there is one; a second death of one person refuses."""
    open_ = Claim.objects.filter(person_id=person_id, kind=kind).exclude(state="REFUSED")
    same = open_.filter(happened_on=happened_on).first()
    other = open_.first() if kind == "death" else None
    if other and not same:
        says = _("Kematian orang ini sudah dilaporkan dengan nomor %(number)s, tanggal %(day)s.")
        raise AlreadyReported(says % {"number": other.number, "day": say_date(other.happened_on)}, other)
    return same


def _one_at_a_time(person_id: int) -> None:
    """Two reports of one event at the same moment wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{person_id}"])


def _next_number(on: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into claims_counter as c (year, last) values (%s, 1)
               on conflict (year) do update set last = c.last + 1 returning last""",
            [on.year],
        )
        return f"K-{on.year}-{cursor.fetchone()[0]:04}"
