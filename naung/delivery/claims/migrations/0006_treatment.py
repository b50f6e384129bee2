import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from naung.foundation import guards

# An entry counts until a later one voids it. Whoever writes waits for the claim's row, so that two clerks cannot both
# count a receipt, or both pay a day; an assessment waits for the same row.
STANDS = migrations.RunSQL(
    """
    alter table claims_care add constraint claims_care_recorded_by_is_this_human
        foreign key (recorded_by_id, recorded_human) references staff_officer (id, human_id);

    create function claims_care_gathered() returns trigger language plpgsql as $$
    declare found record; old_one record;
    begin
        select kind, state, happened_on, village into found from claims_claim where id = new.claim_id for no key update;
        if found is null or found.kind <> 'accident' or found.state <> 'REPORTED' or found.village <> new.village then
            raise exception 'naung: treatment is told of an accident whose claim is still gathered' using errcode = 'check_violation';
        end if;
        if new.day < found.happened_on then
            raise exception 'naung: nothing of a treatment lies before its accident' using errcode = 'check_violation';
        end if;
        if not exists (select from trail_entry e where e.id = new.trail and e.txid = pg_current_xact_id()) then
            raise exception 'naung: a new row of claims_care needs a trail entry of its own transaction' using errcode = 'check_violation';
        end if;
        if new.voids_id is not null then
            select claim_id, kind, what, id into old_one from claims_care where id = new.voids_id;
            if old_one is null or old_one.claim_id <> new.claim_id or old_one.kind = 'void' or new.kind not in ('void', old_one.kind) then
                raise exception 'naung: an entry voids one of the same claim and kind' using errcode = 'check_violation';
            end if;
            if old_one.kind = 'statement' and old_one.what = 'dead' and exists (
                select from claims_claim d where d.caused_by_id = new.claim_id and d.kind = 'death' and d.state <> 'REFUSED') then
                raise exception 'naung: a claim stands on this statement of death' using errcode = 'check_violation';
            end if;
        end if;
        if new.kind = 'statement' and new.what = 'dead' and not exists (
            select from claims_claim d where d.caused_by_id = new.claim_id and d.kind = 'death' and d.cause = 'work_accident'
               and d.happened_on = new.day and d.state <> 'REFUSED') then
            raise exception 'naung: a death after an accident has its own claim by work accident' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_care_gathered before insert on claims_care for each row execute function claims_care_gathered();

    create function claims_care_adds_up() returns trigger language plpgsql as $$
    begin
        if exists (select from (select c.kind = 'repaid', c.facility_key, c.reference_key from claims_care c
                                 where c.claim_id = new.claim_id and c.rupiah is not null and c.kind <> 'void'
                                   and not exists (select from claims_care v where v.voids_id = c.id)
                                 group by 1, 2, 3 having count(*) > 1) twice) then
            raise exception 'naung: a receipt of one facility is counted once in a claim' using errcode = 'unique_violation';
        end if;
        if exists (select from claims_care a join claims_care b on b.claim_id = a.claim_id and b.id > a.id and b.kind = 'rest'
                    where a.claim_id = new.claim_id and a.kind = 'rest' and a.day <= b.until and b.day <= a.until
                      and not exists (select from claims_care v where v.voids_id in (a.id, b.id))) then
            raise exception 'naung: no day of inability is told twice' using errcode = 'exclusion_violation';
        end if;
        if (select count(*) from claims_care c where c.claim_id = new.claim_id and c.kind = 'statement'
               and not exists (select from claims_care v where v.voids_id = c.id)) > 1 then
            raise exception 'naung: an accident ends once' using errcode = 'unique_violation';
        end if;
        if (select coalesce(sum(case when c.kind = 'repaid' then c.rupiah else -c.rupiah end), 0) from claims_care c
             where c.claim_id = new.claim_id and (c.kind = 'repaid' or c.kind = 'cost' and c.paid_by = 'family')
               and not exists (select from claims_care v where v.voids_id = c.id)) > 0 then
            raise exception 'naung: no more is given back than the family laid out' using errcode = 'check_violation';
        end if;
        return null;
    end $$;
    create trigger claims_care_adds_up after insert on claims_care for each row execute function claims_care_adds_up();

    -- An accident whose treatment is told here is assessed only after a doctor said how it ended.
    create function claims_care_ended() returns trigger language plpgsql as $$
    begin
        if new.kind = 'accident' and new.state in ('ASSESSED', 'APPROVED') and old.state <> new.state and (
            select count(*) > 0 and count(*) filter (where c.kind = 'statement') = 0 from claims_care c
             where c.claim_id = new.id and c.kind <> 'void' and not exists (select from claims_care v where v.voids_id = c.id)) then
            raise exception 'naung: an accident is assessed after the doctor stated how it ended' using errcode = 'check_violation';
        end if;
        if new.kind = 'accident' and new.state = 'ASSESSED' and old.state <> new.state and new.estimate = '[]'::jsonb and not exists (
            select from claims_care c where c.claim_id = new.id and c.kind <> 'void' and not exists (select from claims_care v where v.voids_id = c.id)) then
            raise exception 'naung: an accident of which nothing is told is not assessed' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_care_ended before update of state on claims_claim for each row execute function claims_care_ended();
    """,
    """
    drop trigger claims_care_ended on claims_claim; drop function claims_care_ended();
    drop trigger claims_care_adds_up on claims_care; drop function claims_care_adds_up();
    drop trigger claims_care_gathered on claims_care; drop function claims_care_gathered();
    alter table claims_care drop constraint claims_care_recorded_by_is_this_human;
    """,
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_heirs"), ("staff", "0002_guards"), ("trail", "0002_guards")]
    operations = [
        migrations.CreateModel(
            name='Care',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('village', models.CharField(max_length=13)),
                ('kind', models.TextField()),
                ('day', models.DateField()),
                ('until', models.DateField(null=True)),
                ('what', models.TextField(default='')),
                ('rupiah', models.BigIntegerField(null=True)),
                ('paid_by', models.TextField(default='')),
                ('months', models.SmallIntegerField(null=True)),
                ('facility', models.TextField(default='')),
                ('facility_code', models.TextField(default='')),
                ('facility_key', models.TextField(default='')),
                ('plkk', models.BooleanField(null=True)),
                ('reference', models.TextField(default='')),
                ('reference_key', models.TextField(default='')),
                ('signed_by', models.TextField(default='')),
                ('note_sealed', models.BinaryField(null=True)),
                ('parts_sealed', models.BinaryField(null=True)),
                ('voids', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.care')),
                ('because', models.TextField(default='')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_human', models.BigIntegerField()),
                ('recorded_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('trail', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['claim', 'day', 'id'], name='claims_care_claim_i_b3893a_idx'), models.Index(fields=['facility_key', 'reference_key'], name='claims_care_facilit_5b85d0_idx')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['guarantee', 'admission', 'discharge', 'cost', 'repaid', 'transport', 'rest', 'home_care', 'rehabilitation', 'aid', 'visit', 'statement', 'void'])), name='claims_care_kind'),
                    models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('day')), _connector='OR'), name='claims_care_until'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('cost', 'repaid', 'transport', 'home_care', 'aid')), ('rupiah__gt', 0), ('rupiah__isnull', False), models.Q(('paid_by', ''), _negated=True), models.Q(('reference_key', ''), _negated=True)), models.Q(models.Q(('kind__in', ('cost', 'repaid', 'transport', 'home_care', 'aid')), _negated=True), ('paid_by', ''), ('rupiah', None)), _connector='OR'), name='claims_care_whole_money'),
                    models.CheckConstraint(condition=models.Q(('paid_by__in', ['', 'insurer', 'family', 'other'])), name='claims_care_paid_by'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['cost', 'transport', 'aid', 'statement']), models.Q(('what', ''), _negated=True)), models.Q(models.Q(('kind__in', ['cost', 'transport', 'aid', 'statement']), _negated=True), ('what', '')), _connector='OR'), name='claims_care_says_what'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'rest'), _negated=True), ('until__isnull', False), _connector='OR'), name='claims_care_rest_ends'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'home_care'), ('months__gt', 0), ('months__isnull', False)), models.Q(models.Q(('kind', 'home_care'), _negated=True), ('months', None)), _connector='OR'), name='claims_care_months'),
                    models.CheckConstraint(condition=models.Q(('kind', 'visit'), ('day__lte', models.F('recorded_on')), _connector='OR'), name='claims_care_not_ahead'),
                    models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('voids', None), models.Q(('kind', 'void'), _negated=True)), models.Q(('voids__isnull', False), models.Q(('because', ''), _negated=True)), _connector='OR'), name='claims_care_void_says_why'),
                    models.CheckConstraint(condition=models.Q(('parts_sealed', None), models.Q(('kind', 'statement'), ('what__in', ['partial_anatomical', 'partial_functional'])), _connector='OR'), name='claims_care_parts_of_a_disability'),
                    models.UniqueConstraint(fields=('voids',), name='claims_care_voided_once'),
                ],
            },
        ),
        guards.by_region("claims_care"),
        guards.append_only("claims_care"),
        STANDS,
    ]  # fmt: skip
