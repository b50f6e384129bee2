"""Approved claims to the insurer, and its word on each back, as long work."""

from django.utils.translation import gettext as _

from naung.delivery.claims.payout import exchanging
from naung.foundation.work.ports import Outcome, Report, Task
from naung.project.work.exchanging import asked, speaking, totals

PORT, ADDRESS = "naung.delivery.claims.payout.ports.Insurer", "/berkas-klaim"


def send(task: Task, report: Report) -> Outcome:
    sent = exchanging.send(
        **asked(task, "insurer", PORT), progress=speaking(report, _("Menyusun dan mengirim berkas"))
    )
    counts = {"files": len(sent), "rows": sum(batch.rows for batch in sent)}
    if not sent:
        return Outcome(_("Tidak ada klaim yang menunggu dikirim ke BPJS Ketenagakerjaan."), counts, ADDRESS)
    return Outcome(_("Klaim terkirim ke BPJS Ketenagakerjaan. Putusannya dapat diambil sesudah diproses di sana."), counts, ADDRESS)  # fmt: skip


def take(task: Task, report: Report) -> Outcome:
    taken = exchanging.take(
        **asked(task, "insurer", PORT), progress=speaking(report, _("Menanyakan dan mengambil jawaban"))
    )
    if not any(not one.again for one in taken):
        return Outcome(_("Belum ada putusan baru dari BPJS Ketenagakerjaan."), {"files": 0}, ADDRESS)
    return Outcome(_("Putusan BPJS Ketenagakerjaan sudah dicatat. Yang berbeda dari perkiraan menunggu dijelaskan."), totals(taken), ADDRESS)  # fmt: skip
