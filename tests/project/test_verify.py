"""Somebody with the owner's password changes one thing in a town that walked the whole road; the checker names the promise.

Triggers and foreign keys are silent (a replica's session), and CHECKs, unique indexes and keys can be dropped: what remains is
what `naung verify` recomputes for itself."""

import os

import psycopg
import pytest

from naung.project.verify import check, promises
from tests import town
from tests.home import HOME

pytestmark = pytest.mark.slow
ONE_CONTRIBUTION = "(select person_id, month from contributions_contribution order by 1, 2 limit 1)"
TWO_ON_ONE_LIST = "(select array_agg(id order by id) from (select id from selection_place where state = 'HELD' order by id limit 2) two)"
NIK = "5371015208789001"

TAMPERING = {
    "a second record of one NIK": (1, """
        drop index registry_one_record_a_person;
        insert into registry_person select (jsonb_populate_record(p, jsonb_build_object('id', 900001, 'code', 'N2'))).* from registry_person p order by id limit 1"""),
    "a second record under another index": (1, """
        insert into registry_person select (jsonb_populate_record(p, jsonb_build_object('id', 900001, 'code', 'N2', 'nik_index', '\\x00'::bytea))).*
        from registry_person p order by id limit 1"""),
    "two people's sealed numbers exchanged": (1, """
        update registry_person p set nik_sealed = o.nik_sealed from registry_person o
        where (p.id, o.id) in (select min(id), max(id) from registry_person)"""),
    "two records merged into each other": (1, """
        update registry_person p set merged_into_id = case when p.id = x.a then x.b else x.a end, state = 'MERGED'
        from (select min(id) a, max(id) b from registry_person) x where p.id in (x.a, x.b)"""),
    "a line led by another of the programme and admitted too": (1, "update intake_row set stands_id = (select max(id) from intake_row) where id = (select min(id) from intake_row where state = 'ADMITTED')"),
    "a row's person taken away": (1, "update intake_row set person_id = null where id = (select min(id) from intake_row where state = 'ADMITTED')"),
    "a month twice for a merged person": (2, """
        update registry_person set state = 'MERGED', merged_into_id = (select max(person_id) from contributions_contribution)
        where id = (select min(person_id) from contributions_contribution)"""),
    "a month twice for one person": (2, """
        alter table contributions_contribution drop constraint contributions_contribution_pkey cascade;
        insert into contributions_contribution select * from contributions_contribution order by 1, 3 limit 1"""),
    "a line moved to another month": (2, f"update contributions_contribution set month = '2027-12-01' where (person_id, month) in {ONE_CONTRIBUTION}"),
    "an SP2D taken back after its order": (7, """
        update contributions_disbursement set state = 'SIGNED', sp2d_number = null, sp2d_on = null where id = (select min(id) from contributions_disbursement)"""),
    "a second order for one invoice": (7, """
        drop index contributions_one_order_an_invoice;
        insert into payments_order select (jsonb_populate_record(o, jsonb_build_object('id', 900001, 'key', o.key || '/x', 'reference', o.reference || '-x', 'state', 'APPROVED', 'paid_on', null))).*
        from payments_order o where o.key like 'contributions/%' order by id limit 1"""),
    "money asked to move again on a guess": (7, """
        insert into exchange_call (partner, service, external_id, reference, moves, sha256, sealed, region, asked_at, trail)
        select 'bank_ntt', '17', n::text, 'R1', true, 'x', '', '53', now(), 0 from generate_series(1, 2) n"""),
    "the quota's counter off by one": (3, "update programme_quota set used = used - 1 where used > 0"),
    "a quota made smaller": (3, "update programme_quota set cap = used - 1 where used > 0"),
    "a place more than was counted": (3, """
        insert into selection_place select (jsonb_populate_record(l, jsonb_build_object('id', 900001, 'person_id',
            (select person_id from selection_assessment where rank = 99)))).* from selection_place l where state = 'HELD' order by id limit 1"""),
    "a budget line that forgets a list": (3, "update programme_funding set committed = committed - 1"),
    "a budget line with more than its documents": (3, "update programme_funding set rupiah = rupiah + 1"),
    "a budget line that no document grants": (3, "update programme_change set what = 'AMEND', amends_id = id"),
    "a budget document that nobody approved": (4, "update programme_change set trail = (select min(id) from trail_entry where verb <> 'programme.load')"),
    "a budget document and its line": (5, "update programme_change set rupiah = rupiah + 1; update programme_funding set rupiah = rupiah + 1"),
    "an approval decided by its preparer": (4, """
        update approvals_approval set decided_by_id = prepared_by_id, decided_human = prepared_human where state = 'APPROVED'"""),
    "two accounts of one human": (4, """
        update staff_officer set human_id = (select prepared_human from approvals_approval where state = 'APPROVED' order by id limit 1)
        where id = (select decided_by_id from approvals_approval where state = 'APPROVED' order by id limit 1)"""),
    "a claim filed and assessed by one": (4, "update claims_claim set filer_id = assessor_id, filer_human = assessor_human where assessor_id is not null"),
    "an account changed by one person": (4, """
        update approvals_approval set decided_by_id = prepared_by_id, decided_human = prepared_human where kind = 'banking.change' and state = 'APPROVED'"""),
    "an account changed before its wait": (4, "update banking_change set effective_at = decided_at + interval '1 hour' where state = 'CONFIRMED'"),
    "an old contact who said no": (4, "update banking_call set answer = 'NO'"),
    "an account changed to another than was approved": (5, "update banking_change set account_index = '\\x01' where state = 'CONFIRMED'"),
    "one account for two people": (1, """
        drop index banking_number_once; drop trigger banking_number_stays on banking_account;
        update banking_account set number_index = (select min(number_index) from banking_account), number_sealed =
            (select number_sealed from banking_account where number_index is not null order by number_index limit 1)
        where id = (select id from banking_account where number_index is not null order by number_index desc limit 1)"""),
    "a name on an account that nobody compared": (1, "update banking_account set name_score = 90 where id = (select min(id) from banking_account where state = 'OPENED')"),
    "a decree that nobody approved": (4, """
        update approvals_approval set state = 'PENDING', decided_by_id = null, decided_human = null, decided_at = null
        where id = (select min(approval_id) from selection_decree)"""),
    "two ranks of a decree exchanged": (5, f"""
        update selection_place l set rank = o.rank from selection_place o, {TWO_ON_ONE_LIST} x (ids)
        where (l.id, o.id) in ((ids[1], ids[2]), (ids[2], ids[1]))"""),
    "a place given to somebody else, everywhere": (5, """
        create temporary table sold as select person_id as old, (select person_id from selection_assessment where rank = 99) as new
            from selection_place where state = 'HELD' order by id limit 1;
        update banking_account set person_id = new from sold where person_id = old;
        update contributions_contribution set person_id = new from sold where person_id = old;
        update enrolment_membership set person_id = new from sold where person_id = old;
        update selection_place set person_id = new from sold where person_id = old"""),
    "a decree's hash": (5, "update selection_decree set content_hash = repeat('0', 64)"),
    "a decree's hash and its approval's": (5, """
        update approvals_approval set content_hash = repeat('0', 64) where id in (select approval_id from selection_decree);
        update selection_decree set content_hash = repeat('0', 64)"""),
    "a contribution's amount": (5, f"update contributions_contribution set rupiah = rupiah + 1 where (person_id, month) in {ONE_CONTRIBUTION}"),
    "one rupiah from one to another": (5, """
        update contributions_contribution c set rupiah = rupiah + case when person_id = x.a then 1 else -1 end
        from (select run_id as r, min(person_id) a, max(person_id) b from contributions_contribution group by run_id order by 1 limit 1) x
        where run_id = x.r and person_id in (x.a, x.b)"""),
    "an order above what was approved": (5, "update approvals_approval set rupiah = rupiah - 1 where id = (select min(approval_id) from payments_order)"),
    "an assessed claim of another day": (5, "update claims_claim set happened_on = happened_on - 1 where kind = 'accident'"),
    "an unbalanced journal": (6, "update ledger_entry set amount = amount + 1 where id = (select min(id) from ledger_entry)"),
    "a journal without one side": (6, "delete from ledger_entry where id = (select min(id) from ledger_entry)"),
    "a journal wrong on both sides": (6, """
        update ledger_entry set amount = amount + sign(amount)::bigint
        where journal_id = (select journal_id from ledger_entry where account_id = '5.1.1' order by id limit 1)"""),
    "a closed month's words": (6, "update ledger_journal set memo = 'Contoh' where id = (select min(id) from ledger_journal)"),
    "a month taken out of the closed ones": (6, "delete from ledger_closedmonth where month = '2025-09-01'"),
    "a payment in another region's books": (6, """
        update ledger_entry set region = '53.01' where journal_id = (select max(journal_id) from ledger_entry where account_id = '1.1.1')"""),
    "a month closed by one person": (4, "update approvals_approval set decided_human = prepared_human where kind = 'ledger.closing'"),
    "a payment order paid twice": (7, """
        alter table payments_bankline drop constraint payments_bankline_order_id_key;
        insert into payments_bankline select (jsonb_populate_record(b, jsonb_build_object('id', 900001, 'bank_ref', 'TWICE'))).*
        from payments_bankline b order by id limit 1"""),
    "a payment order's payee": (7, "update payments_order set payee = 'CV Contoh Lain' where id = (select min(id) from payments_order)"),
    "a payment order's account": (7, """
        update payments_order set account_sealed = (select number_sealed from banking_account where number_sealed is not null order by id limit 1)
        where id = (select min(id) from payments_order)"""),
    "an invoice paid by no order": (7, "update contributions_invoice set order_id = null where id = (select min(id) from contributions_invoice)"),
    "two files' sealed bytes exchanged": (7, """
        update exchange_content c set sealed = o.sealed, size = o.size from exchange_content o
        where (c.id, o.id) in (select min(id), max(id) from exchange_content union select max(id), min(id) from exchange_content)"""),
    "a file's hash": (7, "update exchange_batch set sha256 = repeat('0', 64) where id = (select min(id) from exchange_batch)"),
    "an answered line without reply": (8, "update exchange_line set reply_id = null where id = (select min(id) from exchange_line where state = 'ACCEPTED')"),
    "a line taken out of its batch": (8, "delete from exchange_line where id = (select max(id) from exchange_line)"),
    "a refusal made an acceptance": (8, """
        update exchange_line set state = 'ACCEPTED' where id = (select min(l.id) from exchange_line l join exchange_batch b on b.id = l.batch_id
            where l.state = 'REFUSED' and b.kind = 'enrolment')"""),
    "a bank's refusal made an acceptance": (8, """
        update exchange_line set state = 'ACCEPTED' where id = (select min(l.id) from exchange_line l join exchange_batch b on b.id = l.batch_id
            where l.state = 'REFUSED' and b.kind = 'banking')"""),
    "a line answered by another batch's reply": (8, """
        update exchange_line set reply_id = (select max(id) from exchange_reply) where id = (select min(id) from exchange_line where reply_id is not null)"""),
    "a trail entry changed": (9, "update trail_entry set why = 'Contoh' where id = (select min(id) from trail_entry)"),
    "a trail entry and its payload changed": (9, """
        update trail_entry set payload = convert_to(replace(convert_from(payload, 'UTF8'), 'selection.decide', 'selection.refuse'), 'UTF8'),
               verb = 'selection.refuse' where verb = 'selection.decide'"""),
    "a trail entry deleted": (9, "delete from trail_entry where id = (select max(id) from trail_entry)"),
    "a sealed entry deleted with its leaf": (9, """
        with gone as (delete from trail_leaf where entry_id = (select max(entry_id) from trail_leaf) returning entry_id)
        delete from trail_entry where id in (select entry_id from gone)"""),
    "a block's root": (9, "update trail_block set root = sha256(root) where number = 1"),
    "every block taken away": (9, "delete from trail_leaf; delete from trail_block"),
    "a place released without a word": (9, """
        update selection_place set state = 'RELEASED', released_because = 'contoh' where id = (select min(id) from selection_place where state = 'HELD')"""),
    "a guard switched off": (9, "alter table trail_entry disable trigger user"),
    "a guard taken away": (9, "drop trigger selection_place_moves on selection_place"),
    "cover before the agreement": (10, "update enrolment_membership set covered_from = '2025-06-01' where state = 'ENROLLED'"),
    "cover and agreement before it was signed": (10, """
        update programme_agreement set cover_starts = '2025-01-01'; update enrolment_membership set covered_from = '2025-01-01', agreement_starts = '2025-01-01'
        where state = 'ENROLLED'"""),
    "a claim inside a cover whose month was never acknowledged": (10, """
        update contributions_contribution set acknowledged_on = null
        where (person_id, month) in (select person_id, date_trunc('month', happened_on)::date from claims_claim where cover = 'IN')"""),
    "a claim with fewer months in a row than there are": (10, "update claims_claim set months_paid = 0 where cover = 'IN'"),
    "a month before the cover": (10, "update enrolment_membership set covered_from = '2025-12-01' where state = 'ENROLLED'"),
    "a policy that lets in who names nothing": (11, """
        drop policy selection_place_by_region on selection_place; create policy selection_place_by_region on selection_place using (true)"""),
    "a tariff": (12, "update contributions_tariff set total = total + 1"),
    "a tariff and its lines": (12, """
        update contributions_tariff set total = total + 1000, lines = jsonb_set(lines, '{0,amount}', to_jsonb((lines->0->>'amount')::bigint + 1000))"""),
    "a tariff without its article": (12, "update contributions_tariff set lines = lines #- '{0,reference}'"),
    "a claim's estimate": (12, "update claims_claim set rupiah = rupiah + 1"),
    "a claim's estimate and its lines": (12, """
        update claims_claim set rupiah = rupiah + 1000, estimate = jsonb_set(estimate, '{0,amount}', to_jsonb((estimate->0->>'amount')::bigint + 1000))
        where kind = 'death'"""),
    "row-level security disabled on one table": (13, "alter table banking_account disable row level security"),
    "row-level security not forced": (13, "alter table intake_row no force row level security"),
    "row-level security disabled on a table by region": (13, "alter table exchange_line disable row level security"),
    "a policy dropped": (13, "drop policy claims_claim_by_region on claims_claim"),
    "a policy that shows the whole province": (13, """
        drop policy banking_account_by_region on banking_account;
        create policy banking_account_by_region on banking_account using (left(village, 2) = left(current_setting('naung.regions', true), 2))"""),
    "a second policy beside the first": (13, "create policy more on intake_row using (current_setting('naung.regions', true) like '53%')"),
    "a table of the app's own": (13, "create table free_for_all (village text); alter table free_for_all owner to naung_app"),
    "a NIK in an address": (14, f"update registry_person set address = 'NIK {NIK}' where id = (select min(id) from registry_person)"),
    "a NIK in groups": (14, "update registry_person set address = 'NIK 537101 520878 9001' where id = (select min(id) from registry_person)"),
    "a NIK in the facts of the trail": (14, f"""update trail_entry set facts = facts || '{{"nik": "{NIK}"}}' where id = (select min(id) from trail_entry)"""),
    "a NIK in sealed words of the trail": (14, f"update trail_entry set payload = payload || convert_to('{NIK}', 'UTF8') where id = (select min(id) from trail_entry)"),
    "a NIK that was never sealed": (14, f"update registry_person set nik_sealed = convert_to('{NIK}', 'UTF8') where id = (select min(id) from registry_person)"),
}  # fmt: skip


@pytest.fixture(scope="module")
def copied():
    """A copy of the town after the whole road; the owner's url."""
    town.ensure()
    name = f"tampered_{os.getpid()}"
    town.copy(town.at_the_end(), name)
    yield town.url(name)
    town.drop(name)


@pytest.fixture
def owner(copied, tmp_path, monkeypatch):
    """The owner in a transaction that nobody commits, in a home with the town's checkpoint."""
    town.furnish(tmp_path)
    monkeypatch.setenv("NAUNG_HOME", str(tmp_path))
    monkeypatch.setenv("NAUNG_KEYS", str(HOME / "keys.json"))
    with psycopg.connect(copied) as connection:
        yield connection
        connection.rollback()


def found(owner):
    return {one.promise: one for one in check.of(owner, promises.CHECKS, dict.fromkeys(range(1, 15), ""))}


def tamper(owner, sql):
    owner.execute("set session_replication_role = replica")
    for table, name in owner.execute(
        "select conrelid::regclass::text, conname from pg_constraint where contype = 'c' and conrelid <> 0 and coninhcount = 0 and connamespace = 'public'::regnamespace"
    ).fetchall():
        owner.execute(f'alter table {table} drop constraint "{name}"')
    changed = owner.execute(sql)
    while changed.nextset():
        pass
    assert changed.rowcount, "nothing was tampered with"


def test_an_untouched_town_holds(copied, owner):
    outcomes = found(owner)
    assert {n: one.broken for n, one in outcomes.items() if not one.holds} == {}
    assert [n for n, one in outcomes.items() if not one.checked] == []
    assert [one.checked for one in check.run(copied, promises.CHECKS, dict.fromkeys(range(1, 15), ""))] == [one.checked for one in outcomes.values()]  # fmt: skip


@pytest.mark.parametrize("what", TAMPERING)
def test_one_change_breaks_its_promise(owner, what):
    promise, sql = TAMPERING[what]
    tamper(owner, sql)
    outcomes = found(owner)
    assert not outcomes[promise].holds, (
        f"told only {[(n, one.broken[:1]) for n, one in outcomes.items() if not one.holds]}"
    )


def test_every_promise_is_tampered_with():
    assert {promise for promise, _ in TAMPERING.values()} == set(range(1, 15))
