"""What an officer types about people, made sound before it is kept: names, numbers, words. And who may write."""

from datetime import date

from django.utils.translation import gettext as _

from naung.delivery.banking import said
from naung.delivery.claims.models import Claim
from naung.foundation.staff import queries as staff
from naung.foundation.vault import seals
from naung.kit import nik as niks
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import digits, squeeze, telephone

VERB = "claims.heirs"
Sealed = tuple[bytes | None, bytes | None]


class NotKnown(Refusal):
    """A name, a number, a day or a choice is missing, or cannot be one. `field`: which, for the form."""

    def __init__(self, says: str, field: str = "") -> None:
        super().__init__(says)
        self.field = field


def locked(claim: Claim, by: Actor, on: date, verb: str = VERB) -> Claim:
    """The claim's row, held until the transaction ends, for an officer who may write here. NotAllowed."""
    found = Claim.objects.select_for_update(of=("self",)).select_related("person").get(pk=claim.pk)
    staff.require(by, verb, found.village, on=on)
    return found


def name(text: str, field: str = "nama") -> str:
    text = squeeze(text)
    if len(text) < 2 or any(c.isdigit() for c in text):
        raise NotKnown(_("Tulis namanya seperti pada KTP atau kartu keluarga."), field)
    return text


def nik(text: str, field: str = "nik") -> Sealed:
    """Sealed and indexed; nothing where none is known. NotKnown for what is no NIK."""
    plain = digits(text)
    if not text.strip():
        return None, None
    if len(plain) != 16 or niks.parse(plain) is None:
        raise NotKnown(_("NIK terdiri atas 16 angka dengan tanggal lahir di dalamnya. Periksa lagi pada KTP, atau kosongkan."), field)  # fmt: skip
    return seals.seal(plain, "nik"), seals.index(plain, "nik")


def phone(text: str, field: str = "telepon") -> Sealed:
    """Written as 08...; nothing where none is known."""
    plain = telephone(text)
    if not text.strip():
        return None, None
    if not 9 <= len(plain) <= 14:
        raise NotKnown(_("Nomor telepon terdiri atas 9 sampai 14 angka, misalnya 0812..."), field)
    return seals.seal(plain, "phone"), seals.index(plain, "phone")


def document(text: str, field: str = "dokumen") -> str:
    """What was seen, in words that many may read."""
    text = said.harmless(text)
    if len(text) < 3:
        raise NotKnown(_("Tulis dokumen yang Anda lihat, dengan nomor suratnya bila ada."), field)
    return text


def not_ahead(day: date | None, on: date, field: str) -> date | None:
    if day and day > on:
        raise NotKnown(_("Tanggal itu belum tiba. Periksa lagi."), field)
    return day
