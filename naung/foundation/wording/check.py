"""Are the messages sound? `python -m naung.foundation.wording.check` says what is wrong, a line each, and exits 1.

Sound: a known channel, both languages, exactly the variables it names, dates in order, no figure written by hand (amounts and deadlines are the
law's or the case's, so they come in as variables), and an SMS to a person fits into one. An unsound catalogue is not loaded.
"""

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from naung.foundation.wording import sms
from naung.law.reading import WrittenTwice, read_yaml

HERE = Path(__file__).parent
CHANNELS = ("sms", "whatsapp", "letter", "screen")
LANGUAGES = ("id", "en")
NEEDED = {"key", "title", "channel", "to", "when", "variables", "texts"}
ALLOWED = NEEDED | {"note", "used_by"}
PLACE = re.compile(r"\{([a-z_]+)\}")
_KEY = re.compile(r"[a-z]+\.[a-z_]+")
_MODULE = re.compile(r"naung(\.[a-z_]+)+")


def findings(folder: Path = HERE) -> list[str]:
    """What is wrong with variables.yaml and texts/*.yaml of a folder, one sentence each; empty when all is sound."""
    found: list[str] = []
    known = _read(folder / "variables.yaml", found) or {}
    found += [f"variables.yaml: {sentence}" for sentence in _variables(known)]
    if found:
        return found  # what stands on them would only repeat it
    for path in sorted((folder / "texts").glob("*.yaml")):
        message = _read(path, found)
        if message is not None:
            found += [f"{path.name}: {sentence}" for sentence in _message(message, path.stem, known)]
    return found


def _read(path: Path, found: list[str]) -> dict[str, Any] | None:
    """The one mapping of a file, or None with a sentence in `found`."""
    try:
        documents = read_yaml(path.read_bytes())
    except (OSError, UnicodeDecodeError, yaml.YAMLError, WrittenTwice) as wrong:
        found.append(f"{path.name}: cannot be read: {wrong}")
        return None
    if len(documents) == 1 and isinstance(documents[0], dict):
        return documents[0]
    found.append(f"{path.name}: must be one mapping")
    return None


def _variables(known: dict[str, Any]) -> Iterator[str]:
    for name, told in known.items():
        if not PLACE.fullmatch(f"{{{name}}}"):
            yield f"{name!r} cannot be the name of a variable"
        elif (
            not isinstance(told, dict)
            or set(told) != {"says", "example"}
            or not all(map(_pair, told.values()))
        ):
            yield f"{name} must have says and example, each in id and en"


def _pair(told: Any) -> bool:
    return isinstance(told, dict) and set(told) == set(LANGUAGES) and all(isinstance(one, str) and one.strip() for one in told.values())  # fmt: skip


def _message(message: dict[str, Any], stem: str, known: dict[str, Any]) -> Iterator[str]:
    for field in sorted(NEEDED - set(message)):
        yield f"{field} is missing"
    for field in sorted(set(map(str, message)) - ALLOWED):
        yield f"{field} is not a field of a message"
    if set(message) >= NEEDED:
        yield from _head(message, stem)
        yield from _named(message["variables"], known)
        yield from _texts(message, known)


def _head(message: dict[str, Any], stem: str) -> Iterator[str]:
    if not _KEY.fullmatch(str(message["key"])) or message["key"] != stem:
        yield f"the key {message['key']!r} must be like claims.paid and be the file's name"
    if message["channel"] not in CHANNELS:
        yield f"the channel {message['channel']!r} is unknown"
    for field in ("title", "to", "when", "note"):
        if field in message and not _pair(message[field]):
            yield f"{field} must stand in id and en"
    if "used_by" in message and not _MODULE.fullmatch(str(message["used_by"])):
        yield f"used_by must be a module of naung, not {message['used_by']!r}"


def _named(names: Any, known: dict[str, Any]) -> Iterator[str]:
    if not isinstance(names, list) or len(set(map(str, names))) < len(names):
        yield "variables must be a list of names, each once"
        return
    for name in map(str, names):
        if name not in known:
            yield f"the variable {name!r} is not in variables.yaml"


def _texts(message: dict[str, Any], known: dict[str, Any]) -> Iterator[str]:
    texts = message["texts"]
    if not isinstance(texts, dict) or not texts or not all(type(since) is date for since in texts):
        yield "texts must be dates with what is said from then on"
        return
    if list(texts) != sorted(texts):
        yield "the dates of the texts are not in order"
    for since, text in texts.items():
        yield from (f"{since}: {sentence}" for sentence in _text(text, message, known))


def _text(text: Any, message: dict[str, Any], known: dict[str, Any]) -> Iterator[str]:
    said = {language: text.get(language) for language in LANGUAGES} if isinstance(text, dict) else None
    if not _pair(said) or set(text) - {*LANGUAGES, "checked_on"}:
        yield "a text has id, en and, once a second person has read it, checked_on"
        return
    if "checked_on" in text and type(text["checked_on"]) is not date:
        yield "checked_on must be a date"
    for language in LANGUAGES:
        yield from (
            f"{language}: {sentence}" for sentence in _words(text[language], message, known, language)
        )


def _words(words: str, message: dict[str, Any], known: dict[str, Any], language: str) -> Iterator[str]:
    used, names = set(PLACE.findall(words)), message["variables"]
    named = set(map(str, names)) if isinstance(names, list) else set()
    for name in sorted(used - named):
        yield f"uses {{{name}}}, which the message does not name"
    for name in sorted(named - used):
        yield f"does not use {{{name}}}, which the message names"
    bare = PLACE.sub("", words)
    if "{" in bare or "}" in bare:
        yield "a brace stands alone"
    if any(sign.isdigit() for sign in bare):
        yield "a figure is written by hand: name a variable, its value comes from the law or from the case"
    if message["channel"] == "sms" and used <= set(known):
        yield from _fits(PLACE.sub(lambda place: known[place[1]]["example"][language], words))


def _fits(sample: str) -> Iterator[str]:
    if sms.parts(sample) != 1:
        yield f"takes {sms.parts(sample)} SMS with its examples ({sms.length(sample)} of {sms.room(sample)})"


def main(folder: Path = HERE) -> int:
    found = findings(folder)
    for sentence in found:
        sys.stderr.write(sentence + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
