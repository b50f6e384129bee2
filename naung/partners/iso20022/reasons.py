"""The codes with which banks say no, in words; and what each status of a line amounts to.

Codes of the ISO 20022 external code sets that payers meet; one that is not here is shown as it came."""

ACCEPTED = frozenset({"ACCP", "ACSP", "ACSC", "ACCC", "ACWC", "ACWP"})
REJECTED = frozenset({"RJCT", "CANC"})
WAITING = frozenset({"RCVD", "PDNG", "ACTC", "PATC", "ACFC"})  # looked at, not yet decided: no answer

REASONS = {
    "AC01": "Nomor rekening tujuan tidak dikenal.", "AC02": "Nomor rekening yang didebit tidak dikenal.",
    "AC03": "Rekening tujuan tidak sah untuk layanan ini.", "AC04": "Rekening tujuan sudah ditutup.",
    "AC05": "Rekening yang didebit sudah ditutup.", "AC06": "Rekening diblokir.", "AC07": "Rekening tujuan sudah ditutup.",
    "AC13": "Jenis rekening yang didebit tidak sesuai.", "AC14": "Jenis rekening tujuan tidak sesuai.", "AG01": "Transaksi tidak diizinkan pada rekening ini.",
    "AG02": "Kode transaksi tidak dikenal bank.", "AM01": "Nilainya nol.", "AM02": "Nilainya melebihi batas yang diizinkan.",
    "AM03": "Mata uang tidak dilayani.", "AM04": "Saldo tidak cukup.", "AM05": "Perintah yang sama sudah diterima bank (ganda).",
    "AM09": "Nilainya tidak sesuai.", "AM10": "Jumlah kendali tidak sama dengan isi berkas.", "AM18": "Banyaknya transaksi tidak sama dengan isi berkas.",
    "AM21": "Melebihi batas transaksi harian.", "BE01": "Nama penerima tidak sesuai dengan nama pemilik rekening.", "BE05": "Pengirim perintah tidak dikenal bank.",
    "BE06": "Penerima tidak dikenal.", "CUST": "Dibatalkan atas permintaan nasabah.", "DS02": "Perintah dibatalkan pemberi kuasa.",
    "DT01": "Tanggal tidak sah.", "DUPL": "Perintah yang sama sudah diterima bank (ganda).", "ED05": "Penyelesaian gagal.", "FF01": "Bentuk berkas tidak sesuai.",
    "MD07": "Pemilik rekening meninggal.", "MS02": "Ditolak nasabah tanpa alasan.", "MS03": "Ditolak bank tanpa alasan.", "NARR": "Alasan ditulis dengan kata-kata.",
    "NOAS": "Nasabah tidak menjawab.", "RC01": "Kode bank tidak dikenal.", "RC04": "Kode bank penerima tidak dikenal.",
    "RR04": "Alasan peraturan.", "TM01": "Lewat batas waktu bank.", "TS01": "Berkas tidak lengkap diterima.",
}  # fmt: skip
