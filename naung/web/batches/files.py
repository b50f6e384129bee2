"""The file that was sent, and each answer, byte for byte as registered; taking a copy is an entry on the trail."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naung.foundation.exchange import actions
from naung.foundation.exchange import queries as exchange
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.batches.one import found
from naung.web.batches.rooms import Room
from naung.web.onward import SeeOther, onward


def file(room: Room, request: HttpRequest, number: int) -> HttpResponse:
    """POST, because it leaves a trace; looked at with GET it leads back to the batch. Altered bytes are refused (409)."""
    batch = found(room, request, number)
    if request.method != "POST":
        return _back(room, request, batch)
    by = staff.as_actor(request.user)
    staff.require(by, "exchange.download", batch.region, on=clock.today())
    content, digest, name = _wanted(batch, request.POST.get("jawaban", ""))
    actions.hand_out(batch=batch, sha256=digest, by=by, at=clock.now())
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Naung-Sha256"] = digest
    answer["Cache-Control"] = "no-store"
    return answer


def _back(room: Room, request: HttpRequest, batch: Any) -> SeeOther:
    return onward(request, f"{room.name}-batch", batch.pk)


def _wanted(batch: Any, reply: str) -> tuple[bytes, str, str]:
    if not reply:
        content = exchange.file_of(batch)
        return content, batch.sha256, _name(batch, "", batch.sha256, content)
    one = next((r for r in exchange.replies(batch) if str(r.pk) == reply), None)
    if one is None:
        raise Http404
    content = exchange.reply_file(one)
    return content, one.sha256, _name(batch, "jawaban-", one.sha256, content)


def _name(batch: Any, what: str, digest: str, content: bytes) -> str:
    """bpjs_tk-ntt-2025-53.71-01-jawaban-4f2a90c1b7de.csv"""
    beginning = content.lstrip()[:1]
    ending = "xml" if beginning == b"<" else "json" if beginning == b"{" else "csv"
    return f"{batch.partner}-{batch.key.replace('/', '-')}-{what}{digest[:12]}.{ending}"
