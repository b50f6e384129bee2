"""Paper by typst. The facts go in as JSON, so a name is never markup; the same facts give the same bytes."""

import json
import struct
import zlib
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
import typst

ROOT = (
    Path(__file__).resolve().parents[2]
)  # the package naung: templates import the look from /foundation/papers/look
LOOK = Path(__file__).parent / "look"
SAMPLE = "DATA CONTOH"
# Pixels a module (readers that smooth pictures leave its edges alone), and modules of quiet; the paper is white around it.
SHARP, QUIET = 4, 2
LIGHT, DARK = b"\xff" * SHARP, b"\0" * SHARP


def pdf(
    template: Path, facts: dict[str, Any], *, on: date, tags: bool = True, archive: bool = False
) -> bytes:
    """`template`, a .typ file of the house, with `facts`; dated midnight UTC of `on`, because the clock would change the bytes."""
    compiler = typst.Compiler(str(template), root=str(ROOT), font_paths=_fonts(),
                              sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)})  # fmt: skip
    made: Any = compiler.compile(  # one file, so bytes and no list of them
        format="pdf",
        timestamp=datetime.combine(on, time(), tzinfo=UTC),
        pdf_tags=tags,
        pdf_standards=["a-2a", "ua-1"] if archive else None,  # readable in ten years, and by a screen reader
    )
    return bytes(made)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(LOOK / "fonts")]
    )


def qr(text: str) -> list[int]:
    """The bytes of a PNG in grey: a path for each module would make the file many times as large.

    The mask is fixed: trying all eight costs five times as much and reads no better here."""
    rows = segno.make(text, error="m", mask=3, boost_error=False).matrix
    side, edge = (len(rows) + 2 * QUIET) * SHARP, LIGHT * QUIET
    blank = b"\0" + bytes(LIGHT) * (len(rows) + 2 * QUIET)
    lines = [b"\0" + edge + bytes(row).replace(b"\0", LIGHT).replace(b"\1", DARK) + edge for row in rows]
    pixels = b"".join(line * SHARP for line in [blank] * QUIET + lines + [blank] * QUIET)
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return list(
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(pixels, 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
