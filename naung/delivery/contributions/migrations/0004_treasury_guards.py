import django.db.models.deletion
from django.db import migrations, models

from naung.delivery.contributions.treasury.states import DISBURSEMENT
from naung.delivery.contributions.mending.states import RETRY, SURPLUS
from naung.foundation import guards

STANDS = """
-- What another person signed is what stands here: kind, hash and rupiah are the approval's.
create function contributions_was_decided(approval bigint, wanted text, hash text, amount bigint) returns boolean language sql stable as $$
    select exists (select from approvals_approval a where a.id = approval and a.kind = wanted and a.state = 'APPROVED'
                      and (a.content_hash, a.rupiah) = (hash, amount))
$$;

-- Papers are written for a whole run that is billed, and signed by another person.
create function contributions_papers_stand() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and not exists (select from contributions_run r where r.id = new.run_id and r.state = 'BILLED' and r.rupiah = new.gross)
       or tg_op = 'INSERT' and exists (select from contributions_invoice i where i.run_id = new.run_id and i.code is null) then
        raise exception 'naung: papers are written for the whole of a billed run' using errcode = 'check_violation';
    end if;
    if new.state in ('SIGNED', 'ISSUED') and not contributions_was_decided(new.approval_id, 'contributions.papers', new.content_hash, new.gross) then
        raise exception 'naung: an SPM is signed by another person, over these figures' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger contributions_papers_stand before insert or update on contributions_disbursement
    for each row execute function contributions_papers_stand();

-- A run's rule is the law's of the day it was opened; it is not switched off later.
create function contributions_run_papers() returns trigger language plpgsql as $$
begin
    if new.papers <> old.papers then
        raise exception 'naung: whether a run waits for the treasury is settled when it is opened' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger contributions_run_papers before update of papers on contributions_run for each row execute function contributions_run_papers();

-- An invoice gets an order once its SP2D is recorded, and another only instead of one that the bank refused, by a decided retry.
create function contributions_invoice_order() returns trigger language plpgsql as $$
begin
    if new.order_id is not distinct from old.order_id then return new; end if;
    if new.order_id is null or not exists (select from payments_order o where o.id = new.order_id and o.subject = new.id
            and o.amount = new.rupiah and o.region = new.region and o.key like 'contributions/%' and o.state <> 'REJECTED') then
        raise exception 'naung: an invoice is paid by an order of its own' using errcode = 'check_violation';
    end if;
    if exists (select from contributions_run r where r.id = new.run_id and r.papers)
       and not exists (select from contributions_disbursement d where d.run_id = new.run_id and d.state = 'ISSUED') then
        raise exception 'naung: the order waits for the SP2D' using errcode = 'check_violation';
    end if;
    if old.order_id is not null and not exists (select from contributions_retry t join payments_order o on o.id = t.old_id
            where t.invoice_id = new.id and t.old_id = old.order_id and t.order_id = new.order_id and t.state = 'DECIDED' and o.state = 'REJECTED') then
        raise exception 'naung: an order is made again only when the bank refused it, by two people' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger contributions_invoice_order before update of order_id on contributions_invoice
    for each row execute function contributions_invoice_order();

-- Nothing else pays an invoice: one order that is not refused, and only the one that the invoice names leaves for the bank.
create unique index contributions_one_order_an_invoice on payments_order (subject) where key like 'contributions/%' and state <> 'REJECTED';
create function contributions_order_leaves() returns trigger language plpgsql as $$
begin
    if not exists (select from contributions_invoice i where i.order_id = new.id) then
        raise exception 'naung: order % is no invoice''s, so it does not go to the bank', new.key using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger contributions_order_leaves before update of state on payments_order for each row
    when (new.key like 'contributions/%' and new.state = 'SENT' and old.state <> 'SENT') execute function contributions_order_leaves();

create function contributions_retry_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and not exists (select from contributions_invoice i join payments_order o on o.id = i.order_id
            where i.id = new.invoice_id and i.region = new.region and o.id = new.old_id and o.state = 'REJECTED') then
        raise exception 'naung: only an order that the bank refused is made again' using errcode = 'check_violation';
    end if;
    if new.state = 'DECIDED' and not contributions_was_decided(new.approval_id, 'contributions.retry', new.content_hash,
            (select rupiah from contributions_invoice where id = new.invoice_id)) then
        raise exception 'naung: a retry is decided by another person' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger contributions_retry_stands before insert or update on contributions_retry for each row execute function contributions_retry_stands();

-- The months after a membership's last day that were paid for nothing, as the tables have them.
create function contributions_surplus_stands() returns trigger language plpgsql as $$
declare n bigint; total numeric;
begin
    if tg_op = 'INSERT' then
        select count(*), coalesce(sum(c.rupiah), 0) into n, total from contributions_contribution c join enrolment_membership m on m.id = c.membership_id
         where c.membership_id = new.membership_id and m.region = new.region and m.state = 'ENDED' and c.month > m.covered_until and c.paid_on is not null;
        if (n, total) <> (new.months, new.rupiah) then
            raise exception 'naung: % unused months of Rp%, and Rp% is asked for', n, total, new.rupiah using errcode = 'check_violation';
        end if;
    end if;
    if new.state in ('DECIDED', 'SETTLED') and not contributions_was_decided(new.approval_id, 'contributions.surplus', new.content_hash, new.rupiah) then
        raise exception 'naung: unused months are decided by another person' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger contributions_surplus_stands before insert or update on contributions_surplus
    for each row execute function contributions_surplus_stands();
"""

APART = """
drop trigger contributions_surplus_stands on contributions_surplus; drop function contributions_surplus_stands();
drop trigger contributions_retry_stands on contributions_retry; drop function contributions_retry_stands();
drop trigger contributions_order_leaves on payments_order; drop function contributions_order_leaves();
drop index contributions_one_order_an_invoice;
drop trigger contributions_invoice_order on contributions_invoice; drop function contributions_invoice_order();
drop trigger contributions_run_papers on contributions_run; drop function contributions_run_papers();
drop trigger contributions_papers_stand on contributions_disbursement; drop function contributions_papers_stand();
drop function contributions_was_decided(bigint, text, text, bigint);
"""
PAPERS = ("run_id", "number", "region", "office", "account_code", "payee", "gross", "deductions", "spp_number", "spp_on", "spm_number", "content_hash", "approval_id")  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0003_late_letter"),
        ("approvals", "0002_guards"),
        ("enrolment", "0002_guards"),
        ("payments", "0002_guards"),
    ]
    operations = [
        migrations.AddField(
            model_name='run',
            name='papers',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='Disbursement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.SmallIntegerField()),
                ('region', models.CharField(max_length=13)),
                ('office', models.TextField()),
                ('account_code', models.TextField()),
                ('payee', models.TextField()),
                ('gross', models.BigIntegerField()),
                ('deductions', models.BigIntegerField(default=0)),
                ('spp_number', models.TextField()),
                ('spp_on', models.DateField()),
                ('spm_number', models.TextField()),
                ('spm_on', models.DateField(null=True)),
                ('sp2d_number', models.TextField(null=True)),
                ('sp2d_on', models.DateField(null=True)),
                ('why', models.TextField(default='')),
                ('content_hash', models.CharField(max_length=64)),
                ('state', models.TextField(default='PREPARED')),
                ('trail', models.BigIntegerField()),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.approval')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contributions.run')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'number'), name='contributions_papers_number'), models.UniqueConstraint(condition=models.Q(('state__in', ['PREPARED', 'SIGNED', 'ISSUED'])), fields=('run',), name='contributions_one_set_stands'), models.UniqueConstraint(condition=models.Q(('state__in', ['PREPARED', 'SIGNED', 'ISSUED'])), fields=('spp_number',), name='contributions_spp_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['PREPARED', 'SIGNED', 'ISSUED'])), fields=('spm_number',), name='contributions_spm_once'), models.UniqueConstraint(fields=('sp2d_number',), name='contributions_sp2d_once'), models.CheckConstraint(condition=models.Q(models.Q(('spm_on', None), ('spm_on__gte', models.F('spp_on')), _connector='OR'), models.Q(('sp2d_on', None), ('sp2d_on__gte', models.F('spm_on')), _connector='OR')), name='contributions_papers_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('sp2d_number', None), ('sp2d_on', None), ('spm_on', None), ('state__in', ['PREPARED', 'REFUSED', 'VOID'])), models.Q(('sp2d_number', None), ('sp2d_on', None), ('spm_on__isnull', False), ('state__in', ['SIGNED', 'RETURNED'])), models.Q(('sp2d_number__isnull', False), ('sp2d_on__isnull', False), ('spm_on__isnull', False), ('state', 'ISSUED')), _connector='OR'), name='contributions_papers_of_their_state'), models.CheckConstraint(condition=models.Q(('deductions', 0), ('gross__gt', 0), models.Q(('spp_number', ''), _negated=True), models.Q(('spm_number', ''), _negated=True), models.Q(('sp2d_number', ''), _negated=True), models.Q(('office', ''), _negated=True)), name='contributions_papers_are_whole'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['RETURNED', 'VOID']), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='contributions_papers_given_back_say_why')],
            },
        ),
        migrations.CreateModel(
            name='Retry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=5)),
                ('number', models.SmallIntegerField()),
                ('why', models.TextField()),
                ('content_hash', models.CharField(max_length=64)),
                ('state', models.TextField(default='PREPARED')),
                ('trail', models.BigIntegerField()),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.approval')),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contributions.invoice')),
                ('old', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.order')),
                ('order', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.order')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('invoice', 'number'), name='contributions_retry_number'), models.UniqueConstraint(condition=models.Q(('state__in', ['PREPARED', 'DECIDED'])), fields=('old',), name='contributions_one_retry_stands'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='contributions_retry_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('order__isnull', False), ('state', 'DECIDED'), models.Q(('order', models.F('old')), _negated=True)), models.Q(models.Q(('state', 'DECIDED'), _negated=True), ('order', None)), _connector='OR'), name='contributions_retry_made_an_order')],
            },
        ),
        migrations.CreateModel(
            name='Surplus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.SmallIntegerField()),
                ('region', models.CharField(max_length=5)),
                ('months', models.IntegerField()),
                ('rupiah', models.BigIntegerField()),
                ('how', models.TextField()),
                ('why', models.TextField()),
                ('document', models.TextField()),
                ('content_hash', models.CharField(max_length=64)),
                ('settled_on', models.DateField(null=True)),
                ('reference', models.TextField(default='')),
                ('state', models.TextField(default='PREPARED')),
                ('trail', models.BigIntegerField()),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.approval')),
                ('instead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enrolment.membership')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enrolment.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('membership', 'number'), name='contributions_surplus_number'), models.UniqueConstraint(condition=models.Q(('state__in', ['PREPARED', 'DECIDED', 'SETTLED'])), fields=('membership',), name='contributions_one_surplus_stands'), models.CheckConstraint(condition=models.Q(('how__in', ['refund', 'replace']), ('months__gt', 0), ('rupiah__gte', models.F('months')), models.Q(('why', ''), _negated=True), models.Q(('document', ''), _negated=True)), name='contributions_surplus_is_something'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'SETTLED'), _negated=True), ('instead', None), ('reference', ''), ('settled_on', None)), models.Q(('how', 'refund'), ('instead', None), ('settled_on__isnull', False), ('state', 'SETTLED'), models.Q(('reference', ''), _negated=True)), models.Q(('how', 'replace'), ('instead__isnull', False), ('reference', ''), ('settled_on__isnull', False), ('state', 'SETTLED')), _connector='OR'), name='contributions_surplus_settled')],
            },
        ),
        migrations.RunSQL(STANDS, APART),
        guards.state_machine("contributions_disbursement", DISBURSEMENT),
        guards.state_machine("contributions_retry", RETRY),
        guards.state_machine("contributions_surplus", SURPLUS),
        guards.never_deleted("contributions_disbursement"),
        guards.never_deleted("contributions_retry"),
        guards.never_deleted("contributions_surplus"),
        guards.frozen("contributions_disbursement", *PAPERS),
        guards.frozen("contributions_retry", "invoice_id", "region", "number", "old_id", "why", "content_hash", "approval_id"),
        guards.frozen("contributions_surplus", "membership_id", "number", "region", "months", "rupiah", "how", "why", "document", "content_hash", "approval_id"),
        guards.by_region("contributions_disbursement", "region"),
        guards.by_region("contributions_retry", "region"),
        guards.by_region("contributions_surplus", "region"),
    ]  # fmt: skip
