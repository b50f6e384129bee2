"""A letter to one person: chosen, waiting or not yet, with the rank and every rule. A paper with number, hash and code.

It says what stands in the tables, and promises nothing: nobody is told what would bring them a place."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from naung import law
from naung.delivery.programme import queries as programmes
from naung.delivery.registry import queries as registry
from naung.delivery.selection import explaining, queries
from naung.delivery.selection.issuing import ISSUER, PAYERS
from naung.foundation.papers import actions as papers
from naung.foundation.papers import codes, printing
from naung.foundation.papers import queries as registered_papers
from naung.foundation.papers.queries import Paper
from naung.foundation.regions import queries as regions
from naung.foundation.vault import seals
from naung.foundation.wording import queries as wording
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import number
from naung.kit.text import mask

KIND = "selection.letter"
TEMPLATE = Path(__file__).parent / "documents" / "letter.typ"
# Paper is written in Indonesian whoever prints it.
TITLES = {"chosen": "Pemberitahuan: Anda terpilih", "waiting": "Pemberitahuan: Anda di daftar tunggu", "not_yet": "Pemberitahuan: belum dapat ikut"}  # fmt: skip
MESSAGES = {"chosen": "selection.letter_chosen", "waiting": "selection.letter_waiting", "not_yet": "selection.letter_not_yet"}  # fmt: skip
CONFIDENCE = {"stated": "tertulis", "secondary": "dari halaman kedua", "unverified": "belum diperiksa"}
TIE = "Nilai yang sama diurutkan dengan undian yang benihnya diumumkan lebih dahulu. Bobot ini usulan dan berlaku sejak {since}, versi {version}."
ENDING = "Bila ada yang keliru, beri tahu kantor desa atau kelurahan dengan membawa surat ini. Surat ini tidak menjanjikan tempat."


class NothingToSay(Refusal):
    """This person was not assessed in the programme, or has given a place up."""


def state_of(chapter: dict[str, Any]) -> str:
    """chosen, waiting or not_yet; "" where a letter would have nothing to say."""
    last = chapter["held"][-1]["state"] if chapter["held"] else ""
    if last == "HELD":
        return "chosen"
    if not chapter["eligible"]:
        return "not_yet"
    return "waiting" if chapter["position"] else ""


def issue(*, person_id: int, programme: Any, address: str, by: Actor, at: datetime, on: date) -> Paper:
    """The letter as things stand; the same standing again is the same paper, byte for byte. NothingToSay."""
    region, content = _told(person_id, programme, on)
    digest = sha256(canonical(content))
    named = f"SP-{programme.code}-{digest[:8]} (DATA CONTOH)"

    def make(code: str) -> bytes:
        facts = {**content, "sample": printing.SAMPLE, "issuer": ISSUER, "number": named, "hash": digest, "code": codes.shown(code),
                 "check": f"{address}/periksa", "qr": printing.qr(f"{address}/periksa/{code}"), "issued_on": say_date(on)}  # fmt: skip
        return printing.pdf(TEMPLATE, facts, on=on, archive=True)

    return papers.register(kind=KIND, subject=_subject(programme, content), region=region, number=named, issued_on=on, rows=1,
                           content_hash=digest, make=make, by=by, at=at)  # fmt: skip


def registered(*, person_id: int, programme: Any, on: date) -> Paper | None:
    """The letter that says what stands today, if it was ever made; NothingToSay."""
    return registered_papers.of(KIND, _subject(programme, _told(person_id, programme, on)[1]))


def _subject(programme: Any, content: dict[str, Any]) -> str:
    return f"{KIND}:{programme.code}/{content['code']}/{sha256(canonical(content))[:16]}"


def _told(person_id: int, programme: Any, on: date) -> tuple[str, dict[str, Any]]:
    """The region, and what the letter says."""
    chapter = next((one for one in queries.story_of(person_id) if one["programme"] == programme.code), None)
    state = state_of(chapter) if chapter else ""
    if chapter is None or not state:
        raise NothingToSay(_("Belum ada yang dapat diberitahukan: orang ini belum dinilai, sedang diputuskan, atau tempatnya sudah dilepas."))  # fmt: skip
    return chapter["region"], _content(registry.person(person_id), programme, chapter, state, on)


def _content(person: Any, programme: Any, chapter: dict[str, Any], state: str, on: date) -> dict[str, Any]:
    """What the letter says, apart from its number and day."""
    place = regions.by_code(chapter["region"]).name
    return {
        "code": person.code, "title": TITLES[state], "says": _says(person, programme, chapter, state, place, on), "order": _order(chapter), "ending": ENDING,
        "person": [("Nama", person.name), ("NIK", mask(seals.open_sealed(person.nik_sealed, "nik"))), ("Kode", person.code),
                   ("Desa/kelurahan", regions.by_code(person.village).name)],
        "criteria": [[one.says, one.why, f"{one.points} dari {one.most}", f"{one.rests_on} ({CONFIDENCE[one.confidence]})"]
                     for one in explaining.criteria_of(chapter)],
        "tie": TIE.format(since=say_date(date.fromisoformat(chapter["criteria"].partition("/")[0])), version=chapter["criteria"])
        if chapter["criteria"] else "",
        "assessed_on": say_date(chapter["assessed_on"]), "rules": [*_rules(person, chapter), *_others(person, chapter)],
        "lacking": [[one["fact"], one["who"]] for one in explaining.lacking(chapter)],
    }  # fmt: skip


def _says(person: Any, programme: Any, chapter: dict[str, Any], state: str, place: str, on: date) -> str:
    values = {"name": person.name, "programme": programme.name}
    if state == "chosen":
        values |= {"payer": PAYERS[programme.payer], "last_day": say_date(programmes.last_day(programme)), "number": chapter["held"][-1]["decree"]}  # fmt: skip
    if state == "waiting":
        values |= {"place": place, "position": number(chapter["position"])}
    return wording.say(MESSAGES[state], values, on=on)


def _order(chapter: dict[str, Any]) -> str:
    if not chapter["rank"]:
        return ""
    said = f"Peringkat {number(chapter['rank'])} dari {number(chapter['ranked'])}; {number(chapter['places'])} tempat"
    waits = f"; nomor {number(chapter['position'])} dari {number(chapter['waiting'])} di daftar tunggu" if chapter["position"] else ""  # fmt: skip
    return f"{said}{waits}."


def _checks(person: Any, chapter: dict[str, Any]) -> tuple[law.Reason, ...]:
    facts = chapter["facts"]
    return law.eligibility(
        nik=seals.open_sealed(person.nik_sealed, "nik"), born_on=person.born_on, sex=person.sex, on=chapter["assessed_on"],
        region=chapter["region"], resident=facts.get("resident"), occupation=facts.get("work"), status=facts.get("status"), decile=facts.get("decile"),
    ).checks  # fmt: skip


def _rules(person: Any, chapter: dict[str, Any]) -> list[list[str]]:
    return [[check.message, "ya" if check.ok else "belum", check.reference, CONFIDENCE[check.confidence]]
            for check in _checks(person, chapter)]  # fmt: skip


def _others(person: Any, chapter: dict[str, Any]) -> list[list[str]]:
    """What only the registry knows, such as the civil registry's answer."""
    asked = {check.code for check in _checks(person, chapter)}
    return [[one["message"], "belum", "jawaban yang tercatat", "–"] for one in chapter["reasons"] if one["code"] not in asked]  # fmt: skip
