from django.db import models
from django.db.models.functions import Now


class Key(models.Model):
    """The fingerprint of the keys that this database's values are sealed with."""

    number = models.SmallIntegerField(primary_key=True)
    fingerprint = models.CharField(max_length=32)
    since = models.DateTimeField(db_default=Now())
