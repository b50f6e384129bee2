"""Files and folders as they were given, to a sorted list of files with the names that they keep."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NOT_LISTS = {"truth.csv", "sample.json", "desktop.ini", "thumbs.db", "readme.md", "readme.txt"}
NOT_FOLDERS = {
    "world",
    "__macosx",
}  # what naung sample writes beside its lists, and what a Mac leaves in zips


@dataclass(frozen=True, slots=True)
class Found:
    """A file and its name within the folder that was given."""

    path: Path
    name: str

    def bytes(self) -> bytes:
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Sent(Found):
    """A file that came over the wire: its bytes are in hand, and no disk has them."""

    data: bytes = b""

    def bytes(self) -> bytes:
        return self.data


@dataclass(slots=True)
class Loaded:
    found: Found
    data: bytes
    sha256: str


def files_in(paths: Iterable[Path | Found]) -> list[Found]:
    """Every file that could be a list, folders with all below them, in the order of their names; what was found stays as it is."""
    return list(dict.fromkeys(one for path in paths for one in _at(path)))


def _at(path: Path | Found) -> list[Found]:
    if isinstance(path, Found):
        return [path]
    return _folder(path) if path.is_dir() else [Found(path, _readable(path.name))]


def _folder(folder: Path) -> list[Found]:
    return [
        Found(path, _readable(path.relative_to(folder).as_posix()))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and _kept(path, folder)
    ]


def _kept(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    hidden = any(part.startswith((".", "~$", "._")) for part in parts)
    return (
        not hidden
        and path.name.lower() not in NOT_LISTS
        and not NOT_FOLDERS & {part.lower() for part in parts[:-1]}
    )


def _readable(name: str) -> str:
    """A name whose bytes are no text keeps what can be read of it."""
    return os.fsencode(name).decode("utf-8", "replace")


def load(found: Found) -> Loaded:
    """OSError where the disk says no."""
    data = found.bytes()
    return Loaded(found, data, hashlib.sha256(data).hexdigest())
