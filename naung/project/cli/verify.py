"""naung verify"""

import click

from naung.project.cli.base import Voice, command
from naung.project.words import number


@click.command()
@command()
def verify(voice: Voice) -> int:
    """Recompute every promise from the tables; one line a promise, exit code 1 when one is broken."""
    from naung.project import database
    from naung.project.verify import check, promises

    outcomes = check.run(database.owner_url(), promises.CHECKS, promises.titles())
    for outcome in outcomes:
        mark = "✓" if outcome.holds else "✗"
        voice.say(f"{mark} {outcome.promise:>2}  {outcome.title}: {number(outcome.checked)}")
        for sentence in outcome.broken[: check.EXAMPLES]:
            voice.say(f"      {sentence}")
        if len(outcome.broken) > check.EXAMPLES:
            voice.say(f"      … +{number(len(outcome.broken) - check.EXAMPLES)}")
    voice.answer({"ok": all(o.holds for o in outcomes), "promises": [
        {"promise": o.promise, "title": o.title, "checks": o.checks, "checked": o.checked, "broken": len(o.broken),
         "examples": o.broken[: check.EXAMPLES], "holds": o.holds} for o in outcomes]})  # fmt: skip
    return 0 if all(o.holds for o in outcomes) else 1
