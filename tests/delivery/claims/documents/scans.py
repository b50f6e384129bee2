"""Made-up photos of made-up papers, good and bad, drawn by dice that always fall alike; run as a module it prints what was measured."""

import random
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from naung.delivery.claims.documents import photos
from naung.foundation.papers import printing

FONTS = sorted((Path(printing.LOOK) / "fonts").glob("*.ttf"))
WORDS = ["surat", "keterangan", "kematian", "kelurahan", "kecamatan", "kota", "contoh", "nama", "umur", "alamat", "tanggal", "saksi", "tanda", "tangan", "lurah", "ahli", "waris"]  # fmt: skip
GOOD = {
    "terang": {},
    "miring": {"tilt": 4},
    "redup": {"light": 0.6},
    "bintik": {"noise": 14},
    "jauh": {"scale": 0.6},
    "tulisan besar": {"letters": 44, "lines": 14},
    "sedikit tulisan": {"lines": 9},
    "sedikit kabur": {"blur": 1.2},
}
BAD = {
    "kabur": {"blur": 6},
    "goyang": {"blur": 9, "light": 0.8},
    "kabur sekali": {"blur": 16},
    "gelap": {"light": 0.22},
    "gelap berbintik": {"light": 0.2, "noise": 10},
    "kosong": {"lines": 0},
}


def page(seed: int = 1, *, lines: int = 34, letters: int = 26, blur: float = 0, light: float = 1, noise: int = 0, tilt: float = 0, scale: float = 1,
         size: tuple[int, int] = (2000, 2600)) -> Image.Image:  # fmt: skip
    """A sheet with lines of words on a brown table, as a phone sees it. DATA CONTOH."""
    dice = random.Random(seed)
    image = Image.new("RGB", size, (120, 96, 70))
    sheet = Image.new("RGB", (size[0] - 240, size[1] - 240), (246, 244, 238))
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONTS[0], letters * 2)
    for n in range(lines):
        text = " ".join(dice.choice(WORDS) for _ in range(9))
        pen.text((110, 120 + n * letters * 2.6), text, fill=(40, 38, 44), font=font)
    if lines:
        pen.text((110, sheet.size[1] - 130), "DATA CONTOH", fill=(40, 38, 44), font=font)
    image.paste(sheet, (120, 120))
    image = image.rotate(tilt, expand=False, fillcolor=(120, 96, 70), resample=Image.Resampling.BICUBIC)
    image = image.resize((int(size[0] * scale), int(size[1] * scale)), Image.Resampling.LANCZOS)
    image = image.filter(ImageFilter.GaussianBlur(blur)) if blur else image
    image = ImageEnhance.Brightness(image).enhance(light)
    return _grained(image, noise, dice) if noise else image


def _grained(image: Image.Image, noise: int, dice: random.Random) -> Image.Image:
    grain = Image.frombytes("L", (256, 256), dice.randbytes(256 * 256)).point(
        lambda v: int((v - 128) * noise / 74) + 128
    )
    whole = Image.new("L", image.size)
    for x in range(0, image.size[0], 256):
        for y in range(0, image.size[1], 256):
            whole.paste(grain, (x, y))
    return ImageChops.add(image, Image.merge("RGB", [whole] * 3), offset=-128)


def jpeg(image: Image.Image, quality: int = 85, **more: object) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


def png(image: Image.Image, **more: object) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", **more)
    return out.getvalue()


if __name__ == "__main__":
    print(f"kabur < {photos.BLURRED}, kosong < {photos.EMPTY}, gelap < {photos.DARK}")
    for kind, cases in (("baik", GOOD), ("buruk", BAD)):
        for name, case in cases.items():
            found = [photos.made(jpeg(page(seed, **case))) for seed in (1, 2, 3)]
            low, high = min(p.sharpness for p in found), max(p.sharpness for p in found)
            print(f"{kind:6} {name:18} tajam {low:6}..{high:<6} terang {found[0].light:4} {found[0].flaws} {len(found[0].data) // 1000} KB")  # fmt: skip
