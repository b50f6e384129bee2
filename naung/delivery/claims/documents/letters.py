"""Letters to the family in plain words and big type: received, missing, decided, paid, refused; and message 11 on what is missing.

What was decided and paid is told by whoever knows it (payout, heirs), so it comes in as arguments; nothing is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from naung.delivery.claims.documents import queries
from naung.delivery.claims.models import Claim
from naung.foundation.papers import actions as papers
from naung.foundation.papers import codes, printing
from naung.foundation.papers.queries import Paper
from naung.foundation.regions import queries as regions
from naung.foundation.wording import queries as wording
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say

KIND = "claims.letter"
TEMPLATE = Path(__file__).parent / "print" / "letter.typ"
ISSUER = "Program perlindungan pekerja rentan"
# Paper is written in Indonesian whoever prints it.
TITLES = {
    "received": "Laporan Anda sudah kami terima",
    "missing": "Surat yang masih kami tunggu",
    "decided": "Keputusan tentang santunan",
    "paid": "Santunan sudah dibayar",
    "refused": "Klaim tidak dapat dibayar",
}
MESSAGES = {
    "received": "claims.letter_received", "missing": "claims.letter_missing", "decided": "claims.letter_decided", "paid": "claims.letter_paid",
    "refused": "claims.letter_refused",
}  # fmt: skip
SHORT = 60  # letters of an SMS that name what is missing


class NothingMissing(Refusal):
    """Every paper is there: no letter and no message asks for one."""


@dataclass(frozen=True, slots=True)
class Line:
    """What, how much (already said, such as Rp10.000.000, or ""), and why: an article, or the reason a paper is asked."""

    what: str
    amount: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """`values`: the variables of the wording beside number and name."""

    kind: str
    values: dict[str, str]
    lines: Sequence[Line] = field(default_factory=tuple)


def received(*, officer: str, call_by: date, phone: str) -> Letter:
    return Letter("received", {"officer": officer, "day": say_date(call_by), "phone": phone})


def missing(*, claim: Claim, phone: str) -> Letter:
    """NothingMissing."""
    with override("id"):
        found = _missing(claim)
        lines = [Line(one.title, "", _why(one)) for one in found]
    return Letter("missing", {"phone": phone}, lines)


def decided(*, rupiah: int, lines: Sequence[Line], because: str, phone: str) -> Letter:
    """`because`: a sentence on what the insurer said, or on how it differs from our estimate."""
    return Letter("decided", {"amount": say(rupiah), "reason": because, "phone": phone}, lines)


def paid(*, rupiah: int, lines: Sequence[Line], phone: str) -> Letter:
    """`lines`: each transfer, with the receiver and the end of the account."""
    return Letter("paid", {"amount": say(rupiah), "phone": phone}, lines)


def refused(*, because: str, phone: str) -> Letter:
    return Letter("refused", {"reason": because, "phone": phone})


def issue(*, claim: Claim, letter: Letter, address: str, by: Actor, at: datetime, on: date) -> Paper:
    """The registered letter; the same content again is the same paper, byte for byte. `address`: of the site."""
    content = _content(claim, letter, on)
    digest = sha256(canonical(content))
    subject = f"{KIND}:{claim.programme.code}/{claim.number}/{letter.kind}/{digest[:12]}"
    number = f"S-{claim.number}-{digest[:6]} (DATA CONTOH)"

    def make(code: str) -> bytes:
        facts = {**content, "sample": printing.SAMPLE, "issuer": ISSUER, "paper": number, "hash": digest, "code": codes.shown(code),
                 "check": f"{address}/periksa", "follow": f"{address}/keluarga", "qr": printing.qr(f"{address}/keluarga"), "on": say_date(on)}  # fmt: skip
        return printing.pdf(TEMPLATE, facts, on=on, archive=True)

    return papers.register(kind=KIND, subject=subject, region=claim.village, number=number, issued_on=on, rows=1, content_hash=digest, make=make, by=by, at=at)  # fmt: skip


def message(*, claim: Claim, phone: str, on: date, language: str = "id") -> str:
    """Message 11, to send or to copy: what is missing, as short as an SMS. NothingMissing."""
    with override(language):
        names = [one.title.split(",")[0].split(" (")[0] for one in _missing(claim)]
        said = names[0][:SHORT]
        if len(names) > 1:
            said = _("%(first)s dan %(n)s lainnya") % {"first": said, "n": len(names) - 1}
    return wording.say("claims.incomplete", {"number": claim.number, "missing": said, "phone": phone}, on=on, language=language)  # fmt: skip


def _missing(claim: Claim) -> list[queries.Paper]:
    """What the family can do something about: a paper that was brought waits for us, not for them."""
    found = [one for one in queries.missing(claim.pk) if one.state != "RECEIVED"]
    if not found:
        raise NothingMissing(_("Tidak ada surat yang ditunggu dari keluarga."))
    return found


def _why(one: queries.Paper) -> str:
    if one.state == "REFUSED":
        return f"Yang dibawa belum dapat dipakai: {one.reason}"
    return f"Anda janjikan {say_date(one.promised_for)}" if one.promised_for else one.because


def _content(claim: Claim, letter: Letter, on: date) -> dict[str, Any]:
    name = claim.person.name
    text = wording.say(
        MESSAGES[letter.kind], {"number": claim.number, "name": name, **letter.values}, on=on, language="id"
    )
    return {
        "title": TITLES[letter.kind], "number": claim.number, "name": name, "place": regions.by_code(claim.village).name, "text": text, "day": str(on),
        "lines": [[line.what, line.amount, line.because] for line in letter.lines],
    }  # fmt: skip
