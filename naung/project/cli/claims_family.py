"""naung claim mandate, dispute: who acts for an heir, and who contests who may receive."""

import sys
from datetime import datetime
from typing import Any

import click

from naung.project.cli.base import Voice, command
from naung.project.cli.claims_base import DAY, ON, acting, claim
from naung.project.words import _

BY = click.option("--by", "login", default=None, help="Login of the officer who does it.")
BECAUSE = click.option("--because", default="", help="The reason.")
DOCUMENT = click.option("--document", default="", help="What was seen, with its number.")
KINDS = {"guardian": "GUARDIAN", "power": "POWER"}


@claim.command()
@click.argument("number")
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    default=None,
    help="A guardian for a child, or a power of attorney between heirs.",
)
@click.option(
    "--for",
    "giver",
    type=int,
    default=None,
    help="Whom they act for: number in the tree (naung claim heirs).",
)
@click.option("--holder", type=int, default=None, help="Who acts: number in the tree.")
@click.option("--holder-name", default="", help="A guardian from outside the tree, by name.")
@click.option(
    "--nik",
    "with_nik",
    is_flag=True,
    help="Read the guardian's NIK from standard input, never from the command line.",
)
@DOCUMENT
@click.option("--dated-on", type=DAY, default=None, help="The day on the document.")
@click.option("--revoke", type=int, default=None, metavar="ID", help="Take this mandate back; --because.")
@BECAUSE
@BY
@ON
@command()
def mandate(
    voice: Voice, number: str, kind: str | None, giver: int | None, holder: int | None, holder_name: str, with_nik: bool, document: str,
    dated_on: datetime | None, revoke: int | None, because: str, login: str | None, today: datetime | None,
) -> None:  # fmt: skip
    """Guardians of children and powers of attorney of a claim; or one more, or one taken back."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.heirs import mandates

    found = queries.by_number(number)
    if kind:
        if giver is None or dated_on is None:
            raise click.UsageError(_("Tulis %(option)s.") % {"option": "--for, --dated-on"})
        nik = sys.stdin.readline().strip() if with_nik else ""
        mandates.give(claim=found, kind=KINDS[kind], giver=giver, holder=holder, holder_name=holder_name, holder_nik=nik, document=document,
                      dated_on=dated_on.date(), **acting(login, today))  # fmt: skip
    if revoke is not None:
        mandates.revoke(mandate=_one(found, revoke), because=because, **acting(login, today))
    told = _mandates(found)
    for one in told:
        voice.say(
            f"{one['id']}  {one['state']:<8} {one['kind']}  {one['for']} <- {one['holder']}  {one['document']}"
        )
    voice.answer({"number": number, "mandates": told})


def _one(found: Any, pk: int) -> Any:
    from naung.delivery.claims.heirs import queries

    one = next((one for one in queries.mandates(found.pk) if one.pk == pk), None)
    if one is None:
        raise queries.NoSuchReceiver(_("Klaim %(number)s tidak mempunyai surat nomor urut %(n)s.") % {"number": found.number, "n": pk})  # fmt: skip
    return one


def _mandates(found: Any) -> list[dict[str, Any]]:
    from naung.delivery.claims.heirs import queries

    words = {code: word for word, code in KINDS.items()}
    return [{"id": one.pk, "kind": words[one.kind], "for": one.giver, "holder": one.holder_name, "document": one.document, "dated_on": str(one.dated_on),
             "state": one.state} for one in queries.mandates(found.pk)]  # fmt: skip


@claim.command()
@click.argument("number")
@click.option("--who", default="", help="Who contests, by name: the claim is held.")
@click.option(
    "--lift", is_flag=True, help="It is settled, by another officer than who held it: --because, --document."
)
@BECAUSE
@DOCUMENT
@BY
@ON
@command()
def dispute(voice: Voice, number: str, who: str, lift: bool, because: str, document: str, login: str | None, today: datetime | None) -> None:  # fmt: skip
    """Disputes about who may receive; nothing is approved, granted or paid while one is open."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.heirs import mandates
    from naung.delivery.claims.heirs import queries as family

    found = queries.by_number(number)
    if who:
        mandates.contest(claim=found, who=who, because=because, **acting(login, today))
    held = family.hold(found.pk) if lift else None
    if lift and held is None:
        raise mandates.StandsAlready(_("Klaim %(number)s tidak sedang ditahan.") % {"number": number})
    if held:
        mandates.lift(hold=held, because=because, document=document, **acting(login, today))
    told = [{"since": str(one.since), "who": one.who, "because": one.because, "state": one.state, "lifted_because": one.lifted_because}
            for one in family.holds(found.pk)]  # fmt: skip
    for row in told:
        voice.say(f"{row['since']}  {row['state']:<6} {row['who']}: {row['because']}")
    voice.answer({"number": number, "disputes": told})
