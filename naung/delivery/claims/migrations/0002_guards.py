from django.db import migrations

from naung.delivery.claims.states import CLAIM
from naung.foundation import guards

# Each account is bound to its human, so that the three-people checks cannot be fed another one.
HUMANS = migrations.RunSQL(
    "".join(
        f"""alter table claims_claim add constraint claims_{role}_is_this_human
                foreign key ({role}_id, {role}_human) references staff_officer (id, human_id);"""
        for role in ("filer", "assessor", "approver")
    ),
    "".join(f"alter table claims_claim drop constraint claims_{role}_is_this_human;" for role in ("filer", "assessor", "approver")),
)

# Assessed and approved: only for the person's own membership, for a day that lies within it (that of the accident, where a
# death follows from one), and approved only as it was assessed; what it was assessed on stays.
STANDS = migrations.RunSQL(
    """
    create function claims_stands() returns trigger language plpgsql as $$
    begin
        if new.state in ('ASSESSED', 'APPROVED') and not exists (
            select from enrolment_membership m left join claims_claim a on a.id = new.caused_by_id
             where m.id = new.membership_id and m.programme_id = new.programme_id
               and m.state in ('ENROLLED', 'ENDED') and coalesce(a.happened_on, new.happened_on) between m.covered_from and m.covered_until) then
            raise exception 'naung: nothing is assessed or approved for a day outside the cover' using errcode = 'check_violation';
        end if;
        if new.state = 'APPROVED' and not exists (
            select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED' and a.kind = 'claims.claim'
               and a.prepared_human = new.assessor_human and a.decided_human = new.approver_human and a.rupiah = new.rupiah) then
            raise exception 'naung: a claim needs the approval of exactly this estimate' using errcode = 'check_violation';
        end if;
        if old.state in ('ASSESSED', 'APPROVED', 'DETERMINED', 'PAID', 'CLOSED') and (old.estimate, old.rupiah, old.assessor_human, old.approval_id)
                is distinct from (new.estimate, new.rupiah, new.assessor_human, new.approval_id) then
            raise exception 'naung: an assessed claim keeps its estimate' using errcode = 'restrict_violation';
        end if;
        if old.state <> 'REPORTED' and (old.cause, old.suspected, old.cover, old.months_paid, old.complete_on, old.expires_on, old.memberships,
                old.memberships_because, old.circumstance, old.outside_plkk) is distinct from (new.cause, new.suspected, new.cover, new.months_paid,
                new.complete_on, new.expires_on, new.memberships, new.memberships_because, new.circumstance, new.outside_plkk) then
            raise exception 'naung: what a claim was assessed on does not change after' using errcode = 'restrict_violation';
        end if;
        return new;
    end $$;
    create trigger claims_stands before update on claims_claim for each row execute function claims_stands();
    """,
    "drop trigger claims_stands on claims_claim; drop function claims_stands();",
)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"), ("enrolment", "0002_guards"), ("approvals", "0002_guards"), ("staff", "0002_guards"),
        ("trail", "0002_guards"),
    ]  # fmt: skip
    operations = [
        HUMANS,
        guards.by_region("claims_claim"),
        guards.never_deleted("claims_claim"),
        guards.frozen(
            "claims_claim", "programme_id", "number", "person_id", "membership_id", "region", "village", "kind",
            "caused_by_id", "happened_on", "reported_on", "reporter", "relation", "filer_id", "filer_human",
        ),
        guards.state_machine("claims_claim", CLAIM),
        STANDS,
    ]  # fmt: skip
