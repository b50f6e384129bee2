"""A payer's letter that its money came late: entered by one officer, decided by another.

It changes no month and pays nothing. Where the law would call an unpaid month the end of the membership, the clock says REVIEW with
the letter's number: there is a way of exception at the insurer (membership.late_funder), and somebody has to go it."""

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung.delivery.contributions.cover.models import LateLetter
from naung.delivery.contributions.cover.states import LETTER
from naung.delivery.programme import queries as programmes
from naung.foundation.approvals import actions as approvals
from naung.foundation.approvals.queries import Approval
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "contributions.late_letter"
SHORTEST = 10  # letters of a reason that somebody could learn from


class NotALetter(Refusal):
    """A letter has a number, a day that has come, months of its programme, members of its region, and a reason. `field`: which of them."""

    def __init__(self, says: str, field: str) -> None:
        super().__init__(says)
        self.field = field


class LetterChanged(Refusal):
    """The letter is not what was put before the second person."""


class LetterNotWaiting(Refusal):
    """Only a letter that waits for its decision can be taken back."""


def everything() -> QuerySet[LateLetter]:
    """Every letter that this officer may see, the newest first."""
    return LateLetter.objects.select_related("programme", "approval").order_by("-prepared_on", "-pk")


def by_approval(approval: Approval) -> LateLetter:
    return everything().get(approval=approval)


def regions_of(programme: programmes.Programme, month: Month) -> list[str]:
    """For whose members a decided letter of the payer says that the money for this month came late."""
    found = LateLetter.objects.filter(programme=programme, state="DECIDED", first_month__lte=month.first, last_month__gte=month.first)  # fmt: skip
    return sorted(set(found.values_list("region", flat=True)))


@transaction.atomic
def prepare(
    *, programme: programmes.Programme, region: str, reference: str, written_on: date, first: Month, last: Month, reason: str,
    by: Actor, at: datetime, on: date,
) -> LateLetter:  # fmt: skip
    """Enters a letter and puts it before a second person; the same letter again is the same. NotALetter, NotAllowed."""
    reference, reason = squeeze(reference), squeeze(reason)
    _sound(programme, region, reference, written_on, first, last, reason, on)
    staff.require(by, "cover.letter", region, on=on)
    same = LateLetter.objects.filter(
        programme=programme, region=region, reference=reference, state__in=["PREPARED", "DECIDED"]
    ).first()
    if same and same.content_hash != content_hash(
        programme.code, region, reference, written_on, first, last, reason
    ):
        raise NotALetter(
            _("Surat %(number)s sudah tercatat dengan isi lain. Tarik dahulu yang lama.")
            % {"number": reference},
            "number",
        )
    return same or _write(programme, region, reference, written_on, first, last, reason, by, at, on)


def _sound(
    programme: programmes.Programme,
    region: str,
    reference: str,
    written_on: date,
    first: Month,
    last: Month,
    reason: str,
    on: date,
) -> None:
    if not reference or written_on > on:
        says = _("Tulis nomor surat dan tanggalnya; tanggal surat tidak boleh sesudah hari ini.")
        raise NotALetter(says, "number" if not reference else "written_on")
    if len(reason) < SHORTEST:
        raise NotALetter(_("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": SHORTEST}, "reason")
    if not programme.first_month <= first.first <= last.first <= programme.last_month:
        raise NotALetter(
            _("Bulan yang terlambat harus bulan program %(code)s, yang pertama dahulu.")
            % {"code": programme.code},
            "first",
        )
    if region != programme.region_id and not region.startswith(f"{programme.region_id}."):
        raise NotALetter(
            _("Wilayah %(region)s bukan wilayah program %(code)s.")
            % {"region": region, "code": programme.code},
            "region",
        )


def _write(
    programme: programmes.Programme, region: str, reference: str, written_on: date, first: Month, last: Month, reason: str, by: Actor,
    at: datetime, on: date,
) -> LateLetter:  # fmt: skip
    people = _concerned(programme, region, first, last)
    if not people:
        says = _("Tidak ada peserta program %(code)s di wilayah itu pada bulan-bulan tersebut.")
        raise NotALetter(says % {"code": programme.code}, "region")
    content = content_hash(programme.code, region, reference, written_on, first, last, reason)
    subject = f"{KIND}:{programme.code}/{region}/{reference}"
    facts = {
        "reference": reference,
        "written_on": str(written_on),
        "first": str(first),
        "last": str(last),
        "hash": content,
    }
    approval = approvals.prepare(
        kind=KIND,
        subject=subject,
        content_hash=content,
        rows=people,
        rupiah=0,
        by=by,
        at=at,
        region=region,
    )
    entry = trail.record(
        by=by,
        verb="contributions.prepare_late_letter",
        subject=subject,
        at=at,
        region=region,
        why=reason,
        facts=facts,
    )
    return LateLetter.objects.create(
        programme=programme, region=region, reference=reference, written_on=written_on, first_month=first.first, last_month=last.first,
        reason=reason, content_hash=content, approval=approval, prepared_on=on, trail=entry,
    )  # fmt: skip


def _concerned(programme: programmes.Programme, region: str, first: Month, last: Month) -> int:
    """How many members of the region the months are about: what the second person types to confirm."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select count(*) from enrolment_membership where programme_id = %s and left(village, length(%s)) = %s
                 and state in ('ENROLLED', 'ENDED') and covered_from <= %s and covered_until >= %s""",
            [programme.pk, region, region, last.last, first.first],
        )
        return int(cursor.fetchone()[0])


def content_hash(
    code: str, region: str, reference: str, written_on: date, first: Month, last: Month, reason: str
) -> str:
    """What the second person signs."""
    return sha256(canonical([code, region, reference, str(written_on), str(first), str(last), reason]))


def of(letter: LateLetter) -> str:
    """The hash of the letter as the table holds it now."""
    return content_hash(
        letter.programme.code, letter.region, letter.reference, letter.written_on, Month.of(letter.first_month),
        Month.of(letter.last_month), letter.reason,
    )  # fmt: skip


@transaction.atomic
def decide(
    *, letter: LateLetter, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> LateLetter:
    """Says that the letter is what it says, or not, by another person than who entered it. The same again changes nothing.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided, LetterChanged."""
    letter = _locked(letter)
    approvals.decide(
        approval=letter.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "cover.decide", letter.region, on=on)
    if letter.state == LETTER.after("PREPARED", "decide" if approve else "refuse"):
        return letter
    if approve and of(letter) != letter.content_hash:
        raise LetterChanged(_("Surat ini tidak lagi sama dengan yang disiapkan. Siapkan sekali lagi."))
    letter.decided_on = on if approve else None
    return _end(letter, "decide" if approve else "refuse", by, at, note)


@transaction.atomic
def withdraw(*, letter: LateLetter, why: str, by: Actor, at: datetime, on: date) -> LateLetter:
    """Takes a letter back that waits, with the reason. LetterNotWaiting; again: unchanged."""
    letter = _locked(letter)
    staff.require(by, "cover.letter", letter.region, on=on)
    if letter.state == LETTER.after("PREPARED", "void"):
        return letter
    if letter.state != "PREPARED":
        raise LetterNotWaiting(_("Surat ini sudah diputuskan, jadi tidak dapat ditarik."))
    approvals.void(approval=letter.approval, by=by, at=at, why=why)
    return _end(letter, "void", by, at, why)


def _locked(letter: LateLetter) -> LateLetter:
    return (
        LateLetter.objects.select_for_update(of=("self",))
        .select_related("programme", "approval")
        .get(pk=letter.pk)
    )


def _end(letter: LateLetter, verb: str, by: Actor, at: datetime, why: str) -> LateLetter:
    letter.state = LETTER.after(letter.state, verb)
    letter.trail = trail.record(
        by=by, verb=f"contributions.{verb}_late_letter", subject=f"{KIND}:{letter.programme.code}/{letter.region}/{letter.reference}", at=at,
        region=letter.region, why=why, facts={"reference": letter.reference, "hash": letter.content_hash},
    )  # fmt: skip
    letter.save(update_fields=["state", "decided_on", "trail"])
    return letter
