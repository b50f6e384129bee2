"""Something that is shown once and then known to nobody here: a new account's password. Sealed while it waits for its page."""

import secrets
from base64 import b64decode, b64encode

from django.http import HttpRequest

from naung.foundation.vault import seals

FIELD = "shown once"
PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else when it is read out


def password() -> str:
    """Sixteen signs in fours (79 bits), to be said over a telephone: kxmr-7t4w-qz3h-n8vd."""
    return "-".join("".join(secrets.choice(PLAIN) for _ in range(4)) for _ in range(4))


def keep(request: HttpRequest, name: str, text: str) -> None:
    request.session[f"once-{name}"] = b64encode(seals.seal(text, FIELD)).decode()


def take(request: HttpRequest, name: str) -> str:
    """ "" when there is nothing, or it was shown already."""
    sealed = request.session.pop(f"once-{name}", "")
    return seals.open_sealed(b64decode(sealed), FIELD) if sealed else ""
