"""What a family receives when the worker dies: by work accident JKK, otherwise JKM, never both for one membership."""

from collections.abc import Sequence
from datetime import date

from naung.kit.months import add_months
from naung.kit.rupiah import say
from naung.law.bands import base_of
from naung.law.cover import must_be_covered
from naung.law.errors import BadCase, NotProvided
from naung.law.lines import Line, Result, line, percent_of, result
from naung.law.parameters import provision
from naung.law.scholarship import first_year

CAUSES = ("illness", "work_accident")


def death(
    *,
    cause: str,
    died_on: date,
    covered_from: date,
    months_paid: int,
    income: int,
    memberships: int = 1,
    children: Sequence[str] = (),
) -> Result:
    """Whole rupiah, one line a benefit; `children` adds the first year's scholarship of each entitled child.

    `months_paid` counts the months contributed for in a row from `covered_from`; it may reach beyond the death.
    Refuses an event outside cover (NotCovered), one in the months of grace (ManualReview), deaths before 2 December
    2019 and memberships the text does not speak of (NotProvided).
    """
    if cause not in CAUSES:
        raise BadCase(f"Sebab {cause!r} tidak dikenal.", f"Cause {cause!r} is unknown: {', '.join(CAUSES)}.")
    must_be_covered(covered_from=covered_from, months_paid=months_paid, on=died_on)
    if cause == "work_accident":
        due = _by_work_accident(died_on, income, memberships)
    else:
        due = _by_illness(died_on, covered_from, months_paid, memberships)
    return result(
        [*due, *first_year(event_on=died_on, cause=cause, months_paid=months_paid, children=children)]
    )


def _by_work_accident(died_on: date, income: int, memberships: int) -> list[Line]:
    """Paid once, for the job in which the accident happened, however many memberships there are."""
    _at_least_one(memberships)
    return [_accident_grant(died_on, income), _periodic("jkk", died_on), _funeral("jkk", died_on)]


def _accident_grant(died_on: date, income: int) -> Line:
    base, bands = base_of(income, on=died_on)
    multiple, percent = provision("jkk.multiple", on=died_on), provision("jkk.death_percent", on=died_on)
    floor = provision("jkm.death_grant", on=died_on)
    amount = percent_of(base * multiple.value, percent.value)
    return line(
        "jkk.death_grant",
        max(amount, floor.value),
        f"Santunan kematian kecelakaan kerja: {percent.value}% x {multiple.value} x {say(base)}, paling sedikit {say(floor.value)}.",
        f"Work accident death benefit: {percent.value}% x {multiple.value} x {say(base)}, at least {say(floor.value)}.",
        percent, multiple, bands, floor,
    )  # fmt: skip


def waited_long_enough(*, covered_from: date, months_paid: int, on: date) -> bool:
    """Both counts since Permenaker 1/2025: months of membership gone by, and months contributed for."""
    membership = provision("jkm.waiting_membership_months", on=on)
    paid = provision("jkm.waiting_paid_months", on=on)
    return add_months(covered_from, membership.value) <= on and months_paid >= paid.value


def _by_illness(died_on: date, covered_from: date, months_paid: int, memberships: int) -> list[Line]:
    _memberships_known(memberships, died_on)
    if not waited_long_enough(covered_from=covered_from, months_paid=months_paid, on=died_on):
        return [_funeral("jkm", died_on, early=True)]
    return [
        _death_grant(died_on, memberships),
        _periodic("jkm", died_on, memberships),
        _funeral("jkm", died_on),
    ]


def _memberships_known(memberships: int, died_on: date) -> None:
    """One always; two since Permenaker 1/2025; of three or more no text speaks."""
    _at_least_one(memberships)
    if memberships > 1 and memberships > provision("jkm.memberships_paid", on=died_on).value:
        raise NotProvided(
            f"Ketentuan untuk {memberships} kepesertaan sekaligus tidak ditemukan.",
            f"No provision was found for {memberships} memberships at once.",
        )


def _at_least_one(memberships: int) -> None:
    if memberships < 1:
        raise BadCase("Kepesertaan paling sedikit satu.", "There must be at least one membership.")


def _death_grant(died_on: date, memberships: int) -> Line:
    grant = provision("jkm.death_grant", on=died_on)
    return line(
        "jkm.death_grant",
        grant.value * memberships,
        f"Santunan kematian: {say(grant.value)} x {memberships} kepesertaan.",
        f"Death grant: {say(grant.value)} x {memberships} membership(s).",
        grant,
    )


def _periodic(programme: str, on: date, memberships: int = 1) -> Line:
    monthly, months = (
        provision(f"{programme}.periodic_monthly", on=on),
        provision(f"{programme}.periodic_months", on=on),
    )
    return line(
        f"{programme}.periodic",
        monthly.value * months.value * memberships,
        f"Santunan berkala, dibayar sekaligus: {months.value} x {say(monthly.value)} x {memberships} kepesertaan.",
        f"Periodic benefit, paid at once: {months.value} x {say(monthly.value)} x {memberships} membership(s).",
        monthly, months,
    )  # fmt: skip


def _funeral(programme: str, on: date, early: bool = False) -> Line:
    funeral = provision(f"{programme}.funeral", on=on)
    rests_on = [funeral]
    why_id = why_en = ""
    if early:  # speeches promise 42 million; within the waiting time the law gives this line alone
        rests_on += [
            provision("jkm.waiting_membership_months", on=on),
            provision("jkm.waiting_paid_months", on=on),
        ]
        why_id = f" Hanya ini yang dibayar: kepesertaan dan iuran belum genap {rests_on[1].value} bulan."
        why_en = f" Nothing else is paid: membership and contributions have not reached {rests_on[1].value} months."
    return line(
        f"{programme}.funeral",
        funeral.value,
        f"Biaya pemakaman {say(funeral.value)}.{why_id}",
        f"Funeral money {say(funeral.value)}.{why_en}",
        *rests_on,
    )


def periodic_for_total_disability(on: date) -> Line:
    """The same periodic benefit is also paid for total permanent disability."""
    return _periodic("jkk", on)
