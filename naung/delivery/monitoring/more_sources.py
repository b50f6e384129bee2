"""The stamps of the later steps: the account, the card, and what happened when something happened."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from naung.delivery.monitoring.stamps import Source, Stamp, on_day, rows, who
from naung.delivery.monitoring.words import say, say_date


def account(ids: list[int]) -> Iterator[Stamp]:
    for r in rows(
        """select a.id, a.requested_on, a.opened_on, a.activated_on, a.refusal_reason, a.refusal_code, a.state, a.trail, e.at
           from banking_account a left join trail_entry e on e.id = a.trail where a.person_id = any(%(ids)s) order by a.id""",
        ["banking_account"], ids=ids,
    ):  # fmt: skip
        subject = f"banking.account:{r['id']}"
        yield on_day(r["requested_on"], "banking", _("Rekening diminta di Bank NTT"), subject=subject)
        if r["opened_on"]:
            yield on_day(
                r["opened_on"],
                "banking",
                _("Rekening Bank NTT dibuka, menunggu diaktifkan"),
                "Bank NTT",
                subject=subject,
            )
        if r["activated_on"]:
            yield on_day(
                r["activated_on"],
                "banking",
                _("Rekening Bank NTT aktif"),
                "Bank NTT",
                subject=subject,
                trail=r["trail"],
            )
        if r["state"] == "REFUSED" and r["at"]:
            why = r["refusal_reason"] or r["refusal_code"]
            yield Stamp(
                r["at"],
                "banking",
                _("Bank NTT belum membuka rekening: %(why)s") % {"why": why},
                "Bank NTT",
                subject=subject,
                trail=r["trail"],
            )


def card(ids: list[int]) -> Iterator[Stamp]:
    for r in rows(
        """select c.id, c.number, c.printed_at, c.trail, e.actor from handover_card c join enrolment_membership m on m.id = c.membership_id
           left join trail_entry e on e.id = c.trail where m.person_id = any(%(ids)s) order by c.id""", ["handover_card"], ids=ids,
    ):  # fmt: skip
        yield Stamp(
            r["printed_at"],
            "handover",
            _("Kartu dicetak"),
            who(r["actor"]),
            subject=f"handover.card:{r['id']}",
            trail=r["trail"],
        )


def collected(ids: list[int]) -> Iterator[Stamp]:
    proofs = {
        "signature": _("bertanda tangan"),
        "thumb": _("dengan cap jempol"),
        "paper": _("ditandatangani di kertas"),
    }
    for r in rows(
        """select c.id, c.collected_at, c.relation, c.proof, c.passbook, c.trail, v.name, v.place, o.name as witness from handover_collection c
           join enrolment_membership m on m.id = c.membership_id join handover_event v on v.id = c.event_id
           join staff_officer o on o.id = c.witness_id where m.person_id = any(%(ids)s)""", ["handover_collection"], ids=ids,
    ):  # fmt: skip
        given = _("Kartu dan buku tabungan diterima") if r["passbook"] else _("Kartu diterima")
        by_whom = "" if r["relation"] == "self" else _(" oleh keluarga atau wakil")
        what = f"{given}{by_whom}, {r['name']}, {r['place']}; {proofs.get(r['proof'], r['proof'])}"
        yield Stamp(
            r["collected_at"],
            "handover",
            what,
            r["witness"],
            subject=f"handover.collection:{r['id']}",
            trail=r["trail"],
        )


def claimed(ids: list[int]) -> Iterator[Stamp]:
    """From the report to the money; the account of what happened stays sealed."""
    for r in rows(
        """select c.*, f.name as filer_name, a.name as assessor_name, d.name as approver_name from claims_claim c
           left join staff_officer f on f.id = c.filer_id left join staff_officer a on a.id = c.assessor_id
           left join staff_officer d on d.id = c.approver_id where c.person_id = any(%(ids)s) order by c.id""", ["claims_claim"], ids=ids,
    ):  # fmt: skip
        subject, facts = f"claims.claim:{r['id']}", {"claim": r["number"]}
        happened = _("Meninggal dunia") if r["kind"] == "death" else _("Kecelakaan kerja")
        said = {"number": r["number"], "what": happened.lower(), "on": say_date(r["happened_on"])}
        yield on_day(
            r["reported_on"],
            "claims",
            _("Klaim %(number)s dilaporkan: %(what)s pada %(on)s") % said,
            r["filer_name"] or "",
            subject=subject,
            facts=facts,
        )
        if r["assessed_on"]:
            yield on_day(r["assessed_on"], "claims", _("Klaim %(number)s dihitung: %(rupiah)s") % {"number": r["number"], "rupiah": say(r["rupiah"])},
                         r["assessor_name"] or "", subject=subject, facts={**facts, "rupiah": r["rupiah"]})  # fmt: skip
        if r["decided_on"]:
            said_of = (
                _("Klaim %(number)s tidak dapat dibayar")
                if r["state"] == "REFUSED"
                else _("Klaim %(number)s disetujui orang ketiga")
            )
            yield on_day(
                r["decided_on"],
                "claims",
                said_of % {"number": r["number"]},
                r["approver_name"] or "",
                why=r["refused_because"],
                subject=subject,
                facts=facts,
            )
        if r["paid_on"]:
            yield on_day(
                r["paid_on"],
                "claims",
                _("Santunan %(rupiah)s diterima keluarga") % {"rupiah": say(r["paid_rupiah"])},
                subject=subject,
                facts=facts,
            )


BANKED: tuple[Source, ...] = (account,)
AFTERWARDS: tuple[Source, ...] = (card, collected, claimed)
