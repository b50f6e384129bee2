"""What an account can hold: a basic savings account is open to everybody and has a ceiling. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from naung.delivery.banking import rules
from naung.kit.rupiah import say


@dataclass(frozen=True, slots=True)
class Fits:
    """`ok`: nothing that is known stands against it. `months`: so many months until a basic account has given it out; 0: at once."""

    ok: bool
    because: str
    months: int = 0
    article: str = ""


def fits(state: str, product: str, amount: int, *, on: date, changed: bool = False) -> Fits:
    """For `amount` whole rupiah. What else lies in the account is the bank's to know: a full account may still refuse.

    `changed`: another account took the first one's place, so the first one's standing says nothing."""
    if state != "ACTIVE" and not changed:
        return Fits(False, _standing(state))
    if product != "basic":
        return Fits(True, _("Rekening biasa: tidak ada batas saldo yang kami ketahui."))
    most, month = rules.rule("basic_balance", on=on), rules.rule("basic_month", on=on)
    said = {"amount": say(amount), "most": say(most.value), "month": say(month.value)}
    if amount > most.value:
        why = _(
            "Rekening dasar menampung paling banyak %(most)s, jadi %(amount)s tidak muat: perlu rekening biasa, atau rekening ini dinaikkan di bank."
        )
        return Fits(False, why % said, article=most.article)
    months = -(-amount // month.value)
    if months > 1:
        why = _(
            "Muat. Rekening dasar mengeluarkan paling banyak %(month)s sebulan, jadi %(amount)s habis ditarik dalam %(n)s bulan."
        )
        return Fits(True, why % {**said, "n": months}, months, month.article)
    return Fits(True, _("Muat pada rekening dasar."), article=most.article)


def _standing(state: str) -> str:
    return {
        "REQUESTED": _("Rekening masih diminta ke bank."),
        "AGAIN": _("Rekening akan diminta lagi ke bank."),
        "REFUSED": _("Bank belum membuka rekening."),
        "DIFFERS": _("Nama pada rekening belum dibandingkan dengan KTP."),
        "OPENED": _("Rekening masih menunggu pemegangnya datang dengan KTP asli."),
        "INACTIVE": _("Rekening tidak aktif; pemegangnya perlu mengaktifkannya di bank."),
        "DORMANT": _("Rekening dorman; pemegangnya perlu mengaktifkannya di bank."),
        "CLOSED": _("Rekening sudah ditutup."),
    }[state]
