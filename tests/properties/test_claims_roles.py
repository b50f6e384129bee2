"""Filer, assessor, approver: every way in which one human stands in two of the three parts is refused by the database itself."""

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from naung.delivery.claims.models import Claim
from naung.foundation.trail import actions as trail
from tests.delivery.claims.cast import approve, assess, listed, members, registered, report
from tests.people import MACHINE, NOW, officer

pytestmark = pytest.mark.django_db
ROLES = ("filer", "assessor", "approver")


def put(claim: Claim, humans: dict[str, tuple[int, int]]) -> None:
    """Writes the three parts by raw SQL, around every action; the frozen columns are tried too."""
    sets = ", ".join(f"{role}_id = %({role})s, {role}_human = %({role}_human)s" for role in humans)
    values = {
        key: value
        for role, (account, human) in humans.items()
        for key, value in ((role, account), (f"{role}_human", human))
    }
    with transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test.put", subject="test", at=NOW)
        cursor.execute(f"update claims_claim set {sets}, trail = {entry} where id = {claim.pk}", values)


@pytest.fixture
def people():
    """Three humans; the third has a second account."""
    cast = [officer(name, "verifier", "53", identity=f"NIP-{name}") for name in ("ana", "beni", "caca")]
    cast.append(officer("caca2", "verifier", "53", identity="NIP-caca"))
    return [(one.officer, one.human) for one in cast]


def test_every_combination(people):
    """Four accounts of three humans in three parts: 64 ways, allowed only where three humans differ."""
    (person,) = members(months=5)
    claim = report(person, by=MACHINE)
    allowed = 0
    for chosen in product(people, repeat=2):
        humans = dict(zip(("assessor", "approver"), chosen, strict=True))
        if chosen[0][1] != chosen[1][1]:
            put(claim, humans)
            allowed += 1
            continue
        with pytest.raises(IntegrityError, match="claims_assessor_does_not_approve"):
            put(claim, humans)
    assert allowed == 10


def test_who_proposed_the_member_is_in_no_combination(people):
    """Every way in which the preparer of their list stands in a part, alone or beside another human."""
    (person,) = members(months=1, start=date(2025, 11, 1))
    claim = report(person, by=MACHINE)
    vera = officer("vera", "verifier", "53")
    hand = (vera.officer, vera.human)
    tried = 0
    for chosen in product([*people, hand], repeat=2):
        if hand not in chosen:
            continue
        with pytest.raises(IntegrityError, match="listed or enrolled"):
            put(claim, dict(zip(("assessor", "approver"), chosen, strict=True)))
        tried += 1
    assert tried == 9


@pytest.mark.parametrize("hand", [listed, registered])
def test_who_sent_their_list_or_registered_them_is_in_no_combination(people, hand):
    """The village that sent the line and the officer who asked the insurer, as filer too: by raw SQL, under either account."""
    (person,) = members(months=1, start=date(2025, 11, 1))
    told = report(person, by=officer("ana", "verifier", "53", identity="NIP-ana"))
    caca = officer("caca", "verifier", "53", identity="NIP-caca")
    hand(person, by=caca)
    for chosen in product(people, repeat=2):
        if caca.human not in (chosen[0][1], chosen[1][1]) or people[0] in chosen:
            continue
        with pytest.raises(IntegrityError, match="listed or enrolled"):
            put(told, dict(zip(("assessor", "approver"), chosen, strict=True)))
    with pytest.raises(IntegrityError, match="listed or enrolled"):
        raw("""insert into claims_claim (programme_id, number, person_id, membership_id, region, village, kind, cause, happened_on, place, reported_on, reporter,
                   relation, cover, cover_because, months_paid, estimate, rupiah, law_version, refused_because, state, trail, filer_id, filer_human)
               select programme_id, 'K-3', person_id, membership_id, region, village, 'accident', 'work_accident', happened_on, '', reported_on, '', relation,
                   cover, cover_because, 0, '[]', 0, '', '', 'REPORTED', {trail}, %s, %s from claims_claim""", caca.officer, caca.human)  # fmt: skip
    assert (
        report(person, kind="accident", cause="work_accident", by=caca).filer_human is None
    )  # they tell; nobody files


@pytest.mark.parametrize("role", ["assessor", "approver"])
def test_the_filer_takes_no_other_part(people, role):
    (person,) = members(months=5)
    claim = report(person, by=officer("caca", "verifier", "53", identity="NIP-caca"))
    for account in (people[2], people[3]):
        with pytest.raises(
            IntegrityError, match=f"claims_filer_does_not_{'assess' if role == 'assessor' else 'approve'}"
        ):
            put(claim, {role: account})
    put(claim, {role: people[0]})


def test_an_account_is_not_given_another_human(people):
    (person,) = members(months=5)
    claim = report(person)
    (account, _), (_, human) = people[0], people[1]
    with pytest.raises(IntegrityError, match="claims_assessor_is_this_human"):
        put(claim, {"assessor": (account, human)})
    with pytest.raises(IntegrityError, match="claims_assessor_is_whole"):
        put(claim, {"assessor": (account, None)})


def test_the_filer_is_not_replaced(people):
    (person,) = members(months=5)
    claim = report(person)
    with pytest.raises(IntegrityError, match="keeps its"):
        put(claim, {"filer": people[0]})


def raw(statement: str, *params) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test.raw", subject="test", at=NOW)
        cursor.execute(statement.replace("{trail}", str(entry)), params)


def test_the_database_refuses_an_approval_that_nobody_gave(people):
    (person,) = members(months=5)
    claim = assess(report(person))
    account, human = people[0]
    with pytest.raises(IntegrityError, match="approval of exactly this estimate"):
        raw("""update claims_claim set state = 'APPROVED', approver_id = %s, approver_human = %s, decided_on = '2025-12-03',
               trail = {trail} where id = %s""", account, human, claim.pk)  # fmt: skip


def test_the_database_refuses_another_amount_after_the_assessment():
    (person,) = members(months=5)
    claim = assess(report(person))
    with pytest.raises(IntegrityError, match="keeps its estimate"):
        raw("update claims_claim set rupiah = 70000000 where id = %s", claim.pk)


def test_the_database_refuses_an_approved_state_from_nothing():
    (person,) = members(months=5)
    claim = report(person)
    with pytest.raises(IntegrityError):
        raw("update claims_claim set state = 'APPROVED', trail = {trail} where id = %s", claim.pk)


def test_the_database_refuses_a_second_death():
    (person,) = members(months=5)
    approve(assess(report(person)))
    with pytest.raises(IntegrityError, match="claims_one_death_a_person"):
        raw("""insert into claims_claim (programme_id, number, person_id, membership_id, region, village, kind, cause, happened_on, place,
                   reported_on, reporter, relation, cover, cover_because, months_paid, estimate, rupiah, law_version, refused_because, state, trail)
               select programme_id, 'K-2', person_id, membership_id, region, village, kind, cause, happened_on - 1, '', reported_on, '', relation,
                   cover, cover_because, 0, '[]', 0, '', '', 'REPORTED', {trail} from claims_claim""")  # fmt: skip
