"""A payer's programme and budget lines: opened without money. A line holds nothing until its document comes (budget.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from naung.delivery.programme.models import Agreement, Funding, Payer, Programme, Quota
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit import clock
from naung.kit import rupiah as money
from naung.kit.actor import Actor
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KINDS = ("apbn", "apbd", "village", "donor", "self")
GOVERNMENTS = ("apbd", "village")


class NoSuchPayer(Refusal):
    """A payer has a kind that the law knows, a name, and, where it is a government, its region."""


class NoSuchLine(Refusal):
    """A line is of some rupiah, under a name in the payer's budget."""


class OtherTerms(Refusal):
    """What is there already was opened on other terms: months, or the line's amount."""


@dataclass(frozen=True, slots=True)
class PayerFacts:
    """Who pays: kind (apbn, apbd, village, donor, self), name, and the region whose government it is."""

    kind: str
    name: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """An agreement with a partner (PKS); `unused_months`: none, refund, replace or either, of months paid and not used."""

    partner: str
    number: str
    signed_on: date
    cover_starts: date
    unused_months: str = "none"


def payer_of(facts: PayerFacts) -> Payer:
    """The payer, made when it is new. NoSuchPayer."""
    name = squeeze(facts.name)
    if facts.kind not in KINDS or not name or (facts.kind in GOVERNMENTS and not facts.region):
        raise NoSuchPayer(
            _("Sebutkan siapa yang membayar: jenisnya, namanya, dan wilayahnya bila pemerintah.")
        )
    return Payer.objects.get_or_create(kind=facts.kind, name=name, region_id=facts.region or None)[0]


@transaction.atomic
def open_for_payer(
    *, payer: PayerFacts, region: str, first_month: Month, last_month: Month, places: int, rupiah: int, reference: str,
    like: Programme, agreements: Sequence[Terms] = (), account_code: str = "", by: Actor, at: datetime,
) -> Programme:  # fmt: skip
    """The programme of another payer in one regency, for `places` people and those months: its quota, its agreements, and its line,
    PROPOSED, which holds nothing before its document. Base, schemes and overlay are those of `like`.

    The same reference again changes nothing; another one of the same payer and year adds a line and its places.
    NotAllowed, NoSuchPayer, NoSuchLine, OtherTerms."""
    if by.officer:
        staff.require(by, "programme.open", region, on=at.astimezone(clock.WITA).date())
    who = payer_of(payer)
    found = _the_programme(who, region, first_month, last_month, like)
    if (found.first_month, found.last_month) != (first_month.first, last_month.first):
        raise OtherTerms(_("Program %(code)s sudah dibuka untuk bulan yang lain.") % {"code": found.code})
    for terms in agreements:
        _sign(found, terms)
    if _line_there(found, squeeze(reference), rupiah):
        return found
    entry = trail.record(by=by, verb="programme.open", subject=f"programme.programme:{found.pk}", at=at, region=region,
                         facts={"code": found.code, "payer": who.name, "places": places, "rupiah": rupiah, "reference": reference})  # fmt: skip
    _new_line(found, who, reference, rupiah, account_code, entry)
    _more_places(found, region, places)
    return found


def _the_programme(who: Payer, region: str, first: Month, last: Month, like: Programme) -> Programme:
    """Of this payer, region and year; a payer that shares its code with another gets the next number behind it."""
    named = f"{region if who.kind == 'donor' else who.region_id or region}-{first.year}" + ("-donor" if who.kind == "donor" else "")  # fmt: skip
    for code in (named, *(f"{named}-{n}" for n in range(2, 100))):
        found = Programme.objects.select_for_update().filter(code=code).first()
        if found is None:
            break
        if Funding.objects.filter(programme=found, paid_by=who).exists():
            return found
    return Programme.objects.create(
        code=code, name=f"Perlindungan Pekerja Rentan {first.year}, {who.name}", region_id=region, overlay=like.overlay, payer=who.kind,
        schemes=like.schemes, base=like.base, first_month=first.first, last_month=last.first,
    )  # fmt: skip


def _line_there(programme: Programme, reference: str, rupiah: int) -> bool:
    line = Funding.objects.filter(programme=programme, reference=reference).first()
    if line and line.asked != rupiah:
        raise OtherTerms(
            _("Baris %(reference)s sudah diusulkan dengan %(asked)s.")
            % {"reference": reference, "asked": money.say(line.asked)}
        )
    return line is not None


def _new_line(programme: Programme, who: Payer, reference: str, rupiah: int, account_code: str, entry: int) -> Funding:  # fmt: skip
    if rupiah < 1 or not squeeze(reference):
        raise NoSuchLine(_("Isi nama baris anggaran dan rupiahnya."))
    return Funding.objects.create(
        programme=programme, year=programme.first_month.year, paid_by=who, payer=who.kind, reference=squeeze(reference), account_code=squeeze(account_code),
        asked=money.rupiah(rupiah), trail=entry,
    )  # fmt: skip


def _more_places(programme: Programme, region: str, places: int) -> None:
    quota, made = Quota.objects.get_or_create(
        programme=programme, region_id=region, defaults={"cap": places, "source": "decided"}
    )
    if not made:
        Quota.objects.filter(pk=quota.pk).update(cap=F("cap") + places, source="decided")


@transaction.atomic
def propose_line(
    *, programme: Programme, payer: PayerFacts, reference: str, rupiah: int, account_code: str = "", by: Actor, at: datetime, on: date
) -> Funding:  # fmt: skip
    """A further line of a programme, PROPOSED. The same again is the same; it holds nothing before its document.

    The payer is of the programme's kind, since that is what the law is asked for. NotAllowed, NoSuchPayer, NoSuchLine, OtherTerms."""
    staff.require(by, "budget.propose", programme.region_id, on=on)
    if payer.kind != programme.payer:
        raise NoSuchPayer(
            _("Program %(code)s dibayar dari sumber %(kind)s, jadi barisnya juga.")
            % {"code": programme.code, "kind": programme.payer}
        )
    if _line_there(programme, squeeze(reference), rupiah):
        return Funding.objects.get(programme=programme, reference=squeeze(reference))
    who = payer_of(payer)
    entry = trail.record(by=by, verb="programme.propose_line", subject=f"programme.programme:{programme.pk}", at=at,
                         region=programme.region_id, facts={"payer": who.name, "rupiah": rupiah, "reference": squeeze(reference)})  # fmt: skip
    return _new_line(programme, who, reference, rupiah, account_code, entry)


@transaction.atomic
def sign_agreement(*, programme: Programme, terms: Terms, by: Actor, at: datetime, on: date) -> Agreement:
    """An agreement with a partner for this programme; the same number again is the same. NotAllowed."""
    staff.require(by, "programme.open", programme.region_id, on=on)
    made, new = _sign(programme, terms)
    if new:
        trail.record(by=by, verb="programme.sign", subject=f"programme.programme:{programme.pk}", at=at, region=programme.region_id,
                     facts={"partner": terms.partner, "number": terms.number, "cover_starts": str(terms.cover_starts)})  # fmt: skip
    return made


def _sign(programme: Programme, terms: Terms) -> tuple[Agreement, bool]:
    return Agreement.objects.get_or_create(
        programme=programme, partner=terms.partner, number=squeeze(terms.number),
        defaults={"signed_on": terms.signed_on, "cover_starts": terms.cover_starts, "unused_months": terms.unused_months},
    )  # fmt: skip
