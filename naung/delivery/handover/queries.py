"""Whose cards are on an event's roll, who took theirs, and what still lies here."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from naung.delivery.handover.models import Card, Collection, Event
from naung.delivery.programme.queries import Programme
from naung.foundation.vault import seals
from naung.kit.refusal import Refusal
from naung.kit.text import mask

Row = dict[str, Any]

PEOPLE = """
select m.id as membership, m.person_id as person, p.code, p.name, p.born_on, p.sex, p.died_on, m.region, m.village,
       v.name as village_name, k.name as district_name, p.address, m.number_sealed, m.covered_from, m.covered_until,
       case when a.named then a.number_sealed end as account_sealed, case when a.named then a.passbook end as passbook, a.name_on_account, a.refusal_reason as account_refusal,
       c.id as card, c.number as card_number, c.token_sealed, o.collected_on, o.relation
  from enrolment_membership m join registry_person p on p.id = m.person_id
  left join regions_region v on v.code = m.village left join regions_region k on k.code = left(m.village, 8)
  -- a name that the bank spells otherwise waits for a person; until then nothing is printed of that account
  left join (select *, state in ('OPENED', 'ACTIVE', 'INACTIVE', 'DORMANT') as named from banking_account) a on a.membership_id = m.id
  left join lateral (select * from handover_card c where c.membership_id = m.id order by c.issue desc limit 1) c on true
  left join handover_collection o on o.membership_id = m.id
 where m.id = any(%s) and m.state = 'ENROLLED'
 order by k.name, v.name, p.name_folded, m.id
"""

# One of each district before a second of any, those whose passbook is there first: a hall where every district is seen.
CHOICE = """
select membership from (
    select m.id as membership, left(m.village, 8) as district, a.state is not null and a.state = 'OPENED' as with_passbook,
           row_number() over (partition by left(m.village, 8)
                              order by a.state = 'OPENED' desc nulls last, md5(p.code)) as turn
      from enrolment_membership m join registry_person p on p.id = m.person_id
      left join banking_account a on a.membership_id = m.id
     where m.programme_id = %(programme)s and m.state = 'ENROLLED' and m.village like %(within)s
       and m.covered_from <= %(on)s and m.covered_until >= %(on)s and (p.died_on is null or p.died_on > %(on)s)
       and not exists (select from handover_collection o where o.membership_id = m.id)
       and not exists (select from handover_card c where c.membership_id = m.id)
) waiting order by with_passbook desc, turn, district limit %(people)s
"""

BY_CODE = """
select p.code, m.id from enrolment_membership m join registry_person p on p.id = m.person_id
 where m.programme_id = %s and m.state = 'ENROLLED' and m.village like %s and p.code = any(%s)
"""


class NotAMember(Refusal):
    """A named person has no membership that runs in this programme and region."""


class NoSuchEvent(Refusal):
    """No event has this code."""


def event(code: str) -> Event:
    found = Event.objects.filter(code=code).first()
    if not found:
        raise NoSuchEvent(_("Tidak ada acara serah terima dengan kode %(code)s.") % {"code": code})
    return found


def events(programme: Programme) -> QuerySet[Event]:
    return Event.objects.filter(programme_id=programme.pk).order_by("held_on", "code")


def people(membership_ids: Sequence[int]) -> list[Row]:
    """Everything a card, a passbook slip and a roll show, for running memberships, by district, village and name.

    `member_number` and `token` in clear, the account masked: for print, never for a screen or a log."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [list(membership_ids)])
        names = [column.name for column in cursor.description]
        return [_opened(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _opened(row: Row) -> Row:
    number, account, token = row.pop("number_sealed"), row.pop("account_sealed"), row.pop("token_sealed")
    row["member_number"] = seals.open_sealed(number, "kpj")
    row["account"] = mask(seals.open_sealed(account, "account"), head=0, tail=4) if account else ""
    row["token"] = seals.open_sealed(token, "card") if token else ""
    return row


def choose(programme: Programme, held: Event, people_wanted: int) -> list[int]:
    """Memberships to invite, so many at most, spread over the districts; the same until somebody is invited."""
    with connection.cursor() as cursor:
        cursor.execute(
            CHOICE,
            {
                "programme": programme.pk,
                "within": f"{held.region}%",
                "on": held.held_on,
                "people": people_wanted,
            },
        )
        return [row[0] for row in cursor.fetchall()]


def by_codes(programme: Programme, held: Event, codes: Sequence[str]) -> list[int]:
    """Memberships of the people named by their codes; NotAMember names those who have none here."""
    with connection.cursor() as cursor:
        cursor.execute(BY_CODE, [programme.pk, f"{held.region}%", list(codes)])
        found = dict(cursor.fetchall())
    if missing := sorted(set(codes) - set(found)):
        raise NotAMember(
            _("Tidak ada kepesertaan yang berjalan di wilayah ini untuk %(codes)s.")
            % {"codes": ", ".join(missing)}
        )
    return [found[code] for code in codes]


def on_roll(held: Event) -> list[int]:
    """Memberships whose card was printed for this event."""
    return list(
        Card.objects.filter(event=held).order_by("pk").values_list("membership_id", flat=True).distinct()
    )


def not_collected(held: Event) -> list[Row]:
    """Whose card of this event still lies here."""
    taken = Collection.objects.filter(membership_id__in=on_roll(held)).values_list("membership_id", flat=True)
    return people(sorted(set(on_roll(held)) - set(taken)))


def counts(programme: Programme, region: str | None = None) -> dict[str, int]:
    """Members, cards printed, cards collected."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select count(*), count(*) filter (where exists (select from handover_card c where c.membership_id = m.id)),
                      count(*) filter (where exists (select from handover_collection o where o.membership_id = m.id))
                 from enrolment_membership m where m.programme_id = %s and m.state = 'ENROLLED' and m.village like %s""",
            [programme.pk, f"{region or ''}%"],
        )
        return dict(zip(("members", "cards", "collected"), cursor.fetchone(), strict=True))


def collected_by_relation(held: Event) -> dict[str, int]:
    return dict(
        Collection.objects.filter(event=held)
        .values_list("relation")
        .annotate(Count("pk"))
        .order_by("relation")
    )


def collection_of(membership_id: int) -> Collection | None:
    return Collection.objects.filter(membership_id=membership_id).select_related("event").first()
