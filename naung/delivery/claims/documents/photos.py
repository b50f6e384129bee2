"""What is sent as a photo of a paper: known by its content, made small, stripped of place and device, looked at for being readable.

Every image is decoded and written anew, so nothing but its points goes on. The thresholds were measured on made-up scans:
`python -m tests.delivery.claims.documents.scans` prints the table (docs/decisions/0022).
"""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageFilter, ImageOps, ImageStat

from naung.kit.refusal import Refusal

LARGEST = 15_000_000  # bytes as sent
MOST_POINTS = 50_000_000  # a JPEG is opened at a part of its size; see _opened
MOST_POINTS_WHOLE = 25_000_000  # a PNG is opened whole
LONG_SIDE, QUALITY = 1800, 70
LOOKED_AT = 1000  # the long side at which sharpness is measured, so that a larger photo is no sharper
SHORTEST = 700  # below this long side the letters of an A4 page are lost
BLURRED, DARK, EMPTY = 250, 75, 12
Image.MAX_IMAGE_PIXELS = None  # our own limits are stricter, and asked before a point is decoded
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


class NotAPhoto(Refusal):
    """Neither JPEG, PNG nor PDF, or broken; the sentence says what to do."""


class TooLarge(Refusal):
    """More bytes or more points than anybody needs for a page."""


@dataclass(frozen=True, slots=True)
class Photo:
    """`data`: a JPEG. `sharpness`: variance of the Laplacian at a fixed size; `light`: mean grey, 0 to 255."""

    data: bytes
    sharpness: int
    light: int
    flaws: tuple[str, ...]


def media(data: bytes) -> str:
    """image or pdf, by the first bytes and never by the name; NotAPhoto, TooLarge."""
    if len(data) > LARGEST:
        raise TooLarge(
            _("Berkas ini lebih besar dari %(n)s MB. Kirim fotonya satu per satu.")
            % {"n": LARGEST // 1_000_000}
        )
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return "image"
    if data.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        raise NotAPhoto(
            _("Foto ini berjenis HEIC dari iPhone, yang tidak dapat dibuka di sini. Kirim lewat WhatsApp lalu simpan, atau pilih “Paling Kompatibel” di pengaturan kamera.")
        )  # fmt: skip
    raise NotAPhoto(_("Berkas ini bukan foto JPEG, PNG, atau PDF. Ambil fotonya dengan kamera ponsel."))


def made(data: bytes) -> Photo:
    """The photo as it is kept; NotAPhoto where it does not open, TooLarge for a bomb."""
    try:
        image = _upright(_opened(data))
    except TooLarge:
        raise
    except (OSError, ValueError, SyntaxError, EOFError) as broken:
        raise NotAPhoto(_("Foto ini rusak atau terpotong. Ambil atau kirim sekali lagi.")) from broken
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    sharpness, light = measured(image)
    return Photo(out.getvalue(), sharpness, light, flaws(image.size, sharpness, light))


def _opened(data: bytes) -> Image.Image:
    """Its size is asked before a single point is decoded."""
    image = Image.open(BytesIO(data), formats=["JPEG", "PNG"])
    points = image.size[0] * image.size[1]
    if points > (MOST_POINTS if image.format == "JPEG" else MOST_POINTS_WHOLE):
        raise TooLarge(
            _("Foto ini %(n)s megapiksel, terlalu besar. Pakai pengaturan kamera yang biasa.")
            % {"n": points // 1_000_000}
        )
    image.draft("RGB", (LONG_SIDE, LONG_SIDE))  # a JPEG decodes at an eighth, a quarter or a half of its size
    image.load()
    return image


def _upright(image: Image.Image) -> Image.Image:
    """Turned as it was held, on white, small; a new image that knows nothing of the old one's tags."""
    turned = ImageOps.exif_transpose(image).convert("RGBA")
    turned.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", turned.size, "white")
    clean.paste(turned, mask=turned.getchannel("A"))
    return clean


def measured(image: Image.Image) -> tuple[int, int]:
    """(sharpness, light)."""
    grey = image.convert("L")
    grey.thumbnail((LOOKED_AT, LOOKED_AT), Image.Resampling.BOX)
    edges = grey.filter(_LAPLACE).crop((1, 1, grey.size[0] - 1, grey.size[1] - 1))
    return round(ImageStat.Stat(edges).var[0]), round(ImageStat.Stat(grey).mean[0])


def flaws(size: tuple[int, int], sharpness: int, light: int) -> tuple[str, ...]:
    """blurred, dark, empty, small: what makes a page hard to read."""
    found = []
    if max(size) < SHORTEST:
        found.append("small")
    if light < DARK:
        found.append("dark")
    if sharpness < EMPTY:
        found.append("empty")
    elif sharpness < BLURRED:
        found.append("blurred")
    return tuple(found)


def says(flaw: str) -> str:
    return {
        "blurred": _("Foto ini kabur: ambil lagi dekat jendela, tahan ponsel dengan dua tangan."),
        "dark": _("Foto ini gelap: ambil lagi di tempat terang."),
        "empty": _("Di foto ini tidak terbaca tulisan: pastikan kertasnya masuk seluruhnya."),
        "small": _("Foto ini terlalu kecil: ambil dengan kamera ponsel, bukan tangkapan layar."),
    }[flaw]
