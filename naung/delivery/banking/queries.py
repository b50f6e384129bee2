"""Who has an account, whose was refused and why, and what is on it to show."""

from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from naung.delivery.banking.models import Account
from naung.delivery.programme.queries import Programme
from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.queries import Batch
from naung.foundation.vault import seals
from naung.kit.text import mask


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


def refused(programme: Programme, region: str | None = None) -> QuerySet[Account]:
    """Those whom the bank sent back, for somebody to put right: by region, village."""
    found = Account.objects.filter(programme_id=programme.pk, state="REFUSED")
    return (found.filter(region=region) if region else found).order_by("region", "village", "pk")


def regions_that_wait(programme: Programme, region: str | None = None) -> list[str]:
    """Regions with a living member who has no account."""
    sql = """select distinct m.region from enrolment_membership m join registry_person p on p.id = m.person_id
             where m.programme_id = %(programme)s and m.state = 'ENROLLED' and p.died_on is null and p.merged_into_id is null
               and (%(region)s = '' or m.region = %(region)s)
               and not exists (select from banking_account a where a.membership_id = m.id) order by 1"""
    params: dict[str, Any] = {"programme": programme.pk, "region": region or ""}
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
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
