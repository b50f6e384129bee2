"""A bank reached by SNAP as the payer of orders. Nothing is sent twice on a guess: see stepping.py and exchange/calls.py."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import calls
from naung.foundation.exchange import queries as batches
from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.foundation.payments.ports import PayLine, StatementLine
from naung.kit.canonical import canonical
from naung.partners.orders import Told
from naung.partners.snap import files, statements, stepping
from naung.partners.snap.client import Away, Client
from naung.partners.snap.files import Request
from naung.partners.snap.judging import Judged
from naung.partners.snap.service import STATEMENT, STATUS

KIND = "payment"  # of payments' batches
MOST_MOVES, MOST_SILENCES, MOST_PAGES = 2, 4, 200  # of one order in one sitting; in a row; of one statement
REGION = "53"  # of calls that are about no order


class Bank:
    """Carries each order of a file as far as the bank lets it, and tells what is decided; the rest waits, with its reason on the call."""

    partner = "bank_ntt"

    def __init__(self, *, client: Client | None = None) -> None:
        self._given, self._silent = client, 0  # how often in a row nothing came back

    @cached_property
    def client(self) -> Client:
        return self._given or Client(partner=self.partner)

    def write(self, lines: Sequence[PayLine], *, key: str, on: date) -> bytes:
        return files.write(lines, key=key, on=on)

    def pay(self, content: bytes, *, on: date) -> list[bytes]:
        """One answer with the orders decided so far; none while there are none. A bank that gives no token is left for later."""
        key, _day, requests = files.read(content)
        batch = batches.batch(self.partner, KIND, key)
        if batch is None:
            raise Unreadable(f"Berkas {key} tidak terdaftar, jadi tidak satu pun perintahnya dikirim.")
        told, away, self._silent = [], False, 0
        for request in requests:
            try:
                away = away or self._silent >= MOST_SILENCES
                told.append(self._known(request) if away else self._carried(request, batch, on))
            except Away:  # the others are not tried: each would wait for the same silence
                away = True
                told.append(self._known(request))
        decided = [one for one in told if one]
        return [files.write_answer(key, decided)] if decided else []

    def _carried(self, request: Request, batch: Any, on: date) -> Told | None:
        """As far as it goes now: money is asked to move twice at most, and after silence the state is asked for."""
        moves = 0
        while moves < MOST_MOVES:
            standing = calls.standing(self.partner, request.reference)
            step = stepping.after(standing.verdict)
            if step == stepping.TELL:
                return _told(request, standing)
            if step == stepping.HOLD:
                return self._held(request, standing, batch)
            moves += step == stepping.MOVE
            judged = (
                self._asked(request, batch.region, on)
                if step == stepping.ASK
                else self._moved(request, batch.region, on)
            )
            self._silent = self._silent + 1 if judged.verdict == "UNKNOWN" and not judged.code else 0
            if judged.verdict == "PENDING" or (step == stepping.ASK and judged.verdict == "UNKNOWN"):
                return None  # asked again another time
        return self._known(request)

    def _known(self, request: Request) -> Told | None:
        standing = calls.standing(self.partner, request.reference)
        return _told(request, standing) if stepping.after(standing.verdict) == stepping.TELL else None

    def _moved(self, request: Request, region: str, on: date) -> Judged:
        """Another who was quicker with the same order is left to finish it."""
        try:
            return self.client.call(
                request.service, request.body, region=region, day=on, reference=request.reference, moves=True
            )
        except calls.OutcomeNotKnown as known:
            return Judged("PENDING", "", str(known))

    def _asked(self, request: Request, region: str, on: date) -> Judged:
        body = {"originalPartnerReferenceNo": request.reference, "serviceCode": request.service,
                "transactionDate": request.body["transactionDate"], "amount": request.body["amount"]}  # fmt: skip
        return self.client.call(
            STATUS, body, region=region, day=on, reference=request.reference, patient=self._patient(request)
        )

    def _patient(self, request: Request) -> Any:
        """`Not found` is believed some while after the last call, and never of an order that the bank once had in hand."""

        def weighed(judged: Judged) -> Judged:
            if judged.verdict != "NOT_FOUND":
                return judged
            if calls.was("PENDING", self.partner, request.reference):
                return Judged(
                    "INCONSISTENT",
                    judged.code,
                    "Bank pernah menerima perintah ini dan kini tidak mengenalnya.",
                    judged.facts,
                )
            if self.client.now() < self._believable(request):
                return Judged(
                    "UNKNOWN",
                    judged.code,
                    "Bank belum mengenal perintah ini; terlalu dini untuk mengirim lagi.",
                    judged.facts,
                )
            return judged

        return weighed

    def _believable(self, request: Request) -> datetime:
        last = calls.last_moved(self.partner, request.reference)
        assert last is not None  # a state is asked for only after a call that moves money
        return last + timedelta(seconds=self.client.service.believe_not_found_after_seconds)

    def _held(self, request: Request, standing: calls.Standing, batch: Any) -> None:
        """For a person: what the bank said cannot be the fate of this order. The order keeps waiting."""
        content = canonical(
            {
                "reference": request.reference,
                "code": standing.code,
                "said": standing.body.decode(errors="replace"),
            }
        )
        exchange.hold(partner=self.partner, content=content, why=f"Perintah {request.reference}: {standing.why}", region=batch.region,
                      by=self.client.by, at=self.client.now(), batch=batch)  # fmt: skip

    def read_answer(self, content: bytes) -> tuple[list[Answer], Totals]:
        return files.read_answer(content)

    def statement(self, sent: Sequence[bytes], *, on: date) -> list[bytes]:
        """The account's bookings from the first day of these files to `on`, page by page as the bank gives them."""
        if not sent:
            return []
        since, pages = min(files.read(content)[1] for content in sent), []
        asked = statements.request(since, on)
        while asked and len(pages) < MOST_PAGES:
            try:
                judged = self.client.question(STATEMENT, asked, region=REGION, day=on)
            except Away:
                break
            if judged.verdict != "TOLD":
                break
            pages.append(statements.as_file(judged.facts))
            asked = statements.further(judged.facts, asked)
        return pages

    def read_statement(self, content: bytes) -> list[StatementLine]:
        return statements.read(content)


def _told(request: Request, standing: calls.Standing) -> Told:
    if standing.verdict == "DONE":
        return Told(request.number, request.reference, request.amount)
    return Told(
        request.number,
        request.reference,
        request.amount,
        ok=False,
        code=standing.code,
        reason=standing.why or "Ditolak bank tanpa alasan.",
    )
