"""The stamps of going on from one year to the next: what two people decided, who took over, what was written to the person."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.monitoring.stamps import Stamp, noon, on_day, rows
from naung.delivery.monitoring.words import number, say_date
from naung.delivery.selection.renewal import queries as rounds

AFTER_THE_OFFER = ("not_taken_over", "nobody_answered")

LINES = """
select l.id, l.rank, l.reasons, l.state, l.trail, r.ends_on, r.decided_on, t.first_month, a.decided_at, y.name as decider, e.at, e.actor,
       k.payer_name, z.name as answered_by
  from selection_renewalline l join selection_renewal r on r.id = l.round_id and r.state = 'DECIDED' join programme_programme t on t.id = r.target_id
  join approvals_approval a on a.id = r.approval_id left join staff_officer y on y.id = a.decided_by_id
  left join trail_entry e on e.id = l.trail left join selection_takeover k on k.id = l.takeover_id
  left join approvals_approval b on b.id = k.approval_id left join staff_officer z on z.id = b.decided_by_id
 where l.person_id = any(%(ids)s) order by l.id"""
NOTICES = """
select l.id, n.written_on, count(*) as messages from selection_renewalnotice n join selection_renewalline l on l.id = n.line_id
 where n.person_id = any(%(ids)s) group by 1, 2 order by 2"""


def renewed(ids: list[int]) -> Iterator[Stamp]:
    for r in rows(LINES, ["selection_renewalline"], ids=ids):
        subject = f"selection.renewalline:{r['id']}"
        yield Stamp(
            r["decided_at"] or noon(r["decided_on"]),
            "selection",
            _decided(r),
            r["decider"] or "",
            subject=subject,
        )
        if r["state"] == "TAKEN_OVER":
            says = _("Diambil alih %(payer)s mulai %(day)s, tanpa jeda") % {
                "payer": r["payer_name"],
                "day": say_date(r["first_month"]),
            }
            yield Stamp(r["at"], "selection", says, r["answered_by"] or "", subject=subject, trail=r["trail"])
        elif r["reasons"] and r["reasons"][0] in AFTER_THE_OFFER:
            says = _("Tidak diambil alih: perlindungan berakhir %(day)s") % {"day": say_date(r["ends_on"])}
            yield Stamp(r["at"], "selection", says, subject=subject, trail=r["trail"])
    for r in rows(NOTICES, ["selection_renewalnotice"], ids=ids):
        yield on_day(
            r["written_on"],
            "selection",
            _("Kabar perpanjangan ditulis: SMS dan surat"),
            subject=f"selection.renewalline:{r['id']}",
        )


def _decided(r: dict[str, Any]) -> str:
    said = {"year": r["first_month"].year, "rank": number(r["rank"] or 0)}
    if r["state"] == "STAYS":
        return _("Perpanjangan %(year)s: tetap dibayar provinsi, peringkat %(rank)s") % said
    if r["state"] != "ENDS" or r["reasons"][0] in AFTER_THE_OFFER:
        return _("Perpanjangan %(year)s: peringkat %(rank)s, ditawarkan kepada pembayar lain") % said
    return _("Perpanjangan %(year)s: berakhir. %(because)s") % {
        **said,
        "because": rounds.reason(r["reasons"][0]),
    }
