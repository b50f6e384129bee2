"""Who acts for somebody else in a claim; who paid for the funeral; and disputes that keep a claim still."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.banking import said
from naung.delivery.claims.heirs import queries, sound
from naung.delivery.claims.heirs.models import Funeral, Hold, Mandate
from naung.delivery.claims.heirs.states import HOLD, MANDATE
from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import entry
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze


class NotForThisOne(Refusal):
    """The mandate does not fit: a grown-up needs no guardian, a child gives no power of attorney, nobody acts for themselves."""


class StandsAlready(Refusal):
    """Somebody acts for this one already, or a dispute is open already."""


class SameHand(Refusal):
    """Who put a claim on hold does not lift it."""


@transaction.atomic
def give(
    *, claim: Claim, kind: str, giver: int, document: str, dated_on: date, by: Actor, at: datetime, on: date, holder: int | None = None,
    holder_name: str = "", holder_nik: str = "",
) -> Mandate:  # fmt: skip
    """A guardian for a child (GUARDIAN), or power of attorney for another heir (POWER), with the document seen. The holder is a
    relative, or for a child also somebody outside the tree. NotAllowed, NotKnown, NotForThisOne, StandsAlready."""
    claim = sound.locked(claim, by, on)
    known = {one.number: one for one in queries.tree(claim.person_id)}
    if (
        kind not in ("GUARDIAN", "POWER")
        or giver not in known
        or (holder is not None and holder not in known)
    ):
        raise sound.NotKnown(_("Pilih jenis surat, siapa yang diwakili, dan siapa yang mewakili."), "untuk")
    _fits(claim, kind, giver, holder, on)
    nik = sound.nik(holder_nik)
    name = known[holder].name if holder is not None else sound.name(holder_name, "wakil_nama")
    index = known[holder].nik_index if holder is not None else nik[1]
    document, dated = sound.document(document), sound.not_ahead(dated_on, on, "tanggal")
    there = Mandate.objects.filter(claim=claim, kind=kind, giver=giver, state="VALID").first()
    if there and (there.holder, there.holder_name, there.document) == (holder, name, document):
        return there
    if there:
        raise StandsAlready(_("%(name)s sudah diwakili %(holder)s. Cabut dahulu surat itu.") % {"name": known[giver].name, "holder": there.holder_name})  # fmt: skip
    told = entry(claim, "claims.mandate", by, at, {"kind": kind, "giver": giver, "holder": holder, "document": document})  # fmt: skip
    return Mandate.objects.create(claim=claim, village=claim.village, kind=kind, giver=giver, holder=holder, holder_name=name, holder_nik_sealed=nik[0],
                                  holder_nik_index=index, document=document, dated_on=dated, entered_by_id=by.officer, entered_human=by.human,
                                  entered_at=at, trail=told)  # fmt: skip


def _fits(claim: Claim, kind: str, giver: int, holder: int | None, on: date) -> None:
    found = queries.entitled(claim.pk, today=on)
    entitled = {who.number: who for who in found.people}
    if giver not in entitled:
        raise NotForThisOne(_("Yang diwakili harus ahli waris yang berhak."))
    if giver == holder:
        raise NotForThisOne(_("Tidak ada yang mewakili dirinya sendiri."))
    if kind == "GUARDIAN" and not entitled[giver].minor:
        raise NotForThisOne(_("%(name)s sudah dewasa: yang diperlukan surat kuasa, bukan wali.") % {"name": entitled[giver].name})  # fmt: skip
    if kind == "POWER" and entitled[giver].minor:
        raise NotForThisOne(_("%(name)s masih anak: ia diwakili wali, bukan memberi kuasa.") % {"name": entitled[giver].name})  # fmt: skip
    if kind == "POWER" and (holder not in entitled or entitled[holder].minor):
        raise NotForThisOne(_("Kuasa menerima santunan diberikan kepada ahli waris dewasa yang juga berhak."))


@transaction.atomic
def revoke(*, mandate: Mandate, because: str, by: Actor, at: datetime, on: date) -> Mandate:
    """Takes a mandate back, with the reason; who receives by it is no longer ready. Again: unchanged. NotAllowed, NoReason."""
    claim = sound.locked(mandate.claim, by, on)
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.state == "REVOKED":
        return mandate
    because = said.enough(because)
    mandate.state, mandate.revoked_on, mandate.revoked_because = (
        MANDATE.after(mandate.state, "revoke"),
        on,
        because,
    )
    mandate.trail = entry(claim, "claims.revoke_mandate", by, at, {"kind": mandate.kind, "giver": mandate.giver}, because)  # fmt: skip
    mandate.save(update_fields=["state", "revoked_on", "revoked_because", "trail"])
    return mandate


@transaction.atomic
def paid_the_funeral(
    *, claim: Claim, name: str, receipt: str, paid_on: date, rupiah: int, by: Actor, at: datetime, on: date, relation: str = "", nik: str = "",
    phone: str = "",
) -> Funeral:  # fmt: skip
    """Who paid for the funeral, with the receipt. A further row replaces the one before, which stays. NotAllowed, NotKnown."""
    claim = sound.locked(claim, by, on)
    name, receipt, relation = (
        sound.name(name),
        sound.document(receipt, "kuitansi"),
        said.harmless(squeeze(relation)),
    )
    if rupiah <= 0 or paid_on < claim.happened_on:
        raise sound.NotKnown(
            _("Tulis jumlah pada kuitansi, dan tanggal bayar sesudah hari meninggal."), "jumlah"
        )
    sound.not_ahead(paid_on, on, "tanggal")
    niks, phones, before = sound.nik(nik), sound.phone(phone), queries.funeral(claim.pk)
    if before and (before.name, before.receipt, before.rupiah, before.paid_on) == (name, receipt, rupiah, paid_on):  # fmt: skip
        return before
    told = entry(claim, "claims.funeral", by, at, {"rupiah": rupiah, "receipt": receipt})
    return Funeral.objects.create(claim=claim, village=claim.village, number=before.number + 1 if before else 1, name=name, relation=relation,
                                  nik_sealed=niks[0], nik_index=niks[1], phone_sealed=phones[0], phone_index=phones[1], receipt=receipt,
                                  paid_on=paid_on, rupiah=rupiah, entered_by_id=by.officer, entered_human=by.human, entered_at=at, trail=told)  # fmt: skip


@transaction.atomic
def contest(*, claim: Claim, who: str, because: str, by: Actor, at: datetime, on: date) -> Hold:
    """Puts the claim on hold: `who` contests, by name. One dispute at a time; the open one again is the same. NotAllowed, NoReason, NotKnown."""
    claim = sound.locked(claim, by, on)
    there = queries.hold(claim.pk)
    if there:
        return there
    who = said.harmless(squeeze(who))
    if len(who) < 3:
        raise sound.NotKnown(_("Tulis siapa saja yang mempersoalkan."), "siapa")
    because = said.enough(because)
    told = entry(claim, "claims.hold", by, at, {}, because)
    return Hold.objects.create(claim=claim, village=claim.village, since=on, because=because, who=who, opened_by_id=by.officer, opened_human=by.human,
                               opened_at=at, trail=told)  # fmt: skip


@transaction.atomic
def lift(*, hold: Hold, because: str, document: str, by: Actor, at: datetime, on: date) -> Hold:
    """By another human than who put it there, with the reason and what was signed. Again: unchanged. NotAllowed, SameHand, NoReason, NotKnown."""
    claim = sound.locked(hold.claim, by, on)
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.state == "LIFTED":
        return hold
    if by.human == hold.opened_human:
        raise SameHand(
            _("%(name)s yang menahan klaim ini, jadi orang lain yang melepasnya.") % {"name": by.name}
        )
    because, document = said.enough(because), sound.document(document)
    hold.state, hold.lifted_by_id, hold.lifted_human, hold.lifted_at = (
        HOLD.after(hold.state, "lift"),
        by.officer,
        by.human,
        at,
    )
    hold.lifted_because, hold.lifted_document = because, document
    hold.trail = entry(claim, "claims.lift_hold", by, at, {"document": document}, because)
    hold.save()
    return hold
