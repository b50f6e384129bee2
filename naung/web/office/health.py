"""How the house is: database, seal, nightly check, background work, disk. Counts and moments only."""

import json
import shutil
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from naung.foundation.trail import queries as trail
from naung.kit.home import home
from naung.web.page import page

SHORT_OF_ROOM = 2 * 1024**3


def look(request: HttpRequest) -> HttpResponse:
    facts = {"database": _database(), "seal": _seal(), "check": _check(), "jobs": _jobs(), "disk": _disk()}
    return page(request, "office/health.html", facts)


def _database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version'), pg_database_size(current_database())")
        version, size = cursor.fetchone()
    return {"version": version.split()[0], "megabytes": size // 1024**2}


def _seal() -> dict[str, Any]:
    last = trail.last_block()
    return {"last": last and last.sealed_at, "number": last and last.number, "waiting": trail.unsealed()}


def _check() -> dict[str, Any] | None:
    """The outcome of the last nightly check (project/tasks.py keeps it); None before the first night."""
    file = home() / "verify.json"
    if not file.exists():
        return None
    said = json.loads(file.read_text())
    broken = [promise["promise"] for promise in said.get("promises", []) if not promise["holds"]]
    return {"at": datetime.fromisoformat(said["at"]), "ok": bool(said["ok"]), "broken": broken}


def _jobs() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("select status::text, count(*) from procrastinate_jobs group by 1")
        counts = dict(cursor.fetchall())
    return {name: counts.get(name, 0) for name in ("failed", "todo", "doing", "succeeded")}


def _disk() -> dict[str, Any]:
    total, _, free = shutil.disk_usage(home())
    return {"free": free // 1024**3, "total": total // 1024**3, "low": free < SHORT_OF_ROOM}
