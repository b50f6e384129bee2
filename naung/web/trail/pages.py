"""Who did what: for the auditor and the verifier; copies for the auditor."""

from naung.web.pages import Page
from naung.web.trail import entry, export
from naung.web.trail import list as every

PAGES = [
    Page("trail", "audit", every.trail_page, "trail.read"),
    Page("trail-export", "audit/unduh", export.export, "trail.export", act="trail.export"),
    Page("trail-entry", "audit/<int:number>", entry.entry, "trail.read"),
]
