"""The month, step by step: lines, invoices, payment, receipts. Each step asks what is missing and does that; a step done
before finds nothing to do, so any of them may be cut off and run again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.contributions import billing, due, lines, paying, tariffs
from naung.delivery.contributions.cover import letters as cover_letters
from naung.delivery.contributions.models import Contribution, Invoice, Run
from naung.delivery.contributions.ports import Insurer, Treasury
from naung.delivery.contributions.states import RUN
from naung.delivery.contributions.treasury import actions as papers
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.delivery.programme.queries import Programme
from naung.foundation.ledger import queries as ledger
from naung.foundation.payments.ports import Bank
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import say_month
from naung.kit.months import Month
from naung.kit.refusal import Refusal


class NotThisMonth(Refusal):
    """The month lies outside the programme, or too far ahead."""


class MonthIsClosed(Refusal):
    """The books of the month are closed: nobody is added to it."""


class GraceIsOver(Refusal):
    """The month is further back than arrears may be paid, and no decided letter of the payer names it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a run of the month did. `run` is None when nobody is covered; `elsewhere`: paid already, by whom."""

    run: Run | None
    added: int = 0
    withdrawn: int = 0
    elsewhere: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def run(*, programme: Programme, month: Month, by: Actor, at: datetime, on: date) -> Prepared:
    """A line for everybody covered in the month who has none; into the open run, or a new round when the last one was decided.

    Run again: nothing is added. NotThisMonth refuses a month outside the programme or more than one month after `on`; NoTariff a month
    whose figures are not known. When somebody would be added: MonthIsClosed a month whose books are closed, GraceIsOver one past the months of
    grace, but for the regions that a payer's letter speaks for. A month that is less late is told to whoever decides (sight)."""
    _may_run(programme, month, on)
    _one_at_a_time(programme, month)
    prices = tariffs.of(programme, month, by=by, at=at)
    there = Run.objects.filter(programme=programme, month=month.first).order_by("-round").first()
    open_run = there if there and there.state == "PREPARED" else None
    withdrawn = lines.withdraw(open_run, programme, month) if open_run else 0
    added, within = 0, letters_for(programme, month, on)
    if lines.any_unpaid(programme, month, within):
        _may_add(month)
        open_run = open_run or _new_round(programme, month, there, by, at, on)
        added = lines.insert(open_run, lines.unpaid(programme, month, within), prices)
    elif within is not None and lines.any_unpaid(programme, month):
        raise _grace_is_over(month)
    if open_run and (added or withdrawn):
        _count_again(open_run, added, withdrawn, by, at)
    return Prepared(open_run or there, added, withdrawn, lines.paid_elsewhere(programme, month))


def why_not(programme: Programme, month: Month, on: date) -> str:
    """The sentence with which `run` would refuse the month whoever is covered: outside, too early, closed; empty where it may go on."""
    try:
        _may_run(programme, month, on)
        _may_add(month)
    except (NotThisMonth, MonthIsClosed) as refusal:
        return str(refusal)
    return str(_grace_is_over(month)) if letters_for(programme, month, on) == [] else ""


def letters_for(programme: Programme, month: Month, on: date) -> list[str] | None:
    """None while the month may still be paid by itself; past the months of grace, the regions that decided letters of the payer speak for."""
    if due.months_late(month, on) <= due.grace(month.first).value:
        return None
    return cover_letters.regions_of(programme, month)


def _grace_is_over(month: Month) -> GraceIsOver:
    return GraceIsOver(_("Iuran %(month)s sudah lewat masa tenggang %(n)s bulan, jadi perlindungan bulan itu tidak dapat dibeli lagi begitu saja. Bila dana pembayar "
                         "terlambat cair, masukkan suratnya di /perlindungan/surat; sesudah surat itu diputus dan BPJS setuju, susun daftar ini lagi.")
                       % {"month": say_month(month.first), "n": due.grace(month.first).value})  # fmt: skip


def _may_run(programme: Programme, month: Month, on: date) -> None:
    first, last = Month.of(programme.first_month), Month.of(programme.last_month)
    if not first <= month <= last:
        raise NotThisMonth(_("%(code)s berjalan dari %(first)s sampai %(last)s; %(month)s tidak termasuk.")
                           % {"code": programme.code, "first": say_month(first.first), "last": say_month(last.first),
                              "month": say_month(month.first)})  # fmt: skip
    if month - Month.of(on) > 1:
        raise NotThisMonth(_("Iuran %(month)s terlalu awal: paling cepat disiapkan satu bulan sebelumnya, sejak %(since)s.")
                           % {"month": say_month(month.first), "since": say_month(month.plus(-1).first)})  # fmt: skip


def _may_add(month: Month) -> None:
    if ledger.is_closed(month.first):
        raise MonthIsClosed(_("Pembukuan %(month)s sudah ditutup, jadi tidak ada iuran yang ditambahkan pada bulan itu. Yang belum diiur ada pada "
                              "daftar tunggakan; sepakati dengan BPJS bulan mana yang menggantikannya.") % {"month": say_month(month.first)})  # fmt: skip


def _one_at_a_time(programme: Programme, month: Month) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 54))",
            [f"contributions {programme.pk} {month}"],
        )


def _new_round(
    programme: Programme, month: Month, last: Run | None, by: Actor, at: datetime, on: date
) -> Run:
    number = (last.round if last else 0) + 1
    entry = trail.record(by=by, verb="contributions.open", subject=f"contributions.month:{programme.code}/{month}/{number}", at=at,
                         region=programme.region_id, facts={"round": number})  # fmt: skip
    return Run.objects.create(programme=programme, month=month.first, round=number, rows=0, rupiah=0, prepared_on=on,
                              papers=due.waits_for_papers(programme.payer, on), state=RUN.start, trail=entry)  # fmt: skip


def _count_again(run: Run, added: int, withdrawn: int, by: Actor, at: datetime) -> None:
    """New totals; what was put before a second person with other lines no longer stands (its hash differs)."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*), coalesce(sum(rupiah), 0) from contributions_contribution where run_id = %s and month = %s",
                       [run.pk, run.month])  # fmt: skip
        run.rows, run.rupiah = (int(n) for n in cursor.fetchone())
    run.content_hash = ""
    run.trail = trail.record(by=by, verb="contributions.run", subject=f"contributions.run:{run.pk}", at=at,
                             region=run.programme.region_id,
                             facts={"month": f"{run.month:%Y-%m}", "round": run.round, "added": added, "withdrawn": withdrawn,
                                    "rows": run.rows, "rupiah": run.rupiah})  # fmt: skip
    run.save(update_fields=["rows", "rupiah", "content_hash", "trail"])


Progress = Callable[[int, int | None], None]


def _nowhere(done: int, total: int | None) -> None:
    """No bar to move."""


def bill(
    *, run: Run, insurer: Insurer, by: Actor, at: datetime, on: date, progress: Progress = _nowhere
) -> int:
    """An approved run becomes invoices, one file a region, and a debt in the books; then the insurer's payment codes.

    Returns how many invoices still have no code: a later call asks for those."""
    if run.state == "PREPARED":
        return 0
    missing = billing.regions_without_invoice(run) if run.state == "APPROVED" else []
    for done, region in enumerate(missing, 1):
        billing.invoice(run, region, insurer, by=by, at=at)
        progress(done, len(missing))
    if run.state == "APPROVED":
        billing.book(run, by=by, at=at, on=on)
    uncoded = Invoice.objects.filter(run=run, code=None).order_by("region")
    return sum(not billing.ask_for_code(one, insurer, by=by, at=at, on=on) for one in uncoded)


def disburse(*, run: Run, treasury: Treasury, by: Actor, at: datetime, on: date) -> str:
    """Asks the treasury for the SP2D of a signed SPM; says what the payment waits for: "" when it may go on.

    Else "papers" (no SPP and SPM yet), "signature" or "sp2d"."""
    if run.state != "BILLED" or treasury_queries.may_order(run):
        return ""
    there = treasury_queries.standing(run)
    if there is not None and there.state == "SIGNED" and papers.ask(treasury=treasury, waiting=[there], by=by, at=at, on=on):  # fmt: skip
        return ""
    return "papers" if there is None else {"PREPARED": "signature"}.get(there.state, "sp2d")


def pay(*, run: Run, bank: Bank, by: Actor, at: datetime, on: date) -> int:
    """Orders for every invoice with a code, one file to the bank, its statement, the match; how many invoices are not debited yet.

    Where the payer's orders wait for the treasury's papers, none is made before the SP2D is recorded."""
    if run.state == "BILLED" and treasury_queries.may_order(run):
        for one in Invoice.objects.filter(run=run, order=None, code__isnull=False).order_by("region"):
            paying.order(one, by=by, at=at)
        paying.send(run, bank, by=by, at=at, on=on)
        paying.ask_for_statement(run, bank, by=by, at=at, on=on)
        paying.settle(run, by=by, at=at)
    return Invoice.objects.filter(run=run, paid_on=None).count()


def acknowledge(
    *, run: Run, insurer: Insurer, by: Actor, at: datetime, on: date, progress: Progress = _nowhere
) -> int:
    """The insurer's receipts for what was paid; how many lines of the run are not acknowledged yet."""
    open_ = Invoice.objects.filter(
        run=run, paid_on__isnull=False, batch__state__in=["SENT", "ACKNOWLEDGED"]
    ).order_by("region")
    for done, one in enumerate(open_, 1):
        paying.ask_for_receipt(one, insurer, by=by, at=at, on=on)
        progress(done, len(open_))
    if run.state in ("BILLED", "PAID"):
        paying.acknowledge(run, by=by, at=at, on=on)
    return Contribution.objects.filter(run_id=run.pk, month=run.month, acknowledged_on=None).count()
