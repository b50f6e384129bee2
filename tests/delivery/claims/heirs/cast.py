"""A family: a member who died, a wife, two children, a mother, a brother. All made up; NIK serials 9000-9999."""

from datetime import date, datetime, timedelta

from naung.delivery.claims.heirs import mandates, queries, receiving, tree
from naung.delivery.claims.heirs.receiving import Brought
from naung.delivery.claims.heirs.tree import Told
from naung.delivery.claims.payout import reviewing
from naung.kit import nik
from tests.delivery.claims.cast import members, report
from tests.people import NOW, officer

DIED = date(2025, 11, 5)
ON = date(2025, 12, 2)
AT = datetime(2025, 12, 2, 1, 0, tzinfo=NOW.tzinfo)
LATER = AT + timedelta(hours=48)

WIFE = Told("spouse", "Maria Contoh", "P", date(1984, 5, 6), nik=nik.make("537101", date(1984, 5, 6), True, 9101), phone="0812 0000 9101", source="kk")  # fmt: skip
SON = Told("child", "Yosep Contoh", "L", date(2012, 3, 1), source="kk", via=1)
DAUGHTER = Told("child", "Anita Contoh", "P", date(2004, 3, 1), nik=nik.make("537101", date(2004, 3, 1), True, 9103), source="kk")  # fmt: skip
MOTHER = Told("parent", "Katarina Contoh", "P", date(1955, 1, 1), phone="081200009104")
BROTHER = Told("sibling", "Markus Contoh", "L", date(1988, 2, 2))
BRI = Brought("002", "1234 5678 9012", "Maria Contoh", "regular", "Halaman depan buku tabungan")


def clerk():
    return officer("klerk", "regency_officer", "53.71")


def second():
    return officer("camat", "district_officer", "53.71")


def who(by=None):
    return {"by": by or clerk(), "at": AT, "on": ON}


def dead(*relatives: Told, cause: str = "work_accident"):
    """A reported death on a covered day, and the relatives in the order given."""
    (person,) = members(months=1, start=date(2025, 11, 1))
    claim = report(person, cause=cause, day=DIED)
    for told in relatives:
        tree.enter(claim=claim, told=told, **who())
    return claim


def reviewed(claim):
    """An assessed claim, looked at by a fourth human: the cover had begun only days before the death."""
    reviewing.review(claim=claim, looked_at="Keluarga dan dua saksi didatangi.", **who(officer("rina", "regency_officer", "53.71")))  # fmt: skip
    return claim


def heir(claim, number: int = 1, **more):
    return receiving.appoint(claim=claim, kind="HEIR", relative=number, **who(), **more)


def guardian(claim, giver: int, holder: int | None = 1, **more):
    return mandates.give(claim=claim, kind="GUARDIAN", giver=giver, holder=holder, document="Penetapan wali contoh", dated_on=ON, **who(), **more)  # fmt: skip


def power(claim, giver: int, holder: int = 1):
    return mandates.give(claim=claim, kind="POWER", giver=giver, holder=holder, document="Surat kuasa contoh", dated_on=ON, **who())  # fmt: skip


def bring(payee, by=None, brought: Brought = BRI):
    return receiving.bring(payee=payee, brought=brought, **who(by))


def ready(payee):
    """With an account that two people confirmed."""
    return receiving.confirm(account=bring(payee), **who(second()))


def states(claim, at=AT) -> list[str]:
    return [one.state for one in queries.payees(claim.pk, at=at)]
