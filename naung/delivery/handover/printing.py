"""Cards, passbook slips and the roll of an event as PDF; the printing itself is foundation/papers'."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from naung.delivery.handover import queries
from naung.delivery.handover.models import Event
from naung.delivery.programme.queries import Programme
from naung.foundation.papers import printing
from naung.foundation.papers.printing import SAMPLE
from naung.foundation.regions import queries as regions
from naung.kit.chunks import chunks
from naung.kit.clock import say_date
from naung.kit.months import add_months
from naung.kit.rupiah import say
from naung.law import provision

FOLDER = Path(__file__).parent / "documents"
CONTACT = "kantor lurah/desa, 0800\u00a00000\u00a00053"  # made up: no such number is given out
A_FILE = 1000  # people in one PDF; more go into cards-2.pdf and so on
PAYERS = {
    "apbn": "Iuran dibayar Pemerintah Pusat", "apbd": "Iuran dibayar Pemerintah Provinsi NTT", "village": "Iuran dibayar dana desa",
    "donor": "Iuran dibayar donatur", "self": "Iuran dibayar peserta",
}  # fmt: skip


def documents(
    *, programme: Programme, event: Event, membership_ids: Sequence[int]
) -> Iterator[tuple[str, bytes]]:
    """(file name, PDF) of cards, passbook slips and roll for members whose cards are issued; the same facts, the same bytes.

    LawRefusal where the law of the event's day is silent on what the card must say."""
    people = [p for p in queries.people(membership_ids) if p["card"]]
    shared = _shared(programme, event)
    parts = list(chunks(people, A_FILE))
    for n, part in enumerate(parts, 1):
        tail = f"-{n}" if len(parts) > 1 else ""
        yield (
            f"cards{tail}.pdf",
            _print("cards", {**shared, "cards": [_card(p, event.held_on) for p in part]}, event.held_on),
        )
        slips = {**shared, "people": [_slip(p) for p in part]}
        yield f"passbooks{tail}.pdf", _print("passbooks", slips, event.held_on)
    if people:
        roll = {
            **shared,
            "people": [_slip(p) for p in people],
            "with_passbook": sum(bool(p["passbook"]) for p in people),
        }
        yield "roll.pdf", _print("roll", roll, event.held_on)


def _shared(programme: Programme, event: Event) -> dict[str, Any]:
    return {
        "sample": SAMPLE, "event": event.name, "held_on": say_date(event.held_on), "place": event.place,
        "region": regions.by_code(event.region).name, "payer": PAYERS[programme.payer], "contact": CONTACT,
        "report_days": provision("jkk.report_days", on=event.held_on).value,
    }  # fmt: skip


def _card(p: queries.Row, on: date) -> dict[str, Any]:
    return {
        "name": p["name"], "number": p["card_number"], "member_number": _grouped(p["member_number"]),
        "since": say_date(p["covered_from"]), "until": say_date(p["covered_until"]),
        "place": f"{p['village_name']}, {p['district_name']}", "death": death_sentence(p["covered_from"], on), "qr": printing.qr(p["token"]),
    }  # fmt: skip


def _grouped(number: str) -> str:
    """12345678901 -> '123 4567 8901': read out over a telephone without losing one's place."""
    return f"{number[:-8]} {number[-8:-4]} {number[-4:]}".strip()


@lru_cache(maxsize=64)
def death_sentence(covered_from: date, on: date) -> str:
    """What a family is owed, without the promise that speeches make: less in the first months, unless work was the cause."""
    funeral, grant = provision("jkm.funeral", on=on).value, provision("jkm.death_grant", on=on).value
    whole = (
        funeral
        + grant
        + provision("jkm.periodic_monthly", on=on).value * provision("jkm.periodic_months", on=on).value
    )
    months = provision("jkm.waiting_membership_months", on=on).value
    if not months:
        return f"Santunan {say(whole)}."
    since = say_date(add_months(covered_from, months))
    return (f"Sebab sakit: {say(funeral)} sebelum {since} (masa tunggu {months} bulan), {say(whole)} sejak hari itu bila iuran "
            f"{months} bulan sudah dibayar. Sebab kecelakaan kerja: tanpa masa tunggu.")  # fmt: skip


def _slip(p: queries.Row) -> dict[str, Any]:
    return {
        "name": p["name"], "number": p["card_number"], "place": f"{p['village_name']}, {p['district_name']}",
        "village": p["village_name"], "district": p["district_name"], "account": p["account"], "passbook": p["passbook"] or "",
        "name_on_account": p["name_on_account"] or "", "account_refusal": p["account_refusal"] or "menunggu bank",
        "collected": say_date(p["collected_on"]) if p["collected_on"] else "",
    }  # fmt: skip


def _print(template: str, facts: dict[str, Any], on: date) -> bytes:
    return printing.pdf(FOLDER / f"{template}.typ", facts, on=on, tags=template != "cards")
