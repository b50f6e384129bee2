from django.db import migrations

from naung.delivery.registry.states import PERSON
from naung.foundation import guards

# A merge is final and points at a record that stands: with the target locked, two crosswise merges cannot make a circle.
MERGES = """
create function registry_person_merges() returns trigger language plpgsql as $$
declare target text;
begin
    if old.merged_into_id is not null then
        raise exception 'naung: a merge in registry_person is final' using errcode = 'restrict_violation';
    end if;
    select state into target from registry_person where id = new.merged_into_id for update;
    if target is distinct from 'KNOWN' then
        raise exception 'naung: registry_person merges only into a record that stands' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger registry_person_merges before update on registry_person for each row
    when (new.merged_into_id is distinct from old.merged_into_id) execute function registry_person_merges();
"""
UNDO = """
drop trigger registry_person_merges on registry_person;
drop function registry_person_merges();
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        guards.never_deleted("registry_person"),
        guards.frozen("registry_person", "code"),
        guards.state_machine("registry_person", PERSON),
        guards.by_region("registry_person"),
        migrations.RunSQL(sql=MERGES, reverse_sql=UNDO),
    ]
