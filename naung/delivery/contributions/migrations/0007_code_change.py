import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from naung.delivery.contributions.mending.states import CODE_CHANGE
from naung.foundation import guards

STANDS = """
-- A payment code is given once; another takes its place by two people, while no order can pay the old one.
create function contributions_code_stays() returns trigger language plpgsql as $$
begin
    if old.code is null or new.code is not distinct from old.code then return new; end if;
    if new.code is null or not exists (select from contributions_codechange c where c.invoice_id = new.id and (c.old, c.new) = (old.code, new.code)
            and c.state = 'DECIDED' and contributions_was_decided(c.approval_id, 'contributions.code', c.content_hash, new.rupiah))
       or exists (select from payments_order o where o.id = new.order_id and o.state <> 'REJECTED') then
        raise exception 'naung: a payment code is replaced by two people, before anything is paid under it' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger contributions_code_stays before update of code on contributions_invoice for each row execute function contributions_code_stays();

create function contributions_code_change_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and not exists (select from contributions_invoice i where i.id = new.invoice_id and i.region = new.region and i.code = new.old) then
        raise exception 'naung: only the code that an invoice has is replaced' using errcode = 'check_violation';
    end if;
    if new.state = 'DECIDED' and not contributions_was_decided(new.approval_id, 'contributions.code', new.content_hash,
            (select rupiah from contributions_invoice where id = new.invoice_id)) then
        raise exception 'naung: another payment code is decided by another person' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger contributions_code_change_stands before insert or update on contributions_codechange
    for each row execute function contributions_code_change_stands();

-- What the bank never answered may be put forward on its letter; until two people decided it, its order stays sent.
create or replace function contributions_retry_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.letter <> old.letter then
        raise exception 'naung: the letter behind a retry stays' using errcode = 'restrict_violation';
    end if;
    if tg_op = 'INSERT' and not exists (select from contributions_invoice i join payments_order o on o.id = i.order_id
            where i.id = new.invoice_id and i.region = new.region and o.id = new.old_id and (o.state = 'REJECTED' or o.state = 'SENT' and new.letter <> '')) then
        raise exception 'naung: only an order that the bank refused is made again' using errcode = 'check_violation';
    end if;
    if (tg_op = 'INSERT' or new.state = 'DECIDED') and (select sum(l.amount) from payments_bankline l join payments_order o
            on o.reference = l.reference where o.id = new.old_id and l.state = 'UNMATCHED') > 0 then
        raise exception 'naung: the bank debited this order although it refused it' using errcode = 'check_violation';
    end if;
    if new.state = 'DECIDED' and not contributions_was_decided(new.approval_id, 'contributions.retry', new.content_hash,
            (select rupiah from contributions_invoice where id = new.invoice_id)) then
        raise exception 'naung: a retry is decided by another person' using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""
APART = """
drop trigger contributions_code_change_stands on contributions_codechange; drop function contributions_code_change_stands();
drop trigger contributions_code_stays on contributions_invoice; drop function contributions_code_stays();
"""


class Migration(migrations.Migration):
    """A wrong payment code is replaced; an order that was never answered is made again on the bank's letter."""

    dependencies = [
        ("contributions", "0006_still_active"),
        ("approvals", "0002_guards"),
        ("payments", "0002_guards"),
    ]

    operations = [
        migrations.AddField("retry", "letter", models.TextField(db_default="", default="")),
        migrations.CreateModel(
            "CodeChange",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=5)),
                ("number", models.SmallIntegerField()),
                ("old", models.CharField(max_length=12)),
                ("new", models.CharField(max_length=12)),
                ("why", models.TextField()),
                ("document", models.TextField()),
                ("content_hash", models.CharField(max_length=64)),
                ("state", models.TextField(default="PREPARED")),
                ("trail", models.BigIntegerField()),
                ("approval", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="approvals.approval")),
                ("invoice", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contributions.invoice")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["invoice", "number"], name="contributions_code_change_number"),
                    models.UniqueConstraint(fields=["invoice"], condition=Q(state="PREPARED"), name="contributions_one_code_change_waits"),
                    models.CheckConstraint(
                        name="contributions_code_change_says_why",
                        condition=~Q(why="") & ~Q(document="") & ~Q(old=F("new")) & Q(new__regex=r"^[0-9]{12}$"),
                    ),
                ]
            },
        ),
        migrations.RunSQL(STANDS, APART),
        guards.state_machine("contributions_codechange", CODE_CHANGE),
        guards.never_deleted("contributions_codechange"),
        guards.frozen("contributions_codechange", "invoice_id", "region", "number", "old", "new", "why", "document", "content_hash", "approval_id"),
        guards.by_region("contributions_codechange", "region"),
    ]  # fmt: skip
