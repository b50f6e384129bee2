"""What each role watches and what waits for it: one number, a queue with links, and what comes next where nothing waits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from naung.web import words
from naung.web.desk.counts import Counts, under_way

Says = Callable[[Counts], "Number"]


@dataclass(frozen=True, slots=True)
class Number:
    """The one number: as people read it, and what it counts."""

    figure: str
    says: str
    page: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    count: int
    says: str
    page: str
    tag: str = "warn"
    asked: str = ""  # the page's filter under which exactly these stand


def _collecting(c: Counts) -> Iterator[Task]:
    """Families come before lists."""
    yield Task(c.claims["unplaced"], _("laporan kecelakaan atau kematian belum ada orangnya"), "claim-reports", "danger")  # fmt: skip
    yield Task(c.families, _("keluarga perlu dikunjungi: kematian belum diklaim"), "deaths", "danger")
    yield Task(c.claims["gather"], _("klaim menunggu surat"), "claims", asked="keadaan=gather")


def _assessing(c: Counts) -> Iterator[Task]:
    yield from _collecting(c)
    yield Task(c.claims["assess"], _("klaim lengkap menunggu penilaian"), "claims", asked="keadaan=assess")
    yield _late(c)
    yield Task(
        c.treatments,
        _("perawatan: tanggalnya lewat, atau belum dicatat apa pun"),
        "treatments",
        asked="tanggal=lewat",
    )
    yield _school(c)


def _late(c: Counts) -> Task:
    return Task(
        c.claims["late"], _("klaim lewat batas bayar menurut aturan"), "claims", "danger", "keadaan=late"
    )


def _school(c: Counts) -> Task:
    return Task(
        c.school_years, _("tahun ajaran beasiswa perlu ditagih"), "scholars", asked="tahun=semua&keadaan=DUE"
    )


def _village(c: Counts) -> Iterator[Task]:
    yield from _collecting(c)
    yield Task(c.rows.get("FLAWED", 0), _("baris usulan perlu diperbaiki"), "lines")
    yield Task(c.asked, _("daftar menunggu jawaban Anda tentang kolomnya"), "lists")
    yield Task(c.unread, _("berkas tidak dapat dibaca; kirim lagi"), "lists")
    yield Task(int(not c.rows), _("daftar usulan belum diunggah"), "upload")


def _district(c: Counts) -> Iterator[Task]:
    yield from _collecting(c)
    yield _school(c)
    yield from _silence(c)


def _silence(c: Counts) -> Iterator[Task]:
    yield Task(c.villages[0], _("desa dan kelurahan belum mengirim daftar"), "lists")
    yield Task(c.asked, _("daftar menunggu jawaban Anda tentang kolomnya"), "lists")
    yield Task(c.rows.get("FLAWED", 0), _("baris usulan perlu diperbaiki"), "lines")


def _without_payer(c: Counts) -> Iterator[Task]:
    people, days = c.without_payer
    yield Task(
        people,
        _("orang belum punya pembayar tahun depan; hari tersisa: %(n)s") % {"n": words.number(days)},
        "renewals",
    )


def _regency(c: Counts) -> Iterator[Task]:
    yield from _assessing(c)
    yield from _without_payer(c)
    yield Task(c.pairs, _("pasangan menunggu: orang yang sama atau bukan?"), "doubles")
    yield from _silence(c)


def _verifier(c: Counts) -> Iterator[Task]:
    yield from _assessing(c)
    yield from _without_payer(c)
    yield Task(c.pairs, _("pasangan menunggu: orang yang sama atau bukan?"), "doubles")
    yield Task(
        c.rows.get("CLEAN", 0),
        _("baris siap dicocokkan dengan orang yang sudah terdaftar"),
        "doubles",
        "calm",
    )
    yield Task(under_way(c.insurer), _("batch BPJS belum selesai dijawab"), "enrolment-batches", "calm")
    yield Task(
        c.rows.get("FLAWED", 0), _("baris usulan masih diperbaiki desa dan kelurahan"), "lines", "calm"
    )


def _approver(c: Counts) -> Iterator[Task]:
    yield Task(c.decisions[0], _("daftar atau pembayaran menunggu keputusan Anda"), "approvals")


def _unmatched(c: Counts) -> Iterator[Task]:
    """What fits nothing, and since when the oldest of it waits."""
    yield Task(
        c.suspense,
        _("hal belum cocok dengan bank atau mitra; yang tertua %(n)s hari")
        % {"n": words.number(c.unmatched.oldest)},
        "suspense",
    )


def _treasurer(c: Counts) -> Iterator[Task]:
    yield Task(
        int(bool(c.difference)),
        _("bulan dengan selisih antara daftar, tagihan, pembayaran, dan tanda terima"),
        "contribution-months",
    )
    yield from _unmatched(c)
    yield Task(c.held_up[0], _("bulan ditagih yang menunggu SPP, SPM atau SP2D"), "contribution-papers")
    yield Task(c.held_up[1], _("pembayaran ditolak bank: betulkan, lalu ajukan lagi"), "contribution-months")
    yield Task(c.decisions[0], _("pembayaran menunggu keputusan pejabat"), "approvals", "calm")
    yield Task(c.to_close, _("bulan siap ditutup bukunya"), "books", "calm")


def _insurer(c: Counts) -> Iterator[Task]:
    yield Task(c.claims["determine"], _("klaim menunggu penetapan Anda"), "claims", asked="keadaan=APPROVED")
    yield Task(
        c.claims["pay"], _("klaim ditetapkan menunggu pembayaran"), "claims", asked="keadaan=DETERMINED"
    )
    yield _late(c)
    yield Task(under_way(c.insurer), _("batch menunggu jawaban Anda"), "enrolment-batches")


def _bank(c: Counts) -> Iterator[Task]:
    yield Task(under_way(c.bank), _("batch rekening menunggu jawaban Anda"), "banking-batches")
    yield Task(
        c.account_states.get("DIFFERS", 0),
        _("rekening dengan nama yang dieja lain; bandingkan dengan KTP"),
        "accounts",
    )
    yield Task(c.changes_to_call, _("penggantian rekening: kontak lama belum dihubungi"), "changes")
    yield Task(c.account_states.get("late", 0), _("rekening lama menunggu pemegangnya"), "accounts", "calm")
    yield Task(c.account_states.get("INACTIVE", 0), _("rekening tidak aktif"), "resting", "calm")


def _auditor(c: Counts) -> Iterator[Task]:
    yield _late(c)
    yield from _unmatched(c)
    yield Task(
        int(bool(c.difference)),
        _("bulan dengan selisih antara daftar, tagihan, pembayaran, dan tanda terima"),
        "proofs",
    )


def _system(c: Counts) -> Iterator[Task]:
    yield Task(c.failed_work, _("pekerjaan panjang tidak selesai"), "jobs")


TASKS: dict[str, Callable[[Counts], Iterator[Task]]] = {
    "village_operator": _village, "district_officer": _district, "regency_officer": _regency, "verifier": _verifier, "approver": _approver,
    "treasurer": _treasurer, "bpjs_officer": _insurer, "bank_officer": _bank, "auditor": _auditor, "administrator": _system,
}  # fmt: skip


# --- the one number -------------------------------------------------------------------------------------------------


def _rows_to_fix(c: Counts) -> Number:
    return Number(words.number(c.rows.get("FLAWED", 0)), _("baris yang harus Anda perbaiki"), "lines")


def _silent(c: Counts) -> Number:
    silent, all_ = c.villages
    return Number(
        words.number(silent),
        _("dari %(all)s desa dan kelurahan belum mengirim daftar") % {"all": words.number(all_)},
        "lists",
    )


def _ready(c: Counts) -> Number:
    ready = c.rows.get("CLEAN", 0) + c.rows.get("ADMITTED", 0)
    return Number(
        words.number(ready),
        _("usulan siap untuk kuota %(quota)s tempat") % {"quota": words.number(c.quota)},
        "lists",
    )


def _waiting(c: Counts) -> Number:
    return Number(words.number(c.late), _("usulan menunggu lebih dari 3 hari"), "doubles")


def _to_sign(c: Counts) -> Number:
    many, people, rupiah = c.decisions
    says = _("menunggu tanda tangan Anda, untuk %(people)s orang") % {"people": words.number(people)}
    if many and not people:
        says = _("menunggu tanda tangan Anda, dalam %(n)s berkas") % {"n": words.number(many)}
    return Number(words.rupiah(rupiah), says, "approvals")


def _differs(c: Counts) -> Number:
    says = _("selisih daftar, tagihan, pembayaran, dan tanda terima bulan %(month)s")
    return Number(
        words.rupiah(c.difference),
        says % {"month": words.long_month(c.latest_month.first) if c.latest_month else "–"},
        "contribution-months",
    )


def _refused(c: Counts) -> Number:
    refused, lines = c.refused_share or (0, 0)
    share = (
        "–"
        if not lines
        else f"{100 * refused / lines:.1f}".replace(".", "," if words.indonesian() else ".") + "%"
    )
    return Number(
        share,
        _("baris ditolak pada batch terakhir: %(n)s dari %(all)s")
        % {"n": words.number(refused), "all": words.number(lines)},
        "enrolment-batches",
    )


def _opened(c: Counts) -> Number:
    opened, asked = c.accounts
    return Number(
        words.number(opened),
        _("rekening dibuka dari %(asked)s yang diminta") % {"asked": words.number(asked)},
        "banking-batches",
    )


def _findings(c: Counts) -> Number:
    says = _("hal terbuka yang belum cocok; selisih iuran %(rupiah)s") % {
        "rupiah": words.rupiah(c.difference)
    }
    return Number(words.number(c.suspense), says, "suspense")


def _failed(c: Counts) -> Number:
    return Number(words.number(c.failed_work), _("pekerjaan panjang yang tidak selesai"), "jobs")


NUMBERS: dict[str, Says] = {
    "village_operator": _rows_to_fix, "district_officer": _silent, "regency_officer": _ready, "verifier": _waiting, "approver": _to_sign,
    "treasurer": _differs, "bpjs_officer": _refused, "bank_officer": _opened, "auditor": _findings, "administrator": _failed,
}  # fmt: skip


def nothing(role: str) -> str:
    """Nothing waits: what comes next, and where it will be seen."""
    return {
        "village_operator": _("Tidak ada yang menunggu. Bila ada orang yang terlewat, unggah daftar susulan atau tambahkan satu orang."),
        "district_officer": _("Tidak ada yang menunggu. Semua desa dan kelurahan sudah mengirim, dan barisnya sudah baik."),
        "regency_officer": _("Tidak ada yang menunggu. Bila desa mengirim daftar baru atau ada yang perlu diputuskan, Anda melihatnya di sini."),
        "verifier": _("Tidak ada yang menunggu. Daftar berikutnya muncul di sini begitu desa mengirimnya."),
        "approver": _("Tidak ada yang menunggu tanda tangan Anda. Bila dinas mengajukan daftar atau bendahara menyusun pembayaran, Anda melihatnya di sini."),
        "treasurer": _("Tidak ada yang menunggu. Daftar iuran bulan berikutnya dapat disusun mulai tanggal 1."),
        "bpjs_officer": _("Tidak ada batch yang menunggu jawaban. Batch berikutnya muncul di sini sesudah SK ditandatangani."),
        "bank_officer": _("Tidak ada batch yang menunggu jawaban. Batch berikutnya muncul di sini sesudah nomor peserta diterima."),
        "auditor": _("Tidak ada yang terbuka. Jejak lengkap dan contoh acak dapat Anda ambil kapan saja."),
        "administrator": _("Semua pekerjaan panjang selesai. Anda tidak melihat data orang; itu disengaja."),
    }.get(role, _("Tidak ada yang menunggu."))  # fmt: skip


def waiting(request: HttpRequest, role: str, counts: Counts) -> list[dict[str, Any]]:
    return [
        {
            "count": task.count,
            "says": task.says,
            "tag": task.tag,
            "href": href(request, task.page, task.asked),
        }
        for task in TASKS[role](counts)
        if task.count
    ]


def number(request: HttpRequest, role: str, counts: Counts) -> dict[str, Any]:
    found = NUMBERS[role](counts)
    return {"figure": found.figure, "says": found.says, "href": href(request, found.page)}


def href(request: HttpRequest, name: str, asked: str = "") -> str:
    """'' where the page is not there, or not for this officer: a sentence without a link, rather than a link that refuses."""
    from naung.web.scope import allowed
    from naung.web.site import PAGE  # site gathers this room's pages too

    there = name in PAGE and allowed(request, PAGE[name].who)
    return reverse(name) + (f"?{asked}" if asked else "") if there else ""
