from django.db import migrations

from naung.delivery.selection.states import DECREE, PLACE
from naung.foundation import guards

# What was signed is what stands: a decree is decided only with an approved approval over the same hash, rows and rupiah,
# and only with as many places as it says; a place is held only on a decided decree of its own programme and region.
DECIDED = migrations.RunSQL(
    """
    create function selection_decree_signed() returns trigger language plpgsql as $$
    begin
        if not exists (select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED'
                       and a.kind = 'selection.decree' and a.region = new.region
                       and (a.content_hash, a.rows, a.rupiah) = (new.content_hash, new.rows, new.rupiah)) then
            raise exception 'naung: a decree needs the approval of exactly this list' using errcode = 'check_violation';
        end if;
        if (select count(*) from selection_place p where p.decree_id = new.id and p.state <> 'RELEASED') <> new.rows then
            raise exception 'naung: a decree holds as many places as it says' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger selection_decree_signed before update on selection_decree for each row
        when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function selection_decree_signed();

    create function selection_place_on_its_decree() returns trigger language plpgsql as $$
    declare bad boolean;
    begin
        execute $q$ select count(*) <> (select count(*) from new_rows) from new_rows n join selection_decree d
                    on (d.id, d.programme_id, d.region) = (n.decree_id, n.programme_id, n.region)
                   and (n.state <> 'HELD' or d.state = 'DECIDED') and (n.state <> 'PROPOSED' or d.state = 'PREPARED') $q$ into bad;
        if bad then
            raise exception 'naung: a place stands on a list of its region, and is held only when that list is decided'
                using errcode = 'check_violation';
        end if;
        execute $q$ select count(*) > 0 from (select distinct programme_id, region from new_rows) t
                    where (select count(*) from selection_place p
                           where p.programme_id = t.programme_id and p.region = t.region and p.state in ('PROPOSED', 'HELD'))
                        > coalesce((select q.used from programme_quota q
                                    where q.programme_id = t.programme_id and q.region_id = t.region), 0) $q$ into bad;
        if bad then
            raise exception 'naung: more places than the quota of the region counts' using errcode = 'check_violation';
        end if;
        return null;
    end $$;
    create trigger selection_place_stands_new after insert on selection_place referencing new table as new_rows
        for each statement execute function selection_place_on_its_decree();
    create trigger selection_place_stands_moved after update on selection_place referencing new table as new_rows
        for each statement execute function selection_place_on_its_decree();
    """,
    """
    drop trigger selection_place_stands_new on selection_place;
    drop trigger selection_place_stands_moved on selection_place;
    drop trigger selection_decree_signed on selection_decree;
    drop function selection_place_on_its_decree();
    drop function selection_decree_signed();
    """,
)

# The reason of a release is kept only for a place that was given up, in its region, under the entry that released it.
RELEASED = migrations.RunSQL(
    """
    create function selection_release_stands() returns trigger language plpgsql as $$
    declare bad boolean;
    begin
        execute $q$ select count(*) <> (select count(*) from new_rows) from new_rows n join selection_place p
                    on p.id = n.place_id and p.state = 'RELEASED' and (p.region, p.village, p.trail) = (n.region, n.village, n.trail) $q$ into bad;
        if bad then
            raise exception 'naung: a release tells of a place that was given up' using errcode = 'check_violation';
        end if;
        return null;
    end $$;
    create trigger selection_release_stands after insert on selection_release referencing new table as new_rows
        for each statement execute function selection_release_stands();
    """,
    "drop trigger selection_release_stands on selection_release; drop function selection_release_stands();",
)


class Migration(migrations.Migration):
    dependencies = [
        ("selection", "0001_initial"), ("programme", "0002_guards"), ("approvals", "0002_guards"), ("trail", "0002_guards"),
    ]  # fmt: skip
    operations = [
        guards.by_region("selection_assessment"),
        guards.by_region("selection_place"),
        guards.by_region("selection_release"),
        guards.append_only("selection_release"),
        RELEASED,
        guards.never_deleted("selection_decree"),
        guards.never_deleted("selection_place"),
        guards.frozen(
            "selection_decree", "programme_id", "region", "round", "changes_id", "approval_id", "funding_id", "content_hash",
            "first_month", "months", "per_place", "rows", "rupiah", "candidates", "places", "criteria", "prepared_on",
        ),
        guards.frozen("selection_place", "programme_id", "decree_id", "person_id", "region", "village", "rank"),
        guards.state_machine("selection_decree", DECREE),
        guards.state_machine("selection_place", PLACE),
        guards.belongs("selection_place", "registry_person", person_id="id"),
        DECIDED,
    ]  # fmt: skip
