from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_guards")]
    operations = [
        migrations.AddIndex("entry", models.Index(fields=["verb", "id"], name="trail_by_verb")),
        migrations.AddIndex("entry", models.Index(fields=["region", "id"], name="trail_by_region")),
        migrations.AddIndex("entry", models.Index(fields=["at"], name="trail_by_moment")),
    ]
