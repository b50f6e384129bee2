"""naung budget: every budget line, what is committed on it, paid from it, and what the year will have used."""

from typing import Any

import click

from naung.project.cli.base import Voice, command
from naung.project.words import _


@click.command()
@click.option("--year", type=int, default=None, help="Fiscal year; all of them if left out.")
@command()
def budget(voice: Voice, year: int | None) -> int:
    """Budget lines with their documents: granted, committed, free, realised, forecast. Exit 1 where a line will not do."""
    from naung.delivery.monitoring import budget as positions
    from naung.delivery.programme import queries as programmes

    found = [_facts(one) for one in positions.positions(programmes.lines(year=year))]
    papers = programmes.changes(year=year).filter(state="DECIDED")
    for one in found:
        voice.say(_line(one))
    if not found:
        voice.say(_("Belum ada baris anggaran."))
    voice.answer({"lines": found, "documents": [_paper(one) for one in papers]})
    return 1 if any(one["left"] < 0 for one in found) else 0


def _facts(one: Any) -> dict[str, Any]:
    line = one.line
    return {
        "id": line.id, "year": line.year, "payer": line.payer_name, "payer_kind": line.payer_kind, "region": line.region, "programme": line.programme_code,
        "line": line.reference, "account_code": line.account_code, "state": line.state, "asked": line.asked, "granted": line.rupiah,
        "committed": line.committed, "free": line.free, "realised": one.realised, "places": one.places, "months_left": one.months_left,
        "due": one.due, "forecast": one.forecast, "left": one.left,
        "by_month": {f"{month:%Y-%m}": rupiah for month, rupiah in one.by_month.items()},
    }  # fmt: skip


def _paper(one: Any) -> dict[str, Any]:
    return {
        "year": one.year, "number": one.number, "what": one.what, "line": one.line_id, "source": one.source_id, "rupiah": one.rupiah, "kind": one.kind,
        "document": one.document, "dated": one.dated.isoformat(), "amends": one.amends.number if one.amends else None,
    }  # fmt: skip


def _line(one: dict[str, Any]) -> str:
    from naung.kit.rupiah import say

    told = {name: say(one[name]) for name in ("granted", "committed", "realised", "forecast")}
    said = _("%(year)s %(line)s, %(payer)s: ditetapkan %(granted)s, terikat %(committed)s, dibayar %(realised)s, perkiraan %(forecast)s")  # fmt: skip
    return said % {**told, "year": one["year"], "line": one["line"], "payer": one["payer"]}
