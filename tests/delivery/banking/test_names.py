"""The name on an account against the member's, and asking again for an account that the bank refused."""

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from naung.delivery.banking import actions, names, naming, queries, said
from naung.delivery.banking.models import Account
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail import actions as trail
from naung.partners.bank_ntt.simulator import Bank
from tests.delivery.banking.cast import bank_knows, clerk, members, open_accounts, opened, teller
from tests.delivery.enrolment.cast import programme
from tests.people import MACHINE, NOW, TODAY

WHY = "Ejaan pada KTP sama dengan bank"
WHEN = {"at": NOW, "on": TODAY}


@pytest.mark.parametrize("ours, theirs, kind", [
    ("Yohanes Bere", "YOHANES  BERE", names.EXACT), ("Ja'far Lao", "JAFAR LAO", names.EXACT),
    ("Yohanes Bere", "JOHANIS BERE", names.NEAR), ("Yohanes Bere", "BERE YOHANES", names.NEAR), ("Yohanes Bere", "MARIA TANEO", names.FAR),
    ("Yohanes Bere", "", names.FAR), ("Maria Goreti Yasinta Contoh da Silva Lay", "MARIA GORETI YASINTA CONTOH DA SILV", names.EXACT),
])  # fmt: skip
def test_a_name_is_the_members_or_spelled_otherwise_or_somebody_elses(ours, theirs, kind):
    assert names.compare(ours, theirs, near=72, cut=35).kind == kind


@settings(max_examples=40, deadline=None)
@given(st.text("abcdefghij ", min_size=1, max_size=60))
def test_a_name_is_always_like_itself(name):
    assert names.compare(name, name.upper(), near=72).kind == names.EXACT or not name.strip()
    assert names.compare(name, name.upper()[:35], near=72, cut=35).kind == names.EXACT or not name.strip()


pytest_db = pytest.mark.django_db


@pytest_db
def test_it_works(tmp_path):
    """Another spelling waits for a person; the others are there as before."""
    _, yohanes = members(tmp_path, "marta", "yohanes")
    open_accounts(bank_knows(tmp_path, yohanes={"name": "JOHANIS BERE"}))
    account = Account.objects.get(person=yohanes)
    assert (account.state, account.name_on_account, account.name_score) == ("DIFFERS", "JOHANIS BERE", 83)
    assert queries.counts(programme()) == {"DIFFERS": 1, "OPENED": 1}
    done = naming.confirm(account=account, why=WHY, by=teller(), **WHEN)
    assert (
        done.state == "OPENED"
        and naming.confirm(account=account, why=WHY, by=teller(), **WHEN).trail == done.trail
    )


@pytest_db
def test_it_is_not_woken_before_somebody_compared(tmp_path):
    (yohanes,) = members(tmp_path, "yohanes")
    open_accounts(bank_knows(tmp_path, yohanes={"name": "JOHANIS BERE"}))
    account = Account.objects.get(person=yohanes)
    with transaction.atomic():
        entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
        assert actions.activate(membership_ids=[account.membership_id], on=TODAY, entry=entry) == 0


@pytest_db
def test_somebody_elses_name_is_a_refusal_and_leaves_no_number(tmp_path):
    (yohanes,) = members(tmp_path, "yohanes")
    _, (taken,) = open_accounts(bank_knows(tmp_path, yohanes={"name": "MARIA TANEO"}))
    account = Account.objects.get(person=yohanes)
    assert (taken.refused, account.state, account.refusal_code, account.number_index) == (
        1,
        "REFUSED",
        "NAMA",
        None,
    )
    assert (
        account.refusal_reason
        == "Nama pada rekening: MARIA TANEO. Kemiripan dengan nama peserta 43 dari 100."
    )


@pytest_db
def test_another_person_closes_it(tmp_path):
    (yohanes,) = members(tmp_path, "yohanes")
    open_accounts(bank_knows(tmp_path, yohanes={"name": "JOHANIS BERE"}))
    closed = naming.reject(
        account=Account.objects.get(person=yohanes), why="KTP orang lain", by=teller(), **WHEN
    )
    assert (closed.state, closed.closed_on) == ("CLOSED", TODAY)
    with pytest.raises(naming.NothingToCompare, match="tidak menunggu perbandingan"):
        naming.confirm(account=closed, why=WHY, by=teller(), **WHEN)


@pytest_db
def test_who_compares_says_what_was_seen(tmp_path):
    (yohanes,) = members(tmp_path, "yohanes")
    open_accounts(bank_knows(tmp_path, yohanes={"name": "JOHANIS BERE"}))
    asked = {"account": Account.objects.get(person=yohanes), "why": WHY, "by": teller(), **WHEN}
    for changed, refusal, says in [({"why": "ok"}, said.NoReason, "paling sedikit 10 huruf"), ({"by": clerk()}, NotAllowed, "Petugas Bank NTT"),
                                   ({"why": "NIK 5371 0112 0878 9001 pada KTP"}, said.NumberInText, "Jangan tulis nomor rekening")]:  # fmt: skip
        with pytest.raises(refusal, match=says):
            naming.confirm(**{**asked, **changed})


def put_right(person, column, value):
    with connection.cursor() as cursor:
        cursor.execute(f"update registry_person set {column} = %s where id = %s", [value, person.pk])


@pytest_db
def test_a_refused_account_is_asked_for_again_once_the_data_are_put_right(tmp_path):
    (marta,) = members(tmp_path, "marta")
    put_right(marta, "mother", "")
    bank = Bank(misbehave=[], lists=tmp_path)
    open_accounts(bank)
    assert open_accounts(bank) == ([], []) and queries.regions_that_wait(programme()) == []
    put_right(marta, "mother", "Agnes Seran")
    assert queries.regions_that_wait(programme()) == ["53.71"]
    (batch,), _ = open_accounts(bank)
    account = Account.objects.get(person=marta)
    assert (batch.key, account.state, account.asked, account.refusal_code) == (
        "ntt-2025/53.71/02",
        "OPENED",
        2,
        "",
    )
    assert [(one["key"], one["state"], one["code"]) for one in queries.askings(account)] == [
        ("ntt-2025/53.71/01", "REFUSED", "B02"), ("ntt-2025/53.71/02", "ACCEPTED", "")]  # fmt: skip
    assert open_accounts(bank) == ([], [])


@pytest_db
def test_what_the_bank_put_right_is_asked_for_again_with_a_reason(tmp_path):
    (marta,) = members(tmp_path, "marta")
    put_right(marta, "mother", "")
    open_accounts(Bank(misbehave=[], lists=tmp_path))
    asked = {"programme": programme(), "region": "53.71", "code": "B02", "by": teller(), **WHEN}
    with pytest.raises(said.NoReason, match="Tulis alasannya"):
        actions.ask_again(why="", **asked)
    assert actions.ask_again(why="Bank sudah mengisi dari KK", **asked) == 1
    assert (
        queries.counts(programme()) == {"AGAIN": 1}
        and actions.ask_again(why="Bank sudah mengisi dari KK", **asked) == 0
    )
    open_accounts(Bank(misbehave=[], lists=tmp_path))
    account = Account.objects.get()
    assert (account.state, account.asked) == ("REFUSED", 2)


AGAINST = [
    ("state = 'DIFFERS'", "not possible in banking_account"), ("asked = 0", "banking_asked_at_least_once"),
    ("state = 'CLOSED'", "banking_closed_on_a_day"), ("closed_on = '2025-07-14'", "banking_closed_on_a_day"),
]  # fmt: skip


@pytest_db
def test_the_database_keeps_the_promises_too(tmp_path):
    opened(tmp_path)
    for change, message in AGAINST:
        with pytest.raises(DatabaseError, match=message), transaction.atomic(), connection.cursor() as cursor:
            entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
            cursor.execute(f"update banking_account set {change}, trail = %s", [entry])
