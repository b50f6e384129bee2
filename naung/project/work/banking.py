"""Batches to the bank, the answers back, how accounts stand and whose they are, as long work."""

from django.utils.translation import gettext as _

from naung.delivery.banking import changing, jobs, queries
from naung.foundation.work.ports import Outcome, Report, Task
from naung.project.plugs import plug
from naung.project.work.exchanging import asked, speaking, totals

PORT, ADDRESS = "naung.delivery.banking.ports.Bank", "/rekening"
INQUIRY, RESTING = "naung.delivery.banking.ports.Inquiry", "/rekening/tidur"


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


def standing(task: Task, report: Report) -> Outcome:
    """Asks how the accounts stand, and takes what the bank says by now: one press for both, since a bank answers within the hour."""
    given = asked(task, "bank", PORT)
    sent = jobs.ask_standing(**given, progress=speaking(report, _("Menyusun dan mengirim berkas")))
    taken = jobs.take_standing(**given, progress=speaking(report, _("Menanyakan dan mengambil jawaban")))
    if not any(not one.again for one in taken):
        return Outcome(
            _("Status rekening sudah ditanyakan; jawabannya belum datang."), {"files": len(sent)}, RESTING
        )
    return Outcome(_("Status rekening dari Bank NTT sudah dicatat."), totals(taken), RESTING)


def inquire(task: Task, report: Report) -> Outcome:
    """Asks the bank whose the accounts are that somebody wants to change to."""
    waiting = queries.changes().filter(state="REQUESTED", inquired_at=None).order_by("pk")
    if number := task.arguments.get("change"):
        waiting = waiting.filter(pk=number)
    found, answered = list(waiting), 0
    for done, change in enumerate(found, 1):
        asked_now = changing.inquire(change=change, inquiry=plug(INQUIRY), by=task.by, at=task.at, on=task.on)
        answered += asked_now.inquired_at is not None
        report(done, len(found), _("Menanyakan nama pemilik rekening"))
    says = _("Nama pemilik rekening sudah ditanyakan.") if answered else _("Bank belum menjawab. Tanyakan lagi nanti, atau periksa buku tabungannya.")  # fmt: skip
    return Outcome(says, {"asked": len(found), "answered": answered}, f"/rekening/ganti/{number}" if number else "/rekening/ganti")  # fmt: skip
