"""naung field-check: a sample from a published seed, and what the visits say so far."""

from datetime import date, datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.words import _

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("field-check")
@click.option("--programme", "code", required=True, help="Such as ntt-2025.")
@click.option("--announce", "seed", default="", help="Tell this seed now; drawn on --draws-on or later (by --by).")  # fmt: skip
@click.option("--draws-on", "draws_on", type=DAY, default=None, help="The day of the draw, after today.")
@click.option("--points", type=click.IntRange(1, 25), default=5, show_default=True, help="Half the width of the interval that is wanted, in percentage points.")  # fmt: skip
@click.option("--draw", "drawing", is_flag=True, help="Draw the announced sample (by --by).")
@click.option("--on", "day", type=DAY, default=None, help="Business date; today in WITA if left out.")
@click.option("--by", "login", default="", help="Login of the officer.")
@command()
def fieldcheck(
    voice: Voice, code: str, seed: str, draws_on: datetime | None, points: int, drawing: bool, day: datetime | None, login: str
) -> None:  # fmt: skip
    """Show wrong inclusion and wrong exclusion with their intervals; or announce a seed, or draw."""
    from naung.delivery.programme import queries as programmes
    from naung.delivery.selection.fieldcheck import draw as drawn
    from naung.delivery.selection.fieldcheck import queries as checks
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    programme, on = programmes.by_code(code), day.date() if day else clock.today()
    if (seed or drawing) and not login:
        raise click.UsageError(_("Sebutkan petugasnya dengan --by."))
    if seed and not draws_on:
        raise click.UsageError(_("Sebutkan hari undian dengan --draws-on."))
    if seed and draws_on:
        drawn.announce(programme=programme, seed=seed, draws_on=draws_on.date(), half_width=points * 10, by=staff.actor(login), at=clock.now(), on=on)  # fmt: skip
    found = next(iter(checks.checks(programme)), None)
    if drawing and found:
        found = drawn.draw(fieldcheck=found, by=staff.actor(login), at=clock.now(), on=on)
    facts = _facts(found, on) if found else {"programme": code, "checks": 0}
    _say(voice, facts)
    voice.answer(facts)


def _facts(found: Any, on: date) -> dict[str, Any]:
    from naung.delivery.selection.fieldcheck import queries as checks

    told = checks.figures(found)
    return {
        "programme": found.programme.code, "number": found.number, "state": found.state, "seed": found.seed, "on": str(on),
        "announced_on": str(found.announced_on), "draws_on": str(found.draws_on), "drawn_on": str(found.drawn_on) if found.drawn_on else None,
        "half_width_permille": found.half_width, "frame_hash": found.frame_hash, "beyond_a_visit": found.beyond,
        "listed": _stratum(told.listed), "unlisted": {**_stratum(told.unlisted), "refused": _share(told.refused)},
    }  # fmt: skip


def _stratum(one: Any) -> dict[str, Any]:
    low, high = one.people
    return {
        "frame": one.frame, "drawn": one.drawn, "visited": one.visited, "verdicts": one.verdicts, "wrong_of_found": _share(one.found),
        "wrong_with_not_found": _share(one.strict), "people_low": low, "people_high": high,
        "regions": {code: {"visited": n, "wrong_of_found": _share(share) if share else None} for code, (n, share) in one.regions.items()},
    }  # fmt: skip


def _share(one: Any) -> dict[str, Any]:
    low, high = one.interval
    return {"wrong": one.wrong, "of": one.of, "share": one.value, "low": low, "high": high}


def _say(voice: Voice, facts: dict[str, Any]) -> None:
    if "number" not in facts:
        return voice.say(_("Belum ada pemeriksaan lapangan. Umumkan benihnya dengan --announce."))
    voice.say(_("Pemeriksaan %(number)s, benih “%(seed)s”, diumumkan %(announced_on)s, diundi %(drawn_on)s.") % {**facts, "drawn_on": facts["drawn_on"] or "-"})  # fmt: skip
    for name, says in (("listed", _("salah masuk")), ("unlisted", _("salah tertinggal"))):
        one = facts[name]
        counts = {key: words.number(one[key]) for key in ("frame", "drawn", "visited")}
        voice.say(_("%(says)s: %(visited)s dikunjungi dari %(drawn)s yang diundi di antara %(frame)s orang") % {"says": says, **counts})  # fmt: skip
        voice.say(_("  yang ditemukan: %(share)s") % {"share": _told(one["wrong_of_found"])})
        voice.say(_("  tidak ditemukan dihitung salah: %(share)s") % {"share": _told(one["wrong_with_not_found"])})  # fmt: skip
    return None


def _told(one: dict[str, Any]) -> str:
    if not one["of"]:
        return _("belum ada")
    return f"{one['wrong']}/{one['of']} = {one['share'] * 100:.1f} % ({one['low'] * 100:.1f}-{one['high'] * 100:.1f})"
