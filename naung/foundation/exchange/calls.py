"""Calls to a partner's interface, kept like files: written down before they leave, with what came back and what it meant.

The rule of a call that moves money: it is made again only where the partner is known not to have done it. A call that was cut
off has no answer here, so whoever goes on later asks for the state first. The database keeps the same rule (0003_calls)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung.foundation.exchange.models import Call, Heard
from naung.foundation.exchange.taking import next_id
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.refusal import Refusal


class OutcomeNotKnown(Refusal):
    """The order was asked for before and may have been done: its state is asked for, never the money again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an order stands by its newest call: `verdict` is empty for none, CUT_OFF for one that nothing came back for."""

    verdict: str = ""
    code: str = ""
    why: str = ""
    body: bytes = b""
    moves: bool = False  # whether that call was to move money


@transaction.atomic(durable=True)
def ask(
    *, partner: str, service: str, body: bytes, region: str, day: date, by: Actor, at: datetime, reference: str = "", moves: bool = False
) -> Call:  # fmt: skip
    """Writes a call down, committed before it leaves: never inside somebody's transaction, which could take it back.

    The external id is day and number, digits, given once for ever. OutcomeNotKnown refuses to move money that may have moved."""
    if moves:
        _one_at_a_time(partner, reference)
        _refuse_again(partner, reference)
    number = next_id("exchange_call")
    entry = trail.record(by=by, verb="exchange.ask", subject=f"exchange.call:{number}", at=at, region=region,
                         facts={"partner": partner, "service": service, "reference": reference, "sha256": sha256(body)})  # fmt: skip
    return Call.objects.create(id=number, partner=partner, service=service, external_id=f"{day:%Y%m%d}{number:012}", reference=reference,
                               moves=moves, sha256=sha256(body), sealed=seals.seal_bytes(body, "file"), region=region, asked_at=at, trail=entry)  # fmt: skip


def _one_at_a_time(partner: str, reference: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 55))", [f"exchange call {partner} {reference}"]
        )


def _refuse_again(partner: str, reference: str) -> None:
    """Turned away at the door counts only for a call that was to move money: a question's tells nothing of the money."""
    known = standing(partner, reference)
    turned_away = known.verdict == "NOT_DONE" and known.moves
    if known.verdict not in ("", "NOT_FOUND") and not turned_away:
        raise OutcomeNotKnown(
            _("Perintah %(reference)s sudah pernah dikirim dan hasilnya %(verdict)s; yang boleh hanya menanyakan keadaannya.")
            % {"reference": reference, "verdict": known.verdict}
        )  # fmt: skip


@transaction.atomic(durable=True)
def hear(
    *, call: Call, verdict: str, by: Actor, at: datetime, status: int = 0, code: str = "", why: str = "", body: bytes = b""
) -> Heard:  # fmt: skip
    """What came back, whole and sealed, and what it means (states.VERDICTS)."""
    entry = trail.record(by=by, verb="exchange.hear", subject=f"exchange.call:{call.pk}", at=at, region=call.region, why=why,
                         facts={"verdict": verdict, "status": status, "code": code, "sha256": sha256(body)})  # fmt: skip
    return Heard.objects.create(call=call, verdict=verdict, status=status, code=code, why=why, sha256=sha256(body),
                                sealed=seals.seal_bytes(body, "file"), region=call.region, heard_at=at, trail=entry)  # fmt: skip


def standing(partner: str, reference: str) -> Standing:
    """By the newest call about this order."""
    last = of(partner, reference).last()
    if last is None:
        return Standing()
    heard = Heard.objects.filter(call=last).first()
    if heard is None:
        return Standing("CUT_OFF", moves=last.moves)
    return Standing(heard.verdict, heard.code, heard.why, seals.open_bytes(heard.sealed, "file"), last.moves)


def newest(partner: str, references: Iterable[str]) -> dict[str, Standing]:
    """Where each of these orders stands, for showing: verdict, code and why, without what came back."""
    calls = {
        c.reference: c
        for c in Call.objects.filter(partner=partner, reference__in=list(references))
        .order_by("pk")
        .defer("sealed")
    }
    heard = {
        h.call_id: h for h in Heard.objects.filter(call__in=[c.pk for c in calls.values()]).defer("sealed")
    }
    return {
        reference: Standing(h.verdict, h.code, h.why, moves=c.moves)
        if (h := heard.get(c.pk))
        else Standing("CUT_OFF", moves=c.moves)
        for reference, c in calls.items()
    }


def of(partner: str, reference: str) -> QuerySet[Call]:
    """Every call about an order, oldest first."""
    return Call.objects.filter(partner=partner, reference=reference).order_by("pk")


def last_moved(partner: str, reference: str) -> datetime | None:
    """When money was last asked to move for this order."""
    found = of(partner, reference).filter(moves=True).last()
    return found.asked_at if found else None


def was(verdict: str, partner: str, reference: str) -> bool:
    """Whether an answer about this order ever meant this."""
    return Heard.objects.filter(call__partner=partner, call__reference=reference, verdict=verdict).exists()
