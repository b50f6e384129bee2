"""What the runs say together: by mess, by kind of error, in all; and the curve with what it supports."""

from typing import Any

from naung.delivery.matching import curve as curves
from naung.delivery.matching.curve import Curve
from naung.delivery.matching.quality import FOUND, PRECISION, WORK, Quality, Tally
from naung.delivery.matching.weights import shipped
from naung.project.quality import picture
from naung.project.quality.runs import Run
from naung.sample.mess import RATES

SHOWN = 20  # so many lines that went wrong are named, to be looked at


def facts(runs: list[Run], *, people: int, region: str) -> dict[str, Any]:
    """{people, region, aims, runs, messes, by_error, total, missed, wrong_lines, missed_lines, curve?}; missed: aims by mess, and the curve's."""
    whole, messes = Quality(), dict[str, Tally]()
    for run in runs:
        whole.add(run.quality)
        messes.setdefault(run.mess, Tally()).add(run.quality.total)
    missed = [f"{mess}: {aim}" for mess, tally in messes.items() for aim in tally.missed_aims()]
    found = {
        "people": people, "region": region, "aims": {"precision": PRECISION, "found": FOUND, "work": WORK}, "runs": [_run(one) for one in runs],
        "messes": {mess: tally.as_facts() for mess, tally in messes.items()},
        "by_error": {code: whole.by_error[code].as_facts() for code in RATES if code in whole.by_error},
        "total": whole.total.as_facts(), "flawed": whole.flawed, "missed": missed,
        "wrong_lines": whole.wrong_lines[:SHOWN], "missed_lines": whole.missed_lines[:SHOWN],
    }  # fmt: skip
    if any(run.curve for run in runs):
        found["curve"] = _curve(runs, f"{people} orang x {len(runs)} kali, wilayah {region}")
        missed += [
            f"curve: {name}" for name, one in found["curve"]["thresholds"].items() if not one["supported"]
        ]
    return found


def _run(run: Run) -> dict[str, Any]:
    spent = {what: round(seconds, 2) for what, seconds in run.seconds.items()}
    return {"seed": run.seed, "mess": run.mess, "seconds": spent, **run.quality.total.as_facts()}


def _curve(runs: list[Run], caption: str) -> dict[str, Any]:
    whole, weights = Curve(), shipped()
    for run in runs:
        if run.curve:
            whole.add(run.curve)
    supported = {"review_at": curves.review_supported(whole), "merge_at": curves.merge_supported(whole)}
    thresholds = {
        name: {
            "shipped": shipped_at,
            "from": min(at, default=None),
            "to": max(at, default=None),
            "supported": shipped_at in at,
        }
        for name, at in supported.items()
        for shipped_at in (getattr(weights, name),)
    }
    drawn = picture.draw(whole, weights.review_at, weights.merge_at, caption)
    return {**whole.as_facts(), "thresholds": thresholds, "picture": drawn}
