import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from naung.delivery.selection.fieldcheck.states import FIELDCHECK
from naung.foundation import guards

# A question is kept by the officer who asked it, under an entry of this transaction. There is no way from a question to a list.
ASKED = migrations.RunSQL(
    """
    create function selection_scenario_asked() returns trigger language plpgsql as $$
    begin
        if not exists (select from trail_entry e join staff_officer o on o.human_id = e.human
                       where e.id = new.trail and e.txid = pg_current_xact_id() and e.verb = 'selection.whatif' and o.id = new.asked_by_id) then
            raise exception 'naung: a question is kept with who asked it' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger selection_scenario_asked before insert on selection_scenario for each row execute function selection_scenario_asked();
    """,
    "drop trigger selection_scenario_asked on selection_scenario; drop function selection_scenario_asked();",
)

# Every human who sent or put right a line of the person (or of a record that was merged into it), and who proposed or decided a list with
# them on it. It looks past the reader's regions: a hand in another region is a hand too.
HANDS = migrations.RunSQL(
    """
    create function selection_hands(line bigint) returns setof bigint language sql stable set naung.regions = '*' as $$
        with recursive one as (
            select l.person_id, c.programme_id from selection_fieldline l join selection_fieldcheck c on c.id = l.fieldcheck_id where l.id = line
        ), records as (
            select person_id as id from one
            union select p.id from registry_person p join records r on p.merged_into_id = r.id
        ), sent as (
            select r.id, r.file_id from intake_row r join records p on r.person_id = p.id
        )
        select e.human from sent join intake_file f on f.id = sent.file_id join trail_entry e on e.id = f.trail
            or e.subject = 'intake.file:' || left(f.sha256, 16) and e.verb <> 'intake.download' where e.human is not null
        union
        select e.human from sent join trail_entry e on e.subject = 'intake.row:' || sent.id and e.verb <> 'intake.open' where e.human is not null
        union
        select h.human from one join selection_place p using (person_id, programme_id) join selection_decree d on d.id = p.decree_id
            join approvals_approval a on a.id = d.approval_id cross join lateral (values (a.prepared_human), (a.decided_human)) h (human)
         where h.human is not null
    $$;
    """,
    "drop function selection_hands(bigint);",
)

# A sample is written once, whole, in the transaction that draws it. A result is of a visit after the draw, by an officer who had no hand in
# the list; a correction names the newest result of the same person.
VISITED = migrations.RunSQL(
    """
    create function selection_fieldline_drawn() returns trigger language plpgsql as $$
    declare bad boolean;
    begin
        execute $q$ select count(*) > 0 from (select distinct fieldcheck_id from new_rows) n left join selection_fieldcheck c on c.id = n.fieldcheck_id
            left join trail_entry e on e.id = c.trail and e.txid = pg_current_xact_id()
            where e.id is null or c.state <> 'DRAWN'
               or (select row(count(*) filter (where stratum = 'LISTED'), count(*) filter (where stratum = 'UNLISTED'))
                     from selection_fieldline l where l.fieldcheck_id = c.id) <> row(c.listed::bigint, c.unlisted::bigint) $q$ into bad;
        if bad then
            raise exception 'naung: a sample is drawn once and whole' using errcode = 'check_violation';
        end if;
        return null;
    end $$;
    create trigger selection_fieldline_drawn after insert on selection_fieldline referencing new table as new_rows
        for each statement execute function selection_fieldline_drawn();

    create function selection_fieldcheck_stays() returns trigger language plpgsql as $$
    begin raise exception 'naung: what was drawn stays' using errcode = 'restrict_violation'; end $$;
    create trigger selection_fieldcheck_stays before update on selection_fieldcheck for each row
        when (old.state = 'DRAWN') execute function selection_fieldcheck_stays();

    create function selection_fieldresult_stands() returns trigger language plpgsql set naung.regions = '*' as $$
    begin
        if not exists (select from selection_fieldline l join selection_fieldcheck c on c.id = l.fieldcheck_id
                       where l.id = new.line_id and l.village = new.village and c.state = 'DRAWN' and new.visited_on >= c.drawn_on) then
            raise exception 'naung: a visit is to somebody of the sample, after the draw' using errcode = 'check_violation';
        end if;
        if not exists (select from trail_entry e join staff_officer o on o.human_id = e.human
                       where e.id = new.trail and e.txid = pg_current_xact_id() and e.human = new.checker_human and o.id = new.checker_id) then
            raise exception 'naung: a result is entered by the officer who made the visit' using errcode = 'check_violation';
        end if;
        if new.checker_human in (select selection_hands(new.line_id)) then
            raise exception 'naung: who listed or approved somebody does not check them' using errcode = 'check_violation';
        end if;
        if new.corrects_id is distinct from (select max(r.id) from selection_fieldresult r where r.line_id = new.line_id) then
            raise exception 'naung: a correction names the newest result' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger selection_fieldresult_stands before insert on selection_fieldresult for each row
        execute function selection_fieldresult_stands();
    """,
    """
    drop trigger selection_fieldresult_stands on selection_fieldresult;
    drop trigger selection_fieldcheck_stays on selection_fieldcheck;
    drop trigger selection_fieldline_drawn on selection_fieldline;
    drop function selection_fieldresult_stands();
    drop function selection_fieldcheck_stays();
    drop function selection_fieldline_drawn();
    """,
)
GUARDS = [
    guards.append_only("selection_scenario"),
    guards.never_deleted("selection_fieldcheck"),
    guards.frozen("selection_fieldcheck", "programme_id", "number", "seed", "half_width", "announced_on", "draws_on"),
    guards.state_machine("selection_fieldcheck", FIELDCHECK),
    guards.append_only("selection_fieldframe"),
    guards.by_region("selection_fieldline"),
    guards.append_only("selection_fieldline"),
    guards.by_region("selection_fieldresult"),
    guards.append_only("selection_fieldresult"),
    ASKED,
    HANDS,
    VISITED,
]


class Migration(migrations.Migration):
    """Questions "what if", and field checks."""

    dependencies = [
        ('intake', '0004_versions'),
        ('approvals', '0002_guards'),
        ('trail', '0002_guards'),
        ('staff', '0002_guards'),
        ('programme', '0003_move'),
        ('registry', '0004_answers'),
        ('selection', '0003_renewal'),
    ]

    operations = [
        migrations.CreateModel(
            name='FieldCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.SmallIntegerField()),
                ('seed', models.TextField()),
                ('half_width', models.SmallIntegerField()),
                ('announced_on', models.DateField()),
                ('draws_on', models.DateField()),
                ('drawn_on', models.DateField(null=True)),
                ('listed_frame', models.IntegerField(null=True)),
                ('unlisted_frame', models.IntegerField(null=True)),
                ('beyond', models.IntegerField(null=True)),
                ('listed', models.IntegerField(null=True)),
                ('unlisted', models.IntegerField(null=True)),
                ('frame_hash', models.CharField(default='', max_length=64)),
                ('state', models.TextField(default='ANNOUNCED')),
                ('trail', models.BigIntegerField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.programme')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('programme', 'number'), name='selection_fieldcheck_number'),
                    models.UniqueConstraint(fields=('programme', 'seed'), name='selection_a_seed_serves_once'),
                    models.UniqueConstraint(condition=models.Q(('state', 'ANNOUNCED')), fields=('programme',), name='selection_one_fieldcheck_waits'),
                    models.CheckConstraint(condition=models.Q(('draws_on__gt', models.F('announced_on')), models.Q(('seed', ''), _negated=True), ('half_width__gte', 10), ('half_width__lte', 250)), name='selection_seed_before_the_draw'),
                    models.CheckConstraint(condition=models.Q(models.Q(('drawn_on', None), ('frame_hash', ''), ('listed', None), ('state', 'ANNOUNCED'), ('unlisted', None)), models.Q(('beyond__gte', 0), ('drawn_on__gte', models.F('draws_on')), ('listed__lte', models.F('listed_frame')), ('state', 'DRAWN'), ('unlisted__lte', models.F('unlisted_frame')), models.Q(('frame_hash', ''), _negated=True)), _connector='OR'), name='selection_drawn_has_its_counts'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FieldFrame',
            fields=[
                ('fieldcheck', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='selection.fieldcheck')),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='FieldLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=5)),
                ('village', models.CharField(max_length=13)),
                ('stratum', models.TextField()),
                ('waits', models.BooleanField()),
                ('number', models.IntegerField()),
                ('fieldcheck', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.fieldcheck')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('fieldcheck', 'person'), name='selection_visited_once'),
                    models.UniqueConstraint(fields=('fieldcheck', 'stratum', 'number'), name='selection_drawn_in_order'),
                    models.CheckConstraint(condition=models.Q(('number__gte', 1), ('stratum__in', ['LISTED', 'UNLISTED']), models.Q(('stratum', 'UNLISTED'), ('waits', False), _connector='OR')), name='selection_two_strata'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FieldResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(max_length=13)),
                ('found', models.TextField()),
                ('alive', models.TextField()),
                ('works', models.TextField()),
                ('status', models.TextField()),
                ('poor', models.TextField()),
                ('verdict', models.GeneratedField(db_persist=True, expression=models.Case(models.When(alive='no', then=models.Value('NOT_ELIGIBLE')), models.When(found='no', then=models.Value('NOT_FOUND')), models.When(models.Q(('works', 'no'), ('status', 'no'), ('poor', 'no'), _connector='OR'), then=models.Value('NOT_ELIGIBLE')), models.When(alive='yes', found='yes', poor='yes', status='yes', then=models.Value('ELIGIBLE'), works='yes'), default=models.Value('UNCLEAR')), output_field=models.TextField())),
                ('visited_on', models.DateField()),
                ('note', models.TextField(default='')),
                ('checker_human', models.BigIntegerField()),
                ('trail', models.BigIntegerField()),
                ('checker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.fieldresult')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.fieldline')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(('corrects', None)), fields=('line',), name='selection_one_first_result'),
                    models.CheckConstraint(condition=models.Q(('alive__in', ('yes', 'no', 'unknown')), ('found__in', ('yes', 'no', 'unknown')), ('poor__in', ('yes', 'no', 'unknown')), ('status__in', ('yes', 'no', 'unknown')), ('works__in', ('yes', 'no', 'unknown')), models.Q(('found', 'unknown'), _negated=True)), name='selection_field_answers'),
                    models.CheckConstraint(condition=models.Q(('found', 'yes'), models.Q(('alive__in', ['no', 'unknown']), ('poor', 'unknown'), ('status', 'unknown'), ('works', 'unknown')), _connector='OR'), name='selection_not_found_tells_no_more'),
                    models.CheckConstraint(condition=models.Q(('corrects', None), models.Q(('note', ''), _negated=True), _connector='OR'), name='selection_a_correction_says_why'),
                    models.CheckConstraint(condition=models.Q(('verdict__in', ('ELIGIBLE', 'NOT_ELIGIBLE', 'NOT_FOUND', 'UNCLEAR'))), name='selection_field_verdict'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Scenario',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('criteria', models.TextField()),
                ('changes', models.JSONField()),
                ('answer', models.JSONField()),
                ('content_hash', models.CharField(max_length=64)),
                ('before', models.IntegerField()),
                ('after', models.IntegerField()),
                ('enters', models.IntegerField()),
                ('leaves', models.IntegerField()),
                ('rupiah_before', models.BigIntegerField()),
                ('rupiah_after', models.BigIntegerField()),
                ('asked_on', models.DateField()),
                ('trail', models.BigIntegerField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.programme')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('programme', 'name'), name='selection_scenario_named_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('changes', {}), _negated=True)), name='selection_scenario_changes_something'),
                    models.CheckConstraint(condition=models.Q(('after', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('before'), '+', models.F('enters')), '-', models.F('leaves'))), ('enters__gte', 0), ('leaves__gte', 0), ('leaves__lte', models.F('before')), ('rupiah_after__gte', 0), ('rupiah_before__gte', 0)), name='selection_scenario_adds_up'),
                ],
            },
        ),
        *GUARDS,
    ]
