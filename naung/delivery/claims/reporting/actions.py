"""Anybody tells us: about a claim that is there, or about somebody whom an officer has yet to find.

A report is kept as it was told and never changes. Whoever tells learns a number and nothing else."""

import json
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import entry
from naung.delivery.claims.reporting.models import CHANNELS, FIRST, KINDS, RELATIONS, SECOND, Report
from naung.foundation.regions import queries as regions
from naung.foundation.staff.scope import seeing
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.text import fold, squeeze, telephone

LONGEST = 2_000


class NotYetHappened(Refusal):
    """An event is reported on its day or later."""


class TooShort(Refusal):
    """Without a name, or without anything that tells this person from others, nobody can be found."""


class UnknownWord(Refusal):
    """A kind, a channel or a relation that no report has."""


@transaction.atomic
def tell(
    *, claim: Claim, relation: str, by: Actor, on: date, at: datetime, reporter: str = "", text: str = "", channel: str = "counter",
    phone: str = "", stage: int = FIRST, happened_on: date | None = None, happened_at: time | None = None,
) -> Report:  # fmt: skip
    """One more report about a claim: the first that opened it, another teller's, or the second one after the doctor's statement.

    The same words by the same teller: the report there is. NotYetHappened, UnknownWord."""
    day = happened_on or claim.happened_on
    _known(claim.kind, channel, relation, day, on)
    same = _fingerprint(
        f"claim {claim.programme_id}/{claim.number}",
        str(by.human),
        str(stage),
        channel,
        relation,
        reporter,
        telephone(phone),
        text,
        str(day),
    )
    if there := Report.objects.filter(fingerprint=same).first():
        return there
    made = Report(
        number=_next_number(on), claim=claim, region=claim.village, stage=stage, kind=claim.kind, happened_on=day,
        happened_at=happened_at or claim.happened_at, channel=channel, relation=relation, fingerprint=same, told_on=on, told_at=at,
        recorded_by_id=by.officer, recorded_human=by.human, **_sealed(reporter, phone, text),
    )  # fmt: skip
    first = not Report.objects.filter(claim=claim).exists()
    made.trail = (
        claim.trail
        if first
        else entry(claim, "claims.tell", by, at, {"report": made.number, "stage": stage, "channel": channel})
    )
    made.save(force_insert=True)
    return made


def second(*, claim: Claim, by: Actor, on: date, at: datetime, text: str = "", channel: str = "paper", relation: str = "hospital",
           reporter: str = "") -> Report:  # fmt: skip
    """The report after the doctor's statement: healed, disabled or dead."""
    return tell(
        claim=claim,
        relation=relation,
        by=by,
        on=on,
        at=at,
        reporter=reporter,
        text=text,
        channel=channel,
        stage=SECOND,
    )


@transaction.atomic
def hear(
    *, kind: str, happened_on: date, name: str, regency: str, village: str = "", born_on: date | None = None, card: str = "",
    channel: str, relation: str, reporter: str = "", phone: str = "", text: str = "", happened_at: time | None = None,
    by: Actor, on: date, at: datetime,
) -> Report:  # fmt: skip
    """A report about somebody whom the teller does not see, or may not see: kept for an officer of that place.

    The teller learns the number, whether or not such a person is insured. Told again in the same words on the same day:
    the same number. NotYetHappened, TooShort, UnknownWord, UnknownRegion."""
    _known(kind, channel, relation, happened_on, on)
    name, village = squeeze(name)[:200], squeeze(village)[:200]
    if len(fold(name)) < 3 or not (village or born_on or card):
        raise TooShort(_("Tulis nama orangnya, dan desa, tanggal lahir, atau nomor kartunya, supaya kami dapat mencarinya."))  # fmt: skip
    about = {"name": name, "village": village, "born_on": str(born_on or ""), "card": squeeze(card)[:40]}
    place = regions.resolve_village(village, inside=regency).code if village else None
    region = place or regions.by_code(regency).code
    same = _fingerprint(str(on), kind, str(happened_on), fold(name), fold(village), str(born_on), fold(card), telephone(phone))  # fmt: skip
    with seeing([region]):  # a teller writes where they may not look
        if there := Report.objects.filter(fingerprint=same).first():
            return there
        made = Report(
            number=_next_number(on), region=region, kind=kind, happened_on=happened_on, happened_at=happened_at, channel=channel, relation=relation,
            about_sealed=seals.seal(json.dumps(about), "report"), fingerprint=same, told_on=on, told_at=at,
            recorded_by_id=by.officer, recorded_human=by.human, **_sealed(reporter, phone, text),
        )  # fmt: skip
        made.trail = trail.record(by=by, verb="claims.hear", subject=f"claims.report:{made.number}", at=at, region=region, facts={"kind": kind, "channel": channel})  # fmt: skip
        made.save(force_insert=True)
    return made


@transaction.atomic
def knock(*, door: str, of: str, on: date) -> int:
    """Counts somebody at an open door and says how many times today; `of` is kept as a keyed index only, for two days."""
    with connection.cursor() as cursor:
        cursor.execute("""delete from claims_knock where "on" < %s""", [on - timedelta(days=1)])
        cursor.execute(
            """insert into claims_knock as k (door, of_index, "on", times) values (%s, %s, %s, 1)
               on conflict (door, of_index, "on") do update set times = k.times + 1 returning times""",
            [door, seals.index(of, f"knock {door}"), on],
        )
        return int(cursor.fetchone()[0])


def _known(kind: str, channel: str, relation: str, happened_on: date, on: date) -> None:
    for word, words in ((kind, KINDS), (channel, CHANNELS), (relation, RELATIONS)):
        if word not in words:
            raise UnknownWord(_("Laporan dengan %(word)s tidak dikenal.") % {"word": word or "–"})
    if happened_on > on:
        raise NotYetHappened(_("Kejadian %(day)s belum terjadi pada tanggal laporan.") % {"day": say_date(happened_on)})  # fmt: skip


def _sealed(reporter: str, phone: str, text: str) -> dict[str, bytes | None]:
    number = telephone(phone)[:20]
    return {
        "reporter_sealed": seals.seal(squeeze(reporter)[:200], "report") if squeeze(reporter) else None,
        "phone_sealed": seals.seal(number, "phone") if number else None, "phone_index": seals.index(number, "phone") if number else None,
        "text_sealed": seals.seal(text[:LONGEST], "report") if text.strip() else None,
    }  # fmt: skip


def _fingerprint(*parts: str) -> bytes:
    return seals.index("\x1f".join(parts), "report")


def _next_number(on: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into claims_reportnumber as n (year, last) values (%s, 1)
               on conflict (year) do update set last = n.last + 1 returning last""",
            [on.year],
        )
        return f"L-{on.year}-{cursor.fetchone()[0]:04}"
