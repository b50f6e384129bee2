"""How sure the people are who adjudicate: figures over answers that were asked again blind, never of one officer."""

import math
from typing import Any

from django.http import HttpRequest, HttpResponse

from naung.delivery.matching import drawing
from naung.delivery.matching import queries as matching
from naung.kit import clock
from naung.web.doubles import words
from naung.web.lists.where import may, programme
from naung.web.page import page
from naung.web.scope import allowed


def agreement(request: HttpRequest) -> HttpResponse:
    found = programme()
    figures = matching.agreement(found.pk)
    facts = {
        "figures": figures, "whole": _part(figures.whole), "rule": drawing.in_force(clock.today()), "tables": _tables(figures),
        "kappa": None if figures.kappa is None else f"{figures.kappa:.2f}",
        "may_decide": allowed(request, "matching.decide"),
        "torn": [_torn(request, review) for review in matching.disagreements(found.pk)],
    }  # fmt: skip
    return page(request, "doubles/agreement.html", facts)


def _part(part: Any) -> dict[str, Any]:
    low, high = part.interval
    percent = None if part.share is None else round(part.share * 100)
    return {
        "answered": part.answered,
        "agreed": part.agreed,
        "percent": percent,
        "low": math.floor(low * 100),
        "high": math.ceil(high * 100),
    }


def _tables(figures: Any) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    kinds = {"number": words.kind("number"), "likeness": words.likeness()}
    named = (
        ("reason", [(words.reason(key) or "–", part) for key, part in figures.by_reason.items()]),
        ("band", [(words.band(key), part) for key, part in figures.by_band.items()]),
        ("kind", [(kinds[key], part) for key, part in figures.by_kind.items()]),
    )
    return [(key, [(name, _part(part)) for name, part in lines]) for key, lines in named]


def _torn(request: HttpRequest, review: Any) -> dict[str, Any]:
    """One disagreement; its pair is opened by whoever decides on pairs there."""
    here = may(request, "matching.decide", review.pair.row.village)
    return {
        "number": review.pair_id, "name": review.pair.row.name, "open": here, "at": review.second_at, "tag": words.outcome(review.state),
        "first": words.given(review.verdict, review.owner), "second": words.given(review.second, review.second_owner),
        "third": words.given(review.third, review.third_owner) if review.third else "",
    }  # fmt: skip
