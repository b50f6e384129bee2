"""How the simulated bank may misbehave, one call at a time: a queue of names, of which each call takes the next."""

from collections import deque
from collections.abc import Iterable
from threading import Lock

from naung.kit.refusal import Refusal

KNOWN = {
    "fine": "as it should",
    "token_expired": "401xx01: the token is no longer known",
    "wrong_signature": "401xx00: the signature does not hold",
    "repeated_external_id": "409xx00, and nothing moved",
    "repeated_reference": "409xx01, and nothing moved",
    "pending_then_done": "202; the money has moved when the state is asked for",
    "pending_then_failed": "202; the state is 06 when it is asked for",
    "moved_504": "504 after the money moved",
    "lost_504": "504, and nothing moved",
    "lands_late": "504; not found when the state is asked for, and moved after that",
    "down": "500, and nothing moved",
    "insufficient": "403xx14",
    "dormant": "403xx09",
    "inconsistent": "404xx18",
    "name_differs": "another name on the account that is asked about",
    "twice": "the same answer two times on one line",
    "slow": "moved, and no answer until the caller has gone",
    "closes": "moved, and the line is closed in the middle of the answer",
    "garbled": "moved, and an answer that nobody can read",
}


class UnknownManner(Refusal):
    """There is no such misbehaviour."""


class Manners:
    def __init__(self, names: Iterable[str] = ()) -> None:
        self._queue, self._lock = deque[str](), Lock()
        self.will(names)

    def will(self, names: Iterable[str]) -> None:
        """What the next calls meet, in this order."""
        wanted = [name.strip() for name in names if name.strip()]
        if unknown := sorted(set(wanted) - set(KNOWN)):
            raise UnknownManner(
                f"Kelakuan {', '.join(unknown)} tidak dikenal; yang dikenal: {', '.join(KNOWN)}."
            )
        with self._lock:
            self._queue.extend(wanted)

    def next(self) -> str:
        with self._lock:
            return self._queue.popleft() if self._queue else "fine"
