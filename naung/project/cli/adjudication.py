"""naung adjudication: how sure the people are who say whether two records are one person."""

from typing import Any

import click

from naung.project.cli.base import Voice, command
from naung.project.words import _, number


@click.command()
@click.option("--programme", default="ntt-2025", show_default=True, help="Code of the programme.")
@command()
def adjudication(voice: Voice, programme: str) -> None:
    """Answers asked again blind: agreement with its interval, Cohen's kappa, by reason, weight and kind. Never by officer."""
    from naung.delivery.matching import queries as matching
    from naung.delivery.programme import queries as programmes

    figures = matching.agreement(programmes.by_code(programme).pk)
    _say(voice, figures)
    voice.answer(
        {
            "programme": programme, **_part(figures.whole), "kappa": figures.kappa, "waiting": figures.waiting, "lapsed": figures.lapsed,
            "open": figures.open, "noted": figures.noted, "third": figures.third,
            **{name: {key: _part(part) for key, part in getattr(figures, name).items()} for name in ("by_reason", "by_band", "by_kind")},
        }
    )  # fmt: skip


def _part(part: Any) -> dict[str, Any]:
    low, high = part.interval
    return {"answered": part.answered, "agreed": part.agreed, "share": part.share, "low": low, "high": high}


def _say(voice: Voice, figures: Any) -> None:
    if not figures.whole.answered:
        voice.say(_("Belum ada jawaban yang ditanyakan ulang.") + _waiting(figures))
        return
    voice.say(
        _("Jawaban yang ditanyakan ulang: %(part)s.") % {"part": _told(figures.whole)} + _waiting(figures)
    )
    voice.say(
        _("Kappa Cohen: %(kappa)s") % {"kappa": "–" if figures.kappa is None else f"{figures.kappa:.2f}"}
    )
    for says, parts in (
        (_("alasan"), figures.by_reason),
        (_("bobot"), figures.by_band),
        (_("jenis"), figures.by_kind),
    ):
        for key, part in parts.items():
            voice.say(f"  {says} {key}: {_told(part)}")


def _waiting(figures: Any) -> str:
    return " " + _("%(n)s masih ditanyakan, %(open)s menunggu petugas ketiga.") % {
        "n": number(figures.waiting), "open": number(figures.open)}  # fmt: skip


def _told(part: Any) -> str:
    low, high = part.interval
    facts = {
        "agreed": number(part.agreed),
        "answered": number(part.answered),
        "low": f"{low:.0%}",
        "high": f"{high:.0%}",
    }
    return _("%(agreed)s dari %(answered)s sama (%(low)s sampai %(high)s)") % facts
