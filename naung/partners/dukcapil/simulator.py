"""The civil registry as far as matching goes: is this NIK somebody's, do the data agree, is the person alive."""

from datetime import date

from naung.partners import registers, world
from naung.partners.dukcapil.layout import LAYOUT


class CivilRegistry(registers.Register):
    partner, layout, list_name = "dukcapil", LAYOUT, "dukcapil.csv"

    def judge(self, on: date) -> registers.Judge:
        residents = world.residents(self.lists) or {}
        return lambda row: _found(row, residents.get(row["nik"]), on)


def _found(row: registers.Row, known: world.Resident | None, on: date) -> tuple[str, str, str]:
    """The result, the fields that differ, the day of death: known to the registry only once it has happened."""
    if known is None:
        return LAYOUT.said("NOT_FOUND"), "", ""
    if known.died_on and known.died_on <= on:
        return LAYOUT.said("DEAD"), "", known.died_on.isoformat()
    differs = [said for said, same in (
        ("NAMA", world.same_name(row["nama"], known.name)),
        ("TGL LAHIR", row["tgl_lahir"] == known.born_on.isoformat()),
        ("JENIS KELAMIN", row["jenis_kelamin"] == known.sex),
    ) if not same]  # fmt: skip
    return LAYOUT.said("DIFFERS" if differs else "SAME"), ",".join(differs), ""
