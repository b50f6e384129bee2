"""Reading XML from outside, and holding every message against its published schema.

A document type is refused before a tree is built: with it come entities, and with these files that grow a billionfold or read
the disk. The schemas are the published ones (xsd/), compiled once."""

import re
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from naung.foundation.exchange.ports import Unreadable

XSD = Path(__file__).parent / "xsd"
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
MOST = 32 * 2**20  # bytes; a hundred thousand orders are less than that
_SAID = re.compile(rb"urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\.\d{3}\.\d{3}\.\d{2})")


class _DocumentType(Exception):
    """There is one."""


def message_of(content: bytes) -> str:
    """pain.002.001.12 as the file's beginning claims, or nothing."""
    found = _SAID.search(content[:2000]) if content.lstrip()[:1] == b"<" else None
    return found[1].decode() if found else ""


def parse(content: bytes, *messages: str) -> etree._Element:
    """The root of one of these messages, valid against its schema; else Unreadable with what is wrong."""
    _refuse_hostile(content)
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as wrong:
        raise Unreadable(f"Berkas XML ini rusak atau terpotong ({_short(wrong)}).") from None
    message = etree.QName(root).namespace or ""
    message = message.removeprefix(NAMESPACE)
    if message not in messages:
        raise Unreadable(
            f"Berkas ini bukan {' atau '.join(messages)}, melainkan {message[:40] or 'tanpa nama'}."
        )
    if wrong_with := invalid(root, message):
        raise Unreadable(f"Berkas {message} tidak menurut skemanya: {wrong_with}.")
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip


def _refuse_hostile(content: bytes) -> None:
    """Read once by a parser that stops at a document type, whatever the encoding."""
    if len(content) > MOST:
        raise Unreadable(f"Berkas XML ini lebih besar daripada {MOST // 2**20} MB dan tidak dibaca.")
    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = _stop
    try:
        reader.Parse(content, True)
    except _DocumentType:
        raise Unreadable(
            "Berkas XML ini membawa DOCTYPE (entitas), yang tidak pernah ada pada berkas bank. Berkas tidak dibaca."
        ) from None
    except (expat.ExpatError, ValueError, LookupError) as wrong:
        raise Unreadable(f"Berkas XML ini rusak atau terpotong ({_short(wrong)}).") from None


def _stop(*declaration: object) -> None:
    raise _DocumentType


def invalid(root: etree._Element, message: str) -> str:
    """What the schema says against it, in its own words; empty where it is valid."""
    schema = _schema(message)
    return "" if schema.validate(root) else _short(schema.error_log[0].message)


@lru_cache(maxsize=16)
def _schema(message: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(XSD / f"{message}.xsd"))


def _short(said: object) -> str:
    """Without the namespace in each name, and never the file's own content at length."""
    return re.sub(r"\{[^}]*\}", "", str(said))[:160].rstrip(".")
