"""What makes whoever approves or pays look twice at who receives: a reason to look, never a refusal."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.banking import rules
from naung.delivery.claims.heirs import queries
from naung.delivery.claims.heirs.models import Payee, PayeeAccount, Relative
from naung.foundation.approvals.ports import Finding
from naung.foundation.vault import seals


def findings(claim_id: int, *, at: datetime | None = None) -> list[Finding]:
    """About the accounts, the receivers and the dispute of a claim, as far as the regions of who asks reach."""
    return [Finding("", kind, says, 1) for kind, says in _found(claim_id, at)]


def _found(claim_id: int, at: datetime | None) -> Iterator[tuple[str, str]]:
    if held := queries.hold(claim_id):
        yield (
            "danger",
            _("sengketa ahli waris masih terbuka: %(who)s") % {"who": held.who},
        )
    rows = list(Payee.objects.filter(claim_id=claim_id, state="OPEN"))
    for account in PayeeAccount.objects.filter(payee__in=rows, state__in=["ENTERED", "CONFIRMED"]).select_related("payee"):  # fmt: skip
        if _elsewhere(claim_id, account):
            yield "danger", _("rekening %(name)s juga dipakai dalam klaim keluarga lain") % {"name": account.payee.name}  # fmt: skip
        if account.number > 1 and _lately(account, at):
            yield "danger", _("rekening %(name)s baru saja diganti") % {"name": account.payee.name}
        if account.name_score < 100:
            yield "warn", _("nama pada rekening dieja lain: %(theirs)s, %(ours)s") % {"theirs": account.holder, "ours": account.payee.name}  # fmt: skip
    for one in rows:
        if _receives_elsewhere(one):
            yield "warn", _("%(name)s juga menerima dalam klaim lain") % {"name": one.name}
        if _is_an_officer(one):
            yield "danger", _("%(name)s adalah petugas dalam sistem ini") % {"name": one.name}


def _elsewhere(claim_id: int, account: PayeeAccount) -> bool:
    same = PayeeAccount.objects.filter(account_index=account.account_index, bank=account.bank)
    return same.exclude(payee__claim_id=claim_id).exclude(
        payee__nik_index=account.payee.nik_index
    ).exists() or (account.payee.nik_index is None and same.exclude(payee__claim_id=claim_id).exists())


def _lately(account: PayeeAccount, at: datetime | None) -> bool:
    if at is None or account.entered_at > at:
        return True
    return at - account.entered_at <= timedelta(days=rules.value("change_flag_days", on=at.date()))


def _receives_elsewhere(one: Payee) -> bool:
    if not one.nik_index:
        return False
    return Payee.objects.filter(nik_index=one.nik_index).exclude(claim_id=one.claim_id).exclude(kind="MEMBER").exists()  # fmt: skip


def _is_an_officer(one: Payee) -> bool:
    """An officer's human is known by a keyed index of a NIP or NIK; only a NIK that was typed can be compared."""
    sealed = Relative.objects.filter(nik_index=one.nik_index).exclude(nik_sealed=None).values_list("nik_sealed", flat=True).first()  # fmt: skip
    if not one.nik_index or sealed is None:
        return False
    index = seals.index(seals.open_sealed(sealed, "nik"), "officer")
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from staff_human where index = %s)", [index])
        return bool(cursor.fetchone()[0])
