"""How a page is looked at in Chromium: the real application over HTTP, windows of the cast, and what axe finds at a desk and on a phone."""

import contextlib
import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urljoin
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

AXE = (Path(__file__).parent / "axe.min.js").read_bytes()
CHECK = """async () => (await axe.run(document, {preload: false, resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})).violations
           .flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`))"""
WIDE = "document.documentElement.scrollWidth"
PARTS = "[document.querySelector('main').outerHTML, [...document.body.children].filter(e => !e.querySelector('main')).map(e => e.outerHTML).join()]"
# What makes two pages no other page to axe: where links lead, which of the menu is here, numbers, the form's token.
CHANGES = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"| aria-current="\w+"| href="[^"#]+"| action="[^"]+"|\d+'
)
DESK = ("light", 1240)
LOOKS = (("dark", 320), DESK)
AXE_AT = "/axe-of-the-tests.js"  # fetched like any script: sent through the pipe with each page it costs as much as a look
PATIENCE = 60_000  # milliseconds; a machine may be busy, and waiting costs nothing where the page is right
_fine: set[str] = set()  # parts of pages that axe found nothing on, in this process


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextlib.contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[str]:
    """The application on whatever database the test lives in. A browser gives a passkey to a name only: host "localhost"."""
    from naung.project.wsgi import application

    server = make_server("127.0.0.1", 0, _with_axe(application), server_class=Threads, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{host}:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def _with_axe(application: Any) -> Callable[[Any, Any], Iterable[bytes]]:
    def answer(environ: Any, start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != AXE_AT:
            return application(environ, start)
        start("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "max-age=86400")])
        return [AXE]

    return answer


@contextlib.contextmanager
def windows(chromium: Any, site: str) -> Iterator[Any]:
    """open_(login, path): a window of its own, in already and with the second factor shown; all are closed at the end."""
    opened: list[Any] = []

    def open_(login: str, path: str, *, theme: str = "light", width: int = 1240, script: bool = True, language: str = "") -> Any:  # fmt: skip
        # the content security policy is the page's promise, and axe is our own: it is brought in past the policy
        context = chromium.new_context(color_scheme=theme, viewport={"width": width, "height": 900}, java_script_enabled=script, bypass_csp=True)  # fmt: skip
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_cookies(_cookies(login, language, site))
        page = context.new_page()
        page.goto(site + path)
        return page

    yield open_
    for context in opened:
        context.close()


def _cookies(login: str, language: str, site: str) -> list[dict[str, str]]:
    from tests.web.fixtures import entered

    found = {"bahasa": language, "sessionid": entered(login).cookies["sessionid"].value if login else ""}
    return [{"name": name, "value": value, "url": site} for name, value in found.items() if value]


def wrong(open_: Any, pages: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    """What is wrong on which of the pages (name -> login, path), each officer in one window: a new one costs more than a page."""
    windows = {login: open_(login, "/masuk") for login, _ in pages.values()}
    found = {}
    for name, (login, path) in pages.items():
        windows[login].goto(urljoin(windows[login].url, path))
        found[name] = problems(windows[login])
    return {name: said for name, said in found.items() if said}


def problems(page: Any) -> list[str]:
    """What axe finds in dark on a phone and in light at a desk, and where the page is wider than the window. The page stays
    as it is, at the desk. A page whose parts were all found good before, but for CHANGES, is not looked at again."""
    parts = {_key(part) for part in page.evaluate(PARTS)}
    if parts <= _fine:
        return []
    found = looked_at(page)
    _turn(page, *DESK)
    _fine.update(() if found else parts)
    return found


def looked_at(page: Any) -> list[str]:
    """The same of a page whether or not one like it was seen; it stays in the look that came last. The first look is the one
    it stands in already: a window that turns costs as much as axe."""
    page.add_script_tag(url=urljoin(page.url, AXE_AT))
    stands = page.viewport_size["width"]
    return [
        one for look in sorted(LOOKS, key=lambda look: abs(look[1] - stands)) for one in _look(page, *look)
    ]


def _look(page: Any, theme: str, width: int) -> list[str]:
    _turn(page, theme, width)
    wide = page.evaluate(WIDE)
    found = page.evaluate(CHECK) + ([f"{wide} px wide"] if wide > width else [])
    return [f"{theme} {width}: {one}" for one in found]


def _turn(page: Any, theme: str, width: int) -> None:
    page.emulate_media(color_scheme=theme)
    if page.viewport_size["width"] != width:
        page.set_viewport_size({"width": width, "height": 900})


def served(html: bytes) -> set[str]:
    """The same keys of a page as it is sent, before a browser makes anything of it."""
    from lxml import html as reader

    (body,) = reader.document_fromstring(html.decode()).findall("body")
    main = body.find(".//main")
    parts = [main, *(one for one in body if isinstance(one.tag, str) and main not in one.iter("main"))]
    return {_key(reader.tostring(part, encoding="unicode", with_tail=False)) for part in parts}


def _key(part: str) -> str:
    return hashlib.sha256(CHANGES.sub("0", part).encode()).hexdigest()
