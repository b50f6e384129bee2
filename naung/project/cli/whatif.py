"""naung what-if: who would enter and leave, and the rupiah, if a figure were another. Decides nothing."""

from datetime import datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.words import _

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("what-if")
@click.option("--programme", "code", required=True, help="Such as ntt-2025.")
@click.option("--set", "turned", multiple=True, help="weights.disability=40, quota.53.71=2000, budget=0, rate=16800, eligibility.age_below=60; repeat for more.")  # fmt: skip
@click.option("--holders-stay", is_flag=True, help="Whoever holds a place stands before the others, as far as the places reach; otherwise everybody is ordered as if nobody held one.")  # fmt: skip
@click.option("--knobs", "show", is_flag=True, help="Instead: every figure that can be turned, and where it stands.")  # fmt: skip
@click.option("--on", "day", type=DAY, default=None, help="Business date; today in WITA if left out.")
@click.option("--save", "name", default="", help="Keep the question and its answer under this name (by --by).")  # fmt: skip
@click.option("--by", "login", default="", help="Login of the officer who keeps it.")
@command()
def whatif(
    voice: Voice, code: str, turned: tuple[str, ...], holders_stay: bool, show: bool, day: datetime | None, name: str, login: str
) -> None:  # fmt: skip
    """Compare the list as it is with the list as it would be, person by person; nothing is applied."""
    from naung.delivery.programme import queries as programmes
    from naung.delivery.selection.whatif import actions as asking
    from naung.delivery.selection.whatif import knobs
    from naung.kit import clock

    if bool(name) != bool(login):
        raise click.UsageError(_("Menyimpan perlu nama dan petugas: --save dan --by."))
    programme, on = programmes.by_code(code), day.date() if day else clock.today()
    if show:
        return _knobs(voice, knobs.knobs(programme, on))
    changes = {**knobs.pairs(turned), **({"holders": 1} if holders_stay else {})}
    with voice.step(_("Membandingkan dua daftar")) as step:
        found, moved = asking.ask(programme=programme, changes=changes, on=on)
        step.out = moved.height
    kept = _save(programme, name, changes, login, on) if name else None
    _say(voice, found)
    steps = [step.as_facts() for step in voice.steps]
    voice.answer({"programme": code, "on": str(on), "changes": knobs.read(changes, programme, on), "saved": kept, **asking.as_data(found), "steps": steps})  # fmt: skip
    return None


def _knobs(voice: Voice, table: dict[str, Any]) -> None:
    for path, knob in table.items():
        voice.say(f"  {path} = {knob.now}")
    voice.answer({path: knob.now for path, knob in table.items()})


def _save(programme: Any, name: str, changes: dict[str, Any], login: str, on: Any) -> int:
    from naung.delivery.selection.whatif import actions as asking
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    kept = asking.save(programme=programme, name=name, changes=changes, by=staff.actor(login), at=clock.now(), on=on)  # fmt: skip
    return int(kept.pk)


def _say(voice: Voice, found: Any) -> None:
    facts = {"now": found.before.people, "would": found.after.people, "enters": found.enters, "leaves": found.leaves, "held": found.leaves_held}  # fmt: skip
    shown = {key: words.number(n) for key, n in facts.items()}
    money = {"before": words.rupiah(found.before.rupiah), "after": words.rupiah(found.after.rupiah)}
    voice.say(_("Sekarang %(now)s orang, andai begitu %(would)s: %(enters)s masuk, %(leaves)s keluar (%(held)s memegang tempat).") % shown)  # fmt: skip
    voice.say(_("Sekarang %(before)s, andai begitu %(after)s.") % money)
    if found.after.unpaid:
        voice.say(_("Uang tidak cukup untuk %(n)s tempat.") % {"n": words.number(found.after.unpaid)})
    for kind, keys in found.groups.items():
        for key, (was, would, enters, leaves) in keys.items():
            if enters or leaves:
                voice.say(f"  {kind} {key or '?'}: {words.number(was)} -> {words.number(would)}  (+{words.number(enters)} -{words.number(leaves)})")  # fmt: skip
    voice.say(_("Tidak ada yang diputuskan. Bobot berubah dengan keputusan gubernur; tempat dipindahkan dua orang."))  # fmt: skip
