"""The decile list as far as matching goes. Everything it says is made up."""

from datetime import date

from naung.partners import registers, world
from naung.partners.dtsen.layout import LAYOUT


class DecileRegister(registers.Register):
    partner, layout, list_name = "dtsen", LAYOUT, "deciles.csv"

    def heading(self, on: date) -> tuple[str, ...]:
        """The list is made anew each quarter."""
        return (date(on.year, (on.month - 1) // 3 * 3 + 1, 1).isoformat(),)

    def judge(self, on: date) -> registers.Judge:
        deciles, residents = world.deciles(self.lists), world.residents(self.lists)

        def judged(row: registers.Row) -> tuple[object, ...]:
            if row["nik"] not in deciles:
                return (LAYOUT.said("NOT_FOUND"), "")
            known = (residents or {}).get(row["nik"])
            if known and not world.same_name(row["nama"], known.name):
                return (LAYOUT.said("DIFFERS"), "")
            return (LAYOUT.said("LISTED"), deciles[row["nik"]])

        return judged
