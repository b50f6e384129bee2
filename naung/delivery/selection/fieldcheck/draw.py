"""A random sample of those on the list and of those not, drawn so that anybody can draw it again.

Everybody has the number sha256("<seed>:<person code>"); the smallest are drawn. The seed is told days before, so nobody can choose
one for the people, nor people for the seed; the hash of everybody who could be drawn is kept."""

import gzip
import hashlib
import math
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import reasons
from naung.delivery.selection.fieldcheck.models import FieldCheck, FieldFrame
from naung.delivery.selection.fieldcheck.states import FIELDCHECK, LISTED, UNLISTED
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.shares import Z95
from naung.kit.text import squeeze

SHORTEST_SEED = 8
# Reasons that a visit can contradict. Nobody's age or number changes at a door: who is held back by those is not visited for it.
SEEN = sorted(
    {code for code in reasons.SENTENCES if code.startswith("status_")}
    | {"dead", "civil_not_found", "occupation_unknown", "not_working", "not_informal", "resident_unknown", "not_resident",
       "decile_unknown", "decile_too_high"}
)  # fmt: skip


class BadSeed(Refusal):
    """A seed is a text of some length that was not used before, told before the day of the draw."""


class TooWide(Refusal):
    """The interval that is wanted is between one and twenty-five points either way."""


class NotYet(Refusal):
    """The day of the draw has not come."""


class NobodyToDraw(Refusal):
    """Nobody is on a decided list, so there is nothing to check."""


def size(frame: int, half_width: int) -> int:
    """How many to visit of `frame` people for an interval of `half_width` thousandths either way, 95 %, whatever the share is.

    Cochran, Sampling Techniques (1977), 4.4: the worst case of one half, with the correction for a small frame."""
    wanted = Z95 * Z95 * 0.25 / (half_width / 1000) ** 2
    return min(frame, math.ceil(wanted / (1 + (wanted - 1) / frame))) if frame else 0


def drawn(codes: Iterable[str], seed: str, n: int) -> list[str]:
    """The n codes with the smallest sha256("seed:code"), in that order; the order in which they are given does not matter."""
    return sorted(set(codes), key=lambda code: (hashlib.sha256(f"{seed}:{code}".encode()).digest(), code))[:n]


@transaction.atomic
def announce(*, programme: programmes.Programme, seed: str, draws_on: date, half_width: int, by: Actor, at: datetime, on: date) -> FieldCheck:  # fmt: skip
    """Tells the seed and the day of the draw. The same again is the same row. NotAllowed, BadSeed, TooWide."""
    staff.require(by, "fieldcheck.draw", programme.region_id, on=on)
    seed = squeeze(seed)
    if not 10 <= half_width <= 250:
        raise TooWide(_("Pilih lebar selang antara 1 dan 25 poin ke tiap arah."))
    there = FieldCheck.objects.filter(programme=programme, seed=seed).first()
    same = there and (there.draws_on, there.half_width) == (draws_on, half_width)
    if there and same and (there.state == "ANNOUNCED" or there.announced_on == on):
        return there
    _refuse_seed(programme, seed, draws_on, on, used=bool(there))
    number = FieldCheck.objects.filter(programme=programme).count() + 1
    entry = trail.record(by=by, verb="selection.announce_fieldcheck", subject=f"selection.fieldcheck:{programme.code}/{number}", at=at,
                         region=programme.region_id, facts={"seed": seed, "draws_on": str(draws_on), "half_width": half_width})  # fmt: skip
    return FieldCheck.objects.create(programme=programme, number=number, seed=seed, half_width=half_width, announced_on=on, draws_on=draws_on,
                                     trail=entry)  # fmt: skip


def _refuse_seed(programme: programmes.Programme, seed: str, draws_on: date, on: date, used: bool) -> None:
    if len(seed) < SHORTEST_SEED:
        raise BadSeed(
            _(
                "Tulis benih undian paling sedikit %(n)s huruf, misalnya kalimat dan angka dari koran hari ini."
            )
            % {"n": SHORTEST_SEED}
        )
    if used:
        raise BadSeed(_("Benih undian ini sudah pernah dipakai. Pilih benih lain."))
    if draws_on <= on:
        raise BadSeed(_("Hari undian harus sesudah hari ini, supaya benih dapat dibaca orang lebih dahulu."))
    waits = FieldCheck.objects.filter(programme=programme, state="ANNOUNCED").first()
    if waits:
        raise BadSeed(
            _("Pemeriksaan nomor %(n)s masih menunggu undian pada %(day)s; undi itu lebih dahulu.")
            % {"n": waits.number, "day": say_date(waits.draws_on)}
        )


FRAME = """
select p.code, l.person_id, l.region, l.village, 'LISTED' as stratum, false as waits, true as seen
  from selection_place l join registry_person p on p.id = l.person_id
 where l.programme_id = %(programme)s and l.state = 'HELD'
union all
select p.code, a.person_id, a.region, a.village, 'UNLISTED', a.eligible, a.reasons <@ %(seen)s::text[]
  from selection_assessment a join registry_person p on p.id = a.person_id
 where a.programme_id = %(programme)s
   and not exists (select from selection_place l join selection_decree d on d.id = l.decree_id
                    where l.programme_id = a.programme_id and l.person_id = a.person_id and d.state = 'DECIDED')"""


@transaction.atomic
def draw(*, fieldcheck: FieldCheck, by: Actor, at: datetime, on: date) -> FieldCheck:
    """Draws the announced sample from the lists as they are now. Drawn before: unchanged. NotAllowed, NotYet, NobodyToDraw."""
    found = FieldCheck.objects.select_for_update(of=("self",)).select_related("programme").get(pk=fieldcheck.pk)  # fmt: skip
    staff.require(by, "fieldcheck.draw", found.programme.region_id, on=on)
    if found.state == "DRAWN":
        return found
    if on < found.draws_on:
        raise NotYet(_("Undian baru boleh pada %(day)s.") % {"day": say_date(found.draws_on)})
    everybody = _frame(found.programme)
    if not any(one["stratum"] == LISTED for one in everybody):
        raise NobodyToDraw(_("Belum ada orang pada SK yang berlaku, jadi belum ada yang diperiksa."))
    return _write(found, everybody, by, at, on)


def _frame(programme: programmes.Programme) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(FRAME, {"programme": programme.pk, "seen": SEEN})
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def frame_lines(everybody: Iterable[dict[str, Any]]) -> list[str]:
    """Stratum and code of everybody who could be drawn, sorted: what the hash is over, and what is kept to draw again."""
    return sorted(f"{one['stratum']};{one['code']}" for one in everybody if one["seen"])


def _write(
    found: FieldCheck, everybody: list[dict[str, Any]], by: Actor, at: datetime, on: date
) -> FieldCheck:
    strata = {name: {one["code"]: one for one in everybody if one["seen"] and one["stratum"] == name} for name in (LISTED, UNLISTED)}  # fmt: skip
    samples = {name: drawn(people, found.seed, size(len(people), found.half_width)) for name, people in strata.items()}  # fmt: skip
    found.state, found.drawn_on = FIELDCHECK.after(found.state, "draw"), on
    found.listed_frame, found.unlisted_frame = len(strata[LISTED]), len(strata[UNLISTED])
    found.listed, found.unlisted = len(samples[LISTED]), len(samples[UNLISTED])
    found.beyond = sum(not one["seen"] for one in everybody)
    lines = frame_lines(everybody)
    found.frame_hash = list_hash(lines)
    found.trail = trail.record(by=by, verb="selection.draw_fieldcheck", subject=f"selection.fieldcheck:{found.programme.code}/{found.number}", at=at,
                               region=found.programme.region_id, facts={"frame": found.frame_hash, "listed": found.listed, "unlisted": found.unlisted})  # fmt: skip
    found.save()
    FieldFrame.objects.create(fieldcheck=found, content=gzip.compress("\n".join(lines).encode(), mtime=0))
    _keep(found, [{**strata[name][code], "number": n} for name, codes in samples.items() for n, code in enumerate(codes, 1)])  # fmt: skip
    return found


def _keep(found: FieldCheck, lines: list[dict[str, Any]]) -> None:
    names = ("person_id", "region", "village", "stratum", "waits", "number")
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into selection_fieldline (fieldcheck_id, person_id, region, village, stratum, waits, number)
               select %s, * from unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::bool[], %s::int[])""",
            [found.pk, *([line[name] for line in lines] for name in names)],
        )
