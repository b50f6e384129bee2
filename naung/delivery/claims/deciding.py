"""Assess, approve, refuse: two more people after the one who filed it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims import cover as covers
from naung.delivery.claims import queries, rooms
from naung.delivery.claims.cover import Receipts
from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import KIND, SamePerson, another_person, locked, move
from naung.delivery.claims.states import CLAIM
from naung.delivery.enrolment import actions as enrolment
from naung.delivery.enrolment import queries as members
from naung.delivery.registry import actions as people
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal


class NotCovered(Refusal):
    """The day lies outside the cover, or the law as known says neither yes nor no: nothing is assessed."""


class FileIncomplete(Refusal):
    """A paper that was asked is not read yet; the message names what is missing."""


class TreatmentGoesOn(Refusal):
    """What an accident costs is known when the treatment has ended."""


class NothingTold(Refusal):
    """An accident without an entry of its treatment and without a receipt: nobody says that it cost nothing."""


class AlreadyOnTheirSheet(Refusal):
    """The treatment's own entries are there: costs are taken from them, and not typed beside them."""


class Expired(Refusal):
    """The right to claim had ended when it was reported: it may only be refused, with the article."""


class NotSettled(Refusal):
    """The cause is only suspected: a person settles it first."""


class ProposedThem(Refusal):
    """Who listed somebody or had them enrolled has no part in deciding their claim."""


class NotReviewed(Refusal):
    """A death so soon after the cover began is looked at by one more person before it is approved."""


class OnHold(Refusal):
    """Somebody contests who may receive it: nothing is decided or paid while that is open."""


@transaction.atomic
def assess(*, claim: Claim, by: Actor, at: datetime, on: date, receipts: Receipts | None = None) -> Claim:
    """Checks the cover again, computes the benefit by the law of the event's day, and puts it before a third person.

    Costs, children and papers are asked of their rooms; `receipts` are for an accident whose treatment nobody entered, and NothingTold
    where there are none either. NotCovered outside the cover and in the months of grace; FileIncomplete, TreatmentGoesOn, Expired, NotSettled; SamePerson
    for who filed it, ProposedThem for who listed or enrolled them; NotAllowed. Again by the same assessor: unchanged."""
    claim = locked(claim)
    staff.require(by, "claims.assess", claim.village, on=on)
    another_person(by, claim, "filer")
    not_a_hand(by, claim)
    if claim.state == "ASSESSED" and claim.assessor_human == by.human:
        return claim
    CLAIM.after(claim.state, "assess")
    _ready(claim)
    found = covers.of_claim(claim, receipts=_receipts(claim, receipts), children=rooms.children(claim.pk))
    if found.cover.word != "IN":
        raise NotCovered(found.cover.because)
    claim.cover, claim.cover_because, claim.months_paid = (
        found.cover.word,
        found.cover.because,
        found.cover.months_paid,
    )
    claim.estimate, claim.rupiah, claim.law_version = found.lines, found.rupiah, law.version()
    approval = approvals.prepare(kind=KIND, subject=f"{KIND}:{claim.programme.code}/{claim.number}", content_hash=queries.content_hash(claim),
                                 rows=max(len(found.lines), 1), rupiah=found.rupiah, by=by, at=at, region=claim.village)  # fmt: skip
    return move(
        claim, "assess", by, at, {"rupiah": found.rupiah, "lines": len(found.lines), "law": claim.law_version}, approval=approval,
        assessor_id=by.officer, assessor_human=by.human, assessed_on=on,
    )  # fmt: skip


def _ready(claim: Claim) -> None:
    """Refuses what no assessor can make good: too late, not settled, papers missing."""
    if claim.expires_on and claim.reported_on > claim.expires_on:
        raise Expired(
            _("Hak menuntut berakhir %(day)s dan laporan baru masuk %(told)s, jadi klaim ini hanya dapat ditolak (%(article)s).")
            % {"day": say_date(claim.expires_on), "told": say_date(claim.reported_on), "article": queries.expiry_article(claim)}
        )  # fmt: skip
    if claim.suspected:
        raise NotSettled(
            _("Sebab kematian masih dugaan: tetapkan dulu, kecelakaan kerja atau sakit, dengan dasarnya.")
        )
    if claim.complete_on is None:
        named = ", ".join(str(getattr(one, "title", one)) for one in rooms.missing(claim.pk))
        raise FileIncomplete(_("Berkas belum lengkap. Yang masih kurang: %(what)s.") % {"what": named or _("belum diperiksa")})  # fmt: skip


def _receipts(claim: Claim, given: Receipts | None) -> Any:
    """What the treatment's room says of an accident; nothing for a death."""
    if claim.kind != "accident":
        return given
    outcome = rooms.treatment(claim.pk)
    if outcome is None:
        return _typed(given)
    if given is not None and given != Receipts():
        raise AlreadyOnTheirSheet(
            _("Catatan perawatan klaim ini sudah ada: biaya dan hari diambil dari sana, tidak diketik lagi.")
        )
    if not outcome.closed:
        raise TreatmentGoesOn(
            _("Perawatan belum berakhir: tunggu surat dokter yang menyatakan sembuh, cacat, atau meninggal.")
        )
    return outcome


def _typed(given: Receipts | None) -> Receipts:
    """What a clerk typed from papers, where nobody entered the treatment; nothing typed is not "nothing was spent"."""
    if given is None or given == Receipts():
        raise NothingTold(
            _(
                "Belum ada catatan perawatan dan belum ada kuitansi: catat biaya, surat istirahat, dan pernyataan dokter di halaman perawatan, baru klaim ini dinilai."
            )
        )
    return given


@transaction.atomic
def approve(*, claim: Claim, content_hash: str, by: Actor, at: datetime, on: date, note: str = "") -> Claim:
    """Approves an assessed claim; `content_hash` is of what the approver saw. An approved death ends the membership on that day.

    SamePerson, ProposedThem, NotAllowed, ContentChanged, NotReviewed, OnHold. Again by the same approver: unchanged."""
    claim = locked(claim)
    another_person(by, claim, "filer", "assessor")
    not_a_hand(by, claim)
    staff.require(by, "claims.decide", claim.village, on=on)
    if claim.state == "APPROVED" and claim.approver_human == by.human:
        return claim
    CLAIM.after(claim.state, "approve")
    not_held(claim)
    _reviewed(claim, by)
    approvals.decide(
        approval=claim.approval, approve=True, content_hash=content_hash, by=by, at=at, note=note
    )
    move(
        claim, "approve", by, at, {"rupiah": claim.rupiah, "hash": content_hash}, why=note,
        approver_id=by.officer, approver_human=by.human, decided_on=on,
    )  # fmt: skip
    if claim.kind == "death":
        _died(claim, by, at)
    return claim


def _died(claim: Claim, by: Actor, at: datetime) -> None:
    """Whatever runs on that day ends with it, and the registry knows."""
    running = members.of_person(claim.person_id).filter(
        state="ENROLLED", covered_from__lte=claim.happened_on, covered_until__gte=claim.happened_on
    )
    for one in sorted(running.values_list("pk", flat=True)):
        enrolment.end(membership_id=one, on=claim.happened_on, because=_("meninggal dunia"), by=by, at=at)
    people.died(person_id=claim.person_id, on=claim.happened_on, source=claim.number, by=by, at=at)


def _reviewed(claim: Claim, by: Actor) -> None:
    if not queries.is_young(claim):
        return
    seen = rooms.review(claim.pk)
    if seen is None:
        raise NotReviewed(
            _("Meninggal kurang dari 90 hari sesudah perlindungan mulai: petugas lain, bukan penilai dan bukan Anda, memeriksanya dulu.")
        )  # fmt: skip
    if seen.human == by.human:
        raise SamePerson(
            _("%(name)s yang memeriksa klaim ini untuk kedua kali, jadi orang lain yang memutuskannya.")
            % {"name": by.name}
        )


def not_a_hand(by: Actor, claim: Claim) -> None:
    """ProposedThem where this human sent the person's line, prepared their list, or had them enrolled."""
    if by.human is not None and by.human in queries.hands(claim.membership_id):
        raise ProposedThem(
            _("%(name)s ikut mengusulkan atau mendaftarkan peserta ini, jadi orang lain yang menilai dan memutuskan klaimnya.")
            % {"name": by.name}
        )  # fmt: skip


def not_held(claim: Claim) -> None:
    """OnHold while a dispute about the receivers is open."""
    if held := rooms.hold(claim.pk):
        raise OnHold(_("Klaim ini ditahan karena sengketa: %(why)s") % {"why": held.because})


@transaction.atomic
def refuse(*, claim: Claim, because: str, by: Actor, at: datetime, on: date) -> Claim:
    """Closes a claim that the law does not pay, with the reason for the family. SamePerson, NotAllowed."""
    claim = locked(claim)
    another_person(by, claim, "filer", "assessor")
    staff.require(by, "claims.decide", claim.village, on=on)
    if claim.state == "REFUSED" and claim.approver_human == by.human:
        return claim
    CLAIM.after(claim.state, "refuse")
    if claim.state == "ASSESSED":
        approvals.decide(
            approval=claim.approval,
            approve=False,
            content_hash=claim.approval.content_hash,
            by=by,
            at=at,
            note=because,
        )
    return move(
        claim, "refuse", by, at, {}, why=because, approver_id=by.officer, approver_human=by.human,
        decided_on=on, refused_because=because,
    )  # fmt: skip
