"""naung month: the contribution run of one month, from the list of the covered to the insurer's receipt."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli import month_next
from naung.project.cli.base import Step, Voice, command
from naung.project.words import _

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("month_text", metavar="YYYY-MM")
@click.option("--programme", "code", required=True, help="Such as ntt-2025.")
@click.option(
    "--by", "preparer", default=None, help="Login of the treasurer who puts the lines before another."
)
@click.option("--approve-by", "decider", default=None, help="Login of the other officer, who decides.")
@click.option("--on", "day", type=DAY, default=None, help="Business date; today in WITA if left out.")
@click.option(
    "--spp",
    default=None,
    help="Number of the SPP, where the payment waits for the treasury; made up (CONTOH) if left out.",
)
@click.option("--spm", default=None, help="Number of the SPM; made up (CONTOH) if left out.")
@command()
def month(
    voice: Voice, month_text: str, code: str, preparer: str | None, decider: str | None, day: datetime | None, spp: str | None, spm: str | None
) -> int:  # fmt: skip
    """Who is covered in the month, what is owed; decided by two officers; billed, paid, acknowledged, and laid side by side."""
    from naung.delivery.contributions import queries
    from naung.delivery.programme import queries as programmes
    from naung.kit import clock

    wanted = _month(month_text)
    programme, on = programmes.by_code(code), day.date() if day else clock.today()
    _prepare(voice, programme, wanted, on)
    for run in queries.runs(programme, wanted):
        _decide(voice, run, on, preparer, decider)
        _carry(voice, run, on, Papers(preparer, decider, spp, spm))
    facts = _facts(programme, wanted)
    _say(voice, facts)
    voice.answer({**facts, "steps": [step.as_facts() for step in voice.steps]})
    under_way = any(run["state"] not in ("PREPARED", "RECONCILED") for run in facts["runs"])
    return 1 if under_way or facts["differences"] else 0


@dataclass(frozen=True, slots=True)
class Papers:
    """Who writes and who signs SPP and SPM, and their numbers; nobody is taken for granted."""

    preparer: str | None
    decider: str | None
    spp: str | None
    spm: str | None

    def are_others(self, found: Any) -> bool:
        """Were numbers given that are not those of the papers that stand? Then `prepare` says so."""
        return bool(self.spp and self.spp != found.spp_number or self.spm and self.spm != found.spm_number)


def _month(text: str) -> Any:
    from naung.kit.months import Month

    try:
        return Month.parse(text)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None


def _prepare(voice: Voice, programme: Any, wanted: Any, on: date) -> None:
    from naung.delivery.contributions import jobs
    from naung.kit import actor, clock

    with voice.step(_("Daftar iuran")) as step:
        made = jobs.run(programme=programme, month=wanted, by=actor.system("month"), at=clock.now(), on=on)
        step.out = made.added
        step.held = {
            _("sudah dibayar oleh %(payer)s") % {"payer": payer}: n for payer, n in made.elsewhere.items()
        }
        step.more = {"withdrawn": made.withdrawn}


def _decide(voice: Voice, run: Any, on: date, preparer: str | None, decider: str | None) -> None:
    """Each of the two does their part when they are named; nobody is taken for granted."""
    from naung.delivery.contributions import actions
    from naung.foundation.staff import queries as staff
    from naung.kit import clock

    if run.state != "PREPARED" or not (preparer or decider):
        return
    with voice.step(_("Pengajuan dan persetujuan")) as step:
        if preparer:
            run = actions.propose(run=run, by=staff.actor(preparer), at=clock.now(), on=on)
        if decider:
            by = staff.actor(decider)
            run = actions.decide(
                run=run, approve=True, content_hash=run.content_hash, by=by, at=clock.now(), on=on
            )
        step.into, step.out = run.rows, run.rows if run.state == "APPROVED" else 0
        step.more = {"rupiah": run.rupiah, "state": run.state}


def _disburse(voice: Voice, run: Any, on: date, papers: Papers) -> None:
    """The treasury's papers, where the payer's orders wait for them: as far as those who were named bring them."""
    from naung.delivery.contributions import jobs
    from naung.delivery.contributions.treasury import actions as treasury
    from naung.delivery.contributions.treasury import queries as treasury_queries
    from naung.foundation.staff import queries as staff
    from naung.kit import actor, clock
    from naung.project.plugs import plug
    from naung.project.road.partners import OFFICE

    run.refresh_from_db()
    if run.state != "BILLED" or treasury_queries.may_order(run):
        return
    when, tail = {"at": clock.now(), "on": on}, f"{run.programme.code}/{run.month:%Y-%m}/{run.round} (CONTOH)"
    with voice.step(_("SPP, SPM dan SP2D")) as step:
        found = treasury_queries.standing(run)
        if papers.preparer and (found is None or papers.are_others(found)):
            found = treasury.prepare(run=run, office=OFFICE, account_code=treasury_queries.account_code(run), spp_number=papers.spp or f"SPP/{tail}", spp_on=on,
                                     spm_number=papers.spm or f"SPM/{tail}", by=staff.actor(papers.preparer), **when)  # fmt: skip
        if found is not None and found.state == "PREPARED" and papers.decider:
            treasury.decide(
                papers=found,
                approve=True,
                content_hash=found.content_hash,
                by=staff.actor(papers.decider),
                **when,
            )
        waits = jobs.disburse(
            run=run,
            treasury=plug("naung.delivery.contributions.ports.Treasury"),
            by=actor.system("month"),
            **when,
        )
        step.into, step.out, step.held = 1, int(not waits), {_waits(waits): 1} if waits else {}


def _waits(what: str) -> str:
    return {
        "papers": _("menunggu SPP dan SPM (bendahara, --by)"),
        "signature": _("menunggu tanda tangan SPM (pejabat penyetuju, --approve-by)"),
        "sp2d": _("menunggu SP2D dari perbendaharaan"),
    }[what]


def _carry(voice: Voice, run: Any, on: date, papers: Papers) -> None:
    """Invoice, payment, receipt: as far as the run is decided and the partners have answered."""
    from naung.delivery.contributions import jobs
    from naung.kit import actor, clock
    from naung.project.plugs import plug

    run.refresh_from_db()
    if run.state in ("PREPARED", "RECONCILED"):
        return
    insurer, who = (
        plug("naung.delivery.contributions.ports.Insurer"),
        {"by": actor.system("month"), "at": clock.now(), "on": on},
    )
    with voice.step(_("Tagihan BPJS Ketenagakerjaan")) as step:
        _left(
            step,
            run,
            jobs.bill(run=run, insurer=insurer, progress=step.progress, **who),
            _("belum berkode iuran"),
        )
    _disburse(voice, run, on, papers)
    with voice.step(_("Pembayaran lewat bank")) as step:
        _left(
            step,
            run,
            jobs.pay(run=run, bank=plug("naung.foundation.payments.ports.Bank"), **who),
            _("belum didebit"),
        )
    with voice.step(_("Tanda terima iuran")) as step:
        missing = jobs.acknowledge(run=run, insurer=insurer, progress=step.progress, **who)
        step.into, step.out = run.rows, run.rows - missing
        step.held = {_("belum diakui"): missing} if missing else {}


def _left(step: Step, run: Any, left: int, why: str) -> None:
    from naung.delivery.contributions import queries

    step.into = queries.invoices(run).count()
    step.out, step.held = step.into - left, {why: left} if left else {}


def _facts(programme: Any, wanted: Any) -> dict[str, Any]:
    from naung.delivery.contributions import queries

    regions = queries.reconciliation(programme, wanted)
    names = ("approved", "billed", "debited", "acknowledged")
    sums = {
        name: {
            "rows": sum(getattr(r, name).rows for r in regions),
            "rupiah": sum(getattr(r, name).rupiah for r in regions),
        }
        for name in names
    }
    runs = list(queries.runs(programme, wanted))
    return {
        "programme": programme.code,
        "month": str(wanted),
        "runs": [{"id": r.pk, "round": r.round, "state": r.state, "rows": r.rows, "rupiah": r.rupiah, "hash": r.content_hash,
                  "refused": queries.refused(r)} for r in runs],
        "invoices": [{"region": i.region, "code": i.code, "rows": i.rows, "rupiah": i.rupiah, "paid_on": i.paid_on, "sha256": i.batch.sha256,
                      "state": i.batch.state} for r in runs for i in queries.invoices(r)],
        **sums,
        "next": [{"round": run.round, **asdict(one)} for run, one in ((r, month_next.of(r)) for r in runs) if one],
        "agree": all(r.state == "RECONCILED" for r in runs) and all(r.agree for r in regions),
        "differences": [{"region": r.region, "what": what, "rows": n, "rupiah": rupiah} for r in regions for what, n, rupiah in r.differences],
    }  # fmt: skip


def _say(voice: Voice, facts: dict[str, Any]) -> None:
    labels = {
        "approved": _("disetujui"),
        "billed": _("ditagih"),
        "debited": _("didebit bank"),
        "acknowledged": _("diakui BPJS"),
    }
    for name, label in labels.items():
        voice.say(
            f"  {label:<14} {words.number(facts[name]['rows']):>10}  {words.rupiah(facts[name]['rupiah']):>18}"
        )
    for one in facts["differences"]:
        voice.say(
            _("  Selisih %(region)s: %(what)s, %(rows)s baris, %(rupiah)s")
            % {
                **one,
                "what": _difference(one["what"]),
                "rows": words.number(one["rows"]),
                "rupiah": words.rupiah(one["rupiah"]),
            }
        )
    if not facts["runs"]:
        voice.say(_("Belum ada peserta yang terlindungi pada bulan ini."))
    for one in facts["next"]:
        voice.say(f"{one['says']}\n  {one['call']}")
    if facts["runs"] and facts["agree"]:
        voice.say(_("Sepakat: disetujui = ditagih = didebit = diakui."))


def _difference(what: str) -> str:
    return {
        "approved_not_billed": _("disetujui tetapi belum ditagih"),
        "billed_not_debited": _("ditagih tetapi belum didebit"),
        "debited_not_acknowledged": _("didebit tetapi belum diakui"),
    }[what]
