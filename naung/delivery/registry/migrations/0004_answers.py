import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from naung.delivery.registry.states import CLEARING
from naung.foundation import guards

# An answer is what a partner's file said of that very person, and nothing else becomes one. A statement at a time, as
# guards.belongs; never each with each, nor sorted by the
# reply that all have in common: a thousand answers are a thousand lines, whatever the planner thinks of a new table.
SAID = """
create function registry_answer_said() returns trigger language plpgsql set enable_nestloop = off set enable_mergejoin = off as $$
declare bad boolean;
begin
    execute $q$ select count(*) <> (select count(*) from new_rows) from new_rows n
                join (select * from exchange_line where reply_id = any(array(select distinct reply_id from new_rows)) and state = 'ACCEPTED') l
                     on l.reply_id = n.reply_id and l.subject = n.person_id and l.answer->>'answer' = n.answer and l.answer - 'answer' = n.facts
                join exchange_batch b on b.id = l.batch_id and b.kind = n.source $q$ into bad;
    bad := bad or (select count(distinct person_id) from new_rows)
               <> (select count(*) from registry_person where id = any(array(select person_id from new_rows)));
    if bad then
        raise exception 'naung: an answer in registry_answer is what a register said in a file' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger registry_answer_said after insert on registry_answer referencing new table as new_rows
    for each statement execute function registry_answer_said();
"""
UNSAID = "drop trigger registry_answer_said on registry_answer; drop function registry_answer_said();"

# Cleared by two: the approval is of this clearing, of exactly this content. What it clears is the hit it names, of that person.
TWO = """
create function registry_clearing_by_two() returns trigger language plpgsql as $$
begin
    if not exists (select from registry_answer a where a.id = new.answer_id and a.person_id = new.person_id and a.source = 'employed'
                      and a.answer = 'EMPLOYED' and a.facts->>'status' = new.claim) then
        raise exception 'naung: a clearing names the answer that it puts aside' using errcode = 'foreign_key_violation';
    end if;
    if new.state in ('CLEARED', 'REFUSED') and not exists (
        select from approvals_approval a where a.id = new.approval_id and a.kind = 'registry.clearing' and a.subject = 'registry.clearing:' || new.id
           and a.content_hash = new.content_hash and a.state = case new.state when 'CLEARED' then 'APPROVED' else 'REFUSED' end) then
        raise exception 'naung: a clearing needs the decision of a second officer on exactly this' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger registry_clearing_by_two before insert or update on registry_clearing for each row execute function registry_clearing_by_two();
"""
# What was looked at is what that register said of that very person.
LOOKED = """
create function registry_likeness_of_an_answer() returns trigger language plpgsql as $$
begin
    if not exists (select from registry_answer a where a.id = new.answer_id and a.person_id = new.person_id and a.source = new.source
                      and a.answer = 'SIMILAR' and a.facts->>'alike' = new.alike) then
        raise exception 'naung: a likeness is settled where a register said so' using errcode = 'foreign_key_violation';
    end if;
    return new;
end $$;
create trigger registry_likeness_of_an_answer before insert on registry_likeness for each row execute function registry_likeness_of_an_answer();
"""
UNLOOKED = "drop trigger registry_likeness_of_an_answer on registry_likeness; drop function registry_likeness_of_an_answer();"
ONE = "drop trigger registry_clearing_by_two on registry_clearing; drop function registry_clearing_by_two();"


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_search"), ("exchange", "0002_guards"), ("approvals", "0002_guards"), ("trail", "0002_guards"),
    ]  # fmt: skip
    operations = [
        migrations.AddField("person", "insured_until", models.DateField(null=True)),
        migrations.AddField("person", "insured_by", models.TextField(db_default="", default="")),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                name="registry_insured_until_a_day",
                condition=Q(insured_until=None, insured_by="") | Q(insured_until__isnull=False) & ~Q(insured_by=""),
            ),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField()),
                ("village", models.CharField(max_length=13)),
                ("asked_on", models.DateField()),
                ("answered_on", models.DateField()),
                ("answer", models.TextField()),
                ("facts", models.JSONField()),
                ("trail", models.BigIntegerField()),
                ("person", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person")),
                ("reply", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="exchange.reply")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "reply"), name="registry_one_answer_a_file"),
                    models.CheckConstraint(name="registry_answered_after_it_was_asked", condition=Q(answered_on__gte=F("asked_on"))),
                    models.CheckConstraint(
                        name="registry_answer_known",
                        condition=Q(source="civil", answer__in=["SAME", "DIFFERS", "DEAD", "NOT_FOUND"])
                        | Q(source="insured", answer__in=["ACTIVE", "ENDED", "OURS", "SIMILAR", "NOT_FOUND"])
                        | Q(source="employed", answer__in=["EMPLOYED", "SIMILAR", "NOT_FOUND"])
                        | Q(source="decile", answer__in=["LISTED", "DIFFERS", "NOT_FOUND"]),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Clearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.TextField()),
                ("village", models.CharField(max_length=13)),
                ("seen_on", models.DateField()),
                ("document", models.TextField()),
                ("reason", models.TextField()),
                ("content_hash", models.CharField(max_length=64)),
                ("state", models.TextField(default="PROPOSED")),
                ("trail", models.BigIntegerField()),
                ("answer", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.answer")),
                ("approval", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="approvals.approval")),
                ("person", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "claim"), condition=Q(state__in=["PROPOSED", "CLEARED"]), name="registry_one_clearing_a_claim"
                    ),
                    models.CheckConstraint(
                        name="registry_clearing_says_why", condition=~Q(document="") & ~Q(reason="") & ~Q(claim="")
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField()),
                ("alike", models.TextField()),
                ("village", models.CharField(max_length=13)),
                ("verdict", models.TextField()),
                ("note", models.TextField()),
                ("seen_on", models.DateField()),
                ("trail", models.BigIntegerField()),
                ("answer", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.answer")),
                ("officer", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.officer")),
                ("person", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "source", "alike"), name="registry_one_word_a_likeness"),
                    models.CheckConstraint(
                        name="registry_likeness_says_what",
                        condition=Q(verdict__in=["other", "same"]) & ~Q(note="") & ~Q(alike=""),
                    ),
                ]
            },
        ),
        guards.append_only("registry_answer"),
        guards.by_region("registry_answer"),
        migrations.RunSQL(SAID, UNSAID),
        guards.never_deleted("registry_clearing"),
        guards.frozen("registry_clearing", "person_id", "answer_id", "claim", "village", "seen_on", "document", "reason", "content_hash", "approval_id"),
        guards.state_machine("registry_clearing", CLEARING),
        guards.by_region("registry_clearing"),
        migrations.RunSQL(TWO, ONE),
        guards.append_only("registry_likeness"),
        guards.by_region("registry_likeness"),
        migrations.RunSQL(LOOKED, UNLOOKED),
    ]  # fmt: skip
