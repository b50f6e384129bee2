"""What a file really is, before anything opens it. The extension is never trusted; a zip shows its directory first.

Limits (reference/trust.md, threat 10): 2,000 entries, 200 MB unpacked, ratio 100. The ratio has a floor, for the small
parts of an honest workbook pack better than a hundredfold.
"""

import io
import zipfile

from naung.delivery.intake.reading.errors import Unreadable

BIGGEST = 100 * 2**20
ENTRIES, UNPACKED, RATIO, RATIO_FLOOR = 2_000, 200 * 2**20, 100, 5 * 2**20
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
TEXT_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def kind_of(data: bytes) -> str:
    """workbook (calamine opens it) or text; Unreadable with the code of what it is instead."""
    _refuse_by_size(data)
    start = data[:8]
    if start.startswith(b"PK"):
        return _zip(data)
    if start == OLE:
        return _ole(data)
    if b"%PDF-" in data[:1024]:
        raise Unreadable("pdf")
    if start.startswith(PICTURES):
        raise Unreadable("picture")
    return _text(data)


def _refuse_by_size(data: bytes) -> None:
    if not data:
        raise Unreadable("empty")
    if len(data) > BIGGEST:
        raise Unreadable("too_big", megabytes=len(data) // 2**20, most=BIGGEST // 2**20)


def _zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            parts = pack.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("broken") from error
    _refuse_bombs(parts, len(data))
    return _packed({part.filename for part in parts}, encrypted=any(part.flag_bits & 1 for part in parts))


def _refuse_bombs(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > ENTRIES or unpacked > UNPACKED or (unpacked > RATIO_FLOOR and unpacked > RATIO * size):
        raise Unreadable("bomb", megabytes=unpacked // 2**20)


def _packed(names: set[str], *, encrypted: bool) -> str:
    if encrypted or "EncryptedPackage" in names:
        raise Unreadable("locked")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable("macro")
    if "xl/workbook.xml" in names or "content.xml" in names:
        return "workbook"
    if "xl/workbook.bin" in names:
        raise Unreadable("xlsb")
    raise Unreadable("document" if {"word/document.xml", "ppt/presentation.xml"} & names else "archive")


def _ole(data: bytes) -> str:
    """Names in an OLE directory are UTF-16, each at the start of a 128-byte entry."""
    if _ole_has(data, "EncryptedPackage"):
        raise Unreadable("locked")
    if _ole_has(data, "_VBA_PROJECT_CUR"):
        raise Unreadable("macro")
    if _ole_has(data, "Workbook") or _ole_has(data, "Book"):
        return "workbook"
    raise Unreadable("document")


def _ole_has(data: bytes, name: str) -> bool:
    wanted, at = name.encode("utf-16-le") + b"\0\0", -1
    while (at := data.find(wanted, at + 1)) >= 0:
        if at % 128 == 0:
            return True
    return False


def _text(data: bytes) -> str:
    head = data[:4096]
    if head.startswith(TEXT_BOMS) or wide(head):
        return "text"
    if head.lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise Unreadable("web_page")
    control = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    if control > len(head) // 50:
        raise Unreadable("not_a_spreadsheet")
    return "text"


def wide(head: bytes) -> str:
    """The encoding of text that has two bytes a character and no mark that says so; "" for other bytes."""
    zeros = [head[at:400:2].count(0) for at in (0, 1)]
    most = min(len(head), 400) // 2
    if most < 4 or max(zeros) < 0.8 * most or min(zeros):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
