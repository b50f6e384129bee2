"""The verbs of staff.roles.MAY as an administrator reads them."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from naung.foundation.staff.roles import ROLES

VERBS = {
    "approvals.decide": _("Membuka kotak persetujuan untuk memutuskan"),
    "approvals.read": _("Melihat apa yang menunggu persetujuan"),
    "approvals.withdraw": _("Menarik kembali apa yang disiapkan dan belum diputuskan"),
    "budget.decide": _("Memutuskan dokumen anggaran dan pergeserannya"),
    "budget.propose": _("Mengusulkan baris anggaran, dokumennya, dan pergeserannya"),
    "budget.read": _("Melihat anggaran dan pembayar"),
    "banking.call": _("Menelepon kontak lama sebelum rekening diganti"),
    "banking.change": _("Meminta penggantian rekening"),
    "banking.confirm": _("Memutuskan penggantian rekening"),
    "banking.look": _("Melihat rekening peserta di wilayahnya"),
    "banking.name": _("Membandingkan nama pada rekening dengan KTP"),
    "banking.refuse": _("Menolak atau menghentikan penggantian rekening"),
    "banking.read": _("Melihat berkas ke dan dari bank"),
    "banking.send": _("Mengirim berkas pembukaan rekening ke bank"),
    "claims.assess": _("Menilai klaim"),
    "claims.collect": _("Mengumpulkan surat klaim"),
    "claims.confirm": _("Mencatat uang yang diterima keluarga"),
    "claims.decide": _("Memutuskan klaim"),
    "claims.determine": _("Mencatat penetapan BPJS Ketenagakerjaan atas klaim"),
    "claims.exchange": _("Melihat berkas klaim yang dikirim ke BPJS Ketenagakerjaan"),
    "claims.health": _("Membaca keterangan kesehatan dalam klaim"),
    "claims.doubt": _("Melihat pola yang perlu diperiksa pada klaim"),
    "claims.heirs": _("Mencatat keluarga dan ahli waris"),
    "claims.match": _("Memutuskan siapa yang dimaksud kabar kematian"),
    "claims.pay": _("Mencatat pembayaran santunan"),
    "claims.read": _("Melihat klaim di wilayahnya"),
    "claims.reassure": _("Menutup pertanyaan tentang klaim dengan alasan"),
    "claims.report": _("Melaporkan kecelakaan atau kematian"),
    "claims.review": _("Memeriksa klaim untuk kedua kali"),
    "claims.settle": _("Menyelesaikan uang yang tidak sampai"),
    "claims.treat": _("Mencatat perawatan sesudah kecelakaan"),
    "claims.visit": _("Mengunjungi keluarga yang belum melapor"),
    "contributions.decide": _("Menyetujui pembayaran iuran"),
    "contributions.propose": _("Menyusun tagihan iuran bulanan"),
    "contributions.read": _("Melihat tagihan dan pembayaran iuran"),
    "cover.decide": _("Memutuskan surat pembayar yang terlambat"),
    "cover.letter": _("Mencatat surat pembayar yang terlambat"),
    "cover.read": _("Melihat perlindungan yang akan berakhir"),
    "enrolment.decide": _("Memutuskan berakhirnya perlindungan"),
    "members.read": _("Melihat peserta, yang dikembalikan BPJS, dan perpindahan pembayar"),
    "enrolment.read": _("Melihat berkas ke dan dari BPJS Ketenagakerjaan"),
    "enrolment.send": _("Mengirim pendaftaran ke BPJS Ketenagakerjaan"),
    "exchange.download": _("Mengunduh berkas mitra"),
    "handover.sign": _("Mencatat serah terima kartu dan buku tabungan"),
    "intake.correct": _("Memperbaiki baris usulan"),
    "intake.look": _("Melihat daftar usulan"),
    "intake.receive": _("Mengunggah daftar usulan"),
    "intake.teach": _("Menjelaskan tulisan yang belum dikenal"),
    "ledger.decide": _("Memutuskan jurnal dan menutup bulan"),
    "ledger.export": _("Mengambil kertas kerja dan laporan realisasi"),
    "ledger.prepare": _("Menyiapkan jurnal dan penutupan bulan"),
    "ledger.read": _("Membaca buku besar"),
    "matching.decide": _("Memutuskan: orang yang sama atau bukan"),
    "matching.read": _("Melihat seberapa sepakat petugas tentang orang yang sama"),
    "payments.decide": _("Memutuskan penjelasan atas mutasi bank"),
    "payments.explain": _("Menjelaskan mutasi bank yang tidak cocok"),
    "payments.read": _("Melihat rekening koran dan mutasinya"),
    "payments.take": _("Mengunggah rekening koran"),
    "people.read": _("Melihat orang di wilayahnya"),
    "people.reveal": _("Membuka nomor identitas, dengan alasan"),
    "proof.compare": _("Membandingkan iuran dengan daftar peserta BPJS Ketenagakerjaan"),
    "proof.issue": _("Mencetak bukti tiga arah sebagai dokumen terdaftar"),
    "proof.read": _("Melihat bukti tiga arah"),
    "suspense.read": _("Melihat antrean yang belum cocok"),
    "suspense.settle": _("Menyelesaikan yang belum cocok, dengan alasan"),
    "programme.decide": _("Memutuskan pemindahan tempat antarwilayah"),
    "programme.open": _("Membuka program pembayar lain di wilayahnya"),
    "programme.move": _("Mengusulkan pemindahan tempat antarwilayah"),
    "whatif.ask": _("Bertanya andai: mengubah angka penetapan tanpa memutuskan apa pun"),
    "whatif.read": _("Melihat jawaban andai"),
    "fieldcheck.draw": _("Mengumumkan benih dan mengundi pemeriksaan lapangan"),
    "fieldcheck.enter": _("Mengisi hasil pemeriksaan lapangan"),
    "fieldcheck.read": _("Melihat pemeriksaan lapangan"),
    "registry.check": _("Menanyakan orang kepada Dukcapil, BPJS, BKN, dan DTSEN"),
    "registry.clear": _("Mengusulkan agar catatan kepegawaian dikesampingkan"),
    "registry.correct": _("Mengusulkan perbaikan nama, tanggal lahir, atau NIK"),
    "registry.decide": _("Memutuskan catatan kepegawaian yang dikesampingkan"),
    "registry.read": _("Melihat apa yang ditanyakan kepada daftar mitra"),
    "renewal.answer": _("Menjawab tawaran perpanjangan untuk wilayahnya"),
    "renewal.decide": _("Memutuskan perpanjangan dan jawaban atas tawaran"),
    "renewal.propose": _("Membuka dan mengusulkan putaran perpanjangan"),
    "renewal.read": _("Melihat putaran perpanjangan"),
    "selection.decide": _("Menetapkan daftar penerima"),
    "selection.transfer": _("Mengusulkan perpindahan orang ke pembayar lain"),
    "selection.propose": _("Mengusulkan daftar penerima"),
    "selection.read": _("Melihat usulan dan penetapan"),
    "staff.manage": _("Mengangkat dan memberhentikan petugas"),
    "system.watch": _("Melihat kesehatan sistem"),
    "trail.export": _("Mengunduh jejak dan sampelnya"),
    "trail.read": _("Membaca jejak"),
}

ENTRIES = {
    "staff.appoint": _("Diangkat"),
    "staff.end_post": _("Jabatan diakhiri"),
    "staff.reset_password": _("Kata sandi baru dari administrator"),
    "staff.change_password": _("Kata sandi diganti sendiri"),
    "staff.shut_out": _("Akun ditutup"),
    "staff.let_in": _("Akun dibuka lagi"),
    "staff.sign_in": _("Masuk"),
    "staff.factor_added": _("Pengaman kedua dipasang"),
    "staff.factor_removed": _("Pengaman kedua dihapus"),
    "staff.recovery_codes": _("Kode cadangan dibuat baru"),
    "staff.sessions_ended": _("Sesi diakhiri"),
}


def past(entry: Any) -> dict[str, Any]:
    """One trail entry about an account, as its page shows it."""
    says = gettext(ENTRIES[entry.verb]) if entry.verb in ENTRIES else entry.verb
    role = entry.facts.get("role")
    where = f" ({gettext(ROLES.get(role, role))}, {entry.region})" if role else ""
    return {"at": entry.at, "says": says + where, "why": entry.why, "by": entry.actor.split(" ", 1)[-1]}


def say(verb: str) -> str:
    """A verb without words yet is shown as it is called in the code."""
    return gettext(VERBS[verb]) if verb in VERBS else verb
