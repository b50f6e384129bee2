"""naung select: assess, rank, prepare one list a region, decide it."""

from datetime import date, datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Step, Voice, command
from naung.project.words import _

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--programme", "code", required=True, help="Such as ntt-2025.")
@click.option("--region", default=None, help="Only this regency or city (53.71).")
@click.option("--on", "day", type=DAY, default=None, help="Business date; today in WITA if left out.")
@click.option("--by", "preparer", default=None, help="Login of the officer who prepares the lists.")
@click.option("--approve-by", "decider", default=None, help="Login of the other officer, who decides them.")
@click.option(
    "--replace", is_flag=True, help="Fill places that became free from the waiting list, by a further decree."
)
@command()
def select(
    voice: Voice,
    code: str,
    region: str | None,
    day: datetime | None,
    preparer: str | None,
    decider: str | None,
    replace: bool,
) -> None:
    """Assess everybody, rank the eligible, fill the quotas, and have two officers sign one decree a region."""
    from naung.delivery.programme import queries as programmes
    from naung.delivery.selection import queries
    from naung.kit import clock

    programme, on = programmes.by_code(code), day.date() if day else clock.today()
    _ask_registers(voice, on)
    _assess(voice, programme, on)
    lists = (
        _prepare(voice, programme, region, on, preparer, replace) if preparer else _waiting(programme, region)
    )
    if decider:
        _decide(voice, lists, on, decider)
    facts = {
        **queries.counts(programme),
        "reasons": queries.reason_counts(programme),
        "decrees": _decrees(programme, region),
    }
    _say(voice, facts, preparer, decider)
    voice.answer({**facts, "steps": [step.as_facts() for step in voice.steps]})


def _ask_registers(voice: Voice, on: date) -> None:
    """Asks the registers about whoever has no answer that still holds, where their plugs have something to answer from."""
    from naung.kit import actor, clock
    from naung.project.work.registers import ask

    with voice.step(_("Pencocokan dengan daftar mitra")) as step:
        found = ask(by=actor.system("select"), at=clock.now(), on=on, progress=step.progress)
        step.into, step.out = found.asked, found.answered


def _assess(voice: Voice, programme: Any, on: date) -> None:
    from naung.delivery.selection import jobs, queries, reasons
    from naung.kit import actor, clock

    by = actor.system("select")
    with voice.step(_("Penilaian")) as step:
        step.more = {
            "changed": jobs.assess(programme=programme, on=on, by=by, at=clock.now(), progress=step.progress)
        }
        counts = queries.counts(programme)
        step.into, step.out = counts["assessed"], counts["eligible"]
        step.held = {reasons.sentence(code): n for code, n in queries.reason_counts(programme).items()}
    with voice.step(_("Pemeringkatan")) as step:
        step.more = {"changed": jobs.rank(programme=programme, on=on, by=by, at=clock.now())}
        step.into = step.out = counts["eligible"]


def _prepare(
    voice: Voice, programme: Any, region: str | None, on: date, login: str, replace: bool
) -> list[Any]:
    from naung.delivery.selection import actions
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    prepare = actions.prepare_replacements if replace else actions.prepare_decrees
    with voice.step(_("Penyusunan daftar")) as step:
        made = prepare(programme=programme, by=staff.actor(login), at=clock.now(), on=on, region=region)
        _count(step, made)
    return made


def _waiting(programme: Any, region: str | None) -> list[Any]:
    from naung.delivery.selection import queries

    return list(queries.decrees(programme, region).filter(state="PREPARED"))


def _decide(voice: Voice, made: list[Any], on: date, login: str) -> None:
    from naung.delivery.selection import actions
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    by = staff.actor(login)
    with voice.step(_("Penetapan")) as step:
        waiting = [one for one in made if one.state == "PREPARED"]
        for done, decree in enumerate(waiting, 1):
            actions.decide_decree(
                decree=decree, approve=True, content_hash=decree.content_hash, by=by, at=clock.now(), on=on
            )
            step.progress(done, len(waiting))
        _count(step, waiting)


def _count(step: Step, lists: list[Any]) -> None:
    step.out = sum(decree.rows for decree in lists)
    step.more = {"lists": len(lists), "rupiah": sum(decree.rupiah for decree in lists)}


def _decrees(programme: Any, region: str | None) -> list[dict[str, Any]]:
    from naung.delivery.selection import queries

    found = queries.decrees(programme, region).exclude(state="VOID")
    return [{"id": d.pk, "region": d.region, "round": d.round, "number": d.number, "rows": d.rows, "rupiah": d.rupiah, "state": d.state,
             "hash": d.content_hash, "changes": d.changes.number if d.changes else None} for d in found.select_related("changes")]  # fmt: skip


def _say(voice: Voice, facts: dict[str, Any], preparer: str | None, decider: str | None) -> None:
    for decree in facts["decrees"]:
        voice.say(_("  %(region)s  %(rows)s orang  %(rupiah)s  %(state)s  %(number)s") % {
            **decree, "rows": words.number(decree["rows"]), "rupiah": words.rupiah(decree["rupiah"]), "number": decree["number"] or "-"})  # fmt: skip
    if not preparer:
        voice.say(
            _(
                "Belum disusun: seorang petugas dinas atau verifikator menyusun daftar dengan --by, pejabat lain menetapkan dengan --approve-by."
            )
        )
    elif not decider:
        voice.say(
            _(
                "Menunggu penetapan: pejabat penyetuju, orang lain daripada penyusun, menetapkan dengan --approve-by."
            )
        )
