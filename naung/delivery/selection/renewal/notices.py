"""What is written to everybody of a decided round: an SMS and a letter, in the dated words of foundation/wording.

A notice is a row that says which message was written and when; its text is made again from that, the same every time. Nobody is written
to who died or whose record was merged: that is another conversation. Naung sends nothing: whoever sends gets the texts."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.renewal import loss as renewal_loss
from naung.delivery.selection.renewal import queries as renewal_queries
from naung.delivery.selection.renewal.models import Renewal
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.wording import queries as wording
from naung.foundation.wording import sms
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say

PHONE, BANK = "0800 0000 0053", "Bank NTT"  # the number is made up: no such number is given out
PAYERS = {"apbn": "Pemerintah", "apbd": "Pemprov NTT", "village": "desa", "donor": "donatur", "self": "Anda"}
GOES_ON, OFFERED, ENDS = (
    ("selection.renewal_goes_on", "selection.renewal_letter_goes_on"),
    ("selection.renewal_offered", "selection.renewal_letter_offered"),
    ("selection.renewal_ends", "selection.renewal_letter_ends"),
)
MESSAGES = {"STAYS": GOES_ON, "TAKEN_OVER": GOES_ON, "OFFERED": OFFERED, "ENDS": ENDS}
NOT_TOLD = ["dead", "merged", "no_longer_held"]

MISSING = """
    select l.id, l.person_id, l.region, l.village, m.message from selection_renewalline l
      join unnest(%(states)s::text[], %(messages)s::text[]) m (state, message) on m.state = l.state
     where l.round_id = %(round)s and not l.reasons && %(not_told)s::text[]
       and not exists (select from selection_renewalnotice n where n.line_id = l.id and n.message = m.message)"""
WRITE = """
    insert into selection_renewalnotice (line_id, person_id, region, village, message, written_on, trail)
    select id, person_id, region, village, message, %(on)s, %(trail)s from ({missing}) m"""
WRITTEN = """
    select n.message, n.written_on, p.code, p.name, l.region, l.village, l.months, l.state, l.reasons, coalesce(t.payer_name, '') as payer_name
      from selection_renewalnotice n join selection_renewalline l on l.id = n.line_id join registry_person p on p.id = l.person_id
      left join selection_takeover t on t.id = l.takeover_id
     where l.round_id = %(round)s and (l.village = %(place)s or l.region = %(place)s or p.code = %(place)s) and n.message = any(%(messages)s::text[])
     order by l.village, l.rank nulls last, p.code, n.id"""


class NothingDecided(Refusal):
    """Nobody is told before two people have decided."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one person: `channel` sms or letter."""

    code: str
    name: str
    village: str
    channel: str
    message: str
    written_on: date
    text: str


@transaction.atomic
def write(*, round: Renewal, by: Actor, at: datetime, on: date) -> dict[str, int]:
    """Writes what is still to be written, by message; the second time nothing. Whoever was offered and then taken over is told again.

    NothingDecided, NotAllowed."""
    if round.state != "DECIDED":
        raise NothingDecided(_("Kabar ditulis sesudah putaran diputuskan dua orang."))
    staff.require(by, "renewal.propose", round.source.region_id, on=on)
    keys = _keys(round)
    with connection.cursor() as cursor:
        cursor.execute(f"select message, count(*) from ({MISSING}) m group by 1 order by 1", keys)
        found = {str(message): int(n) for message, n in cursor.fetchall()}
        if found:
            entry = trail.record(by=by, verb="renewal.notify", subject=f"selection.renewal:{round.target.code}/{round.pk}", at=at,
                                 region=round.source.region_id, facts={"messages": found})  # fmt: skip
            cursor.execute(WRITE.format(missing=MISSING), {**keys, "on": on, "trail": entry})
    return found


def _keys(round: Renewal) -> dict[str, Any]:
    pairs = [(state, message) for state, messages in MESSAGES.items() for message in messages]
    return {
        "round": round.pk,
        "states": [p[0] for p in pairs],
        "messages": [p[1] for p in pairs],
        "not_told": NOT_TOLD,
    }


def counts(round: Renewal, codes: Iterable[str]) -> dict[str, int]:
    """How many were written within these regions, by message."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select message, count(*) from (select n.message, n.village from selection_renewalnotice n
                  join selection_renewalline l on l.id = n.line_id where l.round_id = %(round)s) w where {renewal_queries.WITHIN} group by 1 order by 1""",  # noqa: S608
            {"round": round.pk, "codes": list(codes)},
        )
        return {str(message): int(n) for message, n in cursor.fetchall()}


def read(round: Renewal, place: str, *, letters: bool) -> list[Notice]:
    """What was written to the people of a village (or a regency), or to the one with this code; the letters or the SMS, in one order."""
    wanted = [messages[letters] for messages in (GOES_ON, OFFERED, ENDS)]
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, {"round": round.pk, "place": place, "messages": wanted})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return list(_told(round, rows))


def _told(round: Renewal, rows: list[dict[str, Any]]) -> Iterator[Notice]:
    loss = renewal_loss.of(round)
    places = {code: regions.by_code(code).name for code in {row["region"] for row in rows}}
    for row in rows:
        channel = wording.one(row["message"]).channel
        yield Notice(row["code"], row["name"], row["village"], channel, row["message"], row["written_on"],
                     _text(row["message"], _values(round, row, places, loss), row["written_on"]))  # fmt: skip


def _values(
    round: Renewal, row: dict[str, Any], places: dict[str, str], loss: renewal_loss.Loss
) -> dict[str, str]:
    goes_on = row["message"] in GOES_ON
    last = programmes.last_day(round.target) if goes_on else round.ends_on
    because = [renewal_queries.reason(code) for code in row["reasons"]]
    return {
        "name": plain(row["name"]), "payer": (row["payer_name"] or PAYERS[round.target.payer]) if goes_on else PAYERS[round.source.payer],
        "last_day": say_date(last), "since": say_date(round.target.first_month), "place": places[row["region"]],
        "phone": PHONE, "bank": BANK, "monthly": say(loss.monthly), "months": str(row["months"]), "reason": because[0] if because else "-",
        "scholarship_months": str(loss.scholarship_months), "waiting_months": str(loss.waiting_months), "full": say(loss.full), "early": say(loss.early),
    }  # fmt: skip


def _text(key: str, values: dict[str, str], on: date) -> str:
    """Only the values that the message names; in an SMS the name gives way, a word at a time, until it is one."""
    message = wording.one(key)
    mine = {variable.name: values[variable.name] for variable in message.variables}
    said = wording.say(key, mine, on=on)
    while message.channel == "sms" and sms.parts(said) > 1 and len(mine["name"]) > 1:
        words = mine["name"].split()
        mine["name"] = " ".join(words[:-1]) if len(words) > 1 else mine["name"][:-1]
        said = wording.say(key, mine, on=on)
    return said


def plain(name: str) -> str:
    """A name in letters that every telephone shows: Agnès is Agnes."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(letters.split()) or "Bapak/Ibu"
