from django.db import migrations

from naung.delivery.banking.states import ACCOUNT
from naung.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("banking", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        guards.by_region("banking_account"),
        guards.never_deleted("banking_account"),
        guards.frozen("banking_account", "programme_id", "membership_id", "person_id", "region", "requested_on"),
        guards.state_machine("banking_account", ACCOUNT),
        migrations.RunSQL(
            """
            create function banking_number_stays() returns trigger language plpgsql as $$
            declare bad boolean;
            begin
                execute $q$ select count(*) > 0 from new_rows n join old_rows o using (id) where o.number_index is not null
                             and (n.number_index, n.passbook) is distinct from (o.number_index, o.passbook) $q$ into bad;
                if bad then
                    raise exception 'naung: an account keeps the number that the bank gave it' using errcode = 'restrict_violation';
                end if;
                return null;
            end $$;
            create trigger banking_number_stays after update on banking_account referencing old table as old_rows new table as new_rows
                for each statement execute function banking_number_stays();
            """,
            "drop trigger banking_number_stays on banking_account; drop function banking_number_stays();",
        ),
    ]
