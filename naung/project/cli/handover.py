"""naung handover: an event, its cards, slips and roll on paper, and who took theirs."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.words import _

DAY = click.DateTime(["%Y-%m-%d"])
SHOWN = 10  # so many who did not come are named on the screen; --json has them all


@click.command()
@click.argument("event")
@click.option("--programme", "code", required=True, help="Such as ntt-2025.")
@click.option(
    "--region",
    default=None,
    help="Where the people live (53.71, or a district or village); the whole programme if left out.",
)
@click.option("--on", "day", type=DAY, default=None, help="Day of the event; today in WITA if left out.")
@click.option("--name", default=None, help="What is printed above the roll.")
@click.option("--place", default="", help="Hall or office.")
@click.option(
    "--people",
    "count",
    type=click.IntRange(min=1),
    default=None,
    help="Invite so many, spread over the districts.",
)
@click.option("--person", "persons", multiple=True, help="Invite this person (code); may be repeated.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Folder for the PDFs."
)
@click.option("--sign", is_flag=True, help="Everybody on the roll signed it on paper; needs --by.")
@click.option("--by", "login", default=None, help="Login of the officer who is the witness.")
@command()
def handover(voice: Voice, event: str, code: str, region: str | None, day: datetime | None, name: str | None, place: str,
             count: int | None, persons: tuple[str, ...], out: Path | None, sign: bool, login: str | None) -> None:  # fmt: skip
    """Print cards, passbook slips and the roll of EVENT; with --sign, record who took theirs and wake their accounts.

    Without --people or --person only those already on the roll of EVENT are printed again: nothing chosen means nobody."""
    from naung.delivery.handover import actions, queries
    from naung.delivery.programme import queries as programmes
    from naung.foundation.staff import queries as staff
    from naung.kit import actor, clock

    if sign and not login:
        raise click.UsageError(_("--sign memerlukan --by: seorang petugas menjadi saksi serah terima."))
    programme, on = programmes.by_code(code), day.date() if day else clock.today()
    by = staff.actor(login) if login else actor.system("handover")
    held = actions.hold(programme=programme, code=event, name=name or f"Serah terima {event}", held_on=on,
                        place=place or "-", region=region or programme.region_id, by=by, at=clock.now())  # fmt: skip
    members = _invite(voice, programme, held, count, persons, by)
    files = _print(voice, programme, held, members, out)
    signed = _sign(voice, held, by, on) if sign else 0
    left = queries.not_collected(held)
    _say_left(voice, left)
    voice.answer({
        "event": event, "held_on": on, "region": held.region, "roll": len(members), "signed": signed, "files": files,
        "not_collected": [{"person": p["code"], "card": p["card_number"], "village": p["village"]} for p in left],
        **queries.counts(programme, held.region), "steps": [s.as_facts() for s in voice.steps],
    })  # fmt: skip


def _invite(
    voice: Voice, programme: Any, held: Any, count: int | None, persons: tuple[str, ...], by: Any
) -> list[int]:
    from naung.delivery.handover import actions, queries
    from naung.kit import clock

    with voice.step(_("Kartu")) as step:
        on_roll = queries.on_roll(held)
        new = queries.by_codes(programme, held, persons) if persons else []
        if count and count > len(on_roll):
            new += queries.choose(programme, held, count - len(on_roll))
        step.into = len(set(on_roll) | set(new))
        step.out = actions.issue_cards(event=held, membership_ids=new, by=by, at=clock.now())
        return sorted(set(on_roll) | set(new))


def _print(
    voice: Voice, programme: Any, held: Any, members: list[int], out: Path | None
) -> list[dict[str, Any]]:
    from naung.delivery.handover import printing
    from naung.kit.canonical import sha256
    from naung.kit.home import home, private_folder

    folder, files = out or home() / "prints" / held.code, []
    with voice.step(_("Cetak")) as step:
        private_folder(folder)
        for name, content in printing.documents(programme=programme, event=held, membership_ids=members):
            _write(folder / name, content)
            files.append({"file": str(folder / name), "bytes": len(content), "sha256": sha256(content)})
        step.into, step.out = len(members), len(files)
    for one in files:
        voice.say(f"  {one['file']}")
    return files


def _write(path: Path, content: bytes) -> None:
    """For its owner's eyes only: a card carries a name and a participant number."""
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(content)


def _sign(voice: Voice, held: Any, by: Any, on: Any) -> int:
    from naung.delivery.handover import actions, queries
    from naung.kit import clock

    with voice.step(_("Serah terima")) as step:
        waiting = [p for p in queries.not_collected(held) if not p["died_on"]]
        step.into = len(waiting)
        receipts = [actions.Receipt(p["membership"], proof="paper") for p in waiting]
        step.out = len(actions.sign(event=held, receipts=receipts, by=by, at=clock.now(), on=on))
        return step.out


def _say_left(voice: Voice, left: list[dict[str, Any]]) -> None:
    if not left:
        voice.say("  " + _("Semua kartu pada daftar ini sudah diambil."))
        return
    voice.say("  " + _("Belum diambil: %(n)s kartu") % {"n": words.number(len(left))})
    for p in left[:SHOWN]:
        voice.say(f"    {p['name']}, {p['village_name']}, {p['district_name']} ({p['code']})")
