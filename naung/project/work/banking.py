"""Batches to the bank, and the answers back, as long work."""

from django.utils.translation import gettext as _

from naung.delivery.banking import jobs
from naung.foundation.work.ports import Outcome, Report, Task
from naung.project.work.exchanging import asked, speaking, totals

PORT, ADDRESS = "naung.delivery.banking.ports.Bank", "/rekening"


def send(task: Task, report: Report) -> Outcome:
    sent = jobs.send(
        **asked(task, "bank", PORT), progress=speaking(report, _("Menyusun dan mengirim berkas"))
    )
    rows = sum(batch.rows for batch in sent)
    if not sent:
        return Outcome(
            _("Tidak ada yang menunggu dikirim: semuanya sudah di Bank NTT."),
            {"files": 0, "rows": 0},
            ADDRESS,
        )
    return Outcome(
        _("Terkirim ke Bank NTT. Jawabannya dapat diambil sesudah diproses di sana."),
        {"files": len(sent), "rows": rows},
        ADDRESS,
    )


def take(task: Task, report: Report) -> Outcome:
    taken = jobs.take(
        **asked(task, "bank", PORT), progress=speaking(report, _("Menanyakan dan mengambil jawaban"))
    )
    if not any(not one.again for one in taken):
        return Outcome(_("Belum ada jawaban baru dari Bank NTT."), {"files": 0}, ADDRESS)
    return Outcome(_("Jawaban Bank NTT sudah diambil."), totals(taken), ADDRESS)
