"""Reads a catalogue of translations and finds the sentences of the code, with nothing but Python and Django."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAUNG = Path(__file__).parents[2] / "naung"
CATALOGUE = NAUNG / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
IN_TEMPLATE = re.compile(r"(?<![a-z])(?:gettext|_)\((u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")\)")
PLURAL = re.compile(r"ngettext\((u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"),")
LINE = re.compile(r'(msgid_plural|msgid|msgstr(?:\[\d\])?)? ?(".*")$')


@dataclass
class Entry:
    """A sentence, its plural if it has one, and its translations (as many as the language has numbers)."""

    sentence: str = ""
    plural: str | None = None
    said: list[str] = field(default_factory=list)
    marks: str = ""


def entries(path: Path = CATALOGUE) -> list[Entry]:
    """Every entry but the head."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_entry(block) for block in blocks[1:]]


def _entry(block: str) -> Entry:
    found, now = Entry(), ""
    for line in block.split("\n"):
        if line.startswith("#"):
            found.marks += line
            continue
        word, written = LINE.fullmatch(line).groups()
        now, text = word or now, ast.literal_eval(written)
        if now == "msgid":
            found.sentence += text
        elif now == "msgid_plural":
            found.plural = (found.plural or "") + text
        elif word:
            found.said.append(text)
        else:
            found.said[-1] += text
    return found


def of_the_code() -> set[str]:
    """Every sentence that the code or a template says."""
    python = (one for path in NAUNG.rglob("*.py") for one in _of_python(path))
    return {*python, *(one for path in NAUNG.rglob("*.html") for one in _of_template(path))}


def _of_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in CALLS
            and node.args
        ):
            said = node.args[0]
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield said.value


def _of_template(path: Path) -> Iterator[str]:
    from django.utils.translation.template import templatize

    source = templatize(path.read_text(encoding="utf-8"))
    for pattern in (IN_TEMPLATE, PLURAL):
        yield from (ast.literal_eval(written) for written in pattern.findall(source))
