"""naung claim review, determine, explain, pay, confirm, close: from our approval to the money that the family confirms."""

from datetime import datetime
from typing import Any

import click

from naung.project.cli.base import Voice, command
from naung.project.cli.claims_base import DAY, ON, acting, claim, show_claim
from naung.project.words import _

OFFICER = click.option("--by", "login", required=True, help="Login of the officer who does it.")
BECAUSE = click.option("--because", default="", help="The reason.")


def _claim(number: str) -> Any:
    from naung.delivery.claims import queries

    return queries.by_number(number)


@claim.command()
@click.argument("number")
@click.option("--looked-at", required=True, help="What was seen, and where.")
@OFFICER
@ON
@command()
def review(voice: Voice, number: str, looked_at: str, login: str, today: datetime | None) -> None:
    """The second look at a death within 90 days of the first day of cover, by yet another officer."""
    from naung.delivery.claims.payout import actions

    actions.review(claim=_claim(number), looked_at=looked_at, **acting(login, today))
    show_claim(voice, _claim(number))


@claim.command()
@click.argument("number")
@click.option("--letter", "letter", required=True, help="Number of the insurer's letter.")
@click.option("--letter-on", type=DAY, required=True)
@click.option(
    "--line", "lines", multiple=True, metavar="WHAT=RUPIAH", help="What the insurer grants, line by line."
)
@click.option("--as-estimated", is_flag=True, help="Exactly our estimate, line by line.")
@click.option("--refused", is_flag=True, help="The insurer refuses; --because is its reason.")
@BECAUSE
@OFFICER
@ON
@command()
def determine(
    voice: Voice, number: str, letter: str, letter_on: datetime, lines: tuple[str, ...], as_estimated: bool, refused: bool, because: str, login: str,
    today: datetime | None,
) -> None:  # fmt: skip
    """Write down the insurer's word on an approved claim."""
    from naung.delivery.claims.payout import actions

    found = _claim(number)
    if sum(map(bool, (lines, as_estimated, refused))) != 1:
        raise click.UsageError(_("Pilih satu: --line, --as-estimated, atau --refused."))
    said = _estimated(found) if as_estimated else dict(map(_line, lines))
    actions.determine(claim=found, granted=not refused, letter_number=letter, letter_on=letter_on.date(), because=because,
                      lines=[actions.Granted(what, rupiah) for what, rupiah in said.items()], **acting(login, today))  # fmt: skip
    show_claim(voice, _claim(number))


def _line(text: str) -> tuple[str, int]:
    what, _equals, rupiah = text.partition("=")
    if not what or not rupiah.isdigit():
        raise click.UsageError(
            _("%(line)s bukan MANFAAT=RUPIAH, misalnya jkm.funeral=10000000.") % {"line": text}
        )
    return what, int(rupiah)


def _estimated(found: Any) -> dict[str, int]:
    said: dict[str, int] = {}
    for line in found.estimate:
        said[line["what"]] = said.get(line["what"], 0) + int(line["amount"])
    return said


@claim.command()
@click.argument("number")
@click.option("--because", required=True, help="Why the insurer's word differs from our estimate.")
@OFFICER
@ON
@command()
def explain(voice: Voice, number: str, because: str, login: str, today: datetime | None) -> None:
    """Say why the insurer grants something else than we estimated; before that nothing is paid."""
    from naung.delivery.claims.payout import actions

    actions.explain(claim=_claim(number), because=because, **acting(login, today))
    show_claim(voice, _claim(number))


@claim.command()
@click.argument("number")
@click.option(
    "--payee", "payee", type=int, required=True, help="Who receives, by its id (naung claim payee)."
)
@click.option("--rupiah", type=click.IntRange(1), required=True)
@click.option("--paid-on", type=DAY, required=True)
@click.option("--reference", required=True, help="The transfer's reference; the same again changes nothing.")
@click.option("--kind", type=click.Choice(["benefit", "interest"]), default="benefit", show_default=True)
@click.option(
    "--part",
    default="",
    help="While treatment goes on: what it is for, a code of parts_due (naung claim show).",
)
@OFFICER
@ON
@command()
def pay(
    voice: Voice, number: str, payee: int, rupiah: int, paid_on: datetime, reference: str, kind: str, part: str, login: str, today: datetime | None
) -> None:  # fmt: skip
    """Write down what the insurer transferred to one receiver. The money is the insurer's: our books do not move."""
    from naung.delivery.claims.payout import actions

    said: dict[str, Any] = {"claim": _claim(number), "payee_id": payee, "rupiah": rupiah, "paid_on": paid_on.date(), "reference": reference, **acting(login, today)}  # fmt: skip
    if part:
        actions.pay_part(part=part, **said)
    else:
        actions.pay(kind=kind, **said)
    show_claim(voice, _claim(number))


@claim.command()
@click.argument("number")
@click.option("--reference", required=True, help="The transfer that was asked about.")
@click.option("--rupiah", type=click.IntRange(0), required=True, help="What the receiver says has come.")
@click.option("--channel", type=click.Choice(["call", "message", "visit"]), required=True)
@click.option("--note", default="")
@OFFICER
@ON
@command()
def confirm(
    voice: Voice,
    number: str,
    reference: str,
    rupiah: int,
    channel: str,
    note: str,
    login: str,
    today: datetime | None,
) -> None:
    """Write down what the family says has come; by another officer than who wrote the transfer down."""
    from naung.delivery.claims.payout import actions, queries
    from naung.delivery.claims.payout.confirming import NoSuchPayment

    found = _claim(number)
    one = next((row for row in queries.payments(found.pk) if row.reference == reference), None)
    if one is None:
        raise NoSuchPayment(
            _("Klaim %(number)s tidak mempunyai pembayaran %(reference)s.")
            % {"number": number, "reference": reference}
        )
    actions.confirm(payment_id=one.pk, rupiah=rupiah, channel=channel, note=note, **acting(login, today))
    show_claim(voice, _claim(number))


@claim.command()
@click.argument("number")
@OFFICER
@ON
@command()
def close(voice: Voice, number: str, login: str, today: datetime | None) -> None:
    """Close a claim whose every receiver said that all of it came."""
    from naung.delivery.claims.payout import actions

    actions.close(claim=_claim(number), **acting(login, today))
    show_claim(voice, _claim(number))
