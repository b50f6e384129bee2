"""The stamps of what changed for somebody while they were insured: another account, another payer, the insurer's word on an end.

Every line names what happened to it by its own record, so that a page of the trail opens behind it; no account number stands in any."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.monitoring.stamps import Stamp, on_day, rows, who
from naung.delivery.monitoring.words import say_date, say_month

CHANGES = """
select c.id, c.state, c.bank_name, c.reason, c.requested_at, c.decided_at, c.effective_at, c.stopped_at, c.ended_because, c.trail,
       r.name as asker, d.name as decider, e.at, e.actor
  from banking_change c join staff_officer r on r.id = c.requested_by_id join approvals_approval a on a.id = c.approval_id
  left join staff_officer d on d.id = a.decided_by_id left join trail_entry e on e.id = c.trail
 where c.person_id = any(%(ids)s) order by c.id"""
CALLS = """
select k.id, k.answer, k.called_at, k.trail, c.id as change, o.name as caller from banking_call k join banking_change c on c.id = k.change_id
  join staff_officer o on o.id = k.called_by_id where c.person_id = any(%(ids)s) order by k.id"""
TRANSFERS = """
select t.id, t.state, t.prepared_on, t.decided_on, t.first_month, t.reason, t.trail, s.name as old, g.name as new, o.name as asker, d.name as decider
  from selection_transfer t join programme_programme s on s.id = t.source_id join programme_programme g on g.id = t.target_id
  join approvals_approval a on a.id = t.approval_id left join staff_officer o on o.id = a.prepared_by_id left join staff_officer d on d.id = a.decided_by_id
 where t.people && %(ids)s::bigint[] and t.state in ('PREPARED', 'DECIDED', 'REFUSED') order by t.id"""
PARTED = """
select m.id, l.state, l.code, l.reason, m.insurer_until, y.taken_at, y.trail from exchange_line l join exchange_batch b on b.id = l.batch_id
  join exchange_reply y on y.id = l.reply_id join enrolment_membership m on m.id = l.subject
 where b.kind = 'enrolment_leaving' and m.person_id = any(%(ids)s) order by l.id"""
HEARD = {
    "YES": lambda: _("Kontak lama ditelepon atau dikunjungi: benar, ia meminta rekening lain"),
    "NO": lambda: _("Kontak lama ditelepon atau dikunjungi: ia tidak meminta rekening lain"),
    "NOBODY": lambda: _("Kontak lama dicoba dihubungi; tidak ada yang menjawab"),
}


def account_changes(ids: list[int]) -> Iterator[Stamp]:
    """Asked for, called about, approved, used, stopped: each by the one who did it."""
    for r in rows(CHANGES, ["banking_change"], ids=ids):
        subject = f"banking.change:{r['id']}"
        yield Stamp(r["requested_at"], "banking", _("Rekening lain diminta: %(bank)s") % {"bank": r["bank_name"]}, r["asker"], r["reason"], subject)  # fmt: skip
        if r["decided_at"]:
            said = _("Rekening lain disetujui, dipakai mulai %(day)s") % {"day": say_date(r["effective_at"].date())}  # fmt: skip
            yield Stamp(r["decided_at"], "banking", said, r["decider"] or "", "", subject, r["trail"] if r["state"] == "CONFIRMED" else None)  # fmt: skip
        yield from _ended(r, subject)
    for r in rows(CALLS, ["banking_call"], ids=ids):
        yield Stamp(r["called_at"], "banking", HEARD[r["answer"]](), r["caller"], "", f"banking.change:{r['change']}", r["trail"])  # fmt: skip


def _ended(r: dict[str, Any], subject: str) -> Iterator[Stamp]:
    says = {
        "STOPPED": _("Penggantian rekening dihentikan"), "REFUSED": _("Penggantian rekening ditolak"), "WITHDRAWN": _("Penggantian rekening ditarik kembali"),
    }  # fmt: skip
    if r["state"] in says and (at := r["stopped_at"] or r["at"]):
        yield Stamp(at, "banking", says[r["state"]], who(r["actor"]), r["ended_because"], subject, r["trail"])


def payers(ids: list[int]) -> Iterator[Stamp]:
    """Put forward by one, decided by another; the new line itself is a stamp of enrolment."""
    for r in rows(TRANSFERS, ["selection_transfer"], ids=ids):
        subject = f"selection.transfer:{r['id']}"
        facts = {"old": r["old"], "new": r["new"], "month": say_month(r["first_month"])}
        yield on_day(r["prepared_on"], "enrolment", _("Diajukan pindah pembayar mulai %(month)s: dari %(old)s ke %(new)s") % facts,
                     r["asker"] or "", why=r["reason"], subject=subject)  # fmt: skip
        if r["decided_on"]:
            yield on_day(r["decided_on"], "enrolment", _("Pindah pembayar disetujui: %(new)s membayar mulai %(month)s, tanpa jeda") % facts,
                         r["decider"] or "", subject=subject, trail=r["trail"])  # fmt: skip


def parted(ids: list[int]) -> Iterator[Stamp]:
    """What the insurer said of an end that this house told it."""
    for r in rows(PARTED, ["exchange_line"], ids=ids):
        subject = f"enrolment.membership:{r['id']}"
        if r["state"] == "ACCEPTED" and r["insurer_until"]:
            said = _("BPJS Ketenagakerjaan mencatat hari terakhir %(day)s") % {
                "day": say_date(r["insurer_until"])
            }
            yield Stamp(r["taken_at"], "enrolment", said, "BPJS Ketenagakerjaan", "", subject, r["trail"])
        if r["state"] == "REFUSED":
            why = f"{r['code']}: {r['reason']}"
            yield Stamp(r["taken_at"], "enrolment", _("BPJS Ketenagakerjaan belum mengakhiri kepesertaan"), "BPJS Ketenagakerjaan", why, subject, r["trail"])  # fmt: skip
