"""How much memory a process and all below it take together, shared pages counted once."""

import os
import threading
from pathlib import Path


def of_tree(root: int) -> int:
    """Bytes (proportional set size) of a process and its descendants."""
    return sum(_pss(pid) for pid in [root, *_below(root)])


def _below(root: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
        parents.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [root]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().split("\n")
    except OSError:  # it ended meanwhile
        return 0
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


class Peak:
    """Looks twice a second, and remembers the most; this process with its children, and the database server apart."""

    def __init__(self, postmaster: int | None) -> None:
        self.ours, self.server, self._postmaster = 0, 0, postmaster
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(0.5):
            self.ours = max(self.ours, of_tree(os.getpid()))
            if self._postmaster:
                self.server = max(self.server, of_tree(self._postmaster))
