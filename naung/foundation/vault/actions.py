"""The database and the keys must belong together."""

from naung.foundation.vault import seals
from naung.foundation.vault.models import Key
from naung.kit.refusal import Refusal


class WrongKeys(Refusal):
    """The keys at hand are not the ones this database was filled with."""


def hold() -> None:
    """Remembers the keys' fingerprint the first time; refuses when they are not the same later."""
    key, new = Key.objects.get_or_create(
        number=seals.KEY_NUMBER, defaults={"fingerprint": seals.fingerprint()}
    )
    if not new and key.fingerprint != seals.fingerprint():
        raise WrongKeys(
            "The keys in NAUNG_HOME/keys.json are not the ones this database was filled with, so no identity number "
            "could be read or found. Put the right keys.json back (or name it with NAUNG_KEYS)."
        )
