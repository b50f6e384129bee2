"""Reading the long work."""

from django.db.models import QuerySet

from naung.foundation.work.models import Job as Job
from naung.foundation.work.states import UNDER_WAY


def of(officer: int) -> QuerySet[Job]:
    """The work that this officer started, latest first."""
    return Job.objects.filter(officer_id=officer).order_by("-pk")


def everything() -> QuerySet[Job]:
    """Everybody's, latest first: for administrators, who are shown no content."""
    return Job.objects.select_related("officer").order_by("-pk")


def under_way(kind: str, key: str) -> Job | None:
    """The one that is waited for or runs; there is never a second."""
    return Job.objects.filter(kind=kind, key=key, state__in=UNDER_WAY).select_related("officer").first()


def ended(job: Job) -> bool:
    return job.state not in UNDER_WAY


def seconds_left(job: Job) -> int | None:
    """At the speed of this step so far; None while nothing can be said."""
    if not (job.state == "RUNNING" and job.total and job.done and job.step_at and job.beat_at):
        return None
    spent = (job.beat_at - job.step_at).total_seconds()
    return max(0, round(spent * (job.total - job.done) / job.done)) if spent >= 1 else None
