from django.db import migrations

from naung.foundation import guards
from naung.foundation.work.states import JOB

ENDED = """
-- What ended stays as it ended: not one number of it changes.
create function work_job_ended() returns trigger language plpgsql as $$
begin
    if old.state not in ('WAITING', 'RUNNING') then
        raise exception 'naung: this work has ended; it does not change any more' using errcode = 'restrict_violation';
    end if;
    if old.cancel_at is not null and new.cancel_at is distinct from old.cancel_at then
        raise exception 'naung: a cancellation stays' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger work_job_ended before update on work_job for each row execute function work_job_ended();
"""
NOT_ENDED = "drop trigger work_job_ended on work_job; drop function work_job_ended();"


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial"), ("trail", "0002_guards"), ("staff", "0002_guards")]
    operations = [
        guards.never_deleted("work_job"),
        guards.frozen("work_job", "kind", "key", "arguments", "officer_id", "regions", "language", '"on"', "asked_at"),
        guards.state_machine("work_job", JOB),
        migrations.RunSQL(ENDED, NOT_ENDED),
    ]
