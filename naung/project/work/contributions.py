"""The contribution month as long work: who owes, and after two officers decided, invoice, payment and receipt."""

from django.utils.translation import gettext as _

from naung.delivery.contributions import jobs, queries
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.delivery.programme import queries as programmes
from naung.foundation.work.ports import Outcome, Report, Task
from naung.kit.months import Month
from naung.project.plugs import plug
from naung.project.work.exchanging import speaking


def _month(task: Task) -> Month:
    return Month.parse(task.arguments["month"])


def _address(task: Task) -> str:
    return f"/iuran/{task.arguments['month']}"


def run(task: Task, report: Report) -> Outcome:
    """The month's list, or what was added to it since."""
    report(0, None, _("Menyusun daftar iuran"))
    made = jobs.run(
        programme=programmes.by_code(task.arguments["programme"]),
        month=_month(task),
        by=task.by,
        at=task.at,
        on=task.on,
    )
    return Outcome(
        _("Daftar iuran sudah disusun; bendahara mengajukannya, lalu pejabat penyetuju memutus."),
        {"added": made.added, "withdrawn": made.withdrawn},
        _address(task),
    )  # fmt: skip


def carry(task: Task, report: Report) -> Outcome:
    """Every decided round of the month as far as the partners have answered. Run again: what came since."""
    programme, left = programmes.by_code(task.arguments["programme"]), {"no_code": 0, "not_debited": 0, "not_acknowledged": 0}  # fmt: skip
    for one in queries.runs(programme, _month(task)):
        if one.state not in ("PREPARED", "RECONCILED"):
            for name, n in _carried(one, task, report).items():
                left[name] += n
    waits = [
        one
        for one in queries.runs(programme, _month(task))
        if one.state == "BILLED" and not treasury_queries.may_order(one)
    ]
    if waits:
        return Outcome(_("Sudah ditagih. Pembayaran menunggu %(n)s SP2D: bendahara membuat SPP dan SPM, orang lain menandatangani, perbendaharaan menerbitkan SP2D.")
                       % {"n": len(waits)}, left, _address(task))  # fmt: skip
    if any(left.values()):
        return Outcome(_("Sudah sejauh jawaban mitra; sisanya menunggu mereka. Jalankan lagi nanti."), left, _address(task))  # fmt: skip
    return Outcome(_("Bulan ini sudah ditagih, dibayar dan diakui seluruhnya."), left, _address(task))


def _carried(one: queries.Run, task: Task, report: Report) -> dict[str, int]:
    insurer, who = plug("naung.delivery.contributions.ports.Insurer"), {"by": task.by, "at": task.at, "on": task.on}  # fmt: skip
    no_code = jobs.bill(run=one, insurer=insurer, progress=speaking(report, _("Menagih per wilayah")), **who)
    one.refresh_from_db()
    jobs.disburse(run=one, treasury=plug("naung.delivery.contributions.ports.Treasury"), **who)
    report(0, None, _("Membayar lewat bank dan membaca rekening koran"))
    not_debited = jobs.pay(run=one, bank=plug("naung.foundation.payments.ports.Bank"), **who)
    one.refresh_from_db()
    missing = jobs.acknowledge(run=one, insurer=insurer, progress=speaking(report, _("Mengambil tanda terima BPJS")), **who)  # fmt: skip
    return {"no_code": no_code, "not_debited": not_debited, "not_acknowledged": missing}
