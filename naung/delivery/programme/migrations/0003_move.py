import django.db.models.deletion
from django.db import migrations, models

from naung.delivery.programme.states import MOVE
from naung.foundation import guards

# A move is decided only with the approval of exactly it, names the caps as they stood, and both caps stand as it says when the
# transaction ends: what one region loses the other gains.
MOVED = migrations.RunSQL(
    """
    create function programme_move_signed() returns trigger language plpgsql as $$
    begin
        if not exists (select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED'
                       and a.kind = 'programme.move' and (a.content_hash, a.rows) = (new.content_hash, new.places)) then
            raise exception 'naung: a move of places needs the approval of exactly this move' using errcode = 'check_violation';
        end if;
        if (select count(*) from programme_quota q where q.programme_id = new.programme_id
            and (q.region_id, q.cap) in ((new.source_id, new.source_before), (new.target_id, new.target_before))) <> 2 then
            raise exception 'naung: a move of places names the quotas as they stood' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger programme_move_signed before update on programme_move for each row
        when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function programme_move_signed();

    create function programme_move_carried() returns trigger language plpgsql as $$
    begin
        if (select count(*) from programme_quota q where q.programme_id = new.programme_id and (q.region_id, q.cap) in
                ((new.source_id, new.source_before - new.places), (new.target_id, new.target_before + new.places))) <> 2 then
            raise exception 'naung: what one region loses by a move the other gains' using errcode = 'check_violation';
        end if;
        return null;
    end $$;
    create constraint trigger programme_move_carried after update on programme_move deferrable initially deferred for each row
        when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function programme_move_carried();
    """,
    """
    drop trigger programme_move_carried on programme_move; drop trigger programme_move_signed on programme_move;
    drop function programme_move_carried(); drop function programme_move_signed();
    """,
)


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0002_guards"), ("approvals", "0002_guards"), ("regions", "0001_initial"), ("trail", "0002_guards"),
    ]  # fmt: skip
    operations = [
        migrations.CreateModel(
            name="Move",
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('places', models.IntegerField()),
                ('reason', models.TextField()),
                ('document', models.TextField()),
                ('content_hash', models.CharField(max_length=64)),
                ('source_before', models.IntegerField(null=True)),
                ('target_before', models.IntegerField(null=True)),
                ('prepared_on', models.DateField()),
                ('decided_on', models.DateField(null=True)),
                ('state', models.TextField(default='PREPARED')),
                ('trail', models.BigIntegerField()),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.approval')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.programme')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.region')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='programme_move_number'), models.CheckConstraint(condition=models.Q(('places__gt', 0), models.Q(('source', models.F('target')), _negated=True), models.Q(('reason', ''), _negated=True), models.Q(('document', ''), _negated=True)), name='programme_move_is_one'), models.CheckConstraint(condition=models.Q(models.Q(('decided_on__gte', models.F('prepared_on')), ('source_before__gte', models.F('places')), ('state', 'DECIDED'), ('target_before__gte', 0)), models.Q(models.Q(('state', 'DECIDED'), _negated=True), ('decided_on', None), ('source_before', None), ('target_before', None)), _connector='OR'), name='programme_a_decided_move_says_what_was')],
            },
        ),
        guards.never_deleted("programme_move"),
        guards.frozen(
            "programme_move", "programme_id", "number", "source_id", "target_id", "places", "reason", "document", "content_hash",
            "approval_id", "prepared_on",
        ),
        guards.state_machine("programme_move", MOVE),
        MOVED,
    ]  # fmt: skip
