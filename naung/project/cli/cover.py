"""naung cover: one person on one day, or what ends soon."""

from datetime import date, datetime

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.words import _


@click.command()
@click.option("--person", default=None, help="Code of the registry.")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day asked about; today."
)
@click.option(
    "--ends", type=click.IntRange(0, 400), default=None, help="What ends within so many days from --on."
)
@command()
def cover(voice: Voice, person: str | None, day: datetime | None, ends: int | None) -> int:
    """Insured or not, since when, until when and why (--person); or whose cover ends, and who must act (--ends)."""
    from naung.kit import clock

    on = day.date() if day else clock.today()
    if (person is None) == (ends is None):
        raise click.UsageError(_("Pilih satu: --person KODE, atau --ends HARI."))
    return _one(voice, str(person), on) if person is not None else _ends(voice, on, int(ends or 0))


def _one(voice: Voice, code: str, on: date) -> int:
    from naung.delivery.contributions.cover import facts as cover_facts
    from naung.delivery.contributions.cover import words as cover_words
    from naung.delivery.registry import queries as registry

    found = registry.by_code(code.upper())
    answer = cover_facts.on_day(found.pk, on)
    voice.say(f"{found.code}  {words.day(on)}  DATA CONTOH")
    for what, one in ((_("Kecelakaan kerja"), answer.accident), (_("Kematian"), answer.death)):
        voice.say(f"{what}: {cover_words.state(one.state)}. {cover_words.sentence(one)}")
    voice.say(cover_words.countdown(answer.full_grant, _("Santunan kematian penuh")))
    voice.say(cover_words.countdown(answer.scholarship, _("Beasiswa anak")))
    for one in answer.death.rests_on:
        voice.say(f"  {one.description}: {one.article} ({one.confidence})")
    voice.answer(answer.as_json())
    return 0


def _ends(voice: Voice, on: date, days: int) -> int:
    from naung.delivery.contributions.cover import calendar as cover_calendar

    found = cover_calendar.ending(on=on, days=days)
    for one in found:
        voice.say(
            f"{words.day(one.ends_on)}  {one.region_name}  {one.programme}  {words.number(one.people)}  {one.why} -> {one.step}"
        )
    if not found:
        voice.say(_("Tidak ada perlindungan yang berakhir dalam %(n)s hari.") % {"n": days})
    voice.answer(
        {
            "on": str(on),
            "days": days,
            "people": sum(one.people for one in found),
            "ending": [one.as_json(on) for one in found],
        }
    )
    return 0
