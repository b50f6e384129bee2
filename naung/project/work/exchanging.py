"""What sending to and taking from a partner have in common, on the way from a job to one step's function."""

from collections.abc import Callable
from typing import Any

from naung.delivery.programme import queries as programmes
from naung.foundation.work.ports import Report, Task
from naung.project.plugs import plug


def asked(task: Task, partner: str, port: str) -> dict[str, Any]:
    """The arguments of `jobs.send` and `jobs.take`; a job may name one region (53.71)."""
    return {
        "programme": programmes.by_code(task.arguments["programme"]),
        partner: plug(port),
        "by": task.by,
        "at": task.at,
        "on": task.on,
        "region": task.arguments.get("region") or None,
    }


def speaking(report: Report, say: str) -> Callable[[int, int | None], None]:
    """`progress(done, total)` as the steps know it, with the sentence that stands over the bar."""
    report(0, None, say)
    return lambda done, total: report(done, total, say)


def totals(taken: list[Any]) -> dict[str, int]:
    """What a partner's answers brought, as sums."""
    names = {"accepted": "accepted", "refused": "refused", "suspense": "suspended"}
    sums = {"files": len(taken)}
    for name, field in names.items():
        sums[name] = sum(_number(getattr(one, field)) for one in taken)
    return sums


def _number(value: Any) -> int:
    return sum(value.values()) if isinstance(value, dict) else int(value)
