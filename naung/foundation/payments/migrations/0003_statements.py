import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from naung.foundation import guards
from naung.foundation.payments.states import EXPLANATION

KEPT = ("partner", "bank_ref", "statement_id", '"on"', "amount", "reference", "text")
MORE = ("value_on", "counterparty", "code", "balance")

# A booking may go two ways now: by rule to one order, or by a person in parts. Its states are checked anew.
STATES = """
alter table payments_bankline drop constraint payments_bankline_state_known;
alter table payments_bankline add constraint payments_bankline_state_known check (state in ('EXPLAINED', 'MATCHED', 'UNMATCHED'));
create or replace function payments_bankline_moves() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select count(*) filter (where n.state <> o.state and (o.state, n.state) not in (('UNMATCHED', 'MATCHED'), ('UNMATCHED', 'EXPLAINED'))) > 0
                from new_rows n join old_rows o using (id) $q$ into bad;
    if bad then
        raise exception 'naung: this change of state is not possible in payments_bankline' using errcode = 'check_violation';
    end if;
    execute $q$ select count(*) <> (select count(*) from old_rows) from new_rows n join old_rows o using (id) $q$ into bad;
    if bad then
        raise exception 'naung: payments_bankline keeps its id' using errcode = 'check_violation';
    end if;
    execute $q$ select count(*) > 0 from (select distinct n.trail from new_rows n join old_rows o using (id) where n.state <> o.state) moved where not exists (
                select from trail_entry e where e.id = moved.trail and e.txid = pg_current_xact_id()) $q$ into bad;
    if bad then
        raise exception 'naung: a change of state in payments_bankline needs a trail entry of its own transaction' using errcode = 'check_violation';
    end if;
    return null;
end $$;
drop trigger payments_bankline_frozen on payments_bankline;
drop function payments_bankline_frozen();
"""

DEBITS = """
-- What the bank moved for an order: bookings that were matched by rule, and the parts that two people decided. A return is below zero.
create view payments_debit with (security_invoker = true) as
    select l.id as booking_id, l.order_id, l."on", l.amount from payments_bankline l where l.order_id is not null
    union all
    select l.id, p.order_id, l."on", p.amount from payments_part p join payments_explanation e on e.id = p.explanation_id and e.state = 'DECIDED'
      join payments_bankline l on l.id = e.booking_id where p.order_id is not null;
grant select on payments_debit to naung_app;

-- Paid is what the bank's statement says: by a booking of its own, or as a part of one that was explained.
create or replace function payments_paid_by_a_booking() returns trigger language plpgsql as $$
begin
    if new.state = 'PAID' and 1 <> (select count(*) from payments_debit d
                                     where d.order_id = new.id and d."on" = new.paid_on and d.amount = new.amount) then
        raise exception 'naung: order % is paid by no booking of the bank', new.key using errcode = 'check_violation';
    end if;
    return null;
end $$;

-- What was decided adds up: the parts are the booking, a part that pays an order is the whole order, and nobody paid that order before.
create function payments_explanation_adds_up() returns trigger language plpgsql as $$
declare total numeric; moved bigint; known text; bad boolean;
begin
    select amount, state into moved, known from payments_bankline where id = new.booking_id;
    select coalesce(sum(amount), 0) into total from payments_part where explanation_id = new.id;
    if total <> new.rupiah or moved <> new.rupiah then
        raise exception 'naung: the parts of explanation % are Rp%, and its booking is Rp%', new.id, total, moved using errcode = 'check_violation';
    end if;
    if new.state = 'DECIDED' and known <> 'EXPLAINED' then
        raise exception 'naung: booking % is %, and was explained', new.booking_id, known using errcode = 'check_violation';
    end if;
    if new.state = 'DECIDED' and new.approval_id is not null and not exists (
         select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED' and a.content_hash = new.content_hash) then
        raise exception 'naung: explanation % rests on no approval of the same content', new.id using errcode = 'check_violation';
    end if;
    select count(*) > 0 into bad from payments_part p join payments_order o on o.id = p.order_id
     where p.explanation_id = new.id and new.state = 'DECIDED' and p.amount > 0
       and (p.amount <> o.amount or o.state <> 'PAID' or 1 <> (select count(*) from payments_debit d where d.order_id = o.id and d.amount > 0));
    if bad then
        raise exception 'naung: explanation % pays an order otherwise than whole and once', new.id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger payments_explanation_adds_up after insert or update on payments_explanation
    deferrable initially deferred for each row execute function payments_explanation_adds_up();

create function payments_explained_by_somebody() returns trigger language plpgsql as $$
begin
    if new.state = 'EXPLAINED' and not exists (select from payments_explanation e where e.booking_id = new.id and e.state = 'DECIDED') then
        raise exception 'naung: booking % was explained by nobody', new.id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger payments_explained_by_somebody after update on payments_bankline
    deferrable initially deferred for each row execute function payments_explained_by_somebody();

-- Parts are written with their explanation and never later.
alter table payments_explanation add column txid xid8 not null default pg_current_xact_id();
create function payments_part_with_its_explanation() returns trigger language plpgsql as $$
begin
    if not exists (select from payments_explanation e where e.id = new.explanation_id and e.txid = pg_current_xact_id()) then
        raise exception 'naung: parts are written with their explanation' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger payments_part_with_its_explanation after insert on payments_part
    for each row execute function payments_part_with_its_explanation();
"""

APART = """
drop trigger payments_part_with_its_explanation on payments_part; drop function payments_part_with_its_explanation();
alter table payments_explanation drop column txid;
drop trigger payments_explained_by_somebody on payments_bankline; drop function payments_explained_by_somebody();
drop trigger payments_explanation_adds_up on payments_explanation; drop function payments_explanation_adds_up();
drop view payments_debit cascade;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_guards"), ("approvals", "0002_guards"), ("trail", "0002_guards")]
    operations = [
        migrations.AddField("statement", "format", models.TextField(default="")),
        migrations.AddField("bankline", "value_on", models.DateField(null=True)),
        migrations.AddField("bankline", "counterparty", models.TextField(default="")),
        migrations.AddField("bankline", "code", models.TextField(default="")),
        migrations.AddField("bankline", "balance", models.BigIntegerField(null=True)),
        migrations.RemoveConstraint("bankline", "payments_matched_names_the_order"),
        migrations.AddConstraint("bankline", models.CheckConstraint(
            name="payments_matched_names_the_order",
            condition=Q(state="MATCHED", order__isnull=False) | Q(state__in=["UNMATCHED", "EXPLAINED"], order=None))),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.TextField()),
                ("account_index", models.BinaryField()),
                ("account_ends", models.TextField()),
                ("number", models.TextField(default="")),
                ("sequence", models.IntegerField(null=True)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("opening", models.BigIntegerField(null=True)),
                ("moved", models.BigIntegerField()),
                ("closing", models.BigIntegerField(null=True)),
                ("bookings", models.IntegerField()),
                ("statement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.statement")),
            ],
            options={
                "indexes": [models.Index(fields=["partner", "account_index", "last_on"], name="payments_sheet_of_account")],
                "constraints": [
                    models.CheckConstraint(name="payments_sheet_joins",
                                           condition=Q(opening=None) | Q(closing=None) | Q(closing=F("opening") - F("moved"))),
                    models.CheckConstraint(name="payments_sheet_has_days", condition=Q(last_on__gte=F("first_on"), bookings__gte=0)),
                ],
            },
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("rupiah", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("document", models.TextField()),
                ("region", models.TextField()),
                ("content_hash", models.CharField(max_length=64)),
                ("prepared_on", models.DateField()),
                ("state", models.TextField(default="PREPARED")),
                ("trail", models.BigIntegerField()),
                ("approval", models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="approvals.approval")),
                ("booking", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.bankline")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["booking"], condition=Q(state__in=["PREPARED", "DECIDED"]), name="payments_one_explanation_a_booking"),
                    models.CheckConstraint(name="payments_explained_says_why", condition=~Q(reason="") & ~Q(document="") & ~Q(rupiah=0)),
                    models.CheckConstraint(name="payments_waits_for_an_approval", condition=~Q(state="PREPARED") | Q(approval__isnull=False)),
                    models.CheckConstraint(name="payments_two_people_above_the_limit",
                                           condition=Q(approval__isnull=False) | Q(rupiah__gte=-1_000_000, rupiah__lte=1_000_000)),
                ],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.TextField()),
                ("amount", models.BigIntegerField()),
                ("explanation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.explanation")),
                ("order", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.order")),
            ],
            options={"constraints": [models.CheckConstraint(name="payments_part_is_something", condition=~Q(amount=0))]},
        ),
        migrations.RunSQL(STATES, migrations.RunSQL.noop),
        guards.frozen("payments_bankline", *KEPT, *MORE),
        migrations.RunSQL(DEBITS, APART),
        guards.append_only("payments_sheet"),
        guards.append_only("payments_part"),
        guards.never_deleted("payments_explanation"),
        guards.frozen("payments_explanation", "booking_id", "kind", "rupiah", "reason", "document", "region", "content_hash", "approval_id", "prepared_on", "txid"),
        guards.state_machine("payments_explanation", EXPLANATION, starts=["DECIDED"]),
    ]  # fmt: skip
