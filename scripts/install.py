"""Makes .venv and installs exactly what a lock file names, hash by hash. Standard library only.

python3 scripts/install.py locks/run.txt
python3 scripts/install.py locks/dev.txt ruff      only this one of them, in seconds: what form is wrong is said before the rest comes
"""

import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
EXACTLY = ["--require-hashes", "--only-binary=:all:"]


def main(lock: str, only: str = "") -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  whoever calls this may not have read pyproject.toml
        return say(
            f"Naung needs Python 3.11 or newer, and this is {sys.version.split()[0]}. Try: make PYTHON=python3.11 …"
        )
    folder = HERE / ".venv"
    python = folder / "bin" / "python"
    if not python.exists():
        try:
            venv.create(folder, with_pip=True, clear=folder.exists())
        except subprocess.CalledProcessError:
            return say(
                "This Python cannot make a virtual environment (ensurepip is missing). On Debian: apt-get install python3-venv"
            )
    print(f"Installing {only or lock} …", flush=True)
    pip = [
        str(python),
        "-m",
        "pip",
        "--quiet",
        "--disable-pip-version-check",
        "install",
        "--no-warn-script-location",
    ]
    with tempfile.TemporaryDirectory() as place:
        for arguments in [_one(lock, only, Path(place))] if only else _everything(lock):
            if subprocess.run([*pip, *arguments], cwd=HERE).returncode:
                return say(
                    "The packages could not be installed. Is the package index reachable? Run `make setup` again when it is."
                )
    return 0


def _everything(lock: str) -> list[list[str]]:
    return [[*EXACTLY, "-r", lock], ["--no-deps", "--no-build-isolation", "--editable", "."]]


def _one(lock: str, name: str, place: Path) -> list[str]:
    """A package that needs no other, with its hashes as the lock file has them."""
    block = re.search(rf"^{re.escape(name)}==.*(?:\n[ \t].*)*", (HERE / lock).read_text(), re.MULTILINE)
    if not block:
        raise SystemExit(f"{lock} names no {name}.")
    (place / "one.txt").write_text(block.group() + "\n")
    return [*EXACTLY, "--no-deps", "-r", str(place / "one.txt")]


def say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
