"""naung claim contest, gap: where the insurer's word or the family's money is not what it should be."""

from datetime import datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.cli.claims_base import DAY, ON, acting, claim, show_claim
from naung.project.words import _


@claim.command()
@click.argument("number")
@click.option("--because", required=True, help="What we object to in the insurer's word.")
@click.option("--letter", "letter", required=True, help="Number of our letter.")
@click.option("--answer-by", type=DAY, required=True, help="The day by which we ask for an answer.")
@click.option(
    "--by", "login", required=True, help="Login of the officer who objects: not who wrote the word down."
)
@ON
@command()
def contest(voice: Voice, number: str, because: str, letter: str, answer_by: datetime, login: str, today: datetime | None) -> None:  # fmt: skip
    """Object to the insurer's word: the claim waits for its next one; the old word stays."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.payout import actions

    actions.contest(claim=queries.by_number(number), because=because, letter_number=letter, answer_by=answer_by.date(), **acting(login, today))  # fmt: skip
    show_claim(voice, queries.by_number(number))


@claim.command()
@click.argument("number")
@click.option(
    "--settle",
    type=int,
    default=None,
    metavar="ID",
    help="What became of this missing money: --because, by another officer.",
)
@click.option(
    "--interest",
    is_flag=True,
    help="The insurer does not pay what its lateness costs: put before another officer, --because.",
)
@click.option("--because", default="")
@click.option("--by", "login", default=None, help="Login of the officer who does it.")
@ON
@command()
def gap(voice: Voice, number: str, settle: int | None, interest: bool, because: str, login: str | None, today: datetime | None) -> int:  # fmt: skip
    """Money that was sent and did not come, and interest not paid. Ends with 1 while one is open."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.payout import actions
    from naung.delivery.claims.payout import queries as money
    from naung.delivery.claims.payout.confirming import NoSuchPayment

    found = queries.by_number(number)
    if interest:
        actions.give_up_interest(claim=found, because=because, **acting(login, today))
    if settle is not None:
        if settle not in {one.pk for one in money.gaps(found.pk)}:
            raise NoSuchPayment(_("Klaim %(number)s tidak mempunyai selisih nomor urut %(n)s.") % {"number": number, "n": settle})  # fmt: skip
        actions.settle_gap(gap_id=settle, because=because, **acting(login, today))
    told = [_gap(one) for one in money.gaps(found.pk)]
    for row in told:
        voice.say(
            f"{row['id']}  {row['state']:<8} {words.rupiah(row['rupiah'])}  {row['kind']}  {row['because']}"
        )
    voice.answer({"number": number, "gaps": told})
    return int(any(row["state"] == "OPEN" for row in told))


def _gap(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "kind": one.kind,
        "rupiah": one.rupiah,
        "state": one.state,
        "because": one.settled_because,
    }
