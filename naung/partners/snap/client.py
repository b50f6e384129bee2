"""A call to the bank's interface: written down, carried, and what came back written down with what it means.

The token lives in this object alone. Nothing is written down of headers, so no secret and no token is ever kept."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from naung.foundation.exchange import calls
from naung.kit import clock
from naung.kit.actor import Actor, system
from naung.kit.refusal import Refusal
from naung.partners.snap import keys as own_keys
from naung.partners.snap import service as services
from naung.partners.snap import signing
from naung.partners.snap.judging import Judged, judge
from naung.partners.snap.keys import Keys
from naung.partners.snap.service import TOKEN, Service
from naung.partners.snap.wire import Silence, Wire

EARLY = timedelta(seconds=30)  # a token is renewed before its end, not at it


class Away(Refusal):
    """The bank gives no token: nothing was asked of it, and nothing is asked further now."""


class Client:
    """`now` is the clock of this door; `wire` carries bytes (tests give one that is cut)."""

    def __init__(
        self,
        service: Service | None = None,
        keys: Keys | None = None,
        *,
        partner: str = "bank_ntt",
        now: Callable[[], datetime] = clock.now,
        wire: Wire | None = None,
    ) -> None:
        self.service, self.partner, self.now = service or services.load(), partner, now
        self.keys, self.wire = keys or own_keys.load(), wire or Wire(self.service)
        self.by: Actor = system("snap")
        self._token, self._until = "", datetime.min.replace(tzinfo=UTC)

    def call(
        self, service: str, body: dict[str, Any], *, region: str, day: date, reference: str = "", moves: bool = False,
        patient: Callable[[Judged], Judged] = lambda judged: judged,
    ) -> Judged:  # fmt: skip
        """The verdict, kept before it is given back. `patient` may make less of an answer than it says, never more.

        Away: no token was to be had, and nothing was asked. OutcomeNotKnown: money may have moved for this reference."""
        content, token = signing.minified(body), self._held_token()
        asked = calls.ask(partner=self.partner, service=service, body=content, region=region, day=day, by=self.by, at=self.now(),
                          reference=reference, moves=moves)  # fmt: skip
        status, came, judged = self._carried(service, content, token, asked.external_id, body)
        judged = patient(judged)
        calls.hear(
            call=asked,
            verdict=judged.verdict,
            by=self.by,
            at=self.now(),
            status=status,
            code=judged.code,
            why=judged.why,
            body=came,
        )
        if status == 401:
            self._token = ""  # whatever was wrong at the door, the next call knocks anew
        return judged

    def question(self, service: str, body: dict[str, Any], *, region: str, day: date) -> Judged:
        """A call that moves nothing: turned away at the door, it knocks once more with a new token."""
        judged = self.call(service, body, region=region, day=day)
        return self.call(service, body, region=region, day=day) if judged.verdict == "NOT_DONE" else judged

    def _carried(self, service: str, content: bytes, token: str, number: str, body: dict[str, Any]) -> tuple[int, bytes, Judged]:  # fmt: skip
        path = self.service.path(service)
        try:
            heard = self.wire.post(path, self._headers(path, content, token, number), content)
        except Silence as silence:
            return 0, b"", Judged("UNKNOWN", "", str(silence))
        return heard.status, heard.body, judge(service, heard.status, heard.body, body)

    def _headers(self, path: str, content: bytes, token: str, number: str) -> dict[str, str]:
        timestamp = signing.moment(self.now())
        if self.service.signature == "rsa":
            signed = signing.by_key(self.keys.private, "POST", path, content, timestamp)
        else:
            signed = signing.by_secret(self.keys.secret, "POST", path, token, content, timestamp)
        return {"Content-Type": "application/json", "Authorization": f"Bearer {token}", "X-TIMESTAMP": timestamp, "X-SIGNATURE": signed,
                "X-PARTNER-ID": self.service.partner_id, "X-EXTERNAL-ID": number, "CHANNEL-ID": self.service.channel_id}  # fmt: skip

    def _held_token(self) -> str:
        if not self._token or self.now() >= self._until:
            self._take_token()
        return self._token

    def _take_token(self) -> None:
        """From service 73; Away says why there is none."""
        timestamp, content = signing.moment(self.now()), signing.minified({"grantType": "client_credentials"})
        headers = {"Content-Type": "application/json", "X-TIMESTAMP": timestamp, "X-CLIENT-KEY": self.keys.client_key,
                   "X-SIGNATURE": signing.of_token(self.keys.private, self.keys.client_key, timestamp)}  # fmt: skip
        try:
            heard = self.wire.post(self.service.path(TOKEN), headers, content)
        except Silence as silence:
            raise Away(f"Bank tidak dapat dihubungi: {silence}") from None
        judged = judge(TOKEN, heard.status, heard.body, {})
        token = judged.facts.get("accessToken")
        if judged.verdict != "TOLD" or not isinstance(token, str) or not token:
            raise Away(
                f"Bank tidak memberi token ({judged.code or heard.status}): {judged.why or 'tanpa alasan'}"
            )
        lives = str(judged.facts.get("expiresIn", ""))
        self._token, self._until = (
            token,
            self.now() + timedelta(seconds=int(lives) if lives.isdigit() else 0) - EARLY,
        )
