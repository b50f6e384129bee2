"""What we say to the clerk: what was seen, what it probably is, what to do. Wording: reference/regions-and-people.md 6.2."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung.kit.clock import say_date

Params = Mapping[str, Any]
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def refusal(code: str, params: Params) -> str:
    """Why a whole file was not taken."""
    return _refusals()[code] % params


def _refusals() -> dict[str, str]:
    return {
        "empty": _("Berkas ini kosong (0 byte); mungkin pengirimannya terputus. Mohon kirim sekali lagi."),
        "too_big": _("Berkas ini %(megabytes)d MB; paling besar %(most)d MB. Mohon kirim satu berkas per desa atau kelurahan."),
        "bomb": _("Isi berkas ini setelah dibuka menjadi %(megabytes)d MB, tidak wajar untuk sebuah daftar, jadi tidak kami buka. "
                  "Mohon salin daftarnya ke buku kerja baru lalu kirim lagi."),
        "locked": _("Berkas ini dikunci dengan kata sandi, jadi tidak dapat kami baca. Mohon simpan tanpa kata sandi lalu kirim lagi."),
        "macro": _("Berkas ini berisi makro, yang tidak kami buka demi keamanan. Mohon simpan sebagai .xlsx biasa lalu kirim lagi."),
        "xlsb": _("Berkas ini berbentuk .xlsb. Mohon simpan sebagai .xlsx lalu kirim lagi."),
        "pdf": _("Berkas ini sebenarnya PDF, walaupun namanya lain. Kami memerlukan daftarnya sebagai Excel (.xlsx) atau csv."),
        "picture": _("Berkas ini sebenarnya gambar atau foto. Kami memerlukan daftarnya sebagai Excel (.xlsx) atau csv."),
        "document": _("Berkas ini tampaknya dokumen Word atau presentasi. Mohon salin tabelnya ke Excel lalu kirim sebagai .xlsx."),
        "archive": _("Berkas ini sebuah arsip (zip), bukan buku kerja. Mohon buka arsipnya lalu kirim berkas Excel di dalamnya."),
        "web_page": _("Berkas ini sebenarnya halaman web, walaupun namanya seperti Excel. Mohon buka di Excel, simpan sebagai .xlsx, lalu kirim lagi."),
        "not_a_spreadsheet": _("Berkas ini tampaknya bukan lembar kerja. Kami memerlukan Excel (.xlsx, .xls), LibreOffice (.ods) atau csv."),
        "broken": _("Berkas ini rusak dan tidak dapat dibuka; mungkin pengirimannya terputus. Mohon buka di komputer Anda, simpan lagi, lalu kirim."),
        "too_wide": _("Lembar ini %(columns)d kolom dan %(rows)d baris, jauh melebihi sebuah daftar. Mohon salin daftarnya ke lembar baru lalu kirim lagi."),
        "too_heavy": _("Berkas ini terlalu berat untuk dibaca. Mohon salin daftarnya ke buku kerja baru, satu desa per berkas, lalu kirim lagi."),
        "died": _("Berkas ini membuat pembaca kami berhenti, jadi tidak kami ambil. Mohon salin daftarnya ke buku kerja baru lalu kirim lagi."),
        "slow": _("Berkas ini belum selesai dibaca setelah %(seconds)d detik, jadi tidak kami ambil. Mohon salin daftarnya ke buku kerja baru lalu kirim lagi."),
        "no_rows": _("Kami tidak menemukan satu orang pun dalam berkas ini. Mohon periksa apakah daftarnya sudah diisi, lalu kirim lagi."),
        "no_heading": _("Kami tidak menemukan baris judul kolom (NIK, Nama, Tanggal lahir, ...). Mohon beri judul di atas daftarnya lalu kirim lagi."),
        "no_nik": _("Tidak ada kolom NIK dalam daftar ini. Mohon tambahkan kolom NIK sesuai KTP lalu kirim lagi."),
        "unreadable": _("Berkas ini tidak dapat dibuka dari cakram. Mohon periksa apakah berkasnya masih ada dan boleh dibaca."),
        "not_a_list": _("Berkas ini bukan lembar kerja, jadi kami lewati."),
    }  # fmt: skip


def same_as(name: str, day: date) -> str:
    return _("Berkas ini sama persis dengan %(name)s yang diterima %(day)s. Tidak ada yang berubah.") % {
        "name": name, "day": say_date(day)}  # fmt: skip


def compared(counts: Mapping[str, int]) -> str:
    """What a file brings beside an earlier one: new, changed, same, missing."""
    return _("%(new)d baru, %(changed)d berubah, %(same)d sama, %(missing)d hilang.") % counts


def answered(text: str, says: str) -> str:
    """What an officer said of a writing once, in place of the finding."""
    return _('"%(text)s" kami baca sebagai %(says)s, menurut petugas.') % {"text": text, "says": says}


def finding(code: str, field: str, params: Params) -> str:
    """One finding as a sentence; an unknown code raises KeyError."""
    return _SAY[code]({**params, "field": field})


def _length(p: Params) -> str:
    what = "KK" if p["field"] == "kk" else "NIK"
    if p.get("letters"):
        return _(
            "Pada %(what)s ada huruf yang mirip angka (O, l, S). Mohon ketik ulang angkanya dari KTP."
        ) % {"what": what}
    if not p["n"]:
        return _("%(what)s masih kosong. Mohon isi sesuai KTP.") % {"what": what}
    return _("%(what)s harus 16 angka. Yang tertulis %(n)d angka. Mohon cocokkan dengan KTP.") % {
        "what": what,
        "n": p["n"],
    }


def _damaged(p: Params) -> str:
    return _("Angka %(what)s ini rusak oleh Excel (tertulis %(shown)s). Ubah kolom menjadi Teks, lalu ketik ulang dari KTP.") % {
        "what": "KK" if p["field"] == "kk" else "NIK", "shown": p["shown"]}  # fmt: skip


def _birth(p: Params) -> str:
    a, b = _day(p.get("a")), _day(p.get("b"))
    if p.get("impossible"):
        return _(
            "Angka ke-7 sampai ke-12 pada NIK ini bukan tanggal. Biasanya ada satu angka yang salah. Mohon cocokkan dengan KTP."
        )
    if p.get("blank"):
        return _("Tanggal lahir kosong; kami isi %(b)s menurut NIK. Mohon periksa.") % {"b": b}
    if p.get("default"):
        return _(
            "Tanggal lahir %(a)s sering ditulis bila hanya tahunnya diketahui. NIK-nya sama, jadi kami pakai."
        ) % {"a": a}
    if p.get("century"):
        return _("Tahun lahir dua angka terbaca %(a)s, di masa depan; kami pakai %(b)s.") % {"a": a, "b": b}
    if p.get("turned"):
        return _(
            "Tanggal lahir (%(a)s) tidak sama dengan yang tersimpan di NIK (%(b)s): tanggal dan bulan tertukar. Kami pakai %(b)s."
        ) % {"a": a, "b": b}
    if not b:
        return _(
            "Tanggal lahir (%(a)s) tidak sama dengan yang tersimpan di NIK. Mohon cocokkan dengan KTP."
        ) % {"a": a}
    return _(
        "Tanggal lahir (%(a)s) tidak sama dengan yang tersimpan di NIK (%(b)s). Salah satunya keliru. Pakai %(b)s?"
    ) % {"a": a, "b": b}


def _sex(p: Params) -> str:
    said = {"L": _("laki-laki"), "P": _("perempuan")}
    if "list" not in p:
        return _("Jenis kelamin kosong atau tidak terbaca; kami isi %(sex)s menurut NIK. Mohon periksa.") % {
            "sex": said[p["nik"]]
        }
    return _("Menurut NIK orang ini %(nik)s, tetapi di daftar tertulis %(list)s. Mohon periksa; bisa jadi NIK milik suami/istri.") % {
        "nik": said[p["nik"]], "list": said[p["list"]]}  # fmt: skip


def _twice(p: Params) -> str:
    return (
        _(
            "NIK ini sudah ada di baris %(row)d (%(name)s). Hapus salah satu, atau perbaiki bila orangnya berbeda."
        )
        % p
    )


def _alike(p: Params) -> str:
    if not p.get("name"):
        return _(
            "Orang ini mungkin sama dengan orang lain yang sudah terdaftar. Tidak perlu diubah; petugas akan memeriksa."
        )
    return _("Orang ini mungkin sama dengan %(name)s dari %(village)s. Tidak perlu diubah; petugas akan memeriksa.") % {
        "name": p["name"], "village": p.get("village") or "?"}  # fmt: skip


def _age(p: Params) -> str:
    if p["age"] < 0:
        return _("Tanggal lahir ini belum terjadi. Mohon perbaiki sesuai KTP.")
    return (
        _(
            "Usia %(age)d tahun. Program ini untuk usia %(from)d sampai %(to)d tahun. Bila tanggalnya keliru, mohon perbaiki."
        )
        % p
    )


def _insured(p: Params) -> str:
    until = str(p["until"])
    return _("Menurut data BPJS, orang ini sudah terlindungi sampai %(until)s (dibayar %(payer)s). Boleh diusulkan lagi setelah itu.") % {
        "until": _day(until) if _ISO.fullmatch(until) else until, "payer": p["payer"]}  # fmt: skip


def _dead(p: Params) -> str:
    if p.get("said"):
        return _("Di depan nama tertulis \"Alm.\". Mohon pastikan. Bila benar, kami turut berduka; keluarga mungkin berhak atas santunan. "
                 "Bila orangnya masih hidup, hapus tulisan itu.")  # fmt: skip
    return _("Nama ini ada pada catatan kematian (%(day)s). Mohon pastikan. Bila benar, kami turut berduka; keluarga mungkin berhak atas santunan.") % {
        "day": _day(p.get("day"))}  # fmt: skip


def _village(p: Params) -> str:
    if not p.get("text"):
        return _("Desa atau kelurahan orang ini belum kami ketahui. Mohon isi kolom Desa/Kelurahan.")
    where = p.get("inside") or _("wilayah ini")
    if p.get("elsewhere"):
        return _("%(text)s tidak termasuk wilayah daftar ini (%(where)s). Bila orangnya tinggal di sana, mohon masukkan ke daftar desa atau kelurahan itu.") % {
            "text": p["text"], "where": where}  # fmt: skip
    near = p.get("near") or []
    if not near:
        return _(
            '"%(text)s" tidak kami temukan di %(where)s. Mohon tulis nama resmi desa atau kelurahannya.'
        ) % {"text": p["text"], "where": where}
    return _("\"%(text)s\" tidak kami temukan di %(where)s. Apakah maksudnya %(near)s?") % {
        "text": p["text"], "where": where, "near": _(" atau ").join(near)}  # fmt: skip


def _work(p: Params) -> str:
    if p["field"] == "disability":
        return (
            _(
                'Keterangan disabilitas "%(text)s" belum kami kenal. Pilih yang paling dekat; tulisan asli tetap kami simpan.'
            )
            % p
        )
    return (
        _('Pekerjaan "%(text)s" belum kami kenal. Pilih yang paling dekat; tulisan asli tetap kami simpan.')
        % p
    )


def _phone(p: Params) -> str:
    if p.get("unreadable"):
        return _("Nomor HP ini tidak terbaca. Mohon tulis satu nomor saja, mulai dengan 08.")
    return (
        _(
            "Nomor ini dipakai %(n)d orang. Bila nomor petugas, biarkan kosong supaya pesan sampai ke orangnya."
        )
        % p
    )


def _columns(p: Params) -> str:
    facts = {"sheet": p["sheet"], "by": p["by"], "day": _day(p["on"])}
    if not p["sheet"]:
        return _("Kolomnya kami baca menurut jawaban %(by)s tanggal %(day)s.") % facts
    return _("Kolom lembar %(sheet)s kami baca menurut jawaban %(by)s tanggal %(day)s.") % facts


def _day(iso: str | None) -> str:
    return say_date(date.fromisoformat(iso)) if iso else ""


_SAY: dict[str, Callable[[Params], str]] = {
    "R01": _length,
    "R02": _damaged,
    "R03": _birth,
    "R04": _sex,
    "R05": lambda p: _("Kode wilayah pada NIK tidak dikenal. Biasanya ada satu angka yang salah di 6 angka pertama."),
    "R06": lambda p: _("Ini tampaknya nomor KK, bukan NIK. NIK ada di KTP, di atas nama."),
    "R07": _twice,
    "R08": _alike,
    "R09": _insured,
    "R10": _age,
    "R11": _dead,
    "R12": _village,
    "R13": lambda p: _("Nama ibu kandung masih kosong. Belum wajib sekarang, tetapi bank akan memerlukannya. Bisa dilihat di KK."),
    "R14": _work,
    "R15": _phone,
    "R16": lambda p: _("Nama masih kosong. Mohon isi sesuai KTP."),
    "R17": lambda p: _("Tanggal lahir kosong atau tidak terbaca. Mohon tulis seperti 12-08-1978."),
    "F01": lambda p: _("Lembar %(sheets)s tidak berisi daftar orang, jadi kami lewati.") % p,
    "F02": lambda p: _("Baris %(row)d tampaknya jumlah total, jadi kami lewati.") % p,
    "F03": lambda p: _("Baris %(row)d tampaknya bukan seorang peserta (tanda tangan, judul, atau catatan), jadi kami lewati.") % p,
    "F04": _columns,
}  # fmt: skip
