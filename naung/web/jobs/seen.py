"""A job as a page tells it: all of it to whoever started it, the bare facts to an administrator."""

from typing import Any

from django.http import Http404, HttpRequest

from naung.foundation.work import queries as work
from naung.web.jobs import words
from naung.web.scope import holds

WATCH = "system.watch"


def watches(request: HttpRequest) -> bool:
    return holds(request.user.pk, WATCH)


def found(request: HttpRequest, number: int) -> Any:
    """The job, if it is this officer's or this is an administrator; else 404, as for a job that never was."""
    job = work.everything().filter(pk=number).first()
    if job is None or not (job.officer_id == request.user.pk or watches(request)):
        raise Http404
    return job


def facts(job: Any, own: bool) -> dict[str, Any]:
    """`own`: whoever started it sees what it is about, what it says and what came of it."""
    bare = {
        "number": job.pk, "kind": words.kind(job.kind), "tag": words.tag(job.state), "state": job.state, "asked_at": job.asked_at, "taken_at": job.taken_at,
        "ended_at": job.ended_at, "ended": work.ended(job), "cancelling": job.cancel_at is not None and not work.ended(job), "attempt": job.attempt,
        "done": job.done, "total": job.total, "left": words.left(work.seconds_left(job)), "officer": job.officer.name, "own": own,
    }  # fmt: skip
    return {**bare, **(_content(job) if own else {})}


def _content(job: Any) -> dict[str, Any]:
    result = job.result or {}
    counts = [{"says": words.count(name), "n": n} for name, n in result.get("counts", {}).items()]
    return {"about": job.about, "says": job.says, "refusal": job.refusal, "result": result, "counts": counts}
