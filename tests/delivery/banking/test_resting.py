"""How accounts stand at the bank, which are about to rest, and what one can hold."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from naung.delivery.banking import actions, jobs, lists, queries, receiving, rules
from naung.delivery.banking.models import Account
from naung.foundation.exchange import queries as exchange
from naung.foundation.trail import actions as trail
from naung.partners.bank_ntt.simulator import Bank
from tests.delivery.banking.cast import bank_knows, opened
from tests.delivery.enrolment.cast import programme
from tests.people import MACHINE, NOW, TODAY

pytestmark = pytest.mark.django_db
RULED = date(2025, 12, 1)  # POJK 24/2025 is in force
ALL = ("53",)


def stand(bank, on=RULED):
    """Asks and takes in one go; what was answered."""
    asked = {"programme": programme(), "bank": bank, "by": MACHINE, "at": NOW + (on - TODAY), "on": on}
    jobs.ask_standing(**asked)
    return jobs.take_standing(**asked)


def wake(account, on=TODAY):
    with transaction.atomic():
        entry = trail.record(by=MACHINE, verb="handover.sign", subject="test", at=NOW)
        assert actions.activate(membership_ids=[account.membership_id], on=on, entry=entry) == 1


def test_it_works(tmp_path):
    """The bank is told who came, and says of everybody how their account stands."""
    marta, yohanes = opened(tmp_path, "marta", "yohanes")
    wake(Account.objects.get(person=marta))
    (taken,) = stand(Bank(misbehave=[], lists=tmp_path))
    found = {a.person_id: (a.state, a.told, a.moved_on) for a in Account.objects.all()}
    assert found == {marta.pk: ("ACTIVE", "ACTIVE", TODAY), yohanes.pk: ("OPENED", "BLOCKED", None)}
    assert (taken.accepted, taken.refused) == (2, 0)
    assert stand(Bank(misbehave=[], lists=tmp_path)) == [], "once a day is enough"


def test_the_banks_word_moves_an_account_and_waking_it_moves_it_back(tmp_path):
    (marta,) = opened(tmp_path)
    later = RULED + timedelta(days=300)
    stand(Bank(misbehave=[], lists=tmp_path), later)
    account = Account.objects.get(person=marta)
    assert (account.state, account.told) == ("INACTIVE", "INACTIVE")
    looked = bank_knows(tmp_path, marta={"status": "BLOKIR", "moved_on": str(later)})
    stand(looked, later + timedelta(days=1))
    assert Account.objects.get().state == "OPENED", "somebody looked at the balance; the holder has not come"
    stand(Bank(misbehave=[], lists=tmp_path / "none"), later + timedelta(days=1801))
    assert Account.objects.get().state == "DORMANT"
    wake(Account.objects.get(), later + timedelta(days=1802))
    assert Account.objects.get().state == "ACTIVE"


def test_what_the_bank_says_and_we_do_not_is_shown_and_nothing_is_guessed(tmp_path):
    opened(tmp_path, "marta", "yohanes")
    stand(bank_knows(tmp_path, marta={"status": "TIDAK DIKENAL"}, yohanes={"status": "TUTUP"}))
    marta, yohanes = Account.objects.order_by("pk")
    assert (marta.state, marta.told) == ("OPENED", "UNKNOWN")
    assert (yohanes.state, yohanes.closed_on) == ("CLOSED", RULED)


@pytest.mark.parametrize(
    "manner, first",
    [("late", ""), ("wrong", ""), ("unknown", "BLOCKED")],
)
def test_a_bank_that_misbehaves_is_borne(tmp_path, manner, first):
    opened(tmp_path)
    bank = Bank(misbehave=[manner], lists=tmp_path)
    stand(bank)
    assert Account.objects.get().told == first
    jobs.take_standing(programme=programme(), bank=bank, by=MACHINE, at=NOW + (RULED - TODAY), on=RULED)
    assert Account.objects.get().told == "BLOCKED"
    (batch,) = exchange.batches("bank_ntt", "banking_status")
    assert batch.key == "ntt-2025/53.71/status-2025-12-01" and batch.state == "CLOSED"


def test_who_rests_soon(tmp_path):
    """Opened on 14 July 2025: the 361st day without a movement is 10 July 2026."""
    (marta,) = opened(tmp_path)
    rests = date(2026, 7, 10)
    assert (
        lists.first_rest(programme(), ALL, on=RULED)
        == rests
        == lists.rests_on(Account.objects.get(), on=RULED)
    )
    for before, bucket in [(29, "30"), (31, "60"), (61, "90"), (91, "later")]:
        found = lists.buckets(programme(), ALL, on=rests - timedelta(days=before))
        assert {name: n for name, n in found.items() if n} == {bucket: 1}
        assert [
            a.person_id
            for a in lists.resting(programme(), ALL, on=rests - timedelta(days=before), bucket=bucket)
        ] == [marta.pk]
    assert lists.buckets(programme(), ("53.03",), on=RULED)["later"] == 0 and not lists.resting(
        programme(), (), on=RULED
    )


def test_before_the_rule_nothing_is_said_of_resting(tmp_path):
    with pytest.raises(rules.NoRule, match="Belum ada aturan inactive_after yang berlaku pada 14 Juli 2025"):
        lists.buckets(programme(), ALL, on=TODAY)


def test_who_waits_too_long_is_listed(tmp_path):
    opened(tmp_path)
    late = TODAY + timedelta(days=61)
    assert lists.by_state(programme(), ALL, on=TODAY + timedelta(days=60)) == {"OPENED": 1, "late": 0}
    assert lists.by_state(programme(), ALL, on=late)["late"] == 1
    assert [a.place for a in lists.accounts(programme(), lists.Wanted(ALL, late=True), on=late)] == [
        "Namosain"
    ]
    assert not lists.accounts(programme(), lists.Wanted((), ("OPENED",)), on=late), "no region, nobody"


@pytest.mark.parametrize("state, product, amount, ok, says, months", [
    ("ACTIVE", "basic", 42_000_000, False, "paling banyak Rp20.000.000, jadi Rp42.000.000 tidak muat", 0),
    ("ACTIVE", "basic", 20_000_000, True, "habis ditarik dalam 4 bulan", 4), ("ACTIVE", "basic", 5_000_000, True, "Muat pada rekening dasar", 0),
    ("ACTIVE", "regular", 70_000_000, True, "tidak ada batas saldo yang kami ketahui", 0),
    ("OPENED", "basic", 1, False, "menunggu pemegangnya datang", 0), ("DORMANT", "basic", 1, False, "dorman", 0),
])  # fmt: skip
def test_what_an_account_can_hold(state, product, amount, ok, says, months):
    found = receiving.fits(state, product, amount, on=TODAY)
    assert (found.ok, found.months) == (ok, months) and says in found.because


def test_a_members_account_by_what_is_in_use(tmp_path):
    opened(tmp_path)
    asked = {"at": NOW, "on": TODAY}
    assert not queries.can_receive(Account.objects.get(), 1_000_000, **asked).ok
    wake(Account.objects.get())
    assert queries.can_receive(Account.objects.get(), 1_000_000, **asked).ok
    assert not queries.can_receive(Account.objects.get(), 42_000_000, **asked).ok
    assert {name: rules.value(name, on=RULED) for name in ("inactive_after", "dormant_after", "change_wait_hours")} == {
        "inactive_after": 360, "dormant_after": 1800, "change_wait_hours": 48}  # fmt: skip
