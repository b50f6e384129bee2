"""The lists of who is paid by the state or by an employer, as far as matching goes. Everything it says is made up."""

from datetime import date

from naung.partners import registers, world
from naung.partners.bkn.layout import LAYOUT, STATUS_SAID


class EmployeeRegister(registers.Register):
    partner, layout, list_name = "bkn", LAYOUT, "employees.csv"

    def judge(self, on: date) -> registers.Judge:
        employees, residents = world.employees(self.lists) or {}, world.residents(self.lists)

        def judged(row: registers.Row) -> tuple[object, ...]:
            found = registers.alike(row, residents, employees)
            if not found:
                return (LAYOUT.said("NOT_FOUND"), "", "", "")
            result = "SIMILAR" if found[1] else "EMPLOYED"
            status = STATUS_SAID[employees[found[0]]]
            return (LAYOUT.said(result), registers.ALIKE_SAID[found[1] or None], status, "")

        return judged
