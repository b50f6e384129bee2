"""Who may do what. A verb that is missing here is refused to everybody."""

from django.utils.translation import gettext_noop as _

ROLES = {
    "village_operator": _("Operator desa/kelurahan"),
    "district_officer": _("Petugas kecamatan"),
    "regency_officer": _("Petugas dinas kabupaten/kota"),
    "verifier": _("Verifikator provinsi"),
    "approver": _("Pejabat penyetuju"),
    "treasurer": _("Bendahara"),
    "bpjs_officer": _("Petugas BPJS Ketenagakerjaan"),
    "bank_officer": _("Petugas Bank NTT"),
    "auditor": _("Auditor"),
    "administrator": _("Administrator sistem"),
}

MAY: dict[str, frozenset[str]] = {
    "intake.receive": frozenset({"village_operator", "district_officer", "regency_officer", "verifier"}),
    "intake.correct": frozenset({"village_operator", "district_officer", "regency_officer", "verifier"}),
    "intake.look": frozenset(
        {"village_operator", "district_officer", "regency_officer", "verifier", "auditor"}
    ),
    "intake.teach": frozenset({"regency_officer", "verifier"}),
    "matching.decide": frozenset({"regency_officer", "verifier"}),
    "registry.check": frozenset({"regency_officer", "verifier"}),
    "registry.read": frozenset({"regency_officer", "verifier", "approver", "auditor"}),
    "registry.clear": frozenset({"regency_officer", "verifier"}),
    "registry.correct": frozenset({"regency_officer", "verifier"}),
    "registry.decide": frozenset({"approver"}),
    "programme.move": frozenset({"verifier"}),
    "programme.decide": frozenset({"approver"}),
    "programme.open": frozenset({"regency_officer", "verifier", "approver"}),
    "budget.read": frozenset({"regency_officer", "verifier", "approver", "treasurer", "auditor"}),
    "budget.propose": frozenset({"regency_officer", "treasurer"}),
    "budget.decide": frozenset({"approver"}),
    "matching.read": frozenset({"regency_officer", "verifier", "auditor"}),
    "selection.propose": frozenset({"regency_officer", "verifier"}),
    "selection.decide": frozenset({"approver"}),
    "selection.transfer": frozenset({"regency_officer", "verifier"}),
    "whatif.read": frozenset({"regency_officer", "verifier", "approver", "treasurer", "auditor"}),
    "whatif.ask": frozenset({"verifier"}),
    "fieldcheck.read": frozenset({"district_officer", "regency_officer", "verifier", "approver", "auditor"}),
    "fieldcheck.draw": frozenset({"verifier"}),
    "fieldcheck.enter": frozenset({"district_officer", "regency_officer", "verifier"}),
    "renewal.read": frozenset({"regency_officer", "verifier", "approver", "treasurer", "auditor"}),
    "renewal.propose": frozenset({"verifier"}),
    "renewal.answer": frozenset({"regency_officer", "verifier"}),
    "renewal.decide": frozenset({"approver"}),
    "enrolment.send": frozenset({"verifier", "bpjs_officer"}),
    "enrolment.read": frozenset({"verifier", "bpjs_officer", "auditor"}),
    "enrolment.decide": frozenset({"approver"}),
    "members.read": frozenset(
        {"regency_officer", "verifier", "approver", "treasurer", "bpjs_officer", "auditor"}
    ),
    "banking.send": frozenset({"verifier", "bank_officer"}),
    "banking.read": frozenset({"verifier", "bank_officer", "auditor"}),
    "banking.look": frozenset({"regency_officer", "verifier", "approver", "bank_officer", "auditor"}),
    "banking.name": frozenset({"verifier", "bank_officer"}),
    "banking.change": frozenset({"regency_officer", "verifier"}),
    "banking.call": frozenset({"approver", "bank_officer"}),
    "banking.confirm": frozenset({"approver"}),
    "banking.refuse": frozenset({"approver", "verifier", "bank_officer"}),
    "exchange.download": frozenset({"verifier", "treasurer", "bpjs_officer", "bank_officer", "auditor"}),
    "contributions.propose": frozenset({"treasurer"}),
    "contributions.read": frozenset({"treasurer", "approver", "verifier", "bpjs_officer", "auditor"}),
    "contributions.decide": frozenset({"approver"}),
    "payments.read": frozenset({"treasurer", "approver", "bank_officer", "auditor"}),
    "payments.take": frozenset({"treasurer", "bank_officer"}),
    "payments.explain": frozenset({"treasurer"}),
    "payments.decide": frozenset({"approver"}),
    "proof.read": frozenset({"treasurer", "approver", "verifier", "bpjs_officer", "bank_officer", "auditor"}),
    "proof.issue": frozenset({"treasurer", "auditor"}),
    "proof.compare": frozenset({"treasurer", "bpjs_officer"}),
    "suspense.read": frozenset(
        {"treasurer", "approver", "verifier", "bpjs_officer", "bank_officer", "auditor"}
    ),
    "suspense.settle": frozenset({"treasurer", "verifier"}),
    "ledger.read": frozenset({"treasurer", "approver", "verifier", "auditor"}),
    "ledger.prepare": frozenset({"treasurer"}),
    "ledger.decide": frozenset({"approver"}),
    "ledger.export": frozenset({"treasurer", "auditor"}),
    "cover.read": frozenset(
        {
            "village_operator",
            "district_officer",
            "regency_officer",
            "verifier",
            "approver",
            "treasurer",
            "bpjs_officer",
            "auditor",
        }
    ),
    "cover.letter": frozenset({"treasurer", "verifier"}),
    "cover.decide": frozenset({"approver"}),
    "handover.sign": frozenset({"village_operator", "district_officer", "regency_officer", "bank_officer"}),
    "claims.report": frozenset(
        {"village_operator", "district_officer", "regency_officer", "verifier", "bpjs_officer"}
    ),
    "claims.read": frozenset(
        {
            "village_operator",
            "district_officer",
            "regency_officer",
            "verifier",
            "approver",
            "bpjs_officer",
            "auditor",
        }
    ),
    "claims.collect": frozenset(
        {"village_operator", "district_officer", "regency_officer", "verifier", "bpjs_officer"}
    ),
    "claims.heirs": frozenset({"district_officer", "regency_officer", "verifier"}),
    "claims.treat": frozenset({"regency_officer", "verifier", "bpjs_officer"}),
    "claims.health": frozenset({"regency_officer", "verifier", "approver", "bpjs_officer", "auditor"}),
    "claims.visit": frozenset({"village_operator", "district_officer", "regency_officer", "verifier"}),
    "claims.match": frozenset({"district_officer", "regency_officer", "verifier"}),
    "claims.doubt": frozenset({"regency_officer", "verifier", "approver", "auditor"}),
    "claims.reassure": frozenset({"regency_officer", "verifier"}),
    "claims.assess": frozenset({"regency_officer", "verifier"}),
    "claims.decide": frozenset({"approver"}),
    "claims.determine": frozenset({"bpjs_officer"}),
    "claims.pay": frozenset({"bpjs_officer"}),
    "claims.review": frozenset({"regency_officer", "verifier", "approver"}),
    "claims.settle": frozenset({"regency_officer", "verifier", "approver"}),
    "claims.exchange": frozenset({"verifier", "bpjs_officer", "auditor"}),
    "claims.confirm": frozenset({"district_officer", "regency_officer", "verifier"}),
    "selection.read": frozenset(
        {"regency_officer", "verifier", "approver", "treasurer", "bpjs_officer", "bank_officer", "auditor"}
    ),
    "approvals.read": frozenset({"regency_officer", "verifier", "treasurer", "approver", "auditor"}),
    "approvals.decide": frozenset({"approver"}),
    "approvals.withdraw": frozenset({"regency_officer", "verifier", "treasurer"}),
    "people.read": frozenset(ROLES) - {"administrator"},
    "people.reveal": frozenset({"regency_officer", "verifier", "bpjs_officer", "bank_officer", "auditor"}),
    "trail.read": frozenset({"auditor", "verifier"}),
    "trail.export": frozenset({"auditor"}),
    "staff.manage": frozenset({"administrator"}),
    "system.watch": frozenset({"administrator"}),
}

# Who prepares may not also decide, neither by a second post nor by a second account; who watches does nothing else, and who
# gives out the posts holds none. Kept in the database as well: migrations/0002_guards.py.
PREPARE = frozenset({"regency_officer", "verifier", "treasurer"})
DECIDE = frozenset({"approver"})
ALONE = frozenset({"auditor", "administrator"})

# Roles that decide, pay or export: nothing opens before a second factor is set up (web/scope.py).
SECOND_FACTOR = frozenset(
    {"approver", "treasurer", "verifier", "auditor", "administrator", "bpjs_officer", "bank_officer"}
)


def conflict(one: str, other: str) -> bool:
    """May one human not hold both at the same time? PREPARE and DECIDE only where their regions overlap; ALONE anywhere."""
    if one == other:
        return False
    pair = {one, other}
    return bool(pair & ALONE) or bool(pair & PREPARE and pair & DECIDE)
