"""naung proof, statement, members: the month laid beside the bank and the insurer, and what the two hand in."""

from pathlib import Path
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.words import _

FILES = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--programme", "code", required=True, help="Such as ntt-2025.")
@click.option("--month", "month_text", default=None, metavar="YYYY-MM", help="One month; every month of the programme if left out.")  # fmt: skip
@click.option("--by", "login", default=None, help="Login of the officer who has it printed and registered (with --pdf or --xlsx).")  # fmt: skip
@click.option("--pdf", type=OUT, default=None, help="Where the registered page goes.")
@click.option("--xlsx", type=OUT, default=None, help="Where the registered workbook goes.")
@command()
def proof(
    voice: Voice, code: str, month_text: str | None, login: str | None, pdf: Path | None, xlsx: Path | None
) -> int:
    """The three-way proof: approved = billed = debited by the bank = acknowledged by the insurer; 1 where they differ."""
    from naung.delivery.programme import queries as programmes

    programme = programmes.by_code(code)
    if month_text is None:
        return _year(voice, programme)
    month = _month(month_text)
    if pdf or xlsx:
        _print(programme, month, login, pdf, xlsx)
    return _one(voice, programme, month)


def _month(text: str) -> Any:
    from naung.kit.months import Month

    try:
        return Month.parse(text)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None


def _one(voice: Voice, programme: Any, month: Any) -> int:
    from naung.delivery.contributions.reconciling import proof as proofs
    from naung.delivery.contributions.reconciling import words as said

    found = proofs.of(programme, month)
    for source in proofs.SOURCES:
        total = found.total(source)
        voice.say(
            f"  {_(said.SOURCES[source]):<14} {words.number(total.rows):>10}  {words.rupiah(total.rupiah):>20}"
        )
    for one in found.differences:
        voice.say(
            f"  {one.region}: {_(said.GAPS[one.gap])}, {_(said.NAMED.get(one.kind, one.kind))}, {words.rupiah(one.rupiah)}"
        )
    voice.say(f"{_(said.STATES[found.state])}.")
    voice.answer({**found.as_facts(), "hash": found.content_hash})
    return 0 if found.state == proofs.AGREES and not found.unexplained else 1


def _year(voice: Voice, programme: Any) -> int:
    from naung.delivery.contributions.reconciling import finer
    from naung.delivery.contributions.reconciling import proof as proofs
    from naung.delivery.contributions.reconciling import words as said

    months = finer.year(programme)
    for one in months:
        voice.say(
            f"  {one.month}  {words.rupiah(one.four[0].rupiah):>20}  {words.rupiah(one.gap):>14}  {_(said.STATES[one.state])}"
        )
    voice.answer({"programme": programme.code, "months": [
        {"month": str(one.month), "state": one.state, "open": one.open, "gap": one.gap,
         **{name: {"rows": sums.rows, "rupiah": sums.rupiah} for name, sums in zip(proofs.SOURCES, one.four, strict=True)}} for one in months]})  # fmt: skip
    return 0 if all(one.state in (proofs.AGREES, proofs.NOTHING) for one in months) else 1


def _print(programme: Any, month: Any, login: str | None, pdf: Path | None, xlsx: Path | None) -> None:
    from django.conf import settings

    from naung.delivery.contributions.reconciling import paper as reconciling_paper
    from naung.foundation.papers import queries as papers
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    if login is None:
        raise click.UsageError(_("Siapa yang mencetak? Sebut loginnya dengan --by."))
    made = reconciling_paper.issue(programme=programme, month=month, address=settings.NAUNG_ADDRESS, by=staff.actor(login), at=clock.now(),
                                   on=clock.today())  # fmt: skip
    for where, paper in zip((pdf, xlsx), made, strict=True):
        if where:
            where.write_bytes(papers.content(paper))


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILES)
@click.option("--by", "login", default=None, help="Login of the officer who hands it in; the keeper of this house if left out.")  # fmt: skip
@command()
def statement(voice: Voice, files: tuple[Path, ...], login: str | None) -> int:
    """Takes bank statements (camt.053, MT940, the bank's csv): bookings, matches, and where a statement is missing."""
    from naung.delivery.contributions.reconciling import actions as reconciling
    from naung.foundation.staff import queries as staff
    from naung.kit import actor, clock
    from naung.partners import statements

    by, taken, breaks = staff.actor(login) if login else actor.system("statement"), [], []
    for path in files:
        content = path.read_bytes()
        found = reconciling.take_statement(partner="bank_ntt", content=content, file=statements.read(content), region="53", by=by, at=clock.now(),
                                           on=clock.today())  # fmt: skip
        taken.append(
            {
                "file": path.name,
                "bookings": found.bookings,
                "paid": found.paid,
                "known": found.known,
                "held": found.held,
            }
        )
        breaks = [{"account": one.account, "after": one.before_on, "before": one.after_on, "missing": one.missing, "gap": one.gap} for one in found.breaks]  # fmt: skip
        voice.say(_("%(file)s: %(bookings)s mutasi baru, %(paid)s pembayaran cocok") % taken[-1])
    for one in breaks:
        voice.say(_("  Rekening koran hilang antara %(after)s dan %(before)s") % one)
    voice.answer({"statements": taken, "breaks": breaks})
    return 1 if breaks or any(one["held"] for one in taken) else 0


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILES)
@click.option("--by", "login", default=None, help="Login of the officer who hands it in; the keeper of this house if left out.")  # fmt: skip
@command()
def members(voice: Voice, files: tuple[Path, ...], login: str | None) -> int:
    """Takes the insurer's lists of members and compares them with our months, person by person; 1 where somebody differs."""
    from naung.delivery.contributions.reconciling import actions as reconciling
    from naung.foundation.staff import queries as staff
    from naung.kit import actor, clock
    from naung.project.plugs import plug

    by, insurer, taken = staff.actor(login) if login else actor.system("members"), plug("naung.delivery.contributions.reconciling.ports.MemberList"), []  # fmt: skip
    for path in files:
        content = path.read_bytes()
        found = reconciling.take_members(partner=insurer.partner, content=content, file=insurer.read_members(content), by=by, at=clock.now(),
                                         on=clock.today())  # fmt: skip
        taken.append(
            {
                "file": path.name,
                "ours": found.ours,
                "agreed": found.agreed,
                "again": found.again,
                "differences": found.differences,
            }
        )
        voice.say(_("%(file)s: %(agreed)s dari %(ours)s orang-bulan sama") % taken[-1])
    voice.answer({"lists": taken})
    return 1 if any(one["agreed"] < one["ours"] for one in taken) else 0
