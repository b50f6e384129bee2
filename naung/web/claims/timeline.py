"""A claim in one minute: what happened on which day, from the event to the money, without a word about health."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.claims.treatment import queries as treatments
from naung.web import words as figures
from naung.web.claims import words
from naung.web.decisions.say import day as say_day

Line = tuple[date, str]


def of(claim: Any, reports: list[Any], *, amounts: bool) -> list[Line]:
    """The oldest first; lines of one day in the order in which they come about. `amounts`: beyond the estimate's sum, and the reason of a
    refusal, which may speak of health."""
    found = [
        (claim.happened_on, words.what(claim)),
        *_reports(claim, reports),
        *_treatment(claim),
        *_ours(claim, amounts),
        *_theirs(claim, amounts),
    ]
    return sorted(found, key=lambda line: line[0])


def _reports(claim: Any, reports: list[Any]) -> Iterator[Line]:
    for one in reports:
        who = _(words.RELATIONS[one.relation]).lower()
        says = _("Laporan kedua, sesudah keterangan dokter") if one.stage == 2 else _("Laporan %(number)s dari %(who)s") % {"number": one.number, "who": who}  # fmt: skip
        if one.happened_on != claim.happened_on:
            says += _(" (menyebut hari lain: %(day)s)") % {"day": say_day(one.happened_on)}
        yield one.told_on, says


def _treatment(claim: Any) -> Iterator[Line]:
    if claim.kind != "accident":
        return
    entries = treatments.live(claim.pk)
    if entries:
        yield min(one.day for one in entries), _("Perawatan mulai dicatat")
    if stated := treatments.statement(entries):
        yield stated.day, _("Dokter menyatakan keadaannya")


def _ours(claim: Any, whole: bool) -> Iterator[Line]:
    if claim.complete_on:
        yield claim.complete_on, _("Surat-surat lengkap")
    if claim.assessed_on:
        yield claim.assessed_on, _("Dinilai: perkiraan %(rupiah)s") % {"rupiah": figures.rupiah(claim.rupiah)}
    if claim.decided_on and claim.state != "REFUSED":
        yield claim.decided_on, _("Disetujui, berkas ke BPJS Ketenagakerjaan")
    if claim.decided_on and claim.state == "REFUSED":
        yield (
            claim.decided_on,
            _("Ditolak: %(why)s") % {"why": claim.refused_because} if whole else _("Ditolak"),
        )


def _theirs(claim: Any, amounts: bool) -> Iterator[Line]:
    if claim.paid_on:
        yield claim.paid_on, _("Dibayar: %(rupiah)s") % {"rupiah": figures.rupiah(claim.paid_rupiah)} if amounts else _("Dibayar")  # fmt: skip
    if claim.closed_on:
        yield claim.closed_on, _("Keluarga memastikan uangnya diterima; selesai")
