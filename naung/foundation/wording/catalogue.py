"""The messages as objects. Read once; an unsound folder is refused whole, so that no half sentence is ever sent."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from naung.foundation.wording import check
from naung.law.reading import read_yaml

Pair = dict[str, str]  # by language: id and en


class Unsound(ValueError):
    """The files of the messages do not hold together; the message lists what is wrong, a line each."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A place to fill in. `example` is made up."""

    name: str
    says: Pair
    example: Pair


@dataclass(frozen=True, slots=True)
class Text:
    """What is said from a day on; `checked_on` None while no second person has read it."""

    since: date
    words: Pair
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Message:
    """`channel` is one of check.CHANNELS; `used_by` the module that asks for it, "" while none does; `texts` by day, the oldest first."""

    key: str
    title: Pair
    channel: str
    to: Pair
    when: Pair
    note: Pair
    used_by: str
    variables: tuple[Variable, ...]
    texts: tuple[Text, ...]

    def examples(self, language: str) -> dict[str, str]:
        return {variable.name: variable.example[language] for variable in self.variables}


def read(folder: Path = check.HERE) -> dict[str, Message]:
    """The messages of a folder by key; Unsound when check.findings has anything to say."""
    if found := check.findings(folder):
        raise Unsound("\n".join(found))
    known = {name: Variable(name, **told) for name, told in _file(folder / "variables.yaml").items()}
    made = [_message(_file(path), known) for path in sorted((folder / "texts").glob("*.yaml"))]
    return {message.key: message for message in made}


@cache
def shipped() -> dict[str, Message]:
    return read()


def _file(path: Path) -> dict[str, Any]:
    (written,) = read_yaml(path.read_bytes())
    return dict(written)


def _message(file: dict[str, Any], known: dict[str, Variable]) -> Message:
    texts = tuple(_text(since, text) for since, text in file["texts"].items())
    return Message(
        file["key"], file["title"], file["channel"], file["to"], file["when"], file.get("note", {}), file.get("used_by", ""),
        tuple(known[name] for name in file["variables"]), texts,
    )  # fmt: skip


def _text(since: date, text: dict[str, Any]) -> Text:
    return Text(
        since, {language: text[language].strip() for language in check.LANGUAGES}, text.get("checked_on")
    )
