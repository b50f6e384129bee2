import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from naung.delivery.claims.documents.states import PAPER, SETTLED
from naung.foundation import guards

HUMANS = migrations.RunSQL(
    """
    alter table claims_paper add constraint claims_paper_received_is_this_human foreign key (received_by_id, received_human) references staff_officer (id, human_id);
    alter table claims_paper add constraint claims_paper_judged_is_this_human foreign key (judged_by_id, judged_human) references staff_officer (id, human_id);
    alter table claims_scan add constraint claims_scan_is_this_human foreign key (officer_id, human) references staff_officer (id, human_id);
    """,
    """
    alter table claims_paper drop constraint claims_paper_received_is_this_human;
    alter table claims_paper drop constraint claims_paper_judged_is_this_human;
    alter table claims_scan drop constraint claims_scan_is_this_human;
    """,
)

# A file is complete when every paper that was asked is settled, and at least one was asked; and while it is complete none of them opens.
# Both sides lock the claim's row first, so that neither overtakes the other.
COMPLETE = migrations.RunSQL(
    f"""
    create function claims_complete_is_read() returns trigger language plpgsql as $$
    begin
        if not exists (select from claims_paper p where p.claim_id = new.id)
           or exists (select from claims_paper p where p.claim_id = new.id and p.state not in {SETTLED}) then
            raise exception 'naung: a file is complete when every paper that was asked is read' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_complete_is_read before update of complete_on on claims_claim for each row
        when (new.complete_on is not null and old.complete_on is distinct from new.complete_on) execute function claims_complete_is_read();
    create function claims_paper_opens() returns trigger language plpgsql as $$
    begin
        perform from claims_claim c where c.id = new.claim_id for no key update;
        if new.state not in {SETTLED} and exists (
            select from claims_claim c where c.id = new.claim_id and c.state = 'REPORTED' and c.complete_on is not null) then
            raise exception 'naung: a complete file is taken back before one of its papers opens' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_paper_opens before insert or update of state on claims_paper for each row execute function claims_paper_opens();
    """,
    """
    drop trigger claims_paper_opens on claims_paper; drop function claims_paper_opens();
    drop trigger claims_complete_is_read on claims_claim; drop function claims_complete_is_read();
    """,
)

# Who photographed a paper in the round that counts is not the one who says that it is good.
ANOTHER = migrations.RunSQL(
    """
    create function claims_paper_read_by_another() returns trigger language plpgsql as $$
    begin
        if exists (select from claims_scan s where s.paper_id = new.id and s.round = new.round and s.human = new.judged_human) then
            raise exception 'naung: who photographed a paper does not say that it is good' using errcode = 'check_violation';
        end if;
        if (select count(*) from claims_scan s where s.paper_id = new.id and s.round = new.round) <> new.pages then
            raise exception 'naung: a paper is read with the photos that were counted' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_paper_read_by_another before update of state on claims_paper for each row
        when (new.state = 'READ' and old.state <> 'READ') execute function claims_paper_read_by_another();
    """,
    "drop trigger claims_paper_read_by_another on claims_paper; drop function claims_paper_read_by_another();",
)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_reports"), ("staff", "0002_guards"), ("trail", "0002_guards"), migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]  # fmt: skip
    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=5)),
                ('village', models.CharField(max_length=13)),
                ('kind', models.TextField()),
                ('place', models.SmallIntegerField()),
                ('because', models.TextField()),
                ('by_case', models.BooleanField()),
                ('article', models.TextField()),
                ('confidence', models.TextField()),
                ('health', models.BooleanField()),
                ('waivable', models.BooleanField()),
                ('asked_on', models.DateField()),
                ('round', models.SmallIntegerField(default=1)),
                ('pages', models.SmallIntegerField(default=0)),
                ('promised_for', models.DateField(null=True)),
                ('promised_by', models.TextField(default='')),
                ('held_at', models.TextField(default='')),
                ('received_on', models.DateField(null=True)),
                ('received_human', models.BigIntegerField(null=True)),
                ('judged_on', models.DateField(null=True)),
                ('judged_human', models.BigIntegerField(null=True)),
                ('reason', models.TextField(default='')),
                ('state', models.TextField(default='MISSING')),
                ('trail', models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='claims_paper_says_why_it_is_asked'),
                    models.CheckConstraint(condition=models.Q(('pages__gte', 0), ('round__gte', 1)), name='claims_paper_counts'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'PROMISED'), _negated=True), ('promised_for__isnull', False), _connector='OR'), name='claims_paper_promised_for_a_day'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'READ'), _negated=True), models.Q(('judged_human', models.F('received_human')), _negated=True), _connector='OR'), name='claims_paper_read_by_another'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['REFUSED', 'WAIVED', 'DROPPED']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='claims_paper_reason'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'WAIVED'), _negated=True), ('waivable', True), _connector='OR'), name='claims_paper_waived_where_it_may'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Scan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=5)),
                ('village', models.CharField(max_length=13)),
                ('round', models.SmallIntegerField()),
                ('number', models.SmallIntegerField()),
                ('media', models.TextField()),
                ('size', models.IntegerField()),
                ('pages', models.SmallIntegerField(default=1)),
                ('sharpness', models.IntegerField(null=True)),
                ('light', models.SmallIntegerField(null=True)),
                ('flaws', models.JSONField(default=list)),
                ('sent_anyway', models.BooleanField(default=False)),
                ('sha256', models.CharField(max_length=64)),
                ('original_index', models.BinaryField()),
                ('taken_on', models.DateField()),
                ('human', models.BigIntegerField()),
                ('trail', models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(('media__in', ['image/jpeg', 'application/pdf']), ('number__gte', 1), ('pages__gte', 1), ('sha256__regex', '^[0-9a-f]{64}$'), ('size__gt', 0)), name='claims_scan_whole'),
                    models.CheckConstraint(condition=models.Q(('flaws', []), ('sent_anyway', True), _connector='OR'), name='claims_flawed_scan_was_meant'),
                ],
                "indexes": [
                    models.Index(fields=['original_index'], name='claims_scan_origina_3e6cd8_idx'),
                ],
            },
        ),
        migrations.AddField(
            model_name='paper',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='paper',
            name='judged_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paper',
            name='received_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='ScanContent',
            fields=[
                ('scan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='claims.scan')),
                ('village', models.CharField(max_length=13)),
                ('sealed', models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name='scan',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='scan',
            name='paper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.paper'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(fields=('claim', 'kind'), name='claims_one_paper_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['RECEIVED', 'READ']), _negated=True), models.Q(('received_by__isnull', False), ('received_on__isnull', False), models.Q(('pages__gt', 0), models.Q(('held_at', ''), _negated=True), _connector='OR')), _connector='OR'), name='claims_paper_received_is_there'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['READ', 'REFUSED', 'WAIVED']), _negated=True), models.Q(('judged_by__isnull', False), ('judged_on__isnull', False)), _connector='OR'), name='claims_paper_judged_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('received_by__isnull', False), ('received_human__isnull', False)), models.Q(('received_by__isnull', True), ('received_human__isnull', True)), _connector='OR'), name='claims_paper_receiver_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judged_by__isnull', False), ('judged_human__isnull', False)), models.Q(('judged_by__isnull', True), ('judged_human__isnull', True)), _connector='OR'), name='claims_paper_judge_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='scan',
            constraint=models.UniqueConstraint(fields=('paper', 'round', 'number'), name='claims_scan_number'),
        ),
        migrations.AddConstraint(
            model_name='scan',
            constraint=models.UniqueConstraint(fields=('paper', 'round', 'original_index'), name='claims_same_photo_once'),
        ),
        HUMANS,
        guards.belongs("claims_paper", "claims_claim", claim_id="id", region="region", village="village"),
        guards.belongs("claims_scan", "claims_paper", paper_id="id", region="region", village="village"),
        guards.belongs("claims_scancontent", "claims_scan", scan_id="id", village="village"),
        guards.by_region("claims_paper"),
        guards.by_region("claims_scan"),
        guards.by_region("claims_scancontent"),
        guards.never_deleted("claims_paper"),
        guards.frozen("claims_paper", "claim_id", "region", "village", "kind", "place", "article", "health", "waivable"),
        guards.append_only("claims_scan"),
        guards.append_only("claims_scancontent"),
        guards.state_machine("claims_paper", PAPER),
        COMPLETE,
        ANOTHER,
    ]  # fmt: skip
