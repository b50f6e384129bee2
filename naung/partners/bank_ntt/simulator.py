"""Bank NTT as far as accounts go: opens them blocked, refuses for stated reasons, says how they stand and whose they are. Account
numbers begin with 999, which no real one does.

A list `accounts.csv` beside the partners' other lists (account, name, status, moved_on; each may be empty) says otherwise of the accounts
in it: that is how a test or a rehearsal makes one dormant, closed or somebody else's."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from naung.delivery.banking.ports import Applicant, Held, Openings, Owner, Request, Standings
from naung.kit import nik as niks
from naung.kit.clock import say_date
from naung.partners import numbers, tables, world
from naung.partners.bank_ntt import layout
from naung.partners.manners import Manners, numbered_strangers

SCATTER = 72_360_679_773
MISSPELLED = 97  # one name in so many is typed otherwise at the counter: a person has to compare
RESTS, SLEEPS = timedelta(days=360), timedelta(days=1800)


class Bank:
    partner = "bank_ntt"
    reasons = layout.REASONS
    name_length = layout.NAME_LENGTH

    def __init__(self, *, misbehave: Iterable[str] | None = None, lists: Path | None = None) -> None:
        self.lists = lists or world.folder()
        self.manners = Manners(misbehave, self.lists)

    def write(self, request: Request, applicants: Iterable[Applicant]) -> bytes:
        return layout.write(request, applicants)

    def read(self, content: bytes) -> Openings:
        return layout.read(content)

    def answer(self, content: bytes, *, on: date) -> list[bytes]:
        table = tables.read(content, layout.OPENING, layout.OUT)
        if table.wrong:
            return [tables.write(layout.ANSWER, ["", layout.say_day(on)], layout.BACK, [], (0,))]
        residents = world.residents(self.lists)
        known = _accounts(self.lists)
        lines = [_told(row, _refusal(row, residents, on), known) for row in table.rows]

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [_stranger(n) for n in numbered_strangers(len(lines), strangers)]
            return tables.write(
                layout.ANSWER, [table.heading[1], layout.say_day(on)], layout.BACK, told, (len(told) + off,)
            )

        return self.manners.deliver(content, compose, len(lines))

    def write_standing(self, request: Request, accounts: Iterable[Held]) -> bytes:
        return layout.write_standing(request, accounts)

    def read_standing(self, content: bytes) -> Standings:
        return layout.read_standing(content)

    def standing(self, content: bytes, *, on: date) -> list[bytes]:
        table = tables.read(content, layout.STATUS, layout.ASKED)
        if table.wrong:
            return [tables.write(layout.STATUS_ANSWER, ["", layout.say_day(on)], layout.TOLD, [], (0,))]
        known = _accounts(self.lists)
        lines = [_stands(row, known.get(row["no_rekening"], {}), on) for row in table.rows]

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [
                (n, "99900000000000", "BLOKIR", "", "", "") for n in numbered_strangers(len(lines), strangers)
            ]
            return tables.write(
                layout.STATUS_ANSWER,
                [table.heading[1], layout.say_day(on)],
                layout.TOLD,
                told,
                (len(told) + off,),
            )

        return self.manners.deliver(content, compose, len(lines))


class Inquiry:
    """Whose account it is, by the list `accounts.csv`; an account in no list is one that the bank could not be asked about."""

    def __init__(self, *, lists: Path | None = None) -> None:
        self.lists = lists or world.folder()

    def owner(self, *, bank: str, account: str, on: date) -> Owner:
        found = _accounts(self.lists).get(account)
        if found is None:
            return Owner(None)
        if found.get("status") == layout.UNKNOWN:
            return Owner(False, code="S01", reason="Rekening tidak dikenal.")
        return Owner(True, found.get("name", ""), layout.STANDINGS.get(found.get("status", ""), "ACTIVE"))


def account(nik: str) -> str:
    """The number that this bank gives to whoever has this NIK."""
    return "999" + numbers.eleven(nik, SCATTER)


def _accounts(lists: Path) -> dict[str, dict[str, str]]:
    path = lists / "accounts.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["account"]: row for row in csv.DictReader(file)}


def _stands(row: dict[str, str], otherwise: dict[str, str], on: date) -> tuple[object, ...]:
    """Blocked until the holder came, then active, then by the days without a movement."""
    if otherwise.get("status") == layout.UNKNOWN:
        return (row["no"], row["no_rekening"], layout.UNKNOWN, "", "S01", "Rekening tidak dikenal bank.")
    opened, woken = layout.read_day(row["tgl_buka"]) or on, layout.read_day(row["tgl_diaktifkan"])
    moved = date.fromisoformat(otherwise["moved_on"]) if otherwise.get("moved_on") else woken
    idle = on - (moved or opened)
    status = "DORMAN" if idle > SLEEPS else "TIDAK AKTIF" if idle > RESTS else "AKTIF" if woken else "BLOKIR"
    return (
        row["no"],
        row["no_rekening"],
        otherwise.get("status") or status,
        layout.say_day(moved) if moved else "",
        "",
        "",
    )


def _typed(name: str, number: str) -> str:
    """As the clerk at the counter typed it: now and then a letter is heard otherwise."""
    if int(number) % MISSPELLED == 0:
        for heard, written in (("Y", "J"), ("PH", "F"), ("TH", "T"), ("I", "Y")):
            if heard in name:
                return name.replace(heard, written, 1)
    return name


def _refusal(
    row: dict[str, str], residents: dict[str, world.Resident] | None, on: date
) -> tuple[str, str] | None:
    if niks.parse(row["nik"]) is None:
        return "B03", "NIK bukan 16 angka yang mungkin."
    if not row["nama_ibu_kandung"].strip(" -."):
        return "B02", "Nama ibu kandung kosong. Bank memerlukannya; bisa dilihat di KK."
    if residents is None:
        return None
    known = residents.get(row["nik"])
    if known is None:
        return "B03", "NIK tidak ditemukan pada data kependudukan."
    if known.died_on and known.died_on <= on:
        return "B04", f"Tercatat meninggal pada {say_date(known.died_on)}."
    if not world.same_name(row["nama"], known.name):
        return "B01", "Nama berbeda dengan KTP. Mohon cocokkan."
    return None


def _told(
    row: dict[str, str], refusal: tuple[str, str] | None, known: dict[str, dict[str, str]]
) -> tuple[object, ...]:
    if refusal:
        return (row["no"], row["nik"], layout.REFUSED, "", "", "", *refusal)
    number = account(row["nik"])[3:]
    name = known.get(f"999{number}", {}).get("name") or _typed(row["nama"], number)
    return (
        row["no"],
        row["nik"],
        layout.OPENED,
        "999" + number,
        f"BT{number}",
        name[: layout.NAME_LENGTH],
        "",
        "",
    )


def _stranger(number: int) -> tuple[object, ...]:
    nik = f"537101010190{9000 + number % 1000}"
    return (
        number,
        nik,
        layout.OPENED,
        "999" + numbers.eleven(nik, SCATTER),
        f"BT{number:08}",
        "ORANG LAIN",
        "",
        "",
    )
