from django.db import models
from django.db.models import Q


class Paper(models.Model):
    """A document as it was first made; what anybody who holds its code may know."""

    kind = models.TextField()  # "selection.decree"
    subject = models.TextField()
    code = models.CharField(max_length=12, unique=True)
    number = models.TextField()
    issued_on = models.DateField()
    region = models.TextField()
    rows = models.IntegerField()  # how many people it names
    content_hash = models.CharField(max_length=64)  # of the list that was decided on
    sha256 = models.CharField(max_length=64)  # of the bytes
    size = models.IntegerField()
    made_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="papers_once"),
            models.CheckConstraint(
                name="papers_whole",
                condition=Q(
                    size__gt=0, rows__gte=0, sha256__regex="^[0-9a-f]{64}$", code__regex="^[0-9A-Z]{12}$"
                ),
            ),
        ]


class Copy(models.Model):
    """The bytes, sealed: they may name people, so only the officers of the region see the row."""

    paper = models.OneToOneField(Paper, primary_key=True, on_delete=models.PROTECT, related_name="+")
    region = models.TextField()
    content_sealed = models.BinaryField()
