"""From a participant number to an account and a passbook."""

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.banking import jobs, queries
from naung.delivery.banking.models import Account
from naung.delivery.enrolment import jobs as enrolment
from naung.foundation.exchange import queries as exchange
from naung.foundation.trail import actions as trail
from naung.partners.bank_ntt.simulator import Bank
from naung.partners.bpjs_tk.simulator import Insurer
from tests.delivery.enrolment.cast import CAST, partners_know, placed, programme
from tests.people import MACHINE, NOW, TODAY

pytestmark = pytest.mark.django_db


def members(tmp_path, *names):
    people = placed(*names)
    asked = {
        "programme": programme(),
        "insurer": Insurer(misbehave=[], lists=tmp_path),
        "by": MACHINE,
        "at": NOW,
        "on": TODAY,
    }
    enrolment.send(**asked)
    enrolment.take(**asked)
    return people


def open_accounts(bank):
    asked = {"programme": programme(), "bank": bank, "by": MACHINE, "at": NOW, "on": TODAY}
    return jobs.send(**asked), jobs.take(**asked)


def test_it_works(tmp_path):
    marta, _ = members(tmp_path, "marta", "yohanes")
    (batch,), (taken,) = open_accounts(Bank(misbehave=[], lists=tmp_path))
    assert (batch.key, batch.rows, taken.accepted) == ("ntt-2025/53.71/01", 2, 2)
    account = Account.objects.get(person=marta)
    assert (account.state, account.opened_on, account.name_on_account) == (
        "OPENED",
        TODAY,
        "MARTA YASINTA BERE",
    )
    assert account.passbook.startswith("BT") and queries.masked_number(account).startswith("•")
    assert exchange.facts(queries.batches(programme())[0])["state"] == "CLOSED"


def test_a_second_run_asks_for_nothing(tmp_path):
    members(tmp_path, "marta")
    open_accounts(Bank(misbehave=[], lists=tmp_path))
    assert open_accounts(Bank(misbehave=[], lists=tmp_path)) == ([], [])
    assert queries.counts(programme()) == {"OPENED": 1}


def test_a_refusal_says_why_and_leaves_the_membership_alone(tmp_path):
    (marta,) = members(tmp_path, "marta")
    with connection.cursor() as cursor:
        cursor.execute("update registry_person set mother = '' where id = %s", [marta.pk])
    open_accounts(Bank(misbehave=[], lists=tmp_path))
    (account,) = queries.refused(programme())
    assert (account.refusal_code, account.refusal_reason) == (
        "B02",
        "Nama ibu kandung kosong. Bank memerlukannya; bisa dilihat di KK.",
    )
    assert queries.masked_number(account) == ""


def test_the_file_carries_what_the_bank_asks_for(tmp_path):
    members(tmp_path, "marta")
    (batch,), _ = open_accounts(Bank(misbehave=[], lists=tmp_path))
    line = exchange.file_of(batch).decode().splitlines()[2].split(";")
    assert line[1] == CAST["marta"].nik and len(line[2]) == 11 and line[7] == "AGNES SERAN"


@pytest.mark.parametrize("manner, first, second", [
    ("late", {"REQUESTED": 2}, {"OPENED": 2}),
    ("twice", {"OPENED": 2}, {"OPENED": 2}),
    ("wrong", {"REQUESTED": 2}, {"OPENED": 2}),
    ("partial", {"OPENED": 1, "REQUESTED": 1}, {"OPENED": 2}),
    ("unknown", {"OPENED": 2}, {"OPENED": 2}),
    ("garbled", {"REQUESTED": 2}, {"OPENED": 2}),
])  # fmt: skip
def test_a_bank_that_misbehaves_is_borne(tmp_path, manner, first, second):
    members(tmp_path, "marta", "yohanes")
    bank = Bank(misbehave=[manner], lists=tmp_path)
    open_accounts(bank)
    assert queries.counts(programme()) == first
    open_accounts(bank)
    assert queries.counts(programme()) == second and Account.objects.count() == 2


def test_who_died_since_gets_no_account(tmp_path):
    (marta,) = members(tmp_path, "marta")
    with connection.cursor() as cursor:
        cursor.execute("update registry_person set died_on = '2025-07-12' where id = %s", [marta.pk])
    assert open_accounts(Bank(misbehave=[], lists=tmp_path)) == ([], []) and queries.held_back(
        programme()
    ) == {"died": 1}


def test_the_dead_are_refused_by_the_bank_too(tmp_path):
    lists = partners_know(tmp_path / "bank", "marta", dead={"marta": "2025-07-10"})
    members(tmp_path, "marta")
    open_accounts(Bank(misbehave=[], lists=lists))
    assert queries.refused(programme())[0].refusal_reason == "Tercatat meninggal pada 10 Juli 2025."


@pytest.mark.parametrize("change, message", [
    ("number_index = '\\x00'", "keeps the number"),
    ("passbook = ''", "keeps the number|banking_opened_has_a_number"),
    ("state = 'ACTIVE'", "banking_active_since_a_day"),
    ("state = 'REQUESTED'", "not possible in banking_account|banking_opened_has_a_number"),
])  # fmt: skip
def test_the_database_keeps_the_promises_too(tmp_path, change, message):
    members(tmp_path, "marta")
    open_accounts(Bank(misbehave=[], lists=tmp_path))
    with pytest.raises(DatabaseError, match=message), transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
        cursor.execute(f"update banking_account set {change}, trail = %s", [entry])
