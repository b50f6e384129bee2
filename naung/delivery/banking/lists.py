"""Accounts as lists: by state and region, what waits too long for its holder, what is about to rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, ExpressionWrapper, F, Min, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Greatest

from naung.delivery.banking import rules
from naung.delivery.banking.models import Account
from naung.delivery.programme.queries import Programme

BUCKETS = ("30", "60", "90", "later")
AWAKE = ("OPENED", "ACTIVE")


@dataclass(frozen=True, slots=True)
class Wanted:
    """regions: codes, each with all below it; none, nobody. late: opened, and waiting for the holder longer than rules.yaml has patience."""

    regions: tuple[str, ...]
    states: tuple[str, ...] = ()
    late: bool = False


def accounts(programme: Programme, wanted: Wanted, *, on: date) -> QuerySet[Account]:
    """With the person and `place` (the village's name), by village and name."""
    found = Account.objects.filter(_within(wanted.regions), programme_id=programme.pk)
    if wanted.states:
        found = found.filter(state__in=wanted.states)
    if wanted.late:
        found = found.filter(_late(on))
    named = RawSQL("(select r.name from regions_region r where r.code = banking_account.village)", [])
    return (
        found.select_related("person").annotate(place=named).order_by("village", "person__name_folded", "pk")
    )


def by_state(programme: Programme, regions: Iterable[str], *, on: date) -> dict[str, int]:
    """How many in each state, and `late` of those who wait for their holder."""
    found = Account.objects.filter(_within(regions), programme_id=programme.pk)
    counted = dict(found.values_list("state").annotate(n=Count("pk")).order_by("state"))
    return {**counted, "late": found.filter(_late(on)).count()}


def by_region(programme: Programme, regions: Iterable[str]) -> list[dict[str, Any]]:
    """For each regency: region, state, n; in order."""
    found = Account.objects.filter(_within(regions), programme_id=programme.pk)
    return list(found.values("region", "state").annotate(n=Count("pk")).order_by("region", "state"))


def refusals(programme: Programme, regions: Iterable[str]) -> list[dict[str, Any]]:
    """Refused and not asked for again: region, code, one of the bank's sentences, how many, and how often at most they were asked."""
    found = Account.objects.filter(_within(regions), programme_id=programme.pk, state="REFUSED")
    return list(found.values("region", "refusal_code").annotate(n=Count("pk"), reason=Min("refusal_reason")).order_by("-n", "region", "refusal_code"))  # fmt: skip


def resting(programme: Programme, regions: Iterable[str], *, on: date, bucket: str = "") -> QuerySet[Account]:
    """Accounts by the day on which they turn inactive (`rests_on`), the first at the top; NoRule before any rule is in force."""
    found = _by_day(programme, regions, on)
    since, until = _edges(bucket, on)
    found = found.filter(rests_on__gt=since) if since else found
    found = found.filter(rests_on__lte=until) if until else found
    named = RawSQL("(select r.name from regions_region r where r.code = banking_account.village)", [])
    return found.select_related("person").annotate(place=named).order_by("rests_on", "village", "pk")


def buckets(programme: Programme, regions: Iterable[str], *, on: date) -> dict[str, int]:
    """How many turn inactive within 30, 60, 90 days and later (each without the one before), and how many rest already; NoRule."""
    edges = {name: _edges(name, on) for name in BUCKETS}
    sums = {name: Count("pk", filter=_between(*edge)) for name, edge in edges.items()}
    counted = _by_day(programme, regions, on).aggregate(**{f"in_{name}": one for name, one in sums.items()})
    asleep = Account.objects.filter(_within(regions), programme_id=programme.pk)
    return {**{name: counted[f"in_{name}"] for name in BUCKETS},
            "INACTIVE": asleep.filter(state="INACTIVE").count(), "DORMANT": asleep.filter(state="DORMANT").count()}  # fmt: skip


def first_rest(programme: Programme, regions: Iterable[str], *, on: date) -> date | None:
    """The first day on which one of them turns inactive if nothing moves it; NoRule."""
    return _by_day(programme, regions, on).aggregate(first=Min("rests_on"))["first"]  # type: ignore[no-any-return]


def rests_on(account: Account, *, on: date) -> date | None:
    """The day on which this account turns inactive if nothing moves it; None where it rests already or is none. NoRule."""
    if account.state not in AWAKE or account.opened_on is None:
        return None
    last = max(day for day in (account.opened_on, account.activated_on, account.moved_on) if day)
    return last + timedelta(days=rules.value("inactive_after", on=on) + 1)


def _by_day(programme: Programme, regions: Iterable[str], on: date) -> QuerySet[Any]:
    days = rules.value("inactive_after", on=on) + 1  # more than so many days: it turns on the day after
    last = Greatest(
        F("opened_on"), Coalesce(F("activated_on"), F("opened_on")), Coalesce(F("moved_on"), F("opened_on"))
    )
    found = Account.objects.filter(_within(regions), programme_id=programme.pk, state__in=AWAKE)
    return found.annotate(rests_on=ExpressionWrapper(last + days, output_field=DateField()))


def _edges(bucket: str, on: date) -> tuple[date | None, date | None]:
    """(after this day, up to this day) of a bucket; nothing named, everything."""
    known = {"30": (None, 30), "60": (30, 60), "90": (60, 90), "later": (90, None)}
    since, until = known.get(bucket, (None, None))
    return (on + timedelta(days=since) if since else None, on + timedelta(days=until) if until else None)


def _between(since: date | None, until: date | None) -> Q:
    return (Q(rests_on__gt=since) if since else Q()) & (Q(rests_on__lte=until) if until else Q())


def _late(on: date) -> Q:
    days = rules.value("waiting_long", on=on)
    return Q(
        state__in=["OPENED", "INACTIVE", "DORMANT"],
        activated_on=None,
        opened_on__lt=on - timedelta(days=days),
    )


def _within(regions: Iterable[str]) -> Q:
    seen = Q(pk__in=[])
    for code in regions:
        seen |= Q(village=code) | Q(village__startswith=f"{code}.")
    return seen
