"""Officers see their regions and below, and nobody sees anything by accident."""

from datetime import date

import pytest
from django.db import connection

from naung.foundation.staff import actions, queries, scope
from tests.people import MACHINE, NOW, TODAY, officer


def visible():
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('naung.regions', true)")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_it_works():
    ina = officer("ina", "regency_officer", "53.71")
    assert queries.regions_of(ina.officer, on=TODAY) == ["53.71"]
    assert queries.may(ina, "selection.propose", "53.71", on=TODAY)
    assert queries.may(ina, "selection.propose", "53.71.01.1001", on=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "region"),
    [
        ("selection.decide", "53.71"),
        ("selection.propose", "53.07"),
        ("selection.propose", "53"),
        ("no.such.verb", "53.71"),
    ],
)
def test_what_no_post_allows_is_refused_with_who_could(verb, region):
    ina = officer("ina", "regency_officer", "53.71")
    with pytest.raises(queries.NotAllowed, match="Ina"):
        queries.require(ina, verb, region, on=TODAY)


@pytest.mark.django_db
def test_a_machine_may_nothing_that_needs_a_person():
    assert not queries.may(MACHINE, "selection.decide", "53", on=TODAY)


@pytest.mark.django_db
def test_a_post_that_ended_gives_nothing():
    ina = officer("ina", "regency_officer", "53.71")
    assert queries.regions_of(ina.officer, on=date(2024, 12, 31)) == []


@pytest.mark.django_db
def test_an_administrator_sees_no_data():
    root = officer("root", "administrator", "53")
    assert queries.regions_of(root.officer, on=TODAY) == []


@pytest.mark.django_db
def test_appointing_twice_is_appointing_once():
    one, two = officer("ina", "regency_officer"), officer("ina", "regency_officer")
    assert one == two


@pytest.mark.django_db
def test_who_does_not_sign_in_is_named():
    with pytest.raises(queries.NoSuchOfficer, match="nobody"):
        queries.actor("nobody")


@pytest.mark.django_db
def test_a_scope_ends_with_its_block_even_when_it_fails():
    assert visible() == "*"
    with pytest.raises(RuntimeError), scope.seeing(["53.71"]):
        assert visible() == "53.71"
        raise RuntimeError
    with scope.seeing([]):
        assert visible() == ""
    assert visible() == "*"


def test_after_a_transaction_the_setting_comes_back(own_database):
    with scope.seeing(["53.07"]):
        pass
    assert visible() == "*"


@pytest.mark.django_db
def test_the_password_is_kept_as_a_hash_and_the_nip_as_an_index():
    actions.appoint(
        login="umbu",
        name="Umbu",
        identity="198001012005011001",
        password="rahasia contoh",
        role="approver",
        region="53",
        since=TODAY,
        by=MACHINE,
        at=NOW,
    )
    found = queries.officer("umbu")
    assert found.check_password("rahasia contoh") and "rahasia" not in found.password
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from staff_human where encode(index, 'escape') like '%%1980%%'")
        assert cursor.fetchone() == (0,)
