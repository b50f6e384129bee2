"""Who receives, and into which account: the heir's own, written by one person and confirmed by another.

Swapping the account shortly before payout is how a family's money is diverted. So another account in the place of the first
waits 48 hours, and somebody else than who wrote it calls the contact that was known before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.banking import banks, names, receiving, rules, said
from naung.delivery.claims.heirs import papers, queries, sound
from naung.delivery.claims.heirs.models import Funeral, Mandate, Payee, PayeeAccount, PayeeCall
from naung.delivery.claims.heirs.states import ACCOUNT, PAYEE
from naung.delivery.claims.models import Claim
from naung.delivery.claims.moving import entry
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import digits, squeeze

WAYS, ANSWERS = ("phone", "visit"), ("YES", "NO", "NOBODY")


class NotEntitled(Refusal):
    """This one may not receive: not entitled by the law's order, a child without a guardian, or no receipt of the funeral."""


class NotTheirs(Refusal):
    """The account is somebody else's: of who died, of another member, or in another name."""


class TooSmall(Refusal):
    """A basic savings account cannot hold the amount; the message says what to do."""


class SecondPerson(Refusal):
    """Who wrote an account neither confirms it nor calls about it."""


class NotHeard(Refusal):
    """The old contact has not said yes, or said no, or the call tells nothing."""


class NotNow(Refusal):
    """Another account waits already, or what is asked for is decided or over."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The account as brought: `account` in plain digits here, sealed in the table; `product`: basic (BSA) or regular; `document`: what was seen."""

    bank: str
    account: str
    holder: str
    product: str
    document: str
    because: str = ""  # why another one takes the first one's place


@transaction.atomic
def appoint(
    *, claim: Claim, kind: str, by: Actor, at: datetime, on: date, relative: int | None = None, mandate: Mandate | None = None,
    funeral: Funeral | None = None, share_rupiah: int | None = None, agreement: str = "", without_account: bool = False,
) -> Payee:  # fmt: skip
    """Who receives: HEIR (grown up and entitled), GUARDIAN (of an entitled child, by mandate), FUNERAL (nobody is left), MEMBER (after
    an accident). A share only with the document in which the heirs agreed. `without_account`: opening one becomes a paper of the file.
    The same again: the same. NotAllowed, NotEntitled, NotKnown."""
    claim = sound.locked(claim, by, on)
    who = _who(claim, kind, relative, mandate, funeral, on)
    there = Payee.objects.filter(claim=claim, state="OPEN", kind=kind, relative=relative).first()
    if there:
        return there
    if Payee.objects.filter(claim=claim, state="OPEN", relative=relative).exists():
        raise NotNow(_("Untuk orang ini sudah ada penerima. Akhiri dahulu yang itu."))
    if (share_rupiah is None) != (not agreement.strip()):
        raise sound.NotKnown(
            _("Bagian hanya ditulis bersama surat kesepakatan para ahli waris."), "kesepakatan"
        )
    if share_rupiah is not None and share_rupiah <= 0:
        raise sound.NotKnown(_("Bagian adalah jumlah rupiah di atas nol."), "bagian")
    number = Payee.objects.filter(claim=claim).count() + 1
    told = entry(claim, "claims.payee", by, at, {"kind": kind, "relative": relative, "number": number, "share": share_rupiah})  # fmt: skip
    made = Payee.objects.create(claim=claim, village=claim.village, number=number, kind=kind, relative=relative, mandate=mandate, funeral=funeral,
                                name=who[0], nik_index=who[1], contact_sealed=who[2], share_rupiah=share_rupiah,
                                agreement=sound.document(agreement, "kesepakatan") if agreement.strip() else "", entered_by_id=by.officer,
                                entered_human=by.human, entered_at=at, without_account=without_account, trail=told)  # fmt: skip
    papers.ask(claim=claim, by=by, at=at, on=on)
    return made


def _who(
    claim: Claim, kind: str, relative: int | None, mandate: Mandate | None, funeral: Funeral | None, on: date
) -> tuple[str, bytes | None, bytes | None]:
    """Name, index of the NIK and sealed telephone of who receives."""
    if kind == "MEMBER" and claim.kind == "accident":
        return claim.person.name, claim.person.nik_index, claim.person.phone_sealed
    found = queries.entitled(claim.pk, today=on)
    if kind == "FUNERAL" and found.funeral_only and funeral and funeral.claim_id == claim.pk:
        return funeral.name, funeral.nik_index, funeral.phone_sealed
    one = next((who for who in found.people if who.number == relative), None)
    if kind not in ("HEIR", "GUARDIAN") or one is None:
        raise NotEntitled(
            _("Yang menerima harus berhak menurut urutan ahli waris. %(because)s")
            % {"because": found.because}
        )
    tree = {known.number: known for known in queries.tree(claim.person_id)}
    if kind == "HEIR" and one.minor:
        raise NotEntitled(_("%(name)s masih anak: walinya yang menerima, dengan penetapan atau surat wali.") % {"name": one.name})  # fmt: skip
    if kind == "HEIR":
        return one.name, tree[one.number].nik_index, tree[one.number].phone_sealed
    if mandate is None or (mandate.claim_id, mandate.giver, mandate.kind, mandate.state) != (claim.pk, relative, "GUARDIAN", "VALID"):  # fmt: skip
        raise NotEntitled(_("Wali menerima dengan penetapan untuk anak ini. Catat dahulu suratnya."))
    phone = tree[mandate.holder].phone_sealed if mandate.holder in tree else None
    return mandate.holder_name, mandate.holder_nik_index, phone


@transaction.atomic
def end(*, payee: Payee, because: str, by: Actor, at: datetime, on: date) -> Payee:
    """Somebody else receives instead, with the reason. Again: unchanged. NotAllowed, NoReason."""
    claim = sound.locked(payee.claim, by, on)
    payee = Payee.objects.select_for_update().get(pk=payee.pk)
    if payee.state == "ENDED":
        return payee
    payee.state, payee.ended_because = PAYEE.after(payee.state, "end"), said.enough(because)
    payee.trail = entry(claim, "claims.end_payee", by, at, {"number": payee.number}, payee.ended_because)
    payee.save(update_fields=["state", "ended_because", "trail"])
    papers.ask(claim=claim, by=by, at=at, on=on)
    return payee


@transaction.atomic
def bring(*, payee: Payee, brought: Brought, by: Actor, at: datetime, on: date) -> PayeeAccount:
    """Writes the account a receiver brings; from the second on it is a change, with its reason, hours and call. The same again: the same.

    NotAllowed, NotKnown, NoReason, NotTheirs, TooSmall, NotNow."""
    claim = sound.locked(payee.claim, by, on)
    payee = Payee.objects.select_for_update(of=("self",)).get(pk=payee.pk)
    plain, before = _sound(brought), queries.accounts(payee.pk)
    index = seals.index(plain.account, "account")
    newest = before[-1] if before else None
    if newest and bytes(newest.account_index) == index and newest.state in ("ENTERED", "CONFIRMED") and newest.bank == plain.bank:  # fmt: skip
        return newest
    if payee.state != "OPEN" or (newest and newest.state == "ENTERED"):
        raise NotNow(_("Masih ada rekening yang menunggu orang kedua. Putuskan dahulu yang itu."))
    score = _theirs(claim, payee, plain, index, on)
    if why := too_small(payee, plain.product, on=on):
        raise TooSmall(why)
    changed = bool(before)
    because = said.enough(plain.because) if changed else ""
    hours = rules.value("change_wait_hours", on=on) if changed else 0
    number = len(before) + 1
    told = entry(claim, "claims.bring_account", by, at, {"payee": payee.number, "account": number, "bank": plain.bank, "tail": plain.account[-4:],
                                                           "product": plain.product, "score": score}, because)  # fmt: skip
    made = PayeeAccount.objects.create(payee=payee, village=claim.village, number=number, bank=plain.bank, bank_name=banks.BANKS[plain.bank],
                                       product=plain.product, account_sealed=seals.seal(plain.account, "account"), account_index=index,
                                       tail=plain.account[-4:], holder=plain.holder, name_score=score, document=plain.document, because=because,
                                       wait_hours=hours, entered_by_id=by.officer, entered_human=by.human, entered_at=at, trail=told)  # fmt: skip
    papers.ask(claim=claim, by=by, at=at, on=on)
    return made


def _sound(brought: Brought) -> Brought:
    account, holder = digits(brought.account), squeeze(brought.holder)
    if brought.bank not in banks.BANKS or brought.product not in ("basic", "regular"):
        raise sound.NotKnown(_("Pilih bank dan jenis rekeningnya."), "bank")
    if not banks.SHORTEST <= len(account) <= banks.LONGEST:
        raise sound.NotKnown(_("Nomor rekening terdiri atas %(least)s sampai %(most)s angka.") % {"least": banks.SHORTEST, "most": banks.LONGEST}, "nomor")  # fmt: skip
    return Brought(brought.bank, account, sound.name(said.harmless(holder), "pemilik"), brought.product, sound.document(brought.document), brought.because)  # fmt: skip


def _theirs(claim: Claim, payee: Payee, plain: Brought, index: bytes, on: date) -> int:
    """How alike the names are, of 100. The account of who died and that of another member are nobody's for this money."""
    owner = _member_with(index) if plain.bank == banks.OURS else None
    if claim.kind == "death" and (owner == claim.person_id or _was_changed_to(claim.person_id, index)):
        raise NotTheirs(_("Itu rekening almarhum atau almarhumah. Santunan masuk ke rekening ahli waris sendiri."))  # fmt: skip
    if owner is not None and payee.kind != "MEMBER" and not _is(owner, payee):
        raise NotTheirs(_("Rekening ini tercatat milik peserta lain. Uang hanya ke rekening milik penerima sendiri."))  # fmt: skip
    found = names.compare(payee.name, plain.holder, near=rules.value("name_near", on=on))
    if found.kind == names.FAR:
        raise NotTheirs(_("Nama pada rekening (%(theirs)s) bukan nama penerima (%(ours)s). Mintalah rekening atas namanya sendiri.")
                        % {"theirs": plain.holder, "ours": payee.name})  # fmt: skip
    return found.score


def _member_with(index: bytes) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id from banking_account where number_index = %s order by id limit 1", [index]
        )
        row = cursor.fetchone()
        return row[0] if row else None


def _was_changed_to(person_id: int, index: bytes) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from banking_change where person_id = %s and account_index = %s)",
            [person_id, index],
        )
        return bool(cursor.fetchone()[0])


def _is(person_id: int, payee: Payee) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select nik_index from registry_person where id = %s", [person_id])
        row = cursor.fetchone()
        return bool(row and payee.nik_index and bytes(row[0]) == bytes(payee.nik_index))


def too_small(payee: Payee, product: str, *, on: date) -> str:
    """Why a basic account cannot hold what this receiver gets, and what to do; '' where it fits. The ceiling is banking's dated rule."""
    amount = payee.share_rupiah or payee.claim.rupiah
    found = receiving.fits("ACTIVE", product, amount, on=on, changed=True)
    return (
        ""
        if found.ok
        else _("%(why)s Tulis rekening biasa, atau minta bank menaikkannya dahulu.") % {"why": found.because}
    )


@transaction.atomic
def call(*, account: PayeeAccount, way: str, spoke_with: str, answer: str, what: str, by: Actor, at: datetime, on: date) -> PayeeCall:  # fmt: skip
    """Writes down a call to the contact known before, or a visit. NotAllowed, SecondPerson, NotHeard, NumberInText, NotNow."""
    claim = sound.locked(account.payee.claim, by, on)
    account = PayeeAccount.objects.select_for_update().get(pk=account.pk)
    if by.human == account.entered_human:
        raise SecondPerson(_("%(name)s yang menulis rekening ini, jadi orang lain yang menelepon.") % {"name": by.name})  # fmt: skip
    if account.state != "ENTERED":
        raise NotNow(_("Rekening ini sudah diputuskan; tidak ada yang perlu ditelepon."))
    spoke_with, what = said.harmless(spoke_with), said.harmless(what)
    if way not in WAYS or answer not in ANSWERS or (answer != "NOBODY" and not (spoke_with and what)):
        raise NotHeard(
            _("Pilih cara dan jawabannya, lalu tulis dengan siapa Anda berbicara dan apa yang dikatakannya.")
        )
    if way == "phone" and not account.payee.contact_sealed:
        raise NotHeard(_("Tidak ada nomor telepon lama: datangi orangnya, lalu catat kunjungannya."))
    told = entry(claim, "claims.call_contact", by, at, {"account": account.number, "way": way, "answer": answer}, what)  # fmt: skip
    return PayeeCall.objects.create(account=account, village=claim.village, way=way, spoke_with=spoke_with, answer=answer, said=what,
                                    called_by_id=by.officer, called_human=by.human, called_at=at, trail=told)  # fmt: skip


@transaction.atomic
def confirm(*, account: PayeeAccount, by: Actor, at: datetime, on: date) -> PayeeAccount:
    """By another human than who wrote it. A change also asks for the old contact's yes, and is used when its hours are over.
    Again: unchanged. NotAllowed, SecondPerson, NotHeard, NotNow, TooSmall."""
    claim, account = _open(account, by, on)
    if account.state == "CONFIRMED":
        return account
    if by.human == account.entered_human:
        raise SecondPerson(_("%(name)s yang menulis rekening ini, jadi orang lain yang memastikannya.") % {"name": by.name})  # fmt: skip
    heard = queries.heard(account)
    if account.number > 1 and (heard is None or heard.answer != "YES"):
        raise NotHeard(
            _("%(name)s berkata bukan dia yang meminta. Tolak rekening ini.") % {"name": heard.spoke_with}
            if heard
            else _("Kontak lama belum berkata ya. Catat dahulu telepon atau kunjungannya.")
        )
    if why := too_small(account.payee, account.product, on=on):
        raise TooSmall(why)
    account.effective_at = at + timedelta(hours=account.wait_hours)
    return _decided(claim, account, "confirm", "", by, at)


@transaction.atomic
def refuse(*, account: PayeeAccount, because: str, by: Actor, at: datetime, on: date) -> PayeeAccount:
    """Anybody who may write here may say no, also who wrote it. Again: unchanged. NotAllowed, NoReason, NotNow."""
    claim, account = _open(account, by, on)
    if account.state == "REFUSED":
        return account
    return _decided(claim, account, "refuse", said.enough(because), by, at)


@transaction.atomic
def stop(*, account: PayeeAccount, because: str, by: Actor, at: datetime, on: date) -> PayeeAccount:
    """Within the hours of waiting: the account before it stays the one in use. NotAllowed, NoReason, NotNow."""
    claim, account = _open(account, by, on)
    if account.state == "STOPPED":
        return account
    if account.state != "CONFIRMED" or account.effective_at is None or at >= account.effective_at:
        raise NotNow(_("Masa tunggunya sudah lewat. Bawa rekening lain sebagai penggantian baru."))
    account.state, account.stopped_at, account.ended_because = (
        ACCOUNT.after(account.state, "stop"),
        at,
        said.enough(because),
    )
    account.trail = entry(claim, "claims.stop_account", by, at, {"account": account.number}, account.ended_because)  # fmt: skip
    account.save(update_fields=["state", "stopped_at", "ended_because", "trail"])
    return account


def _open(account: PayeeAccount, by: Actor, on: date) -> tuple[Claim, PayeeAccount]:
    claim = sound.locked(account.payee.claim, by, on)
    known = PayeeAccount.objects.select_for_update(of=("self",)).select_related("payee", "payee__claim")
    return claim, known.get(pk=account.pk)


def _decided(
    claim: Claim, account: PayeeAccount, verb: str, because: str, by: Actor, at: datetime
) -> PayeeAccount:
    if account.state != "ENTERED":
        raise NotNow(_("Rekening ini sudah diputuskan."))
    account.state, account.decided_by_id, account.decided_human, account.decided_at = (
        ACCOUNT.after(account.state, verb),
        by.officer,
        by.human,
        at,
    )
    account.ended_because = because
    account.trail = entry(claim, f"claims.{verb}_account", by, at, {"account": account.number, "hours": account.wait_hours}, because)  # fmt: skip
    account.save()
    return account
