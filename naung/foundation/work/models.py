from django.db import models
from django.db.models import Q

from naung.foundation.work.states import UNDER_WAY


class Job(models.Model):
    """Something that takes longer than a page: asked for by an officer, done by the worker, watched by whoever asked.

    `arguments` and `result` hold numbers of rows and codes of regions, never a person's name or number."""

    kind = models.TextField()
    key = models.TextField()  # the same kind and key is the same work: not twice at a time
    arguments = models.JSONField(default=dict)
    about = models.TextField(default="")
    officer = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    regions = models.JSONField(default=list)
    language = models.TextField(default="id")
    on = models.DateField()
    asked_at = models.DateTimeField()

    attempt = models.IntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    says = models.TextField(default="")
    step_at = models.DateTimeField(null=True)  # since when it does what `says` says
    beat_at = models.DateTimeField(null=True)
    cancel_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    refusal = models.TextField(default="")
    state = models.TextField(default="WAITING")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(state__in=UNDER_WAY), name="work_not_twice_at_a_time"
            ),
            models.CheckConstraint(
                name="work_ended_has_a_moment",
                condition=Q(state__in=UNDER_WAY, ended_at=None)
                | (~Q(state__in=UNDER_WAY) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="work_outcome_fits_the_state",
                condition=Q(state="DONE", result__isnull=False, refusal="")
                | (Q(state="FAILED", result=None) & ~Q(refusal=""))
                | (~Q(state__in=["DONE", "FAILED"]) & Q(result=None, refusal="")),
            ),
            models.CheckConstraint(
                name="work_cancelled_was_asked", condition=~Q(state="CANCELLED") | Q(cancel_at__isnull=False)
            ),
            models.CheckConstraint(name="work_counts", condition=Q(done__gte=0, attempt__gte=0)),
        ]
        indexes = [models.Index(fields=["officer", "-id"], name="work_by_officer")]
