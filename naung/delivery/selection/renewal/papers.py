"""The offer to a region on paper, registered once a state of the offers; and the letters of a village, a page a person."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.selection.renewal import loss as renewal_loss
from naung.delivery.selection.renewal import notices, takeover
from naung.delivery.selection.renewal import queries as rounds
from naung.delivery.selection.renewal.models import Renewal
from naung.foundation.papers import actions as papers
from naung.foundation.papers import codes, printing
from naung.foundation.papers.queries import Paper
from naung.foundation.regions import queries as regions
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import number, say

KIND = "selection.offer"
HERE = Path(__file__).parents[1] / "documents"
ISSUER = "Pemerintah Provinsi Nusa Tenggara Timur"
PAYERS = {"apbd": "APBD kabupaten atau kota", "village": "Dana desa *", "donor": "Donatur *"}


class NothingOffered(Refusal):
    """The round is not decided, or nobody of the region is on offer: there is nothing to print."""


class NobodyTold(Refusal):
    """Nothing was written to anybody there yet."""


def offer(*, round: Renewal, region: str, address: str, by: Actor, at: datetime, on: date) -> Paper:
    """The registered PDF of what a region is offered now; when an answer has changed the offer it is another paper. NothingOffered."""
    _total, people = rounds.people(round, [region], state="OFFERED", limit=None)
    if round.state != "DECIDED" or not people:
        raise NothingOffered(
            _("Tidak ada yang sedang ditawarkan di wilayah ini, jadi tidak ada surat tawaran.")
        )
    digest = list_hash([round.content_hash, *(f"{one['rank']};{one['code']}" for one in people)])
    subject = f"{KIND}:{round.pk}/{region}/{digest[:12]}"
    title = f"Tawaran {round.target.first_month.year} {region}-{digest[:6]} (DATA CONTOH)"
    return papers.register(
        kind=KIND, subject=subject, region=region, number=title, issued_on=on, rows=len(people), content_hash=digest, by=by, at=at,
        make=lambda code: printing.pdf(HERE / "offer.typ", _facts(round, region, people, digest, title, address, code, on), on=on, archive=True),
    )  # fmt: skip


def _facts(
    round: Renewal,
    region: str,
    people: list[dict[str, Any]],
    digest: str,
    title: str,
    address: str,
    code: str,
    on: date,
) -> dict[str, Any]:
    loss, each = renewal_loss.of(round), {payer: takeover.price(round, payer) for payer in PAYERS}
    return {
        "sample": printing.SAMPLE, "issuer": ISSUER, "number": title, "hash": digest, "code": codes.shown(code), "check": f"{address}/periksa",
        "qr": printing.qr(f"{address}/periksa/{code}"), "region": regions.by_code(region).name, "on": say_date(on), "ends_on": say_date(round.ends_on),
        "starts_on": say_date(round.target.first_month), "people": number(len(people)), "months": round.months,
        "prices": [[says, say(each[payer]), say(each[payer] * len(people))] for payer, says in PAYERS.items()],
        "loss": {"full": say(loss.full), "early": say(loss.early), "accident": say(loss.accident), "waiting": loss.waiting_months,
                 "scholarship": loss.scholarship_months},
        "lines": [[number(n), number(one["rank"]), one["name"], one["nik"], str(one["born_on"].year), one["village"] or "–", one["work"] or "–", str(one["months"])]
                  for n, one in enumerate(people, 1)],
    }  # fmt: skip


def letters(*, round: Renewal, place: str) -> bytes:
    """The newest letter of each person of a village, or of the one with this code, a page each; the same words, the same bytes. NobodyTold."""
    newest = {one.code: one for one in notices.read(round, place, letters=True)}
    if not newest:
        raise NobodyTold(_("Belum ada surat di sini: kabar ditulis sesudah putaran diputuskan."))
    names = {code: regions.by_code(code).name for code in {one.village for one in newest.values()}}
    facts = {"sample": printing.SAMPLE, "issuer": ISSUER, "letters": [
        {"name": one.name, "place": names[one.village], "on": say_date(one.written_on), "text": one.text} for one in newest.values()]}  # fmt: skip
    return printing.pdf(HERE / "letters.typ", facts, on=round.decided_on or round.opened_on)
