"""naung intake, match, rows: from village spreadsheets to rows, and from rows to people."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from naung.project.cli.base import Voice, command
from naung.project.words import _, number

FEW = 5  # so many files of the same bytes are named one by one; more are only counted
_programme = click.option("--programme", required=True, help="Code of the programme, such as ntt-2025.")
_by = click.option("--by", "login", help="Login of the officer who does this; without it, the system.")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@_programme
@click.option("--region", default="", help="Dotted code of where the lists are from, such as 53.71.")
@_by
@command()
def intake(voice: Voice, paths: tuple[Path, ...], programme: str, region: str, login: str | None) -> int:
    """Read spreadsheets (files or folders): rows, findings, counts. A file that cannot be read holds no other up."""
    from naung.delivery.intake import jobs
    from naung.delivery.programme import queries as programmes
    from naung.kit import clock

    found = programmes.by_code(programme)
    with voice.step(_("Membaca daftar")) as step:
        outcomes = jobs.receive(
            paths=paths,
            programme=found,
            region=region,
            by=_actor(login, "intake", "intake.receive", region or found.region_id),
            at=clock.now(),
            progress=step.progress,
        )
        told = _totals(outcomes)
        step.into, step.out = told["rows"], told["clean"]
        step.held = {_("baris perlu diperbaiki"): told["flawed"]} if told["flawed"] else {}
        step.more = {"files": told["states"]}
    _tell(voice, outcomes, told)
    voice.answer(
        {**told, "files": [_facts(one) for one in outcomes], "steps": [s.as_facts() for s in voice.steps]}
    )
    return 1 if told["states"].get("refused") else 0


def _totals(outcomes: list[Any]) -> dict[str, Any]:
    findings: Counter[str] = Counter()
    for one in outcomes:
        findings.update(one.findings)
    sums = {name: sum(getattr(one, name) for one in outcomes) for name in ("rows", "clean", "flawed")}
    return {
        **sums,
        "findings": dict(sorted(findings.items())),
        "states": dict(Counter(one.state for one in outcomes)),
    }


def _facts(one: Any) -> dict[str, Any]:
    facts = {
        name: getattr(one, name) for name in ("file", "state", "rows", "clean", "flawed", "sentence", "code")
    }
    return {**facts, "findings": dict(sorted(one.findings.items())), "compared": dict(one.compared)}


def _tell(voice: Voice, outcomes: list[Any], told: dict[str, Any]) -> None:
    from naung.delivery.intake import sentences

    for one in outcomes:
        if one.state == "refused" or one.sentence and told["states"]["same"] <= FEW:
            voice.say(f"{one.file}: {one.sentence}")
        if one.compared:  # a corrected list: what it brings beside the earlier one
            voice.say(f"{one.file}: {sentences.compared(one.compared)}")
    states = told["states"]
    voice.say(
        _("%(read)s berkas terbaca, %(same)s sama seperti sebelumnya, %(refused)s belum dapat diambil.")
        % {name: number(states.get(name, 0)) for name in ("read", "same", "refused")}
    )
    if told["findings"]:
        voice.say(
            _("Temuan: %(found)s")
            % {"found": ", ".join(f"{code} {number(n)}" for code, n in told["findings"].items())}
        )


@click.command()
@_programme
@_by
@command()
def match(voice: Voice, programme: str, login: str | None) -> None:
    """Match rows to people; doubtful pairs are opened for review."""
    from naung.delivery.intake import queries
    from naung.delivery.matching import jobs
    from naung.delivery.programme import queries as programmes
    from naung.kit import clock

    found = programmes.by_code(programme)
    with voice.step(_("Mencocokkan orang")) as step:
        before = queries.by_state(found.pk)
        jobs.match(
            programme=found,
            by=_actor(login, "match", "matching.decide", found.region_id),
            at=clock.now(),
            progress=step.progress,
        )
        after = queries.by_state(found.pk)
        grown = {
            state: after.get(state, 0) - before.get(state, 0)
            for state in ("ADMITTED", "REPEATED", "IN_REVIEW")
        }
        step.into, step.out = before.get("CLEAN", 0), grown["ADMITTED"]
        words = {
            "REPEATED": _("orang yang sama"),
            "IN_REVIEW": _("menunggu petugas"),
        }
        step.held = {word: grown[state] for state, word in words.items() if grown[state]}
    voice.answer({"rows": after, "steps": [s.as_facts() for s in voice.steps]})


@click.command()
@_programme
@click.option(
    "--csv", "out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@command()
def rows(voice: Voice, programme: str, out: Path) -> None:
    """One line per row read: file, sheet, row, decision, person, findings."""
    from naung.delivery.intake import queries
    from naung.delivery.programme import queries as programmes

    found = programmes.by_code(programme)
    with voice.step(_("Daftar baris")) as step:
        step.out = queries.write_rows(found.pk, out)
    voice.answer({"csv": str(out), "rows": step.out, "steps": [s.as_facts() for s in voice.steps]})


def _actor(login: str | None, machine: str, verb: str, region: str) -> Any:
    """The officer who is named, if they may do this there; without a name, the house itself."""
    from naung.foundation.staff import queries as staff
    from naung.kit import clock
    from naung.kit.actor import system

    if not login:
        return system(machine)
    by = staff.actor(login)
    staff.require(by, verb, region, on=clock.today())
    return by
