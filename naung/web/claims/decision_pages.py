"""Addresses of a claim's decision and payment."""

from naung.web.claims import acting, acts, sheet
from naung.web.pages import Page

PAGES: list[Page] = [
    Page("claim-sheet", "klaim/<slug:programme>/<slug:number>/lembar", sheet.sheet, "claims.health"),
    *(Page(one.name, f"klaim/<slug:programme>/<slug:number>/{one.slug}", acting.view(one.slug), one.verb, act=one.verb) for one in acts.ACTS.values()),
]  # fmt: skip
