"""naung renewal: who goes on in the next year, who is offered to another payer, whose cover ends."""

from datetime import date, datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.words import _

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--from", "source", required=True, help="The programme that ends, such as ntt-2025.")
@click.option("--to", "target", required=True, help="The programme to go on in, such as ntt-2026.")
@click.option("--on", "day", type=DAY, default=None, help="Business date; today in WITA if left out.")
@click.option("--by", "preparer", default=None, help="Login of the officer who proposes the round.")
@click.option("--approve-by", "decider", default=None, help="Login of the other officer, who decides it.")
@click.option("--notify", is_flag=True, help="After the decision: write to everybody (by --by).")
@click.option("--close", is_flag=True, help="After the last day of cover: what nobody answered ends.")
@command()
def renewal(
    voice: Voice,
    source: str,
    target: str,
    day: datetime | None,
    preparer: str | None,
    decider: str | None,
    notify: bool,
    close: bool,
) -> None:
    """Count who stays, who is offered to a regency or village, and whose cover ends. Two officers decide it; nobody is taken for granted."""
    from naung.delivery.programme import queries as programmes
    from naung.kit import clock

    old, new, on = (
        programmes.by_code(source),
        programmes.by_code(target),
        day.date() if day else clock.today(),
    )
    found = _gather(voice, old, new, on)
    found = _decide(voice, found, on, preparer, decider)
    lapsed = _close(voice, found, on) if close else 0
    told = _notify(voice, found, on, preparer) if notify else {}
    facts = {**_facts(found, on), "lapsed": lapsed, "notices": told}
    _say(voice, facts, found)
    voice.answer({**facts, "steps": [step.as_facts() for step in voice.steps]})


def _gather(voice: Voice, source: Any, target: Any, on: date) -> Any:
    from naung.kit import actor, clock
    from naung.project.work import renewal as renewing

    with voice.step(_("Penilaian dan urutan")) as step:
        by = actor.system("renewal")
        return renewing.gather(
            source=source, target=target, by=by, at=clock.now(), on=on, progress=step.progress
        )


def _decide(voice: Voice, found: Any, on: date, preparer: str | None, decider: str | None) -> Any:
    """Each of the two does their part when they are named; a round that was taken back is not taken up here."""
    from naung.delivery.selection.renewal import actions as renewal
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    if not (preparer or decider):
        return found
    with voice.step(_("Usulan dan keputusan")) as step:
        if preparer:
            found = renewal.propose(round=found, by=staff.actor(preparer), at=clock.now(), on=on)
        if decider:
            by, seen = staff.actor(decider), found.content_hash
            found = renewal.decide(round=found, approve=True, content_hash=seen, by=by, at=clock.now(), on=on)
        step.out = found.stays
        step.more = {"state": found.state, "rupiah": found.rupiah}
    return found


def _close(voice: Voice, found: Any, on: date) -> int:
    from naung.delivery.selection.renewal import actions as renewal
    from naung.kit import actor, clock

    with voice.step(_("Tawaran yang tak terjawab")) as step:
        step.out = renewal.lapse(round=found, by=actor.system("renewal"), at=clock.now(), on=on)
    return step.out


def _notify(voice: Voice, found: Any, on: date, preparer: str | None) -> dict[str, int]:
    from naung.delivery.selection.renewal import notices as renewal_notices
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    if not preparer:
        raise click.UsageError(_("Sebutkan dengan --by siapa yang menulis kabar."))
    with voice.step(_("Kabar")) as step:
        told = renewal_notices.write(round=found, by=staff.actor(preparer), at=clock.now(), on=on)
        step.out = sum(told.values())
    return told


def _facts(found: Any, on: date) -> dict[str, Any]:
    from naung.delivery.selection.renewal import queries as rounds

    picture = rounds.picture(found, [found.source.region_id])
    groups = {"sex": picture.by_sex, "disability": picture.by_disability, "decile": picture.by_decile}
    return {
        "from": found.source.code, "to": found.target.code, "state": found.state, "hash": found.content_hash, "on": str(on),
        "ends_on": str(found.ends_on), "days_left": rounds.days_left(found, on), "insured": picture.insured,
        **{state.lower(): n for state, n in picture.states.items()}, "without_payer": picture.falls, "reasons": picture.reasons,
        "months": picture.months, "per_place": found.per_place, "rupiah": picture.states["STAYS"] * found.per_place,
        "regions": rounds.by_region(found, [found.source.region_id]),
        "falls_by": {name: [{"key": g.key, "insured": g.insured, "falls": g.falls} for g in some] for name, some in groups.items()},
    }  # fmt: skip


def _say(voice: Voice, facts: dict[str, Any], found: Any) -> None:
    n = {
        key: words.number(facts[key])
        for key in ("insured", "stays", "offered", "taken_over", "ends", "without_payer", "days_left")
    }
    voice.say(
        _(
            "%(insured)s orang terlindungi: %(stays)s tetap, %(taken_over)s diambil alih, %(offered)s ditawarkan, %(ends)s berakhir."
        )
        % n
    )
    voice.say(_("%(without_payer)s orang belum punya pembayar; %(days_left)s hari lagi.") % n)
    for row in facts["regions"]:
        voice.say(_("  %(code)s  %(insured)s terlindungi, %(stays)s tetap dari %(cap)s tempat, %(falls)s belum punya pembayar") % {
            "code": row["code"], **{key: words.number(row[key]) for key in ("insured", "stays", "cap", "falls")}})  # fmt: skip
    if found.state == "OPEN":
        voice.say(
            _(
                "Belum diusulkan: verifikator mengusulkan dengan --by, pejabat lain memutuskan dengan --approve-by."
            )
        )
    elif found.state == "PROPOSED":
        voice.say(
            _(
                "Menunggu keputusan: pejabat penyetuju, orang lain daripada pengusul, memutuskan dengan --approve-by."
            )
        )
