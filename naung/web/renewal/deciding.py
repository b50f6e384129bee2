"""A round, and a region's answer to its offer, before their decision."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.renewal import actions as renewal
from naung.delivery.selection.renewal import queries as rounds
from naung.delivery.selection.renewal import takeover as renewal_takeover
from naung.foundation.approvals.ports import Finding
from naung.foundation.regions import queries as regions
from naung.kit.actor import Actor
from naung.web.decisions.say import day, month
from naung.web.words import number, rupiah

ROUND, ANSWER = renewal.KIND, renewal_takeover.KIND


def round_titles(approvals: Iterable[Any]) -> dict[int, str]:
    """The programme stands in the subject: selection.renewal:ntt-2026/1."""
    return {
        one.pk: _("Perpanjangan ke %(code)s") % {"code": one.subject.partition(":")[2].split("/")[0]}
        for one in approvals
    }


def answer_titles(approvals: Iterable[Any]) -> dict[int, str]:
    """selection.takeover:ntt-2026/1/53.71/1: programme, round, region, number."""
    names = {region.code: region.name for region in regions.regencies()}
    return {
        one.pk: _("Pengambilalihan %(place)s") % {"place": names.get(one.region, one.region)}
        for one in approvals
    }


def round_sight(approval: Any, asked: Any) -> dict[str, Any]:
    found = rounds.by_approval(approval.pk)
    region = found.source.region_id
    picture = rounds.picture(found, [region])
    total, people = rounds.people(found, [region], state="STAYS", search=asked.search, page=asked.page)
    totals = [(_("orang tetap"), number(found.stays)), (_("ditawarkan"), number(found.offered)), (_("berakhir"), number(found.ends)),
              (_("seluruhnya, %(n)s bulan") % {"n": found.months}, rupiah(found.rupiah))]  # fmt: skip
    return {
        "totals": totals,
        "findings": _findings(found, picture),
        "table": "rank",
        "total": total,
        "people": people,
        "facts": _facts(found),
    }


def _findings(found: Any, picture: Any) -> list[Finding]:
    """Whom it leaves without a payer first; they are on no list of those who stay, so no key leads there."""
    said: list[tuple[str, int, Callable[[], str]]] = [
        (
            "danger",
            found.offered,
            lambda: _("memenuhi syarat tetapi tidak kebagian tempat; ditawarkan kepada pembayar lain"),
        ),
        ("warn", found.ends, lambda: _("berakhir karena aturan hari ini tidak lagi terpenuhi")),
    ]
    poorest = next((g.falls for g in picture.by_decile if g.key == "1"), 0)
    disabled = next((g.falls for g in picture.by_disability if g.key == "true"), 0)
    said += [
        ("warn", poorest, lambda: _("dari desil 1 belum punya pembayar")),
        ("warn", disabled, lambda: _("penyandang disabilitas belum punya pembayar")),
    ]
    return [Finding("", kind, says(), n) for kind, n, says in said if n]


def _facts(found: Any) -> list[tuple[str, str]]:
    places = sum(q.cap for q in programmes.quotas(found.target))
    return [(_("Dari"), found.source.name), (_("Ke"), found.target.name), (_("Berakhir"), day(found.ends_on)), (_("Tempat"), number(places)),
            (_("Seorang"), rupiah(found.per_place)), (_("Bobot"), found.criteria)]  # fmt: skip


def answer_sight(approval: Any, asked: Any) -> dict[str, Any]:
    made = rounds.answer_by_approval(approval.pk)
    total, people = rounds.people(
        made.round, [made.region], lines=made.lines, search=asked.search, page=asked.page
    )
    totals = [
        (_("orang diambil alih"), number(made.rows)),
        (_("seluruhnya, %(n)s bulan") % {"n": made.months}, rupiah(made.rupiah)),
    ]
    facts = [
        (_("Pembayar"), made.payer_name),
        (_("Dasar"), made.document),
        (_("Mulai"), month(made.first_month)),
        (_("Seorang"), rupiah(made.per_person)),
    ]
    return {
        "totals": totals,
        "findings": _rest(made),
        "table": "rank",
        "total": total,
        "people": people,
        "facts": facts,
    }


def _rest(made: Any) -> list[Finding]:
    left = rounds.picture(made.round, [made.region]).states["OFFERED"] - (
        made.rows if made.state == "PREPARED" else 0
    )
    says = (
        _("lainnya tidak diambil alih: perlindungannya berakhir")
        if made.closes
        else _("lainnya tetap ditawarkan")
    )
    return [Finding("", "danger" if made.closes else "calm", says, left)] if left else []


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide_round(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    renewal.decide(
        round=rounds.by_approval(approval.pk),
        approve=approve,
        content_hash=content_hash,
        by=by,
        at=at,
        on=on,
        note=note,
    )


def decide_answer(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    renewal_takeover.decide(
        takeover=rounds.answer_by_approval(approval.pk),
        approve=approve,
        content_hash=content_hash,
        by=by,
        at=at,
        on=on,
        note=note,
    )
