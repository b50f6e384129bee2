"""What the proof and the queue are called, for pages (translated there) and for papers (always Indonesian)."""

from django.utils.translation import gettext_noop as _

STATES = {
    "AGREES": _("Sepakat"),
    "UNDER_WAY": _("Masih berjalan"),
    "DIFFERS": _("Berselisih"),
    "NOTHING": _("Belum ada yang disetujui"),
}
SOURCES = {
    "approved": _("Disetujui"),
    "billed": _("Ditagih"),
    "debited": _("Didebit bank"),
    "acknowledged": _("Diakui BPJS"),
}
WHENCE = {
    "approved": _("baris di balik persetujuan dua orang"),
    "billed": _("berkas yang diberi kode iuran oleh BPJS"),
    "debited": _("mutasi pada rekening koran bank"),
    "acknowledged": _("baris tanda terima BPJS yang diterima"),
}
GAPS = {
    "approved_not_billed": _("disetujui tetapi belum ditagih"),
    "billed_not_debited": _("ditagih tetapi belum didebit"),
    "debited_not_acknowledged": _("didebit tetapi belum diakui"),
}
NAMED = {
    "NO_INVOICE": _("belum ada tagihan untuk wilayah ini"),
    "NO_CODE": _("BPJS belum memberi kode iuran"),
    "OTHER_SUM": _("berkas tagihan berisi jumlah lain"),
    "NO_ORDER": _("belum ada perintah bayar"),
    "NOT_SENT": _("perintah bayar belum dikirim ke bank"),
    "NOT_DEBITED": _("sudah dikirim, belum ada pada rekening koran"),
    "REJECTED": _("bank menolak perintah bayar"),
    "RETURNED": _("bank mengembalikan uangnya"),
    "OTHER_DEBIT": _("bank mendebit jumlah lain"),
    "LINE_REFUSED": _("BPJS menolak baris ini"),
    "LINE_WAITING": _("BPJS belum menjawab baris ini"),
    "LINE_MISSING": _("BPJS tidak menyebut baris ini"),
    "NOT_DEBITED_YET": _("diakui BPJS sebelum bank mendebit"),
}
# By person and month: what the insurer's list or receipt says otherwise, and what to do about it.
DIFFERENCES = {
    "LIST_NOT_THERE": (_("kami bayar, tidak ada di daftar BPJS"), _("Minta BPJS memeriksa nomor pesertanya.")),
    "LIST_SHORT": (_("kami bayar, BPJS mencatat lunas sampai bulan sebelumnya"), _("Kirim bukti bayar bulan ini ke BPJS.")),
    "LIST_WRONG_AMOUNT": (_("BPJS mencatat jumlah lain"), _("Cocokkan tarif bulan ini dengan BPJS.")),
    "LIST_DOUBLED": (_("satu nomor dua kali di daftar BPJS"), _("Minta BPJS menghapus baris gandanya.")),
    "LIST_INACTIVE": (_("BPJS mencatatnya tidak aktif"), _("Minta BPJS mengaktifkan, atau hentikan pembayarannya.")),
    "LIST_OTHER_NAME": (_("nama lain pada nomor yang sama"), _("Periksa apakah nomor peserta tertukar.")),
    "LIST_NOT_HERE": (_("BPJS mencatat lunas, tidak kami bayar"), _("Cari siapa yang membayar; mungkin pembayar lain.")),
    "LIST_UNKNOWN": (_("nomor yang tidak kami kenal"), _("Minta BPJS menyebut siapa orang ini.")),
    "LIST_STILL_ACTIVE": (_("kami akhiri, BPJS masih mencatatnya aktif"), _("Kirim berkas yang berhenti di Kepesertaan, lalu minta daftar yang baru.")),
    "RECEIPT_REFUSED": (_("ditolak pada tanda terima BPJS"), _("Perbaiki sebabnya, lalu tagih lagi.")),
    "RECEIPT_UNANSWERED": (_("belum dijawab pada tanda terima BPJS"), _("Minta BPJS melengkapi tanda terimanya.")),
}  # fmt: skip
BOOKINGS = {
    "EXPLAINED": (_("sudah dijelaskan, menunggu orang kedua"), _("Pejabat penyetuju memutus.")),
    "UNKNOWN": (_("keluar tanpa perintah bayar yang dikenal"), _("Lihat kata-kata bank; jelaskan, atau tanyakan ke bank.")),
    "CAME_IN": (_("uang masuk yang belum dikenal"), _("Jelaskan: pengembalian, jasa giro, atau titipan.")),
    "RETURNED": (_("bank mengembalikan satu pembayaran"), _("Catat pengembaliannya, lalu bayar lagi.")),
    "TWICE": (_("didebit sekali lagi untuk pembayaran yang sudah lunas"), _("Minta bank mengembalikannya.")),
    "REFUSED": (_("didebit, padahal bank menjawab perintahnya ditolak"), _("Jangan bayar ulang. Minta bank mengembalikannya, atau meralat jawabannya.")),
    "NOT_SENT": (_("didebit sebelum perintahnya dikirim"), _("Kirim perintah bayarnya, atau tanyakan ke bank.")),
    "OTHER_AMOUNT": (_("referensi cocok, jumlahnya lain"), _("Mungkin ada biaya di dalamnya; jelaskan bagiannya.")),
}  # fmt: skip
SUSPENSE = {
    "UNKNOWN": (_("jawaban untuk baris yang tidak pernah dikirim"), _("Tanyakan ke mitra milik siapa baris ini.")),
    "CONTRADICTS": (_("dua jawaban yang bertentangan dalam satu berkas"), _("Minta mitra mengirim jawaban yang benar.")),
    "OTHER_ANSWER": (_("jawaban lain daripada yang sudah dicatat"), _("Bandingkan dengan jawaban pertama.")),
    "OTHER_AMOUNT": (_("mitra menyebut jumlah lain"), _("Cocokkan jumlahnya dengan mitra.")),
    "NO_REASON": (_("ditolak tanpa alasan"), _("Minta mitra menyebut alasannya.")),
    "CLOSED": (_("jawaban sesudah berkas ditutup"), _("Lihat apakah ada yang perlu ditagih lagi.")),
    "TOTALS": (_("jumlah kendali tidak sama dengan isinya"), _("Minta mitra mengirim berkas yang utuh.")),
    "UNREADABLE": (_("berkas yang tidak terbaca atau berbeda dari yang dicatat"), _("Minta mitra mengirim sekali lagi.")),
}  # fmt: skip
EXPLANATIONS = {
    "NEAR": _("pembayaran ini, referensinya salah ketik atau ada di keterangan"),
    "FEE": _("pembayaran ini dengan biaya bank di dalamnya"),
    "SEVERAL": _("beberapa pembayaran dalam satu debit"),
    "RETURN": _("bank mengembalikan pembayaran ini"),
    "CHARGE": _("biaya bank"),
    "INTEREST": _("jasa giro"),
    "OTHER": _("lainnya: dicatat sebagai uang yang belum dikenal"),
}
SAID = {"booking": BOOKINGS, "difference": DIFFERENCES, "suspense": SUSPENSE}
FILES = {
    "list": _("daftar tagihan ke BPJS"),
    "receipt": _("tanda terima BPJS"),
    "order": _("perintah bayar ke bank"),
    "answer": _("jawaban bank"),
    "statement": _("rekening koran"),
    "members": _("daftar peserta BPJS"),
}


def said(kind: str, why: str) -> tuple[str, str]:
    """(what it is, what comes next), untranslated; a word that nobody taught this house stands as it is."""
    return SAID.get(kind, {}).get(why, (why, _("Lihat isinya, lalu tanyakan kepada pengirimnya.")))
