"""A file beside the earlier ones, for people to look at: field by field, numbers with their middle hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung.delivery.intake.models import Comparison, Row
from naung.foundation.regions import queries as regions
from naung.foundation.vault import seals
from naung.kit.text import mask

NUMBERS = ("nik", "kk", "phone")
OF_A_FIELD = {
    "birth": "born_on",
    "rt": "address",
    "rw": "address",
    "rtrw": "address",
    "district": "village",
    "regency": "village",
}
AS_TYPED = {"occupation": "occupation_text", "disability": "disability_text"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A line and the earlier line that it is: (field, was, now) of what differs, and what became of it (see versions.py)."""

    row: Row
    earlier: Row
    what: str
    fields: list[tuple[str, str, str]]


def comparison(file_id: int) -> Comparison | None:
    """None for a file that is like no earlier one."""
    return Comparison.objects.filter(file_id=file_id).select_related("file").first()


def told(changes: Iterable[Mapping[str, Any]]) -> list[Difference]:
    """Those of `Comparison.changes` whose two lines one sees."""
    changes = list(changes)
    rows = Row.objects.in_bulk([number for one in changes for number in (one["row"], one["earlier"])])
    seen = [one for one in changes if one["row"] in rows and one["earlier"] in rows]
    places = dict(
        regions.within("53").filter(pk__in={row.village for row in rows.values()}).values_list("code", "name")
    )
    return [_difference(rows[one["row"]], rows[one["earlier"]], one, places) for one in seen]


def _difference(row: Row, earlier: Row, one: Mapping[str, Any], places: Mapping[str, str]) -> Difference:
    names = dict.fromkeys(OF_A_FIELD.get(name, name) for name in one["fields"])
    return Difference(row, earlier, one["what"], [_field(name, earlier, row, places) for name in names])


def _field(name: str, earlier: Row, row: Row, places: Mapping[str, str]) -> tuple[str, str, str]:
    """Where the two look alike, they differ in hidden digits, or in a cell that we cannot read."""
    was, now = (_value(one, name, places) for one in (earlier, row))
    return name, was, now if now != was else _("%(text)s (tertulis lain)") % {"text": now}


def _value(row: Row, name: str, places: Mapping[str, str]) -> str:
    if name in NUMBERS:
        sealed = getattr(row, f"{name}_sealed")
        return mask(seals.open_sealed(sealed, name)) if sealed else "–"
    if name == "born_on":
        return f"{row.born_on:%d-%m-%Y}" if row.born_on else "–"
    if name == "village":
        return places.get(row.village, row.village)
    return str(getattr(row, AS_TYPED.get(name, name), "") or "–")


def fresh(found: Comparison) -> QuerySet[Row]:
    """The lines that no earlier file has."""
    changed = [one["row"] for one in found.changes]
    return (
        Row.objects.filter(file_id=found.file_id)
        .exclude(state="SAME")
        .exclude(pk__in=changed)
        .order_by("sheet", "number")
    )


def absent(found: Comparison) -> QuerySet[Row]:
    """The earlier lines that did not come again, with their files."""
    return (
        Row.objects.filter(pk__in=found.absent).select_related("file").order_by("file_id", "sheet", "number")
    )
