"""Lists by name by address: prepared by one officer, decided by another; places given, and given back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import actions as quotas
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import lists, queries
from naung.delivery.selection.models import Decree, Place
from naung.delivery.selection.releasing import Because, NotHeld, NotWhy, note_releases, release_places
from naung.delivery.selection.states import DECREE, PLACE
from naung.delivery.selection.transfers import actions as transferring
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.months import Month
from naung.kit.refusal import Refusal

__all__ = ["Because", "NotHeld", "NotWhy", "note_releases", "release_places"]
KIND = "selection.decree"


class ListChanged(Refusal):
    """The rows of the list are no longer the ones that were prepared: prepare it again."""


class NoQuota(Refusal):
    """The region has no quota in this programme, so no list is made for it."""


class NotWaiting(Refusal):
    """Only a list that waits for its decision can be taken back."""


class TooEarly(Refusal):
    """A list is not decided on a day before it was prepared."""


class ProgrammeOver(Refusal):
    """No month of the programme is left to pay for."""


def prepare_decrees(
    *, programme: programmes.Programme, by: Actor, at: datetime, on: date, region: str | None = None
) -> list[Decree]:
    """The first list of each region that has a quota and somebody to place; a region whose list is decided keeps it.

    Needs a post that may propose in each region that has somebody to place. Run again, the same list is the same decree, and a list that changed
    while it waited is made void by the new one. Nobody eligible: no list."""
    made = [_prepare_first(programme, quota.region_id, by, at, on) for quota in _quotas(programme, region)]
    return [decree for decree in made if decree]


def prepare_replacements(
    *, programme: programmes.Programme, by: Actor, at: datetime, on: date, region: str | None = None
) -> list[Decree]:
    """A further list for each region whose decided one left places free, from the waiting list, naming the old one.

    It pays from the month of `on`. ProgrammeOver when no month is left. The three months of the death grant begin anew
    for whoever comes in: say so where this is decided."""
    if Month.of(on) > Month.of(programme.last_month):
        raise ProgrammeOver(
            _("Program %(code)s sudah berakhir; tidak ada bulan yang dapat diisi pengganti.")
            % {"code": programme.code}
        )
    made = [_prepare_further(programme, quota.region_id, by, at, on) for quota in _quotas(programme, region)]
    return [decree for decree in made if decree]


def _quotas(programme: programmes.Programme, region: str | None) -> Iterable[programmes.Quota]:
    found = programmes.quotas(programme)
    chosen = found.filter(region_id=region) if region else found
    if not chosen:
        raise NoQuota(
            _("%(region)s tidak mempunyai kuota dalam program %(code)s.")
            % {"region": region or "-", "code": programme.code}
        )
    return chosen


@transaction.atomic
def _prepare_first(
    programme: programmes.Programme, region: str, by: Actor, at: datetime, on: date
) -> Decree | None:
    _one_at_a_time(programme, region)
    decided = (
        Decree.objects.filter(programme=programme, region=region, state="DECIDED").order_by("round").first()
    )
    if decided:
        return decided
    return _prepare(programme, region, None, Month.of(programme.first_month), by, at, on)


@transaction.atomic
def _prepare_further(
    programme: programmes.Programme, region: str, by: Actor, at: datetime, on: date
) -> Decree | None:
    _one_at_a_time(programme, region)
    old = (
        Decree.objects.filter(programme=programme, region=region, state="DECIDED").order_by("-round").first()
    )
    start = max(Month.of(on), Month.of(programme.first_month))
    start = max(start, transferring.first_month_of(programme, region) or start)
    return _prepare(programme, region, old, start, by, at, on) if old else None


def _prepare(
    programme: programmes.Programme,
    region: str,
    old: Decree | None,
    start: Month,
    by: Actor,
    at: datetime,
    on: date,
) -> Decree | None:
    waits = (
        Decree.objects.select_for_update()
        .filter(programme=programme, region=region, state="PREPARED")
        .first()
    )
    quota = programmes.quota(programme, region)
    free = (quota.cap - quota.used if quota else 0) + (waits.rows if waits else 0)
    new = lists.draft(programme, region, old.round + 1 if old else 1, free=free, start=start)
    if not new.people and not waits:
        return None
    staff.require(by, "selection.propose", region, on=on)
    if waits and waits.content_hash == new.content_hash:
        return waits
    if waits:
        _void(waits, by, at)
    return _write(programme, new, old, by, at, on) if new.people else None


def _write(
    programme: programmes.Programme, new: lists.Draft, old: Decree | None, by: Actor, at: datetime, on: date
) -> Decree:
    """Money and places, approval, decree, places: all of it or nothing."""
    rows = len(new.people)
    subject = f"{KIND}:{programme.code}/{new.region}/{new.round}"
    funding = quotas.take_places(programme=programme, region=new.region, places=rows, rupiah=new.rupiah)
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=new.content_hash, rows=rows, rupiah=new.rupiah,
                                 by=by, at=at, region=new.region)  # fmt: skip
    entry = trail.record(by=by, verb="selection.prepare", subject=subject, at=at, region=new.region,
                         facts={"hash": new.content_hash, "rows": rows, "rupiah": new.rupiah, "changes": old.number if old else None})  # fmt: skip
    decree = Decree.objects.create(
        programme=programme, region=new.region, round=new.round, changes=old, approval=approval, funding_id=funding,
        content_hash=new.content_hash, first_month=new.first_month.first, months=new.months, per_place=new.per_place, rows=rows,
        rupiah=new.rupiah, places=new.places, candidates=new.candidates, criteria=new.criteria, prepared_on=on, trail=entry,
    )  # fmt: skip
    _propose(decree, new, entry)
    return decree


def _propose(decree: Decree, new: lists.Draft, entry: int) -> None:
    columns = [list(column) for column in zip(*new.people, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into selection_place (programme_id, decree_id, person_id, region, village, rank, state, released_because, trail)
               select %s, %s, person, %s, village, rank, 'PROPOSED', '', %s
               from unnest(%s::bigint[], %s::int[], %s::text[]) listed (person, rank, village)""",
            [decree.programme_id, decree.pk, decree.region, entry, columns[0], columns[1], columns[3]],
        )


def decide_decree(
    *,
    decree: Decree,
    approve: bool,
    content_hash: str,
    by: Actor,
    at: datetime,
    on: date,
    number: str | None = None,
    note: str = "",
) -> Decree:
    """Signs a list, or refuses it, by another person than who prepared it; `content_hash` is of what the decider saw.

    Signed: its places are held, under `number` (or a made-up one that says so). Refused: places and rupiah go back.
    SamePerson, NotAllowed, ContentChanged, ListChanged, AlreadyDecided; deciding the same again changes nothing."""
    with transaction.atomic():
        _one_at_a_time(decree.programme, decree.region)
        decree = (
            Decree.objects.select_for_update(of=("self",))
            .select_related("programme", "approval")
            .get(pk=decree.pk)
        )
        approvals.decide(
            approval=decree.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
        )
        staff.require(by, "selection.decide", decree.region, on=on)
        if decree.state == DECREE.after("PREPARED", "decide" if approve else "refuse"):
            return decree
        return _sign(decree, by, at, on, number) if approve else _refuse(decree, by, at, note)


def _sign(decree: Decree, by: Actor, at: datetime, on: date, number: str | None) -> Decree:
    if queries.content_hash(decree) != decree.content_hash:
        raise ListChanged(
            _("Isi daftar %(region)s tidak lagi sama dengan yang disusun. Susun ulang daftar itu.")
            % {"region": decree.region}
        )
    if on < decree.prepared_on:
        raise TooEarly(_("Daftar ini baru disusun pada %(day)s.") % {"day": say_date(decree.prepared_on)})
    decree.state = DECREE.after(decree.state, "decide")
    decree.number = number or _made_up_number(decree, on)
    decree.decided_on = on
    decree.trail = trail.record(by=by, verb="selection.decide", subject=_subject(decree), at=at, region=decree.region,
                                facts={"number": decree.number, "hash": decree.content_hash, "rows": decree.rows, "on": str(on)})  # fmt: skip
    decree.save(update_fields=["state", "number", "decided_on", "trail"])
    Place.objects.filter(decree=decree, state="PROPOSED").update(
        state=PLACE.after("PROPOSED", "decide"), trail=decree.trail
    )
    return decree


def _refuse(decree: Decree, by: Actor, at: datetime, note: str) -> Decree:
    return _take_back(decree, "refuse", _("daftar ditolak"), by, at, note)


def _void(decree: Decree, by: Actor, at: datetime) -> None:
    approvals.void(approval=decree.approval, by=by, at=at, why="the list changed")
    _take_back(decree, "void", _("daftar disusun ulang"), by, at, "")


@transaction.atomic
def withdraw_decree(*, decree: Decree, why: str, by: Actor, at: datetime, on: date) -> Decree:
    """Takes a list back that waits for its decision, with the reason; places and rupiah are free again.

    Whoever may propose in the region may take back, so that nobody's absence blocks it. NotAllowed, NotWaiting; again: unchanged."""
    _one_at_a_time(decree.programme, decree.region)
    decree = (
        Decree.objects.select_for_update(of=("self",))
        .select_related("programme", "approval")
        .get(pk=decree.pk)
    )
    staff.require(by, "selection.propose", decree.region, on=on)
    if decree.state == DECREE.after("PREPARED", "void"):
        return decree
    if decree.state != "PREPARED":
        raise NotWaiting(_("Daftar ini sudah diputuskan, jadi tidak dapat ditarik lagi."))
    approvals.void(approval=decree.approval, by=by, at=at, why=why)
    return _take_back(decree, "void", _("usulan ditarik"), by, at, why)


def _take_back(decree: Decree, verb: str, because: str, by: Actor, at: datetime, why: str) -> Decree:
    """A list that was never decided gives all its places and rupiah back."""
    decree.state = DECREE.after(decree.state, verb)
    decree.trail = trail.record(by=by, verb=f"selection.{verb}", subject=_subject(decree), at=at, region=decree.region, why=why,
                                facts={"hash": decree.content_hash, "rows": decree.rows})  # fmt: skip
    decree.save(update_fields=["state", "trail"])
    Place.objects.filter(decree=decree, state="PROPOSED").update(
        state=PLACE.after("PROPOSED", "withdraw"), released_because=because, trail=decree.trail
    )
    quotas.give_back_places(
        programme=decree.programme,
        region=decree.region,
        places=decree.rows,
        rupiah=decree.rupiah,
        funding=decree.funding_id,
    )
    return decree


def _one_at_a_time(programme: programmes.Programme, region: str) -> None:
    """Lists of one region wait for each other until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{programme.pk}/{region}"]
        )


def _subject(decree: Decree) -> str:
    return f"{KIND}:{decree.programme.code}/{decree.region}/{decree.round}"


def _made_up_number(decree: Decree, on: date) -> str:
    """For trying out, until the legal bureau's own number is given."""
    return f"{decree.pk}/KEP/HK/{on.year} {decree.region}-{decree.round} (DATA CONTOH)"
