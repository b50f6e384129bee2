"""The auditor recomputes the fourteen promises. They hold; then somebody with the database's own password changes one thing."""

import psycopg
import pytest

from tests import town

# What a superuser does when no trigger looks, and the promises that must be told as broken.
TAMPERING = {
    "one amount": ("update contributions_contribution set rupiah = rupiah + 1 where (person_id, month) in "
                   "(select person_id, month from contributions_contribution order by 1, 2 limit 1)", {5, 12}),
    "one trail entry": ("update trail_entry set actor = 'officer:1 Contoh Orang Lain' where verb = 'selection.decide'", {9}),
    "one entry taken out": ("delete from trail_entry where verb = 'contributions.run' and facts->>'month' = '2025-09'", {9}),
    "one quota": ("update programme_quota set cap = 59 where region_id = '53.71'", {3}),
    "one counter": ("update programme_quota set used = used - 1 where region_id = '53.71'", {3}),
    "one sealed file": ("update exchange_content set sealed = overlay(sealed placing '\\x00'::bytea from octet_length(sealed) - 9) "
                        "where id = (select min(content_id) from exchange_batch)", {7}),
    "one place sold": ("update selection_place set person_id = (select person_id from selection_assessment where rank = 99) "
                       "where rank = 7 and state = 'HELD'", {5}),
    "one journal": ("update ledger_entry set amount = amount + 1 where id = (select min(id) from ledger_entry)", {6}),
    "one day of cover": ("update enrolment_membership set covered_from = '2025-06-01' "
                         "where id = (select min(id) from enrolment_membership where state = 'ENROLLED')", {10}),
    "one hand in both signatures": ("update approvals_approval set decided_by_id = prepared_by_id, decided_human = prepared_human "
                                    "where kind = 'selection.decree'", {4}),
    "one NIK in the clear": ("update registry_person set address = 'NIK 5371015208789001' where id = (select min(id) from registry_person)", {14}),
}  # fmt: skip


def tamper(database, sql):
    """As the owner, with triggers and foreign keys switched off, and the CHECK constraints taken away."""
    with psycopg.connect(town.url(database)) as owner:
        owner.execute("set session_replication_role = replica")
        checks = owner.execute("""select conrelid::regclass, conname from pg_constraint c where contype = 'c'
            and conrelid::regclass::text in ('programme_quota', 'approvals_approval', 'enrolment_membership') and coninhcount = 0""")  # fmt: skip
        for table, name in checks.fetchall():
            owner.execute(f'alter table {table} drop constraint "{name}"')
        assert owner.execute(sql).rowcount >= 1, "nothing was tampered with"


def broken(answer):
    return {one["promise"] for one in answer["promises"] if not one["holds"]}


def test_all_fourteen_promises_hold(december_alone, naung):
    answer = naung("verify")
    assert answer["ok"] and len(answer["promises"]) == 14
    assert all(one["checked"] > 0 for one in answer["promises"]), (
        "a promise that looked at nothing has proved nothing"
    )


@pytest.mark.parametrize("what", TAMPERING)
def test_one_change_behind_the_house_names_the_promise_that_broke(december_alone, naung, what):
    sql, promises = TAMPERING[what]
    tamper(december_alone, sql)
    answer = naung("verify", exit_code=1)
    assert promises <= broken(answer), f"{what}: told {broken(answer)}"
    assert all(one["examples"] for one in answer["promises"] if not one["holds"]), (
        "each with an example to look at"
    )


def test_the_app_itself_cannot_change_any_of_it(december):
    """What the auditor's superuser did needs the owner's password: the app's own role is refused by the database."""
    from django.db import Error, connection, transaction

    for what in (
        "one amount",
        "one trail entry",
        "one entry taken out",
        "one sealed file",
        "one journal",
        "one place sold",
    ):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(TAMPERING[what][0])
            assert not cursor.rowcount, f"{what} was possible"


def test_one_worker_can_be_followed_from_the_cell_of_a_list_to_the_last_month(december, naung, programme):
    """Every stamp in the order of the days, from the first list to December, with who did it."""
    from naung.delivery.handover import queries

    guest = queries.people(queries.on_roll(queries.event("balai-kota-2025")))[0]
    told = naung("story", guest["code"])
    stamps = told["stamps"]
    assert [stamp["at"] for stamp in stamps] == sorted(stamp["at"] for stamp in stamps)
    steps = {stamp["step"] for stamp in stamps}
    assert {
        "intake",
        "matching",
        "selection",
        "enrolment",
        "banking",
        "contributions",
        "handover",
    } <= steps, steps
    assert not any(nik_like(stamp["what"] + stamp["why"]) for stamp in stamps)


def nik_like(text):
    return any(len(word) == 16 and word.isdigit() for word in text.split())
