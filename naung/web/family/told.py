"""What may be told to whoever knows a number and a day of birth: how far it is, what is missing, who calls, by when.

A neighbour may know both. So there is no name here, no sum, no reason and nothing of anybody's health: sums stand in the letter
to the heirs, and what the law gives is for everybody at /hak/hitung. A dispute among heirs shows as a call that will come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.claims import queries as claims
from naung.delivery.claims.documents import queries as papers
from naung.delivery.claims.heirs import queries as heirs
from naung.delivery.claims.payout import queries as payout
from naung.delivery.claims.reporting import queries as reporting
from naung.foundation.regions import queries as regions
from naung.foundation.staff.scope import seeing

STATES = ("REPORTED", "ASSESSED", "APPROVED", "DETERMINED", "PAID", "CLOSED")
HEARD, UNKNOWN = (
    "HEARD",
    "UNKNOWN",
)  # a report that no officer has placed on somebody yet; one that was about nobody insured


@dataclass(frozen=True, slots=True)
class Told:
    """`reached` counts the steps behind (0..5); `by` the next day somebody promised, `waits` says for what.

    `state`: a claim's, or HEARD, UNKNOWN for a report that stands on no claim; `kind` is "" there."""

    number: str
    kind: str
    told_on: date
    place: str
    state: str
    reached: int = 0
    missing: tuple[str, ...] = ()
    waits: str = ""
    by: date | None = None
    paid_on: date | None = None


def told(number: str, born_on: date) -> Told | None:
    """None for a pair that does not fit, whatever of it is wrong."""
    with seeing(["*"]):
        if number.startswith("L-"):
            return _of_report(number, born_on)
        found = claims.everything().filter(number=number, person__born_on=born_on).order_by("-pk").first()
        return _of(found, number) if found else None


def _of_report(number: str, born_on: date) -> Told | None:
    """A report by its own number: where it was placed on a claim, how far that is."""
    heard = reporting.followed(number, born_on)
    if heard is None:
        return None
    if heard.claim_id:
        return _of(claims.everything().get(pk=heard.claim_id), number)
    waits = _("petugas mencari catatan kepesertaannya dan menelepon Anda") if heard.state == "WAITING" else ""
    state = HEARD if heard.state == "WAITING" else UNKNOWN
    return Told(
        number,
        "",
        heard.told_on,
        _name(heard.region),
        state,
        waits=waits,
        by=heard.next_on if waits else None,
    )


def _of(claim: Any, number: str) -> Told:
    missing = tuple(one.title for one in papers.missing(claim.pk)) if claim.state == "REPORTED" else ()
    waits, by = _next(claim, missing)
    return Told(
        number=number, kind=claim.kind, told_on=claim.reported_on, place=_name(claim.region), state=claim.state,
        reached=STATES.index(claim.state) if claim.state in STATES else 0, missing=missing, waits=waits, by=by, paid_on=claim.paid_on,
    )  # fmt: skip


def _next(claim: Any, missing: tuple[str, ...]) -> tuple[str, date | None]:
    """What the family waits for, and the last day for it where somebody promised one or the law says so."""
    if claim.state in ("REFUSED", "CLOSED"):
        return "", None
    if heirs.hold(claim.pk):
        return _("petugas menghubungi keluarga lebih dahulu"), None
    if claim.state == "REPORTED":
        return (
            (_("surat yang masih kurang"), _promised(claim))
            if missing
            else (_("petugas memeriksa surat-suratnya"), None)
        )
    if claim.state == "PAID":
        return _("petugas bertanya apakah uangnya diterima utuh"), None
    waits = {
        "ASSESSED": _("pejabat menyetujui"),
        "APPROVED": _("keputusan BPJS Ketenagakerjaan"),
        "DETERMINED": _("uang dikirim"),
    }
    return waits[claim.state], payout.due(claim).pay_by


def _promised(claim: Any) -> date | None:
    return min((one.promised_for for one in papers.missing(claim.pk) if one.promised_for), default=None)


def _name(region: str) -> str:
    """The office that calls is the regency's or city's."""
    return regions.by_code(region[:5]).name
