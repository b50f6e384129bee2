"""The languages of payment files by name, and which of them a file speaks.

NAUNG_BANK_FORMAT names the one in which files are *written*: naung, pain001 (pain.001.001.09), pain001.03, csv:<profile>. What is
*read* is recognised by its content: files that were sent before the bank changed its language are still answered in the old one."""

import os

from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.kit.refusal import Refusal
from naung.partners.bank_ntt.own import Own
from naung.partners.iso20022.pain import Pain
from naung.partners.orders import Language, Ordered
from naung.partners.profiles import layout as profiles
from naung.partners.snap import files as snap

FILES = {"naung": Own, "pain001": lambda: Pain("09"), "pain001.03": lambda: Pain("03")}
PROFILE, SNAP = "csv:", "snap"


class UnknownLanguage(Refusal):
    """No language of payment files has this name."""


def names() -> list[str]:
    return [*FILES, *(PROFILE + name for name in profiles.names())]


def configured() -> str:
    return os.environ.get("NAUNG_BANK_FORMAT", "").strip() or "naung"


def named(name: str) -> Language:
    if name not in names():
        raise UnknownLanguage(
            f"NAUNG_BANK_FORMAT menyebut {name}; yang dikenal: {', '.join(names())}, dan snap untuk antarmuka langsung."
        )
    return profiles.named(name.removeprefix(PROFILE)) if name.startswith(PROFILE) else FILES[name]()


def of_order(content: bytes) -> Language:
    """The language of a file that went out, or Unreadable."""
    for name in names():
        if (language := named(name)).is_order(content):
            return language
    raise Unreadable("Berkas perintah bayar ini tidak berbahasa yang dikenal.")


def ordered(content: bytes) -> Ordered:
    """What a file to the bank orders, whatever its language, also where it is carried call by call."""
    if snap.is_order(content):
        return snap.ordered(content)
    return of_order(content).read_order(content)


def answered(content: bytes) -> tuple[list[Answer], Totals]:
    """What the bank says in a file that came back, whatever its language, or Unreadable."""
    for name in names():
        if (language := named(name)).is_answer(content):
            return language.read_answer(content)
    raise Unreadable("Berkas jawaban bank tidak terbaca: bukan salah satu bahasa yang dikenal.")


def language_of(content: bytes) -> str:
    """The name of the language that an order file speaks; `snap` for the bodies of calls."""
    return SNAP if snap.is_order(content) else of_order(content).name
