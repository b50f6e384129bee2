"""Gathers every sentence for people under naung/ into the English catalogue, and compiles it. Needs gettext's own tools.

python scripts/messages.py            gather and compile (after a sentence was written or changed)
python scripts/messages.py --take FILE.json   gather, take the English of {"kalimat": "sentence"} from a file, and compile
python scripts/messages.py --compile  compile only (after a translation was written)
"""

import contextlib
import fcntl
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

HERE = Path(__file__).resolve().parents[1]
LOCK = Path(tempfile.gettempdir()) / "naung-messages.lock"
sys.path.insert(0, str(HERE))
CATALOGUE = HERE / "naung" / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: naung\n"
"PO-Revision-Date: 2026-11-22 00:00+0000\n"
"Last-Translator: naung\n"
"Language-Team: naung\n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


def gather() -> None:
    """No guesses at what a new sentence may mean: half a translation would be shown to somebody."""
    import django
    from django.core.management import call_command
    from django.core.management.commands.makemessages import Command

    os.environ["DJANGO_SETTINGS_MODULE"] = "naung.project.settings"
    django.setup()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    Command.msgmerge_options = [*Command.msgmerge_options, "--no-fuzzy-matching"]
    with contextlib.chdir(HERE / "naung"):
        call_command(Command(), locale=["en"], no_location=True, no_wrap=True, no_obsolete=True)
    _same_head_every_time()


def _same_head_every_time() -> None:
    """Without the hour of the run, the file changes only when a sentence does."""
    __, ___, sentences = CATALOGUE.read_text(encoding="utf-8").partition("\n\n")
    CATALOGUE.write_text(f"{HEADER}\n{sentences}", encoding="utf-8")


def compile_() -> None:
    subprocess.run(
        ["msgfmt", "--check", "--no-hash", "-o", CATALOGUE.with_suffix(".mo"), CATALOGUE], check=True
    )


def take(file: Path) -> None:
    """{"kalimat": "sentence", ...}: a plural's English is a list of two."""
    english = json.loads(file.read_text(encoding="utf-8"))
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    for entry in catalogue:
        said = english.get(entry.msgid)
        if isinstance(said, list):
            entry.msgstr_plural = dict(enumerate(said))
        elif said:
            entry.msgstr = said
    catalogue.save()


def main(*arguments: str) -> int:
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if "--compile" not in arguments:
            gather()
        for file in arguments[1:] if arguments[:1] == ("--take",) else ():
            take(Path(file))
            gather()
        compile_()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
