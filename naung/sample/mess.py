"""How often what goes wrong: the errors E01-E28 of reference/regions-and-people.md section 2.5.

Shares of rows, except E23 (of clerks), E26 and E27 (of files), E28 (of people with a disability). They are assumptions
of ours. `clean` is three tenths of them and `chaotic` twice; a share never passes 95 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from naung.kit.refusal import Refusal

RATES = {
    "E01": 0.09,  # another spelling of the name
    "E02": 0.06,  # order of names, one dropped or abbreviated
    "E03": 0.02,  # the name used every day
    "E04": 0.02,  # titles and extras in the name's cell
    "E05": 0.025,  # one digit of the NIK wrong, or two neighbours swapped
    "E06": 0.012,  # 15 or 17 digits
    "E07": 0.015,  # NIK damaged by Excel
    "E08": 0.01,  # NIK of somebody else in the household
    "E09": 0.006,  # KK number in the NIK's cell
    "E10": 0.02,  # day and month swapped
    "E11": 0.03,  # born on 1 January, 1 July or 31 December in every register: only the year was known
    "E12": 0.04,  # two-digit year, month in letters, a bare serial number
    "E13": 0.12,  # no mother's name
    "E14": 0.30,  # no telephone, or the clerk's own
    "E15": 0.05,  # the village written otherwise
    "E16": 0.015,  # the same person twice in one village
    "E17": 0.012,  # the same person in two villages
    "E18": 0.003,  # the same person with an old and a new NIK
    "E19": 0.004,  # two people, alike in name and birth date
    "E20": 0.008,  # died before the list was made
    "E21": 0.03,  # insured by another payer
    "E22": 0.02,  # civil servant, soldier, police, wage earner, pensioner, too young or too old
    "E23": 0.005,  # the clerk's family: twelve people, one address
    "E24": 0.015,  # sex in other words, or the wrong one
    "E25": 0.25,  # occupation as it is spoken
    "E26": 1 / 6,  # the sheet's layout
    "E27": 0.10,  # the file again, same or slightly revised
    "E28": 0.60,  # disability in plain words
}
PRESETS = {"clean": 0.3, "typical": 1.0, "chaotic": 2.0}
POOR = 0.995  # of those listed are in decile 1 or 2: the lists of 2025 were drawn from the poorest (Kupang: decile 1-2)
DISABLED = 0.025


class UnknownMess(Refusal):
    """Not one of the presets."""


@dataclass(frozen=True, slots=True)
class Mess:
    preset: str
    rates: dict[str, float]

    def __getitem__(self, code: str) -> float:
        return self.rates[code]


def presets(names: Sequence[str]) -> list[Mess]:
    """The presets of these names; UnknownMess says which name is none."""
    return [_preset(name) for name in names]


def _preset(name: str) -> Mess:
    if name not in PRESETS:
        raise UnknownMess(f"{name!r} is not a preset; choose from {', '.join(PRESETS)}.")
    return Mess(name, {code: min(rate * PRESETS[name], 0.95) for code, rate in RATES.items()})
