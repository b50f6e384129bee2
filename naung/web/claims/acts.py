"""What an officer may do with a claim next: each act has its verb, its form and its address; a barred one says why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.claims import actions, queries
from naung.delivery.claims.heirs import queries as heirs
from naung.delivery.claims.payout import actions as payout
from naung.delivery.claims.payout import parts
from naung.delivery.claims.payout import queries as payments
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.actor import Actor
from naung.kit.clock import say_date
from naung.kit.rupiah import say
from naung.web.claims.act_forms import Field, day, line_fields, lines, rupiah

CAUSES = {
    "work_accident": gettext_noop("kecelakaan kerja"),
    "illness": gettext_noop("sakit, bukan karena kerja"),
}
METHODS = {"transfer": gettext_noop("transfer ke rekening"), "counter": gettext_noop("di loket bank")}
CHANNELS = {
    "call": gettext_noop("telepon"),
    "message": gettext_noop("pesan"),
    "visit": gettext_noop("kunjungan"),
}
KINDS = {"benefit": gettext_noop("santunan"), "interest": gettext_noop("ganti rugi keterlambatan")}
PARTS = {"inability": gettext_noop("tidak mampu bekerja"), "transport": gettext_noop("angkutan")}


@dataclass(frozen=True, slots=True)
class When:
    by: Actor
    at: datetime
    on: date

    @property
    def words(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at, "on": self.on}


Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """`fits`: may it be done as the claim stands. `barred`: why not by this human; '' where nothing bars them."""

    slug: str
    name: str
    verb: str
    title: str
    button: str
    done: str
    fits: Callable[[Any], bool]
    fields: Callable[[Any, Typed], list[Field]]
    run: Callable[[Any, Typed, When], Any]
    barred: Callable[[Any, Actor], str] = lambda claim, by: ""
    hint: str = ""


def possible(claim: Any, by: Actor, on: date) -> list[dict[str, Any]]:
    """The acts that this officer holds the verb for and that the claim is ready for, each with why it is barred, if it is."""
    held = [one for one in ACTS.values() if one.fits(claim) and staff.may(by, one.verb, claim.village, on=on)]
    return [{"slug": one.slug, "name": one.name, "title": _(one.title), "barred": one.barred(claim, by)} for one in held]  # fmt: skip


def benefit(claim: Any, what: str) -> str:
    """The estimate's own sentence about a benefit, else its code."""
    if what == "other":
        return _("Lainnya")
    found = next((line for line in claim.estimate if line["what"] == what), None)
    return found["sentence_id"].partition(":")[0].partition(" Rp")[0] if found else what


def _hand(claim: Any, by: Actor, *parts: str) -> str:
    if any(by.human == getattr(claim, f"{part}_human") for part in parts):
        return _("Anda sudah mengerjakan bagian lain klaim ini, jadi orang lain yang mengerjakan yang ini.")
    if by.human in queries.hands(claim.membership_id):
        return _("Anda ikut mengusulkan atau mendaftarkan peserta ini, jadi orang lain yang mengerjakannya.")
    return ""


def _no_fields(claim: Any, typed: Typed) -> list[Field]:
    return []


def _why(name: str, label: str, typed: Typed) -> Field:
    return Field(name, label, "long", typed.get(name, ""))


def _word_fields(claim: Any, typed: Typed) -> list[Field]:
    return [
        Field("nomor", _("Nomor surat BPJS"), "text", typed.get("nomor", "")),
        Field("tanggal", _("Tanggal surat"), "date", typed.get("tanggal", "")),
        Field("putusan", _("Putusan"), "choice", typed.get("putusan", ""), (("beri", _("diberikan")), ("tolak", _("ditolak")))),
        *line_fields(claim, typed, benefit),
        _why("alasan", _("Alasan BPJS, bila ditolak atau berbeda"), typed),
    ]  # fmt: skip


def _word(claim: Any, typed: Typed, when: When) -> None:
    granted = {"beri": True, "tolak": False}.get(typed.get("putusan", ""))
    if granted is None:
        raise payout.SaysWhy(_("Pilih: diberikan atau ditolak."))
    payout.determine(claim=claim, granted=granted, letter_number=typed.get("nomor", "").strip()[:80], letter_on=day(typed, "tanggal"),
                     lines=lines(claim, typed) if granted else (), because=typed.get("alasan", "")[:2000], **when.words)  # fmt: skip


def _differs(claim: Any) -> bool:
    word = payments.determination(claim.pk)
    return claim.state == "DETERMINED" and word is not None and not payments.explained(claim, word)


def _recorded(claim: Any, by: Actor) -> str:
    word = payments.determination(claim.pk)
    return _("Anda yang mencatat putusan BPJS, jadi orang lain yang menjawabnya.") if word and word.human == by.human else ""  # fmt: skip


def _payment_fields(claim: Any, typed: Typed) -> list[Field]:
    receivers = [(str(one.id), f"{one.name} · {one.account_tail}") for one in heirs.payees(claim.pk, at=clock.now()) if one.state == "READY"]  # fmt: skip
    return [
        Field("penerima", _("Penerima"), "choice", typed.get("penerima", ""), tuple(receivers)),
        Field("untuk", _("Untuk"), "choice", typed.get("untuk", "benefit"), tuple((k, _(v)) for k, v in KINDS.items())),
        Field("jumlah", _("Jumlah, rupiah"), "money", typed.get("jumlah", "")),
        Field("tanggal", _("Tanggal bayar"), "date", typed.get("tanggal", "")),
        Field("cara", _("Cara"), "choice", typed.get("cara", "transfer"), tuple((k, _(v)) for k, v in METHODS.items())),
        Field("rujukan", _("Nomor rujukan pembayaran"), "text", typed.get("rujukan", "")),
    ]  # fmt: skip


def says_part(one: Any) -> str:
    """What a part is for: the days, or the journey's receipt."""
    if one.kind == "inability":
        said = {"first": say_date(one.first_day), "last": say_date(one.last_day), "n": one.days}
        return _("Tidak mampu bekerja %(first)s sampai %(last)s, %(n)s hari") % said
    return _("Angkutan %(day)s, %(number)s") % {"day": say_date(one.care.day), "number": one.care.reference}


def _part_fields(claim: Any, typed: Typed) -> list[Field]:
    receiver, _for, amount, *rest = _payment_fields(claim, typed)
    rows = tuple(
        (one.code, f"{says_part(one)}: {say(one.rupiah)}") for one in parts.due(claim, on=clock.today())
    )
    return [receiver, Field("untuk", _("Untuk"), "choice", typed.get("untuk", ""), rows), amount, *rest]


def _part(claim: Any, typed: Typed, when: When) -> None:
    payout.pay_part(claim=claim, payee_id=_number(typed, "penerima"), part=typed.get("untuk", "")[:40], rupiah=rupiah(typed, "jumlah"),
                    paid_on=day(typed, "tanggal"), method=typed.get("cara", ""), reference=typed.get("rujukan", "").strip()[:80], **when.words)  # fmt: skip


def _payment(claim: Any, typed: Typed, when: When) -> None:
    payout.pay(claim=claim, payee_id=_number(typed, "penerima"), rupiah=rupiah(typed, "jumlah"), paid_on=day(typed, "tanggal"), kind=typed.get("untuk", ""),
               method=typed.get("cara", ""), reference=typed.get("rujukan", "").strip()[:80], **when.words)  # fmt: skip


def _number(typed: Typed, name: str) -> int:
    text = typed.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _received_fields(claim: Any, typed: Typed) -> list[Field]:
    sent = tuple((str(one.pk), f"{one.payee.name} · {one.reference}") for one in payments.payments(claim.pk))
    return [
        Field("pembayaran", _("Pembayaran"), "choice", typed.get("pembayaran", ""), sent),
        Field("jumlah", _("Jumlah yang diterima keluarga, rupiah"), "money", typed.get("jumlah", "")),
        Field("cara", _("Ditanyakan lewat"), "choice", typed.get("cara", ""), tuple((k, _(v)) for k, v in CHANNELS.items())),
        Field("catatan", _("Catatan"), "long", typed.get("catatan", ""), needed=False),
    ]  # fmt: skip


def _received(claim: Any, typed: Typed, when: When) -> None:
    one = payments.by_number(claim.pk, _number(typed, "pembayaran"))
    payout.confirm(payment_id=one.pk if one else 0, rupiah=rupiah(typed, "jumlah"), channel=typed.get("cara", ""), note=typed.get("catatan", "")[:1000],
                   **when.words)  # fmt: skip


def _gap_fields(claim: Any, typed: Typed) -> list[Field]:
    rows = tuple((str(one.pk), one.because) for one in payments.gaps(claim.pk) if one.state == "OPEN")
    return [Field("selisih", _("Selisih"), "choice", typed.get("selisih", ""), rows), _why("alasan", _("Apa yang terjadi dengan uang yang kurang"), typed)]  # fmt: skip


def _gap(claim: Any, typed: Typed, when: When) -> None:
    mine = {one.pk for one in payments.gaps(claim.pk)}
    chosen = _number(typed, "selisih")
    payout.settle_gap(
        gap_id=chosen if chosen in mine else 0, because=typed.get("alasan", "")[:2000], **when.words
    )


def _contest_fields(claim: Any, typed: Typed) -> list[Field]:
    return [
        _why("alasan", _("Mengapa kita keberatan"), typed), Field("nomor", _("Nomor surat keberatan kita"), "text", typed.get("nomor", "")),
        Field("jawab", _("Minta dijawab paling lambat"), "date", typed.get("jawab", "")),
    ]  # fmt: skip


def _settle_fields(claim: Any, typed: Typed) -> list[Field]:
    options = tuple((k, _(CAUSES[k])) for k in actions.CAUSES[claim.kind])
    return [Field("sebab", _("Sebabnya"), "choice", typed.get("sebab", ""), options), _why("alasan", _("Dari mana diketahui"), typed)]  # fmt: skip


def _counted_fields(claim: Any, typed: Typed) -> list[Field]:
    return [
        Field("jumlah", _("Kepesertaan menurut BPJS pada hari itu"), "money", typed.get("jumlah", str(claim.memberships))),
        _why("alasan", _("Jawaban BPJS atau surat yang menyebutnya"), typed),
    ]  # fmt: skip


ACTS: dict[str, Act] = {one.slug: one for one in (
    Act("sebab", "claim-cause", "claims.assess", gettext_noop("Tetapkan sebabnya"), gettext_noop("Tetapkan"), gettext_noop("Sebabnya ditetapkan."),
        lambda c: c.state == "REPORTED" and c.kind == "death" and c.caused_by_id is None, _settle_fields,
        lambda c, t, w: actions.settle(claim=c, cause=t.get("sebab", ""), because=t.get("alasan", "")[:2000], **w.words)),
    Act("kepesertaan", "claim-memberships", "claims.assess", gettext_noop("Catat jumlah kepesertaan"), gettext_noop("Simpan"), gettext_noop("Jumlah kepesertaan dicatat."),
        lambda c: c.state == "REPORTED" and c.cause == "illness", _counted_fields,
        lambda c, t, w: actions.describe(claim=c, memberships=rupiah(t, "jumlah"), because=t.get("alasan", "")[:1000], **w.words),
        hint=gettext_noop("Dua kepesertaan pada hari itu memberi dua santunan dan satu biaya pemakaman.")),
    Act("nilai", "claim-assess", "claims.assess", gettext_noop("Nilai klaim ini"), gettext_noop("Hitung dan ajukan kepada pejabat penyetuju"),
        gettext_noop("Santunan dihitung dan diajukan kepada pejabat penyetuju."), lambda c: c.state == "REPORTED", _no_fields,
        lambda c, t, w: actions.assess(claim=c, **w.words), lambda c, by: _hand(c, by, "filer"),
        gettext_noop("Yang diperiksa: perlindungan pada hari itu, berkas, perawatan, batas waktu, anak, dan kepesertaan. Hasilnya ada di lembar penilaian.")),
    Act("periksa", "claim-review", "claims.review", gettext_noop("Periksa sekali lagi"), gettext_noop("Simpan pemeriksaan"), gettext_noop("Pemeriksaan kedua dicatat."),
        lambda c: c.state in ("REPORTED", "ASSESSED") and queries.is_young(c) and payments.review(c.pk) is None,
        lambda c, t: [_why("diperiksa", _("Apa yang Anda periksa, dan di mana"), t)],
        lambda c, t, w: payout.review(claim=c, looked_at=t.get("diperiksa", "")[:2000], **w.words), lambda c, by: _hand(c, by, "filer", "assessor"),
        gettext_noop("Meninggal kurang dari 90 hari sesudah perlindungan mulai: petugas keempat melihatnya sebelum diputuskan.")),
    Act("putusan", "claim-word", "claims.determine", gettext_noop("Catat putusan BPJS"), gettext_noop("Simpan putusan"), gettext_noop("Putusan BPJS dicatat."),
        lambda c: c.state == "APPROVED", _word_fields, _word),
    Act("jelaskan", "claim-explain", "claims.assess", gettext_noop("Jelaskan selisih dengan BPJS"), gettext_noop("Simpan penjelasan"), gettext_noop("Selisihnya dijelaskan."),
        _differs, lambda c, t: [_why("alasan", _("Mengapa putusan BPJS berbeda"), t)],
        lambda c, t, w: payout.explain(claim=c, because=t.get("alasan", "")[:2000], **w.words), _recorded),
    Act("keberatan", "claim-contest", "claims.assess", gettext_noop("Ajukan keberatan kepada BPJS"), gettext_noop("Simpan keberatan"), gettext_noop("Keberatan dicatat; klaim menunggu putusan berikutnya."),
        _differs, _contest_fields,
        lambda c, t, w: payout.contest(claim=c, because=t.get("alasan", "")[:2000], letter_number=t.get("nomor", "")[:80], answer_by=day(t, "jawab"), **w.words),
        _recorded),
    Act("bagian", "claim-part", "claims.pay", gettext_noop("Catat pembayaran selama perawatan"), gettext_noop("Simpan pembayaran"), gettext_noop("Pembayaran dicatat."),
        lambda c: c.kind == "accident" and c.state in parts.OPEN and bool(parts.due(c, on=clock.today())), _part_fields, _part,
        hint=gettext_noop("Hari tidak mampu bekerja dibayar bulan demi bulan, angkutan per kuitansi. Yang sudah dibayar dikurangkan dari pembayaran terakhir.")),
    Act("pembayaran", "claim-payment", "claims.pay", gettext_noop("Catat pembayaran"), gettext_noop("Simpan pembayaran"), gettext_noop("Pembayaran dicatat."),
        lambda c: c.state == "DETERMINED" and not _differs(c), _payment_fields, _payment),
    Act("diterima", "claim-received", "claims.confirm", gettext_noop("Catat yang diterima keluarga"), gettext_noop("Simpan"), gettext_noop("Perkataan keluarga dicatat."),
        lambda c: c.state not in ("CLOSED", "REFUSED") and bool(payments.payments(c.pk)), _received_fields, _received,
        hint=gettext_noop("Tanyakan jumlah yang benar-benar sampai, tanpa potongan. Kurang dari yang dikirim menjadi alarm.")),
    Act("selisih", "claim-gap", "claims.settle", gettext_noop("Selesaikan uang yang kurang"), gettext_noop("Simpan"), gettext_noop("Selisih diselesaikan."),
        lambda c: any(one.state == "OPEN" for one in payments.gaps(c.pk)), _gap_fields, _gap),
    Act("tutup", "claim-close", "claims.confirm", gettext_noop("Tutup klaim"), gettext_noop("Tutup klaim ini"), gettext_noop("Klaim ditutup."),
        lambda c: c.state == "PAID" and payments.wholly_confirmed(c.pk), _no_fields, lambda c, t, w: payout.close(claim=c, **w.words)),
)}  # fmt: skip
