from django.db import migrations

from naung.delivery.banking.states import CHANGE
from naung.foundation import guards

# A change is used only with the approval of exactly it by another human, after somebody other than its asker heard "yes" from
# the old contact and nobody heard "no" after that, and not before its hours are over. What was decided stays decided.
BY_TWO = """
alter table banking_change add constraint banking_change_asker_is_this_human
    foreign key (requested_by_id, requested_human) references staff_officer (id, human_id);
alter table banking_call add constraint banking_caller_is_this_human
    foreign key (called_by_id, called_human) references staff_officer (id, human_id);
alter table banking_change add constraint banking_change_waits_its_hours
    check (effective_at is null or effective_at >= decided_at + make_interval(hours => wait_hours));

create function banking_change_by_two() returns trigger language plpgsql as $$
begin
    if (old.decided_at is not null and (new.decided_at, new.effective_at) is distinct from (old.decided_at, old.effective_at))
       or (old.state <> 'REQUESTED' and (new.inquired_at, new.inquired_name, new.inquired_status)
                                        is distinct from (old.inquired_at, old.inquired_name, old.inquired_status)) then
        raise exception 'naung: a decided change of account keeps its hour and what the bank said' using errcode = 'restrict_violation';
    end if;
    if new.state in ('CONFIRMED', 'REFUSED') and old.state = 'REQUESTED' and not exists (
        select from approvals_approval a where a.id = new.approval_id and a.kind = 'banking.change' and a.subject = 'banking.change:' || new.id
           and a.content_hash = new.content_hash and a.prepared_human = new.requested_human and a.decided_human <> new.requested_human
           and a.state = case new.state when 'CONFIRMED' then 'APPROVED' else 'REFUSED' end
           and (new.state = 'REFUSED' or a.decided_at = new.decided_at)) then
        raise exception 'naung: a change of account is decided by a second person, over exactly this change' using errcode = 'check_violation';
    end if;
    if new.state = 'CONFIRMED' and old.state = 'REQUESTED' and (select c.answer from banking_call c where c.change_id = new.id and c.answer <> 'NOBODY'
           and c.called_at between new.requested_at and new.decided_at order by c.called_at desc, c.id desc limit 1) is distinct from 'YES' then
        raise exception 'naung: a change of account needs the word of the old contact' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger banking_change_by_two before update on banking_change for each row execute function banking_change_by_two();

create function banking_call_by_another() returns trigger language plpgsql as $$
begin
    if not exists (select from banking_change c where c.id = new.change_id and c.village = new.village and c.requested_human <> new.called_human
                      and c.requested_at <= new.called_at) then
        raise exception 'naung: who asked for a change of account does not call about it' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger banking_call_by_another before insert on banking_call for each row execute function banking_call_by_another();
"""
BY_ONE = """
drop trigger banking_call_by_another on banking_call; drop function banking_call_by_another();
drop trigger banking_change_by_two on banking_change; drop function banking_change_by_two();
alter table banking_change drop constraint banking_change_waits_its_hours;
alter table banking_call drop constraint banking_caller_is_this_human;
alter table banking_change drop constraint banking_change_asker_is_this_human;
"""


class Migration(migrations.Migration):
    dependencies = [("banking", "0003_names_changes_rest"), ("approvals", "0002_guards"), ("staff", "0002_guards"), ("trail", "0002_guards")]
    operations = [
        guards.by_region("banking_change"),
        guards.by_region("banking_call"),
        guards.never_deleted("banking_change"),
        guards.append_only("banking_call"),
        guards.frozen(
            "banking_change", "account_id", "number", "person_id", "region", "village", "bank", "bank_name", "product", "account_sealed",
            "account_index", "holder", "name_score", "reason", "document", "contact_sealed", "content_hash", "approval_id", "requested_by_id",
            "requested_human", "requested_at", "wait_hours",
        ),
        guards.state_machine("banking_change", CHANGE),
        guards.belongs("banking_change", "banking_account", account_id="id", person_id="person_id", region="region"),
        migrations.RunSQL(BY_TWO, BY_ONE),
    ]  # fmt: skip
