"""The accounts that the programme books on: (code, name, kind). Codes follow the levels of a regional treasurer's chart
(1 aset, 2 kewajiban, 3 ekuitas, 4 pendapatan, 5 beban); the treasury's own full codes are agreed with BKAD."""

BANK = "1.1.1"  # kas daerah at the bank
PAYABLE = "2.1.1"  # contributions billed by the insurer and not yet paid
SUSPENSE = "2.9.1"  # money on a statement that nobody knows yet
FUNDS = "3.1.1"  # what the budget gave
CONTRIBUTIONS = "5.1.1"  # the contributions of insured workers

ACCOUNTS = (
    (BANK, "Kas di Bank NTT", "asset"),
    (PAYABLE, "Utang iuran BPJS Ketenagakerjaan", "liability"),
    (SUSPENSE, "Titipan yang belum dikenal", "liability"),
    (FUNDS, "Dana program dari anggaran", "equity"),
    (CONTRIBUTIONS, "Beban iuran jaminan sosial pekerja rentan", "expense"),
)
