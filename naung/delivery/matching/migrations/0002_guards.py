from django.db import migrations

from naung.delivery.matching.states import PAIR, REVIEW
from naung.foundation import guards

ASKED = ("pair_id", "village", "answer", "rule", "verdict", "owner", "reason", "note", "human", "also_human", "asked_at")
OF_THE_ANSWER = """
create function matching_review_of_the_answer() returns trigger language plpgsql as $$
begin
    if not exists (select from matching_pair p where p.id = new.pair_id and p.trail = new.answer and p.state = upper(new.verdict)
                   and p.decided_human = new.human and p.proposed_human is not distinct from new.also_human and p.village = new.village) then
        raise exception 'naung: a review is of the answer that the pair has, and of who gave it' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger matching_review_of_the_answer before insert on matching_review for each row execute function matching_review_of_the_answer();
"""
WRITTEN_ONCE = """
create function matching_review_written_once() returns trigger language plpgsql as $$
begin
    if (old.second <> '' and (old.second, old.second_owner, old.second_reason, old.second_note, old.second_by_id, old.second_human, old.second_at)
            is distinct from (new.second, new.second_owner, new.second_reason, new.second_note, new.second_by_id, new.second_human, new.second_at))
        or (old.third <> '' and (old.third, old.third_owner, old.third_reason, old.third_note, old.third_by_id, old.third_human, old.third_at)
            is distinct from (new.third, new.third_owner, new.third_reason, new.third_note, new.third_by_id, new.third_human, new.third_at)) then
        raise exception 'naung: an answer of matching_review, once given, stays' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger matching_review_written_once before update on matching_review for each row execute function matching_review_written_once();
"""
ONE_S_OWN_ACCOUNT = """
alter table matching_pair add constraint matching_decider_is_this_human
    foreign key (decided_by_id, decided_human) references staff_officer (id, human_id);
alter table matching_pair add constraint matching_proposer_is_this_human
    foreign key (proposed_by_id, proposed_human) references staff_officer (id, human_id);
alter table matching_review add constraint matching_second_is_this_human
    foreign key (second_by_id, second_human) references staff_officer (id, human_id);
alter table matching_review add constraint matching_third_is_this_human
    foreign key (third_by_id, third_human) references staff_officer (id, human_id);
"""


class Migration(migrations.Migration):
    """What the machine saw stays as it saw it; the answer moves by its states and names who gave it. An answer asked again is of
    another human (CHECK, each account bound to its human), and what they said once stays."""

    dependencies = [("matching", "0001_initial"), ("trail", "0002_guards"), ("staff", "0001_initial")]
    operations = [
        guards.never_deleted("matching_pair"),
        guards.frozen("matching_pair", "programme_id", "row_id", "person_id", "other_row_id", "kind", "weight", "fields", "asked_at"),
        guards.state_machine("matching_pair", PAIR),
        guards.by_region("matching_pair"),
        migrations.RunSQL(ONE_S_OWN_ACCOUNT, migrations.RunSQL.noop),
        migrations.RunSQL(OF_THE_ANSWER, "drop trigger matching_review_of_the_answer on matching_review; drop function matching_review_of_the_answer();"),
        migrations.RunSQL(WRITTEN_ONCE, "drop trigger matching_review_written_once on matching_review; drop function matching_review_written_once();"),
        guards.never_deleted("matching_review"),
        guards.frozen("matching_review", *ASKED),
        guards.state_machine("matching_review", REVIEW),
        guards.by_region("matching_review"),
    ]
