"""Reads: what is told of a treatment, what it has cost, what comes next, and what an assessment may rest on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from naung.delivery.claims.models import Claim
from naung.delivery.claims.treatment import parts
from naung.delivery.claims.treatment.benefits import Receipts
from naung.delivery.claims.treatment.kinds import AIDS, MODES, VOID
from naung.delivery.claims.treatment.models import Care
from naung.foundation.vault import seals
from naung.kit.months import Month

NOTE = "claim.care"


@dataclass(frozen=True, slots=True)
class Sums:
    """Whole rupiah, of what is not void. `owed`: treatment that the family paid and has not had back. No sum has a limit here."""

    insurer: int = 0
    family: int = 0
    other: int = 0
    repaid: int = 0
    transport: int = 0
    aids: int = 0
    home_care: int = 0
    days: int = 0  # of inability to work, up to the doctor's statement

    @property
    def treatment(self) -> int:
        return self.insurer + self.family + self.other

    @property
    def owed(self) -> int:
        return self.family - self.repaid

    @property
    def laid_out(self) -> int:
        """Everything that left the family's purse."""
        return self.family + self.transport + self.aids + self.home_care


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an assessment rests on. `form` empty and `closed` False while treatment goes on; `stated_on`: the day of the doctor's
    statement, from which the second report's hours run; `waits`: sentences of what an assessor still waits for."""

    receipts: Receipts
    form: str = ""
    stated_on: date | None = None
    ended_on: date | None = None
    closed: bool = False
    waits: list[str] = field(default_factory=list)
    entries: int = 0  # that count; none: nobody entered this treatment


@dataclass(frozen=True, slots=True)
class MonthOf:
    """One calendar month of the timeline, its entries in order (void ones among them) and its sums without them."""

    month: Month
    entries: list[Care]
    sums: Sums


def everything(claim_id: int) -> list[Care]:
    """All that was ever told, void or not, by day."""
    return list(Care.objects.filter(claim_id=claim_id).select_related("recorded_by").order_by("day", "pk"))


def live(claim_id: int) -> list[Care]:
    """What counts, by day and in the order in which it was told."""
    return standing(Care.objects.filter(claim_id=claim_id).order_by("day", "pk"))


def standing(entries: Iterable[Care]) -> list[Care]:
    """Of all entries of a claim those that no later one voided."""
    entries = list(entries)
    gone = {one.voids_id for one in entries}
    return [one for one in entries if one.kind != VOID and one.pk not in gone]


def by_number(claim_id: int, entry: int) -> Care | None:
    return Care.objects.filter(claim_id=claim_id, pk=entry).first()


def note(entry: Care) -> str:
    """What was written with it; may speak of health."""
    return seals.open_sealed(entry.note_sealed, NOTE) if entry.note_sealed else ""


def sums(entries: Sequence[Care]) -> Sums:
    """Of entries that count (`live`, `standing`)."""
    stated = statement(entries)
    return Sums(
        insurer=_sum(entries, "cost", paid_by="insurer"), family=_sum(entries, "cost", paid_by="family"), other=_sum(entries, "cost", paid_by="other"),
        repaid=_sum(entries, "repaid"), transport=_sum(entries, "transport"), aids=_sum(entries, "aid"), home_care=_sum(entries, "home_care"),
        days=sum(rest_days(one, stated.day if stated else None) for one in entries if one.kind == "rest"),
    )  # fmt: skip


def statement(entries: Iterable[Care]) -> Care | None:
    return next((one for one in entries if one.kind == "statement"), None)


def rest_days(entry: Care, ended_on: date | None, *, month: Month | None = None) -> int:
    """Days of one doctor's note, both ends counted, none after the statement: the law gives it until healed, disabled or dead."""
    first, last = entry.day, min(filter(None, (entry.until, ended_on)))
    if month:
        first, last = max(first, month.first), min(last, month.last)
    return max((last - first).days + 1, 0)


def outcome(claim_id: int) -> Outcome:
    return outcome_of(live(claim_id))


def outcome_of(entries: Sequence[Care]) -> Outcome:
    """As `outcome`, over entries that were read already."""
    stated = statement(entries)
    receipts = _receipts(entries, stated)
    if stated is None:
        waits = [_("Pernyataan dokter belum ada: perawatan masih berjalan.")]
        return Outcome(receipts, waits=waits, entries=len(entries))
    return Outcome(receipts, stated.what, stated.day, stated.day, True, entries=len(entries))


def _receipts(entries: Sequence[Care], stated: Care | None) -> Receipts:
    found = sums(entries)
    named = {what: _sum(entries, "aid", what=what) for what in AIDS}
    modes = {mode: _sum(entries, "transport", what=mode) for mode in MODES}
    return Receipts(
        days=found.days, laid_out=found.owed, home_care_cost=found.home_care,
        home_care_months=sum(one.months or 0 for one in entries if one.kind == "home_care"),
        form=stated.what if stated else "", parts=parts.opened(stated.parts_sealed) if stated else (), **named, **modes,
    )  # fmt: skip


def _sum(entries: Iterable[Care], kind: str, **like: str) -> int:
    return sum(
        one.rupiah or 0
        for one in entries
        if one.kind == kind and all(getattr(one, name) == value for name, value in like.items())
    )


def timeline(claim_id: int) -> list[MonthOf]:
    """From the accident's month to the last in which something happens, none left out: eight months are eight lines."""
    return by_month(everything(claim_id))


def by_month(entries: Sequence[Care]) -> list[MonthOf]:
    """As `timeline`, over all entries of a claim that were read already."""
    counted = standing(entries)
    if not [one for one in entries if one.kind != VOID]:
        return []
    grouped: dict[Month, list[Care]] = defaultdict(list)
    for one in entries:
        if one.kind != VOID:
            grouped[Month.of(one.day)].append(one)
    ends = [one.until for one in counted if one.kind == "rest" and one.until]
    last = max([*grouped, *(Month.of(day) for day in ends)])
    return [MonthOf(month, grouped.get(month, []), _sums_in(counted, month)) for month in min(grouped).until(last)]  # fmt: skip


def _sums_in(counted: Sequence[Care], month: Month) -> Sums:
    stated = statement(counted)
    found = sums([one for one in counted if Month.of(one.day) == month and one.kind != "rest"])
    days = sum(rest_days(one, stated.day if stated else None, month=month) for one in counted if one.kind == "rest")  # fmt: skip
    return Sums(found.insurer, found.family, found.other, found.repaid, found.transport, found.aids, found.home_care, days)  # fmt: skip


def running() -> QuerySet[Claim]:
    """Accidents whose doctor has not stated how they ended, the oldest first."""
    gone = Exists(Care.objects.filter(voids_id=OuterRef("pk")))
    stated = Care.objects.filter(claim_id=OuterRef("pk"), kind="statement").exclude(gone)
    return (
        Claim.objects.filter(kind="accident", state="REPORTED")
        .exclude(Exists(stated))
        .select_related("person", "programme")
        .order_by("happened_on", "pk")
    )


def of_claims(claims: Iterable[int]) -> dict[int, list[Care]]:
    """What counts of each claim: one query however many they are."""
    grouped: dict[int, list[Care]] = {number: [] for number in claims}
    for one in Care.objects.filter(claim_id__in=list(grouped)).order_by("day", "pk"):
        grouped[one.claim_id].append(one)
    return {number: standing(entries) for number, entries in grouped.items()}


def admitted(entries: Iterable[Care]) -> Care | None:
    """The stay that nobody was sent home from yet."""
    inside: Care | None = None
    for one in entries:
        if one.kind in ("admission", "discharge"):
            inside = one if one.kind == "admission" else None
    return inside


@dataclass(frozen=True, slots=True)
class Twin:
    """A receipt of this claim that stands, with the same number and facility, in another one too."""

    reference: str
    facility: str
    number: str  # of the other claim
    programme: str


def twins(claim_id: int) -> list[Twin]:
    """Receipts that another claim counts too, as far as the officer's regions reach: for a person to look at, never refused."""
    with connection.cursor() as cursor:
        cursor.execute(_TWINS, {"claim": claim_id})
        return [Twin(*row) for row in cursor.fetchall()]


_TWINS = """
select distinct mine.reference, mine.facility, k.number, p.code
  from claims_care mine
  join claims_care other on other.facility_key = mine.facility_key and other.reference_key = mine.reference_key and other.claim_id <> mine.claim_id
  join claims_claim k on k.id = other.claim_id
  join programme_programme p on p.id = k.programme_id
 where mine.claim_id = %(claim)s and mine.kind in ('cost', 'aid') and other.kind in ('cost', 'aid') and mine.facility_key <> ''
   and not exists (select from claims_care v where v.voids_id in (mine.id, other.id))
 order by 3, 1
"""


def death_after(claim: Claim) -> Claim | None:
    """The claim of the death that this accident led to."""
    found = Claim.objects.filter(caused_by=claim, kind="death").exclude(state="REFUSED")
    return found.select_related("programme").first()


def months_since(claim: Claim, on: date) -> int:
    """Which month of treatment this is: the first begins with the accident."""
    return max((on - claim.happened_on).days, 0) // 30 + 1
