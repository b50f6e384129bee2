"""Money is whole rupiah. There is no float and no cent anywhere in the house."""

from typing import NewType

Rupiah = NewType("Rupiah", int)


def rupiah(value: object) -> Rupiah:
    """A whole number of rupiah, or TypeError: a float or a bool is never money."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"Money must be a whole number of rupiah, and this is {value!r}.")
    return Rupiah(value)


def say(amount: int) -> str:
    """As people write it here: 16800 -> 'Rp16.800', -5 -> '-Rp5'."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{number(abs(amount))}"


def number(value: int) -> str:
    """1234567 -> '1.234.567'."""
    return f"{value:,}".replace(",", ".")


def share(amount: int, parts: int, whole: int) -> Rupiah:
    """amount x parts / whole, half a rupiah rounded up (the law is silent; docs/law.md says so)."""
    if whole <= 0:
        raise ValueError("A share needs a whole above zero.")
    return Rupiah((2 * amount * parts + whole) // (2 * whole))
