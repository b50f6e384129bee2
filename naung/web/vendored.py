"""Makes our copy of GOV.UK Frontend's stylesheet: without its typeface and crown, which are for gov.uk alone.

    npm pack govuk-frontend@6.6.0 && tar xzf govuk-frontend-6.6.0.tgz
    python -m naung.web.vendored package/dist/govuk/govuk-frontend.min.css

htmx.js is htmx.org 2.0.11 as it is (dist/htmx.min.js, 0BSD). Without a file it only presses ours again: after a change of naung.css.

A developer's tool: nothing runs it when the site is served.
"""

import gzip
import re
import sys
from pathlib import Path

STATIC = Path(__file__).parent / "static" / "naung"
NOTICE = "/* GOV.UK Frontend 6.6.0, MIT licence, (c) Crown copyright (Government Digital Service); cut by naung/web/vendored.py */"
UNUSED = re.compile(
    r"\.govuk-(?:header|footer|generic-header|cookie-banner|exit-this-page|feedback|logo|language-navigation)(?![a-z])"
)
FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
EMPTY_BLOCK = re.compile(r"@(?:media|supports)[^{}]*\{\s*\}")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")


def cut(css: str) -> str:
    """The same rules, less the components that the site does not use and every address of a font or crest."""
    css = SOURCE_MAP.sub("", FONT_FACE.sub("", css))
    css = re.sub(r"GDS Transport,\s*arial,\s*sans-serif", "var(--naung-type)", css)
    css = EMPTY_BLOCK.sub("", RULE.sub(_kept, css))
    return f"{NOTICE}\n{css.strip()}\n"


def _kept(rule: re.Match[str]) -> str:
    selectors = [s for s in rule[1].split(",") if not UNUSED.search(s)]
    return f"{','.join(selectors)}{{{rule[2]}}}" if selectors and "url(" not in rule[2] else ""


def press(path: Path) -> None:
    """The same file beside it, gzipped the same way every time: WhiteNoise serves it to browsers that can."""
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def main(source: str | None = None) -> None:
    if source:
        (STATIC / "govuk.css").write_text(cut(Path(source).read_text()))
    for file in (*STATIC.glob("*.css"), *STATIC.glob("*.js")):
        press(file)


if __name__ == "__main__":
    main(*sys.argv[1:2])
