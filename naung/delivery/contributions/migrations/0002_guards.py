from django.db import migrations

from naung.delivery.contributions.states import RUN
from naung.foundation import guards


def months(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[str, str]]:
    """(this month's first day, the next's), for every month of the span."""
    count = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    firsts = [divmod(first[0] * 12 + first[1] - 1 + i, 12) for i in range(count + 1)]
    days = [f"{year}-{month + 1:02}-01" for year, month in firsts]
    return list(zip(days, days[1:], strict=False))


# There is no partition for other months: a month that nobody prepared for is refused, not collected somewhere.
# That a month is a first day is asked of each partition: two days compared, and not a hundred thousand taken apart.
# The app works through the parent only: its policies and triggers do not guard a partition that is named directly.
PARTITIONS = "\n".join(
    f"""create table contributions_{first[:7].replace('-', '_')} partition of contributions_contribution (check (month = '{first}'))
            for values from ('{first}') to ('{after}');
        revoke all on contributions_{first[:7].replace('-', '_')} from {guards.APP};"""
    for first, after in months((2025, 7), (2027, 12))
)

TABLE = f"""
create table contributions_contribution (
    person_id bigint not null,
    scheme text not null check (scheme in ('jkk,jkm', 'jht')),
    month date not null,
    run_id bigint not null,
    place_id bigint not null,
    membership_id bigint not null,
    payer text not null,
    tariff_id bigint not null,
    rupiah bigint not null check (rupiah > 0),
    region varchar(5) not null,
    village varchar(13) not null,
    paid_on date,
    acknowledged_on date,
    constraint contributions_acknowledged_was_paid check (acknowledged_on is null or paid_on is not null),
    primary key (person_id, scheme, month)
) partition by range (month);
revoke truncate on contributions_contribution from {guards.APP};
{PARTITIONS}
"""

# Checks over a statement's rows are EXECUTEd and count: plpgsql keeps the plan of a plain query for the session, and EXISTS
# is planned for a first hit that never comes (a nested loop over both transition tables: 4,300 rows took 22 s, counting 18 ms).
GUARDS = """
create function contributions_hash(run bigint) returns text language sql stable as $$
    select encode(sha256(convert_to(coalesce(string_agg(concat_ws(' ', c.person_id, c.scheme, to_char(c.month, 'YYYY-MM'), c.membership_id, c.rupiah, c.region), E'\\n'
           order by c.person_id, c.scheme), ''), 'UTF8')), 'hex')
      from contributions_contribution c join contributions_run r on r.id = run and r.month = c.month where c.run_id = run
$$;

-- One look at a whole statement's lines instead of five foreign keys a line: each stands on cover that reaches into the month, on the
-- tariff of month and payer, and on a run of the same programme and month that is still open. That its place is held on a decided
-- decree was asked when the membership began (enrolment 0002) and cannot change. Run, programme and tariff are few: looked at once each.
create function contributions_line_stands() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select 0 < (select count(*) from (select distinct run_id, tariff_id, month, scheme, payer, rupiah from new_rows) n
                 left join contributions_run r on r.id = n.run_id and r.month = n.month and r.state = 'PREPARED'
                 left join programme_programme g on g.id = r.programme_id and g.payer = n.payer
                      and n.month between g.first_month and g.last_month
                 left join contributions_tariff t on t.id = n.tariff_id and t.programme_id = g.id
                      and (t.month, t.scheme, t.payer, t.total) = (n.month, n.scheme, n.payer, n.rupiah)
                where t.id is null) $q$ into bad;
    if bad then
        raise exception 'naung: a contribution is its tariff, in an open run of a month of its programme' using errcode = 'check_violation';
    end if;
    execute $q$ select (select count(*) from new_rows) <> (select count(*) from new_rows n
                  join contributions_run r on r.id = n.run_id
                  join enrolment_membership m on m.id = n.membership_id
                 where m.place_id = n.place_id and m.programme_id = r.programme_id and m.region = n.region
                   and m.covered_until >= n.month and m.covered_from < n.month + interval '1 month' and m.state in ('ENROLLED', 'ENDED')
                   and (m.person_id = n.person_id
                        or m.person_id in (select id from registry_person where merged_into_id is not null))) $q$ into bad;
    if bad then
        raise exception 'naung: a contribution needs a membership of the programme, its own person''s, that covers the month'
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger contributions_line_stands after insert on contributions_contribution referencing new table as new_rows
    for each statement execute function contributions_line_stands();

-- Asked row by row in the database's own code, and only where an UPDATE names such a column; a line that would change its partition is
-- a delete and an insert after this, so the look comes before.
create function contributions_line_keeps() returns trigger language plpgsql as $$
begin raise exception 'naung: a contribution keeps what it was, and is paid and acknowledged once' using errcode = 'restrict_violation'; end $$;
create trigger contributions_line_frozen
    before update of person_id, scheme, month, run_id, place_id, membership_id, payer, tariff_id, rupiah, region, village on contributions_contribution
    for each row when ((old.person_id, old.scheme, old.month, old.run_id, old.place_id, old.membership_id, old.payer, old.tariff_id, old.rupiah, old.region, old.village)
        is distinct from (new.person_id, new.scheme, new.month, new.run_id, new.place_id, new.membership_id, new.payer, new.tariff_id, new.rupiah, new.region, new.village))
    execute function contributions_line_keeps();
create trigger contributions_line_once before update of paid_on, acknowledged_on on contributions_contribution
    for each row when (old.paid_on is not null and new.paid_on is distinct from old.paid_on
                       or old.acknowledged_on is not null and new.acknowledged_on is distinct from old.acknowledged_on)
    execute function contributions_line_keeps();

create function contributions_line_kept() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select 0 < (select count(*) from (select distinct run_id, region, paid_on from new_rows where paid_on is not null) n
                 left join contributions_invoice i on (i.run_id, i.region, i.paid_on) = (n.run_id, n.region, n.paid_on) where i.id is null) $q$ into bad;
    if bad then
        raise exception 'naung: a contribution is paid when its invoice is' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger contributions_line_kept after update on contributions_contribution referencing new table as new_rows
    for each statement execute function contributions_line_kept();

create function contributions_line_withdrawn() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select 0 < (select count(*) from (select distinct run_id from old_rows) o join contributions_run r on r.id = o.run_id where r.state <> 'PREPARED') $q$ into bad;
    if bad then
        raise exception 'naung: a contribution that was decided on is never deleted' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger contributions_line_withdrawn after delete on contributions_contribution referencing old table as old_rows
    for each statement execute function contributions_line_withdrawn();
create function contributions_never_emptied() returns trigger language plpgsql as $$
begin raise exception 'naung: contributions are never truncated' using errcode = 'restrict_violation'; end $$;
create trigger contributions_never_emptied before truncate on contributions_contribution
    for each statement execute function contributions_never_emptied();

-- Each step of a run rests on the rows of that step.
create function contributions_run_steps() returns trigger language plpgsql as $$
declare n bigint; total numeric; open bigint;
begin
    if new.state <> 'PREPARED' and row(new.rows, new.rupiah, new.content_hash, new.approval_id)
         is distinct from row(old.rows, old.rupiah, old.content_hash, old.approval_id) and old.state <> 'PREPARED' then
        raise exception 'naung: what was approved is what is billed' using errcode = 'restrict_violation';
    end if;
    if new.state = old.state then return new; end if;
    if new.state = 'APPROVED' then
        select count(*), coalesce(sum(rupiah), 0) into n, total from contributions_contribution where run_id = new.id and month = new.month;
        if n = 0 or (n, total) <> (new.rows, new.rupiah) or contributions_hash(new.id) <> new.content_hash or not exists (
             select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED' and a.kind = 'contributions.run'
                and a.subject = 'contributions.run:' || new.id
                and (a.content_hash, a.rows, a.rupiah) = (new.content_hash, new.rows, new.rupiah)) then
            raise exception 'naung: the lines of run % are not the ones that were approved', new.id using errcode = 'check_violation';
        end if;
    elsif new.state = 'BILLED' then
        if exists (select from (select region, count(*) as n, sum(rupiah) as total from contributions_contribution
                                 where run_id = new.id and month = new.month group by region) c
                     full join (select * from contributions_invoice where run_id = new.id) i using (region)
                    where (c.n, c.total) is distinct from (i.rows::bigint, i.rupiah::numeric)) then
            raise exception 'naung: the invoices of run % are not its lines', new.id using errcode = 'check_violation';
        end if;
    elsif new.state = 'PAID' then
        select count(*) into open from contributions_invoice i left join payments_order o on o.id = i.order_id
           and o.state = 'PAID' and o.amount = i.rupiah and o.paid_on = i.paid_on where i.run_id = new.id and o.id is null;
        if open > 0 then
            raise exception 'naung: % invoices of run % are not paid', open, new.id using errcode = 'check_violation';
        end if;
    elsif new.state = 'RECONCILED' then
        select count(*) into open from contributions_contribution where run_id = new.id and month = new.month and acknowledged_on is null;
        if open > 0 then
            raise exception 'naung: % lines of run % are not acknowledged', open, new.id using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;
create trigger contributions_run_steps before update on contributions_run for each row execute function contributions_run_steps();
"""

APART = """
drop table contributions_contribution;
drop trigger contributions_run_steps on contributions_run;
drop function contributions_run_steps(); drop function contributions_never_emptied(); drop function contributions_line_withdrawn();
drop function contributions_line_kept(); drop function contributions_line_keeps(); drop function contributions_line_stands(); drop function contributions_hash(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_initial"), ("trail", "0002_guards"), ("exchange", "0002_guards"), ("payments", "0002_guards"),
        ("enrolment", "0002_guards"), ("selection", "0002_guards"), ("programme", "0001_initial"), ("registry", "0002_guards"),
    ]  # fmt: skip
    operations = [
        migrations.RunSQL(TABLE + GUARDS, APART),
        guards.by_region("contributions_contribution"),
        guards.never_deleted("contributions_run"),
        guards.never_deleted("contributions_invoice"),
        guards.append_only("contributions_tariff"),
        guards.frozen("contributions_run", "programme_id", "month", "round", "prepared_on"),
        guards.frozen("contributions_invoice", "run_id", "region", "rows", "rupiah", "batch_id"),
        guards.state_machine("contributions_run", RUN),
        guards.by_region("contributions_invoice", "region"),
    ]
