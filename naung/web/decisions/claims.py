"""An assessed claim before its decision: the only list here is of its lines."""

from collections.abc import Iterable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.banking import queries as banking
from naung.delivery.claims import actions
from naung.delivery.claims import sight as seen
from naung.foundation.approvals import actions as approvals
from naung.foundation.approvals import queries
from naung.foundation.approvals.ports import Finding
from naung.foundation.regions import queries as regions
from naung.kit import clock
from naung.kit.actor import Actor
from naung.kit.states import NotInThisState
from naung.web.decisions.say import day
from naung.web.words import number, rupiah

KIND = actions.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    """The number stands in the subject: claims.claim:ntt-2025/K-2025-0001."""
    return {one.pk: _("Klaim %(number)s") % {"number": one.subject.rpartition("/")[2]} for one in approvals}


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    claim = seen.by_approval(approval.pk)
    return {"totals": [(_("santunan menurut hukum hari kejadian"), rupiah(claim.rupiah))], "findings": [*seen.findings(claim), *_account(claim)],
            "lines": [SimpleNamespace(**line) for line in claim.estimate], "facts": _facts(claim)}  # fmt: skip


def _account(claim: Any) -> list[Finding]:
    """A payment shortly after the account was swapped is looked at twice."""
    changed = banking.lately_changed([claim.person_id], at=clock.now(), on=clock.today())
    return [Finding("", "warn", _("rekening orang ini baru diganti, atau sedang diminta diganti"), len(changed))] if changed else []  # fmt: skip


def _facts(claim: Any) -> list[tuple[str, str]]:
    what = {"death": _("meninggal dunia"), "accident": _("kecelakaan")}[claim.kind]
    why = {"illness": _("karena sakit"), "work_accident": _("karena kerja")}[claim.cause]
    return [(_("Siapa"), claim.person.name), (_("Di mana"), regions.by_code(claim.village).name), (_("Apa"), f"{what}, {why}"),
            (_("Kapan"), day(claim.happened_on)), (_("Dilaporkan"), day(claim.reported_on)),
            (_("Perlindungan"), claim.cover_because), (_("Bulan iuran berturut-turut"), number(claim.months_paid)),
            (_("Dicatat oleh"), claim.filer.name if claim.filer else "–")]  # fmt: skip


def barred(approval: Any, by: Actor) -> str:
    """Who reported a claim, looked at it twice, or had the person enrolled does not decide it either."""
    claim = seen.by_approval(approval.pk)
    if by.human is not None and claim.filer_human == by.human:
        return _("Anda yang mencatat laporan klaim ini, jadi orang lain yang memutuskannya.")
    return seen.barred(claim, by)


def decide(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    claim = seen.by_approval(approval.pk)
    try:
        if approve:
            actions.approve(claim=claim, content_hash=content_hash, by=by, at=at, on=on, note=note)
        else:
            actions.refuse(claim=claim, because=note, by=by, at=at, on=on)
    except NotInThisState:  # somebody decided between the page and the button
        raise approvals.AlreadyDecided(approvals.how(queries.one(approval.pk))) from None
