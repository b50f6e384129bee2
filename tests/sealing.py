"""Sealing as the worker does it: again and again, until everything that was written is sealed."""

import time

from naung.foundation.trail import actions, queries


def seal_all(**limit):
    """The blocks. An entry is sealed when every transaction of the server that began before it is over, another test's too."""
    deadline, blocks = time.monotonic() + 120, []
    while queries.unsealed() and time.monotonic() < deadline:
        blocks += filter(None, [actions.seal(**limit)])
        time.sleep(0.02)
    assert queries.unsealed() == 0
    return blocks
