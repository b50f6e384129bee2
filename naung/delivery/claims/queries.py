"""Reads: claims by number, by state, of a person."""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims import cover as covers
from naung.delivery.claims.cover import Cover
from naung.delivery.claims.models import Claim
from naung.foundation.vault import seals
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal


class NoSuchClaim(Refusal):
    """No claim has this number, or this officer does not see its region."""


def by_number(number: str) -> Claim:
    found = Claim.objects.select_related("programme", "person", "approval").filter(number=number).first()
    if not found:
        raise NoSuchClaim(_("Tidak ada klaim bernomor %(number)s.") % {"number": number})
    return found


def everything(programme: Any = None, *, state: str | None = None) -> QuerySet[Claim]:
    """The oldest event first."""
    found = Claim.objects.select_related("person")
    found = found.filter(programme_id=programme.pk) if programme else found
    return (found.filter(state=state) if state else found).order_by("happened_on", "pk")


def of_person(person_id: int) -> QuerySet[Claim]:
    return Claim.objects.filter(person_id=person_id).order_by("happened_on", "pk")


def covered(person_id: int, day: date, cause: str) -> Cover:
    """Was somebody covered on a day for this cause (illness, work_accident): IN, OUT, or UNCLEAR where a person has to ask."""
    return covers.on_day(person_id, day, cause)


def hands(membership_id: int) -> set[int]:
    """The humans who listed somebody or had them enrolled: none of them files, assesses or approves their claim."""
    with connection.cursor() as cursor:
        cursor.execute("select claims_hands(%s)", [membership_id])
        return {row[0] for row in cursor.fetchall()}


def is_young(claim: Claim) -> bool:
    """A death within 90 days of the first day of the cover: looked at by a fourth person."""
    with connection.cursor() as cursor:
        cursor.execute("select claims_young(%s)", [claim.pk])
        return bool(cursor.fetchone()[0])


def expiry_article(claim: Claim) -> str:
    """By which article the right to claim an accident's benefits ends."""
    return law.provision("jkk.expiry_years", on=covers.event_day(claim)).article


def account(claim: Claim) -> str:
    """What happened, as it was told; may speak of somebody's health."""
    return seals.open_sealed(claim.account_sealed, "claim") if claim.account_sealed else ""


def content_hash(claim: Claim) -> str:
    """Over what an approver decides on: who, when, which cover, and every line of the estimate."""
    facts = {"number": claim.number, "person": claim.person_id, "membership": claim.membership_id, "kind": claim.kind, "cause": claim.cause,
             "happened_on": claim.happened_on, "months_paid": claim.months_paid, "estimate": claim.estimate, "rupiah": claim.rupiah,
             "law_version": claim.law_version}  # fmt: skip
    return sha256(canonical(facts))
