"""Who has an account, whose was refused and why, and what is on it to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from naung.delivery.banking import banks, rules, waiting
from naung.delivery.banking.models import Account, Call, Change
from naung.delivery.banking.receiving import Fits as Fits
from naung.delivery.banking.receiving import fits
from naung.delivery.banking.states import NUMBERED
from naung.delivery.programme.queries import Programme
from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.queries import Batch
from naung.foundation.vault import seals
from naung.kit.refusal import Refusal
from naung.kit.text import mask


@dataclass(frozen=True, slots=True)
class InUse:
    """The account that money would go to at a moment. `change`: the number of the change that put it there; 0: the bank's first one."""

    bank: str
    bank_name: str
    product: str
    name: str
    sealed: bytes
    index: bytes
    since: datetime | date | None
    change: int = 0

    @property
    def masked(self) -> str:
        return mask(seals.open_sealed(self.sealed, "account"), head=0, tail=4) if self.sealed else ""


class NoSuchAccount(Refusal):
    """Nobody within one's regions has an account, or a change of it, under this number."""


def one(pk: int) -> Account:
    found = Account.objects.select_related("person", "programme").filter(pk=pk).first()
    if found is None:
        raise NoSuchAccount(_("Tidak ada rekening dengan nomor urut %(pk)s.") % {"pk": pk})
    return found


def of_membership(membership_id: int) -> Account | None:
    return Account.objects.filter(membership_id=membership_id).first()


def of_memberships(membership_ids: list[int]) -> dict[int, Account]:
    return {a.membership_id: a for a in Account.objects.filter(membership_id__in=membership_ids)}


def masked_number(account: Account) -> str:
    """'•••• •••• ••12 34': enough for its holder to know it, empty while there is none."""
    return (
        mask(seals.open_sealed(account.number_sealed, "account"), head=0, tail=4)
        if account.number_sealed
        else ""
    )


def counts(programme: Programme, region: str | None = None) -> dict[str, int]:
    """How many accounts in each state."""
    found = Account.objects.filter(programme_id=programme.pk)
    found = found.filter(region=region) if region else found
    return dict(found.values_list("state").annotate(n=Count("pk")).order_by("state"))


def with_number(counted: dict[str, int]) -> int:
    """Of `counts`: those that the bank opened, whatever became of them since."""
    return sum(n for state, n in counted.items() if state in NUMBERED)


def refused(programme: Programme, region: str | None = None) -> QuerySet[Account]:
    """Those whom the bank sent back, for somebody to put right: by region, village."""
    found = Account.objects.filter(programme_id=programme.pk, state="REFUSED")
    return (found.filter(region=region) if region else found).order_by("region", "village", "pk")


def regions_that_wait(programme: Programme, region: str | None = None) -> list[str]:
    """Regions with a living member who has no account, or whose refused one can be asked for again (waiting.py)."""
    with connection.cursor() as cursor:
        cursor.execute(waiting.REGIONS, {"programme": programme.pk, "region": region or ""})
        return [row[0] for row in cursor.fetchall()]


def batches(programme: Programme, region: str | None = None, *, partner: str = "bank_ntt") -> list[Batch]:
    """The batches of a programme, in the order of their making."""
    found = exchange.batches(partner, "banking").filter(key__startswith=f"{programme.code}/")
    return list(found.filter(region=region) if region else found)


def held_back(programme: Programme, region: str | None = None) -> dict[str, int]:
    """Members without an account who are not sent, by reason: they have died, or stand in the registry twice."""
    sql = """select case when p.died_on is not null then 'died' else 'merged' end, count(*)
               from enrolment_membership m join registry_person p on p.id = m.person_id
              where m.programme_id = %s and m.state = 'ENROLLED' and (%s = '' or m.region = %s)
                and (p.died_on is not null or p.merged_into_id is not null)
                and not exists (select from banking_account a where a.membership_id = m.id) group by 1 order by 1"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [programme.pk, region or "", region or ""])
        return dict(cursor.fetchall())


def askings(account: Account) -> list[dict[str, Any]]:
    """Every time the bank was asked for this account, in order: batch, key, asked_at, state of the line, code, reason."""
    sql = """select b.id as batch, b.key, b.prepared_at as asked_at, l.state, l.code, l.reason from exchange_line l join exchange_batch b on b.id = l.batch_id
              where l.subject = %s and b.partner = 'bank_ntt' and b.kind = 'banking' order by l.id"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [account.pk])
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


# --- another account in the place of the first -----------------------------------------------------------------------


def changes() -> QuerySet[Change]:
    """Every change within one's regions, the newest first."""
    known = Change.objects.select_related(
        "account", "person", "approval", "approval__decided_by", "requested_by"
    )
    return known.order_by("-pk")


def changes_within(regions: Iterable[str]) -> QuerySet[Change]:
    """Those of these regions and below; no region, none."""
    seen = Q(pk__in=[])
    for code in regions:
        seen |= Q(village=code) | Q(village__startswith=f"{code}.")
    return changes().filter(seen)


def change(pk: int) -> Change:
    found = changes().filter(pk=pk).first()
    if found is None:
        raise NoSuchAccount(_("Tidak ada penggantian rekening dengan nomor urut %(pk)s.") % {"pk": pk})
    return found


def calls(change: Change) -> list[Call]:
    """Every call and visit about a change, in order."""
    return list(Call.objects.filter(change=change).select_related("called_by").order_by("called_at", "pk"))


def not_heard(found: QuerySet[Change]) -> QuerySet[Change]:
    """Of these, those whose old contact has said neither yes nor no."""
    return found.exclude(Exists(Call.objects.filter(change=OuterRef("pk"), answer__in=["YES", "NO"])))


def heard(change: Change) -> Call | None:
    """The last time that the old contact said yes or no."""
    said = Call.objects.filter(change=change, answer__in=["YES", "NO"]).order_by("-called_at", "-pk")
    return said.first()


def contact_changed(change: Change) -> bool:
    """Has the person's telephone number become another one since the change was asked for? The old one is the one to call."""
    before, now = change.contact_sealed, change.person.phone_sealed
    opened = [seals.open_sealed(one, "phone") if one else "" for one in (before, now)]
    return opened[0] != opened[1]


def waits(change: Change, *, at: datetime) -> bool:
    """Confirmed, and not used yet."""
    return change.state == "CONFIRMED" and change.effective_at is not None and at < change.effective_at


def under_way(account: Account, *, at: datetime) -> Change | None:
    """The change of this account that waits for its decision, or for its hours to be over."""
    going = Q(state="REQUESTED") | Q(state="CONFIRMED", effective_at__gt=at)
    return Change.objects.filter(going, account=account).order_by("-pk").first()


def in_use(account: Account, *, at: datetime) -> InUse:
    """The account that money would go to at this moment: the last change whose wait is over, else the one the bank opened."""
    last = Change.objects.filter(account=account, state="CONFIRMED", effective_at__lte=at).order_by("-effective_at", "-pk").first()  # fmt: skip
    if last:
        return InUse(last.bank, last.bank_name, last.product, last.holder, bytes(last.account_sealed), bytes(last.account_index),
                     last.effective_at, last.number)  # fmt: skip
    return InUse(banks.OURS, banks.BANKS[banks.OURS], "basic", account.name_on_account, bytes(account.number_sealed or b""),
                 bytes(account.number_index or b""), account.opened_on)  # fmt: skip


def others_with(account: Account, bank: str, index: bytes) -> bool:
    """Is this number another member's, or on its way to be, as far as the regions of who asks reach?"""
    going = Change.objects.filter(bank=bank, account_index=index, state__in=["REQUESTED", "CONFIRMED"])
    if going.exclude(person_id=account.person_id).exists():
        return True
    ours = Account.objects.filter(number_index=index).exclude(person_id=account.person_id)
    return bank == banks.OURS and ours.exists()


def lately_changed(person_ids: Iterable[int], *, at: datetime, on: date) -> list[Change]:
    """Changes of these people's accounts asked for or come into use so shortly before `at` that a payment is looked at twice
    (rules.yaml, change_flag_days). For wherever a payment to a person is decided."""
    since = at - timedelta(days=rules.value("change_flag_days", on=on))
    recent = Q(requested_at__gte=since) | Q(effective_at__gte=since)
    return list(
        changes().filter(recent, person_id__in=list(person_ids), state__in=["REQUESTED", "CONFIRMED"])
    )


def can_receive(account: Account, amount: int, *, at: datetime, on: date) -> Fits:
    """Would this amount (whole rupiah) fit into the account that is in use, by the ceilings of its kind? With the reason, in words."""
    return fits(account.state, in_use(account, at=at).product, amount, on=on, changed=bool(in_use(account, at=at).change))  # fmt: skip
