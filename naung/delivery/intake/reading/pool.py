"""Two child processes that read files side by side. One that dies or takes too long costs its own file only."""

import marshal
import os
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from naung.delivery.intake.reading.rules import Rules
from naung.kit.home import PROJECT

READERS, PATIENCE = 2, 240  # processes; seconds for one file
# Read while earlier ones are being stored, so that no core stands idle: so many files, and no more than so many bytes of them.
AHEAD, MOST_AHEAD = 240, 64_000_000
T = TypeVar("T")


class Reader:
    """One child process, started when it is first needed and again after it died."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def read(self, data: bytes, rules: Rules) -> dict[str, Any]:
        """What reading.read gives, or {"refused": "died" | "slow"}."""
        return self._ask("read", data, rules)

    def look(self, data: bytes, rules: Rules) -> dict[str, Any]:
        """What looking.look gives: the columns, before anything is read."""
        return self._ask("look", data, rules)

    def cells(self, data: bytes, rules: Rules) -> dict[str, Any]:
        """What cells.cells gives: everything that stands in the file."""
        return self._ask("cells", data, rules)

    def _ask(self, what: str, data: bytes, rules: Rules) -> dict[str, Any]:
        line = self._line or self._start()
        try:
            line.send_bytes(marshal.dumps((what, data, rules.as_plain())))
            if line.poll(PATIENCE):
                answer: dict[str, Any] = marshal.loads(line.recv_bytes())  # noqa: S302  plain values, never run
                return answer
        except (EOFError, OSError, ValueError):
            self.stop()
            return {"refused": "died", "params": {}}
        self.stop()
        return {"refused": "slow", "params": {"seconds": PATIENCE}}

    def _start(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs:
            module = "naung.delivery.intake.reading.worker"
            env = {
                "PATH": os.environ.get("PATH", ""),
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(PROJECT),
            }  # no keys, no database
            self._child = subprocess.Popen(
                [sys.executable, "-m", module, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # a traceback could show a cell
            )  # fmt: skip
        self._line = Connection(ours.detach())
        return self._line

    def stop(self) -> None:
        if self._line:
            self._line.close()
        if self._child:
            self._child.kill()
            self._child.wait()
        self._line = self._child = None


class Readers:
    """`with Readers(rules) as readers: for item, result in readers.each(items, load)`: results in the order of items."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self._own, self._started = rules, threading.local(), list[Reader]()

    def __enter__(self) -> "Readers":
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="intake")
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for reader in self._started:
            reader.stop()

    def each(
        self, items: Iterable[T], load: Callable[[T], bytes | None]
    ) -> Iterator[tuple[T, dict[str, Any]]]:
        """`load` gives an item's bytes, None where there is nothing to read in it."""
        waiting: deque[tuple[T, Future[dict[str, Any]]]] = deque()
        ahead = 0
        for item in items:
            waiting.append((item, self._threads.submit(self._read, load, item)))
            ahead += len(load(item) or b"")
            while len(waiting) > AHEAD or (ahead > MOST_AHEAD and len(waiting) > READERS):
                first, future = waiting.popleft()
                ahead -= len(load(first) or b"")
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()

    def _read(self, load: Callable[[T], bytes | None], item: T) -> dict[str, Any]:
        data = load(item)
        if data is None:
            return {}
        if not hasattr(self._own, "reader"):
            self._own.reader = Reader()
            self._started.append(self._own.reader)
        return self._own.reader.read(data, self.rules)
