"""Places given back, and why: by a step that comes later, or because somebody died, left or needs no place any more."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import actions as quotas
from naung.delivery.selection import lists
from naung.delivery.selection.models import Decree, Place
from naung.delivery.selection.states import PLACE
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

REASONS: dict[str, Callable[[], str]] = {
    "died": lambda: _("meninggal dunia"),
    "left": lambda: _("pindah ke luar wilayah"),
    "wage_job": lambda: _("sudah bekerja sebagai penerima upah"),
    "state_job": lambda: _("ternyata bekerja pada negara (ASN, TNI, atau Polri)"),
    "asked": lambda: _("meminta berhenti"),
    "refused": lambda: _("menolak ikut"),
    "not_found": lambda: _("tidak ditemukan saat pemeriksaan lapangan"),
}


class NotHeld(Refusal):
    """Only a place that somebody holds can be released."""


class NotWhy(Refusal):
    """A place is not taken without one of the known reasons and a document."""


@dataclass(frozen=True, slots=True)
class Because:
    """A code of REASONS, the document it rests on, and the last day that the place is theirs."""

    reason: str
    document: str
    last_day: date

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise NotWhy(
                _(
                    "Pilih alasannya: meninggal, pindah, penerima upah, bekerja pada negara, meminta berhenti, menolak, atau tidak ditemukan."
                )
            )
        if not squeeze(self.document):
            raise NotWhy(_("Tulis dokumen yang mendasarinya, misalnya nomor dan tanggal surat keterangan."))

    def __str__(self) -> str:
        return f"{REASONS[self.reason]()} ({squeeze(self.document)})"


@transaction.atomic
def release_places(
    *,
    place_ids: Iterable[int],
    because: str | Mapping[int, str],
    by: Actor,
    at: datetime,
    first_free: date | None = None,
) -> int:
    """Releases held places and gives quota and rupiah back; how many were released now. Those released before stay as they are.

    because: one reason for all, or one by place id; never empty. first_free: the first month that is not contributed for
    (None: no month was), so that only what is unspent goes back to the budget line. NotHeld for any other place."""
    wanted = sorted(set(place_ids))
    places = list(
        Place.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .exclude(state="RELEASED")
        .order_by("pk")
    )
    if any(place.state != "HELD" for place in places) or Place.objects.filter(pk__in=wanted).count() != len(
        wanted
    ):
        raise NotHeld(_("Hanya tempat yang sudah dipegang lewat SK yang dapat dilepas."))
    if places:
        _release(places, because, by, at, first_free)
    return len(places)


def _release(
    places: list[Place], because: str | Mapping[int, str], by: Actor, at: datetime, first_free: date | None
) -> None:
    subject = f"selection.place:{places[0].pk}" if len(places) == 1 else f"selection.places:{len(places)}"
    region = places[0].region if len({place.region for place in places}) == 1 else ""
    said = because if isinstance(because, str) else ""
    entry = trail.record(by=by, verb="selection.release", subject=subject, at=at, region=region, why=said,
                         facts={"places": len(places)})  # fmt: skip
    why = [because if isinstance(because, str) else because[place.pk] for place in places]
    with connection.cursor() as cursor:
        cursor.execute(
            """update selection_place l set state = %s, released_because = given.because, trail = %s
               from unnest(%s::bigint[], %s::text[]) given (id, because) where l.id = given.id""",
            [PLACE.after("HELD", "release"), entry, [place.pk for place in places], why],
        )
    _give_back(places, first_free)


def _give_back(places: list[Place], first_free: date | None) -> None:
    counted: dict[int, int] = {}
    for place in places:
        counted[place.decree_id] = counted.get(place.decree_id, 0) + 1
    for decree in (
        Decree.objects.select_related("programme")
        .filter(pk__in=counted)
        .order_by("funding_id", "region", "pk")
    ):
        n = counted[decree.pk]
        rupiah = n * lists.unspent(decree.programme, decree, first_free)
        quotas.give_back_places(
            programme=decree.programme,
            region=decree.region,
            places=n,
            rupiah=rupiah,
            funding=decree.funding_id,
        )


NOTE = """
insert into selection_release (place_id, region, village, reason, document, last_day, trail)
select l.id, l.region, l.village, %s, %s, %s, l.trail from selection_place l
 where l.id = any(%s) and l.state = 'RELEASED' and not exists (select from selection_release r where r.place_id = l.id)"""


def note_releases(*, place_ids: Iterable[int], because: Because) -> int:
    """Keeps the reason and its document beside places that were released in this transaction; how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [because.reason, squeeze(because.document), because.last_day, sorted(place_ids)])
        return int(cursor.rowcount)
