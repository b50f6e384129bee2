"""The child process that opens what strangers sent: little memory, little time, no keys, no database, no Django.

Messages are marshal, which carries plain values and never runs anything: what a broken child sends back can at worst be
wrong, and is then one file's refusal.
"""

import marshal
import resource
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from naung.delivery.intake.reading.cells import cells
from naung.delivery.intake.reading.looking import look
from naung.delivery.intake.reading.read import read
from naung.delivery.intake.reading.rules import Rules

MEMORY = 1536 * 2**20
CPU_SECONDS = 120
WORK: dict[str, Callable[[bytes, Rules], dict[str, Any]]] = {"read": read, "look": look, "cells": cells}


def _limit_ourselves() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_time() -> None:
    """So much processor time for the next file; beyond it the kernel ends us."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + CPU_SECONDS, resource.RLIM_INFINITY)
    )


def main() -> None:
    _limit_ourselves()
    with Connection(int(sys.argv[1])) as parent:
        while True:
            try:
                what, data, rules = marshal.loads(parent.recv_bytes())  # noqa: S302  from our own parent
            except EOFError:
                return
            _allow_time()
            parent.send_bytes(marshal.dumps(_done(what, data, Rules.from_plain(rules))))


def _done(what: str, data: bytes, rules: Rules) -> dict[str, Any]:
    try:
        return WORK[what](data, rules)
    except MemoryError:
        return {"refused": "too_heavy", "params": {}}


if __name__ == "__main__":
    main()
