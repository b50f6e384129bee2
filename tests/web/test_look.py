"""The stylesheets: contrast, size, and nothing from anywhere else."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "naung/web/static/naung"
OURS, THEIRS = (STATIC / "naung.css").read_text(), (STATIC / "govuk.css").read_text()


def tokens(dark: bool) -> dict[str, str]:
    light, night = OURS.split("@media (prefers-color-scheme:dark)")
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", light))
    return found | dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", night.split("}}")[0])) if dark else found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = [("ink", "ground"), ("ink", "surface"), ("soft", "ground"), ("soft", "surface"), ("link", "ground"), ("link", "surface"), ("danger", "ground"),
        ("danger", "surface"), ("ok-deep", "ok-soft"), ("warn", "warn-soft"), ("danger", "danger-soft"), ("on-focus", "focus"), ("on-brand", "brand"),
        ("ink", "calm"), ("ink", "number"), ("on-paid", "paid"), ("on-billed", "billed"), ("on-strip", "strip"), ("brand", "surface")]  # fmt: skip
SHAPES = [("knot", "surface"), ("edge", "surface"), ("edge", "ground"), ("warn", "surface")]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(text, ground, dark):
    found = tokens(dark)
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_told_apart(shape, ground, dark):
    found = tokens(dark)
    assert contrast(found[shape], found[ground]) >= 3


def test_our_stylesheet_stays_small():
    assert len(gzip.compress(OURS.encode(), 9)) <= 8 * 1024


def test_nothing_of_gov_uk_s_own_type_or_crown_is_shipped():
    assert not re.search(r"GDS Transport|crown|crest|url\(|@font-face", THEIRS)


def test_no_stylesheet_or_template_asks_another_host():
    templates = Path(__file__).parents[2] / "naung/web/templates"
    texts = [OURS, THEIRS, *(t.read_text() for t in templates.rglob("*.html"))]
    assert not [
        t[:80] for t in texts if re.search(r"(?:https?:)?//[a-z]", re.sub(r"http://www\.w3\.org/\S+", "", t))
    ]


@pytest.mark.parametrize("name", ["naung.css", "govuk.css"])
def test_the_pressed_copy_is_the_same_file(name):
    assert gzip.decompress((STATIC / f"{name}.gz").read_bytes()) == (STATIC / name).read_bytes()


def test_every_borrowed_thing_brings_its_licence():
    assert "SIL Open Font License" in (STATIC / "plus-jakarta-sans.OFL.txt").read_text()
    assert "MIT License" in (STATIC / "govuk.LICENSE.txt").read_text()
    assert "Mozilla Public License" in (Path(__file__).parent / "axe.LICENSE.txt").read_text()
