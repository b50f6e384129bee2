"""The days on which each figure begins (and ends, where it does), written a second time: a date that slips by a day shows here."""

from naung import law

DAYS = {
    "2015-07-01": "contribution.due_day contribution.income_bands jkk.days_in_month",
    "2015-07-01 2019-12-02": "jkk.expiry_years jkk.temporary_inability",
    "2019-12-01": "jht.rate jkk.rate jkm.contribution",
    "2019-12-01 2020-08-01 2021-02-01 2026-01-01 2026-04-01 2027-01-01 2027-04-01": "contribution.relief",
    "2019-12-02": (
        "deadline.jkk_days deadline.jkk_late_percent deadline.jkm_days deadline.jkm_late_percent "
        "documents.jkm eligibility.age_below eligibility.age_from "
        "eligibility.nik_provinces eligibility.not_working eligibility.statuses "
        "heirs.guardian_age heirs.order jkk.death_percent jkk.denture jkk.disability_cap_percent "
        "jkk.disability_table jkk.funeral jkk.glasses jkk.hearing_aid jkk.home_care_ceiling "
        "jkk.home_care_months jkk.multiple jkk.periodic_monthly jkk.periodic_months "
        "jkk.prosthesis_percent jkk.report_days jkk.total_disability_percent jkk.transport_air "
        "jkk.transport_land jkk.transport_sea jkk.treatment_without_ceiling jkm.death_grant jkm.funeral jkm.periodic_monthly "
        "jkm.periodic_months membership.grace_months membership.late_funder membership.month_covers "
        "membership.start_by_agreement scholarship.jkk_months "
        "scholarship.jkm_months scholarship.levels scholarship.max_children scholarship.reminder_days "
        "scholarship.school_year_month scholarship.until_age "
        "simulation.accident_cost simulation.accidents simulation.deaths simulation.work_deaths "
    ),
    "2019-12-02 2025-02-24": "documents.jkk jkm.waiting_membership_months jkm.waiting_paid_months",
    "2024-01-01..2024-12-31 2025-01-01..2025-12-31 2026-01-01..2026-12-31 2027-01-01..2027-12-31": (
        "deadline.holidays "
    ),
    "2025-01-01": (
        "ntt-2025:eligibility.age_from ntt-2025:eligibility.decile_at_most "
        "ntt-2025:eligibility.resident_required ntt-2025:selection.priority treasury.disbursement_first "
    ),
    "2025-02-24": "jkm.memberships_paid",
    "2025-07-01 2026-01-01": "ntt-2025:agreement.cover_from ntt-2025:agreement.months",
}


def test_every_figure_begins_on_its_day() -> None:
    told = {name: days for days, names in DAYS.items() for name in names.split()}
    found = {}
    for (overlay, key), figure in law.current_book().figures.items():
        spans = [
            f"{entry.since}..{entry.until}" if entry.until else f"{entry.since}" for entry in figure.entries
        ]
        found[f"{overlay}:{key}" if overlay else key] = " ".join(spans)
    assert found == told
