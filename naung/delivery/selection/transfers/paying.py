"""Whom another payer took over gets that payer's programme: its places, its line, its agreement, and its people in the order they had.

Nothing is granted by this: the line is PROPOSED and holds no rupiah before its document is decided, and the list is made and signed as
every other."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import opening
from naung.delivery.programme import queries as programmes
from naung.delivery.selection.renewal.models import Takeover
from naung.delivery.selection.transfers import actions as transfers
from naung.kit.actor import Actor
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

OPENED = """
select g.code from programme_programme g where g.id in (
    select a.programme_id from selection_assessment a join selection_renewalline l on l.person_id = a.person_id
     where l.takeover_id = %s and l.state = 'TAKEN_OVER') and g.payer = %s and g.first_month = %s and g.id <> %s order by 1 limit 1"""


class NotSigned(Refusal):
    """The agreement with the insurer has no number, or was not signed before the first day that it is to cover."""


@transaction.atomic
def open_programme(*, takeover: Takeover, number: str, signed_on: date | None, by: Actor, at: datetime, on: date) -> programmes.Programme:  # fmt: skip
    """The programme of the payer of a decided takeover, with its people in it; again changes nothing. `number`, `signed_on`: of the payer's
    agreement with BPJS Ketenagakerjaan. NotAllowed, NotTakenOver, NotSigned; NoSuchPayer, OtherTerms of the programme."""
    if takeover.state != "DECIDED" or not takeover.rows:
        raise transfers.NotTakenOver(_("Jawaban ini belum diputuskan, jadi belum ada yang diambil alih."))
    number = squeeze(number)
    if not number or signed_on is None or signed_on > min(on, takeover.first_month):
        raise NotSigned(_("Tulis nomor perjanjian pembayar itu dengan BPJS Ketenagakerjaan dan tanggal tanda tangannya, sebelum perlindungan mulai."))  # fmt: skip
    year, government = takeover.round.target, takeover.payer in opening.GOVERNMENTS
    made = opening.open_for_payer(
        payer=opening.PayerFacts(takeover.payer, takeover.payer_name, takeover.region if government else ""), region=takeover.region,
        first_month=Month.of(takeover.first_month), last_month=Month.of(year.last_month), places=takeover.rows, rupiah=takeover.rupiah,
        reference=takeover.document, like=year, agreements=[opening.Terms("bpjs_tk", number, signed_on, takeover.first_month)], by=by, at=at,
    )  # fmt: skip
    transfers.carry_takeover(takeover=takeover, target=made, by=by, at=at)
    return made


def programme_of(takeover: Takeover) -> str:
    """The code of the programme into which these people went; '' while it is not opened."""
    with connection.cursor() as cursor:
        cursor.execute(OPENED, [takeover.pk, takeover.payer, takeover.first_month, takeover.round.target_id])
        found = cursor.fetchone()
    return str(found[0]) if found else ""
