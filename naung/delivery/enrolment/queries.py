"""Who is insured, since when and until when, and why somebody is not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from naung.delivery.enrolment.models import Membership
from naung.delivery.programme.queries import Programme
from naung.delivery.registry import correcting
from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.queries import Batch
from naung.foundation.vault import seals
from naung.kit.clock import say_date
from naung.kit.months import Month
from naung.kit.text import mask

# A record and every record that was merged into it: cover booked under a duplicate is the person's own.
SAME_PERSON = """
with recursive same (id) as (
    select %(person)s::bigint union all select p.id from registry_person p join same s on p.merged_into_id = s.id
)
select m.id from enrolment_membership m join same s on s.id = m.person_id
"""


@dataclass(frozen=True, slots=True)
class Cover:
    """Is somebody insured on a day? `because` says it in a sentence either way."""

    insured: bool
    since: date | None
    until: date | None  # last day, included
    because: str
    membership: int | None = None
    place: int | None = None


def covered_in(programme: Programme, month: Month, region: str | None = None) -> tuple[str, dict[str, Any]]:
    """SQL and params for (membership_id, place_id, person_id, region, village) of everybody covered on any day of the month.

    The insurer bills whole months: who starts or ends within one pays it (reference, domain 1.5)."""
    params: dict[str, Any] = {"programme": programme.pk, "month_first": month.first, "month_last": month.last}
    sql = """select id as membership_id, place_id, person_id, region, village from enrolment_membership
              where programme_id = %(programme)s and state in ('ENROLLED', 'ENDED')
                and covered_from <= %(month_last)s and covered_until >= %(month_first)s"""
    if region:
        sql, params["region"] = sql + " and region = %(region)s", region
    return sql, params


def of_person(person_id: int) -> QuerySet[Membership]:
    """Every membership of a person, those of records merged into it too; oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(SAME_PERSON, {"person": person_id})
        ids = [row[0] for row in cursor.fetchall()]
    return Membership.objects.filter(pk__in=ids).order_by("requested_on", "pk")


def cover_on(person_id: int, day: date) -> Cover:
    memberships = list(of_person(person_id))
    for m in memberships:
        if m.covered_from and m.covered_until and m.covered_from <= day <= m.covered_until:
            return Cover(True, m.covered_from, m.covered_until, _("Terlindungi sejak %(since)s sampai %(until)s.")
                         % {"since": say_date(m.covered_from), "until": say_date(m.covered_until)}, m.pk, m.place_id)  # fmt: skip
    if not memberships:
        return Cover(False, None, None, _("Belum pernah didaftarkan ke BPJS Ketenagakerjaan."))
    return _not_covered(memberships[-1], day)


def _not_covered(m: Membership, day: date) -> Cover:
    if m.state == "RETURNED":
        because = _("Dikembalikan BPJS Ketenagakerjaan untuk diperbaiki: %(why)s") % {"why": m.refusal_reason}
    elif m.state == "REQUESTED":
        because = _("Pendaftaran tanggal %(on)s belum dijawab BPJS Ketenagakerjaan.") % {
            "on": say_date(m.requested_on)
        }
    elif m.state == "REFUSED":
        because = _("Tidak diterima BPJS Ketenagakerjaan: %(why)s") % {"why": m.refusal_reason}
    elif m.covered_from and day < m.covered_from:
        because = _("Perlindungan baru mulai %(since)s.") % {"since": say_date(m.covered_from)}
    else:
        because = _("Perlindungan sudah berakhir pada %(until)s.") % {
            "until": say_date(m.covered_until) if m.covered_until else "-"
        }
    return Cover(False, m.covered_from, m.covered_until, because, m.pk, m.place_id)


def months_of(person_id: int) -> list[Month]:
    """The months in which a person is or was covered, in order, each once."""
    months = {month for m in of_person(person_id) if m.covered_from and m.covered_until
              for month in Month.of(m.covered_from).until(Month.of(m.covered_until))}  # fmt: skip
    return sorted(months)


def enrolled(programme: Programme, region: str | None = None) -> QuerySet[Membership]:
    """Memberships that run, by region and village."""
    found = Membership.objects.filter(programme_id=programme.pk, state="ENROLLED")
    return (found.filter(region=region) if region else found).order_by("region", "village", "pk")


def listed(programme: Programme, region: str = "", state: str = "") -> QuerySet[Membership]:
    """Every membership of a programme, by region, village and number; an unknown state gives nobody."""
    found = Membership.objects.filter(programme_id=programme.pk).select_related("person", "agreement")
    found = found.filter(region=region) if region else found
    return (found.filter(state=state) if state else found).order_by("region", "village", "pk")


def returned(programme: Programme) -> QuerySet[Membership]:
    """Those whom the insurer sent back and who can be put right, oldest answer first."""
    return Membership.objects.filter(programme_id=programme.pk, state="RETURNED").order_by("trail", "pk")


def refused_for_good(programme: Programme) -> list[tuple[str, int]]:
    """(meaning, how many) of those whose place went back, the most frequent first."""
    found = Membership.objects.filter(programme_id=programme.pk, state="REFUSED").values("refusal_meaning").annotate(n=Count("pk"))  # fmt: skip
    return [(row["refusal_meaning"], row["n"]) for row in found.order_by("-n", "refusal_meaning")]


def put_right(membership_ids: list[int]) -> set[int]:
    """Those of these memberships whose person's data were corrected since the insurer's answer."""
    found = {m.pk: m for m in Membership.objects.filter(pk__in=membership_ids)}
    corrected = correcting.corrected_since({m.person_id: m.trail for m in found.values()})
    return {pk for pk, m in found.items() if m.person_id in corrected}


HISTORY = """
select l.subject as membership, b.id as batch, b.key, b.sha256, l.number, l.state, l.code, l.reason, b.sent_at, r.taken_at, r.sha256 as reply_sha256
  from exchange_line l join exchange_batch b on b.id = l.batch_id left join exchange_reply r on r.id = l.reply_id
 where b.partner = 'bpjs_tk' and b.kind = 'enrolment' and l.subject = any(%s) order by b.id"""


def sendings(membership_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """By membership: each time it was sent, and what was answered: batch, key, sent_at, state, code, reason, taken_at, both hashes."""
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in membership_ids}
    with connection.cursor() as cursor:
        cursor.execute(HISTORY, [membership_ids])
        names = [column.name for column in cursor.description]
        for row in cursor.fetchall():
            one = dict(zip(names, row, strict=True))
            found[one.pop("membership")].append(one)
    return found


def counts(programme: Programme, region: str | None = None) -> dict[str, int]:
    """How many memberships in each state."""
    found = Membership.objects.filter(programme_id=programme.pk)
    found = found.filter(region=region) if region else found
    return dict(found.values_list("state").annotate(n=Count("pk")).order_by("state"))


def number_of(membership: Membership) -> str:
    """The participant number (KPJ) in clear, for documents handed to its holder; empty while there is none."""
    return seals.open_sealed(membership.number_sealed, "kpj") if membership.number_sealed else ""


def masked_number(membership: Membership) -> str:
    return mask(number_of(membership), head=0, tail=4) if membership.number_sealed else ""


def decrees_that_wait(programme: Programme, region: str | None = None) -> list[int]:
    """Decided decrees with a held place that has no membership and may be sent, by region and round."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select d.id from selection_decree d where d.programme_id = %s and d.state = 'DECIDED' and (%s = '' or d.region = %s)
                 and exists (select from selection_place l join registry_person p on p.id = l.person_id
                             where l.decree_id = d.id and l.state = 'HELD' and p.merged_into_id is null and p.died_on is null
                               and not exists (select from enrolment_membership m where m.place_id = l.id))
               order by d.region, d.round""",
            [programme.pk, region or "", region or ""],
        )
        return [row[0] for row in cursor.fetchall()]


def held_back(programme: Programme, region: str | None = None) -> dict[str, int]:
    """Held places that are not sent, by reason: whoever holds them has died, or stands in the registry twice."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select case when p.died_on is not null then 'died' else 'merged' end, count(*)
                 from selection_place l join registry_person p on p.id = l.person_id
                where l.programme_id = %s and l.state = 'HELD' and (%s = '' or l.region = %s)
                  and (p.died_on is not null or p.merged_into_id is not null)
                  and not exists (select from enrolment_membership m where m.place_id = l.id)
                group by 1 order by 1""",
            [programme.pk, region or "", region or ""],
        )
        return dict(cursor.fetchall())


def batches(
    programme: Programme, region: str | None = None, *, partner: str = "bpjs_tk", kind: str = "enrolment"
) -> list[Batch]:
    """The batches of a programme, in the order of their making."""
    found = exchange.batches(partner, kind).filter(key__startswith=f"{programme.code}/")
    return list(found.filter(region=region) if region else found)
