from django.db import migrations

from naung.foundation import guards
from naung.foundation.payments.states import BANK_LINE, ORDER

COVERED = """
-- What was approved is what is paid: the orders behind one approval never pass its amount.
create function payments_order_covered() returns trigger language plpgsql as $$
declare room bigint; known text; total numeric;
begin
    if new.approval_id is null then return null; end if;
    select rupiah, state into room, known from approvals_approval where id = new.approval_id for update;
    if known <> 'APPROVED' then
        raise exception 'naung: order % rests on an approval that is %', new.key, known using errcode = 'check_violation';
    end if;
    select sum(amount) into total from payments_order where approval_id = new.approval_id and state <> 'REJECTED';
    if total > room then
        raise exception 'naung: orders of Rp% pass the approved Rp%', total, room using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger payments_order_covered after insert or update of approval_id on payments_order
    for each row execute function payments_order_covered();

alter table payments_bankline add constraint payments_same_reference_and_amount
    foreign key (order_id, reference, amount) references payments_order (id, reference, amount);

-- Paid is what the bank's statement says.
create function payments_paid_by_a_booking() returns trigger language plpgsql as $$
begin
    if new.state = 'PAID' and not exists (select from payments_bankline l where l.order_id = new.id and l."on" = new.paid_on) then
        raise exception 'naung: order % is paid by no booking of the bank', new.key using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger payments_paid_by_a_booking after insert or update on payments_order
    deferrable initially deferred for each row execute function payments_paid_by_a_booking();
"""

APART = """
drop trigger payments_paid_by_a_booking on payments_order; drop function payments_paid_by_a_booking();
alter table payments_bankline drop constraint payments_same_reference_and_amount;
drop trigger payments_order_covered on payments_order; drop function payments_order_covered();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("trail", "0002_guards"), ("approvals", "0002_guards"), ("exchange", "0002_guards")]
    operations = [
        migrations.RunSQL(COVERED, APART),
        guards.append_only("payments_statement"),
        guards.never_deleted("payments_order"),
        guards.never_deleted("payments_bankline"),
        guards.frozen("payments_order", "key", "reference", "payee", "account_sealed", "amount", "purpose", "debits", "region", "subject"),
        guards.frozen("payments_bankline", "partner", "bank_ref", "statement_id", '"on"', "amount", "reference", "text"),
        guards.state_machine("payments_order", ORDER, starts=["APPROVED"]),
        guards.state_machine("payments_bankline", BANK_LINE),
        guards.by_region("payments_order", "region"),
    ]
