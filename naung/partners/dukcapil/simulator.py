"""The civil registry as far as matching goes. Where there is no list under NAUNG_HOME/partners it finds nobody and says so;
`has_lists` tells beforehand."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from naung.partners import tables, world
from naung.partners.dukcapil import layout
from naung.partners.manners import Manners, numbered_strangers


class CivilRegistry:
    partner = "dukcapil"

    def __init__(self, *, misbehave: Iterable[str] | None = None, lists: Path | None = None) -> None:
        self.lists = lists or world.folder()
        self.manners = Manners(misbehave, self.lists)

    @property
    def has_lists(self) -> bool:
        return (self.lists / "dukcapil.csv").exists()

    def write(self, key: str, inquiries: Iterable[layout.Inquiry]) -> bytes:
        return layout.write(key, inquiries)

    def read(self, content: bytes) -> layout.Words:
        return layout.read(content)

    def answer(self, content: bytes, *, on: date) -> list[bytes]:
        table = tables.read(content, layout.INQUIRY, layout.OUT)
        if table.wrong:
            return [tables.write(layout.ANSWER, [""], layout.BACK, [], (0,))]
        lines = self._judge(table, on)

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [_stranger(n) for n in numbered_strangers(len(lines), strangers)]
            heading = [table.heading[0], on.isoformat()]
            return tables.write(layout.ANSWER, heading, layout.BACK, told, (len(told) + off,))

        return self.manners.deliver(content, compose, len(lines))

    def _judge(self, table: tables.Table, on: date) -> list[tuple[object, ...]]:
        residents = world.residents(self.lists) or {}
        deciles, work = world.deciles(self.lists), world.employees(self.lists)
        return [
            (row["no"], row["nik"], *_found(row, residents.get(row["nik"]), on),
             deciles.get(row["nik"], ""), _work(row["nik"], work))
            for row in table.rows
        ]  # fmt: skip


def _found(row: dict[str, str], known: world.Resident | None, on: date) -> tuple[str, str, str]:
    """The result, the fields that differ, the day of death: known to the registry only once it has happened."""
    if known is None:
        return layout.SAID["NOT_FOUND"], "", ""
    if known.died_on and known.died_on <= on:
        return layout.SAID["DEAD"], "", known.died_on.isoformat()
    differs = [said for said, same in (
        ("NAMA", world.same_name(row["nama"], known.name)),
        ("TGL LAHIR", row["tgl_lahir"] == known.born_on.isoformat()),
        ("JENIS KELAMIN", row["jenis_kelamin"] == known.sex),
    ) if not same]  # fmt: skip
    return layout.SAID["DIFFERS" if differs else "SAME"], ",".join(differs), ""


def _work(nik: str, work: dict[str, str] | None) -> str:
    """Employment as BKN and the wage register tell it; nothing is said without their list. Who is insured already only the
    insurer knows, and says when it is asked."""
    return "" if work is None else layout.STATUS_SAID[work.get(nik, "none")]


def _stranger(number: int) -> tuple[object, ...]:
    return (number, f"537101010190{9000 + number % 1000}", layout.SAID["NOT_FOUND"], "", "", "", "")
