"""What `naung claim show` says of one claim beside its estimate: papers, receivers, the insurer's word, the money."""

from typing import Any

from naung.project import words
from naung.project.words import _


def everything(claim: Any) -> dict[str, Any]:
    from naung.delivery.claims.payout import parts
    from naung.delivery.claims.payout import queries as money
    from naung.delivery.claims.reporting import queries as reporting
    from naung.kit import clock

    word, due = money.determination(claim.pk), money.due(claim)
    return {
        "reports": [{"number": one.number, "told_on": str(one.told_on), "relation": one.relation, "channel": one.channel} for one in reporting.reports(claim.pk)],
        "papers": papers(claim), "payees": payees(claim),
        "determination": {"letter": word.letter_number, "on": str(word.letter_on), "granted": word.granted, "rupiah": word.rupiah, "lines": word.lines,
                          "because": word.because} if word else None,
        "pay_by": str(due.pay_by) if due.pay_by else None, "days_late": due.days_late, "interest": due.interest,
        "payments": [{"reference": one.reference, "kind": one.kind, "rupiah": one.rupiah, "paid_on": str(one.paid_on)} for one in money.payments(claim.pk)],
        "parts_due": [{"part": one.code, "rupiah": one.rupiah, "days": one.days} for one in parts.due(claim, on=clock.today())],
        "confirmed": sum(money.confirmed(claim.pk).values()),
    }  # fmt: skip


def papers(claim: Any) -> list[dict[str, Any]]:
    from naung.delivery.claims.documents import queries as documents

    return [{"kind": one.kind, "title": one.title, "state": one.state, "because": one.because, "article": one.article, "confidence": one.confidence,
             "promised_for": str(one.promised_for) if one.promised_for else None, "reason": one.reason}
            for one in documents.asked(claim.pk)]  # fmt: skip


def payees(claim: Any) -> list[dict[str, Any]]:
    """Without an account's number: its last four digits."""
    from naung.delivery.claims.heirs import queries as heirs
    from naung.kit import clock

    return [{"id": one.id, "name": one.name, "relation": one.relation, "share_rupiah": one.share_rupiah, "account_tail": one.account_tail,
             "state": one.state, "says": one.says} for one in heirs.payees(claim.pk, at=clock.now())]  # fmt: skip


def sentences(facts: dict[str, Any]) -> list[str]:
    said = [f"  {one['state']:<9} {one['title']}" for one in facts["papers"]]
    said += [
        f"  {one['state']:<9} {one['name']} ({one['relation']}) …{one['account_tail']}  {one['says']}"
        for one in facts["payees"]
    ]
    if word := facts["determination"]:
        told = words.rupiah(word["rupiah"]) if word["granted"] else word["because"]
        said.append(_("  BPJS, surat %(letter)s: %(told)s") % {"letter": word["letter"], "told": told})
    if facts["pay_by"]:
        said.append(
            _("  paling lambat dibayar %(day)s; terlambat %(n)s hari kerja")
            % {"day": facts["pay_by"], "n": facts["days_late"]}
        )
    said += [
        f"  {one['paid_on']}  {words.rupiah(one['rupiah'])}  {one['reference']}" for one in facts["payments"]
    ]
    return said
