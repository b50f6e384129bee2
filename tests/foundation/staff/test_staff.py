"""Officers see their regions and below, and nobody sees anything by accident."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from naung.foundation.staff import actions, queries, scope
from naung.foundation.staff.models import Post
from naung.foundation.trail.models import Entry
from tests.people import MACHINE, NOW, TODAY, moved, officer


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


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second"), [(("regency_officer", "53.71"), ("approver", "53")), (("approver", "53"), ("treasurer", "53.71")), (("verifier", "53"), ("approver", "53.71.01"))])  # fmt: skip
def test_who_prepares_does_not_also_decide_in_the_same_region_nor_with_a_second_account(first, second):
    officer("ina", *first, identity="NIP-1")
    with pytest.raises(actions.TwoHats, match="tidak dapat sekaligus menjadi"):
        officer("ina2", *second, identity="NIP-1")


@pytest.mark.django_db
def test_elsewhere_one_may_prepare_here_and_decide_there():
    officer("ina", "regency_officer", "53.71")
    assert queries.may(officer("ina", "approver", "53.07"), "selection.decide", "53.07", on=TODAY)


@pytest.mark.django_db
def test_53_7_is_not_above_53_71():
    assert not actions._overlap("53.7", "53.71")
    assert actions._overlap("53.71.01", "53.71") and actions._overlap("53", "53.71")


@pytest.mark.django_db
@pytest.mark.parametrize("alone", ["auditor", "administrator"])
def test_who_watches_or_gives_out_posts_holds_nothing_else(alone):
    officer("aud", alone, "53.07")
    with pytest.raises(actions.TwoHats, match="yang menyiapkan atau mengawasi tidak memutuskan"):
        officer("aud", "village_operator", "53.71.01.1001")


@pytest.mark.django_db
def test_after_the_old_post_has_ended_one_may_have_the_other():
    ina = officer("ina", "regency_officer", identity="NIP-1")
    assert queries.may(moved(ina, "ina", "approver", identity="NIP-1"), "selection.decide", "53.71", on=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "region"), [("approver", "53"), ("approver", "53.71.01"), ("auditor", "53.07"), ("administrator", "53")])  # fmt: skip
def test_the_database_refuses_two_hats_too(role, region):
    ina = officer("ina", "verifier", "53.71")
    with pytest.raises(IntegrityError, match="one human is not verifier and"), transaction.atomic():
        Post.objects.create(officer_id=ina.officer, role=role, region_id=region, since=TODAY)


@pytest.mark.django_db
def test_nor_does_an_ended_post_come_back_beside_the_new_one():
    ina = officer("ina", "verifier", "53.71", identity="NIP-1")
    moved(ina, "ina2", "approver", identity="NIP-1")
    with pytest.raises(IntegrityError, match="at the same time"), transaction.atomic():
        Post.objects.filter(officer=ina.officer).update(until=None)


def test_two_posts_given_at_the_same_moment_see_each_other(own_database):
    import threading

    from django.db import connection as mine

    with transaction.atomic():
        ina, twin = (
            officer("ina", "village_operator"),
            officer("ina2", "village_operator", identity="NIP-ina"),
        )
    outcome: list[str] = []

    def second() -> None:
        try:
            Post.objects.create(officer_id=twin.officer, role="approver", region_id="53.71", since=TODAY)
            outcome.append("given")
        except IntegrityError:
            outcome.append("refused")
        finally:
            mine.close()

    with transaction.atomic():
        Post.objects.create(officer_id=ina.officer, role="treasurer", region_id="53.71", since=TODAY)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.5)
        assert outcome == [], "it waits for the human"
    thread.join(10)
    assert outcome == ["refused"]


@pytest.mark.django_db
def test_a_login_is_not_given_to_somebody_else():
    officer("ina", "regency_officer", identity="NIP-1")
    with pytest.raises(actions.OtherPerson, match="sudah dipakai orang lain"):
        officer("ina", "regency_officer", identity="NIP-2")


@pytest.fixture
def admin(db):
    return officer("admin", "administrator", "53.71")


WHEN = {"on": TODAY, "at": NOW}


def test_an_administrator_appoints_in_the_own_region_only(admin):
    new = {"name": "Wati", "identity": "NIP-w", "password": "x", "role": "verifier", "since": TODAY, "by": admin, "at": NOW}  # fmt: skip
    wati = actions.appoint(login="wati", region="53.71.01", **new)
    assert wati.must_change_password, "somebody else knows it"
    with pytest.raises(queries.NotAllowed, match="yang berwenang: Administrator sistem"):
        actions.appoint(login="wati2", region="53.07", **new)


def test_only_an_administrator_appoints(db):
    with pytest.raises(queries.NotAllowed, match="staff.manage"):
        actions.give_post(officer=_account("lurah"), role="verifier", region="53.71",
                          since=TODAY, by=officer("ina", "verifier"), at=NOW)  # fmt: skip


def _account(login, role="village_operator"):
    officer(login, role)
    return queries.officer(login)


def test_nobody_changes_their_own_posts(admin):
    me = queries.officer("admin")
    with pytest.raises(actions.OwnAccount, match="akun Anda sendiri"):
        actions.give_post(officer=me, role="administrator", region="53.71", since=TODAY, by=admin, at=NOW)
    with pytest.raises(actions.OwnAccount):
        actions.shut_out(officer=me, by=admin, why="sudah pindah", **WHEN)


def test_a_post_ends_at_once_and_leaves_a_trail(admin):
    lurah = _account("lurah")
    (post,) = queries.posts(lurah.pk, on=TODAY)
    actions.end_post(post=post, by=admin, why="sudah pindah tugas", **WHEN)
    assert queries.posts(lurah.pk, on=TODAY) == []
    entry = Entry.objects.get(verb="staff.end_post")
    assert (entry.subject, entry.why, entry.human) == (
        f"staff.officer:{lurah.pk}",
        "sudah pindah tugas",
        admin.human,
    )


@pytest.mark.parametrize("why", ["", "  ok ", "...."])
def test_what_is_taken_needs_a_reason(admin, why):
    with pytest.raises(actions.NoReason, match="Tulis alasannya"):
        actions.shut_out(officer=_account("lurah"), by=admin, why=why, **WHEN)


def test_who_is_shut_out_is_no_officer_until_let_in_again(admin):
    lurah = _account("lurah")
    actions.shut_out(officer=lurah, by=admin, why="laptop hilang", **WHEN)
    with pytest.raises(queries.NoSuchOfficer):
        queries.officer("lurah")
    actions.let_in(officer=queries.by_number(lurah.pk), by=admin, why="sudah ditemukan", **WHEN)
    assert queries.officer("lurah").pk == lurah.pk


def test_a_new_password_works_once_and_the_owner_alone_makes_it_last(admin):
    lurah = _account("lurah")
    actions.reset_password(officer=lurah, password="sementara-1", by=admin, why="lupa kata sandi", **WHEN)
    assert lurah.must_change_password and lurah.check_password("sementara-1")
    with pytest.raises(actions.OwnAccount, match="hanya diganti oleh pemiliknya"):
        actions.change_password(officer=lurah, password="milik-saya-1", by=admin, at=NOW)
    actions.change_password(officer=lurah, password="milik-saya-1", by=queries.as_actor(lurah), at=NOW)
    lurah.refresh_from_db()
    assert not lurah.must_change_password and lurah.check_password("milik-saya-1")
    assert "milik-saya" not in str(list(Entry.objects.values_list("facts", "why")))


def test_the_roster_is_of_one_s_regions(admin):
    _account("lurah")
    officer("jauh", "verifier", "53.07")
    assert [o.login for o in queries.roster(["53.71"], on=TODAY)] == ["admin", "lurah"]
    assert [o.login for o in queries.roster(["53"], on=TODAY, like="jau")] == ["jauh"]
    assert queries.roster([], on=TODAY) == []
