"""The fields of one line as a form: what stands in them, what was sent, what is wrong with them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from naung.delivery.intake import typed
from naung.foundation.regions import queries as regions
from naung.web.lists import words

WIDTHS = {"nik": 20, "kk": 20, "born_on": 10, "decile": 3, "phone": 20}
NUMERIC = ("nik", "kk", "decile", "phone")
MOST_VILLAGES = 400


def fields(
    values: Mapping[str, str], *, sent: Mapping[str, tuple[str, str]], findings: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """In the order of an identity card; a finding stands at its field."""
    return [
        _field(name, values.get(name, ""), sent.get(name), [one for one in findings if one["field"] == name])
        for name in typed.FIELDS
    ]


def _field(name: str, value: str, sent: tuple[str, str] | None, said: list[dict[str, Any]]) -> dict[str, Any]:
    stops = [one["sentence"] for one in said if one["severity"] == "block"]
    return {
        "name": name, "label": words.field(name), "value": value, "width": WIDTHS.get(name, 0), "numeric": name in NUMERIC,
        "sent": sent, "errors": stops, "remarks": [one["sentence"] for one in said if one["severity"] != "block"],
    }  # fmt: skip


def told(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings of the checks with their sentences."""
    return [{**one, "sentence": one.get("sentence") or typed.sentence(one)} for one in findings]


def given(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in typed.FIELDS}


def villages(reach: str) -> list[str]:
    """Names to choose from, where there are few enough to choose from."""
    if reach.count(".") < 1:
        return []
    return list(regions.villages_of(reach).values_list("name", flat=True)[:MOST_VILLAGES])


def choices() -> list[tuple[str, str]]:
    return [("", _("Belum diketahui")), ("P", _("Perempuan")), ("L", _("Laki-laki"))]
