"""The home of the tests, never the one somebody works in."""

import os
import tempfile
from pathlib import Path

NAMED = Path(os.environ.get("NAUNG_HOME", "/"))
HOME = (
    NAMED
    if NAMED.name.startswith("naung-test")
    else Path(tempfile.gettempdir()) / f"naung-test-{os.getuid()}"
)
os.environ |= {"NAUNG_HOME": str(HOME), "NAUNG_REGIONS": "*", "NAUNG_LANG": "id"}
for name in ("NAUNG_DATABASE_URL", "NAUNG_APP_DATABASE_URL", "NAUNG_KEYS", "NAUNG_MISBEHAVE"):
    os.environ.pop(name, None)
