from django.db import models
from django.db.models import F, Q


class Approval(models.Model):
    """One list or payment put before a second person."""

    kind = models.TextField()
    subject = models.TextField()
    region = models.TextField(default="")
    content_hash = models.CharField(max_length=64)
    rows = models.BigIntegerField()
    rupiah = models.BigIntegerField()
    state = models.TextField(default="PENDING")
    prepared_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    prepared_human = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    decided_human = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(default="")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(state="PENDING"), name="approvals_one_pending"
            ),
            models.CheckConstraint(
                name="approvals_two_people",
                condition=Q(decided_human=None) | ~Q(decided_human=F("prepared_human")),
            ),
            models.CheckConstraint(
                name="approvals_a_decision_has_a_decider",
                condition=Q(state__in=["PENDING", "VOID"], decided_by=None, decided_human=None)
                | Q(
                    state__in=["APPROVED", "REFUSED"],
                    decided_by__isnull=False,
                    decided_human__isnull=False,
                    prepared_human__isnull=False,
                    decided_at__isnull=False,
                ),
            ),  # fmt: skip
            models.CheckConstraint(name="approvals_whole_totals", condition=Q(rows__gte=0, rupiah__gte=0)),
        ]
