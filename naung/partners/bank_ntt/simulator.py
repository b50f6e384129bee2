"""Bank NTT as far as opening accounts goes: opens them blocked, refuses for stated reasons. Account numbers begin with 999,
which no real one does."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from naung.delivery.banking.ports import Applicant, Openings, Request
from naung.kit import nik as niks
from naung.kit.clock import say_date
from naung.partners import numbers, tables, world
from naung.partners.bank_ntt import layout
from naung.partners.manners import Manners, numbered_strangers

SCATTER = 72_360_679_773
NAME_LENGTH = 35  # made up, as everything here: long names come back cut


class Bank:
    partner = "bank_ntt"
    reasons = layout.REASONS

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
        lines = [_told(row, _refusal(row, residents, on)) for row in table.rows]

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [_stranger(n) for n in numbered_strangers(len(lines), strangers)]
            return tables.write(
                layout.ANSWER, [table.heading[1], layout.say_day(on)], layout.BACK, told, (len(told) + off,)
            )

        return self.manners.deliver(content, compose, len(lines))


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


def _told(row: dict[str, str], refusal: tuple[str, str] | None) -> tuple[object, ...]:
    if refusal:
        return (row["no"], row["nik"], layout.REFUSED, "", "", "", *refusal)
    number = numbers.eleven(row["nik"], SCATTER)
    return (
        row["no"],
        row["nik"],
        layout.OPENED,
        "999" + number,
        f"BT{number}",
        row["nama"][:NAME_LENGTH],
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
