"""Where a person's stamps come from: one small function a step, in the order of the road.

Each takes the ids of every record that is this person (merged ones too) and reads its own step's tables.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.monitoring import changed
from naung.delivery.monitoring import more_sources as more
from naung.delivery.monitoring.renewed import renewed
from naung.delivery.monitoring.stamps import Source, Stamp, noon, on_day, rows, who
from naung.delivery.monitoring.words import number, say, say_date, say_month

TRAIL = "left join trail_entry e on e.id = {}.trail"
SETTLED = {
    "ADMITTED": lambda: _("Masuk daftar orang: belum pernah dikenal"),
    "REPEATED": lambda: _("Baris ini orang yang sama; tidak dihitung dua kali"),
}


def intake(ids: list[int]) -> Iterator[Stamp]:
    """The cell that everything began with, in every list that brought it: those too for which another line stands."""
    for r in rows(
        """with recursive mine as (
               select id from intake_row where person_id = any(%(ids)s)
               union select l.id from intake_row l join mine on l.stands_id = mine.id)
           select r.id, r.sheet, r.number, r.state, r.village_text, f.id as file, f.name, f.received_at, e.actor, f.trail
           from mine join intake_row r using (id) join intake_file f on f.id = r.file_id
           left join trail_entry e on e.id = f.trail order by f.received_at, r.id""", ["intake_row", "intake_file"], ids=ids,
    ):  # fmt: skip
        what = _("Diusulkan: baris %(row)s lembar “%(sheet)s” berkas “%(file)s”") % {
            "row": r["number"],
            "sheet": r["sheet"],
            "file": r["name"],
        }
        yield Stamp(r["received_at"], "intake", what, who(r["actor"]), subject=f"intake.row:{r['id']}", trail=r["trail"],
                    facts={"file": r["name"], "sheet": r["sheet"], "row": r["number"]})  # fmt: skip


def findings(ids: list[int]) -> Iterator[Stamp]:
    """What the system repaired or asked somebody to look at, on the rows that became this person."""
    for r in rows(
        """select n.code, n.severity, n.cell, n.row_id, n.trail, e.verb = 'intake.answers' as later,
                  case when e.verb = 'intake.answers' then e.at else f.received_at end as at
           from intake_finding n join intake_row r on r.id = n.row_id join intake_file f on f.id = r.file_id
           left join trail_entry e on e.id = n.trail
           where r.person_id = any(%(ids)s) and n.severity <> 'block' order by n.id""", ["intake_finding"], ids=ids,
    ):  # fmt: skip
        said = (
            _("Diperbaiki saat dibaca: catatan %(code)s pada sel %(cell)s")
            if r["severity"] == "fixed"
            else _("Dicatat sesudah jawaban mitra: %(code)s pada baris %(cell)s")
            if r["later"]
            else _("Dicatat saat dibaca: %(code)s pada sel %(cell)s")
        )
        yield Stamp(r["at"], "intake", said % {"code": r["code"], "cell": r["cell"] or "–"}, subject=f"intake.row:{r['row_id']}",
                    trail=r["trail"], facts={"code": r["code"], "cell": r["cell"]})  # fmt: skip


def matched(ids: list[int]) -> Iterator[Stamp]:
    """How each row was found to be this person."""
    for r in rows(
        """select r.id, r.state, e.at, e.actor, e.why, r.trail from intake_row r join trail_entry e on e.id = r.trail
           where r.person_id = any(%(ids)s) and r.state in ('ADMITTED', 'REPEATED') order by r.id""", ["intake_row"], ids=ids,
    ):  # fmt: skip
        yield Stamp(r["at"], "matching", _("Dicocokkan: %(outcome)s") % {"outcome": SETTLED[r["state"]]()}, who(r["actor"]), r["why"] or "",
                    f"intake.row:{r['id']}", r["trail"])  # fmt: skip


def compared(ids: list[int]) -> Iterator[Stamp]:
    """Doubtful pairs that somebody laid side by side and decided."""
    said = {
        "SAME": _("Diperiksa petugas: orang yang sama"),
        "DIFFERENT": _("Diperiksa petugas: orang yang berbeda"),
        "UNCLEAR": _("Diperiksa petugas: belum jelas"),
    }
    for r in rows(
        """select p.id, p.state, p.decided_at, p.note, p.trail, o.name from matching_pair p join intake_row r on r.id = p.row_id
           join staff_officer o on o.id = p.decided_by_id
           where p.decided_at is not null and (r.person_id = any(%(ids)s) or p.person_id = any(%(ids)s)) order by p.decided_at""",
        ["matching_pair"], ids=ids,
    ):  # fmt: skip
        yield Stamp(
            r["decided_at"],
            "matching",
            said.get(r["state"], r["state"]),
            r["name"],
            r["note"],
            f"matching.pair:{r['id']}",
            r["trail"],
        )


def checked(ids: list[int]) -> Iterator[Stamp]:
    """What the registers answered, each time they were asked; where one said the same again, the first time."""
    said = {
        ("civil", "SAME"): _("Dukcapil: NIK dan kependudukan sesuai"), ("civil", "DIFFERS"): _("Dukcapil: ada data yang berbeda"),
        ("civil", "DEAD"): _("Dukcapil: tercatat meninggal dunia"), ("civil", "NOT_FOUND"): _("Dukcapil: NIK tidak ditemukan"),
        ("insured", "ACTIVE"): _("BPJS Ketenagakerjaan: sudah terlindungi pihak lain"), ("insured", "ENDED"): _("BPJS Ketenagakerjaan: perlindungan pihak lain sudah berakhir"),
        ("insured", "OURS"): _("BPJS Ketenagakerjaan: terlindungi lewat program ini"), ("insured", "NOT_FOUND"): _("BPJS Ketenagakerjaan: tidak terlindungi pihak lain"),
        ("insured", "SIMILAR"): _("BPJS Ketenagakerjaan: mirip seseorang di daftar"), ("employed", "SIMILAR"): _("BKN: mirip seseorang di daftar"),
        ("employed", "EMPLOYED"): _("BKN: tercatat sebagai pegawai, pensiunan, atau penerima upah"), ("employed", "NOT_FOUND"): _("BKN: tidak tercatat"),
        ("decile", "LISTED"): _("DTSEN: ada desilnya"), ("decile", "DIFFERS"): _("DTSEN: NIK dengan nama lain"), ("decile", "NOT_FOUND"): _("DTSEN: tidak ada di daftar"),
    }  # fmt: skip
    for r in rows(
        """select id, source, answer, answered_on, trail from (
               select *, lag(answer) over (partition by person_id, source order by answered_on, id) as before from registry_answer
               where person_id = any(%(ids)s)) a where before is distinct from answer order by answered_on, id""",
        ["registry_answer"], ids=ids,
    ):  # fmt: skip
        what = said.get((r["source"], r["answer"]), r["answer"])
        yield on_day(r["answered_on"], "registry", what, what.partition(":")[0], subject=f"registry.answer:{r['id']}", trail=r["trail"])  # fmt: skip


def merged(ids: list[int]) -> Iterator[Stamp]:
    for r in rows(
        """select p.id, p.code, e.at, e.actor, e.why, p.trail from registry_person p join trail_entry e on e.id = p.trail
           where p.id = any(%(ids)s) and p.merged_into_id is not null""", ["registry_person"], ids=ids,
    ):  # fmt: skip
        yield Stamp(r["at"], "registry", _("Catatan ganda %(code)s digabungkan ke sini") % {"code": r["code"]}, who(r["actor"]), r["why"],
                    f"registry.person:{r['id']}", r["trail"])  # fmt: skip


def assessed(ids: list[int]) -> Iterator[Stamp]:
    """The verdict and the rank."""
    for r in rows(
        f"""select a.id, a.eligible, a.rank, a.score, a.reasons, a.assessed_on, e.at, e.actor, a.trail, q.cap,
                   (select max(o.rank) from selection_assessment o where o.programme_id = a.programme_id and o.region = a.region) as ranked
            from selection_assessment a {TRAIL.format("a")}
            left join programme_quota q on q.programme_id = a.programme_id and q.region_id = a.region
            where a.person_id = any(%(ids)s)""", ["selection_assessment"], ids=ids,  # noqa: S608  text of this file
    ):  # fmt: skip
        yield Stamp(r["at"] or noon(r["assessed_on"]), "selection", _assessment_said(r), who(r["actor"]), subject=f"selection.assessment:{r['id']}",
                    trail=r["trail"], facts={"rank": r["rank"], "ranked": r["ranked"], "score": r["score"]})  # fmt: skip


def _assessment_said(r: dict[str, Any]) -> str:
    if not r["eligible"]:
        return _("Dinilai: belum memenuhi syarat")
    if r["rank"] is None:
        return _("Dinilai: memenuhi syarat")
    facts = {"rank": number(r["rank"]), "ranked": number(r["ranked"]), "cap": number(r["cap"] or 0)}
    return _("Peringkat %(rank)s dari %(ranked)s, untuk %(cap)s tempat") % facts


def decreed(ids: list[int]) -> Iterator[Stamp]:
    """The list by name by address: prepared by one, decided by another."""
    for r in rows(
        """select p.id, p.state, p.released_because, p.trail, e.at, e.actor, d.number, d.decided_on, d.state as decree_state,
                  a.decided_at, x.name as preparer, y.name as decider, a.prepared_at
           from selection_place p join selection_decree d on d.id = p.decree_id left join trail_entry e on e.id = p.trail
           left join approvals_approval a on a.id = d.approval_id
           left join staff_officer x on x.id = a.prepared_by_id left join staff_officer y on y.id = a.decided_by_id
           where p.person_id = any(%(ids)s) order by p.id""", ["selection_place", "selection_decree"], ids=ids,
    ):  # fmt: skip
        subject = f"selection.place:{r['id']}"
        if r["prepared_at"]:
            yield Stamp(
                r["prepared_at"],
                "selection",
                _("Masuk rancangan penetapan %(number)s") % {"number": r["number"]},
                r["preparer"] or "",
                subject=subject,
            )
        if r["decree_state"] == "DECIDED":
            yield Stamp(r["decided_at"] or noon(r["decided_on"]), "selection", _("Ditetapkan dengan SK %(number)s; disiapkan satu orang, diputuskan orang lain") % {"number": r["number"]},
                        r["decider"] or "", subject=subject)  # fmt: skip
        if r["state"] == "RELEASED" and r["at"]:
            yield Stamp(
                r["at"],
                "selection",
                _("Tempat dilepas"),
                who(r["actor"]),
                r["released_because"],
                subject,
                r["trail"],
            )


def enrolled(ids: list[int]) -> Iterator[Stamp]:
    """The request to the insurer, its answer, the end."""
    for r in rows(
        """select m.id, m.state, m.requested_on, m.accepted_on, m.covered_from, m.covered_until, m.refusal_code, m.refusal_reason,
                  m.ended_because, m.trail, e.at, e.actor, m.number_sealed is not null as numbered
           from enrolment_membership m left join trail_entry e on e.id = m.trail where m.person_id = any(%(ids)s) order by m.id""",
        ["enrolment_membership"], ids=ids,
    ):  # fmt: skip
        subject = f"enrolment.membership:{r['id']}"
        yield on_day(
            r["requested_on"], "enrolment", _("Didaftarkan ke BPJS Ketenagakerjaan"), subject=subject
        )
        if r["accepted_on"]:
            cover = {"since": say_date(r["covered_from"]), "until": say_date(r["covered_until"])}
            yield on_day(r["accepted_on"], "enrolment", _("BPJS Ketenagakerjaan menerima; terlindungi %(since)s sampai %(until)s") % cover,
                        "BPJS Ketenagakerjaan", subject=subject, trail=r["trail"], facts={"number": bool(r["numbered"])})  # fmt: skip
        if r["state"] == "REFUSED":
            yield Stamp(r["at"] or noon(r["requested_on"]), "enrolment", _("BPJS Ketenagakerjaan belum menerima: %(why)s") % {"why": r["refusal_reason"] or r["refusal_code"]},
                        "BPJS Ketenagakerjaan", subject=subject, trail=r["trail"])  # fmt: skip
        if r["state"] == "ENDED":
            yield Stamp(
                r["at"],
                "enrolment",
                _("Kepesertaan berakhir: %(why)s") % {"why": r["ended_because"]},
                who(r["actor"]),
                subject=subject,
                trail=r["trail"],
            )


def contributed(ids: list[int]) -> Iterator[Stamp]:
    """Each month, at its last known step."""
    for r in rows(
        """select c.month, c.rupiah, c.paid_on, c.acknowledged_on, c.payer, c.membership_id, coalesce(r.billed_on, r.prepared_on) as billed_on
           from contributions_contribution c join contributions_run r on r.id = c.run_id
           where c.person_id = any(%(ids)s) order by c.month""", ["contributions_contribution"], ids=ids,
    ):  # fmt: skip
        day, said = _month_said(r)
        yield on_day(day, "contributions", said, subject=f"enrolment.membership:{r['membership_id']}",
                     facts={"month": str(r["month"])[:7], "rupiah": r["rupiah"], "payer": r["payer"]})  # fmt: skip


def _month_said(r: dict[str, Any]) -> tuple[date, str]:
    facts = {"month": say_month(r["month"]), "rupiah": say(r["rupiah"])}
    if r["acknowledged_on"]:
        return r["acknowledged_on"], _("Iuran %(month)s %(rupiah)s dibayar dan diakui BPJS") % facts
    if r["paid_on"]:
        return r["paid_on"], _("Iuran %(month)s %(rupiah)s dibayar, menunggu pengakuan BPJS") % facts
    return r["billed_on"], _("Iuran %(month)s %(rupiah)s ditagih, belum dibayar") % facts


SOURCES: tuple[Source, ...] = (
    intake, findings, matched, compared, checked, merged, assessed, decreed, enrolled, changed.payers, changed.parted, *more.BANKED, changed.account_changes, contributed,
    *more.AFTERWARDS, renewed,
)  # fmt: skip
