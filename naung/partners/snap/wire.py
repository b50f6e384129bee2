"""One request over HTTP, with an end: an answer that came whole before the deadline, or Silence.

http.client, because a call that moves money must not be repeated, redirected or sent through a proxy by a library's good will."""

import http.client
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from naung.kit.refusal import Refusal
from naung.partners.snap.service import NotConfigured, Service

MOST = 8 * 2**20  # bytes of an answer
PIECE = 64 * 2**10


class Silence(Refusal):
    """Nothing that could be understood came back; whether the partner heard is not known."""


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    body: bytes


class Wire:
    def __init__(self, service: Service) -> None:
        self.service, self.where = service, urlsplit(service.address)
        if not self.where.hostname:
            raise NotConfigured("Alamat antarmuka bank belum disetel (NAUNG_SNAP atau NAUNG_SNAP_ADDRESS).")

    def post(self, path: str, headers: dict[str, str], body: bytes) -> Response:
        """Silence when the line breaks, the answer is cut off or too large, or the time is over."""
        until = time.monotonic() + self.service.timeout_seconds
        line = self._line()
        try:
            line.request("POST", path, body, {**headers, "Connection": "close"})
            return self._heard(line, until)
        except (OSError, http.client.HTTPException) as broken:
            raise Silence(f"Bank tidak menjawab dengan utuh ({type(broken).__name__}).") from None
        finally:
            line.close()

    def _line(self) -> http.client.HTTPConnection:
        host, port, wait = self.where.hostname or "", self.where.port, self.service.timeout_seconds
        if self.where.scheme == "https":
            trusted = ssl.create_default_context(cafile=self.service.ca_file or None)
            return http.client.HTTPSConnection(host, port, timeout=wait, context=trusted)
        return http.client.HTTPConnection(host, port, timeout=wait)

    def _heard(self, line: http.client.HTTPConnection, until: float) -> Response:
        answer, whole = line.getresponse(), bytearray()
        while piece := answer.read1(PIECE):
            whole += piece
            if len(whole) > MOST or time.monotonic() > until:
                raise Silence("Jawaban bank terlalu besar atau terlalu lambat.")
        if answer.length:  # fewer bytes came than were announced
            raise Silence("Jawaban bank terputus di tengah.")
        return Response(answer.status, bytes(whole))
