"""Lines that came back and can be put right: sent again after their data were corrected, or given up so that the next may come in."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.enrolment import actions, queries
from naung.delivery.enrolment.models import Membership
from naung.delivery.enrolment.ports import Insurer
from naung.delivery.enrolment.states import MEMBERSHIP
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import actions as selection
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange.queries import Batch
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

SHORTEST = 10  # letters of a reason that somebody could learn from


class NobodyReturned(Refusal):
    """None of those chosen waits to be sent again."""


class NothingPutRight(Refusal):
    """The line would go out as it went out before, and nobody says why it should be answered otherwise."""


class NoReason(Refusal):
    """A place is not given up without a word."""


def resend(
    *,
    programme: programmes.Programme,
    members: Iterable[int],
    insurer: Insurer,
    by: Actor,
    at: datetime,
    on: date,
    why: str = "",
) -> list[Batch]:
    """Sends those again that came back, a further batch for each decree; what was sent now. Run again: nobody waits any more.

    Whose data stand as they were sent is sent only with a `why` (the registry was put right, the insurer mended its list).
    NobodyReturned, NothingPutRight, NotAllowed."""
    chosen, made = ready(programme=programme, members=members, why=why), []
    for decree in sorted({member.place.decree_id for member in chosen}):
        batch = actions.request_again(programme=programme, decree_id=decree, members=sorted(member.pk for member in chosen), insurer=insurer,
                                      by=by, at=at, on=on, why=squeeze(why))  # fmt: skip
        made += [exchange.send(batch=batch, by=by, at=at)] if batch else []
    return made


def ready(*, programme: programmes.Programme, members: Iterable[int], why: str) -> list[Membership]:
    """Those of `members` that wait, where each can be sent again. NobodyReturned, NothingPutRight."""
    found = list(queries.returned(programme).filter(pk__in=list(members)).select_related("place"))
    if not found:
        raise NobodyReturned(_("Tidak seorang pun yang dipilih sedang menunggu dikirim lagi."))
    ids = [member.pk for member in found]
    if len(squeeze(why)) < SHORTEST and (same := sorted(set(ids) - queries.put_right(ids))):
        raise NothingPutRight(
            _("Data %(n)s orang belum berubah sejak ditolak. Perbaiki dahulu, atau tulis mengapa dikirim lagi apa adanya.")
            % {"n": len(same)}
        )  # fmt: skip
    return found


@transaction.atomic
def give_up(*, members: Iterable[int], why: str, by: Actor, at: datetime, on: date) -> int:
    """What cannot be put right: refused for good, and the places go back for the waiting list; how many. NobodyReturned, NoReason, NotAllowed."""
    why = squeeze(why)
    if len(why) < SHORTEST:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": SHORTEST})
    found = list(
        Membership.objects.select_for_update().filter(pk__in=list(members), state="RETURNED").order_by("pk")
    )
    if not found:
        raise NobodyReturned(_("Tidak seorang pun yang dipilih sedang menunggu dikirim lagi."))
    for region in sorted({member.region for member in found}):
        staff.require(by, "enrolment.send", region, on=on)
        _given_up([member for member in found if member.region == region], region, why, by, at)
    return len(found)


def _given_up(members: list[Membership], region: str, why: str, by: Actor, at: datetime) -> None:
    entry = trail.record(by=by, verb="enrolment.give_up", subject=f"enrolment.memberships:{len(members)}", at=at, region=region, why=why,
                         facts={"members": len(members)})  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "update enrolment_membership set state = %s, trail = %s where id = any(%s)",
            [MEMBERSHIP.after("RETURNED", "give_up"), entry, [member.pk for member in members]],
        )
    because = {m.place_id: f"BPJS {m.refusal_code}: {m.refusal_reason} ({why})" for m in members}
    selection.release_places(place_ids=because, because=because, by=by, at=at)
