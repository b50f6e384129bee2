"""The code on a paper: short enough to type, too large to guess, the same for the same subject in this installation."""

from naung.foundation.vault import seals
from naung.kit.text import squeeze

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
LENGTH = 12
ALIKE = str.maketrans("ILO", "110")  # as people read them off paper


def of(kind: str, subject: str) -> str:
    """Sixty bits of a keyed hash; whoever lacks the installation's key cannot tell which codes exist."""
    number = int.from_bytes(seals.index(f"{kind}:{subject}", "paper")[:8]) >> 4
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def read(typed: str) -> str:
    """The code that somebody meant, blanks, dashes and small letters forgiven; empty where it cannot be one."""
    found = squeeze(typed).upper().replace("-", "").replace(" ", "").translate(ALIKE)
    return found if len(found) == LENGTH and set(found) <= set(ALPHABET) else ""


def shown(code: str) -> str:
    """ABCD-EFGH-JKMN."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))
