"""Why a whole file cannot be read. The code picks the sentence (intake/sentences.py)."""

from typing import Any


class Unreadable(Exception):
    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params
