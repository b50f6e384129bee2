"""Addresses of a claim's treatment, and of all treatments that go on."""

from naung.web.claims import treated, treating
from naung.web.pages import Page

PAGES: list[Page] = [
    Page("treatments", "perawatan", treated.running, "claims.health"),
    Page("claim-treatment", "klaim/<slug:programme>/<slug:number>/perawatan", treating.treatment, "claims.health", act="claims.treat"),
]  # fmt: skip
