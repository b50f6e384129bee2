"""A round of renewal: opened, put before a second person, decided; or taken back. Who goes on, who is offered to another payer, who ends.

The list for the next year itself is made by `actions.prepare_decrees`, as every list: this only says who may stand on it."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import criteria, lists
from naung.delivery.selection.models import Decree
from naung.delivery.selection.renewal import sets
from naung.delivery.selection.renewal.models import Renewal, RenewalLine
from naung.delivery.selection.renewal.sets import Insured
from naung.delivery.selection.renewal.states import LINE, RENEWAL
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash
from naung.kit.clock import say_date
from naung.kit.months import Month
from naung.kit.refusal import Refusal

KIND = "selection.renewal"


class NotNext(Refusal):
    """The programme to go on in does not begin where the other ends, so somebody would have a gap or two payers at once."""


class NobodyInsured(Refusal):
    """Nobody holds a place in the programme that ends."""


class NotRanked(Refusal):
    """Somebody who may go on has no rank yet: who stays cannot be told."""


class RoundChanged(Refusal):
    """The lines of the round are no longer the ones that were proposed."""


class RoundOver(Refusal):
    """The round was decided or taken back: open another, or go on from it."""


class ListsBegun(Refusal):
    """Lists of the next year were made already; a round would come too late to say who stands on them."""


class OffersStand(Refusal):
    """Offers end unanswered only after the last day of cover."""


@transaction.atomic
def open_round(
    *,
    source: programmes.Programme,
    target: programmes.Programme,
    insured: Insured,
    by: Actor,
    at: datetime,
    on: date,
) -> Renewal:
    """Lists whoever holds a place of `source`, with the months of cover they have in a row; those listed before stay as they are.

    insured: SQL and params giving person_id, one for each month that the source pays for, the oldest first (what enrolment knows is
    ahead on the road, so the door brings it). A round that was proposed or decided is returned untouched. NotNext, NobodyInsured, NotAllowed."""
    _one_at_a_time(target)
    if by.officer:
        staff.require(by, "renewal.propose", source.region_id, on=on)
    found = Renewal.objects.select_for_update().filter(target=target).exclude(state="WITHDRAWN").first()
    if found and found.state != "OPEN":
        return found
    found = found or _new(source, target, by, at, on)
    added = sets.gather(found, insured)
    if added:
        entry = trail.record(by=by, verb="renewal.list", subject=_subject(found), at=at, region=source.region_id, facts={"people": added})  # fmt: skip
        sets.write(found, entry)
    elif not RenewalLine.objects.filter(round=found).exists():
        raise NobodyInsured(
            _("Tidak seorang pun memegang tempat dalam program %(code)s.") % {"code": source.code}
        )
    return found


def _new(
    source: programmes.Programme, target: programmes.Programme, by: Actor, at: datetime, on: date
) -> Renewal:
    if Month.of(target.first_month) != Month.of(source.last_month).plus(1) or source.region_id != target.region_id:  # fmt: skip
        raise NotNext(
            _("Program %(target)s tidak mulai tepat sesudah %(source)s berakhir.")
            % {"source": source.code, "target": target.code}
        )
    start, months = Month.of(target.first_month), len(programmes.months(target))
    entry = trail.record(by=by, verb="renewal.open", subject=f"{KIND}:{target.code}", at=at, region=source.region_id,
                         facts={"source": source.code, "target": target.code, "on": str(on)})  # fmt: skip
    return Renewal.objects.create(source=source, target=target, ends_on=programmes.last_day(source), opened_on=on, months=months,
                                  per_place=lists.price(target, start, months), trail=entry)  # fmt: skip


@transaction.atomic
def propose(*, round: Renewal, by: Actor, at: datetime, on: date) -> Renewal:
    """Puts the round before a second person, as the ranks of the target stand now. Proposed before: stays as it is.

    NotAllowed, NotRanked, ListsBegun, RoundOver."""
    _one_at_a_time(round.target)
    round = _locked(round)
    staff.require(by, "renewal.propose", round.source.region_id, on=on)
    if round.state in ("PROPOSED", "DECIDED"):
        return round
    if round.state != "OPEN":
        raise RoundOver(_("Putaran ini sudah ditarik. Buka putaran baru."))
    _before_any_list(round)
    counted = sets.judge(round)
    if counted["unranked"]:
        raise NotRanked(
            _("%(n)s orang yang memenuhi syarat belum diurutkan. Nilai dan urutkan lebih dahulu.")
            % {"n": counted["unranked"]}
        )
    round.stays, round.offered, round.ends = counted["STAYS"], counted["OFFERED"], counted["ENDS"]
    round.rupiah, round.proposed_on, round.criteria = round.stays * round.per_place, on, criteria.in_force(on).version  # fmt: skip
    return _put_forward(round, by, at)


def _put_forward(round: Renewal, by: Actor, at: datetime) -> Renewal:
    facts = {"stays": round.stays, "offered": round.offered, "ends": round.ends, "rupiah": round.rupiah}
    round.trail = trail.record(by=by, verb="renewal.propose", subject=_subject(round), at=at, region=round.source.region_id, facts=facts)  # fmt: skip
    sets.settle(round, round.trail)
    round.content_hash = content_hash(round)
    round.approval = approvals.prepare(kind=KIND, subject=_subject(round), content_hash=round.content_hash, rows=round.stays,
                                       rupiah=round.rupiah, region=round.source.region_id, by=by, at=at)  # fmt: skip
    round.state = RENEWAL.after(round.state, "propose")
    round.save()
    return round


def _before_any_list(round: Renewal) -> None:
    if Decree.objects.filter(programme=round.target_id).exclude(state__in=["REFUSED", "VOID"]).exists():
        raise ListsBegun(
            _("Daftar penetapan %(code)s sudah disusun, jadi putaran ini datang terlambat.")
            % {"code": round.target.code}
        )


def content_hash(round: Renewal) -> str:
    """Recomputed from the tables; equals `content_hash` of the round unless somebody changed a row behind it."""
    heading = f"{round.source.code};{round.target.code};{round.months};{round.per_place};{round.criteria}"
    return list_hash([heading, *sets.content(round)])


@transaction.atomic
def decide(
    *, round: Renewal, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Renewal:
    """Decides a round, or refuses it, by another person than who proposed it; `content_hash` is of what the decider saw.

    Refused: another may be opened. SamePerson, NotAllowed, ContentChanged, RoundChanged, AlreadyDecided; the same again changes nothing."""
    _one_at_a_time(round.target)
    round = _locked(round)
    if round.approval is None:
        raise RoundOver(_("Putaran ini belum diusulkan."))
    approvals.decide(
        approval=round.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "renewal.decide", round.source.region_id, on=on)
    if round.state == RENEWAL.after("PROPOSED", "decide" if approve else "refuse"):
        return round
    if approve and _recomputed(round) != round.content_hash:
        raise RoundChanged(_("Isi putaran ini tidak lagi sama dengan yang diusulkan. Tarik dan buka lagi."))
    round.decided_on = on if approve else None
    return _move(round, "decide" if approve else "refuse", by, at, note)


def _recomputed(round: Renewal) -> str:
    return content_hash(round)


@transaction.atomic
def withdraw(*, round: Renewal, why: str, by: Actor, at: datetime, on: date) -> Renewal:
    """Takes a round back that was not decided; another may be opened then. Again: unchanged. NotAllowed, RoundOver."""
    _one_at_a_time(round.target)
    round = _locked(round)
    staff.require(by, "renewal.propose", round.source.region_id, on=on)
    if round.state == "WITHDRAWN":
        return round
    if round.state == "DECIDED":
        raise RoundOver(_("Putaran ini sudah diputuskan, jadi tidak dapat ditarik lagi."))
    if round.approval:
        approvals.void(approval=round.approval, by=by, at=at, why=why)
    return _move(round, "withdraw", by, at, why)


def _move(round: Renewal, verb: str, by: Actor, at: datetime, why: str) -> Renewal:
    round.state = RENEWAL.after(round.state, verb)
    round.trail = trail.record(by=by, verb=f"renewal.{verb}", subject=_subject(round), at=at, region=round.source.region_id, why=why,
                               facts={"hash": round.content_hash, "stays": round.stays})  # fmt: skip
    round.save(update_fields=["state", "trail", "decided_on"])
    return round


@transaction.atomic
def lapse(*, round: Renewal, by: Actor, at: datetime, on: date) -> int:
    """After the last day of cover, what nobody answered ends; how many now. OffersStand before, none the second time."""
    round = _locked(round)
    if on <= round.ends_on:
        raise OffersStand(_("Tawaran masih dapat dijawab sampai %(day)s.") % {"day": say_date(round.ends_on)})
    open_ = RenewalLine.objects.filter(round=round, state="OFFERED")
    if round.state != "DECIDED" or not (n := open_.count()):
        return 0
    entry = trail.record(by=by, verb="renewal.lapse", subject=_subject(round), at=at, region=round.source.region_id, facts={"people": n})  # fmt: skip
    return open_.update(state=LINE.after("OFFERED", "end"), reasons=["nobody_answered"], trail=entry)


def _locked(round: Renewal) -> Renewal:
    return (
        Renewal.objects.select_for_update(of=("self",))
        .select_related("source", "target", "approval")
        .get(pk=round.pk)
    )


def _one_at_a_time(target: programmes.Programme) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{target.pk}"])


def _subject(round: Renewal) -> str:
    return f"{KIND}:{round.target.code}/{round.pk}"
