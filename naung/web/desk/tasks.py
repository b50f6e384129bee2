"""What waits for an officer: one number to watch, and the queues of their role. Counts see the officer's regions only."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.foundation.approvals import queries as approvals
from naung.web.public.figures import picture_of

CLERKS = {"village_operator", "district_officer", "regency_officer", "verifier"}
QUEUES = {
    "FLAWED": (CLERKS, lambda: _("baris usulan perlu diperbaiki")),
    "IN_REVIEW": (
        {"regency_officer", "verifier"},
        lambda: _("baris menunggu keputusan: orang yang sama atau bukan?"),
    ),
}


def tasks(posts: list[Any]) -> list[dict[str, Any]]:
    """The queues of these posts' roles with how many wait in each; only those where something waits."""
    roles, counts = {post.role for post in posts}, _rows_by_state()
    found = [
        {"count": counts.get(state, 0), "says": says()}
        for state, (who, says) in QUEUES.items()
        if roles & who
    ]
    return [task for task in [*found, *_decisions(posts)] if task["count"]]


def _decisions(posts: list[Any]) -> list[dict[str, Any]]:
    mine = [post.region_id for post in posts if post.role == "approver"]
    waiting = [
        a
        for a in approvals.pending()
        if any(a.region == code or a.region.startswith(f"{code}.") for code in mine)
    ]
    return [{"count": len(waiting), "says": _("daftar atau pembayaran menunggu keputusan Anda")}]


def number_for(posts: list[Any], programme: Any) -> dict[str, Any] | None:
    """How many are covered, of how many places, in the first of the officer's regions; None before there is anything."""
    if not posts or programme is None:
        return None
    found = picture_of(programme, posts[0].region_id)
    return found and {
        "covered": found.covered,
        "places": found.places,
        "on": found.as_of.on,
        "code": found.code,
    }


def _rows_by_state() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select state, count(*) from intake_row where state in ('FLAWED', 'IN_REVIEW') group by 1"
        )
        return dict(cursor.fetchall())
