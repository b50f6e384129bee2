"""naung story, naung indicators."""

from datetime import date

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.words import _

CODE = "ntt-2025"


@click.command()
@click.argument("person")
@command()
def story(voice: Voice, person: str) -> None:
    """Every stamp of one person (code or NIK), in order, with who and why."""
    from naung.delivery.contributions.cover import words as cover_words
    from naung.delivery.monitoring import queries as monitoring
    from naung.kit import clock

    found = monitoring.known_by(_code_of(person))
    stamps = monitoring.story(found.code)
    answer = monitoring.standing(found.pk, clock.today())
    voice.say(f"{found.name}  {found.code}  DATA CONTOH")
    voice.say(cover_words.sentence(answer.death))
    for stamp in stamps:
        when = words.moment(stamp.at) if stamp.exact else words.day(stamp.at.date())
        voice.say(
            f"{when}  {stamp.what}"
            + (f": {stamp.why}" if stamp.why else "")
            + (f"  ({stamp.by})" if stamp.by else "")
        )
    told = [stamp.as_json() for stamp in stamps]
    voice.answer({"person": found.code, "name": found.name, "cover": answer.as_json(), "stamps": told})


def _code_of(person: str) -> str:
    """The code as given, or the code of whoever has this NIK."""
    from naung.delivery.monitoring import queries as monitoring
    from naung.kit.text import digits

    if len(digits(person)) < 16:
        return person.upper()
    found = monitoring.search(person)
    return str(found[0]["code"]) if found else _harmless(digits(person))


def _harmless(text: str) -> str:
    """An identity number is not repeated on a screen."""
    from naung.kit.text import mask

    return mask(text)


@click.command()
@click.option("--programme", default=CODE, show_default=True)
@click.option(
    "--region", default="53", show_default=True, help="Dotted code: 53, 53.71, 53.71.01, 53.71.01.1001."
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="The day counted; default the newest day known.",
)
@command()
def indicators(voice: Voice, programme: str, region: str, on: object) -> None:
    """The indicators that exist so far, each with its definition, day and moment."""
    from naung.delivery.monitoring import queries as monitoring
    from naung.delivery.programme import queries as programmes
    from naung.kit import clock

    day = on.date() if hasattr(on, "date") else None
    found = monitoring.indicators(
        programme=programmes.by_code(programme), region=region, now=clock.now(), on=day
    )
    if not found:
        voice.say(_("Belum ada yang dapat dihitung: belum ada usulan yang dimuat."))
    for one in found:
        voice.say(_line(one))
    voice.answer({"region": region, "programme": programme, "indicators": found})


def _line(one: dict[str, object]) -> str:
    value = (
        "–"
        if one["value"] is None
        else _decimals(one["value"])
        if isinstance(one["value"], float)
        else _whole(one["value"])
    )
    return f"{one['id']:>3}  {one['name']}: {value} {one['unit']}  ({words.day(date.fromisoformat(str(one['on'])))})"


def _whole(value: object) -> str:
    return words.number(value) if isinstance(value, int) else str(value)


def _decimals(value: float) -> str:
    return str(value) if words.language() == "en" else str(value).replace(".", ",")
