"""What an entry of a treatment must be before it is kept; each refusal with what was seen and what to do."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung import law
from naung.delivery.banking import said
from naung.delivery.claims import rooms
from naung.delivery.claims.models import Claim
from naung.delivery.claims.treatment import parts, queries
from naung.delivery.claims.treatment.facilities import Place
from naung.delivery.claims.treatment.kinds import KINDS, PARTIAL, PAYERS, Kind
from naung.delivery.claims.treatment.models import Care
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say
from naung.kit.text import squeeze

SHORTEST = 10  # letters of a reason
STAY = ("admission", "discharge")


class NotTreated(Refusal):
    """The claim is of a death, or it is no longer gathered: its treatment is told no more."""


class UnknownEntry(Refusal):
    """A kind, a cost, an aid or a payer that nobody here knows."""


class Incomplete(Refusal):
    """A field that this kind of entry cannot do without is empty or impossible; `field` names it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class WrongDay(Refusal):
    """Before the accident, after today, or the end before the beginning."""


class SameReceipt(Refusal):
    """This receipt of this facility was counted already."""


class Overlaps(Refusal):
    """Two letters of rest speak of the same day, so it would be paid twice."""


class AlreadyStated(Refusal):
    """The doctor's statement stands: it is corrected, not repeated."""


class NotAdmitted(Refusal):
    """Sent home from where nobody was admitted, or admitted twice."""


class TooMuch(Refusal):
    """More would be given back than the family laid out."""


class NoSuchEntry(Refusal):
    """The entry to be voided is not there, is void already, or is of another kind."""


class NoReason(Refusal):
    """Nothing was written, or too little for anybody to learn from."""


class StandsOn(Refusal):
    """Something else stands on this entry, so it cannot go."""


def known(kind: str) -> Kind:
    if kind not in KINDS:
        raise UnknownEntry(_("Jenis catatan %(kind)s tidak dikenal.") % {"kind": kind})
    return KINDS[kind]


def takes_entries(claim: Claim) -> None:
    if claim.kind != "accident":
        raise NotTreated(_("Perawatan dicatat pada klaim kecelakaan; %(number)s adalah klaim kematian.") % {"number": claim.number})  # fmt: skip
    if claim.state != "REPORTED":
        raise NotTreated(_("Klaim %(number)s sudah dinilai atau ditutup, jadi catatan perawatannya tetap. Kuitansi yang menyusul diajukan sebagai keberatan kepada BPJS.") % {"number": claim.number})  # fmt: skip


def sound(claim: Claim, told: Any, place: Place | None, *, on: date) -> None:
    """The entry by itself: nothing missing, known words, days in order. `told` is actions.Told."""
    kind = known(told.kind)
    for field in kind.needs:
        if not (place if field == "facility" else getattr(told, field)):
            raise Incomplete(field, _("Isi %(field)s.") % {"field": words()[field]})
    _words(kind, told)
    for text in (told.signed_by, place.name if place else ""):
        said.harmless(text)  # these are read by many; a note is sealed
    if told.reference and not bare(told.reference):
        raise Incomplete("reference", _("Nomor surat atau kuitansi berisi huruf atau angka."))
    _amounts(told)
    _days(claim, kind, told, on)
    if told.kind == "statement":
        _outcome(claim, told)


def _words(kind: Kind, told: Any) -> None:
    if kind.whats and told.what not in kind.whats:
        raise UnknownEntry(_("%(what)s tidak dikenal untuk %(kind)s.") % {"what": told.what, "kind": _(kind.word)})  # fmt: skip
    if told.paid_by and told.paid_by not in PAYERS:
        raise UnknownEntry(_("Pembayar %(who)s tidak dikenal.") % {"who": told.paid_by})


def _amounts(told: Any) -> None:
    if told.rupiah is not None and told.rupiah <= 0:
        raise Incomplete("rupiah", _("Rupiahnya lebih dari nol."))
    if told.months is not None and told.months <= 0:
        raise Incomplete("months", _("Lamanya paling sedikit satu bulan."))


def _days(claim: Claim, kind: Kind, told: Any, on: date) -> None:
    if told.day < claim.happened_on:
        raise WrongDay(_("%(day)s lebih dahulu daripada kecelakaannya, %(accident)s.") % {"day": say_date(told.day), "accident": say_date(claim.happened_on)})  # fmt: skip
    if told.day > on and not kind.ahead:
        raise WrongDay(_("%(day)s belum tiba.") % {"day": say_date(told.day)})
    if told.until and told.until < told.day:
        raise WrongDay(_("Hari terakhirnya, %(until)s, lebih dahulu daripada hari pertamanya.") % {"until": say_date(told.until)})  # fmt: skip


def _outcome(claim: Claim, told: Any) -> None:
    """The law itself says whether the parts can be so; the per cents are the doctor's."""
    if told.what in PARTIAL:
        law.disability(accident_on=claim.happened_on, income=claim.programme.base, form=told.what, parts=told.parts)  # fmt: skip
    elif told.parts:
        raise Incomplete("parts", _("Bagian tubuh hanya disebut pada cacat sebagian."))


def same(live: Iterable[Care], told: Any, place: Place | None) -> Care | None:
    """The very same entry told again, whatever its note says."""
    wanted = (told.kind, told.day, told.until, told.what, told.rupiah, told.paid_by, told.months, place.key if place else "", bare(told.reference))  # fmt: skip
    return next((one for one in live if _facts(one) == wanted and parts.opened(one.parts_sealed) == told.parts), None)  # fmt: skip


def _facts(one: Care) -> tuple[Any, ...]:
    return (one.kind, one.day, one.until, one.what, one.rupiah, one.paid_by, one.months, one.facility_key, one.reference_key)  # fmt: skip


def fits(claim: Claim, told: Any, place: Place | None, live: list[Care]) -> None:
    """The entry among the others."""
    kind = known(told.kind)
    if kind.money:
        _counted_once(told, place, live)
    if told.kind == "rest":
        _no_overlap(told, live)
    if told.kind in STAY:
        _in_and_out([*live, told])
    if told.kind == "statement" and any(one.kind == "statement" for one in live):
        raise AlreadyStated(_("Pernyataan dokter sudah dicatat. Perbaiki yang ada, dengan alasannya."))
    covers_repaid([*live, told])


def _counted_once(told: Any, place: Place | None, live: list[Care]) -> None:
    key = (place.key if place else "", bare(told.reference))
    for one in live:
        if (
            one.rupiah
            and (one.kind == "repaid") == (told.kind == "repaid")
            and (one.facility_key, one.reference_key) == key
        ):
            raise SameReceipt(_("Kuitansi %(number)s dari tempat ini sudah dihitung pada %(day)s, %(rp)s. Satu kuitansi dihitung satu kali.") % {
                              "number": one.reference, "day": say_date(one.day), "rp": say(one.rupiah)})  # fmt: skip


def _no_overlap(told: Any, live: list[Care]) -> None:
    for one in live:
        if one.kind == "rest" and one.until and one.day <= told.until and told.day <= one.until:
            raise Overlaps(_("Surat istirahat %(number)s sudah meliputi %(first)s sampai %(last)s. Mulai surat ini sesudahnya, atau perbaiki yang lama.") % {
                           "number": one.reference, "first": say_date(one.day), "last": say_date(one.until)})  # fmt: skip


def _in_and_out(entries: Iterable[Any]) -> None:
    """Stays alternate: in, out, in, out; on one day in the order in which they were told."""
    steps = sorted((one for one in entries if one.kind in STAY), key=lambda one: one.day)
    if any(one.kind != STAY[n % 2] for n, one in enumerate(steps)):
        raise NotAdmitted(_("Masuk dan pulang dicatat bergantian: periksa tanggalnya, atau catat dahulu yang kurang."))  # fmt: skip


def stands_without(entries: list[Care]) -> None:
    """May an entry go, so that these are left? NotAdmitted, TooMuch."""
    _in_and_out(entries)
    covers_repaid(entries)


def covers_repaid(entries: Iterable[Any]) -> None:
    """What was given back is never more than what the family laid out."""
    entries = list(entries)
    laid_out = sum(one.rupiah for one in entries if one.kind == "cost" and one.paid_by == "family")
    repaid = sum(one.rupiah for one in entries if one.kind == "repaid")
    if repaid > laid_out:
        raise TooMuch(_("Keluarga mengeluarkan %(out)s untuk perawatan, jadi %(back)s tidak dapat dikembalikan. Catat dahulu kuitansinya.") % {"out": say(laid_out), "back": say(repaid)})  # fmt: skip


def may_go(claim: Claim, entry: Care) -> None:
    """A statement of death goes only after the death's own claim was refused; what money was paid by stays."""
    if paid := rooms.paid_by(claim.pk, entry):
        raise StandsOn(_("%(rp)s sudah dibayar berdasarkan catatan ini (%(reference)s), jadi catatan ini tetap. Tambahkan surat atau kuitansi yang menyusul sebagai catatan baru.") % {"rp": say(paid.rupiah), "reference": paid.reference})  # fmt: skip
    death = queries.death_after(claim) if (entry.kind, entry.what) == ("statement", "dead") else None
    if death:
        raise StandsOn(_("Klaim kematian %(number)s berdiri di atas pernyataan ini. Klaim itu harus ditolak dahulu, dengan alasannya.") % {"number": death.number})  # fmt: skip


def enough(text: str) -> str:
    text = squeeze(text)
    if len(text) < SHORTEST:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": SHORTEST})
    return said.harmless(text)


def bare(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())


def words() -> dict[str, str]:
    """What each field is called."""
    return {
        "day": _("tanggal"), "until": _("sampai tanggal"), "what": _("jenis"), "rupiah": _("rupiah"), "paid_by": _("dibayar oleh"),
        "months": _("lama dalam bulan"), "facility": _("fasilitas kesehatan"), "plkk": _("bekerja sama dengan BPJS (PLKK)"),
        "reference": _("nomor surat atau kuitansi"), "signed_by": _("nama dokter"), "note": _("catatan"), "parts": _("bagian tubuh"),
    }  # fmt: skip
