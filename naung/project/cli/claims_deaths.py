"""naung claim deaths: an office's list of deaths, and the families that nobody claimed for, oldest first."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.cli.claims_base import DAY, ON, acting, claim, day_of
from naung.project.words import _


@claim.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--source",
    type=click.Choice(["civil", "village", "hospital", "other"]),
    default=None,
    help="Whose list it is.",
)
@click.option("--region", default=None, help="A village, or the code above it.")
@click.option("--listed-on", type=DAY, default=None, help="The day of the list; today if left out.")
@click.option("--by", "login", default=None, help="Login of the officer who takes it.")
@ON
@command()
def deaths(
    voice: Voice, file: Path | None, source: str | None, region: str | None, listed_on: datetime | None, login: str | None, today: datetime | None
) -> int:  # fmt: skip
    """Families to visit; with FILE a list (xlsx, xls, ods, csv) is taken and matched first. The same file again adds nothing.

    Ends with 1 where a line of FILE was left out."""
    from naung.delivery.claims.deaths import queries

    taken = _taken(voice, file, source, region, listed_on, login, today) if file else {}
    counts, rows = queries.families(on=day_of(today), limit=None)
    families = [{"death": one["id"], "person": one["code"], "died_on": str(one["died_on"]), "village": one["village"], "days": one["days"], "cover": one["cover"],
                 "rupiah": one["rupiah"], "rupiah_accident": one["rupiah_accident"], "visits": one["visits"], "sources": one["sources"]} for one in rows]  # fmt: skip
    for row in families:
        voice.say(
            f"{row['died_on']}  {row['person']}  {row['village']}  {words.rupiah(row['rupiah'])}  {', '.join(row['sources'])}"
        )
    voice.answer({**taken, "counts": counts, "families": families})
    return int(bool(taken.get("left_out")))


def _taken(
    voice: Voice, file: Path, source: str | None, region: str | None, listed_on: datetime | None, login: str | None, today: datetime | None
) -> dict[str, Any]:  # fmt: skip
    from naung.delivery.claims.deaths import actions
    from naung.delivery.claims.deaths import words as says

    if not source or not region:
        raise click.UsageError(_("Tulis %(option)s.") % {"option": "--source, --region"})
    who = acting(login, today)
    taken = actions.take(name=file.name, data=file.read_bytes(), source=source, region=region, listed_on=listed_on.date() if listed_on else who["on"], **who)  # fmt: skip
    with voice.step(_("Mencocokkan kabar kematian dengan peserta"), total=taken.rows) as step:
        found = actions.look(**who, progress=step.progress)
        step.into, step.out = taken.rows, found.matched
    flaws = [{"line": where, "code": code, "says": says.flaw(code)} for where, code in taken.flaws]
    for one in flaws:
        voice.say(f"  {says.where(one['line'])}: {one['says']}")
    return {"rows": taken.rows, "fresh": taken.fresh, "flaws": flaws, "left_out": len(taken.left_out), "matched": found.matched, "possible": found.possible,
            "nobody": found.nobody}  # fmt: skip
