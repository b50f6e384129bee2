from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q

from naung.delivery.intake.states import UPLOAD
from naung.foundation import guards

UPLOADS = guards.state_machine("intake_upload", UPLOAD)
KEPT = (
    Q(state__in=["WAITING", "ASKS", "REFUSED"], sealed__isnull=False)
    | Q(state="TAKEN", sealed=None, file__isnull=False)
    | Q(state="SAME", sealed=None)
)


class Migration(migrations.Migration):
    """What officers say of columns is kept; an upload may wait for such an answer."""

    dependencies = [("intake", "0002_guards"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Columns",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=13)),
                ("signature", models.CharField(max_length=64)),
                ("headings", models.JSONField()),
                ("meaning", models.JSONField()),
                ("at", models.DateTimeField()),
                ("trail", models.BigIntegerField()),
                ("by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("upload", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="intake.upload")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["region", "signature"], name="intake_columns_by_heading"),
                ],
            },
        ),
        guards.append_only("intake_columns"),
        guards.by_region("intake_columns", "region"),
        migrations.RemoveConstraint(model_name="upload", name="intake_unread_bytes_are_kept"),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(name="intake_unread_bytes_are_kept", condition=KEPT),
        ),
        # The states as they are now; where 0002 ran with the earlier ones it is said again.
        migrations.RunSQL(UPLOADS.reverse_sql, migrations.RunSQL.noop),
        UPLOADS,
    ]
