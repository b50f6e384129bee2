"""Relief by payer x sector x month: the share of a contribution still due, as a table and not as an if."""

from dataclasses import replace

from naung.kit.months import Month
from naung.law.errors import BadCase
from naung.law.parameters import Provision, provision


def share_due(programme: str, month: Month, payer: str, sector: str) -> tuple[int, Provision] | None:
    """Per cent still due and its provision; None where the programme has no relief that month.

    Refuses a payer or sector that the table of that month does not name, in every month: nothing is assumed.
    """
    table = provision("contribution.relief", on=month.first)
    if sector not in ("transport", "other"):
        raise BadCase(
            f"Sektor {sector!r} tidak dikenal.", f"Sector {sector!r} is unknown: transport or other."
        )
    if payer not in table.value[sector]:
        known = ", ".join(table.value[sector])
        raise BadCase(
            f"Pembayar {payer!r} tidak dikenal; yang dikenal: {known}.",
            f"Payer {payer!r} is unknown: {known}.",
        )
    percent: int = table.value[sector][payer]
    if programme not in table.value["programmes"] or percent == 100:
        return None
    # No text found says whether village or donor money counts as APBD: shown as unverified, never as certain.
    doubtful = payer in table.value["unverified"]
    return percent, replace(table, confidence="unverified") if doubtful else table
