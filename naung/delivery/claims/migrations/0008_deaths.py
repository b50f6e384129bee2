import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from naung.delivery.claims.deaths.states import DEATH, NOTICE, SUSPICION
from naung.foundation import guards

# Each account is bound to its human, as in the claim itself.
HUMANS = migrations.RunSQL(
    """
    alter table claims_deathnotice add constraint claims_decider_is_this_human
        foreign key (decider_id, decider_human) references staff_officer (id, human_id);
    alter table claims_deathvisit add constraint claims_visitor_is_this_human
        foreign key (visitor_id, visitor_human) references staff_officer (id, human_id);
    alter table claims_suspicion add constraint claims_closer_is_this_human
        foreign key (closer_id, closer_human) references staff_officer (id, human_id);
    """,
    """
    alter table claims_deathnotice drop constraint claims_decider_is_this_human;
    alter table claims_deathvisit drop constraint claims_visitor_is_this_human;
    alter table claims_suspicion drop constraint claims_closer_is_this_human;
    """,
)

# The number that made a match is that person's, today or before a merge; the death that a notice belongs to is that person's.
MATCHED = migrations.RunSQL(
    """
    create function claims_one_human(bigint) returns bigint language sql stable set naung.regions = '*' as $$
        with recursive up (id, onward) as (
            select id, merged_into_id from registry_person where id = $1
            union select p.id, p.merged_into_id from up join registry_person p on p.id = up.onward)
        select id from up where onward is null limit 1 $$;
    create function claims_notice_stands() returns trigger language plpgsql set naung.regions = '*' as $$
    begin
        if new.how = 'number' and not exists (select from registry_person p where p.nik_index = new.nik_index
                                                 and claims_one_human(p.id) = claims_one_human(new.person_id)) then
            raise exception 'naung: this notice has another number than the person' using errcode = 'check_violation';
        end if;
        if new.death_id is not null and not exists (select from claims_death d where d.id = new.death_id
                                                       and claims_one_human(d.person_id) = claims_one_human(new.person_id)) then
            raise exception 'naung: this notice speaks of somebody else than the death' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_notice_stands before insert or update of how, person_id, death_id, state on claims_deathnotice
        for each row when (new.person_id is not null) execute function claims_notice_stands();
    """,
    """
    drop trigger claims_notice_stands on claims_deathnotice; drop function claims_notice_stands(); drop function claims_one_human(bigint);
    """,
)

# "A claim was opened" is written down only when there is one; who reported a claim does not close the question about it.
LOOKED = migrations.RunSQL(
    """
    create function claims_visit_stands() returns trigger language plpgsql set naung.regions = '*' as $$
    begin
        if new.result = 'claim' and not exists (
            select from claims_death d join claims_claim c on c.kind = 'death' and claims_one_human(c.person_id) = claims_one_human(d.person_id)
             where d.id = new.death_id) then
            raise exception 'naung: no claim was opened for this death' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_visit_stands before insert on claims_deathvisit for each row execute function claims_visit_stands();
    create function claims_suspicion_stands() returns trigger language plpgsql set naung.regions = '*' as $$
    begin
        if exists (select from claims_suspicionclaim s join claims_claim c on c.id = s.claim_id
                    where s.suspicion_id = new.id and (new.closer_human in (c.filer_human, c.assessor_human) or exists (
                          select from claims_report r where r.claim_id = c.id and r.recorded_human = new.closer_human))) then
            raise exception 'naung: who reported or assessed a claim does not close the question about it' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_suspicion_stands before update of state on claims_suspicion
        for each row when (new.state = 'CLOSED') execute function claims_suspicion_stands();
    """,
    """
    drop trigger claims_visit_stands on claims_deathvisit; drop function claims_visit_stands();
    drop trigger claims_suspicion_stands on claims_suspicion; drop function claims_suspicion_stands();
    """,
)

# Two records that turn out to be one human: one death, one claim. The second may be refused, and goes no further.
ONE_DEATH = migrations.RunSQL(
    """
    create function claims_one_death() returns trigger language plpgsql set naung.regions = '*' as $$
    begin
        if exists (select from claims_claim c where c.kind = 'death' and c.id <> new.id and c.state <> 'REFUSED' and c.id < new.id
                      and claims_one_human(c.person_id) = claims_one_human(new.person_id)) then
            raise exception 'naung: this human''s death is claimed already under another record' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_one_death before update of state on claims_claim
        for each row when (new.kind = 'death' and new.state not in ('REPORTED', 'REFUSED') and new.state <> old.state)
        execute function claims_one_death();
    """,
    "drop trigger claims_one_death on claims_claim; drop function claims_one_death();",
)
TABLES = ("claims_deathlist", "claims_deathnotice", "claims_death", "claims_deathcandidate", "claims_deathvisit", "claims_suspicion",
          "claims_suspicionclaim")  # fmt: skip
GUARDS = [
    *(guards.by_region(table) for table in TABLES),
    *(guards.append_only(table) for table in ("claims_deathlist", "claims_deathcandidate", "claims_deathvisit", "claims_suspicionclaim")),
    *(guards.never_deleted(table) for table in ("claims_deathnotice", "claims_death", "claims_suspicion")),
    guards.frozen("claims_deathnotice", "source", "reference", "list_id", "listed_on", "name", "name_folded", "born_on", "sex", "died_on", "village",
                  "nik_sealed", "nik_index"),
    guards.frozen("claims_death", "person_id", "village", "died_on", "found_on"),
    guards.frozen("claims_suspicion", "rule", "key", "village", "opened_on"),
    guards.state_machine("claims_deathnotice", NOTICE),
    guards.state_machine("claims_death", DEATH),
    guards.state_machine("claims_suspicion", SUSPICION),
    HUMANS,
    MATCHED,
    LOOKED,
    ONE_DEATH,
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_payout"), ("enrolment", "0001_initial"), ("registry", "0001_initial"), ("staff", "0002_guards"), ("trail", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]  # fmt: skip
    operations = [
        migrations.CreateModel(
            name='DeathList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField()),
                ('village', models.CharField(max_length=13)),
                ('name', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('listed_on', models.DateField()),
                ('rows', models.IntegerField()),
                ('flaws', models.JSONField(default=list)),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sha256', 'village'), name='claims_death_list_once'), models.CheckConstraint(condition=models.Q(('source__in', ('civil', 'village', 'hospital', 'other'))), name='claims_death_list_source')],
            },
        ),
        migrations.CreateModel(
            name='Death',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enrolment.membership')),
                ('village', models.CharField(max_length=13)),
                ('died_on', models.DateField()),
                ('found_on', models.DateField()),
                ('cover', models.TextField()),
                ('cover_because', models.TextField()),
                ('rupiah', models.BigIntegerField(default=0)),
                ('rupiah_accident', models.BigIntegerField(default=0)),
                ('law_version', models.TextField()),
                ('looked_on', models.DateField()),
                ('state', models.TextField(default='OPEN')),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'cover', 'died_on'], name='claims_death_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('cover__in', ['IN', 'OUT', 'UNCLEAR']), models.Q(('cover_because', ''), _negated=True)), name='claims_death_cover'), models.CheckConstraint(condition=models.Q(('found_on__gte', models.F('died_on'))), name='claims_death_found_after'), models.CheckConstraint(condition=models.Q(('rupiah__gte', 0), ('rupiah_accident__gte', 0)), name='claims_death_whole_money')],
            },
        ),
        migrations.CreateModel(
            name='DeathNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField()),
                ('reference', models.TextField()),
                ('list', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.deathlist')),
                ('listed_on', models.DateField()),
                ('name', models.TextField()),
                ('name_folded', models.TextField()),
                ('born_on', models.DateField(null=True)),
                ('sex', models.CharField(default='', max_length=1)),
                ('died_on', models.DateField()),
                ('village', models.CharField(max_length=13)),
                ('nik_sealed', models.BinaryField(null=True)),
                ('nik_index', models.BinaryField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('death', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.death')),
                ('how', models.TextField(default='')),
                ('weight', models.IntegerField(null=True)),
                ('parts', models.JSONField(default=dict)),
                ('decider', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decider_human', models.BigIntegerField(null=True)),
                ('why', models.TextField(default='')),
                ('state', models.TextField(default='NEW')),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['state'], name='claims_notice_state'), models.Index(fields=['nik_index'], name='claims_notice_nik'), models.Index(fields=['death'], name='claims_notice_death')],
                'constraints': [models.UniqueConstraint(fields=('source', 'reference'), name='claims_notice_once'), models.CheckConstraint(condition=models.Q(('source__in', ('civil', 'village', 'hospital', 'dci', 'replacement', 'other'))), name='claims_notice_source'), models.CheckConstraint(condition=models.Q(('listed_on__gte', models.F('died_on'))), name='claims_notice_listed_after_it_happened'), models.CheckConstraint(condition=models.Q(('sex__in', ['', 'L', 'P'])), name='claims_notice_sex'), models.CheckConstraint(condition=models.Q(models.Q(('how__in', ['number', 'weights', 'person', 'told']), ('person__isnull', False), ('state', 'MATCHED')), models.Q(models.Q(('state', 'MATCHED'), _negated=True), ('death', None), ('person', None)), _connector='OR'), name='claims_notice_matched_names_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('how__in', ['number', 'weights']), _negated=True), ('nik_index__isnull', False), _connector='OR'), name='claims_notice_without_a_person_by_number'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'told'), _negated=True), models.Q(('list', None), ('source__in', ['civil', 'replacement'])), _connector='OR'), name='claims_notice_told_by_a_register'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'person'), _negated=True), models.Q(('decider__isnull', False), ('decider_human__isnull', False)), _connector='OR'), name='claims_notice_a_person_says_so')],
            },
        ),
        migrations.CreateModel(
            name='DeathCandidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.deathnotice')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('village', models.CharField(max_length=13)),
                ('kind', models.TextField()),
                ('weight', models.IntegerField()),
                ('parts', models.JSONField(default=dict)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('notice', 'person'), name='claims_candidate_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['NUMBER', 'LIKENESS', 'NAME'])), name='claims_candidate_kind')],
            },
        ),
        migrations.CreateModel(
            name='DeathVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('death', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.death')),
                ('village', models.CharField(max_length=13)),
                ('visited_on', models.DateField()),
                ('result', models.TextField()),
                ('note', models.TextField(default='')),
                ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visitor_human', models.BigIntegerField()),
                ('entered_on', models.DateField()),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('death', 'visited_on', 'result', 'visitor_human'), name='claims_visit_once'), models.CheckConstraint(condition=models.Q(('result__in', ['claim', 'refused', 'elsewhere', 'alive', 'not_found', 'again'])), name='claims_visit_result'), models.CheckConstraint(condition=models.Q(('result__in', ['claim', 'not_found']), models.Q(('note', ''), _negated=True), _connector='OR'), name='claims_visit_says_why'), models.CheckConstraint(condition=models.Q(('entered_on__gte', models.F('visited_on'))), name='claims_visit_entered_after')],
            },
        ),
        migrations.CreateModel(
            name='Suspicion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.TextField()),
                ('key', models.TextField()),
                ('village', models.CharField(max_length=13)),
                ('facts', models.JSONField(default=dict)),
                ('claims', models.IntegerField()),
                ('opened_on', models.DateField()),
                ('because', models.TextField(default='')),
                ('closer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closer_human', models.BigIntegerField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('state', models.TextField(default='OPEN')),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rule', 'key'), name='claims_suspicion_once'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('closer__isnull', False), ('closer_human__isnull', False), ('state', 'CLOSED'), models.Q(('because', ''), _negated=True)), models.Q(('because', ''), ('closed_on', None), ('closer', None), ('closer_human', None), ('state', 'OPEN')), _connector='OR'), name='claims_suspicion_closed_by_a_person')],
            },
        ),
        migrations.CreateModel(
            name='SuspicionClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('suspicion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.suspicion')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('village', models.CharField(max_length=13)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('suspicion', 'claim'), name='claims_suspicion_claim_once')],
            },
        ),
        *GUARDS,
    ]  # fmt: skip
