from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class CurrentTransaction(models.Func):
    function, output_field = "pg_current_xact_id", models.TextField()


class Xid8Field(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's 64-bit transaction number; never wraps round."""

    def db_type(self, connection):  # type: ignore[no-untyped-def]
        return "xid8"

    def from_db_value(self, value, expression, connection):  # type: ignore[no-untyped-def]
        return None if value is None else int(value)

    def get_prep_value(self, value):  # type: ignore[no-untyped-def]
        return None if value is None else str(value)


class Entry(models.Model):
    """One thing that was done. Append-only; see guards.append_only in the migration."""

    id = models.BigAutoField(primary_key=True)
    txid = Xid8Field(db_default=CurrentTransaction())
    recorded_at = models.DateTimeField(db_default=Now())
    at = models.DateTimeField()
    actor = models.TextField()
    human = models.BigIntegerField(null=True)
    verb = models.TextField()
    subject = models.TextField()
    region = models.TextField(default="")
    why = models.TextField(default="")
    facts = models.JSONField(default=dict)
    version = models.SmallIntegerField(default=1)
    payload = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["human", "id"], condition=Q(human__isnull=False), name="trail_by_human"),
            models.Index(fields=["txid"], name="trail_by_txid"),
            models.Index(fields=["verb", "id"], name="trail_by_verb"),
            models.Index(fields=["region", "id"], name="trail_by_region"),
            models.Index(fields=["at"], name="trail_by_moment"),
        ]


class Block(models.Model):
    """Entries sealed together. `previous` is unique, so the chain cannot fork."""

    number = models.BigIntegerField(primary_key=True)
    previous = models.BinaryField(unique=True)
    root = models.BinaryField()
    entries = models.IntegerField()
    sealed_at = models.DateTimeField(db_default=Now())
    signature = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(name="trail_block_holds_entries", condition=Q(entries__gt=0))]


class Leaf(models.Model):
    """Where an entry stands in its block."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="+")
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["block", "position"], name="trail_leaf_place")]
        ordering = [F("block").asc(), F("position").asc()]
