import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from naung.delivery.selection.renewal.states import LINE, RENEWAL, TAKEOVER
from naung.foundation import guards

# A round is decided only with the approval of exactly its list, and never with more who stay than a region has places; its lines move
# only as far as the round has come; who is offered or taken over holds no place of the next year, so that nobody is paid for twice.
DECIDED = migrations.RunSQL(
    """
    create function selection_renewal_signed() returns trigger language plpgsql as $$
    begin
        if not exists (select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED' and a.kind = 'selection.renewal'
                       and (a.content_hash, a.rows, a.rupiah) = (new.content_hash, new.stays, new.rupiah)) then
            raise exception 'naung: a round needs the approval of exactly this list' using errcode = 'check_violation';
        end if;
        if exists (
            select from (select region, count(*) n from selection_renewalline where round_id = new.id and state = 'STAYS' group by 1) l
            left join programme_quota q on q.programme_id = new.target_id and q.region_id = l.region where l.n > coalesce(q.cap, 0)) then
            raise exception 'naung: more people stay than the region has places' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger selection_renewal_signed before update on selection_renewal for each row
        when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function selection_renewal_signed();

    create function selection_renewal_counted() returns trigger language plpgsql as $$
    begin
        if (select row(count(*) filter (where state = 'STAYS'), count(*) filter (where state = 'OFFERED'), count(*) filter (where state = 'ENDS'),
                       count(*)) from selection_renewalline where round_id = new.id)
            <> row(new.stays::bigint, new.offered::bigint, new.ends::bigint, (new.stays + new.offered + new.ends)::bigint) then
            raise exception 'naung: a round counts every one of its lines' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger selection_renewal_counted before update on selection_renewal for each row
        when (new.state = 'PROPOSED' and old.state = 'OPEN') execute function selection_renewal_counted();

    create function selection_takeover_signed() returns trigger language plpgsql as $$
    begin
        if not exists (select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED' and a.kind = 'selection.takeover'
                       and a.region = new.region and (a.content_hash, a.rows, a.rupiah) = (new.content_hash, new.rows, new.rupiah)) then
            raise exception 'naung: a takeover needs the approval of exactly this answer' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger selection_takeover_signed before update on selection_takeover for each row
        when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function selection_takeover_signed();

    create function selection_takeover_without_a_gap() returns trigger language plpgsql as $$
    begin
        if not exists (select from selection_renewal r where r.id = new.round_id and r.state = 'DECIDED' and new.first_month = r.ends_on + 1) then
            raise exception 'naung: a takeover begins on the day after the cover that it goes on from' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger selection_takeover_without_a_gap before insert on selection_takeover for each row
        execute function selection_takeover_without_a_gap();

    create function selection_renewalline_as_far() returns trigger language plpgsql as $$
    declare bad boolean;
    begin
        execute $q$ select count(*) > 0 from new_rows n join old_rows o using (id) join selection_renewal r on r.id = n.round_id
            left join selection_takeover t on t.id = n.takeover_id
            where (o.state = 'LISTED' and n.state <> 'LISTED' and r.state <> 'OPEN')
               or (o.state = 'OFFERED' and n.state <> 'OFFERED' and r.state <> 'DECIDED')
               or (o.state <> 'LISTED' and (n.region, n.village, n.sex, n.disabled, n.decile, n.rank, n.score)
                                           is distinct from (o.region, o.village, o.sex, o.disabled, o.decile, o.rank, o.score))
               or (n.state = 'TAKEN_OVER' and (t.state, t.round_id, t.region, n.id = any(t.lines)) is distinct from ('DECIDED', n.round_id, n.region, true)) $q$
            into bad;
        if bad then
            raise exception 'naung: a line of a round moves as far as the round and its answers have come' using errcode = 'check_violation';
        end if;
        return null;
    end $$;
    create trigger selection_renewalline_as_far after update on selection_renewalline referencing old table as old_rows new table as new_rows
        for each statement execute function selection_renewalline_as_far();

    create function selection_place_one_payer() returns trigger language plpgsql as $$
    declare bad boolean;
    begin
        execute $q$ select count(*) > 0 from new_rows n join selection_renewal r on r.target_id = n.programme_id and r.state = 'DECIDED'
            join selection_renewalline l on l.round_id = r.id and l.person_id = n.person_id where l.state in ('OFFERED', 'TAKEN_OVER') $q$ into bad;
        if bad then
            raise exception 'naung: somebody offered to another payer holds no place here' using errcode = 'check_violation';
        end if;
        return null;
    end $$;
    create trigger selection_place_one_payer after insert on selection_place referencing new table as new_rows
        for each statement execute function selection_place_one_payer();
    """,
    """
    drop trigger selection_place_one_payer on selection_place;
    drop trigger selection_renewalline_as_far on selection_renewalline;
    drop trigger selection_takeover_without_a_gap on selection_takeover;
    drop trigger selection_takeover_signed on selection_takeover;
    drop trigger selection_renewal_counted on selection_renewal;
    drop trigger selection_renewal_signed on selection_renewal;
    drop function selection_place_one_payer();
    drop function selection_renewalline_as_far();
    drop function selection_takeover_without_a_gap();
    drop function selection_takeover_signed();
    drop function selection_renewal_counted();
    drop function selection_renewal_signed();
    """,
)
GUARDS = [
    guards.by_region("selection_renewalline"),
    guards.by_region("selection_renewalnotice"),
    guards.by_region("selection_takeover", "region"),
    guards.never_deleted("selection_renewal"),
    guards.never_deleted("selection_renewalline"),
    guards.never_deleted("selection_takeover"),
    guards.append_only("selection_renewalnotice"),
    guards.frozen("selection_renewal", "source_id", "target_id", "ends_on", "opened_on", "months", "per_place"),
    guards.frozen("selection_renewalline", "round_id", "person_id", "months"),
    guards.frozen(
        "selection_takeover", "round_id", "region", "number", "payer", "payer_name", "document", "lines", "rows", "closes", "first_month", "months",
        "per_person", "rupiah", "content_hash", "approval_id", "prepared_on",
    ),
    guards.state_machine("selection_renewal", RENEWAL),
    guards.state_machine("selection_renewalline", LINE),
    guards.state_machine("selection_takeover", TAKEOVER),
    DECIDED,
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("selection", "0002_guards"), ("programme", "0002_guards"), ("registry", "0002_guards"), ("approvals", "0002_guards"), ("trail", "0002_guards"),
    ]  # fmt: skip
    operations = [
        migrations.CreateModel(
            name='Renewal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ends_on', models.DateField()),
                ('opened_on', models.DateField()),
                ('proposed_on', models.DateField(null=True)),
                ('decided_on', models.DateField(null=True)),
                ('months', models.SmallIntegerField()),
                ('per_place', models.BigIntegerField()),
                ('stays', models.IntegerField(default=0)),
                ('offered', models.IntegerField(default=0)),
                ('ends', models.IntegerField(default=0)),
                ('rupiah', models.BigIntegerField(default=0)),
                ('criteria', models.TextField(default='')),
                ('content_hash', models.CharField(default='', max_length=64)),
                ('state', models.TextField(default='OPEN')),
                ('trail', models.BigIntegerField()),
                ('approval', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.approval')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.programme')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.programme')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(('state', 'WITHDRAWN'), _negated=True), fields=('target',), name='selection_one_renewal'),
                    models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='selection_renewal_goes_on'),
                    models.CheckConstraint(condition=models.Q(('months__gt', 0), ('per_place__gt', 0), ('rupiah', django.db.models.expressions.CombinedExpression(models.F('stays'), '*', models.F('per_place')))), name='selection_renewal_adds_up'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['OPEN', 'WITHDRAWN']), models.Q(('approval__isnull', False), ('proposed_on__gte', models.F('opened_on')), ('proposed_on__isnull', False), models.Q(('content_hash', ''), _negated=True), models.Q(('criteria', ''), _negated=True)), _connector='OR'), name='selection_renewal_proposed_has_a_list'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'DECIDED'), _negated=True), models.Q(('decided_on__gte', models.F('proposed_on')), ('decided_on__isnull', False)), _connector='OR'), name='selection_renewal_decided_has_a_day'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RenewalLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=5)),
                ('village', models.CharField(max_length=13)),
                ('months', models.SmallIntegerField()),
                ('sex', models.CharField(default='', max_length=1)),
                ('disabled', models.BooleanField(null=True)),
                ('decile', models.SmallIntegerField(null=True)),
                ('rank', models.IntegerField(null=True)),
                ('score', models.IntegerField(null=True)),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('state', models.TextField(default='LISTED')),
                ('trail', models.BigIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.renewal')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('round', 'person'), name='selection_renewed_once'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['LISTED', 'ENDS']), ('rank__isnull', False), _connector='OR'), name='selection_renewal_ranked'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reasons__len__gt', 0), ('state', 'ENDS')), models.Q(models.Q(('state', 'ENDS'), _negated=True), ('reasons', [])), _connector='OR'), name='selection_renewal_end_has_reasons'),
                    models.CheckConstraint(condition=models.Q(('months__gte', 0)), name='selection_renewal_months'),
                ],
                "indexes": [
                    models.Index(fields=['round', 'region', 'state'], name='selection_r_round_i_1a5709_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RenewalNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=5)),
                ('village', models.CharField(max_length=13)),
                ('message', models.TextField()),
                ('written_on', models.DateField()),
                ('trail', models.BigIntegerField()),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.renewalline')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('line', 'message'), name='selection_told_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Takeover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=5)),
                ('number', models.SmallIntegerField()),
                ('payer', models.TextField()),
                ('payer_name', models.TextField()),
                ('document', models.TextField()),
                ('lines', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('rows', models.IntegerField()),
                ('closes', models.BooleanField(default=False)),
                ('first_month', models.DateField()),
                ('months', models.SmallIntegerField()),
                ('per_person', models.BigIntegerField()),
                ('rupiah', models.BigIntegerField()),
                ('content_hash', models.CharField(max_length=64)),
                ('prepared_on', models.DateField()),
                ('decided_on', models.DateField(null=True)),
                ('state', models.TextField(default='PREPARED')),
                ('trail', models.BigIntegerField()),
                ('approval', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.approval')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.renewal')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=('round', 'region', 'number'), name='selection_takeover_number'),
                    models.UniqueConstraint(condition=models.Q(('state', 'PREPARED')), fields=('round', 'region'), name='selection_one_takeover_waits'),
                    models.CheckConstraint(condition=models.Q(('payer__in', ['apbd', 'village', 'donor'])), name='selection_takeover_payer'),
                    models.CheckConstraint(condition=models.Q(('lines__len', models.F('rows')), ('rows__gte', 0), ('rupiah', django.db.models.expressions.CombinedExpression(models.F('rows'), '*', models.F('per_person'))), models.Q(('rows__gt', 0), ('closes', True), _connector='OR')), name='selection_takeover_adds_up'),
                    models.CheckConstraint(condition=models.Q(models.Q(('payer_name', ''), _negated=True), models.Q(('document', ''), _negated=True)), name='selection_takeover_names_its_payer'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'DECIDED'), _negated=True), models.Q(('decided_on__gte', models.F('prepared_on')), ('decided_on__isnull', False)), _connector='OR'), name='selection_takeover_decided_has_a_day'),
                ],
            },
        ),
        migrations.AddField(
            model_name='renewalline',
            name='takeover',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.takeover'),
        ),
        migrations.AddConstraint(
            model_name='renewalline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'TAKEN_OVER'), ('takeover__isnull', False)), models.Q(models.Q(('state', 'TAKEN_OVER'), _negated=True), ('takeover', None)), _connector='OR'), name='selection_taken_over_by_somebody'),
        ),
        *GUARDS,
    ]
