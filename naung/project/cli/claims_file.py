"""naung claim papers, heirs, payee: the file of a claim, its family and who receives."""

import sys
from datetime import date, datetime
from typing import Any

import click

from naung.project.cli.base import Voice, command
from naung.project.cli.claims_base import DAY, ON, acting, claim, day_of
from naung.project.words import _

BY = click.option("--by", "login", default=None, help="Login of the officer who does it.")


@claim.command()
@click.argument("number")
@click.option(
    "--receive",
    "receive",
    default=None,
    metavar="KIND",
    help="This paper is here; say where it lies with --held-at.",
)
@click.option("--held-at", default="", help="Where the paper itself lies.")
@click.option(
    "--read",
    "read",
    default=None,
    metavar="KIND",
    help="This paper is read and good; by another officer than who took it in.",
)
@click.option(
    "--refuse", "refuse", default=None, metavar="KIND", help="It cannot be used; the family reads --because."
)
@click.option(
    "--promise", "promise", default=None, metavar="KIND", help="Somebody brings it, --for that day."
)
@click.option("--for", "day", type=DAY, default=None)
@click.option(
    "--waive",
    "waive",
    default=None,
    metavar="KIND",
    help="Done without, where the list knows a way around it; --because.",
)
@click.option("--because", default="")
@BY
@ON
@command()
def papers(
    voice: Voice, number: str, receive: str | None, held_at: str, read: str | None, refuse: str | None, promise: str | None, day: datetime | None,
    waive: str | None, because: str, login: str | None, today: datetime | None,
) -> None:  # fmt: skip
    """What this case asks for and what is missing; or one paper taken in, read, refused, promised, done without."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.documents import actions
    from naung.delivery.claims.documents import queries as documents
    from naung.project.cli import claims_told

    found = queries.by_number(number)
    steps: dict[str, tuple[str | None, dict[str, Any]]] = {
        "receive": (receive, {"held_at": held_at}), "read": (read, {}), "refuse": (refuse, {"because": because}),
        "promise": (promise, {"promised_for": _asked(day, promise, "--for"), "promised_by": because}), "waive": (waive, {"because": because}),
    }  # fmt: skip
    for verb, (kind, more) in steps.items():
        if kind:
            getattr(actions, verb)(paper=documents.one(found.pk, kind), **more, **acting(login, today))
    told = claims_told.papers(found)
    for one in told:
        voice.say(f"{one['state']:<9} {one['kind']:<22} {one['title']}")
    found = queries.by_number(number)
    voice.answer(
        {
            "number": number,
            "papers": told,
            "complete_on": str(found.complete_on) if found.complete_on else None,
        }
    )


@claim.command()
@click.argument("number")
@click.option(
    "--relation",
    default=None,
    help="spouse, child, parent, grandchild, grandparent, sibling, parent_in_law, named_in_will, other",
)
@click.option("--name", default="")
@click.option("--sex", type=click.Choice(["L", "P"]), default=None)
@click.option("--born", type=DAY, default=None)
@click.option("--died", type=DAY, default=None)
@click.option(
    "--source", type=click.Choice(["kk", "heirs_letter", "told"]), default="told", show_default=True
)
@BY
@ON
@command()
def heirs(
    voice: Voice, number: str, relation: str | None, name: str, sex: str | None, born: datetime | None, died: datetime | None, source: str, login: str | None,
    today: datetime | None,
) -> None:  # fmt: skip
    """Who is entitled by the law's order, with the reason, and who is not; or one more relative for the tree."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.heirs import queries as family
    from naung.delivery.claims.heirs import tree

    found, who = queries.by_number(number), acting(login, today) if relation else {}
    if relation:
        told = tree.Told(relation=relation, name=name, sex=sex or "", born_on=born.date() if born else None, died_on=died.date() if died else None,
                         source=source)  # fmt: skip
        tree.enter(claim=found, told=told, **who)
    said = family.entitled(found.pk, today=day_of(today))
    voice.say(said.because)
    for one in (*said.people, *said.others):
        voice.say(f"  {one.number}  {'✓' if one.entitled else '–'} {one.name} ({one.says}): {one.because}")
    voice.answer({"number": number, "because": said.because, "article": said.article, "funeral_only": said.funeral_only, "asks": said.asks,
                  "people": [_one(one) for one in said.people], "others": [_one(one) for one in said.others]})  # fmt: skip


def _one(who: Any) -> dict[str, Any]:
    return {
        "number": who.number,
        "name": who.name,
        "relation": who.relation,
        "entitled": who.entitled,
        "minor": who.minor,
        "because": who.because,
    }


@claim.command()
@click.argument("number")
@click.option(
    "--relative", type=int, default=None, help="Number of the heir in the tree (naung claim heirs)."
)
@click.option("--member", is_flag=True, help="After an accident: the member receives.")
@click.option("--bank", default="130", show_default=True, help="Clearing code of the account's bank.")
@click.option("--product", type=click.Choice(["basic", "regular"]), default="regular", show_default=True)
@click.option("--holder", default="", help="The name on the account; the receiver's own if left out.")
@click.option("--document", default="", help="What was seen: the passbook's first page.")
@click.option("--because", default="", help="Why another account takes the first one's place.")
@click.option("--confirm", "confirm", is_flag=True, help="Another officer confirms the account that waits.")
@BY
@ON
@command()
def payee(
    voice: Voice, number: str, relative: int | None, member: bool, bank: str, product: str, holder: str, document: str, because: str, confirm: bool,
    login: str | None, today: datetime | None,
) -> None:  # fmt: skip
    """Who receives. With --document: their account, its number read from standard input, never from the command line."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.heirs import queries as family
    from naung.delivery.claims.heirs import receiving
    from naung.project.cli import claims_told

    found = queries.by_number(number)
    if relative is not None or member:
        who = acting(login, today)
        one = receiving.appoint(claim=found, kind="MEMBER" if member else "HEIR", relative=relative, **who)
        if document:
            brought = receiving.Brought(
                bank, sys.stdin.readline().strip(), holder or one.name, product, document, because
            )
            receiving.bring(payee=one, brought=brought, **who)
        if confirm:
            waiting = [row for row in family.accounts(one.pk) if row.state in ("ENTERED", "CONFIRMED")]
            for row in waiting[-1:]:
                receiving.confirm(account=row, **who)
    told = claims_told.payees(found)
    for row in told:
        voice.say(
            f"{row['id']}  {row['state']:<10} {row['name']} ({row['relation']}) …{row['account_tail']}  {row['says']}"
        )
    voice.answer({"number": number, "payees": told})


def _asked(day: datetime | None, needed: str | None, option: str) -> date | None:
    if needed and day is None:
        raise click.UsageError(_("Tulis %(option)s.") % {"option": option})
    return day.date() if day else None
