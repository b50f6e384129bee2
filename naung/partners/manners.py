"""How a simulated partner may misbehave, so that the house can be seen to bear it.

Named in the constructor or in NAUNG_MISBEHAVE (comma list). Every one but `unknown` is of the first time that a file is
asked for; from the second on the partner answers as it should. What was asked before is remembered on disk."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from naung.kit.canonical import sha256
from naung.kit.home import home, private_folder
from naung.kit.refusal import Refusal

KNOWN = {
    "late": "no answer yet",
    "twice": "the same answer two times",
    "wrong": "control totals that are not the lines'",
    "partial": "an answer for half of the lines",
    "unknown": "answers for lines that nobody sent",
    "garbled": "bytes that no layout can read",
}
ALSO = {"wrong_total": "wrong", "wrong_totals": "wrong", "unknown_lines": "unknown"}


class UnknownManners(Refusal):
    """There is no such misbehaviour."""


class Manners:
    def __init__(self, misbehave: Iterable[str] | None, folder: Path | None) -> None:
        words = os.environ.get("NAUNG_MISBEHAVE", "").split(",") if misbehave is None else list(misbehave)
        self.ways = {ALSO.get(word.strip(), word.strip()) for word in words if word.strip()}
        if unknown := self.ways - set(KNOWN):
            raise UnknownManners(
                f"NAUNG_MISBEHAVE names {', '.join(sorted(unknown))}; known: {', '.join(sorted(KNOWN))}."
            )
        self.folder = folder or home() / "partners"

    def deliver(self, content: bytes, compose: Callable[[slice, int, int], bytes], rows: int) -> list[bytes]:
        """What comes back for `content`. compose(lines, strangers, off): the answer for a slice of the lines, with so many
        lines nobody sent, and control totals so far off."""
        first = bool(self.ways - {"unknown"}) and self._first_time(content)
        if first and "late" in self.ways:
            return []
        if first and "garbled" in self.ways:
            return [b"\xff\xfe\x00" + content[:64][::-1]]
        whole, half = slice(0, rows), slice(0, (rows + 1) // 2)
        answer = compose(
            half if first and "partial" in self.ways else whole,
            2 if "unknown" in self.ways else 0,
            1 if first and "wrong" in self.ways else 0,
        )
        return [answer, answer] if "twice" in self.ways else [answer]

    def _first_time(self, content: bytes) -> bool:
        """True once for each file; two who ask at once: one of them is first."""
        private_folder(self.folder / "asked")
        try:
            os.close(os.open(self.folder / "asked" / sha256(content), os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            return False
        return True


def numbered_strangers(rows: int, count: int) -> Sequence[int]:
    """Line numbers far from any that were sent."""
    return range(rows + 900_001, rows + 900_001 + count)
