"""Reads of the room: the tree, who is entitled, who receives and how ready they are, what holds the claim, the children at school."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.heirs import entitled as law_of
from naung.delivery.claims.heirs import words
from naung.delivery.claims.heirs.entitled import Entitled, Who
from naung.delivery.claims.heirs.models import (
    Funeral,
    Hold,
    Mandate,
    Payee,
    PayeeAccount,
    PayeeCall,
    Relative,
    Scholar,
    ScholarYear,
)
from naung.delivery.claims.models import Claim
from naung.delivery.registry import queries as registry
from naung.foundation.vault import seals
from naung.kit.refusal import Refusal
from naung.kit.text import mask

__all__ = ["Entitled", "Receiver", "Who"]


class NoSuchReceiver(Refusal):
    """Nobody within one's regions receives, or is followed at school, under this number."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives, as a payment asks. `state`: ENTITLED_NO_MORE, NO_ACCOUNT, ENTERED, WAITING, NOT_COVERED, HELD, READY; money goes only
    to READY, and `says` what is still to be done. `account_tail`: four digits. `share_rupiah` None: everything."""

    id: int
    name: str
    relation: str
    share_rupiah: int | None
    account_tail: str
    ready_on: datetime | None
    state: str
    says: str
    kind: str = "HEIR"
    relative: int | None = None
    bank_name: str = ""
    product: str = ""


# --- the tree --------------------------------------------------------------------------------------------------------


def versions(person_id: int) -> list[Relative]:
    """Every version of every relative of this person, also of records merged into theirs; in order."""
    known = Relative.objects.filter(
        person_id__in=registry.records_of(registry.resolve(person_id))
    ).select_related("entered_by")
    return list(known.order_by("person_id", "number", "version"))


def tree(person_id: int, *, struck: bool = False) -> list[Relative]:
    """The newest version of each relative, those struck out left away."""
    newest = {(one.person_id, one.number): one for one in versions(person_id)}
    return [one for one in newest.values() if struck or not one.void]


def entitled(claim_id: int, *, today: date | None = None) -> Entitled:
    """By the law of the day of death. `today`: on which minors are minors; else the day of the report.

    After an accident the member receives: nobody is entitled beside them."""
    claim = _claim(claim_id)
    if claim.kind != "death":
        return Entitled(because=_("Sesudah kecelakaan, peserta sendiri yang menerima."))
    return law_of.of(tree(claim.person_id), died_on=claim.happened_on, today=today or claim.reported_on)


def reveal(relative: Relative) -> dict[str, str]:
    """NIK and telephone of a relative, masked."""
    nik = seals.open_sealed(relative.nik_sealed, "nik") if relative.nik_sealed else ""
    phone = seals.open_sealed(relative.phone_sealed, "phone") if relative.phone_sealed else ""
    return {"nik": mask(nik) if nik else "", "phone": mask(phone, 4, 3) if phone else ""}


# --- mandates, funeral, dispute --------------------------------------------------------------------------------------


def mandates(claim_id: int) -> list[Mandate]:
    """Every mandate of a claim, also those taken back, in order."""
    return list(Mandate.objects.filter(claim_id=claim_id).select_related("entered_by").order_by("pk"))


def funeral(claim_id: int) -> Funeral | None:
    """Who paid for the funeral, as last written."""
    return Funeral.objects.filter(claim_id=claim_id).order_by("-number").first()


def hold(claim_id: int) -> Hold | None:
    """The dispute that keeps this claim still, if one does."""
    return Hold.objects.filter(claim_id=claim_id, state="OPEN").select_related("opened_by").first()


def holds(claim_id: int) -> list[Hold]:
    """Every dispute of a claim, in order."""
    return list(
        Hold.objects.filter(claim_id=claim_id).select_related("opened_by", "lifted_by").order_by("pk")
    )


# --- who receives ----------------------------------------------------------------------------------------------------


def payee(pk: int) -> Payee:
    found = Payee.objects.select_related("claim", "claim__person", "mandate", "funeral").filter(pk=pk).first()
    if found is None:
        raise NoSuchReceiver(_("Tidak ada penerima dengan nomor urut %(n)s.") % {"n": pk})
    return found


def open_payees(claim_id: int) -> list[Payee]:
    return list(Payee.objects.filter(claim_id=claim_id, state="OPEN").order_by("number"))


def accounts(payee_id: int) -> list[PayeeAccount]:
    """Every account of a receiver, the first one first."""
    known = PayeeAccount.objects.filter(payee_id=payee_id).select_related("entered_by", "decided_by")
    return list(known.order_by("number"))


def contact(payee_id: int) -> str:
    """The telephone known when the receiver was named, masked; '' where none was."""
    sealed = Payee.objects.filter(pk=payee_id).values_list("contact_sealed", flat=True).first()
    return mask(seals.open_sealed(sealed, "phone"), 4, 3) if sealed else ""


def account(pk: int) -> PayeeAccount:
    found = (
        PayeeAccount.objects.select_related("payee", "payee__claim", "payee__claim__person")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NoSuchReceiver(_("Tidak ada rekening penerima dengan nomor urut %(n)s.") % {"n": pk})
    return found


def calls(payee_id: int) -> list[PayeeCall]:
    """Every call and visit about accounts of a receiver, in order."""
    known = PayeeCall.objects.filter(account__payee_id=payee_id).select_related("called_by", "account")
    return list(known.order_by("called_at", "pk"))


def heard(account: PayeeAccount) -> PayeeCall | None:
    """The last time that the old contact said yes or no."""
    said = PayeeCall.objects.filter(account=account, answer__in=["YES", "NO"])
    return said.order_by("-called_at", "-pk").first()


def payees(claim_id: int, *, at: datetime | None = None) -> list[Receiver]:
    """Who receives money of this claim, in order; without `at` hours of waiting count as not over."""
    rows = list(
        Payee.objects.filter(claim_id=claim_id, state="OPEN").select_related("mandate").order_by("number")
    )
    if not rows:
        return []
    held, who, gaps = hold(claim_id), entitled(claim_id, today=at.date() if at else None), ""
    gaps = uncovered(claim_id, rows, who)
    by_payee = _accounts_of(rows)
    tree_of = {one.number: one for one in tree(_claim(claim_id).person_id)}
    return [_receiver(one, by_payee.get(one.pk, []), held, who, gaps, tree_of, at) for one in rows]


def uncovered(claim_id: int, rows: list[Payee], who: Entitled) -> str:
    """What stands between the whole money and these receivers: entitled people for whom nobody may receive yet. '' where nothing."""
    if any(one.share_rupiah is None for one in rows) and len(rows) > 1:
        return _("Beberapa penerima perlu bagian masing-masing menurut kesepakatan tertulis.")
    if who.asks:
        return who.asks[0]
    covered = {one.relative for one in rows}
    mine = [m for m in mandates(claim_id) if m.state == "VALID"]
    acting = {one.mandate_id for one in rows if one.mandate_id}
    hands = {(m.holder, bytes(m.holder_nik_index or b"")) for m in mine if m.pk in acting}
    for m in mine:
        same = any((m.holder is not None and m.holder == holder) or (nik and m.holder_nik_index and bytes(m.holder_nik_index) == nik)
                   for holder, nik in hands)  # fmt: skip
        if m.holder in covered or same:
            covered.add(m.giver)
    for person in who.people:
        if person.number not in covered:
            words_of = _("penetapan wali") if person.minor else _("surat kuasa")
            return _("Belum ada %(paper)s dari %(name)s untuk penerima.") % {"paper": words_of, "name": person.name}  # fmt: skip
    return ""


def _receiver(one: Payee, accounts_of: list[PayeeAccount], held: Hold | None, who: Entitled, gaps: str, tree_of: dict[int, Relative],
              at: datetime | None) -> Receiver:  # fmt: skip
    used = next((a for a in reversed(accounts_of) if a.state == "CONFIRMED"), None)
    newest = accounts_of[-1] if accounts_of else None
    shown = used or newest
    state, says = _standing(one, newest, used, held, who, gaps, at)
    relative = tree_of.get(one.relative) if one.relative else None
    relation = words.relation(relative.relation, relative.sex) if relative else _("yang membayar pemakaman") if one.kind == "FUNERAL" else _("peserta sendiri")  # fmt: skip
    if one.kind == "GUARDIAN" and relative:
        relation = _("wali dari %(name)s") % {"name": relative.name}
    return Receiver(one.pk, one.name, relation, one.share_rupiah, shown.tail if shown else "", used.effective_at if used else None, state, says,
                    one.kind, one.relative, shown.bank_name if shown else "", shown.product if shown else "")  # fmt: skip


def _standing(
    one: Payee,
    newest: PayeeAccount | None,
    used: PayeeAccount | None,
    held: Hold | None,
    who: Entitled,
    gaps: str,
    at: datetime | None,
) -> tuple[str, str]:
    if held:
        return "HELD", _("Ditahan karena sengketa sejak %(day)s.") % {"day": held.since.strftime("%d-%m-%Y")}
    if not _may_receive(one, who):
        return "ENTITLED_NO_MORE", _(
            "Menurut pohon keluarga sekarang, orang ini tidak lagi berhak. Akhiri, lalu tunjuk yang berhak."
        )
    if newest is None:
        return "NO_ACCOUNT", _("Belum ada rekening atas namanya sendiri.")
    if newest.state == "ENTERED":
        return "ENTERED", _("Rekening menunggu orang kedua.") if newest.number == 1 else _(
            "Rekening baru menunggu kontak lama dihubungi dan orang kedua."
        )
    if used is None:
        return "NO_ACCOUNT", _("Rekening ditolak; mintalah rekening lain.")
    if used.effective_at and (at < used.effective_at if at else used.wait_hours > 0):
        return "WAITING", _("Rekening baru dipakai sesudah %(n)s jam.") % {"n": used.wait_hours}
    if gaps:
        return "NOT_COVERED", gaps
    return "READY", _("Siap menerima.")


def _may_receive(one: Payee, who: Entitled) -> bool:
    if one.kind == "MEMBER":
        return True
    if one.kind == "FUNERAL":
        return who.funeral_only
    if one.mandate and one.mandate.state != "VALID":
        return False
    return any(
        person.number == one.relative and (one.kind == "GUARDIAN" or not person.minor)
        for person in who.people
    )


def _accounts_of(rows: Iterable[Payee]) -> dict[int, list[PayeeAccount]]:
    found: dict[int, list[PayeeAccount]] = {}
    for account in PayeeAccount.objects.filter(payee__in=[one.pk for one in rows]).order_by(
        "payee_id", "number"
    ):
        found.setdefault(account.payee_id, []).append(account)
    return found


def ready_by_the_database(payee_id: int, at: datetime) -> bool:
    """What the database itself says when a payment asks (claims_payee_ready)."""
    with connection.cursor() as cursor:
        cursor.execute("select claims_payee_ready(%s, %s)", [payee_id, at])
        return bool(cursor.fetchone()[0])


# --- children at school ----------------------------------------------------------------------------------------------


def scholar(pk: int) -> Scholar:
    found = Scholar.objects.select_related("claim", "claim__person").filter(pk=pk).first()
    if found is None:
        raise NoSuchReceiver(_("Tidak ada beasiswa dengan nomor urut %(n)s.") % {"n": pk})
    return found


def scholars(claim_id: int) -> list[Scholar]:
    """The children chosen in a claim, also those whose scholarship ended, in the family's order."""
    return list(
        Scholar.objects.filter(claim_id=claim_id)
        .select_related("claim", "claim__person")
        .order_by("place", "pk")
    )


def children(claim_id: int) -> list[str]:
    """The levels of the chosen children who are at school in the event's school year, in the family's order: for law.death."""
    claim = _claim(claim_id)
    begun = law.school_year(claim.happened_on)
    return [one.level for one in scholars(claim_id) if one.state == "GOING" and one.starts_year <= begun]


def years(scholar_id: int) -> list[ScholarYear]:
    return list(ScholarYear.objects.filter(scholar_id=scholar_id).order_by("year"))


def years_of(year: int | None, *, state: str = "") -> QuerySet[ScholarYear]:
    """One school year's children within one's regions (None: of every year), the nearest day first."""
    found = ScholarYear.objects.select_related(
        "scholar", "scholar__claim", "scholar__claim__person", "scholar__claim__programme"
    )
    found = found if year is None else found.filter(year=year)
    return (found.filter(state=state) if state else found).order_by("due_on", "village", "pk")


def child_of(one: Scholar) -> Relative | None:
    """The child as the tree knows it today."""
    return next((r for r in tree(one.claim.person_id, struck=True) if r.number == one.relative), None)


def names_of(found: Iterable[Scholar]) -> dict[int, str]:
    """The children's names by scholarship, in one look-up."""
    rows = list(found)
    newest: dict[tuple[int, int], str] = {}
    for person, number, name in (
        Relative.objects.filter(person_id__in={one.claim.person_id for one in rows})
        .order_by("version")
        .values_list("person_id", "number", "name")
    ):
        newest[person, number] = name
    return {one.pk: newest.get((one.claim.person_id, one.relative), "") for one in rows}


def _claim(claim_id: int) -> Claim:
    return Claim.objects.only("pk", "kind", "cause", "happened_on", "reported_on", "person_id").get(
        pk=claim_id
    )
