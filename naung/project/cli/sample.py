"""naung sample: village spreadsheets of made-up people, with the truth about them. No database."""

from pathlib import Path

import click

from naung.project.cli.base import Voice, command
from naung.project.words import _, number


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--people", type=int, required=True, metavar="N", help="How many different people the lists hold."
)
@click.option(
    "--region", default="53.71", show_default=True, help="Dotted code: 53 (NTT), 53.71 (Kupang), 53.71.01."
)
@click.option("--seed", type=int, default=2025, show_default=True, help="Same seed, same bytes.")
@click.option(
    "--mess", default="typical", show_default=True, help="clean, typical, chaotic, or several: one a village."
)
@command(database=False)
def sample(voice: Voice, folder: Path, people: int, region: str, seed: int, mess: str) -> None:
    """Write village spreadsheets of made-up people into DIR, with truth.csv and the partners' world/."""
    from naung.sample import make

    with voice.step(_("Daftar contoh")) as step:
        presets = [name.strip() for name in mess.split(",")]
        made = make.write(
            folder, people=people, region=region, seed=seed, mess=presets, progress=step.progress
        )
        step.into, step.out = made.people, made.rows
        step.more = {"files": made.files}
    voice.say(
        _("%(files)s berkas di %(folder)s; yang benar tentang setiap baris ada di truth.csv.")
        % {"files": number(made.files), "folder": made.folder}
    )
    facts = {"folder": str(made.folder), "people": made.people, "files": made.files, "rows": made.rows}
    voice.answer({**facts, "expected": made.expected})
