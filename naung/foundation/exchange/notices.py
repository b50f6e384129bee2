"""What a partner tells of its own accord, kept whole: once under its own number of the day, however often it comes."""

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung.foundation.exchange.models import Notice
from naung.foundation.exchange.taking import next_id
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.refusal import Refusal


class OtherWords(Refusal):
    """The partner used one number twice on a day, for two different things."""


@transaction.atomic
def take(
    *, partner: str, day: date, external_id: str, reference: str, said: str, body: bytes, region: str, by: Actor, at: datetime
) -> tuple[Notice, bool]:  # fmt: skip
    """The notice, and whether it is new. It moves nothing: whoever goes on with the order asks the partner. OtherWords."""
    _one_at_a_time(partner, day, external_id)
    there = Notice.objects.filter(partner=partner, day=day, external_id=external_id).first()
    if there and there.sha256 != sha256(body):
        raise OtherWords(_("Nomor %(number)s sudah dipakai hari ini untuk kabar yang lain.") % {"number": external_id})  # fmt: skip
    if there:
        return there, False
    number = next_id("exchange_notice")
    entry = trail.record(by=by, verb="exchange.notice", subject=f"exchange.notice:{number}", at=at, region=region,
                         facts={"partner": partner, "reference": reference, "said": said, "sha256": sha256(body)})  # fmt: skip
    return Notice.objects.create(id=number, partner=partner, day=day, external_id=external_id, reference=reference, said=said, sha256=sha256(body),
                                 sealed=seals.seal_bytes(body, "file"), region=region, told_at=at, trail=entry), True  # fmt: skip


def _one_at_a_time(partner: str, day: date, external_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 56))", [f"{partner} {day} {external_id}"])  # fmt: skip


def of(partner: str, reference: str) -> QuerySet[Notice]:
    """Every notice about an order, oldest first."""
    return Notice.objects.filter(partner=partner, reference=reference).defer("sealed").order_by("pk")
