"""naung claim send, receive: approved claims to the insurer as files, and its word on each back."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from naung.project.cli.base import Voice, command
from naung.project.cli.claims_base import ON, acting, claim
from naung.project.words import _

PORT = "naung.delivery.claims.payout.ports.Insurer"
PROGRAMME = click.option("--programme", "code", required=True, help="Such as ntt-2025.")
REGION = click.option("--region", default=None, help="Only this regency or city (53.71).")
OFFICER = click.option("--by", "login", required=True, help="Login of the insurer's officer.")


def _asked(code: str, region: str | None, login: str, today: datetime | None) -> dict[str, Any]:
    from naung.delivery.programme import queries as programmes
    from naung.project.plugs import plug

    return {"programme": programmes.by_code(code), "insurer": plug(PORT), "region": region, **acting(login, today)}  # fmt: skip


def _told(voice: Voice, code: str, region: str | None, more: dict[str, Any]) -> list[dict[str, Any]]:
    from naung.delivery.claims.payout import exchanging
    from naung.delivery.programme import queries as programmes
    from naung.foundation.exchange import queries as exchange

    rows = [exchange.facts(batch) for batch in exchanging.batches(programmes.by_code(code), region)]
    for row in rows:
        voice.say(f"{row['key']}  {row['state']}  {row['rows']} / {row['accepted']} + {sum(row['refused'].values())}  ({row['suspense']})")  # fmt: skip
    voice.answer({**more, "batches": rows})
    return rows


@claim.command()
@PROGRAMME
@REGION
@OFFICER
@ON
@command()
def send(voice: Voice, code: str, region: str | None, login: str, today: datetime | None) -> None:
    """Send every approved claim that the insurer was not asked about, a file a region. Run again: nothing new."""
    from naung.delivery.claims.payout import exchanging

    sent = exchanging.send(**_asked(code, region, login, today))
    voice.say(
        _("%(n)s klaim terkirim dalam %(files)s berkas.")
        % {"n": sum(one.rows for one in sent), "files": len(sent)}
    )
    _told(voice, code, region, {"sent": [one.key for one in sent]})


@claim.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@PROGRAMME
@REGION
@OFFICER
@ON
@command()
def receive(
    voice: Voice, files: tuple[Path, ...], code: str, region: str | None, login: str, today: datetime | None
) -> int:
    """Take the insurer's word on what was sent: from FILES that somebody brought, else by asking. Run again: nothing changes.

    Ends with 1 where something waits for a person in suspense."""
    from naung.delivery.claims.payout import exchanging

    asked = _asked(code, region, login, today)
    if files:
        who = {name: asked[name] for name in ("insurer", "by", "at", "on")}
        found = [exchanging.take_file(content=file.read_bytes(), **who) for file in files]
        taken = [one for one in found if one]
    else:
        taken = exchanging.take(**asked)
    kept = sum(one.accepted + one.refused for one in taken if not one.again)
    voice.say(_("%(n)s putusan BPJS dicatat.") % {"n": kept})
    rows = _told(voice, code, region, {"kept": kept})
    return 1 if any(row["suspense"] for row in rows) else 0
