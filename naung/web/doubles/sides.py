"""What stands around each side of a pair: its source as it was sent, who lives there, and what this programme and others did for
them. An officer who answers blind reads only what was there before anybody answered."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naung.delivery.contributions import queries as contributions
from naung.delivery.intake import queries as intake
from naung.delivery.matching import onward
from naung.delivery.matching import queries as matching
from naung.delivery.monitoring import queries as monitoring
from naung.delivery.registry import queries as registry
from naung.foundation.vault.seals import CannotOpen
from naung.kit.clock import say_date
from naung.web.doubles import words

MOST_LINES = 3


def both(pair: Any, villages: dict[str, str], *, blind: bool) -> list[dict[str, Any]]:
    """Left the row, right the other side."""
    return [_side(pair, side, villages, blind) for side in (pair.row, pair.person or pair.other_row)]


def _side(pair: Any, side: Any, villages: dict[str, str], blind: bool) -> dict[str, Any]:
    record = matching.record_of(pair, side)
    made = None if blind or side is pair.person else side.person_id
    ids = _records(record or made, blind)
    row = None if side is pair.person else side
    lines = [row] if row else matching.lines_of(ids, without=[pair.row_id] if blind else [])[:MOST_LINES]
    return {
        "title": _title(side, row, villages), "person": None if row else side, "row": row, "household": matching.household(pair, side),
        "has_card": bool(side.kk_index), "lines": [_line(one) for one in lines], "history": _history(ids, pair, side, blind),
    }  # fmt: skip


def _records(record: int | None, blind: bool) -> list[int]:
    if record is None:
        return []
    return [record] if blind else registry.records_of(registry.resolve(record))


def _title(side: Any, row: Any, villages: dict[str, str]) -> str:
    where = villages.get(side.village, side.village)
    if row:
        return _("Usulan %(village)s, baris %(n)d") % {"village": where, "n": row.number}
    return _("Sudah terdaftar, %(village)s") % {"village": where}


def _line(row: Any) -> dict[str, Any]:
    """A line as it was sent; None of its cells where it does not open any more."""
    name = intake.names_of_files([row.file_id]).get(row.file_id, "")
    try:
        cells = [(cell.address, words.column(cell.field), cell.text) for cell in matching.as_sent(row)]
    except CannotOpen:
        cells = None
    return {
        "list": name,
        "file_id": row.file_id if name else None,
        "sheet": row.sheet,
        "number": row.number,
        "cells": cells,
    }


def _history(ids: list[int], pair: Any, side: Any, blind: bool) -> list[str]:
    """One sentence for each thing that a later step knows of this person."""
    if not ids:
        return [_("Belum pernah terdaftar: baru baris usulan ini.")] if side is not pair.person else []
    steps = onward.steps(ids)
    rows = matching.lines_of(ids, without=[pair.row_id] if blind else [])
    return [
        *_programmes(rows, pair),
        *_insured(side),
        *_places(ids),
        *_months(ids, steps),
        *words.steps(steps),
    ]


def _programmes(rows: list[Any], pair: Any) -> list[str]:
    """Each programme in which the person was proposed, who pays there, and whether it is another one than this pair's."""
    seen = {row.programme_id: row.programme for row in rows}
    return [_programme(one, one.pk != pair.programme_id) for one in seen.values()]


def _programme(one: Any, other: bool) -> str:
    facts = {"name": one.name, "payer": words.payer(one.payer)}
    if other:
        return _("Diusulkan dalam program lain: %(name)s (dibayar %(payer)s).") % facts
    return _("Diusulkan dalam %(name)s (dibayar %(payer)s).") % facts


def _insured(side: Any) -> list[str]:
    """What the insurer said of another payer, where it was asked."""
    until, by = getattr(side, "insured_until", None), getattr(side, "insured_by", "")
    if until:
        return [
            _("Sudah dijamin oleh pembayar lain (%(by)s) sampai %(until)s.")
            % {"by": by or "–", "until": say_date(until)}
        ]
    return [_("Tercatat masih dijamin lewat pembayar lain.")] if side.status == "bpjs_active" else []


def _places(ids: list[int]) -> list[str]:
    found = [chapter for one in ids for chapter in monitoring.chapters(one)]
    return [_chapter(chapter) for chapter in found]


def _chapter(chapter: dict[str, Any]) -> str:
    facts = {"programme": chapter["programme"], "rank": chapter["rank"] or 0}
    if any(place["state"] == "HELD" for place in chapter["held"]):
        return _("Memegang tempat di %(programme)s, peringkat %(rank)s.") % facts
    if chapter["eligible"]:
        return _("Memenuhi syarat di %(programme)s, peringkat %(rank)s, belum memegang tempat.") % facts
    return _("Dinilai di %(programme)s dan belum memenuhi syarat.") % facts


def _months(ids: list[int], steps: set[str]) -> list[str]:
    if "contributions_contribution" not in steps:
        return []
    months = [month for one in ids for month in contributions.months_of(one)]
    paid = sum(month.acknowledged_on is not None for month in months)
    billed = len(months) - paid
    said = ngettext("Iuran: %(n)d bulan sudah dibayar", "Iuran: %(n)d bulan sudah dibayar", paid) % {
        "n": paid
    }
    return [said + (_(", %(n)d bulan ditagih.") % {"n": billed} if billed else ".")]
