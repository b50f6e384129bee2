"""`naung law`: the calculator for scripts and people. No database, no framework: it starts at once."""

import json
import sys
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from naung import law as the_law
from naung.kit.months import Month
from naung.law.calculate import KINDS, PAYERS, SECTORS
from naung.project.words import _, language, number, rupiah


class NotACase(Exception):
    """Standard input is not what the calculator reads."""


@click.group()
def law() -> None:
    """The regulation: contributions, benefits, eligibility; every rupiah with its article."""


@law.command()
@click.option("--json", "as_json", is_flag=True, help="The answer is JSON with or without it.")
def contribution(as_json: bool) -> None:
    """One case, or {"cases": [...]}, as JSON on standard input."""
    _answer(("contribution",))


@law.command()
@click.option("--json", "as_json", is_flag=True, help="The answer is JSON with or without it.")
def benefit(as_json: bool) -> None:
    """Every kind of case (death, disability, transport, ...), as JSON on standard input."""
    _answer(tuple(KINDS))


@law.command()
@click.option("--json", "as_json", is_flag=True, help="The answer is JSON with or without it.")
def eligibility(as_json: bool) -> None:
    """May this worker be enrolled? The facts as JSON on standard input."""
    _answer(("eligibility",))


@law.command()
@click.argument("key")
@click.option("--on", "on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day asked about.")
@click.option("--overlay", default=None, help='A province\'s overlay, like "ntt-2025".')
@click.option("--json", "as_json", is_flag=True)
def show(key: str, on: Any, overlay: str | None, as_json: bool) -> None:
    """One figure as it stood on a day."""
    try:
        found = the_law.provision(key, on=on.date(), overlay=overlay)
    except the_law.LawRefusal as refusal:
        raise SystemExit(_complain(refusal)) from None
    facts = {name: getattr(found, name) for name in found.__slots__} | {"version": the_law.version()}
    lines = [f"{name:15} {value}" for name, value in facts.items()]
    click.echo(json.dumps(facts, ensure_ascii=False, default=str) if as_json else "\n".join(lines))


@law.command()
@click.option("--people", default="", help="How many people, or per region: 53.71=2558,53.07=6041.")
@click.option("--from", "start", required=True, help="First month, like 2026-01.")
@click.option("--months", required=True, type=click.IntRange(1, 1200))
@click.option("--payer", required=True, type=click.Choice(PAYERS))
@click.option("--sector", required=True, type=click.Choice(SECTORS))
@click.option("--income", default=1_000_000, show_default=True, type=click.IntRange(0))
@click.option("--deaths", default=None, help="By illness, per 1,000 people a year.")
@click.option("--work-deaths", default=None, help="By work accident, per 1,000 people a year.")
@click.option("--accidents", default=None, help="Not fatal, per 1,000 people a year.")
@click.option("--accident-cost", default=None, help="Rupiah of one non-fatal accident.")
@click.option("--json", "as_json", is_flag=True)
def simulate(people: str, start: str, as_json: bool, **facts: Any) -> None:
    """What would it cost: contributions, and benefits expected under assumptions that are shown."""
    assumed = ("deaths", "work_deaths", "accidents", "accident_cost")
    try:
        given = {key: Decimal(facts[key]) for key in assumed if facts[key] is not None}
        chosen = {name: value for name, value in facts.items() if name not in assumed}
        found = the_law.simulate(
            people=_people(people), start=Month.parse(start), assumptions=given, **chosen
        )  # type: ignore[arg-type]
    except the_law.LawRefusal as refusal:
        raise SystemExit(_complain(refusal)) from None
    except (InvalidOperation, ValueError) as wrong:
        raise click.UsageError(str(wrong)) from None
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else _told(found))


def _people(written: str) -> dict[str, int]:
    pairs = [pair.rpartition("=") for pair in written.split(",") if pair.strip()]
    if not pairs:
        raise ValueError("--people: how many, or per region like 53.71=2558,53.07=6041.")
    return {region.strip() or "all": int(count) for region, __, count in pairs}


def _told(found: dict[str, Any]) -> str:
    lines = [
        _("%(region)s %(year)s: %(people)s x %(months)s bulan, %(sums)s")
        % {**year, "people": number(year["people"]), "sums": _sums(year)}
        for year in found["years"]
    ]
    total = _("Jumlah: %(sums)s") % {"sums": _sums(found)}
    assumed = [_("Asumsi %(key)s: %(value)s") % one for one in found["assumptions"]]
    return "\n".join([*lines, total, *assumed, _("Versi hukum %(version)s") % found])


def _sums(found: dict[str, Any]) -> str:
    names = ("contributions", "benefits", "benefits_low", "benefits_high")
    return _("iuran %(contributions)s, manfaat %(benefits)s (%(benefits_low)s sampai %(benefits_high)s)") % {
        name: rupiah(found[name]) for name in names
    }


def _answer(kinds: tuple[str, ...]) -> None:
    """Prints the result(s); exit code 1 when a case is an error, 2 when the input cannot be read."""
    try:
        asked = _read(sys.stdin.buffer.read())
    except NotACase as wrong:
        click.echo(str(wrong), err=True)
        raise SystemExit(2) from None
    many = isinstance(asked, dict) and "cases" in asked
    results = [the_law.calculate(case, kinds=kinds) for case in (asked["cases"] if many else [asked])]
    click.echo(json.dumps({"results": results} if many else results[0], ensure_ascii=False))
    raise SystemExit(1 if any("error" in found for found in results) else 0)


def _read(data: bytes) -> Any:
    try:
        asked = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_name_twice)
    except (ValueError, RecursionError) as wrong:
        raise NotACase(_("Masukan bukan JSON yang dapat dibaca: %(wrong)s") % {"wrong": wrong}) from None
    if not isinstance(asked, dict):
        raise NotACase(_('Masukan harus satu objek atau {"cases": [...]}.'))
    if "cases" in asked and (len(asked) > 1 or not isinstance(asked["cases"], list)):
        raise NotACase(_('"cases" harus satu daftar, tanpa hal lain di sampingnya.'))
    return asked


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, __ in pairs}) < len(pairs):
        raise ValueError(_("nama yang sama tertulis dua kali"))
    return dict(pairs)


def _complain(refusal: the_law.LawRefusal) -> int:
    click.echo(str(refusal) if language() == "id" else refusal.english, err=True)
    return 1
