"""What the bank knows of accounts beside what it was told, and the officers who look after them."""

from naung.partners.bank_ntt import simulator
from naung.partners.bank_ntt.simulator import Bank
from tests.delivery.banking.test_banking import members, open_accounts
from tests.delivery.enrolment.cast import CAST
from tests.people import MARTA, officer


def bank_knows(folder, **accounts) -> Bank:
    """A bank whose register says otherwise of these people's accounts: marta={"name": ..., "status": ..., "moved_on": ...}."""
    heads = ("name", "status", "moved_on")
    rows = [
        ";".join([simulator.account(CAST[who].nik), *(told.get(head, "") for head in heads)])
        for who, told in accounts.items()
    ]
    (folder / "accounts.csv").write_text(
        "\n".join([";".join(["account", *heads]), *rows]).replace(";", ",") + "\n"
    )
    return Bank(misbehave=[], lists=folder)


def opened(folder, *names):
    """These people, members with an account that sleeps."""
    people = members(folder, *(names or ("marta",)))
    open_accounts(Bank(misbehave=[], lists=folder))
    return people


def clerk():
    return officer("dewi", "regency_officer", "53.71")


def teller():
    return officer("nona", "bank_officer", "53")


def approver():
    return officer("budi", "approver", "53")


__all__ = ["MARTA", "approver", "bank_knows", "clerk", "members", "open_accounts", "opened", "teller"]
