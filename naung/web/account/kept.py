"""What somebody had typed when the session was over: kept for the same officer until they are in again, sealed, never a password
nor a file."""

import json
import re
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass

from django.conf import settings
from django.http import HttpRequest

from naung.foundation.vault import seals

KEY, FIELD, MOST = "kept", "kept form", 100 * 1024
SECRET = re.compile(r"csrf|password|sandi|credential", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """`officer`: whose form it was; None where the session had vanished before it could be asked."""

    officer: int | None
    path: str
    fields: list[list[str]]
    files: bool


def read(request: HttpRequest, officer: int | None) -> Kept | None:
    """None where there is nothing to keep: no form, no session before, or more than a hundred kilobytes."""
    if request.method != "POST" or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    fields = [
        [name, value] for name, values in request.POST.lists() for value in values if not SECRET.search(name)
    ]
    kept = Kept(officer, request.get_full_path(), fields, bool(request.FILES))
    return kept if len(json.dumps(fields)) <= MOST else None


def put(request: HttpRequest, kept: Kept | None) -> None:
    if kept is not None:
        sealed = seals.seal(json.dumps(asdict(kept)), FIELD)  # somebody's NIK may be among the fields
        request.session[KEY] = b64encode(sealed).decode()


def get(request: HttpRequest) -> Kept | None:
    """What waits for the officer who is signed in now; somebody else's is thrown away unseen."""
    sealed = request.session.get(KEY)
    if not sealed or not request.user.is_authenticated:
        return None
    kept = Kept(**json.loads(seals.open_sealed(b64decode(sealed), FIELD)))
    if kept.officer not in (None, request.user.pk):
        drop(request)
        return None
    return kept


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def sent_again(request: HttpRequest) -> None:
    """The form has come to its address after all: nothing waits any more."""
    if request.method == "POST" and KEY in request.session:
        kept = get(request)
        if kept is not None and kept.path == request.get_full_path():
            drop(request)
