"""Makes .venv and installs exactly what a lock file names, hash by hash. Standard library only.

python3 scripts/install.py locks/run.txt
"""

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]


def main(lock: str) -> int:
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
    print(f"Installing {lock} …", flush=True)
    pip = [
        str(python),
        "-m",
        "pip",
        "--quiet",
        "--disable-pip-version-check",
        "install",
        "--no-warn-script-location",
    ]
    for arguments in (
        ["--require-hashes", "--only-binary=:all:", "-r", lock],
        ["--no-deps", "--no-build-isolation", "--editable", "."],
    ):
        if subprocess.run([*pip, *arguments], cwd=HERE).returncode:
            return say(
                "The packages could not be installed. Is the package index reachable? Run `make setup` again when it is."
            )
    return 0


def say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
