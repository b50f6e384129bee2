"""Where this installation keeps what is its own: NAUNG_HOME, by default `var/` in the project."""

import json
import os
import secrets
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The folder, made private when it is made. Root's may be passed through, not listed: its database server is another user."""
    folder = Path(os.environ.get("NAUNG_HOME") or PROJECT / "var").expanduser().absolute()
    private_folder(folder)
    return folder


def private_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711 if os.getuid() == 0 else 0o700)


def private_json(path: Path, make: dict[str, str]) -> dict[str, str]:
    """The secrets kept in `path` (0600); written from `make` when there are none yet, whole or not at all."""
    if not path.exists():
        private_folder(path.parent)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            json.dump(make, file)
        try:
            os.link(fresh, path)  # fails when another process was first; then its secrets are the ones
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    found: dict[str, str] = json.loads(path.read_text())
    return found


def keys() -> dict[str, str]:
    """Keys of this installation, hex: `data` (AES-256), `index` (HMAC), `seal` (Ed25519 seed), `django`.

    NAUNG_KEYS names another file, so that keys can live apart from the database and its backups."""
    path = Path(os.environ.get("NAUNG_KEYS") or home() / "keys.json")
    return private_json(path, {name: secrets.token_hex(32) for name in ("data", "index", "seal", "django")})
