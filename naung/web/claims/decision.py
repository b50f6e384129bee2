"""From the assessment to the money in the family's hands, on the claim's page: how far it is, who acted, what comes next."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from naung.delivery.claims.payout import exchanging
from naung.delivery.claims.payout import queries as payout
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.claims import acts


def section(request: HttpRequest, claim: Any) -> dict[str, Any]:
    """Amounts beyond the estimate's sum only for whoever may read the file's particulars (claims.health)."""
    by, on = staff.as_actor(request.user), clock.today()
    word = payout.determination(claim.pk)
    reads = staff.may(by, "claims.health", claim.village, on=on)
    found: dict[str, Any] = {
        "steps": list(steps(claim)), "due": payout.due(claim, on) if claim.state != "REFUSED" else None, "today": on, "reads": reads,
        "acts": acts.possible(claim, by, on),
    }  # fmt: skip
    if reads:
        found |= {
            "word": word,
            "beside": beside(claim, word),
            "reply": payout.reply(word.pk) if word else None,
            "money": money(claim.pk),
        }
    return {"decision": found}


def steps(claim: Any) -> Iterator[dict[str, Any]]:
    """What was done, by whom and when, as far as it is."""
    yield _step(_("Dilaporkan"), claim.reported_on, claim.filer)
    if claim.complete_on:
        yield _step(_("Berkas lengkap"), claim.complete_on)
    if claim.assessed_on:
        yield _step(_("Dinilai"), claim.assessed_on, claim.assessor)
    if second := payout.review(claim.pk):
        yield _step(_("Diperiksa sekali lagi"), second.reviewed_on, second.officer, second.looked_at)
    if claim.decided_on:
        refused = claim.state == "REFUSED" and payout.determination(claim.pk) is None
        yield _step(_("Ditolak") if refused else _("Disetujui"), claim.decided_on, claim.approver, claim.refused_because if refused else "")  # fmt: skip
    yield from _insurer(claim)
    if claim.paid_on:
        yield _step(_("Dibayar BPJS"), claim.paid_on)
    if claim.closed_on:
        yield _step(_("Ditutup: keluarga memastikan jumlahnya"), claim.closed_on)


def _insurer(claim: Any) -> Iterator[dict[str, Any]]:
    if batch := exchanging.sent_in([claim.pk]).get(claim.pk):
        yield _step(_("Dikirim ke BPJS dalam berkas"), batch.sent_at.astimezone(clock.WITA).date(), letter=batch.key)  # fmt: skip
    replies = payout.replies(claim.pk)
    for word in payout.determinations(claim.pk):
        says = _("BPJS menetapkan") if word.granted else _("BPJS menolak")
        yield _step(says, word.letter_on, word.officer, word.because, word.letter_number)
        if answer := replies.get(word.pk):
            said = _("Selisih dijelaskan") if answer.kind == "EXPLAINED" else _("Kita keberatan")
            yield _step(said, answer.replied_on, answer.officer, answer.because, answer.letter_number)


def _step(says: str, day: date, who: Any = None, why: str = "", letter: str = "") -> dict[str, Any]:
    return {"says": says, "on": day, "who": who.name if who else "", "why": why, "letter": letter}


def beside(claim: Any, word: Any) -> list[dict[str, Any]]:
    """Ours and the insurer's, line by line; before its word there is ours alone."""
    if word is None or not word.granted:
        return [{"says": acts.benefit(claim, line["what"]), "ours": line["amount"], "theirs": None, "difference": None} for line in claim.estimate]  # fmt: skip
    return [{"says": acts.benefit(claim, one.what), "ours": one.ours, "theirs": one.theirs, "difference": one.difference} for one in payout.beside(claim, word)]  # fmt: skip


def money(claim_id: int) -> list[dict[str, Any]]:
    """Each transfer with what its receiver says has come, and what is missing of it."""
    said = {one.payment_id: one for one in payout.confirmations(claim_id)}
    gaps = {one.payment_id: one for one in payout.gaps(claim_id) if one.payment_id}
    return [
        {
            "one": one,
            "said": said.get(one.pk),
            "gap": gaps.get(one.pk),
            "part": acts.says_part(one) if one.kind in acts.PARTS else "",
        }
        for one in payout.payments(claim_id)
    ]
