from django.db import migrations

from naung.delivery.registry.states import CORRECTION
from naung.foundation import guards

# Decided by two, on exactly this. What a person is called in the table that is searched follows what they are called.
TWO = """
create function registry_correction_by_two() returns trigger language plpgsql as $$
begin
    if new.state in ('CORRECTED', 'REFUSED') and not exists (
        select from approvals_approval a where a.id = new.approval_id and a.kind = 'registry.correction' and a.subject = 'registry.correction:' || new.id
           and a.content_hash = new.content_hash and a.state = case new.state when 'CORRECTED' then 'APPROVED' else 'REFUSED' end) then
        raise exception 'naung: a correction needs the decision of a second officer on exactly this' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger registry_correction_by_two before insert or update on registry_correction for each row execute function registry_correction_by_two();

create function registry_found_again() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    update registry_search set words = registry_words(new.name_folded, new.born_on, new.village), lives = new.village where person_id = new.id;
    with seen as (select distinct unnest(array_remove(string_to_array(new.name_folded, ' '), '')) as word),
    spelled as (insert into registry_word (word) select word from seen where not exists (select from registry_word w where w.word = seen.word)
                on conflict do nothing returning word)
    insert into registry_slip (rest, word) select slip, word from spelled, registry_slips(registry_sound(word)) slip on conflict do nothing;
    return null;
end $$;
create trigger registry_found_again after update of name_folded, born_on on registry_person for each row
    when ((new.name_folded, new.born_on) is distinct from (old.name_folded, old.born_on)) execute function registry_found_again();
"""
ONE = """
drop trigger registry_found_again on registry_person; drop function registry_found_again();
drop trigger registry_correction_by_two on registry_correction; drop function registry_correction_by_two();
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_correction"), ("approvals", "0002_guards"), ("trail", "0002_guards")]
    operations = [
        guards.never_deleted("registry_correction"),
        guards.frozen(
            "registry_correction", "person_id", "village", "field", "was", "becomes", "was_sealed", "becomes_sealed", "becomes_index", "document",
            "reason", "content_hash", "approval_id",
        ),
        guards.state_machine("registry_correction", CORRECTION),
        guards.by_region("registry_correction"),
        migrations.RunSQL(TWO, ONE),
    ]
