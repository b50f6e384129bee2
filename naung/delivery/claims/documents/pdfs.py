"""A PDF is kept as it came, so it is looked into first: nothing in it may run, start, send or carry another file."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from naung.kit.refusal import Refusal

MOST_PAGES, MOST_OBJECTS = 30, 20_000
RUNS = {
    "/JavaScript",
    "/JS",
    "/AA",
    "/Launch",
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/EF",
    "/RichMedia",
    "/XFA",
}
STARTS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMediaExecute"}  # fmt: skip
CARRIES = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/EmbeddedFile"}
DEEPEST = 60


class Unsafe(Refusal):
    """The file could do something on the machine of whoever opens it."""


class Unreadable(Refusal):
    """Locked with a password, broken, or far longer than a paper is."""


def looked_into(data: bytes) -> int:
    """How many pages it has; Unsafe, Unreadable."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Unreadable(_("PDF ini dikunci dengan sandi. Kirim fotonya saja."))
        pages = len(reader.pages)
        _every_object(reader)
    except (Unsafe, Unreadable):
        raise
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError, IndexError, AssertionError) as broken:  # fmt: skip
        raise Unreadable(_("PDF ini rusak. Kirim fotonya saja.")) from broken
    if not 1 <= pages <= MOST_PAGES:
        raise Unreadable(
            _("PDF ini %(n)s halaman; paling banyak %(most)s. Kirim halaman yang diminta saja.")
            % {"n": pages, "most": MOST_PAGES}
        )
    return pages


def _every_object(reader: PdfReader) -> None:
    """Also those that no page points to: a reader may find its own way to them."""
    known = [(number, generation) for generation, table in reader.xref.items() for number in table]
    known += [(number, 0) for number in reader.xref_objStm]
    if len(known) > MOST_OBJECTS:
        raise Unreadable(_("PDF ini terlalu rumit. Kirim fotonya saja."))
    for number, generation in known:
        if number:
            _look(reader.get_object(IndirectObject(number, generation, reader)), 0)
    _look(reader.trailer, 0)


def _look(found: Any, depth: int) -> None:
    """Down to the next indirect object, which has its own turn."""
    if depth > DEEPEST:
        raise Unreadable(_("PDF ini terlalu rumit. Kirim fotonya saja."))
    if isinstance(found, DictionaryObject):
        _harmless(found)
        for name in found:
            _look(found.raw_get(name), depth + 1)
    elif isinstance(found, ArrayObject):
        for one in list(found):
            _look(one, depth + 1)


def _harmless(found: DictionaryObject) -> None:
    named = {str(found[name]) for name in ("/S", "/Type", "/Subtype") if name in found}
    if set(found) & RUNS or named & (STARTS | CARRIES):
        raise Unsafe(
            _(
                "PDF ini berisi perintah atau berkas lain di dalamnya, jadi tidak disimpan. Cetak lalu foto, atau kirim fotonya saja."
            )
        )
