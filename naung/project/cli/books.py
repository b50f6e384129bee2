"""naung books: trial balance, budget realisation, closing a month, the auditor's working paper."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from naung.project.cli.base import Voice, command
from naung.project.words import _, number

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option(
    "--month", "text", default=None, help="Like 2025-11; the last month with a journal if left out."
)
@click.option(
    "--close",
    "closes",
    is_flag=True,
    help="Put the closing of the month before another (--by), or close it (--approve-by).",
)
@click.option(
    "--why",
    multiple=True,
    metavar="WHAT=SENTENCE",
    help="With --close: why the month may be closed with WHAT still open.",
)
@click.option("--by", "preparer", default=None, help="Login of the treasurer who prepares the closing.")
@click.option("--approve-by", "decider", default=None, help="Login of the other officer, who closes.")
@click.option("--on", "day", type=DAY, default=None, help="Business date; today in WITA if left out.")
@click.option(
    "--working-paper",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Write the auditor's workbook of the books up to the month.",
)
@click.option(
    "--from",
    "since",
    default=None,
    help="With --working-paper: its first month; the first with a journal if left out.",
)
@click.option("--seed", default=None, help="With --working-paper: the published seed of the sample.")
@click.option(
    "--size",
    type=int,
    default=60,
    show_default=True,
    help="With --working-paper: people's months in the sample.",
)
@command()
def books(
    voice: Voice, text: str | None, closes: bool, why: tuple[str, ...], preparer: str | None, decider: str | None, day: datetime | None,
    file: Path | None, since: str | None, seed: str | None, size: int,
) -> int:  # fmt: skip
    """The books as they stand at the end of a month: what is on each account, what the budget granted and paid, which months are closed."""
    from naung.kit import clock
    from naung.kit.months import Month

    known = _months()
    month = _month(text) if text else (known[-1] if known else Month.of(clock.today()))
    on = day.date() if day else clock.today()
    if closes:
        _close(month, preparer, decider, on, dict(one.partition("=")[::2] for one in why))
    facts = _facts(month)
    if file:
        facts["working_paper"] = _paper(file, _month(since) if since else (known[0] if known else month), month, seed, size, on)  # fmt: skip
    _say(voice, facts)
    voice.answer(facts)
    return 1 if facts["sum"] or any(year["differences"] for year in facts["realisation"]) else 0


def _month(text: str) -> Any:
    from naung.kit.months import Month

    try:
        return Month.parse(text)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None


def _months() -> list[Any]:
    from naung.foundation.ledger import books
    from naung.kit.months import Month

    return [Month.of(one.month) for one in books.months()]


def _close(month: Any, preparer: str | None, decider: str | None, on: Any, why: dict[str, str]) -> None:
    from naung.delivery.monitoring import books_checks
    from naung.foundation.ledger import books, closing
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    if not (preparer or decider):
        raise click.UsageError(_("Sebut siapa yang menyiapkan (--by) atau memutuskan (--approve-by)."))
    road, when = books_checks.road(month), {"at": clock.now(), "on": on}
    if preparer:
        closing.prepare_closing(month=month, road=road, why=why, by=staff.actor(preparer), **when)
    if decider:
        made = books.closings().get(month.first)
        if made is None:
            raise closing.ClosingNotWaiting(
                _("Tidak ada penutupan %(month)s yang menunggu.") % {"month": month}
            )
        closing.decide_closing(closing=made, approve=True, content_hash=made.content_hash, road=road, by=staff.actor(decider), **when)  # fmt: skip


def _facts(month: Any) -> dict[str, Any]:
    from naung.delivery.monitoring import books as realisation
    from naung.delivery.programme import queries as programmes
    from naung.foundation.ledger import books, chart

    turns = books.trial(month.first, month.last)
    accounts = [{**asdict(turn), "place": chart.accounts()[turn.code].place(month.last)} for turn in turns]
    return {
        "month": str(month), "accounts": accounts, "sum": sum(turn.closing for turn in turns), "chart": chart.source(),
        "months": [{"month": f"{one.month:%Y-%m}", "journals": one.journals, "debit": one.debit, "closed": one.closed} for one in books.months()],
        "realisation": [_year(realisation.lra(month.year, month))] if month.year in programmes.years() else [],
    }  # fmt: skip


def _year(report: Any) -> dict[str, Any]:
    rows = [{**asdict(row), "remaining": row.remaining} for row in report.spending]
    return {"year": report.year, "until": str(report.until), "lines": rows, "revenue": [asdict(row) for row in report.revenue],
            "granted": report.total("granted"), "realised": report.total("to_date"), "differences": [asdict(one) for one in report.differences]}  # fmt: skip


def _paper(file: Path, first: Any, last: Any, seed: str | None, size: int, on: Any) -> dict[str, Any]:
    from naung.delivery.monitoring import books_paper
    from naung.foundation.papers import codes
    from naung.foundation.papers import queries as papers
    from naung.kit import actor, clock

    if not seed:
        raise click.UsageError(_("Sebut benih contohnya (--seed), yang diumumkan lebih dahulu."))
    scope = books_paper.scope(first, last, seed=seed, size=size)
    made = books_paper.issue(of=scope, region="53", by=actor.system("books"), at=clock.now(), on=on)
    file.write_bytes(papers.content(made))
    return {"file": str(file), "sha256": made.sha256, "code": codes.shown(made.code), "size": made.size, "seed": seed, "content": made.content_hash}  # fmt: skip


def _say(voice: Voice, facts: dict[str, Any]) -> None:
    voice.say(_("Neraca saldo %(month)s") % {"month": facts["month"]})
    for one in facts["accounts"]:
        if one["closing"] or one["debit"] or one["credit"]:
            voice.say(f"  {one['code']:<6} {one['name']:<50.50} {number(one['closing']):>20}")
    for year in facts["realisation"]:
        voice.say(_("Realisasi %(year)s: Rp%(paid)s dari Rp%(granted)s; %(n)s selisih dengan buku besar") % {
            "year": year["year"], "paid": number(year["realised"]), "granted": number(year["granted"]), "n": number(len(year["differences"]))})  # fmt: skip
    closed = [one["month"] for one in facts["months"] if one["closed"]]
    voice.say(_("Bulan yang ditutup: %(months)s") % {"months": ", ".join(closed) or "–"})
    if paper := facts.get("working_paper"):
        voice.say(f"{paper['file']}  sha256 {paper['sha256']}  {paper['code']}")
