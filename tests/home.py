"""The home of the tests, never the one somebody works in; each checkout has its own, so that two never rebuild each other's."""

import hashlib
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
for name in ("NAUNG_DATABASE_URL", "NAUNG_APP_DATABASE_URL", "NAUNG_KEYS", "NAUNG_MISBEHAVE"):
    os.environ.pop(name, None)
