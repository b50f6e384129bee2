from datetime import date

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from naung.delivery.programme.budget_models import KINDS
from naung.delivery.programme.states import CHANGE, LINE
from naung.foundation import guards
from naung.kit.canonical import canonical, sha256

KEY = django.db.models.deletion.PROTECT
PROVINCE = ("apbd", "Pemerintah Provinsi Nusa Tenggara Timur", "53")


def fill(apps, schema_editor):
    """A house from before: its lines were the province's, each with the document that its reference names."""
    Funding, Payer, Change = (apps.get_model("programme", name) for name in ("Funding", "Payer", "Change"))
    for number, line in enumerate(Funding.objects.select_related("programme").order_by("pk"), 1):
        kind, name, region = PROVINCE
        line.paid_by = Payer.objects.get_or_create(kind=line.payer, name=name, region_id=region if line.payer == kind else None)[0]
        line.year, line.asked, line.state = line.programme.first_month.year, line.rupiah, "GRANTED"
        line.save()
        day = date(line.year - 1, 12, 1)
        content = [line.year, number, "GRANT", line.pk, 0, line.rupiah, "", "perda_apbd", line.reference, day.isoformat(), 0, ""]
        Change.objects.create(
            year=line.year, number=number, what="GRANT", line=line, rupiah=line.rupiah, kind="perda_apbd", document=line.reference, dated=day,
            content_hash=sha256(canonical(content)), line_before=0, prepared_on=day, decided_on=day, state="DECIDED", trail=0,
        )
    schema_editor.execute("set constraints all immediate")


# A document is decided with the approval of exactly it, or came with the house when it was set up; it says what the lines held; an
# amendment names the line's last document; rupiah moves within one payer and year. When the transaction ends every line that was
# touched holds what its decided documents say, and no PROPOSED line is left with one.
SIGNED = migrations.RunSQL(
    """
    alter table programme_funding add constraint programme_funding_payer_of_its_kind
        foreign key (paid_by_id, payer) references programme_payer (id, kind);

    create function programme_change_signed() returns trigger language plpgsql as $$
    begin
        if new.approval_id is null then
            if tg_op = 'UPDATE' or not exists (select from trail_entry e where e.id = new.trail and e.verb = 'programme.load') then
                raise exception 'naung: a change of a budget line needs the approval of exactly this document' using errcode = 'check_violation';
            end if;
        elsif not exists (select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED'
                          and a.kind = 'programme.budget' and (a.content_hash, a.rupiah) = (new.content_hash, new.rupiah)) then
            raise exception 'naung: a change of a budget line needs the approval of exactly this document' using errcode = 'check_violation';
        end if;
        if not exists (select from programme_funding f where f.id = new.line_id and (f.year, f.rupiah) = (new.year, new.line_before))
           or (new.source_id is not null and not exists (
               select from programme_funding f join programme_funding o on o.id = new.line_id
                where f.id = new.source_id and f.rupiah = new.source_before and (f.year, f.paid_by_id) = (o.year, o.paid_by_id)
                  and f.rupiah - f.committed >= new.rupiah)) then
            raise exception 'naung: a change of a budget line names the lines as they stood, of one payer and year, and what is free'
                using errcode = 'check_violation';
        end if;
        if new.what = 'AMEND' and not exists (select from programme_change c where c.id = new.amends_id and c.line_id = new.line_id
                                              and c.state = 'DECIDED' and c.what <> 'MOVE') then
            raise exception 'naung: an amendment names the document of its line that it amends' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger programme_change_signed_new before insert on programme_change for each row
        when (new.state = 'DECIDED') execute function programme_change_signed();
    create trigger programme_change_signed before update on programme_change for each row
        when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function programme_change_signed();

    create function programme_line_says_its_documents(one bigint) returns void language plpgsql as $$
    begin
        if exists (select from programme_funding f where f.id = one and (
                (f.state = 'GRANTED') <> exists (select from programme_change c where c.line_id = f.id and c.what = 'GRANT' and c.state = 'DECIDED')
                or f.rupiah <> (select coalesce(sum(case when c.source_id = f.id then -c.rupiah when c.what = 'MOVE' then c.rupiah
                                                         else c.rupiah - c.line_before end), 0)
                                  from programme_change c where c.state = 'DECIDED' and f.id in (c.line_id, c.source_id)))) then
            raise exception 'naung: a budget line holds what its documents say, to the rupiah' using errcode = 'check_violation';
        end if;
    end $$;
    create function programme_line_stands() returns trigger language plpgsql as $$
    begin
        perform programme_line_says_its_documents(new.id);
        return null;
    end $$;
    create function programme_change_carried() returns trigger language plpgsql as $$
    begin
        perform programme_line_says_its_documents(new.line_id);
        if new.source_id is not null then
            perform programme_line_says_its_documents(new.source_id);
        end if;
        return null;
    end $$;
    create constraint trigger programme_line_new after insert on programme_funding deferrable initially deferred
        for each row execute function programme_line_stands();
    create constraint trigger programme_line_changed after update on programme_funding deferrable initially deferred
        for each row when ((new.rupiah, new.state) is distinct from (old.rupiah, old.state)) execute function programme_line_stands();
    create constraint trigger programme_change_carried_new after insert on programme_change deferrable initially deferred
        for each row when (new.state = 'DECIDED') execute function programme_change_carried();
    create constraint trigger programme_change_carried after update on programme_change deferrable initially deferred
        for each row when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function programme_change_carried();
    """,
    """
    drop trigger programme_change_carried on programme_change; drop trigger programme_change_carried_new on programme_change;
    drop trigger programme_line_changed on programme_funding; drop trigger programme_line_new on programme_funding;
    drop trigger programme_change_signed on programme_change; drop trigger programme_change_signed_new on programme_change;
    drop function programme_change_carried(); drop function programme_line_stands(); drop function programme_line_says_its_documents(bigint);
    drop function programme_change_signed();
    alter table programme_funding drop constraint programme_funding_payer_of_its_kind;
    """,
)


def thaw(table: str) -> migrations.RunSQL:
    """The guard comes again with more columns, below."""
    return migrations.RunSQL(f"drop trigger {table}_frozen on {table}; drop function if exists {table}_frozen();", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0003_move"), ("approvals", "0002_guards"), ("regions", "0001_initial"), ("trail", "0002_guards"),
    ]  # fmt: skip
    operations = [
        migrations.CreateModel(
            name="Payer",
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('name', models.TextField()),
                ('region', models.ForeignKey(null=True, on_delete=KEY, related_name='+', to='regions.region')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["kind", "name", "region"], name="programme_payer_once", nulls_distinct=False),
                    models.UniqueConstraint(fields=["id", "kind"], name="programme_payer_and_kind"),
                    models.CheckConstraint(name="programme_payer_is_somebody", condition=Q(kind__in=["apbn", "apbd", "village", "donor", "self"]) & ~Q(name="")),
                    models.CheckConstraint(name="programme_a_government_has_its_region", condition=~Q(kind__in=["apbd", "village"]) | Q(region__isnull=False)),
                ],
            },
        ),
        migrations.AddField("funding", "year", models.SmallIntegerField(null=True)),
        migrations.AddField("funding", "paid_by", models.ForeignKey(null=True, on_delete=KEY, related_name="+", to="programme.payer")),
        migrations.AddField("funding", "account_code", models.TextField(blank=True, default="")),
        migrations.AddField("funding", "asked", models.BigIntegerField(null=True)),
        migrations.AddField("funding", "state", models.TextField(default="PROPOSED")),
        migrations.AddField("funding", "trail", models.BigIntegerField(default=0), preserve_default=False),
        migrations.AlterField("funding", "rupiah", models.BigIntegerField(default=0)),
        migrations.AddField("agreement", "unused_months", models.TextField(default="none")),
        migrations.AddConstraint("agreement", models.CheckConstraint(name="programme_unused_months_known", condition=Q(unused_months__in=["none", "refund", "replace", "either"]))),
        migrations.CreateModel(
            name="Change",
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField()),
                ('number', models.IntegerField()),
                ('what', models.TextField()),
                ('rupiah', models.BigIntegerField()),
                ('account_code', models.TextField(blank=True, default='')),
                ('kind', models.TextField()),
                ('document', models.TextField()),
                ('dated', models.DateField()),
                ('reason', models.TextField(blank=True, default='')),
                ('content_hash', models.CharField(max_length=64)),
                ('line_before', models.BigIntegerField(null=True)),
                ('source_before', models.BigIntegerField(null=True)),
                ('prepared_on', models.DateField()),
                ('decided_on', models.DateField(null=True)),
                ('state', models.TextField(default='PREPARED')),
                ('trail', models.BigIntegerField()),
                ('amends', models.ForeignKey(null=True, on_delete=KEY, related_name='+', to='programme.change')),
                ('approval', models.OneToOneField(null=True, on_delete=KEY, related_name='+', to='approvals.approval')),
                ('line', models.ForeignKey(on_delete=KEY, related_name='+', to='programme.funding')),
                ('source', models.ForeignKey(null=True, on_delete=KEY, related_name='+', to='programme.funding')),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["year", "number"], name="programme_change_number"),
                    models.UniqueConstraint(fields=["line"], condition=Q(state="DECIDED", what="GRANT"), name="programme_granted_once"),
                    models.UniqueConstraint(fields=["amends"], condition=Q(state="DECIDED"), name="programme_amended_once"),
                    models.CheckConstraint(name="programme_change_names_its_document", condition=Q(kind__in=KINDS, dated__lte=F("prepared_on")) & ~Q(document="")),
                    models.CheckConstraint(
                        name="programme_change_is_one",
                        condition=Q(what="GRANT", source=None, amends=None, rupiah__gt=0)
                        | Q(what="AMEND", source=None, amends__isnull=False, rupiah__gte=0)
                        | Q(what="MOVE", source__isnull=False, amends=None, rupiah__gt=0) & ~Q(source=F("line")) & ~Q(reason=""),
                    ),
                    models.CheckConstraint(
                        name="programme_a_decided_change_says_what_was",
                        condition=Q(state="DECIDED", decided_on__gte=F("prepared_on"), line_before__gte=0)
                        & (Q(source=None, source_before=None) | Q(source__isnull=False, source_before__gte=F("rupiah")))
                        | ~Q(state="DECIDED") & Q(decided_on=None, line_before=None, source_before=None),
                    ),
                ],
            },
        ),
        thaw("programme_funding"),
        thaw("programme_agreement"),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("funding", "year", models.SmallIntegerField()),
        migrations.AlterField("funding", "paid_by", models.ForeignKey(on_delete=KEY, related_name="+", to="programme.payer")),
        migrations.AlterField("funding", "asked", models.BigIntegerField()),
        migrations.AddConstraint("funding", models.CheckConstraint(
            name="programme_a_proposed_line_holds_nothing", condition=Q(asked__gt=0) & ~Q(reference="") & (~Q(state="PROPOSED") | Q(rupiah=0)))),
        migrations.AddConstraint("funding", models.CheckConstraint(name="programme_line_has_a_year", condition=Q(year__gte=2000, year__lte=2999))),
        guards.never_deleted("programme_payer"),
        guards.frozen("programme_payer", "kind", "name", "region_id"),
        guards.frozen("programme_funding", "programme_id", "year", "paid_by_id", "payer", "reference", "asked"),
        guards.frozen("programme_agreement", "programme_id", "partner", "number", "signed_on", "cover_starts", "unused_months"),
        guards.never_deleted("programme_change"),
        guards.frozen(
            "programme_change", "year", "number", "what", "line_id", "source_id", "rupiah", "account_code", "kind", "document", "dated",
            "amends_id", "reason", "content_hash", "approval_id", "prepared_on",
        ),
        SIGNED,
        guards.state_machine("programme_funding", LINE),
        guards.state_machine("programme_change", CHANGE, starts=["DECIDED"]),
    ]  # fmt: skip
