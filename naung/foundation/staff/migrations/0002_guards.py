from django.db import migrations

from naung.foundation import guards
from naung.foundation.staff.roles import ALONE, DECIDE, PREPARE


def listed(roles):
    return ", ".join(f"'{role}'" for role in sorted(roles))


# The human's row is locked first: two posts given at the same moment see each other.
APART = f"""
create function staff_post_apart() returns trigger language plpgsql as $$
declare other record;
begin
    if new.until < new.since then
        return null;  -- it never took effect
    end if;
    perform 1 from staff_human h join staff_officer o on o.human_id = h.id where o.id = new.officer_id for update of h;
    select p.role, p.region_id into other
    from staff_post p join staff_officer o on o.id = p.officer_id
    where o.human_id = (select human_id from staff_officer where id = new.officer_id) and p.id <> new.id and p.role <> new.role
      and (p.until is null or p.until >= p.since)
      and p.since <= coalesce(new.until, 'infinity') and new.since <= coalesce(p.until, 'infinity')
      and (p.role in ({listed(ALONE)}) or new.role in ({listed(ALONE)})
           or ((p.role in ({listed(PREPARE)}) and new.role in ({listed(DECIDE)})
                or p.role in ({listed(DECIDE)}) and new.role in ({listed(PREPARE)}))
               and (starts_with(p.region_id || '.', new.region_id || '.') or starts_with(new.region_id || '.', p.region_id || '.'))))
    limit 1;
    if found then
        raise exception 'naung: one human is not % and % at the same time', other.role, new.role using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger staff_post_apart after insert or update on staff_post
    for each row execute function staff_post_apart();
"""


class Migration(migrations.Migration):
    """An account keeps its human for good; nobody who signed something can be removed; who prepares does not also decide."""

    dependencies = [("staff", "0001_initial")]
    operations = [
        guards.frozen("staff_officer", "human_id", "login"),
        guards.never_deleted("staff_officer"),
        guards.never_deleted("staff_human"),
        guards.never_deleted("staff_post"),
        migrations.RunSQL(APART, "drop trigger staff_post_apart on staff_post; drop function staff_post_apart();"),
    ]
