import django.db.models.deletion
from django.db import migrations, models

from naung.delivery.contributions.cover.states import LETTER
from naung.foundation import guards

# A letter counts only with the approval of exactly it.
SIGNED = migrations.RunSQL(
    """
    create function contributions_late_letter_signed() returns trigger language plpgsql as $$
    begin
        if not exists (select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED'
                       and a.kind = 'contributions.late_letter' and a.content_hash = new.content_hash) then
            raise exception 'naung: a late payer''s letter needs the approval of exactly this letter' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger contributions_late_letter_signed before update on contributions_lateletter for each row
        when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function contributions_late_letter_signed();
    """,
    """
    drop trigger contributions_late_letter_signed on contributions_lateletter;
    drop function contributions_late_letter_signed();
    """,
)


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0002_guards"), ("approvals", "0002_guards"), ("programme", "0002_guards"), ("trail", "0002_guards"),
    ]  # fmt: skip
    operations = [
        migrations.CreateModel(
            name="LateLetter",
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=13)),
                ('reference', models.TextField()),
                ('written_on', models.DateField()),
                ('first_month', models.DateField()),
                ('last_month', models.DateField()),
                ('reason', models.TextField()),
                ('content_hash', models.CharField(max_length=64)),
                ('prepared_on', models.DateField()),
                ('decided_on', models.DateField(null=True)),
                ('state', models.TextField(default='PREPARED')),
                ('trail', models.BigIntegerField()),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='approvals.approval')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.programme')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['PREPARED', 'DECIDED'])), fields=('programme', 'region', 'reference'), name='contributions_one_late_letter'),
                    models.CheckConstraint(condition=models.Q(('first_month__day', 1), ('last_month__day', 1), ('last_month__gte', models.F('first_month')), models.Q(('reference', ''), _negated=True), models.Q(('reason', ''), _negated=True), models.Q(('region', ''), _negated=True)), name='contributions_late_letter_is_one'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_on__gte', models.F('prepared_on')), ('state', 'DECIDED')), models.Q(models.Q(('state', 'DECIDED'), _negated=True), ('decided_on', None)), _connector='OR'), name='contributions_late_letter_decided'),
                ],
            },
        ),
        guards.by_region("contributions_lateletter", "region"),
        guards.never_deleted("contributions_lateletter"),
        guards.frozen(
            "contributions_lateletter", "programme_id", "region", "reference", "written_on", "first_month", "last_month", "reason",
            "content_hash", "approval_id", "prepared_on",
        ),
        guards.state_machine("contributions_lateletter", LETTER),
        SIGNED,
    ]  # fmt: skip
