"""Batches to the insurer, and the answers back, as long work."""

from django.utils.translation import gettext as _

from naung.delivery.enrolment import departing, jobs, returned
from naung.delivery.programme import queries as programmes
from naung.foundation.work.ports import Outcome, Report, Task
from naung.project.plugs import plug
from naung.project.work.exchanging import asked, speaking, totals

PORT, ADDRESS = "naung.delivery.enrolment.ports.Insurer", "/kepesertaan"


def send(task: Task, report: Report) -> Outcome:
    sent = jobs.send(
        **asked(task, "insurer", PORT), progress=speaking(report, _("Menyusun dan mengirim berkas"))
    )
    sent += departing.send(**asked(task, "insurer", PORT))
    rows = sum(batch.rows for batch in sent)
    if not sent:
        return Outcome(
            _("Tidak ada yang menunggu dikirim: semuanya sudah di BPJS Ketenagakerjaan."),
            {"files": 0, "rows": 0},
            ADDRESS,
        )
    return Outcome(
        _("Terkirim ke BPJS Ketenagakerjaan. Jawabannya dapat diambil sesudah diproses di sana."),
        {"files": len(sent), "rows": rows},
        ADDRESS,
    )


def take(task: Task, report: Report) -> Outcome:
    taken = jobs.take(
        **asked(task, "insurer", PORT), progress=speaking(report, _("Menanyakan dan mengambil jawaban"))
    )
    taken += departing.take(**asked(task, "insurer", PORT))
    if not any(not one.again for one in taken):
        return Outcome(_("Belum ada jawaban baru dari BPJS Ketenagakerjaan."), {"files": 0}, ADDRESS)
    return Outcome(_("Jawaban BPJS Ketenagakerjaan sudah diambil."), totals(taken), ADDRESS)


def resend(task: Task, report: Report) -> Outcome:
    """Those who came back and were put right, once more, on further batches."""
    report(0, None, _("Menyusun dan mengirim berkas"))
    sent = returned.resend(
        programme=programmes.by_code(task.arguments["programme"]), members=task.arguments["members"], insurer=plug(PORT), by=task.by, at=task.at,
        on=task.on, why=task.arguments.get("why", ""),
    )  # fmt: skip
    counts = {"files": len(sent), "rows": sum(batch.rows for batch in sent)}
    return Outcome(
        _("Terkirim ke BPJS Ketenagakerjaan. Jawabannya dapat diambil sesudah diproses di sana."),
        counts,
        "/kepesertaan/perbaikan",
    )
