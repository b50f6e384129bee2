"""Another account in the place of the one that is used.

Swapping the account shortly before a payment is how money is diverted. So: one person asks, the bank is asked whose account it is,
somebody else calls the old contact, a second person decides over exactly what was asked, and it is used only after a wait in which
anybody who may refuse can stop it. The account before it stays in the table for ever."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.banking import banks, names, queries, rules, said
from naung.delivery.banking.models import Account, Call, Change
from naung.delivery.banking.ports import Inquiry
from naung.delivery.banking.states import CHANGE, NUMBERED
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.refusal import Refusal
from naung.kit.text import digits, mask, squeeze

KIND = "banking.change"
WAYS, ANSWERS = ("phone", "visit"), ("YES", "NO", "NOBODY")


class NothingToChange(Refusal):
    """There is no account yet, or its holder has died: heirs bring their own."""


class NotAnAccount(Refusal):
    """The bank, the number, the name or the document is missing, or cannot be one."""


class SameAccount(Refusal):
    """It is the account in use, or another member's."""


class OtherName(Refusal):
    """The account is in a name unlike the member's."""


class WaitsAlready(Refusal):
    """A change is under way: one at a time, so that nobody decides about a forgotten one."""


class AskerCalls(Refusal):
    """Who asked for the change does not also hear whether it is true."""


class NothingSaid(Refusal):
    """The call says neither whom was spoken with nor what was said."""


class NotCalled(Refusal):
    """Nobody has heard "yes" from the old contact, or somebody heard "no"."""


class TooLate(Refusal):
    """The wait is over, or the change was never to be used: stop what is used by another change."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `account` in plain digits here, sealed in the table; `product`: basic (BSA) or regular."""

    bank: str
    account: str
    holder: str
    product: str
    reason: str
    document: str


@transaction.atomic
def request(*, account: Account, wanted: Wanted, by: Actor, at: datetime, on: date) -> Change:
    """Puts another account before a second person; nothing is used yet. The very same wish again is the same change.

    NotAllowed, NothingToChange, NotAnAccount, NoReason, NumberInText, SameAccount, OtherName, WaitsAlready."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    staff.require(by, "banking.change", account.village, on=on)
    wanted = _sound(wanted)
    _changeable(account, on)
    index = seals.index(wanted.account, "account")
    waiting = queries.under_way(account, at=at)
    if (
        waiting
        and waiting.state == "REQUESTED"
        and bytes(waiting.account_index) == index
        and waiting.requested_human == by.human
    ):
        return waiting
    if waiting:
        raise WaitsAlready(_("Penggantian ke-%(n)s rekening ini masih berjalan. Putuskan atau tarik dahulu yang itu.") % {"n": waiting.number})  # fmt: skip
    _free(account, wanted.bank, index, at)
    score = _named(account, wanted.holder, on).score
    return _write(account, wanted, index, score, by, at, on)


def _sound(wanted: Wanted) -> Wanted:
    """The wish with its digits alone and single spaces."""
    plain = replace(
        wanted,
        account=digits(wanted.account),
        holder=squeeze(wanted.holder),
        document=squeeze(wanted.document),
    )
    if plain.bank not in banks.BANKS or plain.product not in ("basic", "regular"):
        raise NotAnAccount(_("Pilih bank dan jenis rekeningnya."))
    if not banks.SHORTEST <= len(plain.account) <= banks.LONGEST:
        raise NotAnAccount(_("Nomor rekening terdiri atas %(least)s sampai %(most)s angka.") % {"least": banks.SHORTEST, "most": banks.LONGEST})  # fmt: skip
    if not plain.holder or not plain.document:
        raise NotAnAccount(
            _("Tulis nama pada rekening dan dokumen yang dilihat, misalnya halaman depan buku tabungan.")
        )
    said.harmless(plain.holder)
    return replace(plain, reason=said.enough(plain.reason), document=said.harmless(plain.document))


def _changeable(account: Account, on: date) -> None:
    if account.state not in NUMBERED or account.state == "DIFFERS":
        raise NothingToChange(_("Belum ada rekening yang dapat diganti."))
    if account.person.died_on and account.person.died_on <= on:
        raise NothingToChange(_("Pemegangnya tercatat meninggal. Kami turut berduka; ahli waris memakai rekeningnya sendiri."))  # fmt: skip


def _free(account: Account, bank: str, index: bytes, at: datetime) -> None:
    used = queries.in_use(account, at=at)
    if (used.bank, used.index) == (bank, index):
        raise SameAccount(_("Itu rekening yang sekarang dipakai."))
    if queries.others_with(account, bank, index):
        raise SameAccount(_("Nomor rekening ini dipakai peserta lain. Satu rekening untuk satu orang."))


def _named(account: Account, name: str, on: date) -> names.Likeness:
    found = names.compare(account.person.name, name, near=rules.value("name_near", on=on))
    if found.kind == names.FAR:
        raise OtherName(_("Nama pada rekening (%(theirs)s) bukan nama peserta (%(ours)s). Uang hanya ke rekening miliknya sendiri.")
                        % {"theirs": name, "ours": account.person.name})  # fmt: skip
    return found


def _write(
    account: Account, w: Wanted, index: bytes, score: int, by: Actor, at: datetime, on: date
) -> Change:
    pk, number = _next_number(), Change.objects.filter(account=account).count() + 1
    hours, subject = rules.value("change_wait_hours", on=on), f"{KIND}:{pk}"
    content = content_hash(
        account.pk, number, w.bank, index, w.holder, w.product, w.reason, w.document, hours
    )
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=content, rows=1, rupiah=0, by=by, at=at, region=account.village,
                                 note=w.reason)  # fmt: skip
    entry = trail.record(by=by, verb="banking.ask_change", subject=subject, at=at, region=account.village, why=w.reason,
                         facts={"account": account.pk, "bank": w.bank, "tail": w.account[-4:], "product": w.product, "score": score,
                                "document": w.document, "hash": content})  # fmt: skip
    return Change.objects.create(id=pk, account=account, number=number, person=account.person, region=account.region, village=account.village,
                                 bank=w.bank, bank_name=banks.BANKS[w.bank], product=w.product, account_index=index,
                                 account_sealed=seals.seal(w.account, "account"), holder=w.holder, name_score=score, reason=w.reason,
                                 document=w.document, contact_sealed=account.person.phone_sealed, content_hash=content, approval=approval,
                                 requested_by_id=by.officer, requested_human=by.human, requested_at=at, wait_hours=hours, trail=entry)  # fmt: skip


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('banking_change', 'id'))")
        return int(cursor.fetchone()[0])


def content_hash(account: int, number: int, bank: str, index: bytes, holder: str, product: str, reason: str, document: str, hours: int) -> str:  # fmt: skip
    """What the second person signs; `naung verify` makes it again from the table."""
    parts = (account, number, bank, bytes(index).hex(), holder, product, reason, document, hours)
    return sha256(";".join(map(str, parts)).encode())


def of(change: Change) -> str:
    """The hash of the change as the table holds it now."""
    return content_hash(change.account_id, change.number, change.bank, bytes(change.account_index), change.holder, change.product, change.reason,
                        change.document, change.wait_hours)  # fmt: skip


@transaction.atomic
def inquire(*, change: Change, inquiry: Inquiry, by: Actor, at: datetime, on: date) -> Change:
    """Asks the bank whose account it is, once. A bank that does not answer is asked again the next time; decided: unchanged."""
    change = _locked(change)
    if change.state != "REQUESTED" or change.inquired_at is not None:
        return change
    found = inquiry.owner(
        bank=change.bank, account=seals.open_sealed(change.account_sealed, "account"), on=on
    )
    if found.known is None:
        return change
    change.inquired_at, change.inquired_name = at, squeeze(found.name)
    change.inquired_status = (found.status or "ACTIVE") if found.known else "UNKNOWN"
    trail.record(by=by, verb="banking.inquire", subject=f"{KIND}:{change.pk}", at=at, region=change.village,
                 facts={"status": change.inquired_status, "score": likeness(change, on=on).score if found.known else 0})  # fmt: skip
    change.save(update_fields=["inquired_at", "inquired_name", "inquired_status"])
    return change


def likeness(change: Change, *, on: date) -> names.Likeness:
    """The name that the bank gave, or else the one that was typed, against the member's."""
    return names.compare(
        change.person.name, change.inquired_name or change.holder, near=rules.value("name_near", on=on)
    )


@transaction.atomic
def call(
    *, change: Change, way: str, spoke_with: str, answer: str, what: str, by: Actor, at: datetime, on: date
) -> Call:
    """Writes down a call to the old contact, or a visit: whom was spoken with, YES, NO or NOBODY there, and what was said.

    NotAllowed, AskerCalls, NothingSaid, NumberInText, TooLate."""
    change = _locked(change)
    staff.require(by, "banking.call", change.village, on=on)
    if by.human == change.requested_human:
        raise AskerCalls(_("%(name)s yang meminta penggantian ini, jadi orang lain yang menelepon.") % {"name": by.name})  # fmt: skip
    if change.state != "REQUESTED" and not queries.waits(change, at=at):
        raise TooLate(_("Penggantian ini tidak lagi menunggu; tidak ada yang perlu ditelepon."))
    spoke_with, what = said.harmless(spoke_with), said.harmless(what)
    if way not in WAYS or answer not in ANSWERS or (way == "phone" and not change.contact_sealed):
        raise NothingSaid(
            _("Pilih cara menghubungi dan jawabannya. Tanpa nomor telepon lama, orangnya didatangi.")
        )
    if answer != "NOBODY" and not (spoke_with and what):
        raise NothingSaid(_("Tulis dengan siapa Anda berbicara, dan apa yang dikatakannya."))
    contact = mask(seals.open_sealed(change.contact_sealed, "phone"), 4, 4) if way == "phone" else ""
    entry = trail.record(by=by, verb="banking.call", subject=f"{KIND}:{change.pk}", at=at, region=change.village, why=what,
                         facts={"way": way, "answer": answer})  # fmt: skip
    return Call.objects.create(change=change, village=change.village, way=way, contact=contact, spoke_with=spoke_with, answer=answer, said=what,
                               called_by_id=by.officer, called_human=by.human, called_at=at, trail=entry)  # fmt: skip


@transaction.atomic
def decide(
    *, change: Change, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Change:
    """By another human than who asked. Confirmed, it is used when its hours are over. Decided the same again: unchanged.

    NotAllowed, NotCalled, OtherName, SameAccount, and what approvals.decide refuses (SamePerson, ContentChanged, AlreadyDecided)."""
    change = _locked(change)
    staff.require(by, "banking.confirm" if approve else "banking.refuse", change.village, on=on)
    decided = approvals.decide(approval=change.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note)  # fmt: skip
    if change.state != "REQUESTED":
        return change
    if not approve:
        return _end(change, "refuse", note or _("Ditolak oleh petugas kedua."), by, at)
    if why := why_not(change, at=at, on=on):
        raise why
    change.decided_at = decided.decided_at
    change.effective_at = at + timedelta(hours=change.wait_hours)
    return _end(change, "confirm", "", by, at)


def why_not(change: Change, *, at: datetime, on: date) -> Refusal | None:
    """What still stands between this change and a second person's yes; None where nothing does."""
    if of(change) != change.content_hash:
        return approvals.ContentChanged(_("Isinya bukan lagi yang diajukan. Tolak, lalu ajukan sekali lagi."))
    heard = queries.heard(change)
    if heard is None:
        return NotCalled(_("Kontak lama belum dihubungi. Catat dahulu telepon atau kunjungannya."))
    if heard.answer == "NO":
        return NotCalled(_("%(name)s berkata bukan dia yang meminta. Tolak penggantian ini.") % {"name": heard.spoke_with})  # fmt: skip
    if change.inquired_status in ("UNKNOWN", "CLOSED"):
        return NotAnAccount(_("Menurut bank, rekening itu tidak ada atau sudah ditutup."))
    if likeness(change, on=on).kind == names.FAR:
        return OtherName(_("Menurut bank, rekening itu atas nama %(name)s: bukan nama peserta.") % {"name": change.inquired_name})  # fmt: skip
    if queries.others_with(change.account, change.bank, bytes(change.account_index)):
        return SameAccount(_("Nomor rekening ini dipakai peserta lain. Satu rekening untuk satu orang."))
    return None


@transaction.atomic
def withdraw(*, change: Change, why: str, by: Actor, at: datetime, on: date) -> Change:
    """Takes back what waits for its decision. NotAllowed, NoReason, TooLate; again: unchanged."""
    change = _locked(change)
    staff.require(by, "banking.change", change.village, on=on)
    if change.state == "WITHDRAWN":
        return change
    if change.state != "REQUESTED":
        raise TooLate(_("Penggantian ini sudah diputuskan."))
    why = said.enough(why)
    approvals.void(approval=change.approval, by=by, at=at, why=why)
    return _end(change, "withdraw", why, by, at)


@transaction.atomic
def stop(*, change: Change, why: str, by: Actor, at: datetime, on: date) -> Change:
    """Within the wait: the old account stays the one in use. One person is enough to stop. NotAllowed, NoReason, TooLate."""
    change = _locked(change)
    staff.require(by, "banking.refuse", change.village, on=on)
    if change.state == "STOPPED":
        return change
    if not queries.waits(change, at=at):
        raise TooLate(
            _(
                "Masa tunggunya sudah lewat, atau penggantian ini tidak berlaku. Ganti kembali dengan penggantian baru."
            )
        )
    change.stopped_at = at
    return _end(change, "stop", said.enough(why), by, at)


def _locked(change: Change) -> Change:
    return Change.objects.select_for_update(of=("self",)).select_related("approval", "person", "account").get(pk=change.pk)  # fmt: skip


def _end(change: Change, verb: str, why: str, by: Actor, at: datetime) -> Change:
    change.state, change.ended_because = CHANGE.after(change.state, verb), why
    facts: dict[str, Any] = {"hash": change.content_hash}
    if change.effective_at:
        facts["from"] = change.effective_at.isoformat()
    change.trail = trail.record(by=by, verb=f"banking.{verb}_change", subject=f"{KIND}:{change.pk}", at=at, region=change.village, why=why,
                                facts=facts)  # fmt: skip
    change.save(update_fields=["state", "ended_because", "decided_at", "effective_at", "stopped_at", "trail"])
    return change


def by_approval(approval: int) -> Change:
    return queries.changes().get(approval=approval)
