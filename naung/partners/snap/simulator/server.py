"""The simulated bank's HTTP server: a thread in tests, a process of its own by `naung partners snap`."""

import json
import sys
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

from naung.partners.snap import service as services
from naung.partners.snap.service import TOKEN, Service
from naung.partners.snap.simulator.books import Books
from naung.partners.snap.simulator.checking import Door
from naung.partners.snap.simulator.desk import Desk, Reply, said
from naung.partners.snap.simulator.manners import Manners

MOST = 2**20


class Bank:
    """A bank at 127.0.0.1; `with Bank(...) as bank: bank.address`. `will` names what the next calls meet."""

    def __init__(self, *, door: Door, books: Path | str = ":memory:", port: int = 0, forgetful: bool = False,
                 service: Service | None = None, misbehave: Iterable[str] = ()) -> None:  # fmt: skip
        self.service, self.door, self.books = (
            service or services.load(address=""),
            door,
            Books(books, forgetful=forgetful),
        )
        self.desk, self.manners, self.closing = Desk(self.books), Manners(misbehave), Event()
        self.paths = {self.service.base + path: number for number, path in self.service.services.items()}
        handler = type("AtTheDoor", (_Handler,), {"bank": self})
        self.server = _Server(("127.0.0.1", port), handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def will(self, *names: str) -> None:
        self.manners.will(names)

    def __enter__(self) -> "Bank":
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()
        self.books.close()

    def heard(self, path: str, headers: Any, body: bytes) -> Reply:
        """What is answered, after what was done."""
        number = self.paths.get(path)
        if number is None:
            return said("00", "40400")
        if number == TOKEN:
            token = self.door.token_for(headers)
            return (
                said(TOKEN, "20000", accessToken=token, tokenType="Bearer", expiresIn="900")
                if token
                else said(TOKEN, "40100")
            )
        if wrong := self.door.wrong(headers, path, body):
            return said(number, wrong)
        if not self.books.first_time(headers["X-TIMESTAMP"][:10], headers["X-EXTERNAL-ID"]):
            return said(number, "40900")
        return self._decided(number, body)

    def _decided(self, number: str, body: bytes) -> Reply:
        manner = self.manners.next()
        if manner == "token_expired":
            self.door.tokens.clear()
        try:
            return self.desk.answer(number, json.loads(body), manner)
        except (KeyError, ValueError, TypeError):
            return said(number, "40002")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who has gone is part of the play; whatever else went wrong is told as ever."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    bank: Bank

    def do_POST(self) -> None:  # noqa: N802  the name http.server calls
        length = int(self.headers.get("Content-Length", "0"))
        if length > MOST:
            self.send_error(413)
            return
        self._deliver(self.bank.heard(self.path, self.headers, self.rfile.read(length)))

    def _deliver(self, reply: Reply) -> None:
        content = json.dumps(reply.facts).encode()
        if reply.manner == "slow":
            self.bank.closing.wait(60)
        if reply.manner == "garbled":
            content = b"<html>DATA CONTOH" + content[::-1]
        for _ in range(2 if reply.manner == "twice" else 1):
            self.send_response(reply.http)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if reply.manner == "closes" else content)
        self.close_connection = True

    def log_message(self, *words: Any) -> None:
        """Accounts and signatures are in what would be logged."""
