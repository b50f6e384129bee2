"""The home of the tests, never the one somebody works in; each checkout has its own, so that two never rebuild each other's."""

import hashlib
import json
import os
import tempfile
from pathlib import Path

NAMED = Path(os.environ.get("NAUNG_HOME", "/"))
CHECKOUT = hashlib.sha256(str(Path(__file__).resolve().parents[1]).encode()).hexdigest()[:6]
HOME = (
    NAMED
    if NAMED.name.startswith("naung-test")
    else Path(tempfile.gettempdir()) / f"naung-test-{os.getuid()}-{CHECKOUT}"
)
os.environ |= {"NAUNG_HOME": str(HOME), "NAUNG_REGIONS": "*", "NAUNG_LANG": "id"}
for name in (
    "NAUNG_DATABASE_URL",
    "NAUNG_APP_DATABASE_URL",
    "NAUNG_KEYS",
    "NAUNG_MISBEHAVE",
    "NAUNG_BANK_FORMAT",
):
    os.environ.pop(name, None)

# Of the index key come people's codes, and of these the draw between equals: with the same keys every home tells the same story.
KEYS = {
    name: hashlib.sha256(f"naung tests {name}".encode()).hexdigest()
    for name in ("data", "index", "seal", "django")
}


def give_keys() -> None:
    """Once for a home, before anything is sealed there."""
    HOME.mkdir(parents=True, exist_ok=True)
    if not (HOME / "keys.json").exists():
        (HOME / "keys.json").write_text(json.dumps(KEYS))
        (HOME / "keys.json").chmod(0o600)
