"""Who may do what. A verb that is missing here is refused to everybody."""

ROLES = {
    "village_operator": "Operator desa/kelurahan",
    "district_officer": "Petugas kecamatan",
    "regency_officer": "Petugas dinas kabupaten/kota",
    "verifier": "Verifikator provinsi",
    "approver": "Pejabat penyetuju",
    "treasurer": "Bendahara",
    "bpjs_officer": "Petugas BPJS Ketenagakerjaan",
    "bank_officer": "Petugas Bank NTT",
    "auditor": "Auditor",
    "administrator": "Administrator sistem",
}

MAY: dict[str, frozenset[str]] = {
    "intake.receive": frozenset({"village_operator", "district_officer", "regency_officer", "verifier"}),
    "matching.decide": frozenset({"regency_officer", "verifier"}),
    "selection.propose": frozenset({"regency_officer", "verifier"}),
    "selection.decide": frozenset({"approver"}),
    "enrolment.send": frozenset({"verifier", "bpjs_officer"}),
    "banking.send": frozenset({"verifier", "bank_officer"}),
    "contributions.propose": frozenset({"treasurer"}),
    "contributions.decide": frozenset({"approver"}),
    "handover.sign": frozenset({"village_operator", "district_officer", "regency_officer", "bank_officer"}),
    "claims.report": frozenset(
        {"village_operator", "district_officer", "regency_officer", "verifier", "bpjs_officer"}
    ),
    "claims.assess": frozenset({"regency_officer", "verifier"}),
    "claims.decide": frozenset({"approver"}),
    "people.read": frozenset(ROLES) - {"administrator"},
    "people.reveal": frozenset({"regency_officer", "verifier", "bpjs_officer", "bank_officer", "auditor"}),
    "trail.read": frozenset({"auditor", "verifier"}),
}
