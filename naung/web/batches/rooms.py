"""Six rooms for batches with partners, told apart by a table: who is asked, who may look, who may send."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Room:
    name: str  # of its pages: "<name>-batch", "<name>-file"
    home: str  # the page that lists
    kinds: tuple[tuple[str, str], ...]  # (partner, kind) of its batches
    read: str
    send: str
    title: str
    lead: str
    partner: str


ENROLMENT = Room(
    "enrolment", "enrolment-batches", (("bpjs_tk", "enrolment"), ("bpjs_tk", "enrolment_leaving")), "enrolment.read", "enrolment.send", _("Kepesertaan"),
    _("Daftar peserta dan daftar yang berhenti, yang dikirim ke BPJS Ketenagakerjaan, dan jawabannya: jumlah keluar dan jumlah masuk harus bertemu."), "BPJS Ketenagakerjaan",
)  # fmt: skip
BANKING = Room(
    "banking", "banking-batches", (("bank_ntt", "banking"), ("bank_ntt", "banking_status")), "banking.read", "banking.send", _("Rekening"),
    _("Permintaan dan status rekening di Bank NTT, dan jawabannya: jumlah keluar dan jumlah masuk harus bertemu."), "Bank NTT",
)  # fmt: skip
REGISTERS = Room(
    "registers", "registers", (("dukcapil", "civil"), ("bpjs_tk", "insured"), ("bkn", "employed"), ("dtsen", "decile")), "registry.read", "registry.check",
    _("Pemeriksaan"), _("Siapa yang diusulkan ditanyakan kepada empat daftar mitra. Tiap jawaban bertanggal dan disimpan; yang terbaru berlaku."),
    _("daftar mitra"),
)  # fmt: skip
CONTRIBUTIONS = Room(
    "contributions", "contribution-months", (("bpjs_tk", "contribution"), ("bank_ntt", "payment")), "contributions.read", "contributions.propose",
    _("Iuran"), _("Tiap bulan: disetujui, ditagih, dibayar, diakui. Keempatnya harus sama sampai ke rupiahnya."), "BPJS Ketenagakerjaan",
)  # fmt: skip
# What an approved claim gives is decided by the insurer; its word comes back as a file here, or as a letter that is typed on the claim's page.
PAYOUTS = Room(
    "payouts", "payouts-batches", (("bpjs_tk", "claims"),), "claims.exchange", "claims.determine", _("Berkas klaim"),
    _("Klaim yang disetujui dan dikirim ke BPJS Ketenagakerjaan, dan putusannya baris demi baris. Putusan yang berbeda dari perkiraan menunggu dijelaskan."),
    "BPJS Ketenagakerjaan",
)  # fmt: skip
# The bank's officer sees here what the bank was given and what it answered, and nothing of the insurer's lists: those hold members' numbers
# that the bank has no need of. Carrying stays the treasurer's, from the month; so nothing is sent from this page.
PAYMENTS = Room(
    "payments", "payments-batches", (("bank_ntt", "payment"),), "payments.read", "contributions.propose", _("Perintah bayar"),
    _("Perintah yang dikirim ke bank dan jawabannya. Didebit atau tidaknya dikatakan oleh rekening koran."), "Bank NTT",
)  # fmt: skip
