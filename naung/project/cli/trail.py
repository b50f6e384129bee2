"""naung trail seal | export | check"""

import json
from pathlib import Path

import click

from naung.project.cli.base import Voice, command
from naung.project.words import _, number


@click.group()
def trail() -> None:
    """Seal the trail, hand it to somebody outside, check it."""


@trail.command()
@command()
def seal(voice: Voice) -> None:
    """Seal what is finished into signed blocks; the checkpoint is published in NAUNG_HOME/public."""
    from naung.foundation.trail import actions, queries

    with voice.step(_("Segel")) as step:
        step.into, blocks = queries.unsealed(), 0
        while actions.seal():
            blocks += 1
        step.out = step.into - queries.unsealed()
    voice.answer({"blocks": blocks, "entries": step.out})


@trail.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@command()
def export(voice: Voice, out: Path) -> None:
    """Write the sealed trail for naung/foundation/trail/verifier.py, which needs nothing but Python."""
    from naung.foundation.trail import queries

    found = queries.export()
    out.write_text(json.dumps(found))
    entries = sum(len(b["entries"]) for b in found["blocks"])
    voice.say(
        _("%(file)s: %(blocks)s blok, %(entries)s catatan")
        % {"file": out, "blocks": number(len(found["blocks"])), "entries": number(entries)}
    )
    voice.answer({"file": str(out), "blocks": len(found["blocks"]), "entries": entries})
