import datetime

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from naung.foundation import guards
from naung.foundation.ledger.states import CLOSING, DRAFT

HASH = """
-- What is in a month, as one hash: every journal with its day, kind, words and entries. The action writes it, the guard below
-- compares it, and naung verify works it out with a query of its own.
create function ledger_month_hash(first date) returns text language sql stable as $$
    with mine as (select id, key, "on", kind, memo from ledger_journal
                   where "on" >= first and "on" < (first + interval '1 month')::date),
    inside as (select journal_id, encode(sha256(convert_to(string_agg(
                      account_id || '|' || amount || '|' || coalesce(ref::text, '') || '|' || region, E'\\n'
                      order by account_id, ref, region, amount), 'UTF8')), 'hex') h
                 from ledger_entry where journal_id in (select id from mine) group by journal_id)
    select encode(sha256(convert_to(coalesce(string_agg(
               key || '|' || to_char("on", 'YYYY-MM-DD') || '|' || kind || '|' || memo || '|' || coalesce(h, ''), E'\\n' order by key), ''), 'UTF8')), 'hex')
      from mine left join inside on inside.journal_id = mine.id
$$;
"""

CLOSED = """
-- A month is closed with all before it: there is no hole to slip a journal into. Posting shares one lock, closing takes it alone.
create or replace function ledger_month_open() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(54, 0);
    if exists (select from ledger_closedmonth where month >= date_trunc('month', new."on")::date) then
        raise exception 'naung: % is closed', to_char(new."on", 'YYYY-MM') using errcode = 'check_violation';
    end if;
    if new.txid <> pg_current_xact_id() or not exists (select from trail_entry e where e.id = new.trail and e.txid = pg_current_xact_id()) then
        raise exception 'naung: a journal needs a trail entry of its own transaction' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create or replace function ledger_month_closing() returns trigger language plpgsql as $$
declare before date; year_end date;
begin
    perform pg_advisory_xact_lock(54, 0);
    select max(month) into before from ledger_closedmonth;
    if new.month <> coalesce((before + interval '1 month')::date, (select date_trunc('month', min("on"))::date from ledger_journal), new.month) then
        raise exception 'naung: months are closed one after the other, and % is not the next', to_char(new.month, 'YYYY-MM') using errcode = 'check_violation';
    end if;
    if not exists (select from ledger_closing c join approvals_approval a on a.id = c.approval_id
                    where c.id = new.closing_id and c.month = new.month and c.state = 'CLOSED' and a.state = 'APPROVED'
                      and a.kind = 'ledger.closing' and a.content_hash = c.content_hash) then
        raise exception 'naung: a month is closed by two people' using errcode = 'check_violation';
    end if;
    if new.content_hash <> ledger_month_hash(new.month) then
        raise exception 'naung: % is not what its closing says', to_char(new.month, 'YYYY-MM') using errcode = 'check_violation';
    end if;
    year_end := (new.month + interval '1 month')::date;
    if extract(month from new.month) = 12 and exists (
        select from ledger_entry e join ledger_journal j on j.id = e.journal_id and j."on" < year_end
          join ledger_account a on a.code = e.account_id and a.kind in ('revenue', 'expense')
         group by e.account_id having sum(e.amount) <> 0) then
        raise exception 'naung: a year ends with nothing left on revenue and expense' using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""

OPEN_AGAIN = """
create or replace function ledger_month_open() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(54, to_char(new."on", 'YYYYMM')::int);
    if exists (select from ledger_closedmonth where month = date_trunc('month', new."on")::date) then
        raise exception 'naung: % is closed', to_char(new."on", 'YYYY-MM') using errcode = 'check_violation';
    end if;
    return new;
end $$;
create or replace function ledger_month_closing() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(54, to_char(new.month, 'YYYYMM')::int);
    return new;
end $$;
"""

BY_HAND = """
-- A journal by hand is the draft that two people signed, word for word; and no journal by hand is without one.
create function ledger_draft_signed() returns trigger language plpgsql as $$
begin
    if not exists (select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED' and a.kind = 'ledger.draft'
                   and a.content_hash = new.content_hash)
       or not exists (select from ledger_journal j where j.id = new.journal_id and j.content_hash = new.journal_hash and j."on" = new."on"
                      and j.kind = new.kind and j.memo = new.memo and j.reverses_id is not distinct from new.reverses_id) then
        raise exception 'naung: % is not the journal that two people signed', new.number using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger ledger_draft_signed before update on ledger_draft for each row
    when (new.state = 'POSTED' and old.state <> 'POSTED') execute function ledger_draft_signed();

create function ledger_by_hand_by_two() returns trigger language plpgsql as $$
begin
    if new.kind = 'manual' and not exists (select from ledger_draft d where d.journal_id = new.id and d.state = 'POSTED')
       or new.kind = 'closing' and not exists (select from ledger_closing c where c.result_id = new.id and c.state = 'CLOSED') then
        raise exception 'naung: journal % is by hand, and no two people signed it', new.key using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger ledger_by_hand_by_two after insert on ledger_journal
    deferrable initially deferred for each row when (new.kind in ('manual', 'closing')) execute function ledger_by_hand_by_two();

-- An account takes entries from its first day to its last.
create function ledger_account_in_use() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select 0 < (select count(*) from (select distinct account_id, journal_id from new_rows) n join ledger_journal j on j.id = n.journal_id
                 join ledger_account a on a.code = n.account_id where j."on" < a.since or j."on" > a.until) $q$ into bad;
    if bad then
        raise exception 'naung: an account that is not in use on that day' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger ledger_account_in_use after insert on ledger_entry referencing new table as new_rows
    for each statement execute function ledger_account_in_use();

-- An account keeps its code and its kind: what was booked on it would mean something else.
create function ledger_account_kept() returns trigger language plpgsql as $$
begin
    if (new.code, new.kind, new.since) is distinct from (old.code, old.kind, old.since) then
        raise exception 'naung: an account keeps its code, kind and first day' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger ledger_account_kept before update on ledger_account for each row execute function ledger_account_kept();

create index ledger_journal_on on ledger_journal ("on", id);
"""

BY_ONE = """
drop index ledger_journal_on;
drop trigger ledger_account_kept on ledger_account; drop function ledger_account_kept();
drop trigger ledger_account_in_use on ledger_entry; drop function ledger_account_in_use();
drop trigger ledger_by_hand_by_two on ledger_journal; drop function ledger_by_hand_by_two();
drop trigger ledger_draft_signed on ledger_draft; drop function ledger_draft_signed();
"""


def keys(name):
    return {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": name}


class Migration(migrations.Migration):
    """Accounts with their days, journals by hand, months that are closed by two people in their order."""

    dependencies = [("ledger", "0002_guards"), ("approvals", "0002_guards")]
    operations = [
        migrations.AddField("account", "since", models.DateField(default=datetime.date(2025, 1, 1))),
        migrations.AddField("account", "until", models.DateField(null=True)),
        migrations.AddConstraint("account", models.CheckConstraint(name="ledger_account_days_in_order", condition=Q(until=None) | Q(until__gte=F("since")))),
        migrations.CreateModel("Draft", [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("number", models.TextField(unique=True)), ("kind", models.TextField()), ("on", models.DateField()), ("memo", models.TextField()),
            ("document", models.TextField()), ("region", models.TextField()), ("lines", models.JSONField()),
            ("journal_hash", models.CharField(max_length=64)), ("content_hash", models.CharField(max_length=64)), ("prepared_on", models.DateField()),
            ("state", models.TextField(default="PREPARED")), ("trail", models.BigIntegerField()),
            ("approval", models.OneToOneField(**keys("approvals.approval"))),
            ("journal", models.OneToOneField(null=True, **keys("ledger.journal"))),
            ("reverses", models.ForeignKey(null=True, **keys("ledger.journal"))),
        ],
            options={
                "constraints": [
                    models.CheckConstraint(name="ledger_draft_is_one", condition=(Q(kind="manual", reverses=None) | Q(kind="reversal", reverses__isnull=False)) & ~Q(memo="") & ~Q(document="")),
                    models.CheckConstraint(name="ledger_posted_names_the_journal", condition=Q(state="POSTED", journal__isnull=False) | ~Q(state="POSTED") & Q(journal=None)),
                    models.UniqueConstraint(fields=["reverses"], condition=Q(state__in=["PREPARED", "POSTED"]), name="ledger_reversed_once"),
                ],
            }),
        migrations.CreateModel("Closing", [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("month", models.DateField()), ("findings", models.JSONField()), ("journals", models.IntegerField()), ("debit", models.BigIntegerField()),
            ("turnover", models.BigIntegerField()), ("books_hash", models.CharField(max_length=64)), ("content_hash", models.CharField(max_length=64)),
            ("prepared_on", models.DateField()), ("state", models.TextField(default="PREPARED")), ("trail", models.BigIntegerField()),
            ("approval", models.OneToOneField(**keys("approvals.approval"))),
            ("result", models.OneToOneField(null=True, **keys("ledger.journal"))),
        ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["month"], condition=Q(state__in=["PREPARED", "CLOSED"]), name="ledger_one_closing_a_month"),
                    models.CheckConstraint(name="ledger_closing_of_a_month", condition=Q(month__day=1, journals__gte=0, turnover__gt=0)),
                ],
            }),
        migrations.AddField("closedmonth", "closing", models.OneToOneField(default=None, **keys("ledger.closing")), preserve_default=False),
        migrations.AddField("closedmonth", "content_hash", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.RunSQL(HASH, "drop function ledger_month_hash(date);"),
        migrations.RunSQL(CLOSED, OPEN_AGAIN),
        migrations.RunSQL(BY_HAND, BY_ONE),
        guards.never_deleted("ledger_draft"),
        guards.never_deleted("ledger_closing"),
        guards.frozen("ledger_draft", "number", "kind", '"on"', "memo", "document", "region", "lines", "reverses_id", "journal_hash", "content_hash", "approval_id", "prepared_on"),
        guards.frozen("ledger_closing", "month", "findings", "journals", "debit", "turnover", "books_hash", "content_hash", "approval_id", "prepared_on"),
        guards.state_machine("ledger_draft", DRAFT),
        guards.state_machine("ledger_closing", CLOSING),
        guards.by_region("ledger_draft", "region"),
    ]  # fmt: skip
