"""What was done, in a clerk's words. What has no word here is shown as it is written on the trail."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

PACKAGES = {
    "approvals": gettext_noop("Persetujuan"), "banking": gettext_noop("Rekening"), "claims": gettext_noop("Klaim"), "contributions": gettext_noop("Iuran"),
    "enrolment": gettext_noop("Kepesertaan"), "exchange": gettext_noop("Berkas mitra"), "handover": gettext_noop("Serah terima"),
    "intake": gettext_noop("Usulan"), "ledger": gettext_noop("Buku besar"), "matching": gettext_noop("Pencocokan"), "papers": gettext_noop("Dokumen resmi"),
    "payments": gettext_noop("Pembayaran"), "programme": gettext_noop("Program"), "registry": gettext_noop("Data orang"),
    "renewal": gettext_noop("Perpanjangan"), "selection": gettext_noop("Penetapan"), "staff": gettext_noop("Petugas"), "trail": gettext_noop("Jejak"), "work": gettext_noop("Pekerjaan"),
}  # fmt: skip
VERBS = {
    "approvals.prepare": gettext_noop("Mengajukan"), "approvals.approve": gettext_noop("Menyetujui"), "approvals.refuse": gettext_noop("Menolak"),
    "approvals.void": gettext_noop("Membatalkan pengajuan"), "banking.request": gettext_noop("Meminta rekening"), "banking.take": gettext_noop("Mencatat rekening"),
    "banking.again": gettext_noop("Meminta rekening sekali lagi"), "banking.name": gettext_noop("Menerima ejaan nama pada rekening"),
    "banking.not_theirs": gettext_noop("Menolak rekening atas nama lain"), "banking.ask_status": gettext_noop("Menanyakan status rekening"),
    "banking.status": gettext_noop("Mencatat status rekening"), "banking.ask_change": gettext_noop("Meminta penggantian rekening"),
    "banking.inquire": gettext_noop("Menanyakan pemilik rekening"), "banking.call": gettext_noop("Menghubungi kontak lama"),
    "banking.confirm_change": gettext_noop("Menyetujui penggantian rekening"), "banking.refuse_change": gettext_noop("Menolak penggantian rekening"),
    "banking.withdraw_change": gettext_noop("Menarik penggantian rekening"), "banking.stop_change": gettext_noop("Menghentikan penggantian rekening"),
    "banking.export": gettext_noop("Mengunduh daftar rekening"),
    "claims.report": gettext_noop("Melaporkan klaim"), "claims.assess": gettext_noop("Menghitung santunan"), "claims.approve": gettext_noop("Menyetujui klaim"),
    "contributions.run": gettext_noop("Menyusun daftar iuran"), "contributions.bill": gettext_noop("Menagih iuran"), "contributions.open": gettext_noop("Membuka bulan iuran"),
    "contributions.code": gettext_noop("Mencatat kode iuran"), "contributions.tariff": gettext_noop("Menetapkan tarif bulan"),
    "enrolment.request": gettext_noop("Mendaftarkan ke BPJS"), "enrolment.take": gettext_noop("Mencatat kepesertaan"), "enrolment.end": gettext_noop("Mengakhiri kepesertaan"),
    "enrolment.resend": gettext_noop("Mengirim lagi ke BPJS"), "enrolment.give_up": gettext_noop("Melepas tempat yang tak dapat diperbaiki"),
    "enrolment.propose_leaving": gettext_noop("Mengajukan akhir perlindungan"), "enrolment.decide_leaving": gettext_noop("Menyetujui akhir perlindungan"),
    "enrolment.refuse_leaving": gettext_noop("Menolak akhir perlindungan"), "enrolment.withdraw_leaving": gettext_noop("Menarik pengajuan akhir perlindungan"),
    "selection.prepare_transfer": gettext_noop("Mengajukan pindah pembayar"), "selection.decide_transfer": gettext_noop("Menyetujui pindah pembayar"),
    "selection.refuse_transfer": gettext_noop("Menolak pindah pembayar"), "selection.withdraw_transfer": gettext_noop("Menarik pindah pembayar"),
    "selection.carry": gettext_noop("Membawa urutan ke pembayar baru"),
    "registry.propose_correction": gettext_noop("Mengajukan perbaikan data"), "registry.correct_correction": gettext_noop("Memperbaiki data orang"),
    "registry.refuse_correction": gettext_noop("Menolak perbaikan data"), "registry.withdraw_correction": gettext_noop("Menarik perbaikan data"),
    "exchange.prepare": gettext_noop("Menyusun berkas"), "exchange.send": gettext_noop("Mengirim berkas"), "exchange.acknowledge": gettext_noop("Berkas diterima mitra"),
    "exchange.take": gettext_noop("Mengambil jawaban"), "exchange.answer": gettext_noop("Semua baris terjawab"), "exchange.sweep": gettext_noop("Mencatat baris tak terjawab"),
    "exchange.close": gettext_noop("Menutup berkas"), "exchange.hold": gettext_noop("Menahan berkas yang tak terbaca"), "exchange.settle": gettext_noop("Menyelesaikan hal tertahan"),
    "exchange.ask": gettext_noop("Menghubungi antarmuka mitra"), "exchange.hear": gettext_noop("Mencatat jawaban antarmuka mitra"),
    "exchange.download": gettext_noop("Mengunduh berkas mitra"), "handover.sign": gettext_noop("Menyerahkan kartu dan buku"), "handover.issue": gettext_noop("Mencetak dokumen serah terima"),
    "intake.receive": gettext_noop("Menerima daftar"), "intake.correct": gettext_noop("Memperbaiki baris"), "matching.match": gettext_noop("Mencocokkan orang"),
    "matching.take": gettext_noop("Mengambil pasangan"), "matching.same": gettext_noop("Menjawab: orang sama"), "matching.different": gettext_noop("Menjawab: orang berbeda"),
    "matching.unclear": gettext_noop("Menjawab: belum jelas"), "matching.propose": gettext_noop("Menjawab lebih dahulu, menunggu petugas kedua"),
    "matching.reopen": gettext_noop("Membatalkan jawaban"), "matching.review": gettext_noop("Menjawab ulang tanpa melihat jawaban pertama"),
    "matching.arbitrate": gettext_noop("Menjawab di antara dua petugas"),
    "papers.register": gettext_noop("Mendaftarkan dokumen"), "payments.order": gettext_noop("Membuat perintah bayar"), "payments.take_statement": gettext_noop("Membaca rekening koran"),
    "payments.match": gettext_noop("Mencocokkan pembayaran"), "ledger.post": gettext_noop("Membukukan"), "ledger.reverse": gettext_noop("Membalik jurnal"),
    "ledger.prepare_draft": gettext_noop("Menyiapkan jurnal"), "ledger.post_draft": gettext_noop("Menyetujui jurnal"), "ledger.refuse_draft": gettext_noop("Menolak jurnal"),
    "ledger.withdraw_draft": gettext_noop("Menarik jurnal"), "ledger.prepare_closing": gettext_noop("Menyiapkan penutupan bulan"),
    "ledger.close_month": gettext_noop("Menutup bulan"), "ledger.refuse_month": gettext_noop("Menolak penutupan bulan"),
    "ledger.withdraw_month": gettext_noop("Menarik penutupan bulan"), "ledger.load_chart": gettext_noop("Memuat bagan akun"),
    "programme.prepare_move": gettext_noop("Mengusulkan pemindahan tempat"), "programme.decide_move": gettext_noop("Memindahkan tempat"),
    "programme.refuse_move": gettext_noop("Menolak pemindahan tempat"), "programme.void_move": gettext_noop("Menarik pemindahan tempat"),
    "programme.prepare_change": gettext_noop("Mengajukan dokumen anggaran"), "programme.decide_change": gettext_noop("Melaksanakan dokumen anggaran"),
    "programme.refuse_change": gettext_noop("Menolak dokumen anggaran"), "programme.void_change": gettext_noop("Menarik dokumen anggaran"),
    "programme.open": gettext_noop("Membuka program pembayar"), "programme.propose_line": gettext_noop("Mengusulkan baris anggaran"),
    "programme.sign": gettext_noop("Mencatat perjanjian kerja sama"),
    "programme.load": gettext_noop("Memuat program"), "registry.admit": gettext_noop("Mencatat orang"), "registry.merge": gettext_noop("Menggabungkan catatan"),
    "registry.propose": gettext_noop("Mengajukan hasil pemeriksaan lapangan"), "registry.clear": gettext_noop("Mengesampingkan catatan kepegawaian"),
    "registry.refuse": gettext_noop("Menolak hasil pemeriksaan lapangan"), "intake.answers": gettext_noop("Mencatat jawaban mitra pada baris"),
    "registry.check": gettext_noop("Mencocokkan dengan daftar mitra"), "selection.assess": gettext_noop("Menilai kelayakan"), "selection.rank": gettext_noop("Mengurutkan"),
    "selection.prepare": gettext_noop("Menyusun rancangan keputusan"), "selection.decide": gettext_noop("Menetapkan"), "selection.release": gettext_noop("Melepas tempat"),
    "renewal.open": gettext_noop("Membuka putaran perpanjangan"), "renewal.list": gettext_noop("Mencatat yang terlindungi"), "renewal.propose": gettext_noop("Mengusulkan perpanjangan"),
    "renewal.decide": gettext_noop("Memutuskan perpanjangan"), "renewal.refuse": gettext_noop("Menolak perpanjangan"), "renewal.withdraw": gettext_noop("Menarik putaran perpanjangan"),
    "renewal.answer": gettext_noop("Menjawab tawaran"), "renewal.answer_decide": gettext_noop("Menyetujui pengambilalihan"),
    "renewal.answer_refuse": gettext_noop("Menolak pengambilalihan"), "renewal.answer_withdraw": gettext_noop("Menarik jawaban"),
    "renewal.lapse": gettext_noop("Menutup tawaran yang tak terjawab"), "renewal.notify": gettext_noop("Menulis kabar perpanjangan"),
    "staff.appoint": gettext_noop("Mengangkat petugas"), "trail.export": gettext_noop("Mengunduh jejak"),
    "contributions.pay": gettext_noop("Membayar iuran"), "contributions.reconcile": gettext_noop("Iuran sepakat"), "intake.keep": gettext_noop("Menyimpan berkas usulan"),
    "intake.say_columns": gettext_noop("Memberi tahu arti kolom"), "intake.forget_columns": gettext_noop("Melupakan arti kolom"),
    "intake.ask_columns": gettext_noop("Menanyakan arti kolom"), "intake.answer_columns": gettext_noop("Menerima jawaban tentang kolom"),
    "intake.compare": gettext_noop("Membandingkan daftar dengan yang sebelumnya"), "intake.teach": gettext_noop("Menjelaskan tulisan yang belum dikenal"),
    "intake.unteach": gettext_noop("Mencabut penjelasan tulisan"),
    "intake.refuse": gettext_noop("Mengembalikan berkas usulan"), "intake.take_upload": gettext_noop("Membaca unggahan"), "intake.refuse_upload": gettext_noop("Mengembalikan unggahan"),
    "work.start": gettext_noop("Memulai pekerjaan"),
    "work.take": gettext_noop("Pelayan mulai bekerja"), "work.finish": gettext_noop("Pekerjaan selesai"), "work.fail": gettext_noop("Pekerjaan tidak selesai"),
    "work.cancel": gettext_noop("Membatalkan pekerjaan"), "work.cancelled": gettext_noop("Pekerjaan berhenti"), "work.put_back": gettext_noop("Pekerjaan dikembalikan ke antrean"),
}  # fmt: skip


def verb(code: str) -> str:
    return _(VERBS[code]) if code in VERBS else code


def package(code: str) -> str:
    return _(PACKAGES[code]) if code in PACKAGES else code
