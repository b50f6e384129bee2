"""An account in a name that is spelled otherwise: a person compares it with the KTP, and says so."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.banking import said
from naung.delivery.banking.models import Account
from naung.delivery.banking.states import ACCOUNT
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal


class NothingToCompare(Refusal):
    """The account does not wait for a comparison, or somebody was first."""


@transaction.atomic
def confirm(*, account: Account, why: str, by: Actor, at: datetime, on: date) -> Account:
    """The same person: the account can be woken like any other. Again: unchanged. NotAllowed, NoReason, NothingToCompare."""
    account, why = _waiting(account, by, on), said.enough(why)
    return account if account.state == "OPENED" else _moved(account, "confirm", why, by, at)


@transaction.atomic
def reject(*, account: Account, why: str, by: Actor, at: datetime, on: date) -> Account:
    """Somebody else's account: it is never used, and the bank is asked to close it. NotAllowed, NoReason, NothingToCompare."""
    account, why = _waiting(account, by, on), said.enough(why)
    if account.state != "DIFFERS":
        raise NothingToCompare(_("Nama pada rekening ini sudah diputuskan."))
    account.closed_on = on
    return _moved(account, "close", why, by, at)


def _waiting(account: Account, by: Actor, on: date) -> Account:
    account = Account.objects.select_for_update().get(pk=account.pk)
    staff.require(by, "banking.name", account.village, on=on)
    if account.name_score is None or account.state not in ("DIFFERS", "OPENED"):
        raise NothingToCompare(_("Nama pada rekening ini tidak menunggu perbandingan."))
    return account


def _moved(account: Account, verb: str, why: str, by: Actor, at: datetime) -> Account:
    account.state = ACCOUNT.after(account.state, verb)
    account.trail = trail.record(by=by, verb=f"banking.{'name' if verb == 'confirm' else 'not_theirs'}", subject=f"banking.account:{account.pk}",
                                 at=at, region=account.village, why=why, facts={"score": account.name_score})  # fmt: skip
    account.save(update_fields=["state", "closed_on", "trail"])
    return account
