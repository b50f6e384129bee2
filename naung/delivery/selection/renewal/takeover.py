"""A regency answers what it is offered: which payer takes over whom, prepared by one officer and decided by another.

Nobody is without cover in between: what is taken over begins with the month after the source's last, or it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.selection.lists import SECTOR
from naung.delivery.selection.renewal.models import Renewal, RenewalLine, Takeover
from naung.delivery.selection.renewal.states import LINE, TAKEOVER
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash
from naung.kit.months import Month
from naung.kit.refusal import Refusal

KIND = "selection.takeover"
PAYERS = ("apbd", "village", "donor")


class NoOffer(Refusal):
    """Nothing is offered: the round is not decided, or nobody of this region is offered any more."""


class UnknownPayer(Refusal):
    """Who takes over must be the regency's own budget, a village's, or a donor, by name and with the document that grants it."""


class NotOffered(Refusal):
    """Somebody who was chosen is not on offer here; or more were asked for than there are."""


class NothingAnswered(Refusal):
    """An answer takes over somebody, or says that nobody (more) is taken over."""


class AnswerWaits(Refusal):
    """An answer of this region waits for its decision; decide it or take it back first."""


class AnswerChanged(Refusal):
    """What is in the tables is no longer what was put before the second person."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a regency says. Whom: `people` by rank (of one `village`, where its money pays), or exactly those of `codes`."""

    payer: str
    payer_name: str
    document: str
    people: int = 0
    codes: tuple[str, ...] = ()
    village: str = ""
    closes: bool = False


def price(round: Renewal, payer: str) -> int:
    """Whole rupiah for one person from the target's first month to its last, by naung.law, for this payer."""
    return _owed(round, payer, Month.of(round.target.first_month), round.months)


def price_of_month(round: Renewal, payer: str, month: Month) -> int:
    return _owed(round, payer, month, 1)


def _owed(round: Renewal, payer: str, start: Month, months: int) -> int:
    owed = law.contribution(income=round.target.base, start=start, months=months, payer=payer, sector=SECTOR,
                            programmes=round.target.schemes.split(","))  # fmt: skip
    return int(owed.total)


@transaction.atomic
def prepare(*, round: Renewal, region: str, answer: Answer, by: Actor, at: datetime, on: date) -> Takeover:
    """Puts a regency's answer before a second person. The same answer again is the same one.

    NotAllowed, NoOffer, UnknownPayer, NotOffered, NothingAnswered, AnswerWaits."""
    _one_at_a_time(round, region)
    staff.require(by, "renewal.answer", region, on=on)
    round = Renewal.objects.select_related("target", "source").get(pk=round.pk)
    _sound(answer)
    chosen = _chosen(round, region, answer)
    made = _draft(round, region, answer, chosen, on)
    waits = Takeover.objects.filter(round=round, region=region, state="PREPARED").first()
    if waits:
        made.number = waits.number
        made.content_hash = content_hash(made)
        if made.content_hash == waits.content_hash:
            return waits
        raise AnswerWaits(_("Masih ada jawaban wilayah ini yang menunggu keputusan. Putuskan atau tarik dahulu."))  # fmt: skip
    return _put_forward(made, by, at)


def _sound(answer: Answer) -> None:
    if answer.payer not in PAYERS or not answer.payer_name.strip() or not answer.document.strip():
        raise UnknownPayer(_("Sebutkan siapa yang membayar dan dokumen yang menjadi dasarnya."))
    if answer.people < 0 or (answer.people and answer.codes):
        raise NotOffered(_("Pilih jumlah orang atau nama-namanya, bukan keduanya."))
    if not answer.people and not answer.codes and not answer.closes:
        raise NothingAnswered(
            _("Isi berapa orang yang diambil alih, atau nyatakan bahwa tidak ada lagi yang diambil alih.")
        )


def _chosen(round: Renewal, region: str, answer: Answer) -> list[RenewalLine]:
    offered = RenewalLine.objects.filter(round=round, region=region, state="OFFERED")
    if round.state != "DECIDED" or not offered.exists():
        raise NoOffer(
            _("Tidak ada yang sedang ditawarkan di wilayah ini. Putaran harus diputuskan lebih dahulu.")
        )
    if answer.codes:
        return _by_name(offered, answer.codes)
    of_village = offered.filter(village=answer.village) if answer.village else offered
    best = list(of_village.order_by("rank")[: answer.people])
    if len(best) < answer.people:
        raise NotOffered(_("Hanya %(n)s orang yang ditawarkan di sana.") % {"n": len(best)})
    return best


def _by_name(offered: "object", codes: Sequence[str]) -> list[RenewalLine]:
    wanted = {code.strip().upper() for code in codes}
    found = list(offered.filter(person__code__in=wanted).select_related("person").order_by("rank"))  # type: ignore[attr-defined]
    if missing := sorted(wanted - {line.person.code for line in found}):
        raise NotOffered(_("Tidak sedang ditawarkan di wilayah ini: %(codes)s.") % {"codes": ", ".join(missing)})  # fmt: skip
    return found


def _draft(round: Renewal, region: str, answer: Answer, chosen: Sequence[RenewalLine], on: date) -> Takeover:
    per_person = price(round, answer.payer)
    latest = Takeover.objects.filter(round=round, region=region).aggregate(n=Max("number"))["n"]
    made = Takeover(
        round=round, region=region, number=(latest or 0) + 1, payer=answer.payer, payer_name=answer.payer_name.strip(),
        document=answer.document.strip(), lines=[line.pk for line in chosen], rows=len(chosen), closes=answer.closes,
        first_month=round.target.first_month, months=round.months, per_person=per_person, rupiah=len(chosen) * per_person, prepared_on=on,
    )  # fmt: skip
    made.content_hash = content_hash(made)
    return made


def _put_forward(made: Takeover, by: Actor, at: datetime) -> Takeover:
    subject = subject_of(made)
    made.approval = approvals.prepare(kind=KIND, subject=subject, content_hash=made.content_hash, rows=made.rows, rupiah=made.rupiah,
                                      region=made.region, by=by, at=at)  # fmt: skip
    made.trail = trail.record(by=by, verb="renewal.answer", subject=subject, at=at, region=made.region,
                              facts={"payer": made.payer, "rows": made.rows, "rupiah": made.rupiah, "closes": made.closes})  # fmt: skip
    made.save(force_insert=True)
    return made


def subject_of(made: Takeover) -> str:
    return f"{KIND}:{made.round.target.code}/{made.round_id}/{made.region}/{made.number}"


def content_hash(made: Takeover) -> str:
    """Recomputed from the tables: who pays, on what ground, from when, how much, and everybody by rank."""
    heading = f"{made.round.target.code};{made.region};{made.number};{made.payer};{made.payer_name};{made.document};{made.first_month}"
    terms = f"{made.months};{made.per_person};{made.closes}"
    with connection.cursor() as cursor:
        cursor.execute(
            """select l.rank || ';' || p.code || ';' || l.village from selection_renewalline l join registry_person p on p.id = l.person_id
                where l.id = any(%s) order by l.rank, p.code""",
            [made.lines],
        )
        return list_hash([heading, terms, *(row[0] for row in cursor.fetchall())])


@transaction.atomic
def decide(
    *, takeover: Takeover, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Takeover:
    """Decides an answer by another person than who prepared it. Approved: its people are taken over, and where it closes the rest ends.

    Refused: they are on offer again. SamePerson, NotAllowed, ContentChanged, AnswerChanged, AlreadyDecided; the same again: unchanged."""
    _one_at_a_time(takeover.round, takeover.region)
    takeover = _locked(takeover)
    approvals.decide(approval=takeover.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note)  # fmt: skip
    staff.require(by, "renewal.decide", takeover.region, on=on)
    if takeover.state == TAKEOVER.after("PREPARED", "decide" if approve else "refuse"):
        return takeover
    if approve and _recomputed(takeover) != takeover.content_hash:
        raise AnswerChanged(_("Isi jawaban ini tidak lagi sama dengan yang disusun. Tarik dan susun lagi."))
    takeover.decided_on = on if approve else None
    _move(takeover, "decide" if approve else "refuse", by, at, note)
    if approve:
        _take(takeover)
    return takeover


def _recomputed(takeover: Takeover) -> str:
    return content_hash(takeover)


def _take(takeover: Takeover) -> None:
    offered = RenewalLine.objects.filter(round=takeover.round_id, region=takeover.region, state="OFFERED")
    taken = offered.filter(pk__in=takeover.lines).update(
        state=LINE.after("OFFERED", "take"), takeover=takeover, trail=takeover.trail
    )
    if taken != takeover.rows:
        raise AnswerChanged(
            _("Sebagian orang dalam jawaban ini tidak lagi ditawarkan. Tarik dan susun lagi.")
        )
    if takeover.closes:
        offered.update(state=LINE.after("OFFERED", "end"), reasons=["not_taken_over"], trail=takeover.trail)


@transaction.atomic
def withdraw(*, takeover: Takeover, why: str, by: Actor, at: datetime, on: date) -> Takeover:
    """Takes an answer back that waits; its people are on offer again. NotAllowed, AlreadyDecided; again: unchanged."""
    _one_at_a_time(takeover.round, takeover.region)
    takeover = _locked(takeover)
    staff.require(by, "renewal.answer", takeover.region, on=on)
    if takeover.state == "REFUSED":
        return takeover
    approvals.void(approval=takeover.approval, by=by, at=at, why=why)
    _move(takeover, "withdraw", by, at, why)
    return takeover


def _move(takeover: Takeover, verb: str, by: Actor, at: datetime, why: str) -> None:
    takeover.state = TAKEOVER.after(takeover.state, verb)
    takeover.trail = trail.record(by=by, verb=f"renewal.answer_{verb}", subject=subject_of(takeover), at=at, region=takeover.region, why=why,
                                  facts={"rows": takeover.rows, "rupiah": takeover.rupiah, "closes": takeover.closes})  # fmt: skip
    takeover.save(update_fields=["state", "trail", "decided_on"])


def _locked(takeover: Takeover) -> Takeover:
    return (
        Takeover.objects.select_for_update(of=("self",))
        .select_related("round__target", "approval")
        .get(pk=takeover.pk)
    )


def _one_at_a_time(round: Renewal, region: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{round.pk}/{region}"]
        )
