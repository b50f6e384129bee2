"""Registering a paper, once."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import connection, transaction

from naung.foundation.papers import codes, queries
from naung.foundation.papers.models import Copy, Paper
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256


@transaction.atomic
def register(
    *,
    kind: str,
    subject: str,
    region: str,
    number: str,
    issued_on: date,
    rows: int,
    content_hash: str,
    make: Callable[[str], bytes],
    by: Actor,
    at: datetime,
) -> Paper:
    """The paper of this subject; the first time its bytes are made by `make(code)`, sealed and kept. Later calls make nothing.

    Two at once wait for each other, so that there is never a second version. `rows`: people named on it."""
    _one_at_a_time(kind, subject)
    if there := queries.of(kind, subject):
        return there
    code = codes.of(kind, subject)
    content = make(code)
    digest = sha256(content)
    entry = trail.record(by=by, verb="papers.register", subject=subject, at=at, region=region,
                         facts={"kind": kind, "number": number, "sha256": digest, "size": len(content), "rows": rows})  # fmt: skip
    paper = Paper.objects.create(kind=kind, subject=subject, code=code, number=number, issued_on=issued_on, region=region, rows=rows,
                                 content_hash=content_hash, sha256=digest, size=len(content), made_at=at, trail=entry)  # fmt: skip
    sealed = seals.seal_bytes(content, f"{queries.FIELD}:{code}")
    Copy.objects.create(paper=paper, region=region, content_sealed=sealed)
    return paper


def _one_at_a_time(kind: str, subject: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"{kind} {subject}"])
