import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from naung.foundation import guards

# A report lies where its claim lies; it is placed once, where it lies, and only while it has no claim of its own.
STANDS = migrations.RunSQL(
    """
    alter table claims_report add constraint claims_report_recorded_by_is_this_human
        foreign key (recorded_by_id, recorded_human) references staff_officer (id, human_id);
    alter table claims_report add constraint claims_report_recorded_by_is_whole
        check ((recorded_by_id is null) = (recorded_human is null));
    alter table claims_placement add constraint claims_placement_placed_by_is_this_human
        foreign key (placed_by_id, placed_human) references staff_officer (id, human_id);

    create function claims_report_stands() returns trigger language plpgsql as $$
    begin
        if new.claim_id is not null and not exists (select from claims_claim c where c.id = new.claim_id and c.village = new.region) then
            raise exception 'naung: a report lies where its claim lies' using errcode = 'check_violation';
        end if;
        if new.stage = 2 and not exists (select from claims_claim c where c.id = new.claim_id and c.kind = 'accident') then
            raise exception 'naung: only an accident has a second report' using errcode = 'check_violation';
        end if;
        if not exists (select from trail_entry e where e.id = new.trail and e.txid = pg_current_xact_id()) then
            raise exception 'naung: a new row of claims_report needs a trail entry of its own transaction' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_report_stands before insert on claims_report for each row execute function claims_report_stands();

    create function claims_placement_stands() returns trigger language plpgsql as $$
    begin
        if not exists (select from claims_report r where r.id = new.report_id and r.claim_id is null and r.region = new.region) then
            raise exception 'naung: a report is placed once, where it lies' using errcode = 'check_violation';
        end if;
        if not exists (select from trail_entry e where e.id = new.trail and e.txid = pg_current_xact_id()) then
            raise exception 'naung: a new row of claims_placement needs a trail entry of its own transaction' using errcode = 'check_violation';
        end if;
        return new;
    end $$;
    create trigger claims_placement_stands before insert on claims_placement for each row execute function claims_placement_stands();
    """,
    """
    drop trigger claims_report_stands on claims_report; drop function claims_report_stands();
    drop trigger claims_placement_stands on claims_placement; drop function claims_placement_stands();
    alter table claims_report drop constraint claims_report_recorded_by_is_this_human;
    alter table claims_report drop constraint claims_report_recorded_by_is_whole;
    alter table claims_placement drop constraint claims_placement_placed_by_is_this_human;
    """,
)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_guards"),
        ("staff", "0002_guards"),
        ("trail", "0002_guards"),
    ]
    operations = [
        migrations.CreateModel(
            name="Knock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("door", models.TextField()),
                ("of_index", models.BinaryField()),
                ("on", models.DateField()),
                ("times", models.IntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["on"], name="claims_knocks_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("door", "of_index", "on"), name="claims_one_count_a_door"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("times__gt", 0)), name="claims_knocks_count_upwards"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.TextField(unique=True)),
                ("region", models.CharField(max_length=13)),
                ("stage", models.SmallIntegerField(default=1)),
                ("kind", models.TextField()),
                ("happened_on", models.DateField()),
                ("happened_at", models.TimeField(null=True)),
                ("channel", models.TextField()),
                ("relation", models.TextField()),
                ("about_sealed", models.BinaryField(null=True)),
                ("reporter_sealed", models.BinaryField(null=True)),
                ("phone_sealed", models.BinaryField(null=True)),
                ("phone_index", models.BinaryField(null=True)),
                ("text_sealed", models.BinaryField(null=True)),
                ("fingerprint", models.BinaryField(unique=True)),
                ("told_on", models.DateField()),
                ("told_at", models.DateTimeField()),
                ("recorded_human", models.BigIntegerField(null=True)),
                ("trail", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                condition=models.Q(("kind__in", ["death", "accident", "unsure"])), name="claims_report_kind"
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["counter", "phone", "paper", "form", "message", "visit"])
                ),
                name="claims_report_channel",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    (
                        "relation__in",
                        [
                            "family",
                            "neighbour",
                            "village",
                            "health",
                            "hospital",
                            "insurer",
                            "employer",
                            "other",
                        ],
                    )
                ),
                name="claims_report_relation",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    ("stage", 1), models.Q(("claim__isnull", False), ("stage", 2)), _connector="OR"
                ),
                name="claims_report_stage",
            ),
                    models.CheckConstraint(
                condition=models.Q(("told_on__gte", models.F("happened_on"))),
                name="claims_report_after_it_happened",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    ("claim__isnull", False), ("about_sealed__isnull", False), _connector="OR"
                ),
                name="claims_report_says_about_whom",
            ),
                    models.CheckConstraint(
                condition=models.Q(
                    models.Q(("phone_index__isnull", True), ("phone_sealed__isnull", True)),
                    models.Q(("phone_index__isnull", False), ("phone_sealed__isnull", False)),
                    _connector="OR",
                ),
                name="claims_report_phone_is_whole",
            ),
                ],
                "indexes": [
                    models.Index(fields=["claim"], name="claims_reports_of_a_claim"),
                    models.Index(
                condition=models.Q(("phone_index__isnull", False)),
                fields=["phone_index"],
                name="claims_reports_of_a_phone",
            ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("because", models.TextField(default="")),
                ("region", models.CharField(max_length=13)),
                ("placed_on", models.DateField()),
                ("placed_human", models.BigIntegerField()),
                ("trail", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement",
                        to="claims.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                condition=models.Q(
                    ("claim__isnull", False), models.Q(("because", ""), _negated=True), _connector="OR"
                ),
                name="claims_placed_or_says_why",
            ),
                ],
                "indexes": [
                    models.Index(fields=["claim"], name="claims_placements_of_a_claim"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportNumber",
            fields=[
                ("year", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gt", 0)), name="claims_reports_count_upwards"
                    )
                ],
            },
        ),
        STANDS,
        guards.append_only("claims_report"),
        guards.append_only("claims_placement"),
        guards.by_region("claims_report", "region"),
        guards.by_region("claims_placement", "region"),
    ]
