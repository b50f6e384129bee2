"""What the family of a claim makes the file ask for on top of its case: asked while the file is gathered, taken back when it no longer holds."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from naung.delivery.claims.documents import asking
from naung.delivery.claims.documents import queries as documents
from naung.delivery.claims.heirs import queries
from naung.delivery.claims.models import Claim
from naung.kit.actor import Actor


def ask(*, claim: Claim, by: Actor, at: datetime, on: date) -> None:
    """Marriage book of an entitled spouse, a guardian's decision for a child, power of attorney where several grown-ups are entitled and no
    shares were agreed, opening of an account for who receives without one. Called by every action that changes one of them."""
    if claim.kind != "death" or claim.state != "REPORTED":
        return
    wanted = _wanted(claim, on)
    there = {one.kind: one.state for one in documents.asked(claim.pk)}
    for kind in ("marriage_book", "guardian_letter", "power_letter", "account_opening"):
        if kind in wanted and there.get(kind, "DROPPED") == "DROPPED":
            asking.also_ask(claim=claim, kind=kind, because=wanted[kind], by=by, on=on, at=at)
        elif kind not in wanted and there.get(kind, "DROPPED") != "DROPPED":
            asking.no_longer(claim=claim, kind=kind, because=_gone(), by=by, on=on, at=at)


def _wanted(claim: Claim, on: date) -> dict[str, str]:
    """Kind and reason; the reasons are kept in Indonesian, whoever looks."""
    found, receivers = queries.entitled(claim.pk, today=on), queries.open_payees(claim.pk)
    shared = any(one.share_rupiah for one in receivers)
    with override("id"):
        wanted = {}
        if any(who.relation == "spouse" for who in found.people):
            wanted["marriage_book"] = _("suami atau istri termasuk yang berhak")
        if minors := [who.name for who in found.people if who.minor]:
            wanted["guardian_letter"] = _("ahli waris masih anak: %(names)s") % {"names": ", ".join(minors)}
        if sum(not who.minor for who in found.people) > 1 and not shared:
            wanted["power_letter"] = _("beberapa ahli waris berhak bersama")
        if any(one.without_account and not queries.accounts(one.pk) for one in receivers):
            wanted["account_opening"] = _("penerima belum punya rekening sendiri")
    return wanted


def _gone() -> str:
    with override("id"):
        return _("Keadaan keluarga menurut catatan sekarang tidak lagi memerlukannya.")
