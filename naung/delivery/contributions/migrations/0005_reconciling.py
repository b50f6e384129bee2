import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from naung.delivery.contributions.reconciling.states import DIFFERENCE
from naung.foundation import guards

LIST_KINDS = (
    "NOT_THERE",
    "SHORT",
    "WRONG_AMOUNT",
    "DOUBLED",
    "INACTIVE",
    "OTHER_NAME",
    "NOT_HERE",
    "UNKNOWN",
)
RECEIPT_KINDS = ("REFUSED", "UNANSWERED")


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0004_treasury_guards"), ("payments", "0003_statements"), ("trail", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]  # fmt: skip
    operations = [
        migrations.CreateModel(
            name="MemberList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("partner", models.TextField()),
                ("month", models.DateField()),
                ("as_of", models.DateField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("rows", models.IntegerField()),
                ("rupiah", models.BigIntegerField()),
                ("ours", models.IntegerField()),
                ("ours_rupiah", models.BigIntegerField()),
                ("agreed", models.IntegerField()),
                ("differences", models.IntegerField()),
                ("taken_at", models.DateTimeField()),
                ("trail", models.BigIntegerField()),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programme.programme")),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "month", "as_of"], name="contributions_memberlist_month")],
                "constraints": [
                    models.UniqueConstraint(fields=["partner", "sha256"], name="contributions_memberlist_once"),
                    models.CheckConstraint(name="contributions_memberlist_counts",
                                           condition=Q(month__day=1, agreed__lte=F("ours"), differences__gte=0)),
                ],
            },
        ),
        migrations.CreateModel(
            name="Difference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("source", models.TextField()),
                ("kind", models.TextField()),
                ("key", models.TextField()),
                ("membership_id", models.BigIntegerField(null=True)),
                ("person_id", models.BigIntegerField(null=True)),
                ("region", models.CharField(max_length=5)),
                ("village", models.CharField(max_length=13)),
                ("rupiah", models.BigIntegerField()),
                ("facts", models.JSONField(default=dict)),
                ("opened_on", models.DateField()),
                ("because", models.TextField(default="")),
                ("state", models.TextField(default="OPEN")),
                ("trail", models.BigIntegerField()),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programme.programme")),
            ],
            options={
                "indexes": [models.Index(fields=["month"], condition=Q(state="OPEN"), name="contributions_difference_open")],
                "constraints": [
                    models.UniqueConstraint(fields=["programme", "month", "source", "kind", "key", "rupiah"], name="contributions_difference_once"),
                    models.CheckConstraint(name="contributions_difference_known",
                                           condition=Q(source="LIST", kind__in=LIST_KINDS) | Q(source="RECEIPT", kind__in=RECEIPT_KINDS)),
                    models.CheckConstraint(name="contributions_difference_settled_says_why",
                                           condition=~Q(state="SETTLED") | ~Q(because="")),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("number", models.BigIntegerField()),
                ("note", models.TextField(default="")),
                ("at", models.DateTimeField()),
                ("trail", models.BigIntegerField()),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "number"], name="contributions_handling_of")],
                "constraints": [models.CheckConstraint(name="contributions_handling_known",
                                                       condition=Q(kind__in=["suspense", "booking", "difference"]))],
            },
        ),
        guards.append_only("contributions_memberlist"),
        guards.append_only("contributions_handling"),
        guards.never_deleted("contributions_difference"),
        guards.frozen("contributions_difference", "programme_id", "month", "source", "kind", "key", "membership_id", "person_id", "region", "village",
                      "rupiah", "facts", "opened_on"),
        guards.state_machine("contributions_difference", DIFFERENCE),
        guards.by_region("contributions_difference"),
    ]  # fmt: skip
